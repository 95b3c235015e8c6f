#include "core/prices.h"

#include <cmath>
#include <set>

#include <doctest/doctest.h>
#include <embedded.h>

#include "core/json.h"
#include "published.h"

using namespace sans_serveur;

namespace {

const Prices& published() {
  return published_data().prices;
}

const Price& price(std::string_view region, PriceId id) {
  const RegionPrices* prices = published().find(region);
  REQUIRE(prices);
  return (*prices)[id];
}

/// A price file with one price.
std::string file_with(std::string_view one_price) {
  return R"({"schema": "sans-serveur/prices/1", "set": "t", "as_of": "2026-10-09", "currency": "USD",
             "sources": {"S": {"ref": "somewhere", "date": "2026"}},
             "regions": {"r": {)" +
         std::string(one_price) + "}}}";
}

std::string first_error(std::string_view one_price) {
  const Errors errors = parse_prices(file_with(one_price)).errors;
  return errors.empty() ? "" : errors[0].path + ": " + errors[0].message.key;
}

}  // namespace

TEST_CASE("prices: the published set is complete and says where everything comes from") {
  const Parsed<Prices> parsed = parse_prices(embedded::find("data/prices.json"));
  CHECK(parsed.errors.empty());
  CHECK(parsed.unknown.empty());
  CHECK(parsed.value.regions.size() == 36);
  std::size_t count = 0;
  for (const auto& [region, prices] : parsed.value.regions) {
    for (const Price& one : prices.prices) {
      if (!one.known()) continue;
      ++count;
      CHECK(parsed.value.source(one) != nullptr);
      CHECK(is_date(one.date()));
      CHECK(one.status != Status::unknown);
      if (one.status != Status::sourced) CHECK_FALSE(parsed.value.note(one).empty());
      if (one.status == Status::sourced) CHECK(one.date() >= "2025");
    }
  }
  CHECK(count == 441);
}

TEST_CASE("prices: transcribed") {
  CHECK(price("us-east-1", PriceId::lambda_request).tiers[0].usd == 2e-7);
  CHECK(price("ap-east-1", PriceId::lambda_x86_64_duration).tiers[1].usd == 2.062e-5);
  CHECK(price("eu-west-3", PriceId::lambda_arm64_duration).tiers[0].usd == 1.33334e-5);
  CHECK(price("eu-west-3", PriceId::lambda_arm64_duration).tiers[0].width == 7.5e9);
  CHECK(std::isinf(price("eu-west-3", PriceId::lambda_arm64_duration).tiers[2].width));
  CHECK(price("ap-south-1", PriceId::fargate_arm64_vcpu).tiers[0].usd == 0.02383);
  CHECK(price("us-east-1", PriceId::fargate_windows_vcpu).tiers[0].usd == 0.046552);
  CHECK(price("us-east-1", PriceId::rest_api_request).tiers[2].usd == 2.38e-6);
  CHECK(price("us-east-1", PriceId::rest_api_request).tiers[2].width == 19e9);
  CHECK(price("eu-west-1", PriceId::http_api_request).tiers[1].usd == 1e-6);
  CHECK(price("us-east-1", PriceId::queue_request).tiers[0].usd == 4e-7);
}

TEST_CASE("prices: what is not known is absent") {
  CHECK_FALSE(price("eu-west-3", PriceId::rest_api_request).known());
  CHECK_FALSE(price("eu-west-3", PriceId::lambda_streaming).known());
  CHECK_FALSE(price("eu-central-1", PriceId::alb_lcu).known());
  CHECK_FALSE(price("ca-central-1", PriceId::logs_ingest).known());
  CHECK_FALSE(price("eu-west-3", PriceId::fargate_windows_vcpu).known());
  CHECK(price("eu-west-3", PriceId::http_api_request).tier_count == 1);
  CHECK(price("eu-west-3", PriceId::http_api_request).tiers[0].width == 300e6);
  CHECK(price("eu-west-3", PriceId::logs_lambda_ingest).tiers[0].width == 10'000);
  CHECK(published().find("cn-north-1") == nullptr);
}

TEST_CASE("prices: honest about how sure they are") {
  CHECK(price("eu-west-3", PriceId::fargate_x86_64_vcpu).status == Status::dated);
  CHECK(price("eu-west-3", PriceId::fargate_x86_64_vcpu).date() == "2021");
  CHECK(price("eu-west-3", PriceId::fargate_arm64_vcpu).status == Status::derived);
  CHECK(price("eu-west-3", PriceId::alb_lcu).status == Status::sourced);
  CHECK(price("eu-west-3", PriceId::alb_lcu).date() == "2026-10-09");
  CHECK(price("us-east-1", PriceId::fargate_windows_vcpu).status == Status::dated);
  CHECK(published().note(price("us-east-1", PriceId::fargate_windows_vcpu)) ==
        "windows_contradiction");
}

TEST_CASE("prices: names and units are unique and found again") {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < price_count; ++i) {
    const auto id = static_cast<PriceId>(i);
    CHECK(names.insert(price_name(id)).second);
    CHECK_FALSE(price_unit(id).empty());
    CHECK(find_price(price_name(id)) == id);
  }
  CHECK(find_price("lambda.moon") == PriceId::count);
}

TEST_CASE("prices: errors name the price, the value and what is allowed") {
  const std::string rest = R"(, "as_of": "2026", "status": "sourced", "source": "S"})";
  CHECK(first_error(R"("egress": {"usd": 0.09)" + rest).empty());
  CHECK(first_error(R"("egress": {"usd": -1)" + rest) == "regions.r.egress.usd: error.range");
  CHECK(first_error(R"("egress": {"usd": "9")" + rest) == "regions.r.egress.usd: error.json.type");
  CHECK(first_error(R"("egress": {"tiers": [[0, 1]])" + rest) ==
        "regions.r.egress.tiers[0][0]: error.range");
  CHECK(first_error(R"("egress": {"tiers": [[null, 1], [null, 1]])" + rest) ==
        "regions.r.egress.tiers[0][0]: error.json.type");
  CHECK(first_error(R"("egress": {"tiers": [5])" + rest) ==
        "regions.r.egress.tiers[0]: error.json.type");
  CHECK(first_error(R"("egress": {"tiers": [[1,1],[1,1],[1,1],[1,1],[1,1]])" + rest) ==
        "regions.r.egress.tiers: error.json.count");
  CHECK(first_error(R"("egress": {"tiers": [])" + rest) == "regions.r.egress: error.price.value");
  CHECK(first_error(R"("egress": {"usd": 1, "tiers": [])" + rest) ==
        "regions.r.egress: error.price.value");
  CHECK(first_error(R"("egress": {"usd": 1, "as_of": "2026", "status": "sure", "source": "S"})") ==
        "regions.r.egress.status: error.choice");
  CHECK(
      first_error(R"("egress": {"usd": 1, "as_of": "2026", "status": "sourced", "source": "T"})") ==
      "regions.r.egress.source: error.source");
  CHECK(
      first_error(R"("egress": {"usd": 1, "as_of": "26/10", "status": "dated", "source": "S"})") ==
      "regions.r.egress.as_of: error.date");
  CHECK(first_error(R"("egress": {"usd": 1})") == "regions.r.egress.as_of: error.json.missing");
  CHECK(first_error(R"("lambda.savings_discount": {"share": 12)" + rest) ==
        "regions.r.lambda.savings_discount.share: error.range");
  CHECK(parse_prices(file_with(R"("moon": {"usd": 1})")).unknown ==
        std::vector<std::string>{"regions.r.moon"});
  CHECK(parse_prices("{}").errors.size() == 3);
  CHECK(parse_prices(R"({"schema": "sans-serveur/limits/1"})").errors[0].message.key ==
        "error.schema");
  CHECK_FALSE(parse_prices("\xFF\xFE").errors.empty());
}

TEST_CASE("prices: those of the user take the place of the published ones") {
  RegionPrices prices = *published().find("eu-west-3");
  set_user_price(prices, PriceId::http_api_request, 1.5e-6);
  const Price& own = prices[PriceId::http_api_request];
  CHECK(own.status == Status::user);
  CHECK(own.tier_count == 1);
  CHECK(std::isinf(own.tiers[0].width));
  CHECK(own.tiers[0].usd == 1.5e-6);
  CHECK(published().source(own) == nullptr);
}
