#include "core/evaluation.h"

#include <cmath>
#include <string>

#include <doctest/doctest.h>

#include "core/json.h"
#include "published.h"

using namespace sans_serveur;

namespace {

constexpr std::string_view catalogue_json = R"({
  "name": "Catalogue", "traffic": { "requests_per_month": 55000000, "peak_to_mean": 1.8 },
  "request": { "duration_ms": 180, "cpu_ms": 30 }, "lambda": { "front_door": "http_api" } })";

/// All messages of an explanation.
std::vector<Message> messages(const Explanation& told) {
  std::vector<Message> all{told.headline, told.lead};
  all.insert(all.end(), told.warnings.begin(), told.warnings.end());
  for (const Reason& reason : told.reasons) {
    all.insert(all.end(), {reason.name, reason.text, reason.fact.text});
  }
  for (const std::string& option : told.options) {
    all.push_back({"option." + option + ".name", {}});
    all.push_back({"option." + option + ".why", {}});
  }
  return all;
}

}  // namespace

TEST_CASE("the document has what MODEL.md names") {
  const Evaluation evaluation = evaluate(workload_from(catalogue_json), published_data());
  const std::string json = to_json(evaluation, published_data(), published_catalogue());
  const JsonDocument document(json);
  REQUIRE(document.errors().empty());
  const JsonReader root = document.root();
  CHECK(root["schema"].text("") == "sans-serveur/evaluation/1");
  CHECK(root.at("verdict.choice").text("") == "fargate");
  CHECK(root.at("verdict.holds_share").number(-1) >= 0);
  CHECK(root.at("verdict.reasons").elements(100).size() >= 5);
  CHECK(root.at("verdict.flips").elements(100).size() > 5);
  for (const char* side : {"lambda", "fargate"}) {
    const JsonReader service = root[side];
    CHECK(service["feasible"].toggle(false));
    CHECK(service["violations"].exists());
    CHECK(service.at("bill.total_usd").number(0) > 0);
    CHECK(service.at("performance.p99_ms").number(0) > 0);
    CHECK(service.at("configuration.vcpu").number(0) > 0);
  }
  CHECK(root["break_even"].elements(100).size() == evaluation.break_even.crossings.size());
  CHECK(root["curve"].elements(1000).size() == evaluation.curve.size());
  CHECK(root.at("prices.set").text("") == published_data().prices.set);
}

/// The sentence of the criterion of latency.
std::string latency_key(std::string_view json) {
  const Evaluation evaluation = evaluate(workload_from(json), published_data(), Depth::at_once);
  for (const Reason& reason : evaluation.explanation.reasons) {
    if (reason.id == "latency") return reason.text.key;
  }
  return "";
}

TEST_CASE("who does not keep up at the peak is told, whatever its p99 says") {
  constexpr std::string_view saturated = R"(
      {"traffic": {"requests_per_month": 26280000, "shape": "flat"},
       "request": {"duration_ms": 100, "cpu_ms": 100},
       "fargate": {"vcpu": 0.25, "memory_mb": 512, "target_utilization": 1}})";
  CHECK(latency_key(saturated) == "reason.latency.fargate_saturated");
  constexpr std::string_view refused = R"(
      {"traffic": {"requests_per_month": 1e11}, "lambda": {"memory_mb": 512},
       "targets": {"p99_ms": 1000}})";
  CHECK(latency_key(refused) == "reason.latency.lambda_saturated");
  CHECK(latency_key(R"({"targets": {"p99_ms": 5000}})") == "reason.latency.both_meet");
  CHECK(latency_key(R"({"targets": {"p99_ms": null}})") == "reason.latency.none");
  // The lead of a verdict that this carries against the cost.
  const Evaluation dear = evaluate(
      workload_from(R"({"traffic": {"requests_per_month": 1e10}, "lambda": {"memory_mb": 512},
                        "request": {"memory_mb": 512, "duration_ms": 180, "cpu_ms": 30},
                        "targets": {"p99_ms": 1000}, "weights": {"cost": 0},
                        "fargate": {"vcpu": 4, "memory_mb": 8192, "concurrency_per_task": 1}})"),
      published_data(), Depth::at_once);
  CHECK(dear.explanation.lead.key == "verdict.lead.saturated");
}

TEST_CASE("no text that any choice of trigger, door or need can bring up is missing") {
  for (std::size_t i = 0; i < 9; ++i) {
    Workload workload;
    workload.trigger = static_cast<Trigger>(i);
    for (const double requests : {1e3, 1e7, 3e9}) {
      workload.traffic.requests_per_month = requests;
      for (const FrontDoor door :
           {FrontDoor::function_url, FrontDoor::http_api, FrontDoor::rest_api}) {
        workload.lambda.front_door = door;
        for (const double longest : {1.0, 100.0, 5000.0}) {
          workload.request.max_duration_s = longest;
          const Evaluation evaluation = evaluate(workload, published_data(), Depth::at_once);
          for (const Message& message : messages(evaluation.explanation)) {
            for (const Language language : {Language::fr, Language::en}) {
              CHECK(!published_catalogue().format(message, language).empty());
            }
          }
        }
      }
    }
  }
  CHECK(published_catalogue().missing() == std::vector<std::string>{});
}

TEST_CASE("a sample grown in slices is the sample") {
  const Evaluation whole = evaluate(workload_from(catalogue_json), published_data());
  Evaluation sliced = evaluate(workload_from(catalogue_json), published_data(), Depth::at_once);
  CHECK(sliced.robustness.samples == 0);
  const Facts facts = facts_of(sliced, published_data());
  for (int i = 0; i < 20; ++i) {
    extend(sliced.robustness, sliced.workload, facts, sliced.decision.choice,
           robustness_samples / 20);
  }
  CHECK(sliced.robustness.samples == whole.robustness.samples);
  CHECK(sliced.robustness.holding == whole.robustness.holding);
  CHECK(whole.robustness.samples >= 2000);
}

TEST_CASE("every region of the price set can be evaluated, partial where a price is unknown") {
  for (const auto& [region, prices] : published_data().prices.regions) {
    Workload workload;
    workload.region = region;
    const Evaluation evaluation = evaluate(workload, published_data(), Depth::at_once);
    for (const Service side : services) {
      const Bill& bill = evaluation.decision.bills[index(side)];
      double sum = 0;
      bool partial = false;
      for (const Item& item : bill.lines()) {
        if (item.status == Status::unknown) partial = true;
        if (item.status != Status::unknown) sum += item.usd;
      }
      CHECK_MESSAGE(bill.total_usd == doctest::Approx(sum), region);
      CHECK_MESSAGE(bill.partial == partial, region);
    }
  }
  Workload nowhere;
  nowhere.region = "moon-1";
  CHECK(check_region(nowhere, published_data()).front().path == "region");
}

TEST_CASE("a price of the user's replaces the published one and says so") {
  Workload workload = workload_from(R"({"prices":{"fargate.arm64.vcpu":1}})");
  const Evaluation evaluation = evaluate(workload, published_data(), Depth::at_once);
  for (const Item& item : evaluation.decision.bills[index(Service::fargate)].lines()) {
    if (item.id != ItemId::fargate_vcpu) continue;
    CHECK(item.unit_price_usd == doctest::Approx(1));
    CHECK(item.status == Status::user);
  }
}
