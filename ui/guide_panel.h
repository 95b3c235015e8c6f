// The guide: what "serverless" means, which service is more complete, and which to use for what.
#pragma once

#include "ui/frame.h"

namespace sans_serveur::ui {

float draw_guide_panel(const Frame& frame, float x, float y, float width);

}  // namespace sans_serveur::ui
