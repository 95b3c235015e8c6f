#include "core/feasibility.h"

#include <algorithm>
#include <cmath>

#include "core/surroundings.h"

namespace sans_serveur {
namespace {

struct Description {
  std::string_view name;
  std::string_view unit;
};

/// In the order of CheckId.
constexpr std::array<Description, static_cast<std::size_t>(CheckId::count)> descriptions{{
    {"lambda.gpu", ""},
    {"lambda.privileged", ""},
    {"lambda.windows", ""},
    {"lambda.protocol", ""},
    {"lambda.persistent_connections", ""},
    {"lambda.worker", ""},
    {"lambda.timeout", "s"},
    {"lambda.memory", "mb"},
    {"lambda.package_zip", "mb"},
    {"lambda.package_image", "mb"},
    {"lambda.tmp", "mb"},
    {"lambda.payload_request", "mb"},
    {"lambda.payload_response", "mb"},
    {"lambda.payload_stream", "mb"},
    {"lambda.payload_async", "mb"},
    {"http_api.timeout", "s"},
    {"rest_api.timeout", "s"},
    {"http_api.payload", "mb"},
    {"rest_api.payload", "mb"},
    {"lambda.concurrency", ""},
    {"lambda.rate", "per_second"},
    {"lambda.scaling", ""},
    {"lambda.memory_set", "mb"},
    {"lambda.vcpu", "vcpu"},
    {"lambda.init", "s"},
    {"lambda.snapstart", ""},
    {"database.connections", ""},
    {"fargate.gpu", ""},
    {"fargate.privileged", ""},
    {"fargate.size", ""},
    {"fargate.windows_size", "vcpu"},
    {"fargate.vcpu", "vcpu"},
    {"fargate.memory", "mb"},
    {"fargate.disk", "gb"},
    {"fargate.memory_set", "mb"},
    {"fargate.vcpu_quota", "vcpu"},
    {"fargate.tasks", ""},
    {"fargate.launch_rate", ""},
    {"fargate.utilization", "share"},
    {"fargate.in_flight", ""},
    {"fargate.disk_included", "gb"},
    {"fargate.spot", ""},
    {"fargate.front_door", ""},
}};
static_assert(!descriptions.back().name.empty(), "every CheckId needs its name");

/// Adds the checks of one service.
class Checker {
 public:
  Checker(Feasibility& feasibility, const Limits& limits, Service service)
      : feasibility_(feasibility), limits_(limits), service_(service) {}

  /// A value against a limit of AWS's, in the limit's unit.
  void number(CheckId id, LimitId limit, double value, Severity above) {
    bound(id, limit, value, limits_.number(limit), above);
  }

  /// A value against any bound; `source` tells where that comes from.
  void bound(CheckId id, LimitId source, double value, double limit, Severity above) {
    Severity severity = Severity::ok;
    if (value > limit * (1 + 1e-9)) {
      severity = above;
    } else if (value >= limit * near_share) {
      severity = Severity::near;
    }
    add({id, service_, severity, source, value, limit});
  }

  /// Something needed that the service does not have.
  void missing(CheckId id, LimitId source, bool needed, Severity severity = Severity::veto) {
    if (needed) add({id, service_, severity, source, 1, 0});
  }

 private:
  void add(const LimitCheck& check) {
    if (feasibility_.count < Feasibility::max_checks) {
      feasibility_.checks[feasibility_.count++] = check;
    }
  }

