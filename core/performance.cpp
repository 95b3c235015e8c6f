#include "core/performance.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/queueing.h"
#include "core/surroundings.h"
#include "core/traffic.h"

namespace sans_serveur {
namespace {

constexpr double seconds_per_day = 86400;

/// Cold starts averaged over the month, by requests: keep-alive at each level of traffic, and the
/// renewal of environments that reach their maximum age.
double cold_share(const Demand& demand, const LambdaPlan& plan) {
  const LambdaSettings& lambda = demand.workload.lambda;
  const Profile& profile = demand.profile;
  const double service_s = plan.duration_ms / 1000;
  double cold_per_s = 0;
  for (const Profile::Level& level : profile.levels()) {
    const ColdStarts cold = estimated_cold_starts({.arrivals_per_s = level.rate,
                                                   .idle_lifetime_s = lambda.idle_lifetime_s,
                                                   .warm_s = service_s,
                                                   .cold_s = service_s + plan.init_ms / 1000});
    cold_per_s +=
        level.time_share * (level.rate * cold.p_cold + cold.environments / lambda.max_lifetime_s);
  }
  return std::min(1.0, cold_per_s / profile.mean()) * (1 - plan.provisioned_share);
}

double throttled_share(const Demand& demand, const LambdaPlan& plan) {
  const double limit = demand.workload.lambda.account_concurrency;
  const double by_rate = 1 - demand.facts.limits.rate_per_environment() * limit / plan.peak_rate;
  const double by_concurrency = erlang_b(plan.peak_concurrency, limit);
  return std::max({0.0, by_rate, by_concurrency});
}

/// Mean and spread of the logarithm of the mean duration, over the month's requests: traffic moves
/// the mean, the cv is the workload's. Their sum is taken as one log-normal.
struct DailyMean {
  double weight = 0, log_sum = 0, log_square_sum = 0, sum = 0;

  void add(double requests, double mean_ms) {
    const double log = std::log(mean_ms);
    weight += requests;
    log_sum += requests * log;
    log_square_sum += requests * log * log;
    sum += requests * mean_ms;
  }
  double log_mean() const { return log_sum / weight; }
  double log_variance() const {
    return std::max(0.0, log_square_sum / weight - log_mean() * log_mean());
  }
};

double tasks_at(const Workload& workload, const FargatePlan& plan, double rate) {
  if (!workload.fargate.autoscaling) return plan.peak_tasks;
  return std::clamp(std::ceil(plan.tasks_per_rate * rate - 1e-9), plan.low_tasks, plan.peak_tasks);
}

Performance job_performance(const Demand& demand, const FargatePlan& plan) {
  const Quantiles& quantiles = demand.quantiles;
  const double start_ms = plan.start_s * 1000;
  return {.p50_ms = start_ms + plan.duration_ms * quantiles.p50,
          .p95_ms = start_ms + plan.duration_ms * quantiles.p95,
          .p99_ms = start_ms + plan.duration_ms * quantiles.p99,
          .p999_ms = start_ms + plan.duration_ms * quantiles.p999,
          .mean_ms = start_ms + plan.duration_ms,
          .cold_share = 1,
          .cold_starts_per_day = demand.profile.mean() * seconds_per_day,
          .cold_ms = start_ms,
          .utilization = plan.peak_utilization};
}

}  // namespace

Performance lambda_performance(const Demand& demand, const LambdaPlan& plan) {
  const double share = cold_share(demand, plan);
  const LogNormal warm = log_normal(plan.duration_ms, demand.workload.request.duration_cv);
  const auto at = [&](double p) { return shifted_mixture_quantile(warm, share, plan.init_ms, p); };
  return {.p50_ms = at(0.5),
          .p95_ms = at(0.95),
          .p99_ms = at(0.99),
          .p999_ms = at(0.999),
          .mean_ms = plan.duration_ms + share * plan.init_ms,
          .cold_share = share,
          .cold_starts_per_day = share * demand.profile.mean() * seconds_per_day,
          .cold_ms = plan.init_ms,
          .throttled_share = throttled_share(demand, plan)};
}

Performance fargate_performance(const Demand& demand, const FargatePlan& plan) {
  if (plan.job) return job_performance(demand, plan);
  const Request& request = demand.workload.request;
  DailyMean daily;
  for (const Profile::Level& level : demand.profile.levels()) {
    const double tasks = tasks_at(demand.workload, plan, level.rate);
    const double utilization = level.rate * request.cpu_ms / 1000 / (tasks * plan.vcpu);
    daily.add(level.rate * level.time_share, mean_in_task_ms(request, plan.vcpu, utilization));
  }
  const double own_variance = std::log1p(request.duration_cv * request.duration_cv);
  const LogNormal all{.mu = daily.log_mean() - own_variance / 2,
                      .sigma = std::sqrt(own_variance + daily.log_variance())};
  const double peak_ms = mean_in_task_ms(request, plan.vcpu, plan.peak_utilization);
  return {.p50_ms = quantile(all, 0.5),
          .p95_ms = quantile(all, 0.95),
          .p99_ms = quantile(all, 0.99),
          .p999_ms = quantile(all, 0.999),
          .mean_ms = daily.sum / daily.weight,
          .queueing_ms = peak_ms - mean_in_task_ms(request, plan.vcpu, 0),
          .utilization = plan.peak_utilization};
}

}  // namespace sans_serveur
