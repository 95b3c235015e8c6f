// The bar on top: the product's name, the prices' date, language, theme, import and export.
#pragma once

#include "ui/frame.h"

namespace sans_serveur::ui {

/// Draws it and returns its lower edge.
float draw_header_bar(const Frame& frame);

}  // namespace sans_serveur::ui
