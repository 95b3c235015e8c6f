#include "core/workload.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sans_serveur {
namespace {

using Names = std::string_view;

constexpr std::array<Names, 2> architectures{"x86_64", "arm64"};
constexpr std::array<Names, 9> triggers{"http",      "object", "queue", "stream", "schedule",
                                        "websocket", "tcp",    "udp",   "worker"};
constexpr std::array<Names, 5> shapes{"flat", "daily", "office", "bursty", "trace"};
constexpr std::array<Names, 9> runtimes{"nodejs", "python", "java", "dotnet", "go",
                                        "rust",   "ruby",   "php",  "other"};
constexpr std::array<Names, 2> packages{"zip", "image"};
constexpr std::array<Names, 2> systems{"linux", "windows"};
constexpr std::array<Names, 5> front_doors{"none", "function_url", "http_api", "rest_api", "alb"};
constexpr std::array<Names, 3> modes{"auto", "service", "job"};
constexpr std::array<Names, 2> fixed_costs{"new", "existing"};
constexpr std::array<Names, 3> savings_plans{"none", "1y", "3y"};

/// Reads and writes one member of a group of a workload as a double.
template <auto Group, auto Member>
struct Access {
  static auto& member(auto& workload) { return (workload.*Group).*Member; }
  static double get(const Workload& workload) { return static_cast<double>(member(workload)); }
  static void set(Workload& workload, double value) {
    auto& target = member(workload);
    target = static_cast<std::remove_reference_t<decltype(target)>>(value);
  }
};

/// The same for a member of the workload itself.
template <auto Member>
struct TopAccess {
  static double get(const Workload& workload) { return static_cast<double>(workload.*Member); }
  static void set(Workload& workload, double value) {
    auto& target = workload.*Member;
    target = static_cast<std::remove_reference_t<decltype(target)>>(value);
  }
};

// clang-format off
template <class A>
constexpr Field number(std::string_view path, std::string_view unit, double min, double max, std::string_view automatic_as = "") {
  return {path, FieldKind::number, unit, min, max, false, automatic_as, {}, A::get, A::set};
}
template <class A>
constexpr Field decades(std::string_view path, std::string_view unit, double min, double max, std::string_view automatic_as = "") {
  return {path, FieldKind::number, unit, min, max, true, automatic_as, {}, A::get, A::set};
}
template <class A>
constexpr Field integer(std::string_view path, std::string_view unit, double min, double max, bool logarithmic, std::string_view automatic_as = "") {
  return {path, FieldKind::integer, unit, min, max, logarithmic, automatic_as, {}, A::get, A::set};
}
template <class A>
constexpr Field toggle(std::string_view path) {
  return {path, FieldKind::toggle, "", 0, 1, false, "", {}, A::get, A::set};
}
template <class A>
constexpr Field choice(std::string_view path, std::span<const std::string_view> choices) {
  return {path, FieldKind::choice, "", 0, static_cast<double>(choices.size() - 1), false, "", choices, A::get, A::set};
}

using W = Workload;
template <auto M> using TrafficField = Access<&W::traffic, M>;
template <auto M> using RequestField = Access<&W::request, M>;
template <auto M> using RuntimeField = Access<&W::runtime, M>;
template <auto M> using NeedsField = Access<&W::needs, M>;
template <auto M> using LambdaField = Access<&W::lambda, M>;
template <auto M> using FargateField = Access<&W::fargate, M>;
template <auto M> using NetworkField = Access<&W::network, M>;
template <auto M> using PricingField = Access<&W::pricing, M>;
template <auto M> using TargetsField = Access<&W::targets, M>;
template <auto M> using WeightsField = Access<&W::weights, M>;
template <auto M> using LabourField = Access<&W::labour, M>;

using L = LambdaSettings;
using F = FargateSettings;

// One line per field, longer than a hundred columns on purpose: it is a table.
const std::array all_fields{
    choice<TopAccess<&W::architecture>>("architecture", architectures),
    choice<TopAccess<&W::trigger>>("trigger", triggers),
    decades<TrafficField<&Traffic::requests_per_month>>("traffic.requests_per_month", "per_month", 1, 1e11).usual(1e4, 1e9).uncertain(1.5),
    choice<TrafficField<&Traffic::shape>>("traffic.shape", shapes),
    decades<TrafficField<&Traffic::peak_to_mean>>("traffic.peak_to_mean", "times", 1, 1000).usual(1, 20).uncertain(1.3),
    decades<RequestField<&Request::duration_ms>>("request.duration_ms", "ms", 1, 604800000).usual(10, 9e5).uncertain(1.3),
    number<RequestField<&Request::duration_cv>>("request.duration_cv", "", 0, 5).usual(0, 2),
    decades<RequestField<&Request::cpu_ms>>("request.cpu_ms", "ms", 0.01, 604800000).usual(1, 1e5).uncertain(1.5),
    number<RequestField<&Request::parallelism>>("request.parallelism", "vcpu", 1, 32).usual(1, 8),
    decades<RequestField<&Request::memory_mb>>("request.memory_mb", "mb", 1, 249856).usual(64, 10240).uncertain(1.3),
    decades<RequestField<&Request::request_kb>>("request.request_kb", "kb", 0, 1e7).usual(0.5, 10000).uncertain(1.3),
    decades<RequestField<&Request::response_kb>>("request.response_kb", "kb", 0, 1e7).usual(0.5, 10000).uncertain(1.3),
    decades<RequestField<&Request::max_duration_s>>("request.max_duration_s", "s", 0.001, 2592000).usual(1, 86400),
    choice<RuntimeField<&RuntimeSettings::language>>("runtime.language", runtimes),
    choice<RuntimeField<&RuntimeSettings::package>>("runtime.package", packages),
    decades<RuntimeField<&RuntimeSettings::image_mb>>("runtime.image_mb", "mb", 0.01, 204800).usual(1, 10240),
    decades<RuntimeField<&RuntimeSettings::init_ms>>("runtime.init_ms", "ms", 0, 600000).usual(10, 20000).uncertain(1.5),
    choice<RuntimeField<&RuntimeSettings::os>>("runtime.os", systems),
    toggle<NeedsField<&Needs::gpu>>("needs.gpu"),
    toggle<NeedsField<&Needs::persistent_connections>>("needs.persistent_connections"),
    toggle<NeedsField<&Needs::privileged>>("needs.privileged"),
    decades<NeedsField<&Needs::local_disk_gb>>("needs.local_disk_gb", "gb", 0, 16384).usual(0.5, 200),
    toggle<NeedsField<&Needs::sql_database>>("needs.sql_database"),
    toggle<NeedsField<&Needs::interruptible>>("needs.interruptible"),
    integer<LambdaField<&L::memory_mb>>("lambda.memory_mb", "mb", 128, 10240, true, "auto").usual(128, 10240),
    decades<LambdaField<&L::duration_ms>>("lambda.duration_ms", "ms", 0.01, 604800000, "null").usual(1, 9e5),
    integer<LambdaField<&L::provisioned_concurrency>>("lambda.provisioned_concurrency", "environments", 0, 1e6, true).usual(0, 1000),
    number<LambdaField<&L::provisioned_hours>>("lambda.provisioned_hours", "h_per_month", 0, 744),
    toggle<LambdaField<&L::snapstart>>("lambda.snapstart"),
    decades<LambdaField<&L::restore_ms>>("lambda.restore_ms", "ms", 0, 60000).usual(10, 5000),
    toggle<LambdaField<&L::streaming>>("lambda.streaming"),
    integer<LambdaField<&L::ephemeral_mb>>("lambda.ephemeral_mb", "mb", 512, 10240, true),
    choice<LambdaField<&L::front_door>>("lambda.front_door", front_doors),
    integer<LambdaField<&L::account_concurrency>>("lambda.account_concurrency", "environments", 1, 1e6, true).usual(100, 100000),
    decades<LambdaField<&L::idle_lifetime_s>>("lambda.idle_lifetime_s", "s", 1, 86400).usual(60, 3600),
    decades<LambdaField<&L::max_lifetime_s>>("lambda.max_lifetime_s", "s", 1, 604800).usual(600, 86400),
    choice<FargateField<&F::mode>>("fargate.mode", modes),
    decades<FargateField<&F::vcpu>>("fargate.vcpu", "vcpu", 0.25, 32, "auto").usual(0.25, 16),
    decades<FargateField<&F::memory_mb>>("fargate.memory_mb", "mb", 512, 249856, "auto").usual(512, 122880),
    integer<FargateField<&F::concurrency_per_task>>("fargate.concurrency_per_task", "requests", 1, 100000, true).usual(1, 1000).uncertain(1.3),
    decades<FargateField<&F::base_memory_mb>>("fargate.base_memory_mb", "mb", 0, 249856).usual(16, 4096).uncertain(1.3),
    number<FargateField<&F::target_utilization>>("fargate.target_utilization", "share", 0.01, 1).usual(0.1, 1).uncertain(1.15),
    integer<FargateField<&F::min_tasks>>("fargate.min_tasks", "tasks", 0, 5000, false).usual(1, 20),
    toggle<FargateField<&F::autoscaling>>("fargate.autoscaling"),
    number<FargateField<&F::metrics_s>>("fargate.metrics_s", "s", 1, 300),
    decades<FargateField<&F::task_start_s>>("fargate.task_start_s", "s", 1, 3600, "auto").usual(10, 300),
    integer<FargateField<&F::ephemeral_gb>>("fargate.ephemeral_gb", "gb", 20, 200, true),
    number<FargateField<&F::spot_share>>("fargate.spot_share", "share", 0, 1),
    choice<FargateField<&F::front_door>>("fargate.front_door", front_doors),
    number<FargateField<&F::min_lcu>>("fargate.min_lcu", "lcu", 0, 100).usual(0, 1),
    integer<NetworkField<&Network::nat_gateways>>("network.nat_gateways", "gateways", 0, 100, false).usual(0, 3),
    integer<NetworkField<&Network::lambda_nat_gateways>>("network.lambda_nat_gateways", "gateways", 0, 100, false, "auto").usual(0, 3),
    integer<NetworkField<&Network::fargate_nat_gateways>>("network.fargate_nat_gateways", "gateways", 0, 100, false, "auto").usual(0, 3),
    decades<NetworkField<&Network::nat_kb_per_request>>("network.nat_kb_per_request", "kb", 0, 1e6).usual(0, 1000),
    toggle<NetworkField<&Network::public_ipv4>>("network.public_ipv4"),
    toggle<NetworkField<&Network::egress>>("network.egress"),
    number<NetworkField<&Network::free_egress_gb>>("network.free_egress_gb", "gb", 0, 100),
    choice<NetworkField<&Network::fixed_costs>>("network.fixed_costs", fixed_costs),
    decades<TopAccess<&W::logs_kb_per_request>>("logs_kb_per_request", "kb", 0, 1e5).usual(0.1, 100).uncertain(1.5),
    number<TopAccess<&W::retry_factor>>("retry_factor", "times", 1, 10).usual(1, 3),
    toggle<PricingField<&Pricing::free_tier>>("pricing.free_tier"),
    choice<PricingField<&Pricing::savings_plan>>("pricing.savings_plan", savings_plans),
    number<PricingField<&Pricing::lambda_discount>>("pricing.lambda_discount", "share", 0, 0.9, "auto").usual(0, 0.2),
    number<PricingField<&Pricing::fargate_discount>>("pricing.fargate_discount", "share", 0, 0.9, "auto").usual(0, 0.52),
    number<PricingField<&Pricing::spot_discount>>("pricing.spot_discount", "share", 0, 0.9),
    decades<TargetsField<&Targets::p95_ms>>("targets.p95_ms", "ms", 1, 86400000, "null").usual(50, 30000),
    decades<TargetsField<&Targets::p99_ms>>("targets.p99_ms", "ms", 1, 86400000, "null").usual(50, 30000),
    number<WeightsField<&Weights::cost>>("weights.cost", "", 0, 10),
    number<WeightsField<&Weights::latency>>("weights.latency", "", 0, 10),
    number<WeightsField<&Weights::operations>>("weights.operations", "", 0, 10),
    number<WeightsField<&Weights::trigger>>("weights.trigger", "", 0, 10),
    number<WeightsField<&Weights::flexibility>>("weights.flexibility", "", 0, 10),
    number<LabourField<&Labour::hourly_usd>>("labour.hourly_usd", "usd_per_h", 0, 1000).usual(0, 200),
    number<LabourField<&Labour::lambda_hours>>("labour.lambda_hours", "h_per_month", 0, 1000).usual(0, 100),
    number<LabourField<&Labour::fargate_hours>>("labour.fargate_hours", "h_per_month", 0, 1000).usual(0, 100),
};
// clang-format on

const Workload standard_workload;

/// A logarithmic field that may be 0 starts its scale here, as a share of its largest usual value.
constexpr double smallest_share = 1e-5;

double scale(const Field& field, double value) {
  if (!field.logarithmic) return value;
  return std::log(std::max(value, field.usual_max * smallest_share));
}

Error error(std::string_view path, std::string key, std::vector<Parameter> parameters) {
  return {std::string(path), {std::move(key), std::move(parameters)}};
}

Error range_error(const Field& field, double value) {
  return error(field.path, field.automatic_as.empty() ? "error.range" : "error.range_or_automatic",
               {{"value", value},
                {"min", field.min},
                {"max", field.max},
                {"unit", "@unit." + std::string(field.unit.empty() ? "none" : field.unit)},
                {"automatic", std::string(field.automatic_as)}});
}

/// An error unless `small` ≤ `large`: for two fields that bound each other.
void check_order(Errors& errors, std::string_view path, double small, std::string_view other,
                 double large) {
  if (small <= large) return;
  errors.push_back(error(
      path, "error.above_other",
      {{"value", small}, {"other", "@field." + std::string(other) + ".long"}, {"limit", large}}));
}

}  // namespace

