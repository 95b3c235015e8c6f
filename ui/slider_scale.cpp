#include "ui/slider_scale.h"

#include <algorithm>
#include <cmath>

namespace sans_serveur::ui {
namespace {

struct Bounds {
  double low, high;
};

/// What people usually have, or all that is allowed if the present value is elsewhere.
Bounds bounds_of(const Field& field, const Workload& workload) {
  Bounds bounds{field.usual_min, field.usual_max};
  const double value = field.get(workload);
  if (value > bounds.high) bounds.high = field.max;
  if (value < bounds.low) bounds.low = field.min;
  // These two bound each other.
  if (field.path == "request.duration_ms") bounds.low = std::max(1.0, workload.request.cpu_ms);
  if (field.path == "request.cpu_ms") bounds.high = workload.request.duration_ms;
  if (bounds.high <= bounds.low) bounds.low = bounds.high / 10;
  return bounds;
}

void add_decades(std::vector<double>& stops, double low, double high) {
  const double first = low > 0 ? low : std::min(0.1, high / 1000);
  stops.push_back(low);
  double decade = std::pow(10, std::floor(std::log10(first)));
  for (; decade <= high; decade *= 10) {
    for (int tenths = 10; tenths < 100; tenths += tenths < 20 ? 1 : tenths < 50 ? 2 : 5) {
      const double stop = decade * tenths / 10;
      if (stop > stops.back() * 1.0001 && stop >= first && stop < high) stops.push_back(stop);
    }
  }
  stops.push_back(high);
}

void add_powers_of_two(std::vector<double>& stops, double low, double high) {
  stops.push_back(low);
  for (double power = 1; power <= high; power *= 2) {
    for (const double stop : {power, power * 1.25, power * 1.5, power * 1.75}) {
      if (stop > low && stop < high && (stop == std::floor(stop))) stops.push_back(stop);
    }
  }
  stops.push_back(high);
}

/// 1, 2 or 5 times a power of ten, of which about a hundred fit.
double round_step(double range, bool whole) {
  const double wanted = range / 100, decade = std::pow(10, std::floor(std::log10(wanted)));
  double step = decade;
  for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
    step = decade * factor;
    if (step >= wanted * 0.999) break;
  }
  return whole ? std::max(step, 1.0) : step;
}

void add_steps(std::vector<double>& stops, double low, double high, bool whole) {
  const double step = round_step(high - low, whole);
  stops.push_back(low);
  for (double i = std::floor(low / step) + 1; i * step < high - step / 2; ++i) {
    stops.push_back(i * step);
  }
  stops.push_back(high);
}

}  // namespace

SliderScale::SliderScale(const Field& field, const Workload& workload)
    : logarithmic_(field.logarithmic) {
  const Bounds bounds = bounds_of(field, workload);
  const bool whole = field.kind == FieldKind::integer;
  if (!logarithmic_) {
    add_steps(stops_, bounds.low, bounds.high, whole);
  } else if (field.unit == "mb") {
    add_powers_of_two(stops_, bounds.low, bounds.high);
  } else {
    add_decades(stops_, bounds.low, bounds.high);
  }
  if (!whole) return;
  for (double& stop : stops_) stop = std::round(stop);
  stops_.erase(std::unique(stops_.begin(), stops_.end()), stops_.end());
}

double SliderScale::position(double value) const {
  value = std::clamp(value, low(), high());
  if (!logarithmic_) return (value - low()) / (high() - low());
  if (low() > 0) return std::log(value / low()) / std::log(high() / low());
  // Zero has no logarithm: it stands at the end, as far from the first stop as that from the next.
  const double first = stops_[1], gap = 1.0 / last_stop();
  if (value <= first) return gap * value / first;
  return gap + (1 - gap) * std::log(value / first) / std::log(high() / first);
}

double SliderScale::value_at(double at) const {
  double best = stops_.front(), distance = 2;
  for (const double stop : stops_) {
    const double off = std::fabs(position(stop) - at);
    if (off < distance) best = stop;
    distance = std::min(distance, off);
  }
  return best;
}

double SliderScale::stop_number(double value) const {
  value = std::clamp(value, low(), high());
  const auto above = std::lower_bound(stops_.begin(), stops_.end(), value);
  const double index = static_cast<double>(above - stops_.begin());
  if (above == stops_.begin() || *above == value) return index;
  const double below = *(above - 1);
  return index - 1 + (value - below) / (*above - below);
}

double SliderScale::stop(double number) const {
  const double index = std::clamp(std::round(number), 0.0, static_cast<double>(last_stop()));
  return stops_[static_cast<std::size_t>(index)];
}

}  // namespace sans_serveur::ui
