// The flip map: which service is cheaper, and by how much, when two inputs vary.
#pragma once

#include "ui/data_table.h"

namespace sans_serveur::ui {

/// Title, choice of the axes, map and legend; returns the lower edge.
float draw_flip_map(const Frame& frame, float x, float y, float width);

/// How many times dearer the other service is, at nine places along each axis.
DataTable map_table(const Frame& frame);

}  // namespace sans_serveur::ui
