#include "core/verdict.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/surroundings.h"
#include "core/traffic.h"

namespace sans_serveur {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Twice as dear is the whole score.
double cost_score(const Decision& decision) {
  const double lambda = decision.usd(Service::lambda), fargate = decision.usd(Service::fargate);
  if (lambda == fargate || !cheaper_is_known(decision)) return 0;
  const double difference = std::abs(lambda - fargate);
  const double material = difference / (difference + material_usd);
  return std::clamp(std::log2(lambda / fargate), -1.0, 1.0) * material;
}

/// How far a p95 and a p99 are above their targets, as a ratio ≥ 1; 1 if they meet them.
double excess(const Performance& performance, const Targets& targets) {
  double ratio = 1;
  if (targets.p95_ms > 0) ratio = std::max(ratio, performance.p95_ms / targets.p95_ms);
  if (targets.p99_ms > 0) ratio = std::max(ratio, performance.p99_ms / targets.p99_ms);
  return ratio;
}

double latency_score(const Workload& workload, const Decision& decision) {
  const Performance& lambda = decision.performance[index(Service::lambda)];
  const Performance& fargate = decision.performance[index(Service::fargate)];
  const Targets& targets = workload.targets;
  const double faster = std::clamp(std::log2(lambda.p99_ms / fargate.p99_ms), -1.0, 1.0);
  if (std::isinf(fargate.p99_ms) && std::isfinite(lambda.p99_ms)) return -1;  // saturated
  if (!(targets.p95_ms > 0) && !(targets.p99_ms > 0)) return both_meet_weight * faster;
  double lambda_excess = excess(lambda, targets);
  if (lambda.throttled_share > tolerated_throttling) {
    lambda_excess = std::max(lambda_excess, throttled_excess);
  }
  const double fargate_excess = excess(fargate, targets);
  if (lambda_excess == 1 && fargate_excess == 1) return both_meet_weight * faster;
  if (std::isinf(lambda_excess) && std::isinf(fargate_excess)) return 0;
  return std::clamp(std::log2(lambda_excess / fargate_excess) * missed_target_weight, -1.0, 1.0);
}

/// What each side leaves to operate. Lambda: nothing to size. A service: tasks, a scaling rule,
/// images to patch. Settings that give Lambda something to size, or that take it off Fargate, count
/// too.
double operations_score(const Workload& workload, const Decision& decision) {
  const OperationsScores& scores = operations_scores;
  double score = decision.fargate.job ? scores.job : scores.service;
  if (!decision.fargate.job && workload.traffic.shape == Shape::bursty) score += scores.bursts;
  if (workload.lambda.provisioned_concurrency > 0) score += scores.provisioned;
  if (workload.needs.sql_database) score += scores.sql_database;
  if (workload.runtime.package == Package::image) score += scores.image;
  return std::clamp(score, -1.0, 1.0);
}

/// How well each service answers to what starts the work.
double trigger_score(const Demand& demand) {
  const Workload& workload = demand.workload;
  const double rate = demand.profile.mean();
  switch (workload.trigger) {
    case Trigger::object:
    case Trigger::queue:
    case Trigger::stream:
    case Trigger::schedule:
      return trigger_scores.event;
    case Trigger::websocket:
    case Trigger::tcp:
    case Trigger::udp:
      return trigger_scores.connection;
    case Trigger::worker:
      return trigger_scores.worker;
    case Trigger::http:
      break;
  }
  // An API: from a function's work when it is called now and then to a service's when it listens
  // all day, on a log scale.
  const double position = std::log(rate / quiet_rate) / std::log(busy_rate / quiet_rate);
  const double quiet = trigger_scores.quiet_api, busy = trigger_scores.busy_api;
  const double steady = quiet + (busy - quiet) * std::clamp(position, 0.0, 1.0);
  const bool spiky =
      workload.traffic.shape == Shape::bursty || demand.profile.peak() >= spiky_peak * rate;
  return spiky ? std::min(steady, quiet) : steady;
}

/// "Complétude": any container runs on Fargate. All the more as the workload nears a limit of
/// Lambda, or is made for a container already.
double flexibility_score(const Workload& workload, const Decision& decision) {
  const FlexibilityScores& scores = flexibility_scores;
  double score = scores.container;
  if (workload.runtime.package == Package::image) score += scores.image;
  if (workload.needs.persistent_connections) score += scores.persistent_connections;
  for (const LimitCheck& check : decision.feasibility.all()) {
    if (check.service == Service::lambda && check.severity != Severity::ok &&
        !is_setting(check.id)) {
      score += scores.near_limit;
    }
  }
  return std::min(score, 1.0);
}

void score(const Demand& demand, Decision& decision) {
  const Workload& workload = demand.workload;
  decision.scores = {cost_score(decision), latency_score(workload, decision),
                     operations_score(workload, decision), trigger_score(demand),
                     flexibility_score(workload, decision)};
  const Weights& w = workload.weights;
  const std::array weights{w.cost, w.latency, w.operations, w.trigger, w.flexibility};
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (std::size_t i = 0; i < criterion_count; ++i) {
    decision.points[i] = sum > 0 ? decision.scores[i] * weights[i] * points_in_all / sum : 0;
  }
  decision.total_points = std::accumulate(decision.points.begin(), decision.points.end(), 0.0);
}

/// The cheapest split: a base of whole tasks, always on, and Lambda for what exceeds their
/// capacity. Only where traffic moves; the front door and the logs are paid once, as on the cheaper
/// side.
Hybrid split(const Demand& demand, const Decision& decision) {
  const FargatePlan& plan = decision.fargate;
  const Profile& profile = demand.profile;
  Hybrid best{.usd = infinity};
  if (plan.job || plan.tasks_per_rate <= 0 || profile.peak() < hybrid_least_peak * profile.mean()) {
    return best;
  }
  const Bill& fargate = decision.bills[index(Service::fargate)];
  const Bill& lambda = decision.bills[index(Service::lambda)];
  const double task_usd = (fargate.usd(ItemId::fargate_vcpu) + fargate.usd(ItemId::fargate_memory) +
                           fargate.usd(ItemId::fargate_ephemeral)) /
                          plan.mean_tasks;
  const double around_usd = fargate.total_usd - task_usd * plan.mean_tasks;
  const double always_usd =
      lambda.usd(ItemId::lambda_provisioned_reserved) + lambda.usd(ItemId::lambda_snapstart_cache);
  const double by_requests_usd =
      lambda.usd(ItemId::lambda_requests) + lambda.usd(ItemId::lambda_duration) +
      lambda.usd(ItemId::lambda_ephemeral) + lambda.usd(ItemId::lambda_provisioned_duration) +
      lambda.usd(ItemId::lambda_snapstart_restore) + lambda.usd(ItemId::lambda_streaming);
  const double at_mean = plan.tasks_per_rate * profile.mean();
  const double most = std::ceil(plan.tasks_per_rate * profile.peak());
  for (const double part : hybrid_bases) {
    const double tasks = std::max(std::round(at_mean * part), demand.workload.fargate.min_tasks);
    if (tasks >= most || tasks <= 0) continue;
    const double share = profile.mean_above(tasks / plan.tasks_per_rate) / profile.mean();
    const double usd = around_usd + tasks * task_usd + always_usd + share * by_requests_usd;
    if (usd < best.usd) best = {usd, tasks, share};
  }
  return best;
}

Choice choose(const Decision& decision) {
  const bool lambda = decision.feasibility.feasible(Service::lambda);
  const bool fargate = decision.feasibility.feasible(Service::fargate);
  if (!lambda && !fargate) return Choice::neither;
  if (!lambda) return Choice::fargate;
  if (!fargate) return Choice::lambda;
  const double cheaper = std::min(decision.usd(Service::lambda), decision.usd(Service::fargate));
  if (decision.hybrid.usd < cheaper * (1 - hybrid_saving) &&
      cheaper - decision.hybrid.usd > hybrid_least_usd) {
    return Choice::hybrid;
  }
  if (std::abs(decision.total_points) <= either_margin_points) return Choice::either;
  return decision.total_points > 0 ? Choice::fargate : Choice::lambda;
}

}  // namespace

