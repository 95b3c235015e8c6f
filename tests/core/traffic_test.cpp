#include "core/traffic.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <doctest/doctest.h>

using namespace sans_serveur;

namespace {

Profile profile(Shape shape, double peak, double per_second = 10) {
  return Profile({.requests_per_month = per_second * seconds_per_month,
                  .shape = shape,
                  .peak_to_mean = peak,
                  .bins = {}});
}

/// The same means by brute force, at 5-minute steps over a day of a sine.
template <class Function>
double daily_mean(double peak, double per_second, Function function) {
  constexpr int steps = 288;
  double sum = 0;
  for (int i = 0; i < steps; ++i) {
    const double sine = std::sin(2 * std::numbers::pi * (i + 0.5) / steps);
    sum += function(per_second * (1 + (peak - 1) * sine));
  }
  return sum / steps;
}

}  // namespace

TEST_CASE("every shape keeps the mean and reaches its peak") {
  for (const Shape shape : {Shape::flat, Shape::daily, Shape::office, Shape::bursty}) {
    for (const double peak : {1.0, 1.8, 3.0, 5.0, 40.0}) {
      const Profile traffic = profile(shape, peak);
      CHECK(traffic.mean() == doctest::Approx(10));
      CHECK(traffic.peak() == doctest::Approx(shape == Shape::flat ? 10 : 10 * peak));
      CHECK(traffic.mean_above(0) == doctest::Approx(10));
      CHECK(traffic.mean_above(traffic.peak()) == 0);
      double time = 0, mean = 0;
      for (const Profile::Level& level : traffic.levels()) {
        time += level.time_share;
        mean += level.time_share * level.rate;
      }
      CHECK(time <= doctest::Approx(1));
      CHECK(mean == doctest::Approx(10));
    }
  }
}

TEST_CASE("the rates along a day reach the peak and the quietest moment, and keep the mean") {
  for (const double peak : {1.0, 1.8, 2.0, 3.0, 5.0}) {
    const Profile daily = profile(Shape::daily, peak);
    const auto rates = daily.rates_along();
    double mean = 0;
    for (const double rate : rates) mean += rate / rates.size();
    CHECK(mean == doctest::Approx(10).epsilon(0.01));
    CHECK(*std::max_element(rates.begin(), rates.end()) == doctest::Approx(daily.peak()));
    CHECK(*std::min_element(rates.begin(), rates.end()) == doctest::Approx(daily.low()));
    CHECK(rates[15] == doctest::Approx(daily.peak()));
  }
}

TEST_CASE("office hours are ten from eight o'clock, shorter where the peak asks for it") {
  const auto busy = [](const Profile& traffic) {
    const auto rates = traffic.rates_along();
    return std::count(rates.begin(), rates.end(), traffic.peak());
  };
  const Profile office = profile(Shape::office, 2);
  CHECK(busy(office) == 10);
  CHECK(office.rates_along()[7] == doctest::Approx(office.low()));
  CHECK(office.rates_along()[8] == doctest::Approx(office.peak()));
  CHECK(office.rates_along()[17] == doctest::Approx(office.peak()));
  CHECK(office.rates_along()[18] == doctest::Approx(office.low()));
  CHECK(busy(profile(Shape::office, 8)) == 5);
}

TEST_CASE("a burst takes its share of its period, and at least one moment") {
  const auto busy = [](double peak) {
    const auto rates = profile(Shape::bursty, peak).rates_along();
    return std::count_if(rates.begin(), rates.end(), [](double rate) { return rate > 0; });
  };
  CHECK(busy(1) == 24);
  CHECK(busy(1.2) == 20);
  CHECK(busy(4) == 6);
  CHECK(busy(24) == 1);
  CHECK(busy(500) == 1);
}

