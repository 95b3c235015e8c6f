#include "ui/cost_chart.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/number_format.h"
#include "ui/cost_curve.h"
#include "ui/cost_line.h"
#include "ui/plot.h"

namespace sans_serveur::ui {
namespace {

constexpr float left_margin = 56, right_margin = 72, top_margin = 10, bottom_margin = 52;
constexpr float chart_height = 284;
constexpr float tick_distance = 46;   // of the labels of the axis of requests
constexpr float label_distance = 60;  // crossings nearer than that share a label

struct Chart {
  Rectangle box;
  Axis x, y;
};

Chart chart_of(const CostCurve& curve, float x, float y, float width) {
  Chart chart;
  chart.box = {x, y, width, chart_height};
  chart.x = {curve.from, curve.to, x + left_margin, width - left_margin - right_margin, true};
  const double low = one_or_three_below(std::max(0.01, curve.lowest()));
  const double high = std::max(low * 10, curve.highest() * 1.3);
  chart.y = {low, high, y + chart_height - bottom_margin,
             -(chart_height - top_margin - bottom_margin), true};
  return chart;
}

float end_x(const Chart& chart) {
  return chart.x.start + chart.x.length;
}
float floor_y(const Chart& chart) {
  return chart.y.start;
}
float top_y(const Chart& chart) {
  return chart.y.start + chart.y.length;
}
Rectangle area_of(const Chart& chart) {
  return {chart.x.start, top_y(chart), chart.x.length, -chart.y.length};
}
/// Where a cost stands, on the floor if it is below.
float cost_y(const Chart& chart, double usd) {
  return chart.y.at(std::max(usd, chart.y.from));
}

void draw_axes(const Frame& frame, const Chart& chart) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  constexpr int thirds[] = {1, 3}, ones[] = {1};
  std::vector<double> ticks = decade_ticks(chart.y, thirds);
  if (ticks.size() > 8) ticks = decade_ticks(chart.y, ones);
  for (const double value : ticks) {
    const float y = chart.y.at(value);
    canvas.horizontal(chart.x.start, y, chart.x.length, theme.line);
    label(canvas, Face::s12, chart.x.start - 8, y + 4, axis_usd(value, frame.language()),
          theme.ink2, Align::right);
  }
  for (const double value : decade_ticks(chart.x, ones)) {
    if (value <= chart.x.from) continue;
    canvas.vertical(chart.x.at(value), top_y(chart), -chart.y.length, theme.line);
  }
  const float baseline = bottom(chart.box) - bottom_margin + 42;
  ticks = decade_ticks(chart.x, tick_distance);
  if (ticks.size() < 3) ticks = linear_ticks(chart.x, 5);  // a part of a decade
  if (ticks.empty() || chart.x.at(ticks.front()) - chart.x.start >= tick_distance) {
    ticks.insert(ticks.begin(), chart.x.from);
  }
  for (const double value : ticks) {
    label(canvas, Face::s12, chart.x.at(value), baseline, format_compact(value, frame.language()),
          theme.ink2, Align::centre);
  }
}

/// Which service is cheaper, along the axis.
void draw_strip(const Frame& frame, const Chart& chart, const CostCurve& curve) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const float y = floor_y(chart) + 6;
  Service service = cheaper(curve.points.front());
  float from = chart.x.start;
  const auto zone = [&](float to) {
    const float width = std::max(1.0f, to - from - 1);
    canvas.fill({from + 0.5f, y, width, 18}, theme.of(service).fill2);
    if (to - from > 110) {
      const bool brief = to - from < 170;
      const char* const key =
          service == Service::lambda ? "costs.curve.lambda_cheaper" : "costs.curve.fargate_cheaper";
      const std::string text = std::string(service == Service::lambda ? "▲ " : "■ ") +
                               std::string(brief ? frame.name(service) : frame.text(key));
      label(canvas, Face::s12, from + 8, y + 13, text, theme.ink);
    }
    from = to;
  };
  for (const Crossing& crossing : curve.crossings) {
    if (crossing.cheaper_above == service) continue;
    zone(chart.x.at(crossing.requests_per_month));
    service = crossing.cheaper_above;
  }
  zone(end_x(chart));
}

/// The names at the right end of the curves, apart from each other.
void draw_names(const Frame& frame, const Chart& chart, const CostPoint& last) {
  const Service upper = last.lambda_usd > last.fargate_usd ? Service::lambda : Service::fargate;
  float high = cost_y(chart, usd(last, upper)), low = cost_y(chart, usd(last, other(upper)));
  const float overlap = 15 - (low - high);
  if (overlap > 0) {
    high -= overlap / 2;
    low += overlap / 2;
  }
  for (const Service service : {upper, other(upper)}) {
    label(frame.canvas, Face::b12, end_x(chart) + 6, (service == upper ? high : low) + 4,
          frame.name(service), frame.theme().of(service).text);
  }
}

