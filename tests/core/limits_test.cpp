#include "core/limits.h"

#include <set>

#include <doctest/doctest.h>
#include <embedded.h>

#include "published.h"

using namespace sans_serveur;

namespace {

/// The published file with one text replaced.
std::string changed(std::string_view from, std::string_view to) {
  std::string text(embedded::find("data/limits.json"));
  const std::size_t place = text.find(from);
  REQUIRE(place != std::string::npos);
  return text.replace(place, from.size(), to);
}

std::string first_error(const std::string& text) {
  const Errors errors = parse_limits(text).errors;
  return errors.empty() ? "" : errors[0].path + ": " + errors[0].message.key;
}

}  // namespace

TEST_CASE("limits: the published set is complete and says where everything comes from") {
  const Parsed<Limits> parsed = parse_limits(embedded::find("data/limits.json"));
  REQUIRE(parsed.errors.empty());
  CHECK(parsed.unknown.empty());
  const Limits& limits = parsed.value;
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < limit_count; ++i) {
    const auto id = static_cast<LimitId>(i);
    CHECK(names.insert(limit_name(id)).second);
    CHECK(limits.source(limits[id]) != nullptr);
    CHECK(is_date(limits[id].date()));
    CHECK((limits.number(id) > 0 || limit_unit(id) == "toggle"));
  }
  CHECK(limits.number(LimitId::lambda_timeout) == 900);
  CHECK(limits.number(LimitId::lambda_memory_min) == 128);
  CHECK(limits.number(LimitId::lambda_memory) == 10'240);
  CHECK(limits.number(LimitId::rest_api_timeout) == 29);
  CHECK(limits.number(LimitId::fargate_min_billed_windows) == 300);
  CHECK(limits.number(LimitId::fargate_vcpu_quota) == 6);
  CHECK_FALSE(limits.toggle(LimitId::lambda_gpu));
  CHECK(limits.toggle(LimitId::fargate_efs));
  CHECK(limits.lists.at("lambda.snapstart_runtimes").names.size() == 3);
}

TEST_CASE("limits: Fargate sizes are those of AWS's table") {
  const Limits& limits = published_data().limits;
  REQUIRE(limits.fargate_sizes.size() == 8);
  std::size_t pairs = 0;
  for (const FargateSize& size : limits.fargate_sizes) pairs += size.memory_gb.size();
  CHECK(pairs == 3 + 4 + 7 + 13 + 23 + 12 + 12 + 3);
  CHECK(limits.fargate_sizes[0].vcpu == 0.25);
  CHECK_FALSE(limits.fargate_sizes[0].windows);
  CHECK(limits.fargate_sizes[2].windows);
  CHECK(limits.fargate_sizes[5].memory_gb.back() == 60);
  CHECK_FALSE(limits.fargate_sizes[5].windows);
  CHECK(limits.fargate_sizes[7].vcpu == 32);
  CHECK(limits.note(limits.fargate_sizes[7]) == "recent_size");
}

TEST_CASE("limits: errors name the limit, the value and what is allowed") {
  CHECK(first_error(changed("\"value\": 900", "\"value\": -900")) ==
        "limits.lambda.timeout.value: error.range");
  CHECK(first_error(changed("\"value\": 900", "\"value\": true")) ==
        "limits.lambda.timeout.value: error.json.type");
  CHECK(first_error(changed("\"value\": 900, ", "")) ==
        "limits.lambda.timeout.value: error.json.missing");
  CHECK(first_error(changed("\"unit\": \"s\"", "\"unit\": \"ms\"")) ==
        "limits.lambda.timeout.unit: error.choice");
  CHECK(first_error(changed("\"lambda.timeout\"", "\"lambda.time\"")) ==
        "limits.lambda.timeout: error.json.missing");
  CHECK(first_error(changed("\"vcpu\": 0.25", "\"vcpu\": 0")) ==
        "fargate_sizes[0].vcpu: error.range");
  CHECK(first_error(changed("[0.5, 1, 2]", "[]")) ==
        "fargate_sizes[0].memory_gb: error.json.missing");
  CHECK_FALSE(parse_limits("[]").errors.empty());
  CHECK_FALSE(parse_limits("").errors.empty());
}
