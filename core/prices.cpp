#include "core/prices.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <chrono>

#include "core/json.h"

namespace sans_serveur {

namespace {

struct Description {
  std::string_view name;
  std::string_view unit;
};

/// In the order of PriceId.
constexpr std::array<Description, price_count> descriptions{{
    {"lambda.request", "request"},
    {"lambda.x86_64.duration", "GB-s"},
    {"lambda.arm64.duration", "GB-s"},
    {"lambda.ephemeral", "GB-s"},
    {"lambda.x86_64.provisioned_reserved", "GB-s"},
    {"lambda.arm64.provisioned_reserved", "GB-s"},
    {"lambda.x86_64.provisioned_duration", "GB-s"},
    {"lambda.arm64.provisioned_duration", "GB-s"},
    {"lambda.snapstart_cache", "GB-s"},
    {"lambda.snapstart_restore", "GB"},
    {"lambda.streaming", "GB"},
    {"lambda.savings_discount", "share"},
    {"lambda.provisioned_savings_discount", "share"},
    {"fargate.x86_64.vcpu", "vCPU-h"},
    {"fargate.x86_64.memory", "GB-h"},
    {"fargate.arm64.vcpu", "vCPU-h"},
    {"fargate.arm64.memory", "GB-h"},
    {"fargate.windows.vcpu", "vCPU-h"},
    {"fargate.windows.memory", "GB-h"},
    {"fargate.windows.licence", "vCPU-h"},
    {"fargate.ephemeral", "GB-h"},
    {"fargate.savings_1y_discount", "share"},
    {"fargate.savings_3y_discount", "share"},
    {"fargate.arm64.savings_3y_discount", "share"},
    {"http_api.request", "request"},
    {"rest_api.request", "request"},
    {"alb.hour", "h"},
    {"alb.lcu", "LCU-h"},
    {"nat.hour", "h"},
    {"nat.gb", "GB"},
    {"ipv4.hour", "h"},
    {"logs.ingest", "GB"},
    {"logs.lambda_ingest", "GB"},
    {"logs.storage", "GB-month"},
    {"logs.insights", "GB"},
    {"egress", "GB"},
    {"queue.request", "request"},
}};
static_assert(!descriptions.back().name.empty(), "every PriceId needs its description");

const Description& description(PriceId id) {
  return descriptions[static_cast<std::size_t>(id)];
}

constexpr std::size_t whole_date = 10;  ///< letters of "2026-10-09"

int number_at(std::string_view date, std::size_t at, std::size_t length) {
  int number = 0;
  std::from_chars(date.data() + at, date.data() + at + length, number);
  return number;
}

/// The last day of a date that may be a month or a year.
std::chrono::sys_days last_day(std::string_view date) {
  using namespace std::chrono;
  const year in_year(number_at(date, 0, 4));
  if (date.size() < 7) return in_year / December / last;
  const auto in_month = in_year / month(static_cast<unsigned>(number_at(date, 5, 2)));
  if (date.size() < whole_date) return in_month / last;
  return in_month / day(static_cast<unsigned>(number_at(date, 8, 2)));
}

PriceTier read_tier(const JsonReader& place, bool last, const NumberRange& usd) {
  constexpr NumberRange widths{1, 1e18};
  PriceTier tier;
  const std::vector<JsonReader> pair = place.elements(2);
  if (pair.size() != 2) {
    place.fail("error.price.tier");
    return tier;
  }
  const bool endless = last && pair[0].is_null();
  if (!endless) tier.width = pair[0].number(0, widths);
  tier.usd = pair[1].number(0, usd);
  return tier;
}

void read_tiers(const JsonReader& place, const NumberRange& usd, Price& price) {
  const std::vector<JsonReader> tiers = place.elements(Price::max_tiers);
  for (std::size_t i = 0; i < tiers.size(); ++i)
    price.tiers[i] = read_tier(tiers[i], i + 1 == tiers.size(), usd);
  price.tier_count = static_cast<std::uint8_t>(tiers.size());
}

Price read_price(const JsonReader& place, PriceId id, SourceTable& table) {
  Price price;
  static_cast<Provenance&>(price) = read_provenance(place, table);
  const NumberRange range = price_range(id);
  const JsonReader single = place[price_unit(id) == "share" ? "share" : "usd"];
  const JsonReader tiers = place["tiers"];
  if (single.exists()) {
    price.tiers[0].usd = single.number(0, range);
    price.tier_count = 1;
  } else {
    read_tiers(tiers, range, price);
  }
  if (single.exists() == tiers.exists() || !price.known()) place.fail("error.price.value");
  return price;
}

}  // namespace

std::string_view price_name(PriceId id) {
  return description(id).name;
}

std::string_view price_unit(PriceId id) {
  return description(id).unit;
}

std::string price_unit_key(PriceId id) {
  std::string key = "price_unit.";
  for (const char c : price_unit(id)) {
    key += c == '-' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return key;
}

PriceId find_price(std::string_view name) {
  const auto found =
      std::find_if(descriptions.begin(), descriptions.end(),
                   [&](const Description& described) { return described.name == name; });
  return static_cast<PriceId>(found - descriptions.begin());
}

int price_age_days(std::string_view as_of, std::string_view today) {
  if (!is_date(as_of) || !is_date(today) || today.size() < whole_date) return 0;
  return std::max(0, static_cast<int>((last_day(today) - last_day(as_of)).count()));
}

NumberRange price_range(PriceId id) {
  if (price_unit(id) == "share") return {0, 1};
  return {0, 1e6, "usd"};
}

const RegionPrices* Prices::find(std::string_view region) const {
  const auto found = regions.find(region);
  return found == regions.end() ? nullptr : &found->second;
}

void set_user_price(RegionPrices& prices, PriceId id, double usd) {
  Price& price = prices[id];
  price = {};
  price.status = PriceStatus::user;
  price.tiers[0].usd = usd;
  price.tier_count = 1;
}

Error unknown_region(std::string_view path, std::string_view region, const Prices& prices) {
  std::string choices;
  for (const auto& [name, known] : prices.regions)
    choices.append(choices.empty() ? "" : ", ").append(name);
  return {std::string(path),
          {"error.region.unknown", {{"region", json_text(region)}, {"choices", choices}}}};
}

Parsed<Prices> parse_prices(std::string_view json) {
  JsonDocument document(json);
  const JsonReader root = document.root();
  root.schema("sans-serveur/prices/1");
  constexpr std::array<std::string_view, 1> currencies{"USD"};
  root["currency"].choice(0, currencies);

  Prices prices;
  static_cast<SourceTable&>(prices) = read_sources(root["sources"]);
  prices.set = root["set"].required_text();
  prices.as_of = read_date(root["as_of"]);
  root["regions"].require("@json.object");
  for (const auto& [name, place] : root["regions"].members()) {
    RegionPrices& region = prices.regions[name];
    for (std::size_t i = 0; i < price_count; ++i) {
      const auto id = static_cast<PriceId>(i);
      const JsonReader price = place[price_name(id)];
      if (price.given()) region[id] = read_price(price, id, prices);
    }
  }
  return document.finish(std::move(prices));
}

}  // namespace sans_serveur
