// A table of figures: what a chart shows, for those who would rather read it, hear it, or take it
// along to a spreadsheet. One value serves all three.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/prices.h"
#include "core/service.h"
#include "ui/frame.h"

namespace sans_serveur::ui {

struct DataTable {
  struct Column {
    std::string title;
    bool numeric = false;  ///< set to the right
  };
  struct Cell {
    std::string text;  ///< in the reader's language
    std::string raw;   ///< as programs read it; "" where the text will do
    std::optional<Service> mark;
    std::optional<PriceStatus> status;  ///< drawn before the text
  };
  using Row = std::vector<Cell>;

  std::string id;  ///< of the chart it is the table of; its node is "<id>.table"
  std::string title;
  std::vector<Column> columns;
  std::vector<Row> rows;  ///< each as long as `columns`; the first cell names the row
};

/// A cell that holds a number: as text for people, every digit for programs ("" if not finite).
DataTable::Cell number_cell(std::string text, double value);
DataTable::Cell text_cell(std::string text);
/// A cell that names a service.
DataTable::Cell service_cell(const Frame& frame, Service service);

/// The table's nodes, with nothing drawn: at the chart's place.
void say_table(const Frame& frame, const DataTable& table, const Rectangle& place);

/// Draws it under its title and records its nodes; returns the lower edge. Where its columns do not
/// fit side by side, each row becomes a block of "column: value" lines.
float draw_table(const Frame& frame, const DataTable& table, float x, float y, float width);

/// Comma-separated, a head line first; numbers with a decimal point, whatever the language.
std::string to_csv(const DataTable& table);

}  // namespace sans_serveur::ui
