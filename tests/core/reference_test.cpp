// The reference case and its one-change variants, and the case that the interface shows.
//
// Reference: 200 ms of which 20 ms CPU, 512 MB, no gateway on Lambda; 2 × 0.5 vCPU / 1 GB + ALB,
// us-east-1 on demand, x86. Per request Lambda asks 0.2e-6 + 0.5 GB × 0.2 s × 1.66667e-5
// = 1.86667e-6; two tasks, the ALB and one LCU cost 36.04 + 16.43 + 5.84 = 58.31 a month: 58.31
// / 1.86667e-6 = 31.24 M. Published sums round Lambda's price per millisecond first
// (0.0000000083: 1.86e-6), hence 31.3 M; the others differ by as little for the same reason.
#include <doctest/doctest.h>

#include "published.h"

using namespace sans_serveur;

namespace {

constexpr double tolerance = 0.03;

Workload reference() {
  return workload_from(R"({
    "region": "us-east-1", "architecture": "x86_64", "trigger": "http",
    "traffic": { "requests_per_month": 10000000, "shape": "daily", "peak_to_mean": 1.5 },
    "request": { "duration_ms": 200, "cpu_ms": 20, "memory_mb": 256, "request_kb": 0, "response_kb": 0 },
    "runtime": { "init_ms": 0 },
    "lambda": { "memory_mb": 512, "duration_ms": 200, "front_door": "function_url" },
    "fargate": { "vcpu": 0.5, "memory_mb": 1024, "concurrency_per_task": 50, "target_utilization": 0.6,
                 "min_tasks": 2, "autoscaling": false, "front_door": "alb", "min_lcu": 1 },
    "network": { "public_ipv4": false, "egress": false }, "logs_kb_per_request": 0 })");
}

BreakEvens crossings_of(const Workload& workload) {
  const RegionPrices prices =
      effective_prices(workload, *published_data().prices.find(workload.region));
  const Data& data = published_data();
  return break_evens(workload, {prices, data.limits, data.start_times});
}

double first(const Workload& workload) {
  const BreakEvens found = crossings_of(workload);
  REQUIRE(!found.crossings.empty());
  CHECK(found.complete);
  CHECK(found.crossings.front().cheaper_above == Service::fargate);
  return found.crossings.front().requests_per_month / 1e6;
}

double last(const Workload& workload) {
  return crossings_of(workload).crossings.back().requests_per_month / 1e6;
}

}  // namespace

TEST_CASE("reference case") {
  CHECK(first(reference()) == doctest::Approx(31.3).epsilon(tolerance));
}

TEST_CASE("one task, no ALB, all of its CPU, flat traffic") {
  Workload workload = reference();
  workload.fargate.min_tasks = 1;
  workload.fargate.front_door = FrontDoor::none;
  workload.fargate.target_utilization = 1;
  workload.traffic.shape = Shape::flat;
  CHECK(first(workload) == doctest::Approx(9.7).epsilon(tolerance));
}

TEST_CASE("API Gateway in front of Lambda") {
  Workload workload = reference();
  workload.lambda.front_door = FrontDoor::http_api;
  CHECK(first(workload) == doctest::Approx(20.4).epsilon(tolerance));
  workload.lambda.front_door = FrontDoor::rest_api;
  CHECK(first(workload) == doctest::Approx(10.9).epsilon(tolerance));
}

TEST_CASE("free tier") {
  Workload workload = reference();
  workload.pricing.free_tier = true;
  CHECK(first(workload) == doctest::Approx(35.0).epsilon(tolerance));
}

TEST_CASE("two NAT gateways on Fargate only: several crossings") {
  Workload workload = reference();
  workload.network.fargate_nat_gateways = 2;
  CHECK(first(workload) == doctest::Approx(76.9).epsilon(tolerance));
  CHECK(last(workload) == doctest::Approx(86.7).epsilon(tolerance));
}

TEST_CASE("256 MB on Lambda: several crossings") {
  Workload workload = reference();
  workload.lambda.memory_mb = 256;
  CHECK(first(workload) == doctest::Approx(75.0).epsilon(tolerance));
  CHECK(last(workload) == doctest::Approx(131.8).epsilon(tolerance));
}

TEST_CASE("one second per request") {
  Workload workload = reference();
  workload.request.duration_ms = workload.lambda.duration_ms = 1000;
  CHECK(first(workload) == doctest::Approx(6.8).epsilon(tolerance));
}

TEST_CASE("discounts on Fargate") {
  Workload workload = reference();
  workload.pricing.fargate_discount = 0.2;
  CHECK(first(workload) == doctest::Approx(27.4).epsilon(tolerance));
  workload = reference();
  workload.fargate.spot_share = 1;
  workload.pricing.spot_discount = 0.7;
  workload.needs.interruptible = true;
  CHECK(first(workload) == doctest::Approx(17.7).epsilon(tolerance));
}

TEST_CASE("the case that the interface shows comes out to the cent") {
  const Workload workload = workload_from(R"({
    "region": "eu-west-3", "architecture": "arm64", "trigger": "http",
    "traffic": { "requests_per_month": 55000000, "shape": "daily", "peak_to_mean": 1.8 },
    "request": { "duration_ms": 180, "cpu_ms": 30, "memory_mb": 512, "request_kb": 2, "response_kb": 4 },
    "runtime": { "init_ms": 350, "image_mb": 120 },
    "lambda": { "memory_mb": 512, "front_door": "http_api" },
    "fargate": { "vcpu": 0.5, "memory_mb": 1024, "autoscaling": false }, "logs_kb_per_request": 0.5 })");
  const Evaluation evaluation = evaluate(workload, published_data(), Depth::at_once);
  const Decision& decision = evaluation.decision;
  CHECK(decision.usd(Service::lambda) == doctest::Approx(194.08).epsilon(0.00005));
  CHECK(decision.usd(Service::fargate) == doctest::Approx(141.07).epsilon(0.00005));
  CHECK(decision.fargate.peak_tasks == 4);
  CHECK(decision.fargate.bound == FargateBound::cpu);
  CHECK(decision.choice == Choice::fargate);
  const auto& crossings = evaluation.break_even.crossings;
  REQUIRE(crossings.size() == 3);
  CHECK(crossings[0].requests_per_month / 1e6 == doctest::Approx(23.06).epsilon(0.0005));
  CHECK(crossings[1].requests_per_month / 1e6 == doctest::Approx(29.20).epsilon(0.0005));
  CHECK(crossings[2].requests_per_month / 1e6 == doctest::Approx(30.11).epsilon(0.0005));
}
