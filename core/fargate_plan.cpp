#include <algorithm>
#include <cmath>
#include <limits>

#include "core/plan.h"
#include "core/queueing.h"
#include "core/surroundings.h"
#include "core/traffic.h"

namespace sans_serveur {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
/// Rounding noise must not cost a task.
constexpr double rounding = 1e-9;

/// What every size of one plan shares.
struct ServiceDemand : Demand {
  ServiceDemand(const Workload& described, const Facts& known)
      : ServiceDemand(Demand(described, known)) {}
  explicit ServiceDemand(const Demand& demand)
      : Demand(demand),
        minimum(std::max(1.0, workload.fargate.min_tasks)),
        windows(workload.runtime.os == Os::windows) {
    const double given = workload.fargate.task_start_s;
    start_s =
        is_automatic(given) ? facts.start_times.fargate_start_s(workload.runtime.image_mb) : given;
  }

  double minimum;  ///< tasks of a service
  bool windows;
  double start_s = 0;
};

/// A vCPU count and what does not depend on the memory beside it.
struct Speed {
  double vcpu = 0;
  double duration_ms = 0;  ///< mean, alone in the task
  double slowed_ms = 0;    ///< mean, at the utilisation the service is designed for
};

double duration_ms(const Request& request, double vcpu) {
  return mean_in_task_ms(request, vcpu, 0);
}

/// The CPU time of a request stretches as others share its task (processor sharing). Sizes are
/// weighed at the target utilisation, or the peak's if the minimum of tasks never reaches it: a
/// bound that never falls when requests rise.
Speed speed_of(const ServiceDemand& demand, double vcpu, bool job) {
  const Request& request = demand.workload.request;
  Speed speed{vcpu, duration_ms(request, vcpu), 0};
  speed.slowed_ms = speed.duration_ms;
  if (job) return speed;
  const double busy_vcpus = demand.profile.peak() * request.cpu_ms / 1000;
  const double target = demand.workload.fargate.target_utilization;
  const double utilization = std::min(target, busy_vcpus / (demand.minimum * vcpu));
  speed.slowed_ms = mean_in_task_ms(request, vcpu, utilization);
  return speed;
}

/// The mean duration that a size may have at most: slower sizes would break the longest allowed
/// run.
double longest_mean_ms(const Request& request) {
  return std::max(request.max_duration_s * 1000, request.duration_ms);
}

struct Tasks {
  double peak = 0;
  double per_rate = 0;  ///< tasks per request a second, of the bound that binds
  FargateBound bound = FargateBound::minimum;
};

/// The tasks of a service at its busiest moment, and what asks for them.
Tasks tasks_of_service(const ServiceDemand& demand, double vcpu, double memory_mb) {
  const Request& request = demand.workload.request;
  const FargateSettings& fargate = demand.workload.fargate;
  const double in_flight_per_rate = duration_ms(request, vcpu) / 1000;
  const double cpu = request.cpu_ms / 1000 / (vcpu * fargate.target_utilization);
  const double concurrency =
      in_flight_per_rate / (fargate.concurrency_per_task * fargate.target_utilization);
  // A task holds its process once: a further request adds what is not the process.
  const double added_mb = std::max(0.0, request.memory_mb - fargate.base_memory_mb);
  const double memory = in_flight_per_rate * added_mb / (memory_mb - fargate.base_memory_mb);
  Tasks tasks{demand.minimum, cpu, FargateBound::cpu};
  if (concurrency > tasks.per_rate) tasks = {tasks.peak, concurrency, FargateBound::concurrency};
  if (memory > tasks.per_rate) tasks = {tasks.peak, memory, FargateBound::memory};
  const double asked = std::ceil(tasks.per_rate * demand.profile.peak() - rounding);
  if (asked <= demand.minimum) {
    tasks.bound = FargateBound::minimum;
  } else {
    tasks.peak = asked;
  }
  return tasks;
}

double unit_usd_per_hour(const Facts& facts, const Workload& workload, bool windows, double vcpu,
                         double memory_mb) {
  const auto usd = [&](PriceId id) {
    return facts.prices[id].known() ? facts.prices[id].tiers[0].usd : 0;
  };
  if (windows) {
    return vcpu * (usd(PriceId::fargate_windows_vcpu) + usd(PriceId::fargate_windows_licence)) +
           memory_mb / 1024 * usd(PriceId::fargate_windows_memory);
  }
  const bool arm = workload.architecture == Architecture::arm64;
  const double memory_usd =
      usd(arm ? PriceId::fargate_arm64_memory : PriceId::fargate_x86_64_memory);
  const double vcpu_usd = usd(arm ? PriceId::fargate_arm64_vcpu : PriceId::fargate_x86_64_vcpu);
  // Without a published price the cheaper size is still the smaller one.
  if (vcpu_usd <= 0) return vcpu + memory_mb / 1024 * 0.1;
  return vcpu * vcpu_usd + memory_mb / 1024 * memory_usd;
}

double least_billed_s(const ServiceDemand& demand) {
  return demand.facts.limits.number(demand.windows ? LimitId::fargate_min_billed_windows
                                                   : LimitId::fargate_min_billed_linux);
}

double job_billed_s(const ServiceDemand& demand, double run_ms) {
  return std::max(least_billed_s(demand), demand.start_s + run_ms / 1000);
}

/// Task-hours a month of one size, as a service or one task per event.
/// Exact if they are at most `enough`; else some number above it, found faster.
double task_hours(const ServiceDemand& demand, const Speed& speed, double memory_mb, bool job,
                  double enough) {
  if (job) {
    return attempts_per_month(demand.workload) * job_billed_s(demand, speed.duration_ms) / 3600;
  }
  const Tasks tasks = tasks_of_service(demand, speed.vcpu, memory_mb);
  if (!demand.workload.fargate.autoscaling) return tasks.peak * hours_per_month;
  const double least =
      std::max(demand.minimum, tasks.per_rate * demand.profile.mean()) * hours_per_month;
  if (least > enough) return least;
  return demand.profile.mean_units(tasks.per_rate, demand.minimum) * hours_per_month;
}

/// One size, with its cost if that is at most `enough_usd`.
SizeTried try_size(const ServiceDemand& demand, const Speed& speed, double memory_mb, bool job,
                   double enough_usd = infinity) {
  const Workload& workload = demand.workload;
  const double start_ms = job ? demand.start_s * 1000 : 0;
  const double p95 = start_ms + speed.slowed_ms * demand.quantiles.p95;
  const double p99 = start_ms + speed.slowed_ms * demand.quantiles.p99;
  const bool late = p95 > workload.targets.p95_ms || p99 > workload.targets.p99_ms ||
                    speed.duration_ms > longest_mean_ms(workload.request);
  const double hourly =
      unit_usd_per_hour(demand.facts, workload, demand.windows, speed.vcpu, memory_mb);
  return {.vcpu = speed.vcpu,
          .memory_mb = memory_mb,
          .duration_ms = speed.slowed_ms,
          .p99_ms = p99,
          .usd = hourly * task_hours(demand, speed, memory_mb, job, enough_usd / hourly),
          .meets_target = !late};
}

/// The memory that one task needs at least: one execution, its process included.
double least_memory_mb(const Workload& workload) {
  const double base = workload.fargate.base_memory_mb;
  return std::max(base, workload.request.memory_mb);
}

/// The largest vCPU count that speeds a request up: beyond its parallelism a service grows by
/// tasks, not by larger ones (AWS asks the same per vCPU and GB at every size).
double useful_vcpu(const ServiceDemand& demand) {
  const double least = least_memory_mb(demand.workload) / 1024;
  for (const FargateSize& size : demand.facts.limits.fargate_sizes) {
    if (demand.windows && !size.windows) continue;
    if (size.vcpu >= demand.workload.request.parallelism && size.memory_gb.back() >= least) {
      return size.vcpu;
    }
  }
  return infinity;
}

/// Calls visit(speed, memory_mb) for each size that AWS lists, that can hold the workload and that
/// the user's choices allow, smallest first.
template <class Visit>
void for_each_size(const ServiceDemand& demand, bool job, Visit visit) {
  const double fixed_vcpu = demand.workload.fargate.vcpu;
  const double fixed_mb = demand.workload.fargate.memory_mb;
  const double least_mb = least_memory_mb(demand.workload);
  const double most_vcpu = is_automatic(fixed_mb) ? useful_vcpu(demand) : infinity;
  for (const FargateSize& size : demand.facts.limits.fargate_sizes) {
    if (demand.windows && !size.windows) continue;
    if (is_automatic(fixed_vcpu) ? size.vcpu > most_vcpu : size.vcpu != fixed_vcpu) continue;
    const Speed speed = speed_of(demand, size.vcpu, job);
    for (const double memory_gb : size.memory_gb) {
      const double memory_mb = memory_gb * 1024;
      if (is_automatic(fixed_mb) ? memory_mb < least_mb : memory_mb != fixed_mb) continue;
      if (memory_mb > demand.workload.fargate.base_memory_mb) {
        visit(speed, memory_mb);
      }
    }
  }
}

/// The cheapest size that meets the target; failing that, the cheapest of the fastest. Larger sizes
/// are never slower, and more requests never make a size faster: so the cost of the size chosen
/// never falls when requests rise.
SizeTried best_size(const ServiceDemand& demand, bool job) {
  SizeTried meets{.usd = infinity}, fastest{.p99_ms = infinity, .usd = infinity};
  for_each_size(demand, job, [&](const Speed& speed, double memory_mb) {
    const SizeTried size = try_size(demand, speed, memory_mb, job, meets.usd);
    if (size.meets_target && size.usd < meets.usd) meets = size;
    const bool faster = size.p99_ms < fastest.p99_ms;
    if (faster || (size.p99_ms == fastest.p99_ms && size.usd < fastest.usd)) fastest = size;
  });
  return meets.usd < infinity ? meets : fastest;
}

/// What was asked for where AWS lists no such size: kept, so that it can be shown and refused.
SizeTried unlisted_size(const ServiceDemand& demand, bool job) {
  const FargateSettings& fargate = demand.workload.fargate;
  const double vcpu = is_automatic(fargate.vcpu) ? 1 : fargate.vcpu;
  const double memory_mb = is_automatic(fargate.memory_mb)
                               ? std::max(least_memory_mb(demand.workload), vcpu * 2048)
                               : fargate.memory_mb;
  return try_size(demand, speed_of(demand, vcpu, job), memory_mb, job);
}

double discount(const Workload& workload, const Facts& facts) {
  const Pricing& pricing = workload.pricing;
  if (!is_automatic(pricing.fargate_discount)) return pricing.fargate_discount;
  if (pricing.savings_plan == SavingsPlan::none) return 0;
  const bool arm = workload.architecture == Architecture::arm64;
  const Price& published = facts.prices[pricing.savings_plan == SavingsPlan::one_year
                                            ? PriceId::fargate_savings_1y_discount
                                        : arm ? PriceId::fargate_arm64_savings_3y_discount
                                              : PriceId::fargate_savings_3y_discount];
  return published.known() ? published.tiers[0].usd : 0;
}

void add_fargate_usage(FargatePlan& plan, const ServiceDemand& demand) {
  const Workload& workload = demand.workload;
  const bool interruptible = workload.needs.interruptible;
  const double disk_gb = std::min(std::ceil(workload.needs.local_disk_gb),
                                  demand.facts.limits.number(LimitId::fargate_disk));
  FargateUsage& usage = plan.usage.fargate;
  usage.architecture = workload.architecture;
  usage.windows = demand.windows;
  usage.vcpu = plan.vcpu;
  usage.memory_gb = plan.memory_mb / 1024;
  usage.ephemeral_gb = std::max(workload.fargate.ephemeral_gb, disk_gb);
  usage.task_hours = plan.mean_tasks * hours_per_month;
  usage.savings_discount = discount(workload, demand.facts);
  usage.spot_share = interruptible && !demand.windows ? workload.fargate.spot_share : 0;
  usage.spot_discount = workload.pricing.spot_discount;
  add_surroundings(plan.usage, workload, Service::fargate, usage.task_hours);
}

void set_service_tasks(FargatePlan& plan, const ServiceDemand& demand) {
  const Tasks tasks = tasks_of_service(demand, plan.vcpu, plan.memory_mb);
  plan.peak_tasks = tasks.peak;
  plan.bound = tasks.bound;
  plan.tasks_per_rate = tasks.per_rate;
  if (demand.workload.fargate.autoscaling) {
    plan.mean_tasks = demand.profile.mean_units(tasks.per_rate, demand.minimum);
    plan.low_tasks =
        std::max(demand.minimum, std::ceil(tasks.per_rate * demand.profile.low() - rounding));
  } else {
    plan.mean_tasks = plan.low_tasks = tasks.peak;
  }
}

void set_job_tasks(FargatePlan& plan, const ServiceDemand& demand) {
  const double seconds = job_billed_s(demand, plan.duration_ms);
  plan.bound = FargateBound::job;
  plan.mean_tasks = demand.profile.mean() * seconds;
  plan.peak_tasks = std::max(1.0, std::ceil(demand.profile.peak() * seconds - rounding));
  plan.low_tasks = 0;
}

FargatePlan plan_size(const ServiceDemand& demand, const SizeTried& size, bool job) {
  const Workload& workload = demand.workload;
  FargatePlan plan;
  plan.job = job;
  plan.vcpu = size.vcpu;
  plan.memory_mb = size.memory_mb;
  plan.size_chosen =
      is_automatic(workload.fargate.vcpu) || is_automatic(workload.fargate.memory_mb);
  plan.duration_ms = duration_ms(workload.request, plan.vcpu);
  plan.start_s = demand.start_s;
  job ? set_job_tasks(plan, demand) : set_service_tasks(plan, demand);

  const double busy_vcpus = demand.profile.peak() * workload.request.cpu_ms / 1000;
  plan.peak_utilization = job ? std::min(1.0, workload.request.parallelism / plan.vcpu)
                              : busy_vcpus / (plan.peak_tasks * plan.vcpu);
  const double mean_busy = demand.profile.mean() * workload.request.cpu_ms / 1000;
  plan.idle_share = std::clamp(1 - mean_busy / (plan.mean_tasks * plan.vcpu), 0.0, 1.0);
  add_fargate_usage(plan, demand);
  return plan;
}

/// The modes a workload can run in: a service always, one task per event where an event starts it.
struct Modes {
  bool service, job;
};

Modes modes_of(const Workload& workload) {
  const FargateMode mode = workload.fargate.mode;
  if (!starts_by_event(workload.trigger) || mode == FargateMode::service) return {true, false};
  return {mode == FargateMode::best, true};
}

/// True if some size of a service, alone with one request, is fast enough. Does not depend on the
/// number of requests, so that the choice of the mode does not either.
bool service_can_meet_target(const ServiceDemand& demand) {
  const Workload& workload = demand.workload;
  double fastest = infinity;
  for_each_size(demand, false, [&](const Speed& speed, double) {
    fastest = std::min(fastest, speed.duration_ms);
  });
  return !(fastest * demand.quantiles.p99 > workload.targets.p99_ms) &&
         !(fastest * demand.quantiles.p95 > workload.targets.p95_ms);
}

}  // namespace

