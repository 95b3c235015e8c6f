// The verdict: which service, by how much, and for which reasons.
//
// Vetoes first, never weighed. Then five criteria, each scored from −1 (all for Lambda) to +1 (all
// for Fargate) and multiplied by its weight; weights are rescaled so that they sum to 10 points.
#pragma once

#include <array>
#include <cstdint>

#include "core/bill.h"
#include "core/feasibility.h"
#include "core/performance.h"
#include "core/plan.h"
#include "core/service.h"

namespace sans_serveur {

enum class Choice : std::uint8_t { lambda, fargate, either, hybrid, neither };
enum class Criterion : std::uint8_t { cost, latency, operations, trigger, flexibility };
inline constexpr std::size_t criterion_count = 5;

/// Points within which the services are called equal ("either"), of 10.
inline constexpr double either_margin_points = 0.5;
/// A split must cost this share less than the cheaper of both to be proposed.
inline constexpr double hybrid_saving = 0.15;
/// … and this much a month: two deployments to keep are not worth less.
inline constexpr double hybrid_least_usd = 100;

/// A steady base on Fargate and what exceeds it on Lambda.
struct Hybrid {
  double usd = 0;  ///< a month; infinite where a split makes no sense
  double base_tasks = 0;
  double lambda_share = 0;  ///< of the requests
};

/// Everything decided about one workload, without texts and without allocation: the unit of work of
/// sensitivity analysis. Native: microseconds.
struct Decision {
  LambdaPlan lambda;
  FargatePlan fargate;
  std::array<Bill, 2> bills;  ///< by index(Service)
  std::array<Performance, 2> performance;
  Feasibility feasibility;
  Hybrid hybrid;
  std::array<double, criterion_count> scores{};  ///< −1 Lambda … +1 Fargate
  std::array<double, criterion_count> points{};  ///< scores × weights, of 10
  double total_points = 0;                       ///< positive: Fargate
  Choice choice = Choice::either;

  double usd(Service service) const { return bills[index(service)].total_usd; }
};

Decision decide(const Workload& workload, const Facts& facts);

}  // namespace sans_serveur
