// Both costs over the number of requests, ready to be drawn: exact at every step of Fargate's
// staircase, on the range that shows the present workload and all crossings.
#pragma once

#include <vector>

#include "core/break_even.h"
#include "core/evaluation.h"

namespace sans_serveur::ui {

/// A crossing with what tells its cause.
struct ToldCrossing : Crossing {
  double tasks = 0;      ///< Fargate's, at the peak, from there on
  bool by_step = false;  ///< a task more is asked for just there
};

/// A range of requests a month; empty for all that is worth showing.
struct CurveRange {
  double from = 0, to = 0;

  bool empty() const { return to <= from; }
  bool operator==(const CurveRange&) const = default;
};

struct CostCurve {
  double from = 0, to = 0;          ///< requests a month
  std::vector<CostPoint> points;    ///< ascending; two at each jump of Fargate's cost
  std::vector<Crossing> crossings;  ///< those on the range
  std::vector<ToldCrossing> all_crossings;

  /// Those that are too close to each other to be told apart on the whole range, drawn again
  /// closer.
  double close_from = 0, close_to = 0;
  std::vector<CostPoint> close_points;

  bool empty() const { return points.empty(); }
  double lowest() const;  ///< USD, of both curves
  double highest() const;
  /// The point nearest to a number of requests.
  const CostPoint& nearest(double requests_per_month) const;
};

CostCurve cost_curve_around(const Evaluation& evaluation, const Facts& facts);

/// The part of the curves on a range, which is not empty, as exact as the whole; no close-up.
CostCurve cost_curve_on(const CurveRange& range, const Evaluation& evaluation, const Facts& facts);

/// A range made larger (`by` > 0, the logarithm of how much) or smaller around a number of requests
/// that keeps its place; within `whole`, and empty when it would be all of it.
CurveRange zoomed(const CurveRange& range, double around, double by, const CurveRange& whole);

/// `requests` rounded down or up to 1 or 3 times a power of ten.
double one_or_three_below(double value);
double one_or_three_above(double value);

}  // namespace sans_serveur::ui
