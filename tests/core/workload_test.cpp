#include "core/workload.h"

#include <string>

#include <doctest/doctest.h>

using namespace sans_serveur;

namespace {

/// The only error of a document; fails the test if there are none or several.
Error only_error(std::string_view json) {
  const Parsed<Workload> parsed = parse_workload(json);
  REQUIRE_MESSAGE(parsed.errors.size() == 1, json);
  return parsed.errors.front();
}

double number(const Error& error, std::string_view name) {
  for (const Parameter& parameter : error.message.parameters) {
    if (parameter.name == name) return std::get<double>(parameter.value);
  }
  FAIL("no parameter " << name);
  return 0;
}

}  // namespace

TEST_CASE("an empty object is a valid workload") {
  const Parsed<Workload> parsed = parse_workload("{}");
  CHECK(parsed.errors.empty());
  CHECK(parsed.unknown.empty());
  for (const Field& field : fields()) {
    const double value = field.get(parsed.value), standard = standard_value(field);
    CHECK_MESSAGE((value == standard || (is_automatic(value) && is_automatic(standard))),
                  field.path);
  }
}

TEST_CASE("every default is within its field's range") {
  for (const Field& field : fields()) {
    CHECK_MESSAGE(check(field, standard_value(field)).empty(), field.path);
    CHECK_MESSAGE(field.usual_min >= field.min, field.path);
    CHECK_MESSAGE(field.usual_max <= field.max, field.path);
  }
  CHECK(check(Workload{}).empty());
}

TEST_CASE("writing and reading back gives the same workload") {
  Workload workload;
  workload.name = "Été « cœur »";
  workload.region = "us-east-1";
  workload.traffic = {.requests_per_month = 12345678.9,
                      .shape = Shape::trace,
                      .peak_to_mean = 2.5,
                      .bins = {1, 2.5, 0}};
  workload.lambda.memory_mb = 1024;
  workload.fargate.mode = FargateMode::job;
  workload.network.fixed_costs = FixedCosts::existing;
  workload.prices = {{PriceId::alb_lcu, 0.0123}};
  for (const bool only_differences : {false, true}) {
    const std::string text = to_json(workload, only_differences);
    const Parsed<Workload> parsed = parse_workload(text);
    REQUIRE(parsed.errors.empty());
    CHECK(parsed.unknown.empty());
    CHECK(to_json(parsed.value, only_differences) == text);
  }
  CHECK(to_json(workload, true).size() < to_json(workload).size() / 2);
}

TEST_CASE("every field survives a round trip at both ends of its range") {
  for (const Field& field : fields()) {
    for (const double value : {field.min, field.max}) {
      Workload workload;
      field.set(workload, value);
      const Parsed<Workload> parsed = parse_workload(to_json(workload, true));
      CHECK_MESSAGE(field.get(parsed.value) == value, field.path);
    }
  }
}

TEST_CASE("auto and null") {
  CHECK(is_automatic(parse_workload(R"({"lambda":{"memory_mb":"auto"}})").value.lambda.memory_mb));
  CHECK(is_automatic(parse_workload(R"({"targets":{"p99_ms":null}})").value.targets.p99_ms));
  CHECK(only_error(R"({"request":{"memory_mb":"auto"}})").path == "request.memory_mb");
}

TEST_CASE("a bad value names the field, the value and the allowed range") {
  const Error high = only_error(R"({"lambda":{"memory_mb":20000}})");
  CHECK(high.path == "lambda.memory_mb");
  CHECK(number(high, "value") == 20000);
  CHECK(number(high, "min") == 128);
  CHECK(number(high, "max") == 10240);
  CHECK(only_error(R"({"traffic":{"shape":"weekly"}})").message.key == "error.choice");
  CHECK(only_error(R"({"fargate":{"min_tasks":1.5}})").message.key == "error.integer");
  CHECK(only_error(R"({"needs":{"gpu":"yes"}})").path == "needs.gpu");
  CHECK(only_error(R"({"request":{"cpu_ms":300}})").message.key == "error.above_other");
  CHECK(only_error(R"({"traffic":{"shape":"trace"}})").path == "traffic.bins");
  CHECK(only_error(R"({"prices":{"moon.hour":1}})").message.key == "error.price.unknown");
  CHECK(only_error(R"({"schema":"sans-serveur/workload/2"})").message.key == "error.schema");
  CHECK(only_error("{").message.key == "error.json.syntax");
}

TEST_CASE("a default gives way to what the document says") {
  CHECK(parse_workload(R"({"request":{"duration_ms":20}})").value.request.cpu_ms == 20);
}

TEST_CASE("unknown fields are reported and do no harm") {
  const Parsed<Workload> parsed = parse_workload(R"({"colour":"blue","request":{"weight":3}})");
  CHECK(parsed.errors.empty());
  CHECK(parsed.unknown == std::vector<std::string>{"colour", "request.weight"});
}

TEST_CASE("positions on a field's scale") {
  for (const Field& field : fields()) {
    for (const double position : {0.0, 0.5, 1.0}) {
      const double value = value_at(field, position);
      CHECK_MESSAGE(check(field, value).empty(), field.path);
      if (field.kind == FieldKind::number) {
        CHECK_MESSAGE(position_of(field, value) == doctest::Approx(position), field.path);
      }
    }
  }
}
