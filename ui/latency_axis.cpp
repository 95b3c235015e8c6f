#include "ui/latency_axis.h"

#include <algorithm>
#include <cmath>

#include "core/number_format.h"

namespace sans_serveur::ui {
namespace {

constexpr double longest_in_ms = 10000;  // beyond, axes are in the unit that a person would choose
constexpr double room = 1.2;             // around what is on a logarithmic axis, as a ratio
constexpr double s = 1000, min = 60 * s, h = 60 * min, day = 24 * h;
constexpr double ladder[] = {1,       2,       5,       10,       20,       50,      100,
                             200,     500,     1 * s,   2 * s,    5 * s,    10 * s,  30 * s,
                             1 * min, 2 * min, 5 * min, 10 * min, 30 * min, 1 * h,   2 * h,
                             5 * h,   12 * h,  1 * day, 2 * day,  5 * day,  10 * day};

/// The unit in which an axis up to a duration has its round numbers, ms: that of
/// format_duration_ms().
double unit_of(double longest_ms) {
  if (longest_ms <= longest_in_ms) return 1;
  if (longest_ms < 2 * min) return s;
  return longest_ms < 2 * h ? min : longest_ms < 3 * day ? h : day;
}

double one_two_five_below(double value) {
  const double decade = std::pow(10, std::floor(std::log10(value) + 1e-9));
  for (const double multiple : {5.0, 2.0}) {
    if (value >= multiple * decade * (1 - 1e-9)) return multiple * decade;
  }
  return decade;
}

double one_two_five_above(double value) {
  const double decade = std::pow(10, std::floor(std::log10(value) + 1e-9));
  for (const double multiple : {1.0, 2.0, 5.0}) {
    if (value <= multiple * decade * (1 + 1e-9)) return multiple * decade;
  }
  return 10 * decade;
}

}  // namespace

std::vector<Target> targets_of(const Frame& frame) {
  const Targets& targets = frame.workload().targets;
  std::vector<Target> result;
  const auto add = [&](const char* key, double ms, std::size_t percentile) {
    if (!is_automatic(ms))
      result.push_back({ms, frame.say({key, {{"target_ms", ms}}}), percentile});
  };
  add("latency.target_p95", targets.p95_ms, 1);
  add("latency.target", targets.p99_ms, 2);
  return result;
}

void Extent::add(double value) {
  if (!std::isfinite(value) || value <= 0) return;
  low_ = std::min(low_, value);
  high_ = std::max(high_, value);
}

Axis axis_around(const Extent& extent, float start, float length) {
  if (extent.empty()) return {1, 10, start, length, true};
  return {extent.low() / room, extent.high() * room, start, length, true};
}

Axis logarithmic_axis(const Extent& extent, float start, float length) {
  Axis axis = axis_around(extent, start, length);
  if (axis.to > longest_in_ms) return axis;
  axis.from = one_two_five_below(axis.from);
  axis.to = one_two_five_above(axis.to);
  return axis;
}

Axis linear_axis(const Extent& extent, int ticks, float start, float length) {
  if (extent.empty()) return {0, 1, start, length, false};
  double low = extent.low(), high = extent.high();
  if (high - low < 0.1 * high) {  // the noise of a flat line is not worth the whole height
    low *= 0.8;
    high *= 1.1;
  }
  const double unit = unit_of(high);
  const std::vector<double> round = linear_ticks({low / unit, high / unit, 0, 1, false}, ticks);
  const double step = unit * (round.size() > 1 ? round[1] - round[0] : (high - low) / unit);
  return {std::floor(low / step) * step, std::ceil(high / step) * step, start, length, false};
}

namespace {

/// The same places in another unit.
Axis scaled(const Axis& axis, double unit) {
  Axis result = axis;
  result.from /= unit;
  result.to /= unit;
  return result;
}

/// Round durations that lie on an axis, if they are far enough from each other.
std::vector<double> ladder_ticks(const Axis& axis, float apart) {
  std::vector<double> ticks;
  for (const double tick : ladder) {
    if (tick < axis.from * (1 - 1e-9) || tick > axis.to * (1 + 1e-9)) continue;
    if (!ticks.empty() && std::fabs(axis.at(tick) - axis.at(ticks.back())) < apart) continue;
    ticks.push_back(tick);
  }
  return ticks;
}

}  // namespace

std::vector<double> duration_ticks(const Axis& axis, float apart) {
  if (axis.logarithmic && axis.to > longest_in_ms) {
    std::vector<double> ticks = ladder_ticks(axis, apart);
    if (ticks.size() > 3) return ticks;
  }
  const double unit = unit_of(axis.to);
  const Axis inside = scaled(axis, unit);
  std::vector<double> ticks =
      axis.logarithmic ? decade_ticks(inside, apart) : linear_ticks(inside, 4);
  for (double& tick : ticks) tick *= unit;
  return ticks;
}

std::string duration_text(const Frame& frame, const Axis& axis, double ms, bool with_unit) {
  const bool in_ms = axis.to <= longest_in_ms;
  if (!std::isfinite(ms) || (in_ms && with_unit)) return duration_text(frame, ms);
  if (!in_ms) return format_duration_ms(ms, frame.language());
  return format_number(ms, ms < 10 ? 1 : 0, frame.language());
}

std::string duration_text(const Frame& frame, double ms) {
  if (std::isnan(ms)) return std::string(frame.text("latency.no_requests"));
  if (std::isinf(ms)) return std::string(frame.text("latency.saturated"));
  if (ms >= longest_in_ms) return format_duration_ms(ms, frame.language());
  return format_number(ms, ms < 10 ? 1 : 0, frame.language()) + "\u00a0" +
         std::string(frame.text("unit.ms"));
}

}  // namespace sans_serveur::ui
