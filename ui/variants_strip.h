// Two variants of a workload beside each other: their verdicts, costs and latency, and the fields
// in which they differ. One is edited, the other is kept.
#pragma once

#include "ui/frame.h"

namespace sans_serveur::ui {

/// Draws it from (x, y) down, if there is a variant to compare with; returns its lower edge.
float draw_variants_strip(const Frame& frame, float x, float y, float width);

}  // namespace sans_serveur::ui