double mean_in_task_ms(const Request& request, double vcpu, double utilization) {
  const double waiting_ms = request.duration_ms - request.cpu_ms;
  // A request uses `used_at_once` vCPUs: as many requests as there are such shares run at full
  // speed.
  const double used_at_once = std::min(vcpu, request.parallelism);
  const double shares = vcpu / used_at_once;
  return waiting_ms + request.cpu_ms / used_at_once * shared_slowdown(utilization * shares, shares);
}

FargatePlan plan_fargate(const Demand& given) {
  const ServiceDemand demand(given);
  const Modes modes = modes_of(demand.workload);
  SizeTried service{.usd = infinity}, job{.usd = infinity};
  if (modes.service) service = best_size(demand, false);
  if (modes.job) job = best_size(demand, true);
  const bool job_is_eligible =
      modes.job && (!modes.service || job.meets_target || !service_can_meet_target(demand));
  const bool as_job = job_is_eligible && (job.usd < service.usd || !modes.service);
  const SizeTried& size = as_job ? job : service;
  if (size.usd < infinity) return plan_size(demand, size, as_job);
  FargatePlan plan = plan_size(demand, unlisted_size(demand, as_job), as_job);
  plan.size_exists = false;
  return plan;
}

std::vector<SizeTried> fargate_sizes(const Workload& workload, const Facts& facts) {
  Workload free_size = workload;
  free_size.fargate.vcpu = free_size.fargate.memory_mb = automatic;
  const bool job = plan_fargate(Demand(workload, facts)).job;
  const ServiceDemand demand(free_size, facts);
  const SizeTried best = best_size(demand, job);
  std::vector<SizeTried> sizes;
  for_each_size(demand, job, [&](const Speed& speed, double memory_mb) {
    const SizeTried size = try_size(demand, speed, memory_mb, job);
    sizes.push_back(size);
    sizes.back().chosen = size.vcpu == best.vcpu && size.memory_mb == best.memory_mb;
  });
  return sizes;
}

}  // namespace sans_serveur
