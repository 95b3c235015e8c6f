#include "ui/latency_panel.h"

#include <algorithm>
#include <cmath>

#include "core/sizes.h"
#include "ui/hourly_chart.h"
#include "ui/latency_axis.h"
#include "ui/latency_notes.h"
#include "ui/percentile_chart.h"
#include "ui/size_chart.h"

namespace sans_serveur::ui {
namespace {

constexpr float narrowest_side_by_side = 700, gap = 40, stacked_gap = 24;
constexpr float size_chart_height = 300, narrow_size_chart_height = 260;

struct ChartPlace {
  std::string_view id, title, note;
  float height;  ///< of the chart, without its title
};

/// Title and note above a chart, and its image node; returns the lower edge.
float draw_titled(const Frame& frame, const ChartPlace& chart, float x, float y, float width,
                  void (*draw)(const Frame&, const Rectangle&)) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const std::string id(chart.id);
  const float top = y;
  heading(canvas, id + ".title", 3, chart.title, {x, y, width, 16});
  const float note = canvas.text_width(Face::s12, chart.note);
  const float room = width - canvas.text_width(Face::b12, chart.title) - 16;
  y += draw_paragraph(canvas, Face::b12, x, y, width, chart.title, theme.ink);
  if (note <= room) {
    canvas.text(Face::s12, x + width, top, chart.note, theme.ink3, Align::right);
  } else {
    y += draw_paragraph(canvas, Face::s12, x, y, width, chart.note, theme.ink3);
  }
  if (!chart.note.empty()) {
    say(canvas, id + ".note", Role::paragraph, chart.note, {x, top, width, y - top});
  }
  const Rectangle box{x, y, width, chart.height};
  draw(frame, box);
  say(canvas, chart.id, Role::image, chart.title, {x, top, width, bottom(box) - top});
  return bottom(box);
}

float draw_percentiles(const Frame& frame, float x, float y, float width) {
  const bool aimed = !targets_of(frame).empty();
  return draw_titled(frame,
                     {"latency.percentiles", frame.text("latency.title"),
                      aimed ? std::string_view() : frame.text("latency.no_target"),
                      percentile_chart_height(frame)},
                     x, y, width, draw_percentile_chart);
}

float draw_hours(const Frame& frame, float x, float y, float width) {
  return draw_titled(
      frame,
      {"latency.hourly", hourly_title(frame), hourly_note(frame), percentile_chart_height(frame)},
      x, y, width, draw_hourly_chart);
}

/// Durations of a service that cannot run the workload are only what they would be.
float draw_vetoes(const Frame& frame, float x, float y, float width) {
  for (const Service service : services) {
    if (frame.decision().feasibility.feasible(service)) continue;
    const std::string name(service == Service::lambda ? "lambda" : "fargate");
    const std::string text = frame.say({"latency.vetoed", {{"service", "@service." + name}}});
    draw_mark(frame.canvas, service, x, y + 2, 12);
    const float height =
        draw_paragraph(frame.canvas, Face::s12, x + 20, y, width - 20, text, frame.theme().ink2);
    say(frame.canvas, "latency.vetoed." + name, Role::paragraph, text, {x, y, width, height});
    y += height + 8;
  }
  return y;
}

/// Sizes whose queues never end have no place on the chart.
double saturated_sizes(const Frame& frame) {
  const auto sizes = frame.model.sizes();
  return static_cast<double>(std::count_if(sizes.begin(), sizes.end(), [](const SizePoint& size) {
    return !std::isfinite(size.p99_ms);
  }));
}

float draw_sizes(const Frame& frame, float x, float y, float width) {
  frame.wanted.sizes = true;
  std::string note(frame.text("latency.sizes.note"));
  const double saturated = saturated_sizes(frame);
  if (saturated > 0) note += " " + frame.say({"latency.sizes.saturated", {{"count", saturated}}});
  const bool narrow = width < narrowest_side_by_side;
  return draw_titled(frame,
                     {"latency.sizes", frame.text("latency.sizes.title"), note,
                      narrow ? narrow_size_chart_height : size_chart_height},
                     x, y, width, draw_size_chart);
}

}  // namespace

const ChartEntry latency_charts[3]{{"latency.percentiles", percentile_table},
                                   {"latency.hourly", hourly_table},
                                   {"latency.sizes", size_table}};

float draw_latency_panel(const Frame& frame, float x, float y, float width) {
  y = draw_vetoes(frame, x, y, width);
  if (width < narrowest_side_by_side) {
    y = draw_percentiles(frame, x, y, width) + stacked_gap;
    y = draw_hours(frame, x, y, width) + 12;
    for (const Service service : services) y = draw_latency_notes(frame, service, x, y, width);
  } else {
    const float left = std::round(width / 2) - gap / 2;
    const float right_x = x + left + gap, right_width = width - left - gap;
    const float charts =
        std::max(draw_percentiles(frame, x, y, left), draw_hours(frame, right_x, y, right_width)) +
        12;
    y = std::max(draw_latency_notes(frame, Service::lambda, x, charts, left),
                 draw_latency_notes(frame, Service::fargate, right_x, charts, right_width));
  }
  return draw_sizes(frame, x, y + 12, width);
}

}  // namespace sans_serveur::ui