// --- Crossings ---

/// Crossings that share a label.
struct Group {
  std::size_t first, last;
};

std::vector<Group> groups_of(const Chart& chart, const CostCurve& curve) {
  std::vector<Group> groups;
  for (std::size_t i = 0; i < curve.crossings.size(); ++i) {
    const float x = chart.x.at(curve.crossings[i].requests_per_month);
    const bool near =
        !groups.empty() &&
        x - chart.x.at(curve.crossings[groups.back().last].requests_per_month) < label_distance &&
        i > 1;
    if (near) {
      groups.back().last = i;
    } else {
      groups.push_back({i, i});
    }
  }
  return groups;
}

std::string group_text(const CostCurve& curve, const Group& group, Language language) {
  std::string first = format_compact(curve.crossings[group.first].requests_per_month, language);
  if (group.first == group.last) return first;
  const std::string last = format_compact(curve.crossings[group.last].requests_per_month, language);
  return first + (group.last - group.first == 1 ? " · " : " … ") + last;
}

Point crossing_point(const CostCurve& curve, const Axis& x, const Axis& y,
                     const Crossing& crossing) {
  const CostPoint& near = curve.nearest(crossing.requests_per_month);
  return {x.at(crossing.requests_per_month), y.at(near.lambda_usd)};
}

void draw_crossings(const Frame& frame, const Chart& chart, const CostCurve& curve) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  bool above = true;
  for (const Group& group : groups_of(chart, curve)) {
    const Point a = crossing_point(curve, chart.x, chart.y, curve.crossings[group.first]);
    const Point b = crossing_point(curve, chart.x, chart.y, curve.crossings[group.last]);
    const std::string text = group_text(curve, group, frame.language());
    if (above) {
      const std::array<Point, 2> leader{{{a.x - 5, a.y - 5}, {a.x - 26, a.y - 26}}};
      canvas.path(leader, theme.ink2, 1);
      const float left = std::max(a.x - 30 - canvas.text_width(Face::b12, text), chart.x.start + 4);
      label_on_ground(canvas, Face::b12, left, a.y - 28, text, theme.ink);
    } else {
      const float x = (a.x + b.x) / 2 + 2, y = std::max(a.y, b.y);
      canvas.vertical(x, y + 7, 27, theme.ink2);
      const float middle = std::min(y + 48, floor_y(chart) - 6);
      const float left = std::max(x + 10 - canvas.text_width(Face::b12, text), chart.x.start + 4);
      label_on_ground(canvas, Face::b12, left, middle, text, theme.ink);
    }
    above = !above;
  }
  for (const Crossing& crossing : curve.crossings) {
    draw_crossing(canvas, crossing_point(curve, chart.x, chart.y, crossing));
  }
}

// --- The present workload ---

bool is_present_shown(const Frame& frame, const Chart& chart) {
  const double requests = frame.evaluation().workload.traffic.requests_per_month;
  return requests >= chart.x.from && requests <= chart.x.to;
}

float present_x(const Frame& frame, const Chart& chart) {
  return chart.x.at(frame.evaluation().workload.traffic.requests_per_month);
}

void draw_present_line(const Frame& frame, const Chart& chart) {
  if (!is_present_shown(frame, chart)) return;
  frame.canvas.dashed_vertical(present_x(frame, chart), top_y(chart), -chart.y.length,
                               frame.theme().ink);
}

/// A side's mark and amount: the upper one's to the upper left, the lower one's to the lower right,
/// off both curves, if there is room.
void draw_present_cost(const Frame& frame, const Chart& chart, Service service, bool is_upper) {
  Canvas& canvas = frame.canvas;
  const double usd = frame.decision().usd(service);
  const Point at{present_x(frame, chart), cost_y(chart, usd)};
  const std::string text = format_usd_auto(usd, frame.language());
  const bool left = is_upper && at.x - 12 - canvas.text_width(Face::b12, text) > chart.x.start;
  const bool below = !is_upper && at.y + 20 < floor_y(chart);
  draw_marker(canvas, service, at);
  label_on_ground(canvas, Face::b12, left ? at.x - 12 : at.x + 12, below ? at.y + 16 : at.y - 6,
                  text, frame.theme().of(service).text, left ? Align::right : Align::left);
}

