// Which of a node's words are drawn where: so that the mirror can lay the same words over the
// drawing, for the browser's selection and find.
#pragma once

#include <span>

#include "ui/canvas.h"

namespace sans_serveur::ui {

/// Gives each text that was drawn to the smallest node around it that says it. Texts of no node
/// (the ticks of an axis) stay drawings.
void attach_lines(Tree& tree, std::span<const DrawnText> texts);

}  // namespace sans_serveur::ui
