// The comparison: the text the product grew from, as a table, with what each row says about the
// reader's own workload, and notes with their sources where reality is finer than the text.
#pragma once

#include "ui/frame.h"

namespace sans_serveur::ui {

float draw_comparison_panel(const Frame& frame, float x, float y, float width);

}  // namespace sans_serveur::ui
