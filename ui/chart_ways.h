// The ways to take a panel's charts along: as a table, as a file for a spreadsheet, as a picture.
#pragma once

#include <span>
#include <string_view>

#include "ui/data_table.h"

namespace sans_serveur::ui {

/// A chart of a panel: its id, which is also that of its image node, and its figures.
struct ChartEntry {
  std::string_view id;  ///< "costs.curve"
  DataTable (*table)(const Frame&);
};

/// The links of a panel, right-aligned on a line of 16 px; nothing for a panel without charts.
void draw_chart_ways(const Frame& frame, std::string_view panel, std::span<const ChartEntry> charts,
                     float right_edge, float y);
/// What they take.
float chart_ways_width(const Frame& frame, std::span<const ChartEntry> charts);

}  // namespace sans_serveur::ui
