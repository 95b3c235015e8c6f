// Notices above the verdict: what went wrong with an import, old prices, totals that are not whole;
// and the live region in which a screen reader hears each new verdict.
#pragma once

#include "ui/frame.h"

namespace sans_serveur::ui {

/// Draws them from (x, y) down; returns where the verdict starts.
float draw_notices(const Frame& frame, float x, float y, float width);

/// Days from one ISO date to another; 0 if one is no whole date.
int days_between(std::string_view from, std::string_view to);

}  // namespace sans_serveur::ui
