// A workload: everything the user says about what has to run (sans-serveur/workload/1).
//
// The structs below hold the values; fields() describes each of them once (path, unit, range,
// default, choices). Reading and writing JSON, the form, share links, sensitivity analysis and
// error messages all follow that table, so that a field added there exists everywhere.
#pragma once

#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/message.h"
#include "core/prices.h"

namespace sans_serveur {

/// "auto" or null in JSON: the planner chooses, or the target is not set.
inline constexpr double automatic = std::numeric_limits<double>::quiet_NaN();

/// True if a field holds `automatic`.
inline bool is_automatic(double value) {
  return value != value;
}

enum class Trigger { http, object, queue, stream, schedule, websocket, tcp, udp, worker };
enum class Shape { flat, daily, office, bursty, trace };
enum class Runtime { nodejs, python, java, dotnet, go, rust, ruby, php, other };
enum class Package { zip, image };
enum class Os { linux, windows };
enum class FrontDoor { none, function_url, http_api, rest_api, alb };
enum class FargateMode { best, service, job };  // "auto" in JSON: the cheaper of both
enum class FixedCosts { charged, existing };    // "new" in JSON; `new` is a C++ keyword
enum class SavingsPlan { none, one_year, three_years };

struct Traffic {
  double requests_per_month = 1e6;
  Shape shape = Shape::daily;
  double peak_to_mean =
      2;  ///< of the busiest moment to the mean; ignored when flat or from a trace
  std::vector<double> bins;  ///< requests per bin, for Shape::trace; bins are equally long
};

struct Request {
  double duration_ms = 200;  ///< wall time on one full vCPU
  double duration_cv = 0.6;  ///< standard deviation / mean
  double cpu_ms = 50;        ///< of which CPU time
  double parallelism = 1;    ///< vCPUs that the CPU part can use at once
  double memory_mb = 256;
  double request_kb = 4;
  double response_kb = 16;
  double max_duration_s = 10;  ///< the longest that one request may take
};

struct RuntimeSettings {
  Runtime language = Runtime::nodejs;
  Package package = Package::zip;
  double image_mb = 50;  ///< unzipped code, or image
  double init_ms = 300;  ///< start of the code itself: the INIT phase of a cold start
  Os os = Os::linux;
};

struct Needs {
  bool gpu = false;
  bool persistent_connections = false;
  bool privileged = false;
  double local_disk_gb = 0.5;
  bool sql_database = false;
  bool interruptible = false;
};

/// When the default lifetimes of environments below were measured; AWS publishes neither.
inline constexpr std::string_view lifetimes_measured = "2020";

struct LambdaSettings {
  double memory_mb = automatic;
  double duration_ms = automatic;  ///< measured at memory_mb: overrides the formula
  double provisioned_concurrency = 0;
  double provisioned_hours = 730;  ///< of the month, that it is on: the busiest ones
  double restore_ms =
      200;  ///< of a snapshot, with SnapStart: measured by the user, no published figure
  bool snapstart = false;
  bool streaming = false;
  double ephemeral_mb = 512;
  FrontDoor front_door = FrontDoor::function_url;
  double account_concurrency = 1000;
  double idle_lifetime_s = 600;
  double max_lifetime_s = 7200;
};

struct FargateSettings {
  FargateMode mode = FargateMode::best;
  double vcpu = automatic;
  double memory_mb = automatic;
  double concurrency_per_task = 50;
  double base_memory_mb = 128;
  double target_utilization = 0.6;
  double min_tasks = 2;
  bool autoscaling = true;
  double metrics_s = 60;
  double task_start_s = automatic;
  double ephemeral_gb = 20;
  double spot_share = 0;
  FrontDoor front_door = FrontDoor::alb;
  double min_lcu = 0;  ///< LCU counted at least, for careful budgets; AWS bills fractions
};

struct Network {
  double nat_gateways = 0;  ///< on both sides; the next two differ where one side needs none
  double lambda_nat_gateways = automatic;  ///< automatic: as nat_gateways
  double fargate_nat_gateways = automatic;
  double nat_kb_per_request = 0;  ///< through the NAT gateways, both ways
  bool public_ipv4 = true;
  bool egress = true;
  double free_egress_gb =
      100;  ///< of the account's 100 free GB a month, those left for this workload
  FixedCosts fixed_costs = FixedCosts::charged;
};

struct Pricing {
  bool free_tier = false;
  SavingsPlan savings_plan = SavingsPlan::none;
  double lambda_discount =
      automatic;  ///< 0 to 0.6 on duration; automatic: the plan's published rate
  double fargate_discount =
      automatic;  ///< 0 to 0.6 on compute; automatic: the plan's published rate
  double spot_discount = 0.7;
};

struct Targets {
  double p95_ms = automatic;
  double p99_ms = 1000;
};

/// Importance of each criterion, 0 (ignored) to 10. Vetoes are never weighed.
struct Weights {
  double cost = 3;
  double latency = 2;
  double operations = 2;
  double trigger = 2;
  double flexibility = 1;
};

/// Optional cost of the people who run it: shown beside the bill, never inside it.
struct Labour {
  double hourly_usd = 0;
  double lambda_hours = 1;
  double fargate_hours = 4;
};

/// A price entered by the user: replaces the published one in every bill and is marked `user`.
struct UserPrice {
  PriceId id;
  double usd;
};

/// Of a name, UTF-8.
inline constexpr std::size_t max_name_bytes = 200;

struct Workload {
  std::string name;
  std::string region = "eu-west-3";
  Architecture architecture = Architecture::arm64;
  Trigger trigger = Trigger::http;
  Traffic traffic;
  Request request;
  RuntimeSettings runtime;
  Needs needs;
  LambdaSettings lambda;
  FargateSettings fargate;
  Network network;
  double logs_kb_per_request = 1;
  double retry_factor = 1;
  Pricing pricing;
  Targets targets;
  Weights weights;
  Labour labour;
  std::vector<UserPrice> prices;
};

enum class FieldKind { number, integer, toggle, choice };

/// One field of a workload: what the form, the parser and the sensitivity analysis need to know.
/// Every value travels as a double: toggles are 0 or 1, choices their index, automatic NaN.
struct Field {
  std::string_view path;  ///< as in the JSON: "request.duration_ms"
  FieldKind kind;
  std::string_view unit;  ///< "ms", "mb", "per_month"…: key of its name in the content; "" for none
  double min;
  double max;
  bool logarithmic;               ///< spans decades: sliders and samples work on its logarithm
  std::string_view automatic_as;  ///< "auto" or "null" where the field may be automatic, else ""
  std::span<const std::string_view> choices;
  double (*get)(const Workload&);
  void (*set)(Workload&, double);
  double usual_min = min;  ///< sliders and sensitivity analysis go from here …
  double usual_max = max;  ///< … to here
  double plausible_factor =
      1;  ///< a user's figure is plausibly off by up to this factor, either way

