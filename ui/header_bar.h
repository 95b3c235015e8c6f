// The bar on top: the product's name, the prices' date, language, theme, import and export.
#pragma once

#include "ui/frame.h"

namespace sans_serveur::ui {

/// Draws it and returns its lower edge.
float draw_header_bar(const Frame& frame);

/// Below the page, the prices' date that the bar had no room for; returns the lower edge.
float draw_prices_below(const Frame& frame, float y);

}  // namespace sans_serveur::ui
