// Costs as tables: part by part for both services, and line by line with quantities and sources.
#pragma once

#include "ui/frame.h"

namespace sans_serveur::ui {

/// One row per part, with a swatch of its bar's colour. Always in the tree, drawn if `drawn`;
/// returns the lower edge, or `otherwise` if it is not drawn.
float draw_cost_summary(const Frame& frame, float x, float y, float width, bool drawn,
                        float otherwise);

/// Every line of both bills: quantity, unit price, amount, how sure and of when.
float draw_cost_details(const Frame& frame, float x, float y, float width);

}  // namespace sans_serveur::ui
