// Costs: both bills as bars, part by part or as a table, and both costs over the number of
// requests.
#pragma once

#include "ui/frame.h"

namespace sans_serveur::ui {

/// The ways to the same as a table and as a file, right-aligned.
void draw_costs_ways(const Frame& frame, float right_edge, float y);

float draw_costs_panel(const Frame& frame, float x, float y, float width);

}  // namespace sans_serveur::ui
