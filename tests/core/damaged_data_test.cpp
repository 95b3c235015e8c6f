// Whatever happens to a document, its parser answers with a value or with errors, never with a
// crash.
#include <random>

#include <doctest/doctest.h>
#include <embedded.h>

#include "core/bill.h"
#include "core/limits.h"
#include "core/start_times.h"

using namespace sans_serveur;

namespace {

constexpr std::string_view usage_document =
    R"({"schema": "sans-serveur/usage/1", "region": "eu-west-3",
  "free_tier": true, "lambda": {"architecture": "arm64", "requests": 3e6, "duration_ms": 120,
  "memory_mb": 1536, "provisioned": {"concurrency": 1, "hours": 2}}, "fargate": {"os": "windows",
  "vcpu": 1, "memory_gb": 2, "task_hours": 25}, "alb": {"gb": 9}, "nat": {"gb": 1},
  "logs": {"gb": 13, "from_lambda": true}, "egress_gb": 15, "prices": {"alb.lcu": 0.01}})";

/// The text cut, with bytes changed, or with a piece of itself put elsewhere.
std::string damaged(std::string_view original, std::mt19937& random) {
  constexpr std::string_view bytes = "{}[]:,\"\\0-9e.\xFF\x00 tn";
  std::string text(original);
  const auto place = [&] { return random() % (text.size() + 1); };
  switch (random() % 3) {
    case 0:
      text.resize(place());
      break;
    case 1:
      for (int i = 0; i < 3; ++i)
        if (const std::size_t at = place(); at < text.size())
          text[at] = bytes[random() % bytes.size()];
      break;
    default: {
      const std::string piece = text.substr(place(), random() % 40);
      text.insert(place(), piece);
    }
  }
  return text;
}

template <class T>
void check_damaged(std::string_view original, Parsed<T> (*parse)(std::string_view), int rounds) {
  REQUIRE(parse(original).errors.empty());
  std::mt19937 random(1);
  for (int round = 0; round < rounds; ++round) {
    const Parsed<T> parsed = parse(damaged(original, random));
    CHECK(parsed.errors.size() <= 100);
    for (const Error& error : parsed.errors) CHECK(error.message.key.starts_with("error."));
  }
}

}  // namespace

TEST_CASE("damaged documents are answered with errors") {
  check_damaged(usage_document, parse_usage, 2000);
  check_damaged(embedded::find("data/limits.json"), parse_limits, 200);
  check_damaged(embedded::find("data/start_times.json"), parse_start_times, 200);
  check_damaged(embedded::find("data/prices.json"), parse_prices, 100);
}
