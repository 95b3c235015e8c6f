#include "ui/flip_map.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/number_format.h"
#include "ui/cost_curve.h"
#include "ui/field_text.h"
#include "ui/plot.h"

namespace sans_serveur::ui {
namespace {

constexpr float left_margin = 52, right_margin = 8, bottom_margin = 44, plot_height = 250;
constexpr float cell_size = 2;
constexpr double reach = 10;  ///< how far the axes go from the present value, either way, at least
constexpr float tick_distance_x = 46, tick_distance_y = 20;

constexpr std::array further_paths{"fargate.min_tasks", "retry_factor"};

struct Plot {
  Rectangle box;
  MapRange x, y;
  Axis across, up;
};

// --- Axes ---

/// Inputs that can be along an axis.
std::vector<const Field*> map_fields(const Workload& workload) {
  std::vector<const Field*> all = uncertain_fields(workload);
  for (const char* const path : further_paths) all.push_back(find_field(path));
  return all;
}

/// What `value` may not exceed in this workload: CPU time is part of the duration.
double most(const Field& field, const Workload& workload) {
  return field.path == "request.cpu_ms" ? workload.request.duration_ms : field.max;
}

/// Whether a value stands clear of the edges of a range, where it would be seen but half.
bool well_inside(const MapRange& range, double value, double limit) {
  const double clear = range.field->logarithmic ? 2 : 1;
  return value >= range.from * clear && (value <= range.to / clear || range.to == limit);
}

/// A range with the present value well inside. It stays while that is so: a press on the map does
/// not move it.
MapRange range_of(const Field& field, const Workload& workload, const MapRange& before) {
  const double value = field.get(workload), limit = most(field, workload);
  const bool kept =
      before.field == &field && before.to <= limit && well_inside(before, value, limit);
  const bool was_cut = before.field == &field && field.path == "request.cpu_ms" &&
                       before.to != one_or_three_below(before.to);
  if (kept && !(was_cut && before.to != limit)) return before;
  if (!field.logarithmic) {
    return {&field, std::min(field.usual_min, value), std::max(field.usual_max, value)};
  }
  const double centre = std::max(value, std::max(field.usual_min, field.usual_max * 1e-5));
  MapRange range{&field, one_or_three_below(centre / reach), one_or_three_above(centre * reach)};
  range.from = std::max(range.from, field.min > 0 ? field.min : range.from);
  range.to = std::min(range.to, limit);
  if (range.to <= range.from) range.from = range.to / reach;
  return range;
}

Axis axis_of(const MapRange& range, float start, float length) {
  return {range.from, range.to, start, length, range.logarithmic()};
}

/// A place on the map, 0 to 1, within its edges.
float place(const Axis& axis, double value) {
  const double inside = std::clamp(value, axis.from, axis.to);
  return (axis.at(inside) - axis.start) / axis.length;
}

/// The map that is wanted, and the one that is there to be drawn.
Plot plot_of(const Frame& frame, float x, float y, float width) {
  const MapCells& shown = frame.model.map();
  const Workload& workload = frame.workload();
  Plot plot;
  plot.box = {x + left_margin, y, width - left_margin - right_margin, plot_height};
  MapView view;
  view.x = range_of(*frame.state.map_x, workload, shown.x);
  view.y = range_of(*frame.state.map_y, workload, shown.y);
  view.columns = static_cast<int>(plot.box.width / cell_size);
  view.rows = static_cast<int>(plot.box.height / cell_size);
  frame.wanted.map = view;
  // Until the new one is there, the old one keeps its own axes.
  plot.x = shown.empty() ? view.x : shown.x;
  plot.y = shown.empty() ? view.y : shown.y;
  plot.across = axis_of(plot.x, plot.box.x, plot.box.width);
  plot.up = axis_of(plot.y, bottom(plot.box), -plot.box.height);
  return plot;
}

void draw_axis_choice(const Frame& frame, bool vertical, float x, float y, float width) {
  Canvas& canvas = frame.canvas;
  const std::string id = vertical ? "changes.map.y" : "changes.map.x";
  const Field* const chosen = vertical ? frame.state.map_y : frame.state.map_x;
  const float height = frame.sizes().select;
  canvas.text(Face::b12, x, y + (height - 16) / 2, vertical ? "↑" : "→", frame.theme().ink2);
  const std::vector<const Field*> fields = map_fields(frame.workload());
  std::vector<Option> options;
  int selected = -1;
  for (const Field* field : fields) {
    if (field == chosen) selected = static_cast<int>(options.size());
    Option option;
    option.id = id + "." + std::string(field->path);
    option.label = field_name(frame, *field);
    options.push_back(std::move(option));
  }
  const Rectangle box{x + 18, y, width - 18, height};
  const SelectResult result = select(canvas, id, box, frame.text(id), options, selected);
  if (result.toggled) frame.edit(ToggleList{id});
  if (result.chosen) {
    frame.edit(SetMapAxis{vertical, fields[static_cast<std::size_t>(*result.chosen)]});
  }
  offer_list(frame, id, box, options, selected);
}

std::vector<double> ticks_of(const Axis& axis, float apart) {
  if (axis.logarithmic) return decade_ticks(axis, apart);
  const int count = static_cast<int>(std::fabs(axis.length) / apart / 2);
  return linear_ticks(axis, std::clamp(count, 2, 6));
}

/// Short: the unit only where it is not that of the whole axis.
std::string tick_text(const Frame& frame, const Field& field, double value, bool with_unit) {
  const ValueText text = value_text(frame, field, value);
  if (field.unit == "times") return brief_value(frame, field, value);
  const std::string_view own =
      field.unit.empty() ? "" : frame.text("unit." + std::string(field.unit));
  std::string brief = brief_value(frame, field, value);
  if (with_unit || text.unit != own) return brief;
  return text.number;
}

void draw_ticks(const Frame& frame, const Plot& plot) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const float floor = bottom(plot.box);
  for (const double value : ticks_of(plot.across, tick_distance_x)) {
    const float at = plot.across.at(value);
    canvas.vertical(at, floor, 4, theme.line2);
    const std::string text = tick_text(frame, *plot.x.field, value, false);
    const float half = canvas.text_width(Face::s12, text) / 2;
    const float middle = std::min(at, right(plot.box) + right_margin - half);
    label(canvas, Face::s12, middle, floor + 18, text, theme.ink2, Align::centre);
  }
  const std::vector<double> ups = ticks_of(plot.up, tick_distance_y);
  for (const double value : ups) {
    const float at = plot.up.at(value);
    canvas.horizontal(plot.box.x - 4, at, 4, theme.line2);
    label(canvas, Face::s12, plot.box.x - 8, at + 4,
          tick_text(frame, *plot.y.field, value, value == ups.back()), theme.ink2, Align::right);
  }
  // The name as the page has it inside a sentence, its unit after it.
  const Field& field = *plot.x.field;
  std::string name(field_long_name(frame, field));
  const std::string unit = field.unit == "per_month" || field.unit == "share" || field.unit.empty()
                               ? ""
                               : std::string(frame.text("unit." + std::string(field.unit)));
  if (!unit.empty()) name = frame.say({"changes.map.axis", {{"name", name}, {"unit", unit}}});
  label(canvas, Face::s12, plot.box.x + plot.box.width / 2, floor + 36,
        shortened(canvas, Face::s12, name, plot.box.width), theme.ink2, Align::centre);
}

// --- Cells ---

Colour level_fill(const Theme& theme, int level) {
  switch (level) {
    case -2:
      return theme.lambda.fill1;
    case -1:
      return theme.lambda.fill2;
    case 1:
      return theme.fargate.fill2;
    case 2:
      return theme.fargate.fill1;
    default:
      return theme.neutral3;
  }
}

/// Where cells begin and end, on the screen.
struct Grid {
  const MapCells& cells;
  Rectangle box;

