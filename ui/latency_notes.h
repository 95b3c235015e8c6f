// What the latency of each service is made of, in words: cold starts and refusals of Lambda; the
// queue, the start and the adding of Fargate's tasks.
#pragma once

#include "ui/frame.h"

namespace sans_serveur::ui {

/// A service's notes from (x, y) down; returns the lower edge.
float draw_latency_notes(const Frame& frame, Service service, float x, float y, float width);

}  // namespace sans_serveur::ui
