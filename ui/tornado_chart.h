// The tornado: how the difference in cost moves when one input varies within its plausible range,
// and where the verdict flips.
#pragma once

#include "ui/data_table.h"
#include "ui/difference_axis.h"

namespace sans_serveur::ui {

/// Asks for what the panel shows: drawn or as tables.
void want_changes(const Frame& frame);

/// The inputs that it shows: those that move the difference, or flip the verdict nearby.
std::vector<const TornadoBar*> shown_bars(const Frame& frame);

/// The rows from y on; returns the lower edge.
float draw_tornado_rows(const Frame& frame, const DifferenceAxis& axis, float y);
/// Which inputs it leaves out, in words; returns the lower edge.
float draw_still_inputs(const Frame& frame, float x, float y, float width);

DataTable tornado_table(const Frame& frame);

}  // namespace sans_serveur::ui
