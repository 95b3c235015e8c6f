#include "core/traffic.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sans_serveur {
namespace {

constexpr double pi = std::numbers::pi;

/// Mean of max(0, base + swing · sin) over a period, for |base| ≤ swing.
double clipped_sine_mean(double base, double swing) {
  const double ratio = std::clamp(base / swing, -1.0, 1.0);
  return (swing * std::sqrt(1 - ratio * ratio) + base * (pi / 2 + std::asin(ratio))) / pi;
}

/// The base of a clipped sine of mean 1 and the given peak (above 2): its night is at zero. Newton
/// on the mean, which is convex in the base: from the left of the root it climbs without
/// overshooting.
double clipped_sine_base(double peak) {
  double base = peak <= pi ? 0 : peak - peak * peak * peak / 8;
  for (int step = 0; step < 12; ++step) {
    const double swing = peak - base;
    const double ratio = std::clamp(base / swing, -1.0, 1.0);
    const double active = 0.5 + std::asin(ratio) / pi;
    // d mean / d base = E[(1 − sin)·1{base + swing·sin > 0}]
    const double slope = active - std::sqrt(1 - ratio * ratio) / pi;
    const double change = (1 - clipped_sine_mean(base, swing)) / slope;
    base += change;
    if (std::abs(change) < 1e-12 * peak) break;
  }
  return base;
}

}  // namespace

Profile::Profile(const Traffic& traffic, double factor)
    : shape_(traffic.shape), mean_(traffic.requests_per_month * factor / seconds_per_month) {
  const double peak = std::max(1.0, traffic.peak_to_mean);
  switch (shape_) {
    case Shape::flat:
      break;
    case Shape::daily:
      peak_ = peak;
      base_ = peak <= 2 ? 1 : clipped_sine_base(peak);
      swing_ = peak_ - base_;
      low_ = std::max(0.0, base_ - swing_);
      set_daily_levels();
      return;
    case Shape::office:
      // A peak that office hours cannot hold shortens them; what they leave is spread over the
      // rest.
      peak_ = peak;
      busy_share_ = std::min(office_share, 1 / peak);
      low_ = std::max(0.0, (1 - peak * busy_share_) / (1 - busy_share_));
      break;
    case Shape::bursty:
      peak_ = peak;
      busy_share_ = 1 / peak;
      low_ = peak > 1 ? 0 : 1;
      break;
    case Shape::trace:
      set_trace(traffic.bins);
      return;
  }
  if (busy_share_ < 1) add_level(low_, 1 - busy_share_);
  add_level(peak_, busy_share_);
}

void Profile::set_trace(std::span<const double> bins) {
  bins_ = bins;
  double sum = 0, top = 0, bottom = bins.empty() ? 0 : bins.front();
  for (const double bin : bins) {
    sum += bin;
    top = std::max(top, bin);
    bottom = std::min(bottom, bin);
  }
  if (sum > 0) {
    bin_mean_ = sum / static_cast<double>(bins.size());
    peak_ = top / bin_mean_;
    low_ = bottom / bin_mean_;
  } else {
    bins_ = {};
  }
  set_trace_levels();
}

void Profile::add_level(double relative_rate, double time_share) {
  if (relative_rate <= 0 || levels_used_ == level_count) return;
  levels_[levels_used_++] = {mean_ * relative_rate, time_share};
}

void Profile::set_daily_levels() {
  // Midpoints in time of the rising half of the sine, as far as there is traffic, scaled so that
  // their mean is the true one.
  const double start = swing_ > 0 ? std::asin(std::clamp(-base_ / swing_, -1.0, 1.0)) : -pi / 2;
  const double step = (pi / 2 - start) / level_count;
  const double time_share = step / pi;
  std::array<double, level_count> relative{};
  double mean = 0;
  for (std::size_t i = 0; i < level_count; ++i) {
    relative[i] = base_ + swing_ * std::sin(start + (static_cast<double>(i) + 0.5) * step);
    mean += relative[i] * time_share;
  }
  for (const double rate : relative) add_level(rate / mean, time_share);
}

void Profile::set_trace_levels() {
  if (bins_.empty()) return add_level(1, 1);
  // Four classes between low and peak, each at the mean of its bins.
  std::array<double, level_count> sums{}, counts{};
  const double lowest = low_ * bin_mean_;
  const double slots_per_bin = level_count / (std::max(peak_ - low_, 1e-12) * bin_mean_);
  for (const double bin : bins_) {
    const auto slot =
        std::min(level_count - 1, static_cast<std::size_t>((bin - lowest) * slots_per_bin));
    sums[slot] += bin;
    counts[slot] += 1;
  }
  for (std::size_t i = 0; i < level_count; ++i) {
    if (counts[i] <= 0) continue;
    add_level(sums[i] / counts[i] / bin_mean_, counts[i] / static_cast<double>(bins_.size()));
  }
}

