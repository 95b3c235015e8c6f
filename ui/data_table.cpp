#include "ui/data_table.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/number_format.h"

namespace sans_serveur::ui {
namespace {

constexpr float row_height = 28, column_gap = 20;

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    result += c;
    if (c == '"') result += c;
  }
  return result + "\"";
}

std::string table_id(const DataTable& table) {
  return table.id + ".table";
}
std::string row_id(const DataTable& table, std::size_t row) {
  return table_id(table) + "." + std::to_string(row);
}

/// The nodes of the head or of a row, its cells side by side or at the row's own place.
class RowNodes {
 public:
  RowNodes(const Frame& frame, std::string id, const Rectangle& place)
      : frame_(frame), id_(std::move(id)), part_(frame.canvas, id_, Role::row, "", place) {}

  void add(Role role, std::string_view text, const Rectangle& place) {
    say(frame_.canvas, id_ + "." + std::to_string(count_++), role, text, place);
  }

 private:
  const Frame& frame_;
  std::string id_;
  Part part_;
  int count_ = 0;
};

Role cell_role(std::size_t column) {
  return column == 0 ? Role::row_header : Role::cell;
}

/// Width of what stands before a cell's text.
float glyph_width(const DataTable::Cell& cell) {
  return (cell.mark ? 18.0f : 0.0f) + (cell.status ? 15.0f : 0.0f);
}

/// Mark, status and text on one line; `x` is the edge that the column is aligned to.
void draw_cell(const Frame& frame, const DataTable::Cell& cell, bool right_aligned, Face face,
               Colour ink, float x, float y) {
  Canvas& canvas = frame.canvas;
  const float width = canvas.text_width(face, cell.text) + glyph_width(cell);
  float left = right_aligned ? x - width : x;
  if (cell.mark) {
    draw_mark(canvas, *cell.mark, left, y + 3, 10);
    left += 18;
  }
  if (cell.status) {
    draw_status(canvas, *cell.status, left, y + 3.5f);
    left += 15;
  }
  canvas.text(face, left, y, cell.text, ink);
}

/// Where the columns stand side by side: the first takes what the others leave.
struct Columns {
  std::vector<float> left, width;
  bool fit = false;

  Columns(const Frame& frame, const DataTable& table, float x, float total) {
    constexpr float narrowest_first = 96;
    const std::size_t count = table.columns.size();
    width.resize(count);
    float others = 0;
    for (std::size_t i = 1; i < count; ++i) {
      width[i] = widest(frame, table, i);
      others += width[i] + column_gap;
    }
    const float room = total - others;
    fit = room >= std::min(narrowest_first, widest(frame, table, 0));
    // Short tables do not stretch over a wide screen.
    width[0] = std::min(room, widest(frame, table, 0) + 48);
    for (std::size_t i = 0; i < count; ++i) {
      left.push_back(i == 0 ? x : left[i - 1] + width[i - 1] + column_gap);
    }
  }
  float right_of(std::size_t column) const { return left[column] + width[column]; }
  float end() const { return right_of(width.size() - 1); }

 private:
  static float widest(const Frame& frame, const DataTable& table, std::size_t column) {
    float result = frame.canvas.text_width(Face::s12, table.columns[column].title);
    for (const DataTable::Row& row : table.rows) {
      const DataTable::Cell& cell = row[column];
      result = std::max(result, frame.canvas.text_width(Face::b12, cell.text) + glyph_width(cell));
    }
    return std::ceil(result);
  }
};

float draw_head(const Frame& frame, const DataTable& table, const Columns& columns, float y) {
  constexpr float height = 24;
  RowNodes nodes(frame, table_id(table) + ".head",
                 {columns.left[0], y, columns.end() - columns.left[0], height});
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const bool numeric = table.columns[i].numeric;
    frame.canvas.text(Face::s12, numeric ? columns.right_of(i) : columns.left[i], y + 2,
                      table.columns[i].title, frame.theme().ink3,
                      numeric ? Align::right : Align::left);
    nodes.add(Role::column_header, table.columns[i].title,
              {columns.left[i], y, columns.width[i], height});
  }
  return y + height;
}

float draw_row(const Frame& frame, const DataTable& table, const Columns& columns, std::size_t row,
               float y) {
  const DataTable::Row& cells = table.rows[row];
  const Theme& theme = frame.theme();
  const float glyphs = glyph_width(cells[0]);
  const TextBlock first(frame.canvas, {{cells[0].text, Face::s12, theme.ink, 0, 1, 3}},
                        columns.width[0] - glyphs);
  const float height = std::max(row_height, first.height() + 12);
  const Rectangle place{columns.left[0], y, columns.end() - columns.left[0], height};
  frame.canvas.horizontal(place.x, y, place.width, theme.line);
  if (!frame.canvas.visible(place)) {
    // Only recorded.
  } else {
    draw_cell(frame, {"", "", cells[0].mark, cells[0].status}, false, Face::s12, theme.ink,
              columns.left[0], y + 6);
    first.draw(frame.canvas, columns.left[0] + glyphs, y + 6);
    for (std::size_t i = 1; i < cells.size(); ++i) {
      const bool numeric = table.columns[i].numeric;
      draw_cell(frame, cells[i], numeric, numeric ? Face::b12 : Face::s12,
                numeric ? theme.ink : theme.ink2, numeric ? columns.right_of(i) : columns.left[i],
                y + 6);
    }
  }
  RowNodes nodes(frame, row_id(table, row), place);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    nodes.add(cell_role(i), cells[i].text, {columns.left[i], y, columns.width[i], height});
  }
  return y + height;
}

