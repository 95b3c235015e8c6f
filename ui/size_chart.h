// Cost and p99 on one chart: every size of both services, the ones in force named.
#pragma once

#include "ui/data_table.h"
#include "ui/frame.h"

namespace sans_serveur::ui {

/// Nothing until the sizes are known (Model::work).
void draw_size_chart(const Frame& frame, const Rectangle& box);
DataTable size_table(const Frame& frame);

}  // namespace sans_serveur::ui
