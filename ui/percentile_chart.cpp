#include "ui/percentile_chart.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/latency_axis.h"

namespace sans_serveur::ui {
namespace {

constexpr float row_height = 56, bottom_margin = 28, left_margin = 56, right_margin = 36;
constexpr float target_line = 16;  // each target's label
constexpr float tick_distance = 46, long_tick_distance = 60;

constexpr std::array row_keys{"latency.p50", "latency.p95", "latency.p99", "latency.p999"};
using Values = std::array<double, row_keys.size()>;

Values values_of(const Performance& performance) {
  return {performance.p50_ms, performance.p95_ms, performance.p99_ms, performance.p999_ms};
}

struct Chart {
  const Frame& frame;
  Rectangle box;
  float top;  ///< of the rows, under the labels of the targets
  std::vector<Target> targets;
  Axis x;

  float row(std::size_t i) const { return top + static_cast<float>(i) * row_height; }
  float end() const { return row(row_keys.size()); }
};

float labels_height(std::size_t targets) {
  return 16 + target_line * static_cast<float>(std::max<std::size_t>(1, targets));
}

Chart chart_of(const Frame& frame, const Rectangle& box) {
  Chart chart{frame, box, 0, targets_of(frame), {}};
  chart.top = box.y + labels_height(chart.targets.size());
  Extent extent;
  for (const Performance& performance : frame.decision().performance) {
    for (const double value : values_of(performance)) extent.add(value);
  }
  for (const Target& target : chart.targets) extent.add(target.ms);
  chart.x = logarithmic_axis(extent, box.x + left_margin, box.width - left_margin - right_margin);
  return chart;
}

void draw_grid(const Chart& chart) {
  Canvas& canvas = chart.frame.canvas;
  const Theme& theme = chart.frame.theme();
  for (const Target& target : chart.targets) {
    canvas.fill({chart.box.x, chart.row(target.percentile), chart.box.width, row_height},
                theme.side);
  }
  const bool in_ms = chart.x.to < 10000;
  const std::vector<double> ticks =
      duration_ticks(chart.x, in_ms ? tick_distance : long_tick_distance);
  for (const double value : ticks) {
    const float x = chart.x.at(value);
    canvas.vertical(x, chart.top, chart.end() - chart.top, theme.line);
    const std::string text = duration_text(chart.frame, chart.x, value, value == ticks.back());
    const float half = canvas.text_width(Face::s12, text) / 2;
    label(canvas, Face::s12, std::min(x, right(chart.box) - half), chart.end() + 20, text,
          theme.ink2, Align::centre);
  }
  for (std::size_t i = 0; i < row_keys.size(); ++i) {
    canvas.horizontal(chart.box.x, chart.row(i), chart.box.width, theme.line);
    label(canvas, Face::b14, chart.box.x, chart.row(i) + row_height / 2 + 5,
          chart.frame.text(row_keys[i]), theme.ink);
  }
  canvas.horizontal(chart.box.x, chart.end(), chart.box.width, theme.line);
}

void draw_targets(const Chart& chart) {
  Canvas& canvas = chart.frame.canvas;
  float baseline = chart.top - 14 - target_line * static_cast<float>(chart.targets.size() - 1);
  for (const Target& target : chart.targets) {
    const float x = chart.x.at(target.ms);
    canvas.dashed_vertical(x, baseline + 6, chart.end() - baseline - 6, chart.frame.theme().ink);
    const float half = canvas.text_width(Face::b12, target.text) / 2;
    const float middle =
        std::clamp(x, chart.box.x + half, std::max(chart.box.x + half, right(chart.box) - half));
    label_on_ground(canvas, Face::b12, middle, baseline, target.text, chart.frame.theme().ink,
                    Align::centre);
    baseline += target_line;
  }
}

/// A value's text stands on the right of its mark, unless that crosses a target or the edge.
bool stands_left(const Chart& chart, float x, float text_width) {
  const float to = x + 16 + text_width;
  if (to > right(chart.box)) return true;
  return std::any_of(chart.targets.begin(), chart.targets.end(), [&](const Target& target) {
    const float line = chart.x.at(target.ms);
    return line >= x && line <= to && x - 16 - text_width > chart.box.x + left_margin - 12;
  });
}

void draw_value(const Chart& chart, Service service, double ms, float row) {
  Canvas& canvas = chart.frame.canvas;
  const ServiceColours& colours = chart.frame.theme().of(service);
  const float middle = row + row_height / 2;
  // What never ends stands at the end of the axis.
  const float x = chart.x.at(std::isfinite(ms) ? ms : chart.x.to);
  const bool is_lambda = service == Service::lambda;
  if (is_lambda) {
    draw_triangle(canvas, {x, middle - 7}, 6, colours.mark);
  } else {
    draw_square(canvas, {x, middle + 8}, 6, colours.mark);
  }
  const std::string text = duration_text(chart.frame, chart.x, ms);
  const bool left = stands_left(chart, x, canvas.text_width(Face::b12, text));
  label(canvas, Face::b12, left ? x - 12 : x + 12, is_lambda ? middle - 3 : middle + 12, text,
        colours.text, left ? Align::right : Align::left);
}

}  // namespace

float percentile_chart_height(const Frame& frame) {
  return labels_height(targets_of(frame).size()) + row_height * row_keys.size() + bottom_margin;
}

void draw_percentile_chart(const Frame& frame, const Rectangle& box) {
  const Chart chart = chart_of(frame, box);
  draw_grid(chart);
  if (!chart.targets.empty()) draw_targets(chart);
  for (const Service service : services) {
    const Values values = values_of(frame.decision().performance[index(service)]);
    for (std::size_t i = 0; i < values.size(); ++i) {
      draw_value(chart, service, values[i], chart.row(i));
    }
  }
}

DataTable percentile_table(const Frame& frame) {
  DataTable table{"latency.percentiles", std::string(frame.text("latency.table.name")), {}, {}};
  table.columns = {{std::string(frame.text("latency.table.percentile")), false}};
  for (const Service service : services) {
    table.columns.push_back({std::string(frame.name(service)), true});
  }
  const auto add = [&](const char* key, double lambda, double fargate) {
    table.rows.push_back({{std::string(frame.text(key)), "", {}, {}},
                          number_cell(duration_text(frame, lambda), lambda),
                          number_cell(duration_text(frame, fargate), fargate)});
  };
  const auto& performance = frame.decision().performance;
  const Values lambda = values_of(performance[index(Service::lambda)]);
  const Values fargate = values_of(performance[index(Service::fargate)]);
  for (std::size_t i = 0; i < row_keys.size(); ++i) add(row_keys[i], lambda[i], fargate[i]);
  add("latency.mean", performance[0].mean_ms, performance[1].mean_ms);
  return table;
}

}  // namespace sans_serveur::ui
