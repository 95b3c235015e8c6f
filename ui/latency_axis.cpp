#include "ui/latency_axis.h"

#include <algorithm>
#include <cmath>

#include "core/number_format.h"

namespace sans_serveur::ui {
namespace {

constexpr double longest_in_ms = 10000;  // beyond, axes are in the unit that a person would choose

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

Axis logarithmic_axis(const Extent& extent, float start, float length) {
  if (extent.empty()) return {1, 10, start, length, true};
  return {one_two_five_below(extent.low() / 1.2), one_two_five_above(extent.high() * 1.2), start,
          length, true};
}

Axis linear_axis(const Extent& extent, int ticks, float start, float length) {
  if (extent.empty()) return {0, 1, start, length, false};
  double low = extent.low(), high = extent.high();
  if (high - low < 0.1 * high) {  // the noise of a flat line is not worth the whole height
    low *= 0.8;
    high *= 1.1;
  }
  const std::vector<double> round = linear_ticks({low, high, 0, 1, false}, ticks);
  const double step = round.size() > 1 ? round[1] - round[0] : high - low;
  return {std::floor(low / step) * step, std::ceil(high / step) * step, start, length, false};
}

std::string duration_text(const Frame& frame, const Axis& axis, double ms) {
  if (!std::isfinite(ms) || axis.to > longest_in_ms) return duration_text(frame, ms);
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
