// Plans: what each service would have to run for a workload, and hence consume.
//
// Formulas: MODEL.md "Lambda", "Fargate", "Around both". Both plans are chosen so that the monthly
// cost never falls when requests rise (break_even.h relies on it): sizes are chosen for the latency
// at the target utilisation, not for the accidental utilisation of one request rate.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/bill.h"
#include "core/limits.h"
#include "core/queueing.h"
#include "core/start_times.h"
#include "core/traffic.h"
#include "core/workload.h"

namespace sans_serveur {

/// Since this day AWS bills the INIT phase of every cold start.
inline constexpr std::string_view init_billed_since = "2025-08-01";

/// Memory sizes that the planner tries beside the smallest that fits and the smallest that is fast
/// enough: powers of two and their middles, and the sizes at which whole vCPUs are reached.
inline constexpr std::array<double, 19> lambda_memory_steps{
    128,  192,  256,  384,  512,  768,  1024, 1280, 1536, 1769,
    2048, 2560, 3008, 3538, 4096, 5307, 7076, 8845, 10240};
/// Where no size meets the target, the cheapest of those within this factor of the fastest is
/// taken.
inline constexpr double near_fastest = 1.05;

/// MB of each streamed response in the price (facts/prices.json, lambda.streaming).
inline constexpr double streaming_free_mb = 6;
/// Provisioned concurrency is billed by steps of this many minutes.
inline constexpr double provisioned_step_min = 5;
/// Bursts come once in this time: an assumption.
inline constexpr double burst_period_s = 3600;
/// Environments that are renewed at their maximum age: those busy on average, and this many
/// standard deviations of the busy ones.
inline constexpr double renewed_deviations = 3;

struct LambdaPlan {
  double memory_mb = 0;
  bool memory_chosen = false;  ///< by the planner: lambda.memory_mb is "auto"
  double vcpu = 0;             ///< memory / 1 769 MB, at most 6
  double duration_ms = 0;      ///< mean, warm, at this memory
  double billed_ms = 0;        ///< mean billed, INIT of cold starts included
  double waiting_share = 0;    ///< of the billed duration: the function waits, and is paid for it
  double init_ms = 0;          ///< of a cold start (or its restore, with SnapStart)
  double billed_cold_starts_per_month = 0;
  double peak_to_mean = 1;       ///< of the traffic, whatever its shape
  double peak_rate = 0;          ///< invocations per second in the busiest moment
  double peak_concurrency = 0;   ///< mean environments busy in that moment
  double provisioned_share = 0;  ///< of the requests, served by provisioned concurrency
  Usage usage;                   ///< its region is not set: a text would be allocated
};

enum class FargateBound : std::uint8_t { minimum, cpu, concurrency, memory, job };

struct FargatePlan {
  bool job = false;  ///< one task per event instead of a service
  double vcpu = 0;
  double memory_mb = 0;
  bool size_chosen = false;
  bool size_exists = true;  ///< false: no size listed by AWS holds what was asked for
  double duration_ms = 0;   ///< mean, of a request alone in its task
  double start_s = 0;       ///< of a task: scheduling, image pull, container start
  double peak_tasks = 0;
  double mean_tasks = 0;      ///< over the month
  double low_tasks = 0;       ///< in the quietest moment
  double tasks_per_rate = 0;  ///< of a service, per request a second, before rounding up
  FargateBound bound = FargateBound::minimum;  ///< what asks for peak_tasks
  double peak_utilization = 0;                 ///< CPU, in the busiest moment
  double idle_share = 0;                       ///< of the vCPU-hours paid for, not used by requests
  Usage usage;                                 ///< its region is not set
};

/// One size tried by a planner, for the curve that justifies its choice.
struct SizeTried {
  double vcpu = 0;
  double memory_mb = 0;
  double duration_ms = 0;  ///< mean
  double p99_ms = 0;       ///< warm, at the target utilisation
  double usd = 0;          ///< a month: of the whole side for Lambda, of the compute for Fargate
  bool meets_target = false;
  bool chosen = false;
};

/// What a plan needs beside the workload.
struct Facts {
  const RegionPrices& prices;  ///< effective ones: user prices applied
  const Limits& limits;
  const StartTimes& start_times;
};

/// A workload with what all parts of a decision derive from it, derived once. Refers to both
/// arguments: it must not outlive them.
struct Demand {
  Demand(const Workload& described, const Facts& known)
      : workload(described),
        facts(known),
        profile(described.traffic, described.retry_factor),
        quantiles(log_normal_quantiles(described.request.duration_cv)) {}

  const Workload& workload;
  const Facts& facts;
  Profile profile;      ///< retries included
  Quantiles quantiles;  ///< of the duration, relative to its mean
};

/// True if SnapStart is asked for and exists for this function: Java, Python and .NET from a zip
/// archive, without provisioned concurrency or more than 512 MB of /tmp (facts/limits.json).
bool snapstart_applies(const Workload& workload);

LambdaPlan plan_lambda(const Demand& demand);
FargatePlan plan_fargate(const Demand& demand);

/// Mean time of a request in a task whose CPU is used to `utilization` (0 to 1): waiting does not
/// stretch, computing does, as requests share the vCPUs (processor sharing; queueing.h). Infinite
/// at 1.
double mean_in_task_ms(const Request& request, double vcpu, double utilization);

/// All sizes that the planner weighs, with cost and latency; the chosen one is marked.
std::vector<SizeTried> lambda_sizes(const Workload& workload, const Facts& facts);
std::vector<SizeTried> fargate_sizes(const Workload& workload, const Facts& facts);

/// The region's prices with those of the user put over them, marked `user`.
RegionPrices effective_prices(const Workload& workload, const RegionPrices& published);

}  // namespace sans_serveur
