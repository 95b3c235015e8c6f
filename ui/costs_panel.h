// Costs: both bills as bars, part by part, and both costs over the number of requests.
#pragma once

#include "ui/chart_ways.h"
#include "ui/frame.h"

namespace sans_serveur::ui {

extern const ChartEntry cost_charts[2];

float draw_costs_panel(const Frame& frame, float x, float y, float width);

}  // namespace sans_serveur::ui
