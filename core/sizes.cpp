#include "core/sizes.h"

#include <algorithm>

#include "core/performance.h"

namespace sans_serveur {
namespace {

SizePoint point(Service service, const Workload& workload, double vcpu, double memory_mb,
                double usd, const Performance& performance) {
  const Targets& targets = workload.targets;
  return {.service = service,
          .vcpu = vcpu,
          .memory_mb = memory_mb,
          .usd = usd,
          .p99_ms = performance.p99_ms,
          .meets_targets =
              !(performance.p99_ms > targets.p99_ms) && !(performance.p95_ms > targets.p95_ms)};
}

SizePoint lambda_point(const Workload& workload, const Facts& facts) {
  const Demand demand(workload, facts);
  const LambdaPlan plan = plan_lambda(demand);
  return point(Service::lambda, workload, plan.vcpu, plan.memory_mb,
               bill(plan.usage, facts.prices).total_usd, lambda_performance(demand, plan));
}

SizePoint fargate_point(const Workload& workload, const Facts& facts) {
  const Demand demand(workload, facts);
  const FargatePlan plan = plan_fargate(demand);
  return point(Service::fargate, workload, plan.vcpu, plan.memory_mb,
               bill(plan.usage, facts.prices).total_usd, fargate_performance(demand, plan));
}

bool same_size(const SizePoint& a, const SizePoint& b) {
  return a.service == b.service && a.vcpu == b.vcpu && a.memory_mb == b.memory_mb;
}

/// Marks the size in force, which is added where it is none of those that planners try.
void mark_in_force(std::vector<SizePoint>& sizes, SizePoint in_force) {
  in_force.in_force = true;
  const auto found = std::find_if(sizes.begin(), sizes.end(),
                                  [&](const SizePoint& size) { return same_size(size, in_force); });
  if (found != sizes.end()) {
    found->in_force = true;
    return;
  }
  const auto place = std::find_if(sizes.begin(), sizes.end(), [&](const SizePoint& size) {
    return size.service == in_force.service && size.memory_mb > in_force.memory_mb;
  });
  sizes.insert(place, in_force);
}

}  // namespace

std::vector<SizePoint> sizes_of_both(const Workload& workload, const Facts& facts) {
  std::vector<SizePoint> sizes;
  Workload sized = workload;
  for (const SizeTried& tried : lambda_sizes(workload, facts)) {
    sized.lambda.memory_mb = tried.memory_mb;
    const bool again = !sizes.empty() && sizes.back().memory_mb == tried.memory_mb;
    if (!again) sizes.push_back(lambda_point(sized, facts));
    sizes.back().advised = sizes.back().advised || tried.chosen;
  }
  mark_in_force(sizes, lambda_point(workload, facts));

  std::vector<SizePoint> tasks;
  sized = workload;
  const bool job = plan_fargate(Demand(workload, facts)).job;
  sized.fargate.mode = job ? FargateMode::job : FargateMode::service;
  for (const SizeTried& tried : fargate_sizes(workload, facts)) {
    sized.fargate.vcpu = tried.vcpu;
    sized.fargate.memory_mb = tried.memory_mb;
    tasks.push_back(fargate_point(sized, facts));
    tasks.back().advised = tried.chosen;
  }
  mark_in_force(tasks, fargate_point(workload, facts));
  sizes.insert(sizes.end(), tasks.begin(), tasks.end());
  return sizes;
}

}  // namespace sans_serveur