std::span<const Field> fields() {
  return all_fields;
}

const Field* find_field(std::string_view path) {
  const auto found = std::find_if(all_fields.begin(), all_fields.end(),
                                  [&](const Field& field) { return field.path == path; });
  return found == all_fields.end() ? nullptr : &*found;
}

double standard_value(const Field& field) {
  return field.get(standard_workload);
}

double value_at(const Field& field, double position) {
  const double at = std::clamp(position, 0.0, 1.0);
  const double from = scale(field, field.usual_min), to = scale(field, field.usual_max);
  const double scaled = from + at * (to - from);
  const double value =
      std::clamp(field.logarithmic ? std::exp(scaled) : scaled, field.usual_min, field.usual_max);
  return field.kind == FieldKind::number ? value : std::round(value);
}

double position_of(const Field& field, double value) {
  const double from = scale(field, field.usual_min), to = scale(field, field.usual_max);
  return std::clamp((scale(field, value) - from) / (to - from), 0.0, 1.0);
}

Errors check(const Field& field, double value) {
  if (is_automatic(value)) {
    if (field.automatic_as.empty()) return {range_error(field, value)};
    return {};
  }
  if (value < field.min || value > field.max) return {range_error(field, value)};
  if (field.kind != FieldKind::number && value != std::floor(value)) {
    return {error(field.path, "error.integer", {{"value", value}})};
  }
  return {};
}

Errors check(const Workload& workload) {
  Errors errors;
  for (const Field& field : fields()) {
    for (Error& found : check(field, field.get(workload))) errors.push_back(std::move(found));
  }
  const Request& request = workload.request;
  check_order(errors, "request.cpu_ms", request.cpu_ms, "request.duration_ms", request.duration_ms);
  const Weights& w = workload.weights;
  if (w.cost + w.latency + w.operations + w.trigger + w.flexibility <= 0) {
    errors.push_back(error("weights", "error.weights", {}));
  }
  if (workload.traffic.shape == Shape::trace && workload.traffic.bins.empty()) {
    errors.push_back(error("traffic.bins", "error.bins", {}));
  }
  return errors;
}

}  // namespace sans_serveur
