// Performance at once: latency, cold starts, throttling and queueing of both plans, from closed
// forms.
//
// Latency is what the caller sees without its own network: percentiles of a log-normal duration
// with the workload's mean and cv, plus queueing (Fargate) or cold starts (Lambda). See queueing.h.
#pragma once

#include <limits>

#include "core/plan.h"

namespace sans_serveur {

struct Performance {
  double p50_ms = 0, p95_ms = 0, p99_ms = 0,
         p999_ms = 0;  ///< over the month; infinite when saturated
  double mean_ms = 0;
  double cold_share = 0;  ///< of the requests that meet a cold start (Lambda; job mode: all)
  double cold_starts_per_day = 0;
  double cold_ms = 0;          ///< what one adds
  double throttled_share = 0;  ///< of the requests, refused in the busiest moment (Lambda)
  double queueing_ms = 0;      ///< mean, in the busiest moment (Fargate)
  double utilization = 0;      ///< in the busiest moment
  /// From a sudden rise of traffic to the first added task serving, s (Fargate): the trigger of
  /// target tracking, at the period of the workload's metrics, and the start of a task
  /// (start_times.h). NaN where no task is added. In no percentile: tasks are taken to follow the
  /// traffic.
  double scale_out_s = std::numeric_limits<double>::quiet_NaN();
};

Performance lambda_performance(const Demand& demand, const LambdaPlan& plan);
Performance fargate_performance(const Demand& demand, const FargatePlan& plan);

/// The same at one rate instead of over the month: what a steady rate would lead to, as in the
/// formulas above, of which the month's percentiles are the mixture.
struct MomentPerformance {
  double p50_ms = 0, p99_ms = 0;  ///< infinite when saturated; NaN without requests
  double cold_share = 0;          ///< of the requests (Lambda)
  double tasks = 0;               ///< in service (Fargate); mean in job mode
  double utilization = 0;         ///< of their CPU, 0 to 1 and more
};

/// `rate` in requests per second, from 0. Environments are those that the rate keeps alive;
/// provisioned concurrency serves its share of the month's requests at any moment.
MomentPerformance lambda_at(const Demand& demand, const LambdaPlan& plan, double rate);
/// Tasks follow the rate without delay where they are scaled, else they are those of the peak.
MomentPerformance fargate_at(const Demand& demand, const FargatePlan& plan, double rate);

}  // namespace sans_serveur
