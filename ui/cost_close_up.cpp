// The crossings again, from close by on linear axes, each with the cause of its being there.

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "core/number_format.h"
#include "ui/cost_line.h"

namespace sans_serveur::ui {
namespace {

constexpr float close_up_height = 144;

void draw_close_axes(const Frame& frame, const Axis& x, const Axis& y,
                     std::span<const double> levels, const Rectangle& box) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  for (const double value : levels) canvas.horizontal(box.x, y.at(value), box.width, theme.line);
  for (const double value : linear_ticks(x, 4)) {
    const float at = std::clamp(x.at(value), box.x + 16, right(box) - 16);
    label(canvas, Face::s12, at, bottom(box) - 6, format_compact(value, frame.language()),
          theme.ink2, Align::centre);
  }
  canvas.horizontal(box.x, bottom(box) - 24, box.width, theme.line2);
}

/// After the curves, which may begin where they stand.
void draw_level_labels(const Frame& frame, const Axis& y, std::span<const double> levels,
                       const Rectangle& box) {
  for (const double value : levels) {
    label_on_ground(frame.canvas, Face::s12, box.x, y.at(value) - 4,
                    value == levels.back() ? axis_usd(value, frame.language())
                                           : format_significant(value, 3, frame.language()),
                    frame.theme().ink3);
  }
}

void draw_close_up(const Frame& frame, const CostCurve& curve, const Rectangle& box) {
  Canvas& canvas = frame.canvas;
  double low = 1e300, high = 0;
  for (const CostPoint& point : curve.close_points) {
    low = std::min(low, std::min(point.lambda_usd, point.fargate_usd));
    high = std::max(high, std::max(point.lambda_usd, point.fargate_usd));
  }
  const double margin = (high - low) * 0.12;
  const Axis x{curve.close_from, curve.close_to, box.x, box.width, false};
  const Axis y{low - margin, high + margin, bottom(box) - 24, -(box.height - 32), false};
  std::vector<double> levels = linear_ticks(y, 4);
  // The lowest would stand on the axis, the highest on the title.
  std::erase_if(levels, [&](double value) {
    return y.at(value) > bottom(box) - 44 || y.at(value) < box.y + 14;
  });
  draw_close_axes(frame, x, y, levels, box);
  canvas.clip(box);
  draw_cost_line(frame, x, y, curve.close_points, Service::fargate);
  draw_cost_line(frame, x, y, curve.close_points, Service::lambda);
  canvas.unclip();
  draw_level_labels(frame, y, levels, box);
  bool above = false;
  float last_end = -1e9f;
  for (const Crossing& crossing : curve.crossings) {
    const double requests = crossing.requests_per_month;
    if (requests < curve.close_from || requests > curve.close_to) continue;
    const auto at = std::lower_bound(
        curve.close_points.begin(), curve.close_points.end(), requests,
        [](const CostPoint& point, double value) { return point.requests_per_month < value; });
    const double cost = at == curve.close_points.end() ? high : at->lambda_usd;
    const Point point{x.at(requests), y.at(cost)};
    const std::string text = format_compact(requests, frame.language());
    const float width = canvas.text_width(Face::b12, text);
    const float left =
        std::clamp(above ? point.x - 8 - width : point.x + 6, box.x, right(box) - width);
    if (above || left > last_end) {
      label(canvas, Face::b12, left, above ? point.y - 8 : point.y + 19, text, frame.theme().ink);
      if (!above) last_end = left + width + 4;
    }
    draw_crossing(canvas, point);
    above = !above;
  }
}

/// Why the curves cross there.
std::string cause(const Frame& frame, const ToldCrossing& crossing, bool last) {
  if (crossing.cheaper_above == Service::lambda) {
    // Without a step, only a price that falls with the quantity makes Lambda the cheaper one again.
    if (!crossing.by_step) return std::string(frame.text("break_even.cause.tier"));
    return frame.say({"break_even.cause.step", {{"tasks", crossing.tasks}}});
  }
  if (last) {
    return frame.say({"break_even.cause.onward", {{"limit", frame.evaluation().break_even.up_to}}});
  }
  if (crossing.tasks <= frame.workload().fargate.min_tasks) {
    return frame.say({"break_even.cause.minimum", {{"tasks", crossing.tasks}}});
  }
  return std::string(frame.text("break_even.cause.growth"));
}

float draw_causes(const Frame& frame, const CostCurve& curve, float x, float y, float width) {
  constexpr std::size_t most = 6;
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const Part list(canvas, "costs.crossings", Role::list, frame.text("break_even.table.name"));
  const auto& all = curve.all_crossings;
  for (std::size_t i = 0; i < std::min(most, all.size()); ++i) {
    const ToldCrossing& crossing = all[i];
    const std::string value = format_compact(crossing.requests_per_month, frame.language());
    const std::string why = cause(frame, crossing, i + 1 == all.size());
    const TextBlock block(canvas, {{why, Face::s12, theme.ink2, 0, 1, 3}}, width - 74);
    const float height = std::max(28.0f, block.height() + 12);
    canvas.horizontal(x, y, width, theme.line);
    draw_mark(canvas, crossing.cheaper_above, x, y + 9, 10);
    canvas.text(Face::b12, x + 18, y + 6, value, theme.ink);
    block.draw(canvas, x + 74, y + 6);
    const char* const key = crossing.cheaper_above == Service::lambda
                                ? "break_even.crossing.lambda"
                                : "break_even.crossing.fargate";
    say(canvas, "costs.crossing." + std::to_string(i + 1), Role::list_item,
        frame.say({key, {{"requests", crossing.requests_per_month}}}), {x, y, width, height}, why);
    y += height;
  }
  canvas.horizontal(x, y, width, theme.line);
  if (all.size() <= most) return y + 1;
  const std::string more =
      frame.say({"break_even.more", {{"count", static_cast<double>(all.size() - most)}}});
  say(canvas, "costs.crossings.more", Role::list_item, more, {x, y, width, 28});
  canvas.text(Face::s12, x + 18, y + 6, more, theme.ink2);
  return y + 28;
}

/// To two significant digits: a range of estimates has no more. `value` is above 0, or infinite.
double estimated(double value) {
  if (std::isinf(value)) return value;
  const double unit = std::pow(10, std::floor(std::log10(value)) - 1);
  return std::round(value / unit) * unit;
}

/// Where the first crossing falls for plausible inputs, once that is known.
float draw_spread(const Frame& frame, float x, float y, float width) {
  frame.wanted.first_crossings = true;
  const FirstCrossings& first = frame.model.first_crossings();
  if (first.samples() == 0) return y;
  const double low = estimated(first.quantile(first_crossing_tail));
  const double high = estimated(first.quantile(1 - first_crossing_tail));
  const char* const key = std::isfinite(high)  ? "break_even.interval"
                          : std::isfinite(low) ? "break_even.interval.open"
                                               : "break_even.interval.none";
  const std::string text =
      frame.say({key, {{"low", low}, {"high", high}, {"none", first.none_share()}}});
  const float end =
      y + draw_paragraph(frame.canvas, Face::s12, x, y, width, text, frame.theme().ink3);
  say(frame.canvas, "costs.first_crossing", Role::paragraph, text, {x, y, width, end - y});
  return end;
}

}  // namespace

