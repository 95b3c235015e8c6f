// The p99 of both services along the day, over the traffic.
#pragma once

#include <string_view>

#include "ui/data_table.h"
#include "ui/frame.h"

namespace sans_serveur::ui {

std::string_view hourly_title(const Frame& frame);
/// What the hours are of, and that they are computed.
std::string_view hourly_note(const Frame& frame);
void draw_hourly_chart(const Frame& frame, const Rectangle& box);
DataTable hourly_table(const Frame& frame);

}  // namespace sans_serveur::ui