float draw_columns(const Frame& frame, const DataTable& table, const Columns& columns, float y) {
  y = draw_head(frame, table, columns, y);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    y = draw_row(frame, table, columns, row, y);
  }
  frame.canvas.horizontal(columns.left[0], y, columns.end() - columns.left[0], frame.theme().line);
  return y + 1;
}

// --- Narrow: a block for each row ---

/// A line "column    value", the value wrapped where it is long. Returns its height.
float draw_line(const Frame& frame, const std::string& title, const DataTable::Cell& cell, float x,
                float y, float width) {
  const float label = frame.canvas.text(Face::s12, x, y, title, frame.theme().ink3);
  const float room = width - label - 12;
  const float wanted = frame.canvas.text_width(Face::s12, cell.text) + glyph_width(cell);
  if (wanted <= room) {
    draw_cell(frame, cell, true, Face::s12, frame.theme().ink, x + width, y);
    return 20;
  }
  return 20 + 4 +
         draw_paragraph(frame.canvas, Face::s12, x + 12, y + 20, width - 12, cell.text,
                        frame.theme().ink);
}

float draw_blocks(const Frame& frame, const DataTable& table, float x, float y, float width) {
  {
    RowNodes nodes(frame, table_id(table) + ".head", {x, y, width, 1});
    for (const DataTable::Column& column : table.columns) {
      nodes.add(Role::column_header, column.title, {x, y, width, 1});
    }
  }
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const DataTable::Row& cells = table.rows[row];
    const float top = y;
    frame.canvas.horizontal(x, y, width, frame.theme().line);
    const float glyphs = glyph_width(cells[0]);
    draw_cell(frame, {"", "", cells[0].mark, cells[0].status}, false, Face::b12, frame.theme().ink,
              x, y + 8);
    y += 12 + draw_paragraph(frame.canvas, Face::b12, x + glyphs, y + 8, width - glyphs,
                             cells[0].text, frame.theme().ink);
    for (std::size_t i = 1; i < cells.size(); ++i) {
      y += draw_line(frame, table.columns[i].title, cells[i], x, y, width);
    }
    y += 4;
    RowNodes nodes(frame, row_id(table, row), {x, top, width, y - top});
    for (std::size_t i = 0; i < cells.size(); ++i) {
      nodes.add(cell_role(i), cells[i].text, {x, top, width, y - top});
    }
  }
  return y;
}

}  // namespace

DataTable::Cell number_cell(std::string text, double value) {
  std::string raw = std::isfinite(value) ? format_full(value, Language::en) : "";
  std::erase(raw, ',');
  return {std::move(text), std::move(raw), std::nullopt, std::nullopt};
}

DataTable::Cell text_cell(std::string text) {
  return {std::move(text), "", std::nullopt, std::nullopt};
}

DataTable::Cell service_cell(const Frame& frame, Service service) {
  return {std::string(frame.name(service)), "", service, std::nullopt};
}

void say_table(const Frame& frame, const DataTable& table, const Rectangle& place) {
  const Part part(frame.canvas, table_id(table), Role::table, table.title, place);
  {
    RowNodes nodes(frame, table_id(table) + ".head", place);
    for (const DataTable::Column& column : table.columns) {
      nodes.add(Role::column_header, column.title, place);
    }
  }
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    RowNodes nodes(frame, row_id(table, row), place);
    const DataTable::Row& cells = table.rows[row];
    for (std::size_t i = 0; i < cells.size(); ++i) nodes.add(cell_role(i), cells[i].text, place);
  }
}

float draw_table(const Frame& frame, const DataTable& table, float x, float y, float width) {
  const float top = y;
  heading(frame.canvas, table_id(table) + ".title", 3, table.title, {x, y, width, 16});
  y += 8 + draw_paragraph(frame.canvas, Face::b12, x, y, width, table.title, frame.theme().ink);
  Part part(frame.canvas, table_id(table), Role::table, table.title);
  const Columns columns(frame, table, x, width);
  y = columns.fit ? draw_columns(frame, table, columns, y) : draw_blocks(frame, table, x, y, width);
  part.set_rectangle({x, top, width, y - top});
  return y;
}

std::string to_csv(const DataTable& table) {
  std::string csv;
  for (const DataTable::Column& column : table.columns) {
    if (!csv.empty()) csv += ',';
    csv += quoted(column.title);
  }
  csv += '\n';
  for (const DataTable::Row& row : table.rows) {
    bool first = true;
    for (const DataTable::Cell& cell : row) {
      if (!first) csv += ',';
      csv += cell.raw.empty() ? quoted(cell.text) : cell.raw;
      first = false;
    }
    csv += '\n';
  }
  return csv;
}

}  // namespace sans_serveur::ui