std::string_view choice_name(Choice choice) {
  constexpr std::string_view names[] = {"lambda", "fargate", "either", "hybrid", "neither"};
  return names[static_cast<std::size_t>(choice)];
}

bool cheaper_is_known(const Decision& decision) {
  // Items that one side knows no price of and the other side does not lack.
  const auto lacks_more = [&](Service side) {
    const auto lines = decision.bills[index(other(side))].lines();
    const auto mine = decision.bills[index(side)].lines();
    return std::any_of(mine.begin(), mine.end(), [&](const Item& item) {
      return item.status == Status::unknown &&
             std::none_of(lines.begin(), lines.end(), [&](const Item& theirs) {
               return theirs.id == item.id && theirs.status == Status::unknown;
             });
    });
  };
  const double lambda = decision.usd(Service::lambda), fargate = decision.usd(Service::fargate);
  if (lacks_more(Service::lambda) && lambda <= fargate) return false;
  return !(lacks_more(Service::fargate) && fargate <= lambda);
}

Decision decide(const Workload& workload, const Facts& facts) {
  const Demand demand(workload, facts);
  Decision decision;
  decision.lambda = plan_lambda(demand);
  decision.fargate = plan_fargate(demand);
  decision.bills = {bill(decision.lambda.usage, facts.prices),
                    bill(decision.fargate.usage, facts.prices)};
  decision.performance = {lambda_performance(demand, decision.lambda),
                          fargate_performance(demand, decision.fargate)};
  decision.feasibility = check_limits(demand, decision.lambda, decision.fargate);
  decision.hybrid = split(demand, decision);
  score(demand, decision);
  decision.choice = choose(decision);
  return decision;
}

}  // namespace sans_serveur
