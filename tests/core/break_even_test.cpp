#include "core/break_even.h"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "core/sensitivity.h"
#include "published.h"

using namespace sans_serveur;

namespace {

/// A workload with the facts it is decided by.
struct Case {
  explicit Case(Workload described)
      : workload(std::move(described)),
        prices(effective_prices(workload, *published_data().prices.find(workload.region))) {}
  Facts facts() const { return {prices, published_data().limits, published_data().start_times}; }
  CostPoint at(double requests) const { return costs_at(workload, requests, facts()); }

  Workload workload;
  RegionPrices prices;
};

}  // namespace

TEST_CASE("a crossing is where the cheaper side changes, to the request") {
  const Case one(
      workload_from(R"({"lambda":{"front_door":"http_api"},"fargate":{"autoscaling":false}})"));
  const BreakEvens found = break_evens(one.workload, one.facts());
  CHECK(found.complete);
  REQUIRE(!found.crossings.empty());
  for (const Crossing& crossing : found.crossings) {
    const CostPoint below = one.at(crossing.requests_per_month - 1);
    const CostPoint above = one.at(crossing.requests_per_month);
    const bool fargate_above = above.fargate_usd < above.lambda_usd;
    CHECK(fargate_above == (crossing.cheaper_above == Service::fargate));
    CHECK((below.fargate_usd < below.lambda_usd) != fargate_above);
  }
}

TEST_CASE("no crossing is missed: a scan of every thousandth request finds no other") {
  const Case one(workload_from(
      R"({"region":"us-east-1","architecture":"x86_64","traffic":{"peak_to_mean":1.8},
          "request":{"duration_ms":200,"cpu_ms":20,"memory_mb":128},"lambda":{"memory_mb":256},
          "fargate":{"vcpu":0.5,"memory_mb":1024,"autoscaling":false}})"));
  const BreakEvens found = break_evens(one.workload, one.facts(), 2e8);
  std::size_t changes = 0;
  bool fargate_cheaper = false;
  for (double requests = 1; requests <= 2e8; requests += 1e4) {
    const CostPoint point = one.at(requests);
    const bool now = point.fargate_usd < point.lambda_usd;
    changes += now != fargate_cheaper;
    fargate_cheaper = now;
  }
  CHECK(found.crossings.size() >= changes);
  CHECK(changes > 3);
}

TEST_CASE("no crossing where there is none, not the end of a search") {
  // A published tool answers 9 999 999 403 here: its own search bound. With one task that is said
  // to serve any number of requests the truth is one crossing, at 9.01 USD / 0.617 USD per million.
  const Case tiny(workload_from(
      R"({"region":"us-east-1","architecture":"x86_64","traffic":{"shape":"flat"},
          "request":{"duration_ms":200,"cpu_ms":0.01,"memory_mb":128,"response_kb":0},"runtime":{"init_ms":0},
          "lambda":{"memory_mb":128,"duration_ms":200},
          "fargate":{"vcpu":0.25,"memory_mb":512,"min_tasks":1,"concurrency_per_task":100000,
                     "target_utilization":1,"front_door":"none"},
          "network":{"public_ipv4":false},"logs_kb_per_request":0})"));
  const BreakEvens found = break_evens(tiny.workload, tiny.facts());
  REQUIRE(found.crossings.size() == 1);
  CHECK(found.crossings[0].requests_per_month == doctest::Approx(14.61e6).epsilon(0.001));

  // And none at all where Fargate asks more per request than Lambda does.
  Workload busy = tiny.workload;
  busy.request.cpu_ms = 200;
  busy.lambda.duration_ms = 20;
  busy.fargate.concurrency_per_task = 1;
  const BreakEvens none = break_evens(busy, tiny.facts());
  CHECK(none.crossings.empty());
  CHECK(none.complete);
  CHECK(none.up_to == max_requests_per_month);
}

TEST_CASE("cost never falls when requests rise, on either side") {
  const Workload standard = workload_from(R"({"lambda":{"front_door":"http_api"}})");
  for (std::uint64_t i = 0; i < 300; ++i) {
    Workload drawn = plausible_workload(standard, 7, i);
    drawn.traffic.shape = static_cast<Shape>(i % 4);
    drawn.trigger = i % 5 == 0 ? Trigger::queue : Trigger::http;
    drawn.fargate.autoscaling = i % 2 == 0;
    drawn.pricing.free_tier = i % 3 == 0;
    drawn.request.cpu_ms = drawn.request.duration_ms * static_cast<double>(i % 10 + 1) / 10;
    drawn.lambda.provisioned_concurrency = i % 7 == 0 ? 20 : 0;
    const Case one(drawn);
    CostPoint last = one.at(1);
    for (double requests = 1; requests < 1e10; requests *= 1.35) {
      const CostPoint point = one.at(requests);
      CHECK_MESSAGE(point.lambda_usd >= last.lambda_usd * (1 - 1e-12), "draw ", i, " at ",
                    requests);
      CHECK_MESSAGE(point.fargate_usd >= last.fargate_usd * (1 - 1e-12), "draw ", i, " at ",
                    requests);
      last = point;
    }
  }
}

TEST_CASE("the first crossing is that of all crossings, unless two are nearer than the tolerance") {
  const Case around(workload_from("{}"));
  int compared = 0;
  for (std::uint64_t i = 0; i < 40; ++i) {
    CAPTURE(i);
    const Workload drawn = plausible_workload(around.workload, 7, i);
    const double first = first_crossing(drawn, around.facts());
    const BreakEvens all = break_evens(drawn, around.facts());
    if (all.crossings.empty()) {
      CHECK(std::isinf(first));
      continue;
    }
    const auto same = std::find_if(
        all.crossings.begin(), all.crossings.end(),
        [&](const Crossing& crossing) { return crossing.requests_per_month == first; });
    REQUIRE(same != all.crossings.end());
    // Those before it come in pairs within the tolerance.
    CHECK((same - all.crossings.begin()) % 2 == 0);
    for (auto before = all.crossings.begin(); before < same; before += 2) {
      const double apart = (before + 1)->requests_per_month / before->requests_per_month;
      CHECK(apart <= 1 + crossing_tolerance);
    }
    ++compared;
  }
  CHECK(compared > 20);
}
