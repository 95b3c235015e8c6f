// Feasibility: the workload against every limit it can break.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/limits.h"
#include "core/plan.h"
#include "core/service.h"
#include "core/workload.h"

namespace sans_serveur {

/// What can be broken. Names in JSON and in the content are those of check_name():
/// "lambda.timeout". In order of weight: the first veto is the one that is told first.
enum class CheckId : std::uint8_t {
  lambda_gpu,
  lambda_privileged,
  lambda_windows,
  lambda_protocol,
  lambda_persistent_connections,
  lambda_worker,
  lambda_timeout,
  lambda_memory,
  lambda_package_zip,
  lambda_package_image,
  lambda_tmp,
  lambda_payload_request,
  lambda_payload_response,
  lambda_payload_stream,
  lambda_payload_async,
  http_api_timeout,
  rest_api_timeout,
  http_api_payload,
  rest_api_payload,
  lambda_concurrency,
  lambda_rate,
  lambda_scaling,
  lambda_memory_set,
  lambda_vcpu,
  lambda_init,
  lambda_snapstart,
  database_connections,
  fargate_gpu,
  fargate_privileged,
  fargate_size,
  fargate_windows_size,
  fargate_vcpu,
  fargate_memory,
  fargate_disk,
  fargate_memory_set,
  fargate_vcpu_quota,
  fargate_tasks,
  fargate_launch_rate,
  fargate_utilization,
  fargate_in_flight,
  fargate_disk_included,
  fargate_spot,
  fargate_front_door,
  count
};

/// "lambda.timeout"
std::string_view check_name(CheckId id);
/// Content key, after "unit.", of the unit of a check's value and limit: "s", "mb", "gb", "vcpu",
/// "per_second" or "share"; "" for a plain count and for what is there or not.
std::string_view check_unit(CheckId id);

/// Whether what a check compares with is a setting of the user's, not a limit of the service.
bool is_setting(CheckId id);

/// The share of a limit from which a value is near it.
inline constexpr double near_share = 0.8;
/// Connections that a small relational database accepts: an order of magnitude, not a limit of
/// AWS's.
inline constexpr double usual_database_connections = 100;
/// A burst is taken to reach its peak within this time, the one that AWS states scaling for …
inline constexpr double scaling_window_s = 10;
/// … any other traffic in this one.
inline constexpr double ramp_s = 3600;

/// ok: below. near: at near_share or more. warning: above, but AWS raises it on request, another
/// setting avoids it, or only part of the requests suffer. veto: above, and the service cannot run
/// this.
enum class Severity : std::uint8_t { ok, near, warning, veto };

/// One limit with the workload's value on it.
struct LimitCheck {
  CheckId id{};
  Service service{};
  Severity severity = Severity::ok;
  LimitId source = LimitId::count;  ///< where the limit comes from; count: not one number of AWS's
  double value = 0;                 ///< the workload's; 1 for what is needed and not there
  double limit = 0;                 ///< in the same unit; 0 for what a service does not have at all
};

struct Feasibility {
  static constexpr std::size_t max_checks = 48;
  std::array<LimitCheck, max_checks> checks{};
  std::size_t count = 0;

  std::span<const LimitCheck> all() const { return {checks.data(), count}; }
  bool feasible(Service service) const;
  /// The first veto of a service (checks are in order of weight), or nullptr.
  const LimitCheck* veto(Service service) const;
};

/// Where the limit of a check was read, or nullptr: a setting of the user's, or an order of
/// magnitude.
const Provenance* check_provenance(const LimitCheck& check, const Limits& limits);

Feasibility check_limits(const Demand& demand, const LambdaPlan& lambda,
                         const FargatePlan& fargate);

}  // namespace sans_serveur
