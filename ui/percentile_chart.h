// Percentiles of the duration that the caller sees, of both services, against the targets.
#pragma once

#include "ui/data_table.h"
#include "ui/frame.h"

namespace sans_serveur::ui {

/// Height of this chart and of the one beside it, without their titles.
float percentile_chart_height(const Frame& frame);
void draw_percentile_chart(const Frame& frame, const Rectangle& box);
DataTable percentile_table(const Frame& frame);

}  // namespace sans_serveur::ui
