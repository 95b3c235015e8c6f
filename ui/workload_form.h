// The form: presets, the fields that matter, and all others folded under "More settings".
#pragma once

#include "ui/frame.h"

namespace sans_serveur::ui {

/// Draws the form's content from (x, y) down; returns its lower edge.
float draw_workload_form(const Frame& frame, float x, float y, float width);

/// The form in two lines, with a button that opens it: for narrow screens. Returns its lower edge.
float draw_workload_summary(const Frame& frame, float y);

/// "API web", or the workload's own name; what a reader would call it.
std::string workload_name(const Frame& frame, const Described& described);
std::string workload_name(const Frame& frame);  ///< of the present one

}  // namespace sans_serveur::ui
