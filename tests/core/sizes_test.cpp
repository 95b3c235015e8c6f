// Cost and latency of every size, billed whole.

#include "core/sizes.h"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "core/evaluation.h"
#include "published.h"

using namespace sans_serveur;

namespace {

struct Sized {
  Evaluation evaluation;
  std::vector<SizePoint> sizes;
};

Sized sized(std::string_view json) {
  Sized both{evaluate(workload_from(json), published_data(), Depth::at_once), {}};
  both.sizes = sizes_of_both(both.evaluation.workload, facts_of(both.evaluation, published_data()));
  return both;
}

void check_in_force(const Sized& sized) {
  for (const Service service : services) {
    CAPTURE(index(service));
    const auto in_force = std::count_if(
        sized.sizes.begin(), sized.sizes.end(),
        [&](const SizePoint& size) { return size.service == service && size.in_force; });
    REQUIRE(in_force == 1);
    for (const SizePoint& size : sized.sizes) {
      if (size.service != service || !size.in_force) continue;
      const Decision& decision = sized.evaluation.decision;
      CHECK(size.usd == doctest::Approx(decision.usd(service)));
      CHECK(size.p99_ms == decision.performance[index(service)].p99_ms);
      CHECK(size.memory_mb ==
            (service == Service::lambda ? decision.lambda.memory_mb : decision.fargate.memory_mb));
    }
  }
}

}  // namespace

TEST_CASE("the sizes in force cost and last what the decision says") {
  check_in_force(sized(R"({"schema": "sans-serveur/workload/1"})"));
  check_in_force(sized(R"({"schema": "sans-serveur/workload/1", "lambda": {"memory_mb": 700},
                           "fargate": {"vcpu": 2, "memory_mb": 4096}})"));
  check_in_force(sized(R"({"schema": "sans-serveur/workload/1", "trigger": "schedule",
                           "traffic": {"requests_per_month": 8760},
                           "fargate": {"mode": "job"}})"));
}

TEST_CASE("where the planner may choose, what it advises is in force") {
  const Sized all = sized(R"({"schema": "sans-serveur/workload/1"})");
  for (const SizePoint& size : all.sizes) CHECK(size.advised == size.in_force);
}

TEST_CASE("sizes that miss a target say so") {
  const Sized all = sized(R"({"schema": "sans-serveur/workload/1",
                              "request": {"duration_ms": 300, "cpu_ms": 250},
                              "targets": {"p99_ms": 2000}})");
  CHECK(std::any_of(all.sizes.begin(), all.sizes.end(),
                    [](const SizePoint& size) { return !size.meets_targets; }));
  for (const SizePoint& size : all.sizes) {
    CHECK(size.meets_targets == (size.p99_ms <= 2000));
    CHECK(size.usd > 0);
  }
}

TEST_CASE("more memory is never slower on Lambda, and each size stands once") {
  const Sized all = sized(R"({"schema": "sans-serveur/workload/1"})");
  for (std::size_t i = 1; i < all.sizes.size(); ++i) {
    const SizePoint& before = all.sizes[i - 1];
    const SizePoint& size = all.sizes[i];
    if (before.service != Service::lambda || size.service != Service::lambda) continue;
    CHECK(size.memory_mb > before.memory_mb);
    CHECK(size.p99_ms <= before.p99_ms);
  }
}