TEST_CASE("a trace is cut in 24 equal parts, whatever its length") {
  for (const std::size_t bins : {1U, 5U, 24U, 100U, 480U}) {
    std::vector<double> counts(bins);
    for (std::size_t i = 0; i < bins; ++i) counts[i] = static_cast<double>(i % 7 + 1);
    const Traffic counted{.requests_per_month = 10 * seconds_per_month,
                          .shape = Shape::trace,
                          .peak_to_mean = 1,
                          .bins = counts};
    const Profile traffic(counted);
    const auto rates = traffic.rates_along();
    double mean = 0;
    for (const double rate : rates) {
      CHECK(rate <= traffic.peak() * (1 + 1e-12));
      CHECK(rate >= traffic.low() * (1 - 1e-12));
      mean += rate / rates.size();
    }
    CHECK(mean == doctest::Approx(10).epsilon(0.1));
  }
  const Profile flat = profile(Shape::trace, 3);
  CHECK(flat.rates_along()[5] == doctest::Approx(10));
}

TEST_CASE("the closed forms of a daily sine agree with 5-minute steps") {
  for (const double peak : {1.2, 1.8, 2.0}) {
    const Profile traffic = profile(Shape::daily, peak);
    for (const double per_rate : {0.3, 0.77, 3.1}) {
      const double stepped = daily_mean(
          peak, 10, [&](double rate) { return std::max(2.0, std::ceil(rate * per_rate)); });
      CHECK(traffic.mean_units(per_rate, 2) == doctest::Approx(stepped).epsilon(0.01));
    }
    for (const double capacity : {5.0, 10.0, 14.0}) {
      const double stepped =
          daily_mean(peak, 10, [&](double rate) { return std::max(0.0, rate - capacity); });
      CHECK(traffic.mean_above(capacity) == doctest::Approx(stepped).epsilon(0.01));
    }
  }
}

TEST_CASE("a peak above twice the mean leaves a night without traffic") {
  const Profile traffic = profile(Shape::daily, 3);
  CHECK(traffic.low() == 0);
  CHECK(traffic.share_above(0) < 0.6);
}

TEST_CASE("the units of a trace, bin by bin, are the sum of the shares of time above each") {
  Traffic trace;
  trace.requests_per_month = 7 * seconds_per_month;
  trace.shape = Shape::trace;
  for (int i = 0; i < 500; ++i) trace.bins.push_back((i * 7919) % 613);
  const Profile traffic(trace);
  for (const double per_rate : {0.3, 4.7, 40.0}) {  // up to 560 units
    for (const double minimum : {1.0, 2.0, 9.0}) {
      double sum = minimum;
      for (double j = minimum; j < per_rate * traffic.peak(); ++j) {
        sum += traffic.share_above((j + 1e-9) / per_rate);
      }
      CHECK(traffic.mean_units(per_rate, minimum) == doctest::Approx(sum).epsilon(1e-12));
    }
  }
}

TEST_CASE("a trace is its bins") {
  const Traffic trace{.requests_per_month = 2 * seconds_per_month,
                      .shape = Shape::trace,
                      .peak_to_mean = 1,
                      .bins = {0, 100, 200, 100}};
  const Profile traffic(trace);
  CHECK(traffic.mean() == doctest::Approx(2));
  CHECK(traffic.peak() == doctest::Approx(4));
  CHECK(traffic.share_above(1) == doctest::Approx(0.75));
  CHECK(traffic.mean_units(1, 1) == doctest::Approx((1 + 2 + 4 + 2) / 4.0));
  CHECK(traffic.mean_above(2) == doctest::Approx(0.5));
}

TEST_CASE("many units: the approximation continues the exact sum and never falls") {
  double last = 0;
  for (double per_rate = 1; per_rate < 100; per_rate *= 1.05) {
    const double units = profile(Shape::daily, 1.9).mean_units(per_rate, 2);
    CHECK(units >= last);
    CHECK(units == doctest::Approx(10 * per_rate + 0.5).epsilon(0.03));
    last = units;
  }
}
