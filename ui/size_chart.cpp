#include "ui/size_chart.h"

#include <algorithm>
#include <cmath>

#include "core/number_format.h"
#include "core/sizes.h"
#include "ui/cost_line.h"
#include "ui/latency_axis.h"

namespace sans_serveur::ui {
namespace {

constexpr float left_margin = 60, right_margin = 40, top_margin = 28, bottom_margin = 28;
constexpr float tick_distance = 52;
constexpr float reach = 14;         // of the pointer
constexpr double least_usd = 0.01;  // what is free stands at a cent

struct Chart {
  const Frame& frame;
  Rectangle box;
  Axis x, y;

  Point at(const SizePoint& size) const {
    return {x.at(std::max(least_usd, size.usd)), y.at(size.p99_ms)};
  }
};

Chart chart_of(const Frame& frame, const Rectangle& box) {
  Extent usd, ms;
  for (const SizePoint& size : frame.model.sizes()) {
    usd.add(std::max(least_usd, size.usd));
    ms.add(size.p99_ms);
  }
  for (const Target& target : targets_of(frame)) {
    if (target.percentile == 2) ms.add(target.ms);
  }
  Chart chart{frame, box, {}, {}};
  chart.x = axis_around(usd, box.x + left_margin, box.width - left_margin - right_margin);
  if (ms.empty()) ms.add(1000);  // no size serves it, and none is asked for
  chart.y =
      axis_around(ms, bottom(box) - bottom_margin, -(box.height - top_margin - bottom_margin));
  return chart;
}

/// "512 Mo", "0,5 vCPU 1 Go".
std::string size_name(const Frame& frame, const SizePoint& size) {
  const bool is_lambda = size.service == Service::lambda;
  return frame.say({is_lambda ? "latency.sizes.lambda" : "latency.sizes.fargate",
                    {{"vcpu", size.vcpu}, {"memory", size.memory_mb}}});
}

/// Why it is in force, or not.
std::string_view reason(const Frame& frame, const SizePoint& size) {
  const bool aimed = !targets_of(frame).empty();
  if (size.advised) {
    if (!size.in_force) return frame.text("latency.sizes.advised");
    return frame.text(!aimed               ? "latency.sizes.chosen"
                      : size.meets_targets ? "latency.sizes.chosen_meets"
                                           : "latency.sizes.chosen_misses");
  }
  if (size.in_force) return frame.text("latency.sizes.yours");
  if (!aimed) return frame.text("latency.sizes.tried");
  return frame.text(size.meets_targets ? "latency.sizes.meets" : "latency.sizes.misses");
}

void draw_grid(const Chart& chart) {
  const Frame& frame = chart.frame;
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const float top = chart.y.start + chart.y.length;
  float end = -1e9f;
  for (const double value : decade_ticks(chart.x, tick_distance)) {
    const float x = chart.x.at(value);
    const std::string text = axis_usd(value, frame.language());
    const float width = canvas.text_width(Face::s12, text);
    canvas.vertical(x, top, -chart.y.length, theme.line);
    if (x - width / 2 < end + 8) continue;
    end = x + width / 2;
    label(canvas, Face::s12, x, chart.y.start + 20, text, theme.ink2, Align::centre);
  }
  double target_ms = 0;
  for (const Target& target : targets_of(frame)) {
    if (target.percentile == 2) target_ms = target.ms;
  }
  const std::vector<double> ticks = duration_ticks(chart.y, 24);
  for (const double value : ticks) {
    const float y = chart.y.at(value);
    canvas.horizontal(chart.x.start, y, chart.x.length, theme.line);
    label(canvas, Face::s12, chart.x.start - 8, y + 4,
          duration_text(frame, chart.y, value, value == ticks.back()), theme.ink2, Align::right);
  }
  if (target_ms > 0) {
    canvas.dashed_horizontal(chart.x.start, chart.y.at(target_ms), chart.x.length, theme.ink);
  }
}

void draw_target_name(const Chart& chart) {
  const Frame& frame = chart.frame;
  for (const Target& target : targets_of(frame)) {
    if (target.percentile != 2) continue;
    label_on_ground(frame.canvas, Face::b12, chart.x.start + chart.x.length,
                    chart.y.at(target.ms) - 6, target.text, frame.theme().ink, Align::right);
  }
}

void draw_tried(const Chart& chart, const SizePoint& size) {
  const ServiceColours& colours = chart.frame.theme().of(size.service);
  const Colour colour = size.meets_targets ? colours.fill1 : colours.fill2;
  if (size.service == Service::lambda) {
    draw_triangle(chart.frame.canvas, chart.at(size), 5, colour);
  } else {
    draw_square(chart.frame.canvas, chart.at(size), 5, colour);
  }
}

/// The sizes in force: filled and named, the slower above, the faster below.
void draw_in_force(const Chart& chart) {
  const Frame& frame = chart.frame;
  std::vector<const SizePoint*> both;
  for (const SizePoint& size : frame.model.sizes()) {
    if (size.in_force && std::isfinite(size.p99_ms)) both.push_back(&size);
  }
  std::sort(both.begin(), both.end(),
            [](const SizePoint* a, const SizePoint* b) { return a->p99_ms > b->p99_ms; });
  for (std::size_t i = 0; i < both.size(); ++i) {
    const Point at = chart.at(*both[i]);
    const std::string text = size_name(frame, *both[i]);
    const float half = frame.canvas.text_width(Face::b12, text) / 2;
    const bool above = i == 0 && at.y - 24 > chart.y.start + chart.y.length;
    label_on_ground(frame.canvas, Face::b12,
                    std::clamp(at.x, chart.x.start + half + 4, right(chart.box) - half),
                    above ? at.y - 11 : at.y + 21, text, frame.theme().of(both[i]->service).text,
                    Align::centre);
  }
  for (const SizePoint* size : both) draw_marker(frame.canvas, size->service, chart.at(*size));
}

/// The size nearest to the pointer.
void draw_pointer(const Chart& chart) {
  const Frame& frame = chart.frame;
  if (!frame.canvas.hovering(chart.box)) return;
  const Point pointer = frame.canvas.pointer_position();
  const SizePoint* nearest = nullptr;
  float least = reach;
  for (const SizePoint& size : frame.model.sizes()) {
    if (!std::isfinite(size.p99_ms)) continue;
    const Point at = chart.at(size);
    const float distance = std::hypot(at.x - pointer.x, at.y - pointer.y);
    if (distance < least) least = distance, nearest = &size;
  }
  if (nearest == nullptr) return;
  const Point at = chart.at(*nearest);
  draw_marker(frame.canvas, nearest->service, at);
  Tooltip tip{{at.x + 12, at.y - 12, 1, 1},
              size_name(frame, *nearest),
              {{nearest->service, std::string(frame.text("latency.table.cost")),
                format_amount(nearest->usd, frame.language())},
               {nearest->service, std::string(frame.text("latency.p99")),
                duration_text(frame, nearest->p99_ms)}},
              std::string(reason(frame, *nearest))};
  frame.overlays.tip = std::move(tip);
}

}  // namespace

void draw_size_chart(const Frame& frame, const Rectangle& box) {
  const auto sizes = frame.model.sizes();
  if (sizes.empty()) return;
  const Chart chart = chart_of(frame, box);
  draw_grid(chart);
  // Those that miss a target first, so that they lie below.
  for (const bool meets : {false, true}) {
    for (const SizePoint& size : sizes) {
      if (size.meets_targets == meets && std::isfinite(size.p99_ms)) draw_tried(chart, size);
    }
  }
  draw_target_name(chart);
  draw_in_force(chart);
  draw_pointer(chart);
}

DataTable size_table(const Frame& frame) {
  DataTable table{"latency.sizes", std::string(frame.text("latency.sizes.title")), {}, {}};
  table.columns = {{std::string(frame.text("latency.table.size")), false},
                   {std::string(frame.text("latency.table.cost")), true},
                   {std::string(frame.text("latency.p99")), true},
                   {std::string(frame.text("latency.table.choice")), false}};
  for (const SizePoint& size : frame.model.sizes()) {
    DataTable::Cell name{
        std::string(frame.name(size.service)) + " " + size_name(frame, size), "", size.service, {}};
    table.rows.push_back({std::move(name),
                          number_cell(format_usd(size.usd, 2, frame.language()), size.usd),
                          number_cell(duration_text(frame, size.p99_ms), size.p99_ms),
                          {std::string(reason(frame, size)), "", {}, {}}});
  }
  return table;
}

}  // namespace sans_serveur::ui
