#include "ui/cost_curve.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace sans_serveur::ui {
namespace {

constexpr int samples = 320, close_samples = 160;
constexpr double narrowest_ratio = 1.02;  // of a range
constexpr double close_ratio = 1.5;       // crossings nearer than that share a label

/// Adds the two sides of the step between two points that are one task apart. More tasks apart, the
/// steps are smaller than a pixel.
void add_jump(std::vector<CostPoint>& points, CostPoint left, CostPoint right,
              const Workload& workload, const Facts& facts) {
  constexpr int bisections = 9;
  if (std::fabs(std::fabs(right.tasks - left.tasks) - 1) > 0.5) return;
  for (int i = 0; i < bisections; ++i) {
    const double middle = std::floor((left.requests_per_month + right.requests_per_month) / 2);
    if (middle <= left.requests_per_month) break;
    const CostPoint between = costs_at(workload, middle, facts);
    (between.tasks == left.tasks ? left : right) = between;
  }
  points.push_back(left);
  points.push_back(right);
}

std::vector<CostPoint> exact_points(const Workload& workload, const Facts& facts, double from,
                                    double to, int count, bool logarithmic) {
  std::vector<CostPoint> points;
  for (int i = 0; i < count; ++i) {
    const double share = static_cast<double>(i) / (count - 1);
    const double at = logarithmic ? from * std::pow(to / from, share) : from + (to - from) * share;
    const CostPoint point = costs_at(workload, std::round(at), facts);
    if (!points.empty()) {
      const CostPoint before = points.back();
      add_jump(points, before, point, workload, facts);
    }
    points.push_back(point);
  }
  return points;
}

/// The longest row of crossings of which each is near to the next.
void choose_close_up(CostCurve& curve) {
  const auto& all = curve.crossings;
  if (all.empty()) return;
  std::size_t best_from = 0, best_count = 1;
  for (std::size_t from = 0; from < all.size();) {
    std::size_t to = from + 1;
    while (to < all.size() &&
           all[to].requests_per_month < close_ratio * all[to - 1].requests_per_month) {
      ++to;
    }
    if (to - from > best_count) best_from = from, best_count = to - from;
    from = to;
  }
  const double first = all[best_from].requests_per_month;
  const double last = all[best_from + best_count - 1].requests_per_month;
  const double margin = std::max((last - first) * 0.6, first * 0.12);
  curve.close_from = std::max(1.0, first - margin);
  curve.close_to = last + margin;
}

}  // namespace

double one_or_three_below(double value) {
  const double decade = std::pow(10, std::floor(std::log10(value) + 1e-9));
  return value >= 3 * decade * (1 - 1e-9) ? 3 * decade : decade;
}

double one_or_three_above(double value) {
  const double decade = std::pow(10, std::floor(std::log10(value) + 1e-9));
  if (value <= decade * (1 + 1e-9)) return decade;
  return value <= 3 * decade * (1 + 1e-9) ? 3 * decade : 10 * decade;
}

double CostCurve::lowest() const {
  double value = 1e300;
  for (const CostPoint& point : points) {
    value = std::min(value, std::min(point.lambda_usd, point.fargate_usd));
  }
  return value;
}

double CostCurve::highest() const {
  double value = 0;
  for (const CostPoint& point : points) {
    value = std::max(value, std::max(point.lambda_usd, point.fargate_usd));
  }
  return value;
}

const CostPoint& CostCurve::nearest(double requests) const {
  const auto above = std::lower_bound(
      points.begin(), points.end(), requests,
      [](const CostPoint& point, double value) { return point.requests_per_month < value; });
  return above == points.end() ? points.back() : *above;
}

namespace {

void add_crossings(CostCurve& curve, const Evaluation& evaluation) {
  for (const Crossing& crossing : evaluation.break_even.crossings) {
    if (crossing.requests_per_month < curve.from || crossing.requests_per_month > curve.to)
      continue;
    curve.crossings.push_back(crossing);
  }
}

}  // namespace

CostCurve cost_curve_on(const CurveRange& range, const Evaluation& evaluation, const Facts& facts) {
  CostCurve curve;
  curve.from = range.from;
  curve.to = range.to;
  curve.points = exact_points(evaluation.workload, facts, range.from, range.to, samples, true);
  add_crossings(curve, evaluation);
  return curve;
}

CurveRange zoomed(const CurveRange& range, double around, double by, const CurveRange& whole) {
  const double factor = std::exp(by);
  const double middle = std::clamp(around, range.from, range.to);
  CurveRange result{middle * std::pow(range.from / middle, factor),
                    middle * std::pow(range.to / middle, factor)};
  result.from = std::max(result.from, whole.from);
  result.to = std::min(result.to, whole.to);
  if (result.from <= whole.from && result.to >= whole.to) return {};
  return result.to < narrowest_ratio * result.from ? range : result;
}

namespace {

/// That with the smallest ratio to a number of requests; the number itself if there is none.
double nearest_crossing(std::span<const Crossing> crossings, double requests) {
  const auto distance = [&](const Crossing& crossing) {
    return std::fabs(std::log(crossing.requests_per_month / requests));
  };
  const auto nearest = std::ranges::min_element(crossings, {}, distance);
  return nearest == crossings.end() ? requests : nearest->requests_per_month;
}

}  // namespace

CostCurve cost_curve_around(const Evaluation& evaluation, const Facts& facts) {
  const Workload& workload = evaluation.workload;
  const double present = workload.traffic.requests_per_month;
  const double near = nearest_crossing(evaluation.break_even.crossings, present);
  double low = std::min(present, near), high = std::max(present, near);
  for (const Crossing& crossing : evaluation.break_even.crossings) {
    // One that is thousands of times away would leave no room for the rest.
    if (crossing.requests_per_month > high * 3000) break;
    low = std::min(low, std::max(crossing.requests_per_month, low / 3000));
    high = std::max(high, crossing.requests_per_month);
  }
  CostCurve curve;
  for (const Crossing& crossing : evaluation.break_even.crossings) {
    const double at = crossing.requests_per_month;
    const double tasks = costs_at(workload, at, facts).tasks;
    const bool by_step = tasks > costs_at(workload, at - 1, facts).tasks;
    curve.all_crossings.push_back({crossing, tasks, by_step});
  }
  curve.from = one_or_three_below(std::max(1.0, low / 7));
  curve.to = std::min(std::max(max_requests_per_month, 3 * high), one_or_three_above(high * 15));
  curve.points = exact_points(workload, facts, curve.from, curve.to, samples, true);
  add_crossings(curve, evaluation);
  choose_close_up(curve);
  if (curve.close_to > 0) {
    curve.close_points =
        exact_points(workload, facts, curve.close_from, curve.close_to, close_samples, false);
  }
  return curve;
}

}  // namespace sans_serveur::ui