/// Of one of equal parts of the trace; where bins are fewer than parts, of the bin that it is in.
double Profile::trace_part_mean(std::size_t part) const {
  const std::size_t from = part * bins_.size() / moment_count;
  const std::size_t to = std::max(from + 1, (part + 1) * bins_.size() / moment_count);
  double sum = 0;
  for (const double bin : bins_.subspan(from, to - from)) sum += bin / bin_mean_;
  return sum / static_cast<double>(to - from);
}

double Profile::relative_rate(std::size_t moment) const {
  const double share = static_cast<double>(moment) / moment_count;
  const double hour = static_cast<double>(moment);
  switch (shape_) {
    case Shape::flat:
      break;
    case Shape::daily:
      return std::max(0.0, base_ + swing_ * std::cos(2 * pi * (share - busiest_hour / 24)));
    case Shape::office: {
      const double open_hours = busy_share_ * 7 * 24 / 5;
      const bool open = hour >= office_opens_hour && hour < office_opens_hour + open_hours;
      return open ? peak_ : low_;
    }
    case Shape::bursty: {
      constexpr double begins = 0.25;  // so that what was before is seen too
      const double since = share - begins + (share < begins ? 1 : 0);
      return since < busy_share_ - 1e-9 ? peak_ : low_;
    }
    case Shape::trace:
      if (!bins_.empty()) return trace_part_mean(moment);
      break;
  }
  return 1;
}

std::array<double, Profile::moment_count> Profile::rates_along() const {
  std::array<double, moment_count> rates{};
  for (std::size_t i = 0; i < moment_count; ++i) rates[i] = mean_ * relative_rate(i);
  return rates;
}

double Profile::daily_share_above(double relative) const {
  if (swing_ <= 0) return relative < 1 ? 1 : 0;
  const double ratio = (relative - base_) / swing_;
  if (ratio >= 1) return 0;
  if (ratio <= -1) return 1;
  return 0.5 - std::asin(ratio) / pi;
}

double Profile::share_above(double rate) const {
  if (rate < 0) return 1;
  const double relative = rate / mean_;
  if (relative >= peak_) return 0;
  if (relative < low_) return 1;
  if (shape_ == Shape::daily) return daily_share_above(relative);
  if (shape_ != Shape::trace || bins_.empty()) return busy_share_;
  const auto above = std::count_if(bins_.begin(), bins_.end(),
                                   [&](double bin) { return bin > relative * bin_mean_; });
  return static_cast<double>(above) / static_cast<double>(bins_.size());
}

double Profile::mean_units(double units_per_rate, double minimum) const {
  const double top = std::ceil(units_per_rate * peak() - 1e-9);
  if (top <= minimum) return minimum;
  if (shape_ == Shape::trace && !bins_.empty()) return trace_mean_units(units_per_rate, minimum);
  if (shape_ != Shape::daily) {
    const double quiet = std::max(minimum, std::ceil(units_per_rate * low() - 1e-9));
    return busy_share_ * top + (1 - busy_share_) * quiet;
  }
  if (top > exact_units) {
    const double floor_rate = (minimum - 0.5) / units_per_rate;
    return minimum + units_per_rate * mean_above(std::max(0.0, floor_rate)) + approximation_margin;
  }
  // E[max(m, ceil(x))] = m + Σ_{j ≥ m} P(x > j)
  double units = minimum;
  for (double j = minimum; j < top; ++j) units += share_above((j + 1e-9) / units_per_rate);
  return units;
}

/// Bin by bin: the sum of shares would go through them once for each unit.
double Profile::trace_mean_units(double units_per_rate, double minimum) const {
  const double units_per_bin = units_per_rate * mean_ / bin_mean_;
  double sum = 0;
  for (const double bin : bins_) sum += std::max(minimum, std::ceil(bin * units_per_bin - 1e-9));
  return sum / static_cast<double>(bins_.size());
}

double Profile::mean_above(double capacity) const {
  if (capacity <= 0) return mean_;
  if (capacity >= peak()) return 0;
  const double relative = capacity / mean_;
  if (shape_ == Shape::daily) {
    if (swing_ <= 0) return std::max(0.0, mean_ - capacity);
    if (base_ - relative >= swing_) return mean_ - capacity;
    return mean_ * clipped_sine_mean(base_ - relative, swing_);
  }
  if (shape_ == Shape::trace && !bins_.empty()) {
    double sum = 0;
    for (const double bin : bins_) sum += std::max(0.0, bin / bin_mean_ - relative);
    return mean_ * sum / static_cast<double>(bins_.size());
  }
  return mean_ * (busy_share_ * std::max(0.0, peak_ - relative) +
                  (1 - busy_share_) * std::max(0.0, low_ - relative));
}

}  // namespace sans_serveur
