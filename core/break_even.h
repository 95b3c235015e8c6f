// Break-evens: every crossing of the two cost curves over requests per month.
//
// Lambda's cost is piecewise linear, Fargate's a staircase: several crossings are normal. Both
// never fall when requests rise, so on [a, b] the curves cannot cross if one at a is above the
// other at b. break_evens() splits the range until that holds or a and b are neighbouring integers:
// all crossings are found, exactly, and "none" is a proof, not the end of a search.
#pragma once

#include <vector>

#include "core/plan.h"
#include "core/service.h"
#include "core/workload.h"

namespace sans_serveur {

/// The number of requests a month up to which crossings are looked for.
inline constexpr double max_requests_per_month = 1e10;
/// Evaluations after which a search gives up: curves that touch over a long range have no end of
/// crossings. Ordinary workloads need a few hundred.
inline constexpr int max_break_even_evaluations = 50000;

struct Crossing {
  double requests_per_month = 0;  ///< the first whole number at which the other service is cheaper
  Service cheaper_above = Service::fargate;
};

struct CostPoint {
  double requests_per_month = 0;
  double lambda_usd = 0;
  double fargate_usd = 0;
  double tasks = 0;  ///< Fargate, at the peak
};

/// Both monthly costs of the workload at another number of requests.
CostPoint costs_at(const Workload& workload, double requests_per_month, const Facts& facts);

/// All crossings in [1, up_to], in order; none is a proof that there is none.
struct BreakEvens {
  std::vector<Crossing> crossings;
  double up_to = 0;
  bool complete = true;  ///< false: the curves touch over a range, not every crossing was separated
};
BreakEvens break_evens(const Workload& workload, const Facts& facts,
                       double up_to = max_requests_per_month);
/// How near to each other two crossings are that first_crossing() can miss, relative.
inline constexpr double crossing_tolerance = 0.01;
/// The first crossing in [1, max_requests_per_month], or infinity; found sooner than all of them.
double first_crossing(const Workload& workload, const Facts& facts);

/// `count` points, evenly spaced on a logarithmic axis from `from` to `to`, both included.
std::vector<CostPoint> cost_curve(const Workload& workload, const Facts& facts, double from,
                                  double to, int count);

}  // namespace sans_serveur