  float x(int column) const {
    return box.x + box.width * static_cast<float>(column) / static_cast<float>(cells.columns);
  }
  float y(int row) const {  // the lower edge of a row
    return bottom(box) - box.height * static_cast<float>(row) / static_cast<float>(cells.rows);
  }
  bool fargate(int column, int row) const { return cells.ratios[cells.index(column, row)] > 0; }
};

/// Runs of one level in a row are one rectangle.
void draw_cells(const Frame& frame, const Grid& grid) {
  const MapCells& cells = grid.cells;
  for (int row = 0; row < cells.rows; ++row) {
    const std::int8_t* const levels = &cells.levels[cells.index(0, row)];
    for (int from = 0, to = 0; from < cells.columns; from = to) {
      while (to < cells.columns && levels[to] == levels[from]) ++to;
      const float top = grid.y(row + 1);
      frame.canvas.fill({grid.x(from), top, grid.x(to) - grid.x(from), grid.y(row) - top},
                        level_fill(frame.theme(), levels[from]));
    }
  }
}

/// Along the edges of the cells between which the cheaper service changes; pieces in line are one.
void draw_boundary(const Frame& frame, const Grid& grid) {
  constexpr float thickness = 1.25f;
  const MapCells& cells = grid.cells;
  Canvas& canvas = frame.canvas;
  const Colour ink = frame.theme().ink;
  for (int column = 1; column < cells.columns; ++column) {
    for (int from = 0, to = 0; from < cells.rows; from = ++to) {
      while (to < cells.rows && grid.fargate(column - 1, to) != grid.fargate(column, to)) ++to;
      if (to == from) continue;
      canvas.vertical(grid.x(column), grid.y(to), grid.y(from) - grid.y(to), ink, thickness);
    }
  }
  for (int row = 1; row < cells.rows; ++row) {
    for (int from = 0, to = 0; from < cells.columns; from = ++to) {
      while (to < cells.columns && grid.fargate(to, row - 1) != grid.fargate(to, row)) ++to;
      if (to == from) continue;
      canvas.horizontal(grid.x(from), grid.y(row), grid.x(to) - grid.x(from), ink, thickness);
    }
  }
}

// --- What stands on the map ---

Point you_are_at(const Frame& frame, const Plot& plot) {
  const Workload& workload = frame.workload();
  const float x = place(plot.across, plot.x.field->get(workload));
  const float y = place(plot.up, plot.y.field->get(workload));
  return {plot.box.x + plot.box.width * x, bottom(plot.box) - plot.box.height * y};
}

void draw_you(const Frame& frame, const Plot& plot) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const Point you = you_are_at(frame, plot);
  constexpr Colour alpha_mask = 0x00FFFFFF, faint = 0x8C000000;  // 55 %
  const Colour dots = (theme.ink & alpha_mask) | faint;
  for (float y = plot.box.y; y < bottom(plot.box); y += 6) {
    canvas.vertical(you.x - 0.5f, y, std::min(2.0f, bottom(plot.box) - y), dots);
  }
  for (float x = plot.box.x; x < right(plot.box); x += 6) {
    canvas.horizontal(x, you.y - 0.5f, std::min(2.0f, right(plot.box) - x), dots);
  }
  canvas.circle(you, 6, theme.page);
  canvas.ring(you, 6, theme.ink, 2);
  const std::string_view name = frame.text("changes.map.you");
  const bool flipped = you.x + 16 + canvas.text_width(Face::b12, name) > right(plot.box);
  const float baseline = you.y - 8 < plot.box.y + 12 ? you.y + 18 : you.y - 8;
  label(canvas, Face::b12, flipped ? you.x - 12 : you.x + 12, baseline, name, theme.ink,
        flipped ? Align::right : Align::left);
}

