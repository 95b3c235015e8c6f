#include "core/bill.h"

#include <cmath>

#include <doctest/doctest.h>

#include "core/json.h"
#include "published.h"

using namespace sans_serveur;

namespace {

const Prices& published() {
  return published_data().prices;
}

Bill billed(const Usage& usage) {
  const Parsed<RegionPrices> prices = prices_for(usage, published());
  REQUIRE(prices.errors.empty());
  return bill(usage, prices.value);
}

Usage in(std::string region) {
  Usage usage;
  usage.region = std::move(region);
  return usage;
}

/// Reads a usage that must be good.
Usage usage_of(std::string_view json) {
  const Parsed<Usage> parsed = parse_usage(json);
  REQUIRE(parsed.errors.empty());
  return parsed.value;
}

std::string first_error(std::string_view json) {
  const Errors errors = parse_usage(json).errors;
  return errors.empty() ? "" : errors[0].path + ": " + errors[0].message.key;
}

doctest::Approx about(double value) {
  return doctest::Approx(value).epsilon(1e-12);
}

}  // namespace

TEST_CASE("bill: nothing used, nothing charged") {
  const Bill nothing = billed({});
  CHECK(nothing.item_count == 0);
  CHECK(nothing.total_usd == 0);
  CHECK_FALSE(nothing.partial);
}

TEST_CASE("bill: Lambda tiers per architecture, the last one without end") {
  Usage usage = in("ap-east-1");
  usage.lambda = {.requests = 1e10, .duration_ms = 2000, .memory_mb = 1024};
  CHECK(billed(usage).usd(ItemId::lambda_duration) ==
        about(6e9 * 2.292e-5 + 9e9 * 2.062e-5 + 5e9 * 1.833e-5));
  usage.lambda.architecture = Architecture::arm64;
  CHECK(billed(usage).usd(ItemId::lambda_duration) ==
        about(7.5e9 * 1.83e-5 + 11.25e9 * 1.65e-5 + 1.25e9 * 1.47e-5));
  CHECK(billed(usage).usd(ItemId::lambda_requests) == about(1e10 * 2.8e-7));
}

