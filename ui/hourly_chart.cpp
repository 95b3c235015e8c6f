#include "ui/hourly_chart.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/day.h"
#include "core/number_format.h"
#include "ui/latency_axis.h"

namespace sans_serveur::ui {
namespace {

constexpr float left_margin = 60, right_margin = 64, top_margin = 32, bottom_margin = 72;
constexpr float bars_height = 30;
constexpr double widest_linear = 4;     // beyond this ratio of values the axis is logarithmic
constexpr double worth_a_label = 1.02;  // of a curve's peak to its lowest
constexpr std::size_t count = Profile::moment_count;

struct Chart {
  const Frame& frame;
  const Day& day;
  Rectangle box;
  Axis y;

  float x(std::size_t moment) const {
    return box.x + left_margin +
           (box.width - left_margin - right_margin) * static_cast<float>(moment) / (count - 1);
  }
  float end_x() const { return right(box) - right_margin; }
  float bars_floor() const { return y.start + 44; }
  float p99_y(Service service, std::size_t moment) const {
    return y.at(day.moments[moment].of(service).p99_ms);
  }
};

Chart chart_of(const Frame& frame, const Rectangle& box) {
  const Day& day = frame.model.day();
  Extent extent;
  for (const DayMoment& moment : day.moments) {
    for (const Service service : services) extent.add(moment.of(service).p99_ms);
  }
  for (const Target& target : targets_of(frame)) {
    if (target.percentile == 2) extent.add(target.ms);
  }
  const float floor = bottom(box) - bottom_margin, height = box.height - top_margin - bottom_margin;
  const bool wide = !extent.empty() && extent.high() > widest_linear * extent.low();
  return {frame, day, box,
          wide ? logarithmic_axis(extent, floor, -height) : linear_axis(extent, 4, floor, -height)};
}

/// "15 h", "37,5 min", "62 %": where a moment stands.
std::string moment_text(const Frame& frame, const Day& day, std::size_t moment) {
  const double share = static_cast<double>(moment) / count;
  switch (day.kind) {
    case DayKind::burst_period:
      return format_significant(burst_period_s / 60 * share, 3, frame.language()) + "\u00a0" +
             std::string(frame.text("unit.min"));
    case DayKind::trace:
      return format_percent(share, 0, frame.language());
    case DayKind::mean_day:
    case DayKind::weekday:
      break;
  }
  return frame.say({"latency.hour", {{"hour", static_cast<double>(moment)}}});
}

void draw_levels(const Chart& chart) {
  Canvas& canvas = chart.frame.canvas;
  const Theme& theme = chart.frame.theme();
  const std::vector<double> ticks = duration_ticks(chart.y, 26);
  const float width = chart.end_x() - chart.x(0);
  const auto level_label = [&](double value, const std::string& text) {
    label(canvas, Face::s12, chart.x(0) - 8, chart.y.at(value) + 4, text, theme.ink2, Align::right);
  };
  double target_ms = 0;
  for (const Target& target : targets_of(chart.frame)) {
    if (target.percentile == 2) target_ms = target.ms;
  }
  const float target_y = target_ms > 0 ? chart.y.at(target_ms) : -1e6f;
  for (const double value : ticks) {
    canvas.horizontal(chart.x(0), chart.y.at(value), width, theme.line);
    const bool has_room = std::fabs(chart.y.at(value) - target_y) > 14;
    const bool is_top = value == ticks.back() && target_ms < value;
    if (has_room) {
      level_label(value, duration_text(chart.frame, chart.y, value, is_top));
    }
  }
  if (target_ms <= 0) return;
  canvas.dashed_horizontal(chart.x(0), target_y, width, theme.ink);
  level_label(target_ms, duration_text(chart.frame, target_ms));
}

/// The curve, in pieces where there is no request or no end.
void draw_curve(const Chart& chart, Service service) {
  std::vector<Point> piece;
  const Colour colour = chart.frame.theme().of(service).mark;
  const auto finish = [&] {
    if (piece.size() == 1) {
      draw_marker(chart.frame.canvas, service, piece[0]);
    } else if (!piece.empty()) {
      chart.frame.canvas.path(piece, colour, 2);
    }
    piece.clear();
  };
  for (std::size_t i = 0; i < count; ++i) {
    if (std::isfinite(chart.day.moments[i].of(service).p99_ms)) {
      piece.push_back({chart.x(i), chart.p99_y(service, i)});
    } else {
      finish();
    }
  }
  finish();
}

/// A curve's lowest, highest and last finite moments.
struct Ends {
  std::size_t lowest = count, highest = count, last = count;
};

Ends ends_of(const Day& day, Service service) {
  Ends ends;
  const auto value = [&](std::size_t i) { return day.moments[i].of(service).p99_ms; };
  for (std::size_t i = 0; i < count; ++i) {
    if (!std::isfinite(value(i))) continue;
    if (ends.last == count || value(i) < value(ends.lowest)) ends.lowest = i;
    if (ends.last == count || value(i) > value(ends.highest)) ends.highest = i;
    ends.last = i;
  }
  return ends;
}

/// The names at the right end of the curves, apart from each other.
void draw_names(const Chart& chart) {
  std::array<float, 2> y{};
  for (const Service service : services) {
    const Ends ends = ends_of(chart.day, service);
    const bool drawn = ends.last < count;
    y[index(service)] = drawn ? chart.p99_y(service, ends.last) : chart.y.start + chart.y.length;
    if (drawn) draw_marker(chart.frame.canvas, service, {chart.x(ends.last), y[index(service)]});
  }
  const std::size_t upper = y[0] <= y[1] ? 0 : 1;
  const float overlap = 15 - (y[1 - upper] - y[upper]);
  if (overlap > 0) {
    y[upper] -= overlap / 2;
    y[1 - upper] += overlap / 2;
  }
  for (const Service service : services) {
    label(chart.frame.canvas, Face::b12, chart.end_x() + 12, y[index(service)] + 4,
          chart.frame.name(service), chart.frame.theme().of(service).text);
  }
}

/// The highest point of the curve that rises most.
void draw_peak(const Chart& chart) {
  Service rising = Service::lambda;
  double most = 0;
  std::size_t at = count;
  for (const Service service : services) {
    const Ends ends = ends_of(chart.day, service);
    if (ends.last == count) continue;
    const double rise = chart.day.moments[ends.highest].of(service).p99_ms /
                        chart.day.moments[ends.lowest].of(service).p99_ms;
    if (rise <= most) continue;
    rising = service, most = rise, at = ends.highest;
  }
  if (at == count || most < worth_a_label) return;
  const Frame& frame = chart.frame;
  const double ms = chart.day.moments[at].of(rising).p99_ms;
  const Point point{chart.x(at), chart.p99_y(rising, at)};
  const std::string text = frame.say({"latency.peak_at",
                                      {{"duration", duration_text(frame, chart.y, ms, true)},
                                       {"moment", moment_text(frame, chart.day, at)}}});
  const float half = frame.canvas.text_width(Face::b12, text) / 2;
  draw_marker(frame.canvas, rising, point);
  label_on_ground(frame.canvas, Face::b12,
                  std::clamp(point.x, chart.x(0) + half, right(chart.box) - half), point.y - 10,
                  text, frame.theme().of(rising).text, Align::centre);
}

void draw_traffic(const Chart& chart) {
  Canvas& canvas = chart.frame.canvas;
  const Theme& theme = chart.frame.theme();
  const double peak = chart.day.moments[chart.day.busiest].rate;
  const float step = chart.x(1) - chart.x(0);
  const float bar = std::max(1.0f, step - 2);
  for (std::size_t i = 0; i < count; ++i) {
    const float height = static_cast<float>(chart.day.moments[i].rate / peak) * bars_height;
    canvas.fill({chart.x(i) - bar / 2, chart.bars_floor() - height, bar, height}, theme.neutral2);
  }
  label(canvas, Face::s12, chart.end_x() + 12, chart.bars_floor() - 10,
        chart.frame.say({"latency.traffic", {{"rate", peak}}}), theme.ink2);
  const bool is_day = chart.day.kind == DayKind::mean_day || chart.day.kind == DayKind::weekday;
  for (const std::size_t moment : {0, 6, 12, 18, 23}) {
    if (moment == 23 && !is_day) continue;
    label(canvas, Face::s12, chart.x(moment), chart.bars_floor() + 18,
          moment_text(chart.frame, chart.day, moment), theme.ink2, Align::centre);
  }
}

/// What happens at the moment under the pointer.
void draw_pointer(const Chart& chart) {
  const Frame& frame = chart.frame;
  Canvas& canvas = frame.canvas;
  const float top = chart.y.start + chart.y.length;
  const Rectangle area{chart.x(0) - 6, top, chart.end_x() - chart.x(0) + 12,
                       chart.bars_floor() - top};
  if (!canvas.hovering(area)) return;
  const Point pointer = canvas.pointer_position();
  const float step = chart.x(1) - chart.x(0);
  const float place = std::clamp((pointer.x - chart.x(0)) / step, 0.0f, float{count - 1});
  const auto at = static_cast<std::size_t>(std::lround(place));
  const DayMoment& moment = chart.day.moments[at];
  canvas.vertical(chart.x(at), top, area.height, frame.theme().line2);
  Tooltip tip{{chart.x(at) + 12, pointer.y - 12, 1, 1},
              moment_text(frame, chart.day, at) + " · " +
                  frame.say({"latency.traffic", {{"rate", moment.rate}}}),
              {},
              ""};
  for (const Service service : services) {
    const double ms = moment.of(service).p99_ms;
    if (std::isfinite(ms)) draw_marker(canvas, service, {chart.x(at), chart.p99_y(service, at)});
    tip.rows.push_back({service, std::string(frame.name(service)), duration_text(frame, ms)});
  }
  const MomentPerformance& fargate = moment.of(Service::fargate);
  tip.text = frame.say(
      {"latency.hourly.tasks", {{"tasks", fargate.tasks}, {"utilization", fargate.utilization}}});
  frame.overlays.tip = std::move(tip);
}

}  // namespace

std::string_view hourly_title(const Frame& frame) {
  const DayKind kind = frame.model.day().kind;
  const bool is_day = kind == DayKind::mean_day || kind == DayKind::weekday;
  return frame.text(is_day ? "latency.hourly.title" : "latency.hourly.title_moments");
}

std::string_view hourly_note(const Frame& frame) {
  switch (frame.model.day().kind) {
    case DayKind::weekday:
      return frame.text("latency.hourly.weekday");
    case DayKind::burst_period:
      return frame.text("latency.hourly.burst");
    case DayKind::trace:
      return frame.text("latency.hourly.trace");
    case DayKind::mean_day:
      break;
  }
  return frame.text("latency.hourly.computed");
}

void draw_hourly_chart(const Frame& frame, const Rectangle& box) {
  const Chart chart = chart_of(frame, box);
  draw_levels(chart);
  draw_traffic(chart);
  for (const Service service : services) draw_curve(chart, service);
  draw_names(chart);
  draw_peak(chart);
  draw_pointer(chart);
}

DataTable hourly_table(const Frame& frame) {
  const Language language = frame.language();
  const Day& day = frame.model.day();
  DataTable table{"latency.hourly", std::string(hourly_title(frame)), {}, {}};
  for (const char* const key :
       {"latency.table.hour", "latency.table.traffic", "latency.table.lambda_p50",
        "latency.table.lambda_p99", "latency.table.fargate_p50", "latency.table.fargate_p99",
        "latency.table.tasks", "latency.table.utilization"}) {
    table.columns.push_back({std::string(frame.text(key)), !table.columns.empty()});
  }
  const auto duration = [&](double ms) { return number_cell(duration_text(frame, ms), ms); };
  for (std::size_t i = 0; i < count; ++i) {
    const DayMoment& moment = day.moments[i];
    const MomentPerformance& lambda = moment.of(Service::lambda);
    const MomentPerformance& fargate = moment.of(Service::fargate);
    table.rows.push_back(
        {{moment_text(frame, day, i), "", {}, {}},
         number_cell(frame.say({"latency.traffic", {{"rate", moment.rate}}}), moment.rate),
         duration(lambda.p50_ms),
         duration(lambda.p99_ms),
         duration(fargate.p50_ms),
         duration(fargate.p99_ms),
         number_cell(format_significant(fargate.tasks, 2, language), fargate.tasks),
         number_cell(format_percent(fargate.utilization, 0, language), fargate.utilization)});
  }
  return table;
}

}  // namespace sans_serveur::ui
