// Traffic: how a month's requests spread over a week.
//
// Only the distribution of the rate over time matters to cost and capacity, so a profile is that
// distribution: for a rate r, the share of the time during which traffic exceeds r. Every shape has
// it in closed form, hence no time steps: E[ceil(k · rate)] is a finite sum of shares.
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "core/workload.h"

namespace sans_serveur {

/// Seconds in a month: 730 h (facts/prices.json, meta.hours_per_month).
inline constexpr double hours_per_month = 730;
inline constexpr double seconds_per_month = hours_per_month * 3600;

/// Share of the week that is weekday business hours: 5 days × 10 h of 168 h.
inline constexpr double office_share = 50.0 / 168;

/// The traffic of one workload, in requests per second.
class Profile {
 public:
  /// `factor` multiplies every rate (retries). Requires positive requests per month.
  explicit Profile(const Traffic& traffic, double factor = 1);

  double mean() const { return mean_; }
  double peak() const { return mean_ * peak_; }
  double low() const { return mean_ * low_; }

  /// Share of the time, 0 to 1, during which the rate is above `rate`.
  double share_above(double rate) const;

  /// Mean over time of max(minimum, ceil(units_per_rate × rate)): the tasks of a service that
  /// follows its traffic. Exact, but for Shape::daily beyond exact_units at the peak: each step is
  /// so small there that ceil(x) is taken as x + 0.55: high by less than 0.1 %, and never below the
  /// exact value, so that the passage from one to the other does not make it fall.
  double mean_units(double units_per_rate, double minimum) const;

  /// Mean over time of max(0, rate − capacity), requests per second.
  double mean_above(double capacity) const;

  /// A moment that stands for a share of the time, for averages of what depends on the rate.
  struct Level {
    double rate = 0;
    double time_share = 0;
  };
  static constexpr std::size_t level_count = 4;
  /// Units at the peak up to which mean_units() is exact …
  static constexpr double exact_units = 256;
  /// … and what it adds to ceil(x) ≈ x + 0.5 beyond.
  static constexpr double approximation_margin = 0.05;
  /// By rising rate: up to level_count moments whose time shares sum to 1 and whose mean rate is
  /// mean(); rates of 0 are left out. For Shape::daily equal shares of the time, by the midpoint
  /// rule.
  std::span<const Level> levels() const { return {levels_.data(), levels_used_}; }

  /// Moments at which rates_along() gives the rate: every hour on the hour, for a day.
  static constexpr std::size_t moment_count = 24;
  /// When the sine of Shape::daily is highest, and when office hours begin: conventions, which
  /// change no cost and no percentile.
  static constexpr double busiest_hour = 15, office_opens_hour = 8;
  /// Rates in their order in time, requests per second: over a day (Shape::flat, Shape::daily),
  /// over a weekday (Shape::office), over one burst and the pause after it (Shape::bursty; a burst
  /// takes one moment at least), or the means of 24 equal parts of the trace (Shape::trace).
  std::array<double, moment_count> rates_along() const;

 private:
  double daily_share_above(double relative) const;
  double relative_rate(std::size_t moment) const;
  double trace_part_mean(std::size_t part) const;
  void add_level(double relative_rate, double time_share);
  void set_daily_levels();
  double trace_mean_units(double units_per_rate, double minimum) const;
  void set_trace(std::span<const double> bins);
  void set_trace_levels();

  Shape shape_;
  double mean_ = 0;  ///< per second
  double peak_ = 1;  ///< relative to the mean, as are the next
  double low_ = 1;
  double base_ = 1;  ///< daily: rate = max(0, base + swing · sin)
  double swing_ = 0;
  double busy_share_ = 1;         ///< office, bursty: share of the time at the peak
  std::span<const double> bins_;  ///< trace
  double bin_mean_ = 1;
  std::array<Level, level_count> levels_{};
  std::size_t levels_used_ = 0;
};

}  // namespace sans_serveur
