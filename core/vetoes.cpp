#include "core/vetoes.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>

#include "core/surroundings.h"

namespace sans_serveur {
namespace {

Choice only(Service service) {
  return service == Service::lambda ? Choice::lambda : Choice::fargate;
}

/// "Fargate seul", "ni l'un ni l'autre".
Parameter left_parameter(Choice leaves) {
  const std::string_view left = leaves == Choice::lambda    ? "lambda"
                                : leaves == Choice::fargate ? "fargate"
                                                            : "neither";
  return {"left", "@changes.left." + std::string(left)};
}

/// True if one of the checks rules a service out today.
bool holds(const Decision& decision, std::initializer_list<CheckId> ids) {
  const auto checks = decision.feasibility.all();
  return std::any_of(checks.begin(), checks.end(), [&](const LimitCheck& check) {
    return check.severity == Severity::veto &&
           std::find(ids.begin(), ids.end(), check.id) != ids.end();
  });
}

Veto limit(std::string_view id, double value, Choice leaves, bool in_force) {
  return {id,
          {"changes.veto." + std::string(id), {{"limit", value}, left_parameter(leaves)}},
          leaves,
          in_force};
}

/// What an API in front of some of the services leaves when it cuts a long reply.
Choice left_by_door(const Workload& workload, FrontDoor door) {
  const bool lambda = workload.lambda.front_door == door;
  const bool fargate = workload.fargate.front_door == door;
  if (lambda && fargate) return Choice::neither;
  return only(lambda ? Service::fargate : Service::lambda);
}

void add_front_door(std::vector<Veto>& all, const Workload& workload, const Decision& decision,
                    const Limits& limits) {
  const auto used = [&](FrontDoor door) {
    return workload.lambda.front_door == door || workload.fargate.front_door == door;
  };
  if (!listens(workload.trigger)) return;
  if (used(FrontDoor::http_api)) {
    all.push_back(limit("http_api", limits.number(LimitId::http_api_timeout),
                        left_by_door(workload, FrontDoor::http_api),
                        holds(decision, {CheckId::http_api_timeout})));
  }
  if (used(FrontDoor::rest_api)) {
    all.push_back(limit("rest_api", limits.number(LimitId::rest_api_timeout_raised),
                        left_by_door(workload, FrontDoor::rest_api),
                        holds(decision, {CheckId::rest_api_timeout})));
  }
}

/// What no size can give, on one side or on both.
void add_missing(std::vector<Veto>& all, std::string_view id, bool lambda, bool fargate,
                 bool in_force) {
  if (lambda && fargate) return;
  const Choice leaves = lambda == fargate ? Choice::neither
                        : lambda          ? Choice::lambda
                                          : Choice::fargate;
  all.push_back(
      {id, {"changes.veto." + std::string(id), {left_parameter(leaves)}}, leaves, in_force});
}

bool is_told(CheckId id) {
  constexpr std::array told{
      CheckId::lambda_timeout, CheckId::http_api_timeout,        CheckId::rest_api_timeout,
      CheckId::lambda_memory,  CheckId::lambda_payload_response, CheckId::lambda_gpu,
      CheckId::fargate_gpu};
  return std::find(told.begin(), told.end(), id) != told.end();
}

/// ".privileged"
std::string_view after_service(CheckId id) {
  const std::string_view name = check_name(id);
  return name.substr(name.find('.'));
}

/// Vetoes in force that are none of the usual ones: named by their limit.
void add_others(std::vector<Veto>& all, const Decision& decision) {
  for (const LimitCheck& check : decision.feasibility.all()) {
    if (check.severity != Severity::veto || is_told(check.id)) continue;
    // What both lack ("lambda.privileged", "fargate.privileged") is one veto.
    const std::string_view what = after_service(check.id);
    if (std::any_of(all.begin(), all.end(),
                    [&](const Veto& veto) { return veto.id.ends_with(what); })) {
      continue;
    }
    const Service left = other(check.service);
    const Choice leaves = decision.feasibility.feasible(left) ? only(left) : Choice::neither;
    all.push_back({check_name(check.id),
                   {"changes.veto.other",
                    {{"limit", "@limit." + std::string(check_name(check.id)) + ".name"},
                     left_parameter(leaves)}},
                   leaves,
                   true});
  }
}

}  // namespace

std::vector<Veto> vetoes(const Workload& workload, const Decision& decision, const Limits& limits) {
  std::vector<Veto> all;
  all.push_back(limit("timeout", limits.number(LimitId::lambda_timeout), Choice::fargate,
                      holds(decision, {CheckId::lambda_timeout})));
  add_front_door(all, workload, decision, limits);
  if (listens(workload.trigger) && !workload.lambda.streaming) {
    all.push_back(limit("response", limits.number(LimitId::lambda_payload_sync), Choice::fargate,
                        holds(decision, {CheckId::lambda_payload_response})));
  }
  add_missing(all, "gpu", limits.toggle(LimitId::lambda_gpu), limits.toggle(LimitId::fargate_gpu),
              holds(decision, {CheckId::lambda_gpu, CheckId::fargate_gpu}));
  all.push_back(limit("memory", limits.number(LimitId::lambda_memory), Choice::fargate,
                      holds(decision, {CheckId::lambda_memory})));
  add_others(all, decision);
  std::stable_partition(all.begin(), all.end(), [](const Veto& veto) { return veto.in_force; });
  return all;
}

}  // namespace sans_serveur
