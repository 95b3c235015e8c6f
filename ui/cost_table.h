// Costs as tables: part by part under the bars of a narrow screen, and the figures of both charts.
#pragma once

#include "ui/data_table.h"

namespace sans_serveur::ui {

/// One row per part, with a swatch of its bar's colour; returns the lower edge.
float draw_cost_summary(const Frame& frame, float x, float y, float width);

/// Every line of both bills: quantity, unit price, amount, how sure and of when.
DataTable bill_table(const Frame& frame);
/// Both costs at round numbers of requests, at the crossings and at the present workload.
DataTable curve_table(const Frame& frame);

}  // namespace sans_serveur::ui
