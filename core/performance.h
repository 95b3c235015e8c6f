// Performance at once: latency, cold starts, throttling and queueing of both plans, from closed
// forms.
//
// Latency is what the caller sees without its own network: percentiles of a log-normal duration
// with the workload's mean and cv, plus queueing (Fargate) or cold starts (Lambda). See queueing.h.
#pragma once

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
};

Performance lambda_performance(const Demand& demand, const LambdaPlan& plan);
Performance fargate_performance(const Demand& demand, const FargatePlan& plan);

}  // namespace sans_serveur
