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
/// "lambda", "fargate", "either", "hybrid", "neither".
std::string_view choice_name(Choice choice);

enum class Criterion : std::uint8_t { cost, latency, operations, trigger, flexibility };
inline constexpr std::size_t criterion_count = 5;

/// What the points of all criteria sum to at most: weights are rescaled to it.
inline constexpr double points_in_all = 10;
/// Points within which the services are called equal ("either").
inline constexpr double either_margin_points = 0.5;
/// A difference below this share of the dearer bill is called "the same".
inline constexpr double same_share = 0.01;
/// A split must cost this share less than the cheaper of both to be proposed.
inline constexpr double hybrid_saving = 0.15;
/// … and this much a month: two deployments to keep are not worth less.
inline constexpr double hybrid_least_usd = 100;
/// Bases tried, as multiples of the tasks that the mean traffic asks for …
inline constexpr std::array hybrid_bases{0.5, 0.75, 1.0, 1.25, 1.5};
/// … where the peak is at least this many times the mean.
inline constexpr double hybrid_least_peak = 1.5;

/// Cost: a difference of this much a month halves the score; nobody changes service for less.
inline constexpr double material_usd = 5;

/// Latency: the weight of the faster side where both meet the target or there is none. Full marks
/// would overrate milliseconds.
inline constexpr double both_meet_weight = 0.25;
/// … and of the ratio of the excesses where one misses it.
inline constexpr double missed_target_weight = 2;
/// The share of requests refused at the peak from which Lambda counts as missing its target …
inline constexpr double tolerated_throttling = 0.01;
/// … by this ratio at least.
inline constexpr double throttled_excess = 2;

/// Operations: what each side leaves to operate. The first or the second, and all that apply.
struct OperationsScores {
  double service = -0.4;     ///< tasks, a scaling rule, images to patch; a function has nothing
  double job = -0.2;         ///< one task per event
  double bursts = -0.2;      ///< a service under bursty traffic
  double provisioned = 0.2;  ///< provisioned concurrency has to be sized too
  double sql_database = 0.1;
  double image = 0.1;  ///< a container is built anyway
};
inline constexpr OperationsScores operations_scores;

/// Trigger: how well each service answers to what starts the work.
struct TriggerScores {
  double event = -0.7;      ///< object, queue, stream, schedule
  double connection = 0.6;  ///< websocket, tcp, udp
  double worker = 0.8;
  double quiet_api = -0.3;  ///< at quiet_rate and below, or when traffic is spiky
  double busy_api = 0.3;    ///< at busy_rate and above; between, by the logarithm of the rate
};
inline constexpr TriggerScores trigger_scores;
/// Mean requests a second below which an API is called for "now and then", and above which it
/// listens in earnest.
inline constexpr double quiet_rate = 0.1, busy_rate = 10;
/// Peak over mean from which traffic is called spiky.
inline constexpr double spiky_peak = 4;

/// Flexibility ("complétude"): any container runs on Fargate. All that apply, 1 at most.
struct FlexibilityScores {
  double container = 0.4;  ///< always
  double image = 0.2;      ///< it is a container already
  double persistent_connections = 0.2;
  double near_limit = 0.2;  ///< per limit of Lambda that is near or above
};
inline constexpr FlexibilityScores flexibility_scores;

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

/// True if the bills tell which service is cheaper: none of them is partial, or both lack the same
/// items, or the one that lacks more is the dearer one already.
bool cheaper_is_known(const Decision& decision);

Decision decide(const Workload& workload, const Facts& facts);

}  // namespace sans_serveur