/// True if a box is on cells where one service is cheaper, and on no other.
bool all_of(const Plot& plot, const MapCells& cells, const Rectangle& box, Service service) {
  for (const float dx : {0.0f, 0.5f, 1.0f}) {
    for (const float dy : {0.0f, 1.0f}) {
      const float across = (box.x + box.width * dx - plot.box.x) / plot.box.width;
      const float up = (bottom(plot.box) - box.y - box.height * dy) / plot.box.height;
      const int column = cells.column(static_cast<double>(across));
      const int row = cells.row(static_cast<double>(up));
      const std::int8_t level = cells.levels[cells.index(column, row)];
      if (service == Service::lambda ? level >= 0 : level <= 0) return false;
    }
  }
  return true;
}

bool apart(const Rectangle& a, const Rectangle& b) {
  return right(a) < b.x || right(b) < a.x || bottom(a) < b.y || bottom(b) < a.y;
}

/// "▲ Lambda cheaper" in a corner where it is.
void draw_side_names(const Frame& frame, const Plot& plot, const MapCells& cells) {
  Canvas& canvas = frame.canvas;
  const Point you = you_are_at(frame, plot);
  const Rectangle around_you{you.x - 10, you.y - 26, 80, 40};
  for (const Service service : services) {
    const bool lambda = service == Service::lambda;
    const std::string_view name = frame.text(lambda ? "changes.map.lambda" : "changes.map.fargate");
    const float width = canvas.text_width(Face::b12, name);
    const float left = plot.box.x + 12, end = right(plot.box) - 12 - width;
    const float top = plot.box.y + 12, low = bottom(plot.box) - 26;
    std::array<Point, 4> corners{{{left, top}, {end, top}, {left, low}, {end, low}}};
    if (!lambda) std::reverse(corners.begin(), corners.end());
    for (const Point& corner : corners) {
      const Rectangle box{corner.x, corner.y, width, 16};
      if (!all_of(plot, cells, box, service) || !apart(box, around_you)) continue;
      canvas.text(Face::b12, corner.x, corner.y, name, frame.theme().ink);
      break;
    }
  }
}

