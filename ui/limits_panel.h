// Limits: the workload's value on every limit of both services, as a share of it, and where each
// limit was read.
#pragma once

#include "ui/chart_ways.h"
#include "ui/frame.h"

namespace sans_serveur::ui {

extern const ChartEntry limits_charts[1];

float draw_limits_panel(const Frame& frame, float x, float y, float width);

}  // namespace sans_serveur::ui
