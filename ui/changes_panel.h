// The panel "What would change it": tornado, other choices, flip map, vetoes.
#pragma once

#include "ui/chart_ways.h"

namespace sans_serveur::ui {

float draw_changes_panel(const Frame& frame, float x, float y, float width);

extern const ChartEntry change_charts[3];

}  // namespace sans_serveur::ui
