// Bills with known answers (tests/cases/cost_examples.json): AWS's own pricing pages, its
// calculator, Infracost's golden files. Each goes the public way: usage/1 → parse_usage → prices →
// bill.
#include <cmath>

#include <doctest/doctest.h>
#include <embedded.h>

#include "core/bill.h"
#include "core/json.h"
#include "published.h"

using namespace sans_serveur;

namespace {

/// One example. Missing inputs are 0, as in the file.
struct Example {
  std::string id;
  std::string service;
  std::string region;
  JsonReader inputs;
  JsonReader expected;
  double tolerance;

  double input(std::string_view name, double fallback = 0) const {
    return inputs[name].number(fallback);
  }
};

void write_lambda(JsonWriter& usage, const Example& example) {
  const double provisioned = example.input("pc_units");
  const double all = example.input("requests_per_month");
  // Where the provisioned requests are not given apart, they are all provisioned.
  const double served = provisioned > 0 ? example.input("pc_requests", all) : 0;
  usage.key("lambda");
  usage.begin_object();
  usage.field("architecture", example.inputs["arch"].text("x86_64"));
  usage.field("requests", example.input("ondemand_requests", all - served));
  usage.field("duration_ms", example.input("ondemand_duration_ms", example.input("duration_ms")));
  usage.field("memory_mb", example.input("memory_mb"));
  usage.field("ephemeral_mb", example.input("ephemeral_storage_mb", 512));
  usage.field("snapstart_cache_gb_s", example.input("snapstart_cache_gb_s"));
  usage.field("snapstart_restore_gb", example.input("snapstart_restore_gb"));
  usage.key("provisioned");
  usage.begin_object();
  usage.field("concurrency", provisioned);
  usage.field("hours", example.input("pc_hours"));
  usage.field("requests", served);
  usage.field("duration_ms", example.input("pc_duration_ms", example.input("duration_ms")));
  usage.end_object();
  usage.end_object();
}

void write_fargate(JsonWriter& usage, const Example& example) {
  usage.key("fargate");
  usage.begin_object();
  usage.field("architecture", example.inputs["arch"].text("x86_64"));
  usage.field("os", example.inputs["os"].text("linux"));
  usage.field("vcpu", example.input("vcpu"));
  usage.field("memory_gb", example.input("memory_gb"));
  usage.field("ephemeral_gb", example.input("ephemeral_gb", 20));
  usage.field("task_hours", example.input("task_hours_total"));
  usage.end_object();
}

void write_network(JsonWriter& usage, const Example& example) {
  if (example.service.starts_with("alb")) {
    usage.key("alb");
    usage.begin_object();
    usage.field("hours", example.input("alb_hours", example.input("hours")));
    if (example.inputs["lcu"].exists()) {
      usage.field("lcu", example.input("lcu"));
    } else {
      usage.field("gb", example.input("processed_gb"));
    }
    usage.end_object();
  }
  if (example.service.find("nat") != std::string::npos) {
    usage.key("nat");
    usage.begin_object();
    usage.field("gateways", 1);
    usage.field("hours", example.input("nat_hours", example.input("hours")));
    usage.field("gb", example.input("nat_gb", example.input("data_gb")));
    usage.end_object();
  }
  if (example.service.find("ipv4") != std::string::npos) {
    usage.key("ipv4");
    usage.begin_object();
    usage.field("address_hours", example.input("ipv4_hours", example.input("hours")));
    usage.end_object();
  }
}

void write_requests(JsonWriter& usage, const Example& example, std::string_view section,
                    std::string_view size_field) {
  usage.key(section);
  usage.begin_object();
  usage.field("requests", example.input("requests"));
  if (!size_field.empty() && example.inputs[size_field].exists())
    usage.field(size_field, example.input(size_field));
  usage.end_object();
}

void write_logs(JsonWriter& usage, const Example& example, bool from_lambda) {
  usage.key("logs");
  usage.begin_object();
  usage.field("gb", example.input("ingest_gb"));
  usage.field("from_lambda", from_lambda);
  usage.field("storage_gb", example.input("storage_gb"));
  usage.field("insights_gb", example.input("insights_gb"));
  usage.end_object();
}

std::string usage_json(const Example& example) {
  const std::string& service = example.service;
  JsonWriter usage;
  usage.begin_object();
  usage.field("schema", "sans-serveur/usage/1");
  usage.field("region", example.region);
  usage.field("free_tier", example.inputs["free_tier"].toggle(false));
  if (service.starts_with("lambda")) write_lambda(usage, example);
  if (service == "fargate") write_fargate(usage, example);
  if (service == "api_gateway_rest") write_requests(usage, example, "rest_api", "");
  if (service == "api_gateway_http") write_requests(usage, example, "http_api", "request_kb");
  if (service == "sqs") write_requests(usage, example, "queue", "message_kb");
  if (service.starts_with("cloudwatch_logs"))
    write_logs(usage, example, service == "cloudwatch_logs_lambda_tiered");
  write_network(usage, example);
  usage.field("egress_gb", example.input("data_out_gb", example.input("gb")));
  usage.end_object();
  return usage.str();
}

Bill billed(const Example& example) {
  const std::string json = usage_json(example);
  CAPTURE(json);
  const Parsed<Usage> usage = parse_usage(json);
  REQUIRE(usage.errors.empty());
  CHECK(usage.unknown.empty());
  const Parsed<RegionPrices> region = prices_for(usage.value, published_data().prices);
  REQUIRE(region.errors.empty());
  return bill(usage.value, region.value);
}

/// The amounts that an example may state, and the items they are the sum of.
struct Amount {
  std::string_view name;
  std::string_view service;  ///< start of the examples' service that it is for
  std::vector<ItemId> items;
};

const std::vector<Amount>& amounts() {
  using enum ItemId;
  static const std::vector<Amount> all{
      {"compute_usd", "lambda", {lambda_duration}},
      {"requests_usd", "lambda", {lambda_requests}},
      {"storage_usd", "lambda", {lambda_ephemeral}},
      {"pc_reserved_usd", "lambda", {lambda_provisioned_reserved}},
      {"pc_duration_usd", "lambda", {lambda_provisioned_duration}},
      {"ondemand_compute_usd", "lambda", {lambda_duration}},
      {"base_usd", "lambda", {lambda_duration, lambda_requests}},
      {"cache_usd", "lambda", {lambda_snapstart_cache}},
      {"restore_usd", "lambda", {lambda_snapstart_restore}},
      {"snapstart_usd", "lambda", {lambda_snapstart_cache, lambda_snapstart_restore}},
      {"compute_usd", "fargate", {fargate_vcpu}},
      {"memory_usd", "fargate", {fargate_memory}},
      {"storage_usd", "fargate", {fargate_ephemeral}},
      {"requests_usd", "api_gateway", {rest_api_requests, http_api_requests}},
      {"data_usd", "api_gateway", {egress}},
      {"hours_usd", "alb", {alb_hours}},
      {"alb_usd", "alb", {alb_hours}},
      {"lcu_usd", "alb", {alb_lcu}},
      {"hours_usd", "nat", {nat_hours}},
      {"data_usd", "nat", {nat_gb}},
      {"nat_h_usd", "alb", {nat_hours}},
      {"nat_gb_usd", "alb", {nat_gb}},
      {"ipv4_usd", "alb", {ipv4_hours}},
      {"ingest_usd", "cloudwatch_logs", {logs_ingest}},
      {"storage_usd", "cloudwatch_logs", {logs_storage}},
      {"insights_usd", "cloudwatch_logs", {logs_insights}},
  };
  return all;
}

/// What the stated tiers of the one tiered item come to, recomputed from the price.
double tier_usd(const Item& item, std::size_t tier, std::string_view region) {
  const Price& price = (*published_data().prices.find(region))[item.price];
  double before = 0;
  for (std::size_t i = 0; i < tier; ++i) before += price.tiers[i].width;
  return std::min(item.quantity - before, price.tiers[tier].width) * price.tiers[tier].usd;
}

double quantity(const Bill& bill, ItemId id) {
  for (const Item& item : bill.lines())
    if (item.id == id) return item.quantity;
  return 0;
}

void check_amounts(const Example& example, const Bill& bill) {
  for (const Amount& amount : amounts()) {
    const JsonReader stated = example.expected[amount.name];
    if (!stated.exists() || !example.service.starts_with(amount.service)) continue;
    double usd = 0;
    for (const ItemId id : amount.items) usd += bill.usd(id);
    CAPTURE(amount.name);
    CHECK(std::abs(usd - stated.number(0)) <= example.tolerance);
  }
  for (std::size_t tier = 0; tier < Price::max_tiers; ++tier) {
    const JsonReader stated = example.expected["tier" + std::to_string(tier + 1) + "_usd"];
    if (!stated.exists()) continue;
    const ItemId id =
        example.service == "lambda" ? ItemId::lambda_duration : bill.lines().front().id;
    for (const Item& item : bill.lines())
      if (item.id == id)
        CHECK(std::abs(tier_usd(item, tier, example.region) - stated.number(0)) <=
              example.tolerance);
  }
}

void check_quantities(const Example& example, const Bill& bill) {
  const auto check = [&](std::string_view name, double found, double tolerance) {
    const JsonReader stated = example.expected[name];
    if (!stated.exists()) return;
    CAPTURE(name);
    CHECK(std::abs(found - stated.number(0)) <= tolerance);
  };
  const double gb_s = quantity(bill, ItemId::lambda_duration);
  const bool free = example.inputs["free_tier"].toggle(false);
  check("gb_seconds", gb_s + (free ? monthly_free_tier.lambda_gb_s : 0), 1);
  check("billable_gb_seconds", gb_s, 1e-3);
  check("pc_gb_seconds", quantity(bill, ItemId::lambda_provisioned_reserved), 1e-3);
  check("duration_gb_seconds", quantity(bill, ItemId::lambda_provisioned_duration), 1e-3);
  check("billed_requests", quantity(bill, ItemId::queue_requests), 0);
  // Printed cut, not rounded, to four decimals.
  check("lcu", quantity(bill, ItemId::alb_lcu) / example.input("hours", 730), 1e-4);
}

}  // namespace