  constexpr Field usual(double from, double to) const {
    Field field = *this;
    field.usual_min = from;
    field.usual_max = to;
    return field;
  }
  constexpr Field uncertain(double factor) const {
    Field field = *this;
    field.plausible_factor = factor;
    return field;
  }
};

/// All fields but name, region, traffic.bins and prices, in the order of the JSON document.
std::span<const Field> fields();

/// The field at a path, or nullptr.
const Field* find_field(std::string_view path);

/// The default of a field: its value in an empty workload.
double standard_value(const Field& field);

/// A value by its place on the field's usual range, 0 to 1 (logarithmic where the field is),
/// rounded for integers; and back. Values beyond the usual range are clamped to 0 or 1 by
/// position_of().
double value_at(const Field& field, double position);
double position_of(const Field& field, double value);

/// Why `value` cannot be in `field` (out of range, not an integer, automatic where it may not be);
/// no error if it can.
Errors check(const Field& field, double value);

/// Why the workload as a whole cannot be (cpu_ms above duration_ms, sizes that contradict…).
Errors check(const Workload& workload);

/// Reads a sans-serveur/workload/1 document; whatever the bytes, returns a value or errors.
Parsed<Workload> parse_workload(std::string_view json);

/// Writes it: all fields, or only those that differ from the defaults. Shortest numbers that read
/// back as the same doubles.
std::string to_json(const Workload& workload, bool only_differences = false);

}  // namespace sans_serveur
