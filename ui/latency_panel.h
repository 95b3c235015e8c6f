// Latency: percentiles against the target, the day hour by hour, what they are made of, and every
// size by cost and p99.
#pragma once

#include "ui/chart_ways.h"
#include "ui/frame.h"

namespace sans_serveur::ui {

extern const ChartEntry latency_charts[3];

float draw_latency_panel(const Frame& frame, float x, float y, float width);

}  // namespace sans_serveur::ui