TEST_CASE("cost examples: every one to the cent") {
  JsonDocument document(embedded::find("cases/cost_examples.json"));
  REQUIRE(document.errors().empty());
  const std::vector<JsonReader> cases = document.root().elements(1000);
  CHECK(cases.size() == 28);
  for (const JsonReader& place : cases) {
    // zmynx states that its totals are good to a cent, not to half a cent.
    const bool cut =
        place["notes"].text("", 1000).find("tolerance there 0.01") != std::string::npos;
    const Example example{.id = place["id"].required_text(),
                          .service = place["service"].required_text(),
                          .region = place["region"].required_text(),
                          .inputs = place["inputs"],
                          .expected = place["expected"],
                          .tolerance = (cut ? 0.01 : 0.005) + 1e-9};
    CAPTURE(example.id);
    const Bill bill = billed(example);
    CHECK_FALSE(bill.partial);
    CHECK(std::abs(bill.total_usd - example.expected["total_usd"].number(0)) <= example.tolerance);
    check_amounts(example, bill);
    check_quantities(example, bill);
  }
  CHECK(document.errors().empty());
}

TEST_CASE("cost examples: rates that an example states are those of our price file") {
  const Prices& prices = published_data().prices;
  JsonDocument document(embedded::find("cases/cost_examples.json"));
  std::size_t compared = 0;
  for (const JsonReader& place : document.root().elements(1000)) {
    const RegionPrices& region = *prices.find(place["region"].text(""));
    const JsonReader rates = place["inputs"]["rates"];
    for (const auto& [name, id] : {std::pair{"alb_h", PriceId::alb_hour},
                                   {"lcu_h", PriceId::alb_lcu},
                                   {"nat_h", PriceId::nat_hour},
                                   {"nat_gb", PriceId::nat_gb},
                                   {"ipv4_h", PriceId::ipv4_hour}}) {
      if (!rates.is_object()) continue;
      CHECK(region[id].tiers[0].usd == rates[name].number(-1));
      ++compared;
    }
    if (!rates.is_array()) continue;
    const std::vector<JsonReader> tiers = rates.elements(Price::max_tiers);
    for (std::size_t i = 0; i < tiers.size(); ++i, ++compared)
      CHECK(region[PriceId::egress].tiers[i].usd == tiers[i].number(-1));
  }
  CHECK(compared == 5 + 4 + 4);
}