float draw_crossings_column(const Frame& frame, const CostCurve& curve, float x, float y,
                            float width) {
  Canvas& canvas = frame.canvas;
  if (curve.all_crossings.empty()) {
    const CostPoint& any = curve.nearest(frame.workload().traffic.requests_per_month);
    const char* const key =
        cheaper(any) == Service::lambda ? "break_even.none.lambda" : "break_even.none.fargate";
    const std::string text = frame.say({key, {{"limit", frame.evaluation().break_even.up_to}}});
    say(canvas, "costs.no_crossing", Role::paragraph, text, {x, y, width, 16});
    y += draw_paragraph(canvas, Face::s12, x, y, width, text, frame.theme().ink2);
    return draw_spread(frame, x, y + 8, width);
  }
  const std::string title = frame.say(
      {"costs.close_up.title", {{"count", static_cast<double>(curve.all_crossings.size())}}});
  heading(canvas, "costs.close_up", 3, title, {x, y, width, 16});
  canvas.text(Face::b12, x, y, title, frame.theme().ink);
  draw_close_up(frame, curve, {x, y + 20, width, close_up_height});
  y = draw_causes(frame, curve, x, y + 20 + close_up_height + 8, width);
  return draw_spread(frame, x, y + 8, width);
}

}  // namespace sans_serveur::ui
