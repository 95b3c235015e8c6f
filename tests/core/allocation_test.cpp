// decide() allocates nothing: it is the inner loop of robustness, flips and break-evens.
#include <cstddef>
#include <cstdlib>
#include <new>
#include <string>

#include <doctest/doctest.h>

#include "published.h"

using namespace sans_serveur;

namespace {
std::size_t allocations = 0;
}

// Every allocation of the test program comes through here: the other forms of new call this one.
void* operator new(std::size_t size) {
  ++allocations;
  void* const memory = std::malloc(size > 0 ? size : 1);
  if (!memory) std::abort();
  return memory;
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

TEST_CASE("allocations are counted") {
  const std::size_t before = allocations;
  const std::string* const text = new std::string(100, 'x');
  CHECK(allocations == before + 2);
  delete text;
}

TEST_CASE("decide() allocates nothing") {
  const Data& data = published_data();
  for (const auto& [region, prices] : data.prices.regions) {
    for (std::uint64_t i = 0; i < 36; ++i) {
      Workload workload;
      workload.region = region;
      workload.trigger = static_cast<Trigger>(i % 9);
      workload.traffic.shape = static_cast<Shape>(i % 5);
      workload.traffic.bins = {1, 2, 3, 50, 4};
      workload.traffic.requests_per_month = i % 2 == 0 ? 1e5 : 3e8;
      workload.lambda.provisioned_concurrency = i % 3 == 0 ? 10 : 0;
      const Facts facts{prices, data.limits, data.start_times};
      const std::size_t before = allocations;
      const Decision decision = decide(workload, facts);
      const std::size_t during = allocations - before;
      CAPTURE(region);
      CHECK(during == 0);
      CHECK(decision.usd(Service::lambda) >= 0);
    }
  }
}