/// "55 M par mois et 30 ms : Fargate coûte 1,4 fois moins."
std::string cell_text(const Frame& frame, const MapCells& cells, double x, double y, float ratio) {
  const std::string across = value_text(frame, *cells.x.field, x).joined();
  const std::string up = value_text(frame, *cells.y.field, y).joined();
  const double log_ratio = static_cast<double>(ratio);
  if (map_level(log_ratio) == 0) {
    return frame.say(
        {"changes.map.cell_even", {{"x", across}, {"y", up}, {"share", even_ratio - 1}}});
  }
  const Service cheaper = ratio > 0 ? Service::fargate : Service::lambda;
  return frame.say({"changes.map.cell",
                    {{"x", across},
                     {"y", up},
                     {"service", std::string(frame.name(cheaper))},
                     {"ratio", std::exp2(std::fabs(log_ratio))}}});
}

float ratio_at(const MapCells& cells, double across, double up) {
  return cells.ratios[cells.index(cells.column(across), cells.row(up))];
}

/// Two significant digits, or the whole number: what a press sets.
double rounded(const Field& field, double value, const Workload& workload) {
  if (field.kind == FieldKind::integer) return std::round(value);
  const double digit = std::pow(10, std::floor(std::log10(std::max(value, 1e-9))) - 1);
  return std::clamp(std::round(value / digit) * digit, field.min, most(field, workload));
}

/// What is under the pointer; a press goes there.
void hear_pointer(const Frame& frame, const Plot& plot, const MapCells& cells) {
  Canvas& canvas = frame.canvas;
  const Pointer pointer = canvas.pointer("changes.map", plot.box, "crosshair");
  if (!pointer.hovered && !pointer.clicked) return;
  const double x = plot.across.value_at(pointer.position.x);
  const double y = plot.up.value_at(pointer.position.y);
  if (pointer.clicked) {
    Workload there = frame.workload();
    const double across = rounded(*plot.x.field, x, there);
    plot.x.field->set(there, across);
    frame.edit(
        ApplyChanges{{{plot.x.field, across}, {plot.y.field, rounded(*plot.y.field, y, there)}}});
  }
  const float ratio = ratio_at(cells, static_cast<double>(place(plot.across, x)),
                               static_cast<double>(place(plot.up, y)));
  frame.overlays.tip = {{pointer.position.x + 12, pointer.position.y - 12, 1, 1},
                        cell_text(frame, cells, x, y, ratio),
                        {},
                        std::string(frame.text("changes.map.press"))};
}

/// The five levels, from Lambda clearly cheaper to Fargate clearly cheaper.
void draw_legend(const Frame& frame, const Rectangle& box) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const float step = box.width / 5;
  for (int level = -2; level <= 2; ++level) {
    const Rectangle part{box.x + step * static_cast<float>(level + 2), box.y, step - 1, 10};
    canvas.fill(part, level_fill(theme, level));
    if (level == 0) canvas.border(part, theme.line2);
  }
  const char* const key = box.width < 300 ? "changes.map.over_short" : "changes.map.over";
  const std::string over = frame.say({key, {{"ratio", clear_ratio}}});
  const std::string even = frame.say({"changes.map.within", {{"share", even_ratio - 1}}});
  const float y = box.y + 16;
  draw_mark(canvas, Service::lambda, box.x, y + 3, 10);
  canvas.text(Face::s12, box.x + 15, y, over, theme.ink2);
  canvas.text(Face::s12, box.x + box.width / 2, y, even, theme.ink2, Align::centre);
  canvas.text(Face::s12, right(box) - 15, y, over, theme.ink2, Align::right);
  draw_mark(canvas, Service::fargate, right(box) - 11, y + 3, 10);
}

