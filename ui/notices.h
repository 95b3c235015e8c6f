// Notices above the verdict: what went wrong with an import, old prices, totals that are not whole;
// and the live region in which a screen reader hears each new verdict.
#pragma once

#include "ui/frame.h"

namespace sans_serveur::ui {

/// Draws them from (x, y) down; returns where the verdict starts.
float draw_notices(const Frame& frame, float x, float y, float width);

}  // namespace sans_serveur::ui
