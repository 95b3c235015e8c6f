// Both costs over the number of requests: logarithmic axes, Fargate's exact steps, every crossing,
// the present workload; and the crossings again from close by, each with its cause.
#pragma once

#include "ui/frame.h"

namespace sans_serveur::ui {

float draw_cost_chart(const Frame& frame, float x, float y, float width);

}  // namespace sans_serveur::ui