/// A veto counts more than any price: the map is told not to know it.
float draw_price_only(const Frame& frame, float x, float y, float width) {
  const std::vector<Veto>& vetoes = frame.model.changes().vetoes;
  if (vetoes.empty() || !vetoes.front().in_force) return y;
  const std::string text =
      frame.say({"changes.map.price_only", {{"limit", frame.say(vetoes.front().text)}}});
  const float height =
      draw_paragraph(frame.canvas, Face::s12, x, y + 8, width, text, frame.theme().ink2);
  say(frame.canvas, "changes.map.price_only", Role::paragraph, text, {x, y + 8, width, height});
  return y + 8 + height;
}

std::string spoken(const Frame& frame, const MapCells& cells) {
  const Workload& workload = frame.workload();
  const Field &x = *cells.x.field, &y = *cells.y.field;
  const Axis across = axis_of(cells.x, 0, 1), up = axis_of(cells.y, 0, 1);
  const double at_x = x.get(workload), at_y = y.get(workload);
  const float ratio = ratio_at(cells, static_cast<double>(place(across, at_x)),
                               static_cast<double>(place(up, at_y)));
  return frame.say({"changes.map.spoken",
                    {{"y", std::string(field_long_name(frame, y))},
                     {"x", std::string(field_long_name(frame, x))},
                     {"cell", cell_text(frame, cells, at_x, at_y, ratio)}}});
}

}  // namespace

float draw_flip_map(const Frame& frame, float x, float y, float width) {
  Canvas& canvas = frame.canvas;
  const float top = y;
  const std::string_view title = frame.text("changes.map.title");
  heading(canvas, "changes.map.title", 3, title, {x, y, width, 16});
  canvas.text(Face::b12, x, y, title, frame.theme().ink);
  y += 24;
  const float half = (width - 16) / 2;
  draw_axis_choice(frame, true, x, y, half);
  draw_axis_choice(frame, false, x + half + 16, y, half);
  y += frame.sizes().select + 12;
  const Plot plot = plot_of(frame, x, y, width);
  const MapCells& cells = frame.model.map();
  if (cells.empty()) {
    canvas.fill(plot.box, frame.theme().neutral3);
  } else {
    const Grid grid{cells, plot.box};
    draw_cells(frame, grid);
    draw_boundary(frame, grid);
    draw_side_names(frame, plot, cells);
    draw_you(frame, plot);
    hear_pointer(frame, plot, cells);
  }
  draw_ticks(frame, plot);
  y = bottom(plot.box) + bottom_margin + 8;
  draw_legend(frame, {plot.box.x, y, plot.box.width, 34});
  y += 34;
  canvas.tree().add({.id = "changes.map",
                     .role = Role::image,
                     .name = std::string(title),
                     .value_text = cells.empty() ? "" : spoken(frame, cells),
                     .rectangle = {x, top, width, y - top}});
  return draw_price_only(frame, x, y, width);
}

DataTable map_table(const Frame& frame) {
  constexpr int places = 9;
  DataTable table;
  table.id = "changes.map";
  table.title = frame.text("changes.map.title");
  const MapCells& cells = frame.model.map();
  // As a table, the map is not drawn, and is wanted all the same.
  if (!frame.wanted.map) plot_of(frame, 0, 0, 400);
  const Field& up_field = cells.empty() ? *frame.state.map_y : *cells.y.field;
  const Field& across_field = cells.empty() ? *frame.state.map_x : *cells.x.field;
  table.columns.push_back({std::string(field_name(frame, up_field)) + " / " +
                           std::string(field_name(frame, across_field))});
  if (cells.empty()) return table;
  const Axis across = axis_of(cells.x, 0, 1), up = axis_of(cells.y, 0, 1);
  const auto at = [](int place) { return (static_cast<float>(place) + 0.5f) / places; };
  const auto text = [&](const Field& field, const Axis& axis, int place) {
    return brief_value(frame, field, rounded(field, axis.value_at(at(place)), frame.workload()));
  };
  for (int i = 0; i < places; ++i) table.columns.push_back({text(*cells.x.field, across, i), true});
  for (int j = places - 1; j >= 0; --j) {
    DataTable::Row row{text_cell(text(*cells.y.field, up, j))};
    for (int i = 0; i < places; ++i) {
      const float ratio = ratio_at(cells, static_cast<double>(at(i)), static_cast<double>(at(j)));
      const double times = std::exp2(std::fabs(static_cast<double>(ratio)));
      DataTable::Cell cell = number_cell("×\u00a0" + format_significant(times, 3, frame.language()),
                                         std::exp2(static_cast<double>(ratio)));
      cell.mark = ratio > 0 ? Service::fargate : Service::lambda;
      row.push_back(std::move(cell));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace sans_serveur::ui
