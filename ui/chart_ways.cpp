#include "ui/chart_ways.h"

#include <functional>

namespace sans_serveur::ui {
namespace {

constexpr float gap = 16;

/// One way for all charts of a panel: where there are several, its link opens a list of them.
struct Way {
  std::string id;  ///< "costs.csv"
  std::string_view label, description;
  std::function<Edit(const ChartEntry&)> take;
};

/// "CSV : Coût mensuel selon le nombre de requêtes"
std::string spoken(const Frame& frame, const Way& way, const DataTable& table) {
  return frame.say({"panel.way", {{"way", std::string(way.label)}, {"chart", table.title}}});
}

void draw_way(const Frame& frame, const Way& way, std::span<const ChartEntry> charts,
              std::span<const DataTable> tables, const Rectangle& box) {
  const bool several = charts.size() > 1;
  if (link_button(frame.canvas, way.id, box.x, box.y, way.label, Align::left, Face::s12,
                  way.description)) {
    frame.edit(several ? Edit(ToggleList{way.id}) : way.take(charts.front()));
  }
  if (!several) return;
  std::vector<Option> rows;
  for (std::size_t i = 0; i < charts.size(); ++i) {
    Option row;
    row.id = way.id + "." + std::string(charts[i].id);
    row.label = tables[i].title;
    if (list_button(frame.canvas, row.id, spoken(frame, way, tables[i]), box)) {
      frame.edit(way.take(charts[i]));
    }
    rows.push_back(std::move(row));
  }
  offer_list(frame, way.id, box, rows, -1);
}

Way csv_way(const Frame& frame, std::string_view panel) {
  return {std::string(panel) + ".csv", frame.text("panel.csv"), frame.text("panel.csv.long"),
          [&frame](const ChartEntry& chart) -> Edit {
            return SaveFile{std::string(chart.id) + ".csv", "text/csv", to_csv(chart.table(frame))};
          }};
}

Way picture_way(const Frame& frame, std::string_view panel) {
  return {std::string(panel) + ".png", frame.text("panel.png"), frame.text("panel.png.long"),
          [](const ChartEntry& chart) -> Edit { return TakePicture{std::string(chart.id)}; }};
}

/// A table has no picture; nor has a page without a canvas.
bool offers_pictures(const Frame& frame) {
  return frame.pictures && !frame.state.as_table;
}

std::string_view table_label(const Frame& frame) {
  return frame.text(frame.state.as_table ? "panel.chart" : "panel.table");
}

}  // namespace

float chart_ways_width(const Frame& frame, std::span<const ChartEntry> charts) {
  if (charts.empty()) return 0;
  const auto width = [&](std::string_view text) {
    return frame.canvas.text_width(Face::s12, text) + gap;
  };
  return width(table_label(frame)) + width(frame.text("panel.csv")) - gap +
         (offers_pictures(frame) ? width(frame.text("panel.png")) : 0);
}

void draw_chart_ways(const Frame& frame, std::string_view panel, std::span<const ChartEntry> charts,
                     float right_edge, float y) {
  if (charts.empty()) return;
  float x = right_edge - chart_ways_width(frame, charts);
  const auto place = [&](std::string_view label) {
    const Rectangle box{x, y, frame.canvas.text_width(Face::s12, label), 16};
    x += box.width + gap;
    return box;
  };
  const std::string_view label = table_label(frame);
  const Rectangle first = place(label);
  if (link_button(frame.canvas, std::string(panel) + ".as_table", first.x, y, label)) {
    frame.edit(ToggleTable{});
  }
  std::vector<DataTable> tables;
  for (const ChartEntry& chart : charts) tables.push_back(chart.table(frame));
  const Way csv = csv_way(frame, panel);
  draw_way(frame, csv, charts, tables, place(csv.label));
  if (!offers_pictures(frame)) return;
  const Way picture = picture_way(frame, panel);
  draw_way(frame, picture, charts, tables, place(picture.label));
}

}  // namespace sans_serveur::ui
