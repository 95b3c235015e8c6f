// Other choices on the axis of the tornado: what each would cost, and a press to try it. And the
// answers about the workload itself that would change the verdict.
#pragma once

#include "ui/data_table.h"
#include "ui/difference_axis.h"

namespace sans_serveur::ui {

/// A title and one row per alternative; returns the lower edge.
float draw_alternatives(const Frame& frame, const DifferenceAxis& axis, float y);
float alternatives_height(const Frame& frame, const DifferenceAxis& axis);

/// Choices that describe the workload (its trigger, its traffic…) and that flip the verdict.
/// Returns the lower edge.
float draw_answers(const Frame& frame, float x, float y, float width);

DataTable choices_table(const Frame& frame);

}  // namespace sans_serveur::ui
