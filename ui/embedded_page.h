// The tool as a part of another page: the verdict, one panel, or all of it, over a foot that leads
// to the whole. There is no header: language and theme are the other page's to choose.
#pragma once

#include "ui/frame.h"

namespace sans_serveur::ui {

/// Draws what the state's Embedding says.
void draw_embedded_page(const Frame& frame);

}  // namespace sans_serveur::ui
