#include "core/alternatives.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/surroundings.h"

namespace sans_serveur {
namespace {

/// Below it, an alternative changes nothing worth a line.
constexpr double least_usd = 0.005;

struct NewValue {
  std::string_view path;
  double value;
};

struct Possibility {
  std::string_view id;
  bool (*applies)(const Workload&);
  std::array<NewValue, 3> values;  ///< those without a path are none
};

template <class Enum>
constexpr double number(Enum value) {
  return static_cast<double>(value);
}

bool lambda_door_is(const Workload& workload, FrontDoor door) {
  return listens(workload.trigger) && workload.lambda.front_door == door;
}

double nat_gateways(const Workload& workload, Service side) {
  const Network& network = workload.network;
  const double own =
      side == Service::lambda ? network.lambda_nat_gateways : network.fargate_nat_gateways;
  return is_automatic(own) ? network.nat_gateways : own;
}

bool any_nat_gateway(const Workload& workload) {
  return nat_gateways(workload, Service::lambda) + nat_gateways(workload, Service::fargate) > 0;
}

/// What may be paid for already: a load balancer, NAT gateways.
bool has_fixed_costs(const Workload& workload) {
  const bool balancer =
      listens(workload.trigger) && (workload.lambda.front_door == FrontDoor::alb ||
                                    workload.fargate.front_door == FrontDoor::alb ||
                                    workload.fargate.front_door == FrontDoor::function_url);
  return balancer || any_nat_gateway(workload);
}

bool may_use_spot(const Workload& workload) {
  return workload.needs.interruptible && workload.runtime.os == Os::linux;
}

bool traffic_moves(const Workload& workload) {
  return workload.traffic.shape != Shape::flat;
}

// Each with its opposite, so that what was tried can be taken back.
const std::array possibilities{
    Possibility{"function_url",
                [](const Workload& w) { return lambda_door_is(w, FrontDoor::http_api); },
                {{{"lambda.front_door", number(FrontDoor::function_url)}}}},
    Possibility{"function_url_rest",
                [](const Workload& w) { return lambda_door_is(w, FrontDoor::rest_api); },
                {{{"lambda.front_door", number(FrontDoor::function_url)}}}},
    Possibility{"http_api",
                [](const Workload& w) {
                  return listens(w.trigger) && w.lambda.front_door != FrontDoor::http_api;
                },
                {{{"lambda.front_door", number(FrontDoor::http_api)}}}},
    Possibility{"nat",
                [](const Workload& w) { return nat_gateways(w, Service::fargate) == 0; },
                {{{"network.fargate_nat_gateways", alternative_nat_gateways}}}},
    Possibility{"no_nat",
                any_nat_gateway,
                {{{"network.nat_gateways", 0},
                  {"network.lambda_nat_gateways", automatic},
                  {"network.fargate_nat_gateways", automatic}}}},
    Possibility{"x86",
                [](const Workload& w) { return w.architecture == Architecture::arm64; },
                {{{"architecture", number(Architecture::x86_64)}}}},
    Possibility{"arm",
                [](const Workload& w) {
                  return w.architecture == Architecture::x86_64 && w.runtime.os == Os::linux;
                },
                {{{"architecture", number(Architecture::arm64)}}}},
    Possibility{"autoscaling",
                [](const Workload& w) { return traffic_moves(w) && !w.fargate.autoscaling; },
                {{{"fargate.autoscaling", 1}}}},
    Possibility{"no_autoscaling",
                [](const Workload& w) { return traffic_moves(w) && w.fargate.autoscaling; },
                {{{"fargate.autoscaling", 0}}}},
    Possibility{"one_task",
                [](const Workload& w) { return w.fargate.min_tasks > 1; },
                {{{"fargate.min_tasks", 1}}}},
    Possibility{"two_tasks",
                [](const Workload& w) { return w.fargate.min_tasks <= 1; },
                {{{"fargate.min_tasks", 2}}}},
    Possibility{"job",
                [](const Workload& w) {
                  return starts_by_event(w.trigger) && w.fargate.mode != FargateMode::job;
                },
                {{{"fargate.mode", number(FargateMode::job)}}}},
    Possibility{"service",
                [](const Workload& w) {
                  return starts_by_event(w.trigger) && w.fargate.mode != FargateMode::service;
                },
                {{{"fargate.mode", number(FargateMode::service)}}}},
    Possibility{"existing",
                [](const Workload& w) {
                  return has_fixed_costs(w) && w.network.fixed_costs == FixedCosts::charged;
                },
                {{{"network.fixed_costs", number(FixedCosts::existing)}}}},
    Possibility{"new",
                [](const Workload& w) {
                  return has_fixed_costs(w) && w.network.fixed_costs == FixedCosts::existing;
                },
                {{{"network.fixed_costs", number(FixedCosts::charged)}}}},
    Possibility{"spot",
                [](const Workload& w) { return may_use_spot(w) && w.fargate.spot_share < 1; },
                {{{"fargate.spot_share", 1}}}},
    Possibility{"no_spot",
                [](const Workload& w) { return may_use_spot(w) && w.fargate.spot_share > 0; },
                {{{"fargate.spot_share", 0}}}},
    Possibility{"savings",
                [](const Workload& w) { return w.pricing.savings_plan == SavingsPlan::none; },
                {{{"pricing.savings_plan", number(SavingsPlan::one_year)}}}},
    Possibility{"no_savings",
                [](const Workload& w) { return w.pricing.savings_plan != SavingsPlan::none; },
                {{{"pricing.savings_plan", number(SavingsPlan::none)}}}},
    Possibility{"free_tier",
                [](const Workload& w) { return !w.pricing.free_tier; },
                {{{"pricing.free_tier", 1}}}},
    Possibility{"no_free_tier",
                [](const Workload& w) { return w.pricing.free_tier; },
                {{{"pricing.free_tier", 0}}}},
};

Alternative evaluated(const Possibility& possibility, const Workload& workload,
                      const Decision& today, const Facts& facts) {
  Alternative alternative;
  alternative.id = possibility.id;
  for (const NewValue& value : possibility.values) {
    if (!value.path.empty()) {
      alternative.changes.push_back({find_field(value.path), value.value});
    }
  }
  const Decision decision = decide(changed(workload, alternative.changes), facts);
  alternative.lambda_usd = decision.usd(Service::lambda);
  alternative.fargate_usd = decision.usd(Service::fargate);
  alternative.choice = decision.choice;
  alternative.flips = decision.choice != today.choice;
  return alternative;
}

}  // namespace

Workload changed(const Workload& workload, std::span<const Change> changes) {
  Workload result = workload;
  for (const Change& change : changes) change.field->set(result, change.value);
  Request& request = result.request;
  request.cpu_ms = std::min(request.cpu_ms, request.duration_ms);
  return result;
}

std::vector<Alternative> alternatives(const Workload& workload, const Decision& today,
                                      const Facts& facts) {
  const double lambda_usd = today.usd(Service::lambda), fargate_usd = today.usd(Service::fargate);
  std::vector<Alternative> found;
  for (const Possibility& possibility : possibilities) {
    if (!possibility.applies(workload)) continue;
    Alternative alternative = evaluated(possibility, workload, today, facts);
    const bool costs = std::abs(alternative.lambda_usd - lambda_usd) >= least_usd ||
                       std::abs(alternative.fargate_usd - fargate_usd) >= least_usd;
    if (costs || alternative.flips) found.push_back(std::move(alternative));
  }
  const double difference = lambda_usd - fargate_usd;
  const auto effect = [&](const Alternative& alternative) {
    return std::abs(alternative.usd_difference() - difference);
  };
  std::stable_sort(found.begin(), found.end(), [&](const Alternative& a, const Alternative& b) {
    return a.flips != b.flips ? a.flips : effect(a) > effect(b);
  });
  return found;
}

}  // namespace sans_serveur
