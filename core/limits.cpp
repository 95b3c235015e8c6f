#include "core/limits.h"

#include <algorithm>

#include "core/json.h"

namespace sans_serveur {

namespace {

constexpr NumberRange values{0, 1e12};
constexpr NumberRange vcpus{0.25, 1024, "vcpu"};
constexpr NumberRange memories{0.5, 65'536, "gb"};

struct Description {
  std::string_view name;
  std::string_view unit;
};

/// In the order of LimitId.
constexpr std::array<Description, limit_count> descriptions{{
    {"lambda.timeout", "s"},
    {"lambda.memory_min", "mb"},
    {"lambda.memory", "mb"},
    {"lambda.memory_step", "mb"},
    {"lambda.mb_per_vcpu", "mb"},
    {"lambda.max_vcpu", "vcpu"},
    {"lambda.tmp_included", "mb"},
    {"lambda.tmp", "mb"},
    {"lambda.payload_sync", "mb"},
    {"lambda.payload_async", "mb"},
    {"lambda.payload_async_old", "kb"},
    {"lambda.payload_stream", "mb"},
    {"lambda.payload_stream_old", "mb"},
    {"lambda.zip_upload", "mb"},
    {"lambda.zip", "mb"},
    {"lambda.console_editor", "mb"},
    {"lambda.image", "gb"},
    {"lambda.environment_variables", "kb"},
    {"lambda.layers", ""},
    {"lambda.concurrency", "environments"},
    {"lambda.unreserved_concurrency", "environments"},
    {"lambda.scaling", "environments"},
    {"lambda.scaling_rate", "per_second"},
    {"lambda.code_storage", "gb"},
    {"lambda.network_interfaces", ""},
    {"lambda.file_descriptors", ""},
    {"lambda.processes", ""},
    {"lambda.init", "s"},
    {"lambda.requests_per_environment", "requests"},
    {"lambda.async_retry", "h"},
    {"lambda.snapstart_tmp", "mb"},
    {"lambda.managed_instances_async", "min"},
    {"lambda.gpu", "toggle"},
    {"lambda.privileged", "toggle"},
    {"queue.pollers", ""},
    {"queue.pollers_added", ""},
    {"queue.pollers_max", ""},
    {"http_api.timeout", "s"},
    {"http_api.payload", "mb"},
    {"rest_api.timeout", "s"},
    {"rest_api.timeout_raised", "s"},
    {"rest_api.payload", "mb"},
    {"fargate.disk_included", "gb"},
    {"fargate.disk", "gb"},
    {"fargate.billing_step", "s"},
    {"fargate.min_billed_linux", "s"},
    {"fargate.min_billed_windows", "s"},
    {"fargate.gpu", "toggle"},
    {"fargate.privileged", "toggle"},
    {"fargate.efs", "toggle"},
    {"fargate.image_cache", "toggle"},
    {"fargate.launch_burst", "tasks"},
    {"fargate.launch_rate", "tasks"},
    {"fargate.run_task", "tasks"},
    {"fargate.service_launch", "tasks"},
    {"fargate.vcpu_quota", "vcpu"},
    {"fargate.tasks_per_service", "tasks"},
    {"fargate.containers", ""},
    {"ecs.scale_out_cooldown", "s"},
    {"ecs.scale_in_cooldown", "s"},
    {"ecs.detection", "min"},
}};
static_assert(!descriptions.back().name.empty(), "every LimitId needs its description");

const Description& description(LimitId id) {
  return descriptions[static_cast<std::size_t>(id)];
}

Limit read_limit(const JsonReader& place, LimitId id, SourceTable& table) {
  Limit limit;
  place.require("@json.object");
  if (!place.given()) return limit;
  static_cast<Provenance&>(limit) = read_provenance(place, table);
  const std::array units{limit_unit(id)};
  place["unit"].choice(0, units);
  const JsonReader value = place["value"];
  value.require(units[0] == "toggle" ? "@json.toggle" : "@json.number");
  limit.value = units[0] == "toggle" ? (value.toggle(false) ? 1 : 0) : value.number(0, values);
  return limit;
}

FargateSize read_size(const JsonReader& place, SourceTable& table) {
  FargateSize size;
  static_cast<Provenance&>(size) = read_provenance(place, table);
  place["vcpu"].require("@json.number");
  size.vcpu = place["vcpu"].number(0, vcpus);
  size.windows = place["windows"].toggle(false);
  constexpr std::size_t max_sizes = 100;
  for (const JsonReader& memory : place["memory_gb"].elements(max_sizes))
    size.memory_gb.push_back(memory.number(0, memories));
  if (size.memory_gb.empty())
    place["memory_gb"].fail("error.json.missing", {{"expected", "@json.array"}});
  std::sort(size.memory_gb.begin(), size.memory_gb.end());
  return size;
}

void read_sizes(const JsonReader& place, Limits& limits) {
  place.require("@json.array");
  constexpr std::size_t max_sizes = 100;
  for (const JsonReader& size : place.elements(max_sizes))
    limits.fargate_sizes.push_back(read_size(size, limits));
  std::sort(limits.fargate_sizes.begin(), limits.fargate_sizes.end(),
            [](const FargateSize& a, const FargateSize& b) { return a.vcpu < b.vcpu; });
}

void read_lists(const JsonReader& place, Limits& limits) {
  constexpr std::size_t max_names = 100;
  for (const auto& [name, list] : place.members()) {
    LimitList& read = limits.lists[name];
    static_cast<Provenance&>(read) = read_provenance(list, limits);
    for (const JsonReader& element : list["names"].elements(max_names))
      read.names.push_back(element.text(""));
  }
}

}  // namespace

std::string_view limit_name(LimitId id) {
  return description(id).name;
}

std::string_view limit_unit(LimitId id) {
  return description(id).unit;
}

Parsed<Limits> parse_limits(std::string_view json) {
  JsonDocument document(json);
  const JsonReader root = document.root();
  root.schema("sans-serveur/limits/1");

  Limits limits;
  static_cast<SourceTable&>(limits) = read_sources(root["sources"]);
  limits.as_of = read_date(root["as_of"]);
  const JsonReader places = root["limits"];
  for (std::size_t i = 0; i < limit_count; ++i) {
    const auto id = static_cast<LimitId>(i);
    limits.limits[i] = read_limit(places[limit_name(id)], id, limits);
  }
  read_sizes(root["fargate_sizes"], limits);
  read_lists(root["lists"], limits);
  return document.finish(std::move(limits));
}

}  // namespace sans_serveur
