// Limits: what AWS lets Lambda, Fargate and what stands in front of them do, where and when that
// was read. The checks of a workload against them are in feasibility.h.
//
// web/data/limits.json is the published set (schema sans-serveur/limits/1). Unlike a price, no
// limit may be missing from it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/message.h"
#include "core/provenance.h"

namespace sans_serveur {

/// Every limit that is one number. Names in JSON are those of limit_name(): "lambda.timeout".
enum class LimitId : std::uint8_t {
  lambda_timeout,                // s
  lambda_memory_min,             // MB
  lambda_memory,                 // MB
  lambda_memory_step,            // MB
  lambda_mb_per_vcpu,            // MB of memory that come with one vCPU
  lambda_max_vcpu,               // vCPU
  lambda_tmp_included,           // MB of /tmp in the price
  lambda_tmp,                    // MB
  lambda_payload_sync,           // MB, request and response each
  lambda_payload_async,          // MB
  lambda_payload_async_old,      // KB, before it was raised
  lambda_payload_stream,         // MB
  lambda_payload_stream_old,     // MB, before it was raised
  lambda_zip_upload,             // MB, zipped, uploaded directly
  lambda_zip,                    // MB, unzipped, layers included
  lambda_console_editor,         // MB
  lambda_image,                  // GB
  lambda_environment_variables,  // KB
  lambda_layers,                 // per function
  lambda_concurrency,  // environments, default of an account and region; raised on request
  lambda_unreserved_concurrency,    // environments that cannot be reserved
  lambda_scaling,                   // environments per 10 s and function
  lambda_scaling_rate,              // requests/s per 10 s and function
  lambda_code_storage,              // GB per region
  lambda_network_interfaces,        // per VPC
  lambda_file_descriptors,          // per environment
  lambda_processes,                 // processes and threads per environment
  lambda_init,                      // s, longest INIT phase
  lambda_requests_per_environment,  // at once
  lambda_async_retry,               // h, longest retry of an asynchronous event
  lambda_snapstart_tmp,             // MB of /tmp with SnapStart
  lambda_managed_instances_async,   // min, timeout
  lambda_gpu,                       // toggle
  lambda_privileged,                // toggle
  queue_pollers,                    // at the start of an SQS event source
  queue_pollers_added,              // per minute
  queue_pollers_max,
  http_api_timeout,            // s
  http_api_payload,            // MB
  rest_api_timeout,            // s
  rest_api_timeout_raised,     // s, on request, regional and private APIs only
  rest_api_payload,            // MB
  fargate_disk_included,       // GB of ephemeral storage in the price
  fargate_disk,                // GB
  fargate_billing_step,        // s
  fargate_min_billed_linux,    // s, from the start of the image pull
  fargate_min_billed_windows,  // s
  fargate_gpu,                 // toggle
  fargate_privileged,          // toggle
  fargate_efs,                 // toggle
  fargate_image_cache,         // toggle
  fargate_launch_burst,        // tasks
  fargate_launch_rate,         // tasks per second once the burst is used up
  fargate_run_task,            // tasks per RunTask call
  fargate_service_launch,      // tasks per minute and service
  fargate_vcpu_quota,          // vCPU, default of a new account and region; raised on request
  fargate_tasks_per_service,
  fargate_containers,      // per task
  ecs_scale_out_cooldown,  // s, target tracking's default
  ecs_scale_in_cooldown,   // s
  ecs_detection,           // min before target tracking asks for a task
  count
};

inline constexpr std::size_t limit_count = static_cast<std::size_t>(LimitId::count);

struct Limit : Provenance {
  double value = 0;  ///< in limit_unit(); toggles are 0 or 1
};

/// Memory sizes that exist with a number of vCPUs.
struct FargateSize : Provenance {
  double vcpu = 0;
  std::vector<double> memory_gb;  ///< ascending, never empty
  bool windows = false;           ///< exists for Windows tasks too
};

/// A limit that is a list of names: "lambda.snapstart_runtimes" → "java 11", "python 3.12", "dotnet
/// 8".
struct LimitList : Provenance {
  std::vector<std::string> names;
};

struct Limits : SourceTable {
  std::string as_of;  ///< date of the newest source
  std::array<Limit, limit_count> limits{};
  std::vector<FargateSize> fargate_sizes;  ///< ascending by vCPU
  std::map<std::string, LimitList, std::less<>> lists;

  const Limit& operator[](LimitId id) const { return limits[static_cast<std::size_t>(id)]; }
  double number(LimitId id) const { return (*this)[id].value; }
  bool toggle(LimitId id) const { return number(id) != 0; }
  /// Requests a second that an account may start per unit of its concurrency on Lambda: AWS raises
  /// both in the same steps.
  double rate_per_environment() const {
    return number(LimitId::lambda_scaling_rate) / number(LimitId::lambda_scaling);
  }
};

/// "lambda.timeout"
std::string_view limit_name(LimitId id);
/// Content key, after "unit.", of the unit: "s", "mb"…; "" for a plain count, "toggle" for yes or
/// no.
std::string_view limit_unit(LimitId id);

/// Reads a limits file (schema sans-serveur/limits/1): a value, or errors that name the limit, the
/// value and what is allowed (0 to 1e12, in the unit above).
Parsed<Limits> parse_limits(std::string_view json);

}  // namespace sans_serveur
