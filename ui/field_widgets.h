// One field of a workload as a widget: a slider with its entry, segments, cells or a select.
#pragma once

#include <span>
#include <vector>

#include "core/workload.h"
#include "ui/frame.h"

namespace sans_serveur::ui {

/// Slider, exact entry, hint and flip. Returns the height drawn.
/// `folded`: among the further settings, where a default is shown as one.
float draw_number_field(const Frame& frame, const Field& field, float x, float y, float width,
                        bool folded = false);

/// Only the entry, right-aligned at `x` on a row of 20 px; returns its left edge.
float draw_entry(const Frame& frame, const Field& field, float x, float y);

/// The options of a choice or toggle, in the reader's language. `shown`: indices of the choices to
/// offer; empty for all.
std::vector<Option> choice_options(const Frame& frame, const Field& field,
                                   std::span<const int> shown = {});

void draw_segments(const Frame& frame, const Field& field, const Rectangle& box);
void draw_select(const Frame& frame, const Field& field, const Rectangle& box,
                 std::span<const int> shown = {});
void draw_cells(const Frame& frame, const Field& field, float x, float y, float width, int columns,
                std::span<const int> shown);

/// Any field with its name and help, as the folded part of the form shows them. Returns the height.
float draw_field(const Frame& frame, const Field& field, float x, float y, float width);

}  // namespace sans_serveur::ui