  Feasibility& feasibility_;
  const Limits& limits_;
  Service service_;
};

/// A size that the user has set, too small for a request.
void check_set_memory(Checker& checker, CheckId id, double request_mb, double set_mb) {
  if (is_automatic(set_mb) || request_mb <= set_mb) return;
  checker.bound(id, LimitId::count, request_mb, set_mb, Severity::warning);
}

/// The longest run: what the user says, or the mean at the size planned if that is longer.
double longest_run_s(const Workload& workload, double duration_ms) {
  return std::max(workload.request.max_duration_s, duration_ms / 1000);
}

/// API Gateway cuts long replies and large payloads, in front of either service.
void check_front_door(Checker& checker, const Workload& workload, FrontDoor door, double run_s,
                      const Limits& limits) {
  if (!listens(workload.trigger)) return;
  const double payload_mb =
      std::max(workload.request.request_kb, workload.request.response_kb) / 1024;
  if (door == FrontDoor::http_api) {
    checker.number(CheckId::http_api_timeout, LimitId::http_api_timeout, run_s, Severity::veto);
    checker.number(CheckId::http_api_payload, LimitId::http_api_payload, payload_mb,
                   Severity::veto);
  } else if (door == FrontDoor::rest_api) {
    // 29 s by default; AWS raises it on request, up to a point.
    const bool can_be_raised = run_s <= limits.number(LimitId::rest_api_timeout_raised);
    checker.number(CheckId::rest_api_timeout, LimitId::rest_api_timeout, run_s,
                   can_be_raised ? Severity::warning : Severity::veto);
    checker.number(CheckId::rest_api_payload, LimitId::rest_api_payload, payload_mb,
                   Severity::veto);
  }
}

void check_lambda_payloads(Checker& checker, const Workload& workload) {
  const double request_mb = workload.request.request_kb / 1024;
  const double response_mb = workload.request.response_kb / 1024;
  if (listens(workload.trigger)) {
    checker.number(CheckId::lambda_payload_request, LimitId::lambda_payload_sync, request_mb,
                   Severity::veto);
    const bool streams = workload.lambda.streaming;
    checker.number(streams ? CheckId::lambda_payload_stream : CheckId::lambda_payload_response,
                   streams ? LimitId::lambda_payload_stream : LimitId::lambda_payload_sync,
                   response_mb, Severity::veto);
  } else {
    // An object's event carries its name, not its bytes: a large one can be read from the bucket.
    const bool by_name = workload.trigger == Trigger::object;
    checker.number(CheckId::lambda_payload_async, LimitId::lambda_payload_async, request_mb,
                   by_name ? Severity::warning : Severity::veto);
  }
}

void check_lambda_scaling(Checker& checker, const Workload& workload, const LambdaPlan& plan,
                          const Limits& limits) {
  const double account = workload.lambda.account_concurrency;
  checker.bound(CheckId::lambda_concurrency, LimitId::lambda_concurrency, plan.peak_concurrency,
                account, Severity::warning);
  checker.bound(CheckId::lambda_rate, LimitId::lambda_scaling_rate, plan.peak_rate,
                account * limits.rate_per_environment(), Severity::warning);
  const bool sudden = workload.traffic.shape == Shape::bursty;
  const double quiet = sudden ? 0 : plan.peak_concurrency / plan.peak_to_mean;
  const double new_environments =
      sudden ? plan.peak_concurrency : (plan.peak_concurrency - quiet) * scaling_window_s / ramp_s;
  checker.number(CheckId::lambda_scaling, LimitId::lambda_scaling, new_environments,
                 Severity::warning);
  if (workload.needs.sql_database) {
    checker.bound(CheckId::database_connections, LimitId::count, plan.peak_concurrency,
                  usual_database_connections, Severity::warning);
  }
}

void check_lambda(Checker checker, const Workload& workload, const LambdaPlan& plan,
                  const Limits& limits) {
  const Needs& needs = workload.needs;
  const Trigger trigger = workload.trigger;
  checker.missing(CheckId::lambda_gpu, LimitId::lambda_gpu, needs.gpu);
  checker.missing(CheckId::lambda_privileged, LimitId::lambda_privileged, needs.privileged);
  checker.missing(CheckId::lambda_windows, LimitId::count, workload.runtime.os == Os::windows);
  checker.missing(CheckId::lambda_protocol, LimitId::count,
                  trigger == Trigger::tcp || trigger == Trigger::udp);
  checker.missing(CheckId::lambda_persistent_connections, LimitId::lambda_requests_per_environment,
                  needs.persistent_connections);
  checker.missing(CheckId::lambda_worker, LimitId::lambda_timeout, trigger == Trigger::worker);
  const double run_s = longest_run_s(workload, plan.duration_ms);
  checker.number(CheckId::lambda_timeout, LimitId::lambda_timeout, run_s, Severity::veto);
  checker.number(CheckId::lambda_memory, LimitId::lambda_memory,
                 std::max(workload.request.memory_mb, plan.memory_mb), Severity::veto);
  const bool zip = workload.runtime.package == Package::zip;
  checker.bound(
      zip ? CheckId::lambda_package_zip : CheckId::lambda_package_image,
      zip ? LimitId::lambda_zip : LimitId::lambda_image, workload.runtime.image_mb,
      zip ? limits.number(LimitId::lambda_zip) : limits.number(LimitId::lambda_image) * 1024,
      Severity::veto);
  checker.number(CheckId::lambda_tmp, LimitId::lambda_tmp, needs.local_disk_gb * 1024,
                 Severity::veto);
  check_lambda_payloads(checker, workload);
  check_front_door(checker, workload, workload.lambda.front_door, run_s, limits);
  check_lambda_scaling(checker, workload, plan, limits);
  check_set_memory(checker, CheckId::lambda_memory_set, workload.request.memory_mb,
                   workload.lambda.memory_mb);
  checker.number(CheckId::lambda_vcpu, LimitId::lambda_max_vcpu, workload.request.parallelism,
                 Severity::warning);
  checker.number(CheckId::lambda_init, LimitId::lambda_init, workload.runtime.init_ms / 1000,
                 Severity::warning);
  checker.missing(CheckId::lambda_snapstart, LimitId::lambda_snapstart_tmp,
                  workload.lambda.snapstart && !snapstart_applies(workload), Severity::warning);
}

/// The largest size of a task, which is a smaller one under Windows; nullptr if there is none.
const FargateSize* largest_size(const Limits& limits, Os os) {
  const auto found =
      std::find_if(limits.fargate_sizes.rbegin(), limits.fargate_sizes.rend(),
                   [&](const FargateSize& size) { return os != Os::windows || size.windows; });
  return found == limits.fargate_sizes.rend() ? nullptr : &*found;
}

/// The size whose most memory this is.
const FargateSize* size_of_memory(const Limits& limits, double memory_mb) {
  const auto found = std::find_if(
      limits.fargate_sizes.begin(), limits.fargate_sizes.end(),
      [&](const FargateSize& size) { return size.memory_gb.back() * 1024 == memory_mb; });
  return found == limits.fargate_sizes.end() ? nullptr : &*found;
}

void check_fargate_size(Checker& checker, const Workload& workload, const FargatePlan& plan,
                        const Limits& limits) {
  const Os os = workload.runtime.os;
  const FargateSize* const largest = largest_size(limits, os);
  const double least_mb = std::max(workload.request.memory_mb, workload.fargate.base_memory_mb);
  checker.bound(CheckId::fargate_memory, LimitId::count, std::max(least_mb, plan.memory_mb),
                largest != nullptr ? largest->memory_gb.back() * 1024 : 0, Severity::veto);
  checker.bound(os == Os::windows ? CheckId::fargate_windows_size : CheckId::fargate_vcpu,
                LimitId::count, plan.vcpu, largest != nullptr ? largest->vcpu : 0, Severity::veto);
  checker.missing(CheckId::fargate_size, LimitId::count, !plan.size_exists);
}

void check_fargate_capacity(Checker& checker, const Demand& demand, const FargatePlan& plan) {
  const FargateSettings& fargate = demand.workload.fargate;
  check_set_memory(checker, CheckId::fargate_memory_set, demand.workload.request.memory_mb,
                   fargate.memory_mb);
  checker.number(CheckId::fargate_vcpu_quota, LimitId::fargate_vcpu_quota,
                 plan.peak_tasks * plan.vcpu, Severity::warning);
  if (!plan.job) {
    const double in_flight = demand.profile.peak() * plan.duration_ms / 1000 / plan.peak_tasks;
    checker.number(CheckId::fargate_tasks, LimitId::fargate_tasks_per_service, plan.peak_tasks,
                   Severity::warning);
    checker.bound(CheckId::fargate_utilization, LimitId::count, plan.peak_utilization,
                  fargate.target_utilization, Severity::warning);
    checker.bound(CheckId::fargate_in_flight, LimitId::count, in_flight,
                  fargate.concurrency_per_task, Severity::warning);
  }
  checker.number(CheckId::fargate_launch_rate, LimitId::fargate_launch_burst,
                 plan.peak_tasks - plan.low_tasks, Severity::warning);
}

void check_fargate(Checker checker, const Demand& demand, const FargatePlan& plan) {
  const Workload& workload = demand.workload;
  const Limits& limits = demand.facts.limits;
  const Needs& needs = workload.needs;
  checker.missing(CheckId::fargate_gpu, LimitId::fargate_gpu, needs.gpu);
  checker.missing(CheckId::fargate_privileged, LimitId::fargate_privileged, needs.privileged);
  check_fargate_size(checker, workload, plan, limits);
  checker.number(CheckId::fargate_disk, LimitId::fargate_disk, needs.local_disk_gb, Severity::veto);
  checker.number(CheckId::fargate_disk_included, LimitId::fargate_disk_included,
                 needs.local_disk_gb, Severity::near);  // beyond it is paid for, not refused
  check_front_door(checker, workload, workload.fargate.front_door,
                   longest_run_s(workload, plan.duration_ms), limits);
  check_fargate_capacity(checker, demand, plan);
  checker.missing(CheckId::fargate_spot, LimitId::count,
                  workload.fargate.spot_share > 0 && !needs.interruptible, Severity::warning);
  checker.missing(
      CheckId::fargate_front_door, LimitId::count,
      listens(workload.trigger) && workload.fargate.front_door == FrontDoor::function_url,
      Severity::warning);
}

}  // namespace

std::string_view check_name(CheckId id) {
  return descriptions[static_cast<std::size_t>(id)].name;
}

std::string_view check_unit(CheckId id) {
  return descriptions[static_cast<std::size_t>(id)].unit;
}

bool is_setting(CheckId id) {
  return id == CheckId::lambda_memory_set || id == CheckId::fargate_memory_set ||
         id == CheckId::fargate_utilization || id == CheckId::fargate_in_flight;
}

const Provenance* check_provenance(const LimitCheck& check, const Limits& limits) {
  switch (check.id) {
    case CheckId::fargate_windows_size:
      return largest_size(limits, Os::windows);
    case CheckId::fargate_memory:
      return size_of_memory(limits, check.limit);
    case CheckId::fargate_size:
    case CheckId::fargate_vcpu:
      return largest_size(limits, Os::linux);
    default:
      return check.source == LimitId::count ? nullptr : &limits[check.source];
  }
}

bool Feasibility::feasible(Service service) const {
  return veto(service) == nullptr;
}

const LimitCheck* Feasibility::veto(Service service) const {
  const auto checked = all();
  const auto found = std::find_if(checked.begin(), checked.end(), [&](const LimitCheck& check) {
    return check.service == service && check.severity == Severity::veto;
  });
  return found == checked.end() ? nullptr : &*found;
}

Feasibility check_limits(const Demand& demand, const LambdaPlan& lambda,
                         const FargatePlan& fargate) {
  Feasibility feasibility;
  const Limits& limits = demand.facts.limits;
  check_lambda({feasibility, limits, Service::lambda}, demand.workload, lambda, limits);
  check_fargate({feasibility, limits, Service::fargate}, demand, fargate);
  return feasibility;
}

}  // namespace sans_serveur
