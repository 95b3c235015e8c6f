#include "published.h"

#include <doctest/doctest.h>
#include <embedded.h>

namespace sans_serveur {

const Data& published_data() {
  static const Data data = [] {
    const Parsed<Prices> prices = parse_prices(embedded::find("data/prices.json"));
    const Parsed<Limits> limits = parse_limits(embedded::find("data/limits.json"));
    const Parsed<StartTimes> times = parse_start_times(embedded::find("data/start_times.json"));
    REQUIRE(prices.errors.empty());
    REQUIRE(limits.errors.empty());
    REQUIRE(times.errors.empty());
    return Data{prices.value, limits.value, times.value};
  }();
  return data;
}

const Catalogue& published_catalogue() {
  static const Catalogue catalogue = [] {
    Parsed<Catalogue> parsed =
        parse_catalogue(embedded::find("content/fr.json"), embedded::find("content/en.json"));
    REQUIRE(parsed.errors.empty());
    return std::move(parsed.value);
  }();
  return catalogue;
}

Workload workload_from(std::string_view json) {
  Parsed<Workload> parsed = parse_workload(json);
  for (const Error& error : parsed.errors) MESSAGE(error.path, ": ", error.message.key);
  REQUIRE(parsed.errors.empty());
  return std::move(parsed.value);
}

}  // namespace sans_serveur
