#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/plan.h"
#include "core/queueing.h"
#include "core/surroundings.h"
#include "core/traffic.h"

namespace sans_serveur {
namespace {

double vcpus(double memory_mb, const Limits& limits) {
  return std::min(memory_mb / limits.number(LimitId::lambda_mb_per_vcpu),
                  limits.number(LimitId::lambda_max_vcpu));
}

/// Mean warm duration at a memory size: waiting does not shrink, computing does with the vCPU
/// share.
double duration_ms(const Workload& workload, double memory_mb, const Limits& limits) {
  if (!is_automatic(workload.lambda.duration_ms)) return workload.lambda.duration_ms;
  const Request& request = workload.request;
  const double speed = std::min(vcpus(memory_mb, limits), request.parallelism);
  return request.duration_ms - request.cpu_ms + request.cpu_ms / speed;
}

struct Candidates {
  std::array<SizeTried, lambda_memory_steps.size() + 2> sizes{};
  std::size_t count = 0;
};

/// The smallest memory at which the mean duration is at most `ms`; 0 if the waiting alone exceeds
/// it.
double memory_for_duration(const Workload& workload, double ms, const Limits& limits) {
  const Request& request = workload.request;
  const double computing = ms - (request.duration_ms - request.cpu_ms);
  if (computing <= 0 || !is_automatic(workload.lambda.duration_ms)) return 0;
  return std::ceil(request.cpu_ms / computing * limits.number(LimitId::lambda_mb_per_vcpu));
}

SizeTried try_memory(const Demand& demand, double memory_mb) {
  const Workload& workload = demand.workload;
  const Limits& limits = demand.facts.limits;
  const Quantiles& quantiles = demand.quantiles;
  const double mean = duration_ms(workload, memory_mb, limits);
  const Targets& targets = workload.targets;
  const Request& request = workload.request;
  const double longest_ms = std::max(request.max_duration_s * 1000, request.duration_ms);
  const bool late = mean * quantiles.p95 > targets.p95_ms ||
                    mean * quantiles.p99 > targets.p99_ms || mean > longest_ms;
  // The price does not depend on the size: GB-seconds tell which one is cheaper.
  return {.vcpu = vcpus(memory_mb, limits),
          .memory_mb = memory_mb,
          .duration_ms = mean,
          .p99_ms = mean * quantiles.p99,
          .usd = memory_mb / 1024 * std::ceil(mean) / 1000,
          .meets_target = !late};
}

Candidates candidates(const Demand& demand) {
  const Workload& workload = demand.workload;
  const Limits& limits = demand.facts.limits;
  const double least = limits.number(LimitId::lambda_memory_min);
  const double most = limits.number(LimitId::lambda_memory);
  const double needed = std::clamp(std::ceil(workload.request.memory_mb), least, most);
  Candidates found;
  const auto add = [&](double memory) {
    if (memory >= needed && memory <= most) {
      found.sizes[found.count++] = try_memory(demand, memory);
    }
  };
  add(needed);
  const Quantiles& quantiles = demand.quantiles;
  double longest = std::numeric_limits<double>::infinity();
  if (workload.targets.p95_ms > 0) longest = workload.targets.p95_ms / quantiles.p95;
  if (workload.targets.p99_ms > 0)
    longest = std::min(longest, workload.targets.p99_ms / quantiles.p99);
  if (std::isfinite(longest)) add(memory_for_duration(workload, longest, limits));
  for (const double memory : lambda_memory_steps) add(memory);
  return found;
}

std::size_t choose(const Candidates& tried) {
  double fastest = std::numeric_limits<double>::infinity();
  bool any_meets = false;
  for (std::size_t i = 0; i < tried.count; ++i) {
    fastest = std::min(fastest, tried.sizes[i].p99_ms);
    any_meets = any_meets || tried.sizes[i].meets_target;
  }
  std::size_t best = tried.count;
  for (std::size_t i = 0; i < tried.count; ++i) {
    const SizeTried& size = tried.sizes[i];
    const bool eligible = any_meets ? size.meets_target : size.p99_ms <= fastest * near_fastest;
    if (eligible && (best == tried.count || size.usd < tried.sizes[best].usd)) best = i;
  }
  return best;
}

/// Cold starts that are billed, per second. Above one request per idle lifetime their true number
/// goes up and down with each further environment (queueing.h); this is its monotone envelope, so
/// that the bill never falls when requests rise. Environments are also renewed at their maximum
/// age.
double billed_cold_starts_per_s(const Demand& demand, const LambdaPlan& plan) {
  const Workload& workload = demand.workload;
  const Profile& profile = demand.profile;
  const LambdaSettings& lambda = workload.lambda;
  const double per_lifetime = profile.mean() * lambda.idle_lifetime_s;
  const double idle_ends = per_lifetime < 1 ? profile.mean() * std::exp(-per_lifetime)
                                            : 1 / (std::numbers::e * lambda.idle_lifetime_s);
  const double busy = profile.mean() * plan.duration_ms / 1000;
  const double renewals = (busy + renewed_deviations * std::sqrt(busy)) / lambda.max_lifetime_s;
  const bool burst_is_cold =
      workload.traffic.shape == Shape::bursty &&
      burst_period_s * (1 - 1 / workload.traffic.peak_to_mean) > lambda.idle_lifetime_s;
  const double bursts = burst_is_cold ? plan.peak_concurrency / burst_period_s : 0;
  return std::min(profile.mean(), idle_ends + renewals + bursts);
}

/// What is left to on-demand environments by rounding alone.
constexpr double rounding = 1e-9;

/// Share of the requests that provisioned concurrency serves, on during the busiest hours: per
/// level of traffic, what M/G/c/c does not refuse (Erlang B).
double provisioned_share(const LambdaSettings& lambda, const LambdaPlan& plan,
                         const Profile& profile) {
  if (lambda.provisioned_concurrency <= 0) return 0;
  double time_on = lambda.provisioned_hours / hours_per_month, served = 0;
  const auto levels = profile.levels();
  for (std::size_t i = levels.size(); i-- > 0 && time_on > 0;) {
    const double time = std::min(time_on, levels[i].time_share);
    const double load = levels[i].rate * plan.duration_ms / 1000;
    served += levels[i].rate * time * (1 - erlang_b(load, lambda.provisioned_concurrency));
    time_on -= time;
  }
  const double share = served / profile.mean();
  return share > 1 - rounding ? 1 : std::max(0.0, share);
}

double discount(const Workload& workload, const Facts& facts, PriceId id) {
  if (!is_automatic(workload.pricing.lambda_discount)) return workload.pricing.lambda_discount;
  if (workload.pricing.savings_plan == SavingsPlan::none) return 0;
  const Price& published = facts.prices[id];
  return published.known() ? published.tiers[0].usd : 0;
}

/// Fills in the quantities that Lambda itself bills.
void add_lambda_usage(LambdaPlan& plan, const Workload& workload, const Facts& facts) {
  const LambdaSettings& lambda = workload.lambda;
  const double invocations = attempts_per_month(workload);
  const double on_demand = invocations * (1 - plan.provisioned_share);
  const double disk_mb =
      std::min(workload.needs.local_disk_gb * 1024, facts.limits.number(LimitId::lambda_tmp));
  constexpr double steps_per_h = 60 / provisioned_step_min;
  LambdaUsage& usage = plan.usage.lambda;
  usage.architecture = workload.architecture;
  usage.memory_mb = plan.memory_mb;
  usage.duration_ms = plan.billed_ms;
  usage.invocations = on_demand;
  usage.requests = on_demand;
  if (asynchronous(workload.trigger)) {
    // Each further step is one more request, whoever serves the event.
    usage.requests += invocations * (asynchronous_requests(workload.request.request_kb) - 1);
  }
  usage.ephemeral_mb = std::max(lambda.ephemeral_mb, std::ceil(disk_mb));
  usage.provisioned = {.concurrency = lambda.provisioned_concurrency,
                       .hours = std::ceil(lambda.provisioned_hours * steps_per_h) / steps_per_h,
                       .requests = invocations * plan.provisioned_share,
                       .duration_ms = std::ceil(plan.duration_ms)};
  if (snapstart_applies(workload) && workload.runtime.language != Runtime::java) {
    usage.snapstart_cache_gb_s = plan.memory_mb / 1024 * seconds_per_month;
    usage.snapstart_restore_gb = plan.memory_mb / 1024 * plan.billed_cold_starts_per_month;
  }
  if (lambda.streaming) {
    const double beyond_mb = workload.request.response_kb / 1024 - streaming_free_mb;
    usage.streamed_gb = invocations * std::max(0.0, beyond_mb) / 1024;
  }
  usage.savings_discount = discount(workload, facts, PriceId::lambda_savings_discount);
  usage.provisioned_savings_discount =
      discount(workload, facts, PriceId::lambda_provisioned_savings_discount);
}

}  // namespace

bool snapstart_applies(const Workload& workload) {
  const LambdaSettings& lambda = workload.lambda;
  const Runtime runtime = workload.runtime.language;
  const bool has_it =
      runtime == Runtime::java || runtime == Runtime::python || runtime == Runtime::dotnet;
  const double disk_mb = std::max(lambda.ephemeral_mb, workload.needs.local_disk_gb * 1024);
  return lambda.snapstart && has_it && disk_mb <= included_lambda_ephemeral_mb &&
         lambda.provisioned_concurrency <= 0 && workload.runtime.package == Package::zip;
}

LambdaPlan plan_lambda(const Demand& demand) {
  const Workload& workload = demand.workload;
  const LambdaSettings& lambda = workload.lambda;
  LambdaPlan plan;
  plan.memory_chosen = is_automatic(lambda.memory_mb);
  plan.memory_mb = lambda.memory_mb;
  if (plan.memory_chosen) {
    const Candidates tried = candidates(demand);
    plan.memory_mb = tried.sizes[choose(tried)].memory_mb;
  }
  plan.vcpu = vcpus(plan.memory_mb, demand.facts.limits);
  plan.duration_ms = duration_ms(workload, plan.memory_mb, demand.facts.limits);
  plan.init_ms = workload.runtime.init_ms;
  if (snapstart_applies(workload)) plan.init_ms = std::min(lambda.restore_ms, plan.init_ms);
  plan.peak_rate = demand.profile.peak();
  plan.peak_to_mean = plan.peak_rate / demand.profile.mean();
  plan.peak_concurrency = plan.peak_rate * plan.duration_ms / 1000;
  plan.provisioned_share = provisioned_share(lambda, plan, demand.profile);

  const double cold = billed_cold_starts_per_s(demand, plan) * (1 - plan.provisioned_share);
  const double cold_share = cold / demand.profile.mean();
  plan.billed_cold_starts_per_month = cold * seconds_per_month;
  plan.billed_ms = (1 - cold_share) * std::ceil(plan.duration_ms) +
                   cold_share * std::ceil(plan.duration_ms + plan.init_ms);
  const double waiting = workload.request.duration_ms - workload.request.cpu_ms;
  plan.waiting_share = std::clamp(waiting / plan.billed_ms, 0.0, 1.0);

  add_lambda_usage(plan, workload, demand.facts);
  add_surroundings(plan.usage, workload, Service::lambda, 0);
  return plan;
}

std::vector<SizeTried> lambda_sizes(const Workload& workload, const Facts& facts) {
  Workload sized = workload;
  sized.lambda.memory_mb = automatic;
  Candidates tried = candidates(Demand(sized, facts));
  const auto end = tried.sizes.begin() + static_cast<std::ptrdiff_t>(tried.count);
  std::sort(tried.sizes.begin(), end,
            [](const SizeTried& a, const SizeTried& b) { return a.memory_mb < b.memory_mb; });
  const std::size_t best = choose(tried);
  std::vector<SizeTried> sizes(tried.sizes.begin(), end);
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    sized.lambda.memory_mb = sizes[i].memory_mb;
    sizes[i].usd = bill(plan_lambda(Demand(sized, facts)).usage, facts.prices).total_usd;
    sizes[i].chosen = i == best;
  }
  return sizes;
}

}  // namespace sans_serveur
