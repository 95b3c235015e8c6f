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
constexpr double no_requests = std::numeric_limits<double>::quiet_NaN();

/// Cold starts per second at a rate, but for those that provisioned concurrency spares: keep-alive,
/// and the renewal of environments that reach their maximum age.
double cold_per_s(const Demand& demand, const LambdaPlan& plan, double rate) {
  const LambdaSettings& lambda = demand.workload.lambda;
  const double service_s = plan.duration_ms / 1000;
  const ColdStarts cold = estimated_cold_starts({.arrivals_per_s = rate,
                                                 .idle_lifetime_s = lambda.idle_lifetime_s,
                                                 .warm_s = service_s,
                                                 .cold_s = service_s + plan.init_ms / 1000});
  return rate * cold.p_cold + cold.environments / lambda.max_lifetime_s;
}

double share_of(double cold_per_s, double rate, const LambdaPlan& plan) {
  return std::min(1.0, cold_per_s / rate) * (1 - plan.provisioned_share);
}

/// Averaged over the month, by requests.
double cold_share(const Demand& demand, const LambdaPlan& plan) {
  double cold = 0;
  for (const Profile::Level& level : demand.profile.levels()) {
    cold += level.time_share * cold_per_s(demand, plan, level.rate);
  }
  return share_of(cold, demand.profile.mean(), plan);
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

/// The tasks of a service at a rate, and how long a request is in one of them.
struct TaskLoad {
  double tasks, utilization, mean_ms;
};

TaskLoad task_load(const Demand& demand, const FargatePlan& plan, double rate) {
  const Request& request = demand.workload.request;
  const double tasks = tasks_at(demand.workload, plan, rate);
  const double utilization = rate * request.cpu_ms / 1000 / (tasks * plan.vcpu);
  return {tasks, utilization, mean_in_task_ms(request, plan.vcpu, utilization)};
}

double scale_out_s(const Demand& demand, const FargatePlan& plan) {
  const FargateSettings& fargate = demand.workload.fargate;
  if (!fargate.autoscaling) return std::numeric_limits<double>::quiet_NaN();
  return demand.facts.start_times.scale_out_trigger_s(fargate.metrics_s) + plan.start_s;
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
    daily.add(level.rate * level.time_share, task_load(demand, plan, level.rate).mean_ms);
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
          .utilization = plan.peak_utilization,
          .scale_out_s = scale_out_s(demand, plan)};
}

MomentPerformance lambda_at(const Demand& demand, const LambdaPlan& plan, double rate) {
  if (!(rate > 0)) return {.p50_ms = no_requests, .p99_ms = no_requests};
  const double share = share_of(cold_per_s(demand, plan, rate), rate, plan);
  const LogNormal warm = log_normal(plan.duration_ms, demand.workload.request.duration_cv);
  return {.p50_ms = shifted_mixture_quantile(warm, share, plan.init_ms, 0.5),
          .p99_ms = shifted_mixture_quantile(warm, share, plan.init_ms, 0.99),
          .cold_share = share};
}

MomentPerformance fargate_at(const Demand& demand, const FargatePlan& plan, double rate) {
  MomentPerformance moment{.p50_ms = no_requests, .p99_ms = no_requests};
  if (plan.job) {
    moment.tasks = plan.mean_tasks * rate / demand.profile.mean();
    moment.utilization = plan.peak_utilization;
    if (!(rate > 0)) return moment;
    const Performance job = job_performance(demand, plan);
    moment.p50_ms = job.p50_ms;
    moment.p99_ms = job.p99_ms;
    return moment;
  }
  const TaskLoad load = task_load(demand, plan, rate);
  moment.tasks = load.tasks;
  moment.utilization = load.utilization;
  if (!(rate > 0)) return moment;
  moment.p50_ms = load.mean_ms * demand.quantiles.p50;
  moment.p99_ms = load.mean_ms * demand.quantiles.p99;
  return moment;
}

}  // namespace sans_serveur
