// Usage and bill as JSON: sans-serveur/usage/1 and sans-serveur/bill/1.
#include "core/bill.h"
#include "core/json.h"

namespace sans_serveur {

namespace {

constexpr double hours_per_month = 730;
constexpr double max_count = 1e15;

constexpr NumberRange counts{0, max_count};
constexpr NumberRange rates{0, 1e9, "per_second"};
constexpr NumberRange hours{0, 1e9, "h"};
constexpr NumberRange gigabytes{0, max_count, "gb"};
constexpr NumberRange shares{0, 1};
constexpr NumberRange invocation_ms{0, 900'000, "ms"};
constexpr NumberRange lambda_memory_mb{128, 10'240, "mb"};
constexpr NumberRange lambda_ephemeral_mb{included_lambda_ephemeral_mb, 10'240, "mb"};
constexpr NumberRange fargate_vcpu{0.25, 32, "vcpu"};
constexpr NumberRange fargate_memory_gb{0.5, 244, "gb"};
constexpr NumberRange fargate_ephemeral_gb{included_fargate_ephemeral_gb, 200, "gb"};
constexpr NumberRange payload_kb{0, 1e6, "kb"};

constexpr std::array<std::string_view, 2> architectures{"x86_64", "arm64"};
constexpr std::array<std::string_view, 2> operating_systems{"linux", "windows"};

Architecture read_architecture(const JsonReader& place) {
  return place.choice(0, architectures) == 1 ? Architecture::arm64 : Architecture::x86_64;
}

ProvisionedUsage read_provisioned(const JsonReader& place) {
  ProvisionedUsage provisioned;
  provisioned.concurrency = place["concurrency"].number(0, counts);
  provisioned.hours = place["hours"].number(0, hours);
  provisioned.requests = place["requests"].number(0, counts);
  provisioned.duration_ms = place["duration_ms"].number(0, invocation_ms);
  return provisioned;
}

LambdaUsage read_lambda(const JsonReader& place) {
  LambdaUsage lambda;
  lambda.architecture = read_architecture(place["architecture"]);
  lambda.requests = place["requests"].number(0, counts);
  lambda.invocations = place["invocations"].number(lambda.requests, counts);
  lambda.duration_ms = place["duration_ms"].number(0, invocation_ms);
  lambda.memory_mb = place["memory_mb"].number(lambda.memory_mb, lambda_memory_mb);
  lambda.ephemeral_mb = place["ephemeral_mb"].number(lambda.ephemeral_mb, lambda_ephemeral_mb);
  lambda.provisioned = read_provisioned(place["provisioned"]);
  lambda.snapstart_cache_gb_s = place["snapstart_cache_gb_s"].number(0, counts);
  lambda.snapstart_restore_gb = place["snapstart_restore_gb"].number(0, gigabytes);
  lambda.streamed_gb = place["streamed_gb"].number(0, gigabytes);
  lambda.savings_discount = place["savings_discount"].number(0, shares);
  lambda.provisioned_savings_discount = place["provisioned_savings_discount"].number(0, shares);
  return lambda;
}

FargateUsage read_fargate(const JsonReader& place) {
  FargateUsage fargate;
  fargate.architecture = read_architecture(place["architecture"]);
  fargate.windows = place["os"].choice(0, operating_systems) == 1;
  fargate.vcpu = place["vcpu"].number(fargate.vcpu, fargate_vcpu);
  fargate.memory_gb = place["memory_gb"].number(fargate.memory_gb, fargate_memory_gb);
  fargate.ephemeral_gb = place["ephemeral_gb"].number(fargate.ephemeral_gb, fargate_ephemeral_gb);
  fargate.task_hours = place["task_hours"].number(0, hours);
  fargate.savings_discount = place["savings_discount"].number(0, shares);
  fargate.spot_share = place["spot_share"].number(0, shares);
  fargate.spot_discount = place["spot_discount"].number(0, shares);
  if (fargate.windows && fargate.architecture == Architecture::arm64)
    place["architecture"].fail("error.usage.windows_arm");
  if (fargate.windows && fargate.spot_share > 0)
    place["spot_share"].fail("error.usage.windows_spot");
  return fargate;
}

AlbUsage read_alb(const JsonReader& place) {
  AlbUsage alb;
  alb.new_connections_per_s = place["new_connections_per_s"].number(0, rates);
  alb.active_connections = place["active_connections"].number(0, counts);
  alb.gb = place["gb"].number(0, gigabytes);
  alb.rule_evaluations_per_s = place["rule_evaluations_per_s"].number(0, rates);
  alb.lambda_target = place["lambda_target"].toggle(false);
  if (place["lcu"].given()) alb.lcu = place["lcu"].number(0, rates);
  const bool used = alb.new_connections_per_s > 0 || alb.active_connections > 0 || alb.gb > 0 ||
                    alb.rule_evaluations_per_s > 0 || alb.lcu > 0;
  alb.hours = place["hours"].number(used ? hours_per_month : 0, hours);
  return alb;
}

void read_nat(const JsonReader& place, Usage& usage) {
  usage.nat.gb = place["gb"].number(0, gigabytes);
  const bool used = usage.nat.gb > 0 || place["hours"].number(0) > 0;
  usage.nat.gateways = place["gateways"].number(used ? 1 : 0, counts);
  usage.nat.hours = place["hours"].number(hours_per_month, hours);
}

void read_logs(const JsonReader& place, Usage& usage) {
  usage.logs.gb = place["gb"].number(0, gigabytes);
  usage.logs.from_lambda = place["from_lambda"].toggle(false);
  usage.logs.storage_gb = place["storage_gb"].number(0, gigabytes);
  usage.logs.insights_gb = place["insights_gb"].number(0, gigabytes);
}

void read_user_prices(const JsonReader& place, Usage& usage) {
  for (const auto& [name, price] : place.members()) {
    const PriceId id = find_price(name);
    if (id == PriceId::count) {
      price.fail("error.price.unknown", {{"name", json_text(name)}});
    } else {
      usage.user_prices.emplace_back(id, price.number(0, price_range(id)));
    }
  }
}

void write_item(JsonWriter& writer, const Item& item, const Prices& prices, const Price* price) {
  const bool published = item.status != PriceStatus::unknown && item.status != PriceStatus::user;
  writer.begin_object();
  writer.field("id", item_name(item.id));
  writer.field("service", item_service(item.id));
  writer.field("quantity", item.quantity);
  writer.field("unit", price_unit(item.price));
  writer.field("unit_price_usd", item.unit_price_usd);
  writer.field("usd", item.usd);
  writer.field("price", price_name(item.price));
  writer.field("price_status", to_string(item.status));
  if (!published || !price) {
    writer.key("price_as_of");
    writer.null();
  } else {
    const Source* source = prices.source(*price);
    writer.field("price_as_of", price->date());
    writer.field("price_source", source ? std::string_view(source->id) : "");
    if (!prices.note(*price).empty()) writer.field("price_note", prices.note(*price));
  }
  writer.end_object();
}

}  // namespace

Parsed<Usage> parse_usage(std::string_view json) {
  JsonDocument document(json);
  const JsonReader root = document.root();
  root.schema("sans-serveur/usage/1");

  Usage usage;
  usage.region = root["region"].text(usage.region, 40);
  usage.free_tier = root["free_tier"].toggle(false);
  usage.lambda = read_lambda(root["lambda"]);
  usage.fargate = read_fargate(root["fargate"]);
  const JsonReader http_api = root["http_api"];
  usage.http_api_requests = http_api["requests"].number(0, counts) *
                            http_api_increments(http_api["request_kb"].number(0, payload_kb));
  usage.rest_api_requests = root["rest_api"]["requests"].number(0, counts);
  usage.alb = read_alb(root["alb"]);
  read_nat(root["nat"], usage);
  usage.ipv4_address_hours = root["ipv4"]["address_hours"].number(0, hours);
  read_logs(root["logs"], usage);
  const JsonReader queue = root["queue"];
  usage.queue_requests =
      queue["requests"].number(0, counts) * queue_chunks(queue["message_kb"].number(0, payload_kb));
  usage.egress_gb = root["egress_gb"].number(0, gigabytes);
  if (root["free_egress_gb"].given())
    usage.free_egress_gb = root["free_egress_gb"].number(0, gigabytes);
  read_user_prices(root["prices"], usage);
  return document.finish(std::move(usage));
}

Parsed<RegionPrices> prices_for(const Usage& usage, const Prices& prices) {
  const RegionPrices* published = prices.find(usage.region);
  if (!published) return {{}, {unknown_region("region", usage.region, prices)}, {}};
  Parsed<RegionPrices> found{*published, {}, {}};
  for (const auto& [id, usd] : usage.user_prices) set_user_price(found.value, id, usd);
  return found;
}

std::string to_json(const Bill& bill, const Usage& usage, const Prices& prices,
                    std::span<const std::string> unknown) {
  const RegionPrices* region = prices.find(usage.region);
  JsonWriter writer;
  writer.begin_object();
  writer.field("schema", "sans-serveur/bill/1");
  writer.field("region", usage.region);
  writer.field("currency", "USD");
  writer.field("total_usd", bill.total_usd);
  writer.field("partial", bill.partial);
  writer.key("items");
  writer.begin_array();
  for (const Item& item : bill.lines())
    write_item(writer, item, prices, region ? &(*region)[item.price] : nullptr);
  writer.end_array();
  writer.key("prices");
  writer.begin_object();
  writer.field("set", prices.set);
  writer.field("as_of", prices.as_of);
  writer.end_object();
  if (!unknown.empty()) {
    writer.key("unknown_fields");
    writer.begin_array();
    for (const std::string& path : unknown) writer.value(path);
    writer.end_array();
  }
  writer.end_object();
  return writer.str();
}

}  // namespace sans_serveur
