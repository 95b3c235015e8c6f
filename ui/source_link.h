// A source of the comparison or the guide as a link, with the day it was read or published.
#pragma once

#include <string>

#include "core/comparison.h"
#include "ui/frame.h"

namespace sans_serveur::ui {

/// Draws it, wrapped to a width; returns its height.
float draw_source_link(const Frame& frame, const ComparisonSource& source, const std::string& id,
                       float x, float y, float width);

}  // namespace sans_serveur::ui
