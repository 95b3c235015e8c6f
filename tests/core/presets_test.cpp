#include "core/presets.h"

#include <doctest/doctest.h>
#include <embedded.h>

#include "core/comparison.h"
#include "core/evaluation.h"

using namespace sans_serveur;

namespace {

Presets published() {
  Parsed<Presets> parsed = parse_presets(embedded::find("data/presets.json"));
  REQUIRE(parsed.errors.empty());
  CHECK(parsed.unknown.empty());
  return parsed.value;
}

Data data() {
  return {parse_prices(embedded::find("data/prices.json")).value,
          parse_limits(embedded::find("data/limits.json")).value,
          parse_start_times(embedded::find("data/start_times.json")).value};
}

Choice choice(Service service) {
  return service == Service::lambda ? Choice::lambda : Choice::fargate;
}

std::string first_error(std::string_view text) {
  const Errors errors = parse_presets(text).errors;
  return errors.empty() ? "" : errors[0].path + ": " + errors[0].message.key;
}

}  // namespace

TEST_CASE("presets: every one is recommended the service that it says, at complete prices") {
  const Data facts = data();
  for (const Preset& preset : published()) {
    CAPTURE(preset.id);
    const Evaluation evaluation = evaluate(preset.workload, facts, Depth::at_once);
    CHECK(evaluation.decision.choice == choice(preset.expected));
    for (const Service side : services) {
      if (evaluation.decision.feasibility.feasible(side)) {
        CHECK_FALSE(evaluation.decision.bills[index(side)].partial);
      }
    }
  }
}

TEST_CASE("presets: the two recommendations of the source text come out as verdicts") {
  const Comparison comparison = parse_comparison(embedded::find("content/comparison.json")).value;
  const Data facts = data();
  const Presets presets = published();
  REQUIRE(comparison.recommendations.items.size() == 2);
  for (const Recommendation& recommendation : comparison.recommendations.items) {
    CHECK(recommendation.presets.size() == 3);
    for (const std::string& id : recommendation.presets) {
      CAPTURE(id);
      const Preset* preset = find_preset(presets, id);
      REQUIRE(preset != nullptr);
      const Evaluation evaluation = evaluate(preset->workload, facts, Depth::at_once);
      CHECK(evaluation.decision.choice == choice(recommendation.service));
    }
  }
}

TEST_CASE("presets: the long job is Fargate's because Lambda stops at 900 s") {
  const Presets presets = published();
  const Preset* job = find_preset(presets, "long_job");
  REQUIRE(job != nullptr);
  const Decision decision = evaluate(job->workload, data(), Depth::at_once).decision;
  const LimitCheck* veto = decision.feasibility.veto(Service::lambda);
  REQUIRE(veto != nullptr);
  CHECK(veto->id == CheckId::lambda_timeout);
  CHECK(veto->limit == 900);
}

TEST_CASE("presets: the catalogue costs 141.07 on Fargate and 194.08 on Lambda") {
  const Presets presets = published();
  const Preset* catalogue = find_preset(presets, "catalogue");
  REQUIRE(catalogue != nullptr);
  CHECK(catalogue == presets.data());  // the page opens with it
  const Decision decision = evaluate(catalogue->workload, data(), Depth::at_once).decision;
  CHECK(decision.usd(Service::fargate) == doctest::Approx(141.07).epsilon(0.0001));
  CHECK(decision.usd(Service::lambda) == doctest::Approx(194.08).epsilon(0.0001));
  CHECK(decision.fargate.peak_tasks == 4);
}

TEST_CASE("presets: defects of the document are errors") {
  CHECK(first_error(R"({"schema": "sans-serveur/presets/2", "presets": []})") ==
        "schema: error.schema");
  CHECK(first_error(R"({"presets": []})") == ": error.preset.none");
  CHECK(first_error(R"({"presets": [{"id": "a"}]})") == "presets[0].short: error.json.missing");
  constexpr std::string_view twice = R"({"presets": [
    {"id": "a", "short": "s", "name": "n", "description": "d", "why": "w", "expected": "lambda",
     "workload": {}},
    {"id": "a", "short": "s", "name": "n", "description": "d", "why": "w", "expected": "lambda",
     "workload": {}}]})";
  CHECK(first_error(twice) == "presets[1].id: error.preset.id");
  constexpr std::string_view slow = R"({"presets": [
    {"id": "a", "short": "s", "name": "n", "description": "d", "why": "w", "expected": "lambda",
     "workload": {"request": {"duration_ms": -1}}}]})";
  CHECK(first_error(slow) == "presets[0].workload.request.duration_ms: error.range");
  constexpr std::string_view odd = R"({"presets": [
    {"id": "a", "short": "s", "name": "n", "description": "d", "why": "w", "expected": "lambda",
     "workload": {"speed": 1}}]})";
  CHECK(first_error(odd) == "presets[0].workload.speed: error.preset.field");
}