TEST_CASE("bill: the free tier never pays for provisioned concurrency") {
  Usage usage;
  usage.free_tier = true;
  usage.lambda = {.requests = 400'000, .duration_ms = 100, .memory_mb = 1024};
  usage.lambda.provisioned = {.concurrency = 2, .hours = 100, .requests = 3e6, .duration_ms = 100};
  const Bill bill = billed(usage);
  CHECK(bill.usd(ItemId::lambda_duration) == 0);
  CHECK(bill.usd(ItemId::lambda_requests) == about(3e6 * 2e-7));
  CHECK(bill.usd(ItemId::lambda_provisioned_duration) == about(3e5 * 9.7222e-6));
  CHECK(bill.usd(ItemId::lambda_provisioned_reserved) == about(2 * 100 * 3600 * 4.1667e-6));
}

TEST_CASE("bill: the free tier around") {
  Usage usage;
  usage.free_tier = true;
  usage.logs.gb = 15;
  usage.queue_requests = 3e6;
  usage.egress_gb = 100 + 10'240 + 10;
  usage.lambda.streamed_gb = 150;
  const Bill bill = billed(usage);
  CHECK(bill.usd(ItemId::logs_ingest) == about(10 * 0.5));
  CHECK(bill.usd(ItemId::queue_requests) == about(2e6 * 4e-7));
  CHECK(bill.usd(ItemId::egress) == about(10'240 * 0.09 + 10 * 0.085));
  CHECK(bill.usd(ItemId::lambda_streaming) == about(50 * 0.008));
  usage.free_egress_gb = 0;
  CHECK(billed(usage).usd(ItemId::egress) == about(10'240 * 0.09 + 110 * 0.085));
  usage.free_tier = false;
  usage.free_egress_gb = 10'350;
  CHECK(billed(usage).usd(ItemId::egress) == 0);
}

TEST_CASE("bill: ephemeral storage, fewer invocations than requests, savings") {
  Usage usage;
  usage.lambda = {.requests = 3e6, .duration_ms = 500, .memory_mb = 2048, .ephemeral_mb = 1536};
  usage.lambda.invocations = 1e6;
  usage.lambda.savings_discount = 0.12;
  usage.lambda.provisioned = {.concurrency = 1, .hours = 1, .requests = 1e6, .duration_ms = 100};
  usage.lambda.provisioned_savings_discount = 0.1;
  const Bill bill = billed(usage);
  CHECK(bill.usd(ItemId::lambda_requests) == about(4e6 * 2e-7));
  CHECK(bill.usd(ItemId::lambda_duration) == about(1e6 * 1.66667e-5 * 0.88));
  CHECK(bill.usd(ItemId::lambda_ephemeral) == about((5e5 + 1e5) * 3.09e-8));
  CHECK(bill.usd(ItemId::lambda_provisioned_reserved) == about(7200 * 4.1667e-6 * 0.9));
  CHECK(bill.usd(ItemId::lambda_provisioned_duration) == about(2e5 * 9.7222e-6 * 0.9));
  for (const Item& item : bill.lines())
    CHECK(item.usd == about(item.quantity * item.unit_price_usd));
}

TEST_CASE("bill: Fargate on Spot, under a Savings Plan, with more disk") {
  Usage usage;
  usage.fargate = {.vcpu = 2, .memory_gb = 8, .ephemeral_gb = 50, .task_hours = 100};
  usage.fargate.savings_discount = 0.2;
  usage.fargate.spot_share = 0.25;
  usage.fargate.spot_discount = 0.7;
  const double paid = 0.75 * 0.8 + 0.25 * 0.3;
  const Bill bill = billed(usage);
  CHECK(bill.usd(ItemId::fargate_vcpu) == about(200 * 0.04048 * paid));
  CHECK(bill.usd(ItemId::fargate_memory) == about(800 * 0.004445 * paid));
  CHECK(bill.usd(ItemId::fargate_ephemeral) == about(3000 * 0.000111));
}

TEST_CASE("bill: Fargate for Windows adds a licence per vCPU and knows no Spot") {
  Usage usage;
  usage.fargate = {.windows = true,
                   .vcpu = 2,
                   .memory_gb = 4,
                   .task_hours = 10,
                   .spot_share = 1,
                   .spot_discount = 0.7};
  const Bill bill = billed(usage);
  CHECK(bill.usd(ItemId::fargate_vcpu) == about(20 * 0.046552));
  CHECK(bill.usd(ItemId::fargate_memory) == about(40 * 0.00511175));
  CHECK(bill.usd(ItemId::fargate_windows_licence) == about(20 * 0.046));
  CHECK(bill.total_usd == about(0.93104 + 0.20447 + 0.92));
}

TEST_CASE("bill: what has no price is an item of its own, and the total is partial") {
  Usage usage = in("eu-west-3");
  usage.http_api_requests = 400e6;
  usage.rest_api_requests = 5;
  const Bill bill = billed(usage);
  REQUIRE(bill.item_count == 3);
  CHECK(bill.partial);
  CHECK(bill.total_usd == about(351));
  CHECK(bill.items[0].quantity == 300e6);
  CHECK(bill.items[0].status == PriceStatus::sourced);
  CHECK(bill.items[1].id == ItemId::http_api_requests);
  CHECK(bill.items[1].quantity == 100e6);
  CHECK(std::isnan(bill.items[1].usd));
  CHECK(bill.items[1].status == PriceStatus::unknown);
  CHECK(bill.items[2].id == ItemId::rest_api_requests);
  CHECK(std::isnan(bill.items[2].unit_price_usd));
  usage = in("eu-west-3");
  usage.logs = {.gb = 12'000, .from_lambda = true};
  CHECK(billed(usage).usd(ItemId::logs_ingest) == about(5985));
  CHECK(billed(usage).partial);
}

TEST_CASE("bill: odd quantities leave no crumbs beyond an endless tier") {
  for (int power = -2; power < 50; ++power) {
    const double quantity = std::pow(2.3, power);
    Usage usage;
    usage.egress_gb = quantity;
    usage.http_api_requests = quantity;
    CHECK_FALSE(billed(usage).partial);
  }
}

TEST_CASE("bill: load balancer capacity units are the largest of four") {
  CHECK(load_balancer_capacity_units({.hours = 730, .new_connections_per_s = 50}) == 2);
  CHECK(load_balancer_capacity_units({.hours = 730, .active_connections = 9000}) == 3);
  CHECK(load_balancer_capacity_units({.hours = 10, .gb = 40}) == 4);
  CHECK(load_balancer_capacity_units({.hours = 10, .gb = 40, .lambda_target = true}) == 10);
  CHECK(load_balancer_capacity_units({.hours = 1, .rule_evaluations_per_s = 5000}) == 5);
  CHECK(load_balancer_capacity_units({.hours = 1,
                                      .new_connections_per_s = 25,
                                      .active_connections = 6000,
                                      .gb = 1.5,
                                      .rule_evaluations_per_s = 100}) == 2);
  CHECK(load_balancer_capacity_units({.hours = 1, .active_connections = 3000, .lcu = 7}) == 7);
  CHECK(load_balancer_capacity_units({.hours = 0, .gb = 40}) == 0);
}

TEST_CASE("bill: chunks of payload") {
  CHECK(asynchronous_requests(0) == 1);
  CHECK(asynchronous_requests(256) == 1);
  CHECK(asynchronous_requests(256.1) == 2);
  CHECK(asynchronous_requests(1024) == 13);
  CHECK(http_api_increments(0) == 1);
  CHECK(http_api_increments(512) == 1);
  CHECK(http_api_increments(513) == 2);
  CHECK(queue_chunks(128) == 2);
  CHECK(queue_chunks(129) == 3);
}

TEST_CASE("usage: the document of MODEL.md, field by field") {
  const Parsed<Usage> parsed = parse_usage(R"({
    "schema": "sans-serveur/usage/1", "region": "eu-west-1", "free_tier": true,
    "lambda": { "architecture": "arm64", "requests": 3000000, "duration_ms": 120, "memory_mb": 1536,
                "ephemeral_mb": 1024,
                "provisioned": { "concurrency": 1, "hours": 2, "requests": 3, "duration_ms": 4 } },
    "fargate": { "architecture": "arm64", "os": "linux", "vcpu": 1, "memory_gb": 2,
                 "ephemeral_gb": 21, "task_hours": 25 },
    "http_api": { "requests": 5 }, "rest_api": { "requests": 6 },
    "alb": { "hours": 730, "new_connections_per_s": 7, "active_connections": 8, "gb": 9,
             "rule_evaluations_per_s": 10 },
    "nat": { "gateways": 2, "hours": 700, "gb": 11 }, "ipv4": { "address_hours": 12 },
    "logs": { "gb": 13, "from_lambda": true }, "queue": { "requests": 14 }, "egress_gb": 15 })");
  CHECK(parsed.errors.empty());
  CHECK(parsed.unknown.empty());
  const Usage& usage = parsed.value;
  CHECK(usage.region == "eu-west-1");
  CHECK(usage.free_tier);
  CHECK(usage.lambda.architecture == Architecture::arm64);
  CHECK(usage.lambda.requests == 3e6);
  CHECK(usage.lambda.invocations == 3e6);
  CHECK(usage.lambda.duration_ms == 120);
  CHECK(usage.lambda.memory_mb == 1536);
  CHECK(usage.lambda.ephemeral_mb == 1024);
  CHECK(usage.lambda.provisioned.concurrency == 1);
  CHECK(usage.lambda.provisioned.hours == 2);
  CHECK(usage.lambda.provisioned.requests == 3);
  CHECK(usage.lambda.provisioned.duration_ms == 4);
  CHECK(usage.fargate.architecture == Architecture::arm64);
  CHECK_FALSE(usage.fargate.windows);
  CHECK(usage.fargate.vcpu == 1);
  CHECK(usage.fargate.memory_gb == 2);
  CHECK(usage.fargate.ephemeral_gb == 21);
  CHECK(usage.fargate.task_hours == 25);
  CHECK(usage.http_api_requests == 5);
  CHECK(usage.rest_api_requests == 6);
  CHECK(usage.alb.hours == 730);
  CHECK(usage.alb.new_connections_per_s == 7);
  CHECK(usage.alb.active_connections == 8);
  CHECK(usage.alb.gb == 9);
  CHECK(usage.alb.rule_evaluations_per_s == 10);
  CHECK(usage.alb.lcu == -1);
  CHECK(usage.nat.gateways == 2);
  CHECK(usage.nat.hours == 700);
  CHECK(usage.nat.gb == 11);
  CHECK(usage.ipv4_address_hours == 12);
  CHECK(usage.logs.gb == 13);
  CHECK(usage.logs.from_lambda);
  CHECK(usage.queue_requests == 14);
  CHECK(usage.egress_gb == 15);
}

TEST_CASE("usage: defaults") {
  const Usage empty = usage_of("{}");
  CHECK(empty.region == "us-east-1");
  CHECK(billed(empty).item_count == 0);
  CHECK(billed(usage_of(R"({"lambda": null, "alb": {}, "nat": {}})")).item_count == 0);
  CHECK(billed(usage_of(R"({"alb": {"lcu": 1}})")).total_usd == about(730 * (0.0225 + 0.008)));
  CHECK(billed(usage_of(R"({"nat": {"gb": 100}})")).total_usd == about(730 * 0.045 + 4.5));
  CHECK(billed(usage_of(R"({"nat": {"gateways": 2}})")).total_usd == about(1460 * 0.045));
  CHECK(billed(usage_of(R"({"nat": {"gateways": 0, "gb": 100}})")).total_usd == about(4.5));
  CHECK(usage_of(R"({"http_api": {"requests": 10, "request_kb": 600}})").http_api_requests == 20);
  CHECK(usage_of(R"({"queue": {"requests": 10, "message_kb": 200}})").queue_requests == 40);
}

TEST_CASE("usage: errors name the field, the value and the range") {
  const Errors errors = parse_usage(R"({"lambda": {"memory_mb": 64}})").errors;
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].path == "lambda.memory_mb");
  CHECK(errors[0].message.key == "error.range");
  CHECK(std::get<double>(errors[0].message.parameters[0].value) == 64);
  CHECK(std::get<double>(errors[0].message.parameters[1].value) == 128);
  CHECK(std::get<double>(errors[0].message.parameters[2].value) == 10'240);
  CHECK(first_error(R"({"lambda": {"requests": -1}})") == "lambda.requests: error.range");
  CHECK(first_error(R"({"lambda": {"requests": null}})") == "lambda.requests: error.json.type");
  CHECK(first_error(R"({"lambda": 5})") == "lambda: error.json.type");
  CHECK(first_error(R"({"lambda": {"architecture": "x86"}})") ==
        "lambda.architecture: error.choice");
  CHECK(first_error(R"({"fargate": {"os": "windows", "architecture": "arm64"}})") ==
        "fargate.architecture: error.usage.windows_arm");
  CHECK(first_error(R"({"fargate": {"os": "windows", "spot_share": 0.5}})") ==
        "fargate.spot_share: error.usage.windows_spot");
  CHECK(first_error(R"({"schema": "sans-serveur/workload/1"})") == "schema: error.schema");
  CHECK(first_error(R"({"prices": {"alb.moon": 1}})") == "prices.alb.moon: error.price.unknown");
  CHECK(first_error(R"({"prices": {"alb.lcu": -1}})") == "prices.alb.lcu: error.range");
  CHECK(first_error("[]") == ": error.json.type");
  CHECK(first_error("null") == ": error.json.type");
  CHECK(parse_usage(R"({"lambda": {"reqests": 1}, "x": {"y": 1}})").unknown ==
        std::vector<std::string>{"lambda.reqests", "x"});
}

TEST_CASE("usage: a region without prices is an error that names those with") {
  const Parsed<RegionPrices> prices = prices_for(in("mars-1"), published());
  REQUIRE(prices.errors.size() == 1);
  CHECK(prices.errors[0].path == "region");
  CHECK(prices.errors[0].message.key == "error.region.unknown");
  CHECK(std::get<std::string>(prices.errors[0].message.parameters[1].value).find("eu-west-3") !=
        std::string::npos);
}

TEST_CASE("bill: as a document") {
  const Usage usage = usage_of(R"({"region": "eu-west-3", "rest_api": {"requests": 7},
      "lambda": {"requests": 2000000, "duration_ms": 150, "memory_mb": 512, "architecture": "arm64"},
      "alb": {"lcu": 2, "hours": 1}, "prices": {"alb.lcu": 0.01}})");
  const std::vector<std::string> unknown{"lambda.reqests"};
  const Parsed<RegionPrices> prices = prices_for(usage, published());
  JsonDocument document(to_json(bill(usage, prices.value), usage, published(), unknown));
  REQUIRE(document.errors().empty());
  const JsonReader root = document.root();
  CHECK(root["schema"].text("") == "sans-serveur/bill/1");
  CHECK(root["region"].text("") == "eu-west-3");
  CHECK(root["partial"].toggle(false));
  CHECK(root["total_usd"].number(0) == about(0.4 + 150'000 * 1.33334e-5 + 0.02646 + 0.02));
  CHECK(root.at("prices.set").text("") == "2026-11-23");
  CHECK(root["unknown_fields"].elements(9)[0].text("") == "lambda.reqests");

  const std::vector<JsonReader> items = root["items"].elements(99);
  REQUIRE(items.size() == 5);
  CHECK(items[1]["id"].text("") == "lambda.duration");
  CHECK(items[1]["service"].text("") == "lambda");
  CHECK(items[1]["quantity"].number(0) == about(150'000));
  CHECK(items[1]["unit"].text("") == "GB-s");
  CHECK(items[1]["unit_price_usd"].number(0) == about(1.33334e-5));
  CHECK(items[1]["price_as_of"].text("") == "2026-10-09");
  CHECK(items[1]["price_status"].text("") == "sourced");
  CHECK(items[1]["price_source"].text("") == "EUW3");
  CHECK(items[2]["id"].text("") == "rest_api.requests");
  CHECK(items[2]["usd"].is_null());
  CHECK(items[2]["price_status"].text("") == "unknown");
  CHECK(items[2]["price_as_of"].is_null());
  CHECK(items[4]["id"].text("") == "alb.lcu");
  CHECK(items[4]["price_status"].text("") == "user");
  CHECK(items[4]["usd"].number(0) == about(0.02));
}