void draw_present(const Frame& frame, const Chart& chart) {
  if (!is_present_shown(frame, chart)) return;
  Canvas& canvas = frame.canvas;
  const float x = present_x(frame, chart);
  const double requests = frame.evaluation().workload.traffic.requests_per_month;
  const std::string you = frame.say({"costs.curve.you", {{"requests", requests}}});
  const bool fits_left = x - 8 - canvas.text_width(Face::b12, you) > chart.x.start;
  label_on_ground(canvas, Face::b12, fits_left ? x - 8 : x + 8, top_y(chart) + 10, you,
                  frame.theme().ink, fits_left ? Align::right : Align::left);
  const Decision& decision = frame.decision();
  const Service upper = decision.usd(Service::lambda) > decision.usd(Service::fargate)
                            ? Service::lambda
                            : Service::fargate;
  for (const Service service : {upper, other(upper)}) {
    draw_present_cost(frame, chart, service, service == upper);
  }
}

/// Costs under the pointer.
void draw_pointer(const Frame& frame, const Chart& chart, const CostCurve& curve) {
  Canvas& canvas = frame.canvas;
  const Rectangle area = area_of(chart);
  if (!canvas.hovering(area)) return;
  const Language language = frame.language();
  const float pointer = canvas.pointer_position().x;
  const CostPoint& point = curve.nearest(chart.x.value_at(pointer));
  const float x = chart.x.at(point.requests_per_month);
  canvas.vertical(x, area.y, area.height, frame.theme().line2);
  draw_marker(canvas, Service::lambda, {x, cost_y(chart, point.lambda_usd)});
  draw_marker(canvas, Service::fargate, {x, cost_y(chart, point.fargate_usd)});
  const std::string title =
      frame.say({"costs.tooltip.requests", {{"requests", point.requests_per_month}}});
  Tooltip tip{{x + 12, canvas.pointer_position().y - 12, 1, 1}, title, {}, ""};
  for (const Service service : services) {
    tip.rows.push_back(
        {service, std::string(frame.name(service)), format_amount(usd(point, service), language)});
  }
  tip.text = frame.say({"costs.tooltip.tasks", {{"tasks", point.tasks}}});
  frame.overlays.tip = std::move(tip);
}

/// Ctrl and the wheel, or two fingers, change the range that is shown; a double click or the link
/// goes back to all of it. The wheel alone scrolls the page.
void zoom(const Frame& frame, const Chart& chart, float right_edge, float y) {
  Canvas& canvas = frame.canvas;
  const Rectangle area = area_of(chart);
  const double by = canvas.wheel("costs.curve", area, true);
  const CostCurve& whole = frame.model.curve();
  if (by != 0) {
    const double around = chart.x.value_at(canvas.pointer_position().x);
    frame.edit(LookAtCurve{zoomed({chart.x.from, chart.x.to}, around, by, {whole.from, whole.to})});
  }
  if (frame.state.curve_range.empty()) return;
  const bool back = link_button(canvas, "costs.curve.whole", right_edge, y,
                                frame.text("costs.curve.whole"), Align::right);
  if (back || canvas.double_clicked(area)) frame.edit(LookAtCurve{});
}

float draw_curves(const Frame& frame, const CostCurve& curve, float x, float y, float width) {
  Canvas& canvas = frame.canvas;
  const std::string_view title = frame.text("costs.curve.title");
  heading(canvas, "costs.curve.title", 3, title, {x, y, width, 16});
  const float titled = draw_paragraph(canvas, Face::b12, x, y, width, title, frame.theme().ink);
  if (width >= 480 && frame.state.curve_range.empty()) {
    canvas.text(Face::s12, x + width, y, frame.text("costs.curve.scales"), frame.theme().ink3,
                Align::right);
  }
  const Chart chart = chart_of(curve, x, y + titled + 4, width);
  draw_axes(frame, chart);
  draw_strip(frame, chart, curve);
  canvas.clip(grown(area_of(chart), 1));  // half of a line along the edge
  draw_cost_line(frame, chart.x, chart.y, curve.points, Service::fargate);
  draw_cost_line(frame, chart.x, chart.y, curve.points, Service::lambda);
  canvas.unclip();
  draw_names(frame, chart, curve.points.back());
  draw_present_line(frame, chart);  // labels stand before it
  draw_crossings(frame, chart, curve);
  draw_present(frame, chart);
  draw_pointer(frame, chart, curve);
  zoom(frame, chart, x + width, y);
  say(canvas, "costs.curve", Role::image, title, {x, y, width, bottom(chart.box) - y});
  return bottom(chart.box);
}

}  // namespace

float draw_cost_chart(const Frame& frame, float x, float y, float width) {
  const CostCurve& curve = frame.model.curve();
  if (curve.empty()) return y;
  const float side = width < 800 ? 212 : 240, gap = 40;
  if (width < 700) {
    y = draw_curves(frame, frame.model.shown_curve(), x, y, width) + 24;
    return draw_crossings_column(frame, curve, x, y, width);
  }
  const float chart = draw_curves(frame, frame.model.shown_curve(), x, y, width - side - gap);
  return std::max(chart, draw_crossings_column(frame, curve, x + width - side, y, side));
}

}  // namespace sans_serveur::ui
