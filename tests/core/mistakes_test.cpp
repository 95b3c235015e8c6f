// Mistakes that calculators and articles about Lambda and Fargate make: for each, what it would
// say, and that this core says something else, in the right direction and by the right amount.
#include <algorithm>
#include <cmath>
#include <string>

#include <doctest/doctest.h>

#include "published.h"

using namespace sans_serveur;

namespace {

doctest::Approx about(double value) {
  return doctest::Approx(value).epsilon(1e-9);
}

/// A workload decided at the published prices of its region.
struct Case {
  explicit Case(Workload described)
      : workload(std::move(described)),
        prices(effective_prices(workload, *published_data().prices.find(workload.region))),
        decision(
            decide(workload, {prices, published_data().limits, published_data().start_times})) {}
  explicit Case(std::string_view json) : Case(workload_from(json)) {}

  double usd(PriceId id) const { return prices[id].tiers[0].usd; }
  const Bill& bill(Service side) const { return decision.bills[index(side)]; }
  const Bill& lambda() const { return bill(Service::lambda); }
  const Bill& fargate() const { return bill(Service::fargate); }
  /// What `tasks` tasks cost that are always on, without what is around them.
  double tasks_usd(double tasks) const {
    const FargatePlan& plan = decision.fargate;
    return tasks * 730 *
           (plan.vcpu * usd(PriceId::fargate_x86_64_vcpu) +
            plan.memory_mb / 1024 * usd(PriceId::fargate_x86_64_memory));
  }
  double compute_usd() const {
    return fargate().usd(ItemId::fargate_vcpu) + fargate().usd(ItemId::fargate_memory);
  }

  Workload workload;
  RegionPrices prices;
  Decision decision;
};

/// The beginning of every workload here: N. Virginia, x86, no cold starts to speak of.
std::string in_virginia(std::string_view rest) {
  return R"({"region":"us-east-1","architecture":"x86_64",)" + std::string(rest) + "}";
}

double quantity(const Bill& bill, ItemId id) {
  double sum = 0;
  for (const Item& item : bill.lines()) {
    if (item.id == id) sum += item.quantity;
  }
  return sum;
}

}  // namespace

TEST_CASE("mistake: one request per task") {
  // 20.9 req/s of one second each: 20.9 in flight. As on Lambda, that would be 21 tasks.
  const Case one(in_virginia(R"("traffic":{"requests_per_month":55000000,"shape":"flat"},
      "request":{"duration_ms":1000,"cpu_ms":20,"memory_mb":160},
      "fargate":{"vcpu":0.5,"memory_mb":1024,"min_tasks":1,"concurrency_per_task":50})"));
  const double mistaken = std::ceil(55e6 / 2'628'000 * 1.0);
  CHECK(mistaken == 21);
  // They wait: 20.9 × 0.02 s of CPU, at 60 % of half a vCPU, is 1.4 tasks.
  CHECK(one.decision.fargate.peak_tasks == 2);
  CHECK(one.decision.fargate.bound == FargateBound::cpu);
  CHECK(one.compute_usd() == about(one.tasks_usd(2)));
  CHECK(one.tasks_usd(mistaken) / one.compute_usd() == about(10.5));
}

TEST_CASE("mistake: no look at the CPU") {
  // A thousand requests fit in a task's memory, so one task is said to serve 100 req/s …
  const Case one(in_virginia(R"("traffic":{"requests_per_month":262800000,"shape":"flat"},
      "request":{"duration_ms":200,"cpu_ms":100,"memory_mb":128},
      "fargate":{"vcpu":1,"memory_mb":2048,"min_tasks":1,"concurrency_per_task":1000})"));
  const double mistaken = std::ceil(100 * 0.2 / (1000 * 0.6));
  CHECK(mistaken == 1);
  // … which are ten vCPUs of work: 17 tasks at 60 %.
  CHECK(one.decision.fargate.peak_tasks == 17);
  CHECK(one.decision.fargate.peak_utilization == about(10.0 / 17));
  CHECK(one.compute_usd() / one.tasks_usd(mistaken) == about(17));
}

TEST_CASE("mistake: the average instead of the peak") {
  const std::string json = in_virginia(R"("traffic":{"requests_per_month":52560000,
      "shape":"daily","peak_to_mean":5},"request":{"duration_ms":200,"cpu_ms":100,"memory_mb":128},
      "fargate":{"vcpu":1,"memory_mb":2048,"min_tasks":1,"autoscaling":false},
      "lambda":{"memory_mb":1769})");
  const Case sized(json);
  const double mistaken = std::ceil(20 * 0.1 / 0.6);
  CHECK(mistaken == 4);
  CHECK(sized.decision.fargate.peak_tasks == 17);
  CHECK(sized.compute_usd() == about(sized.tasks_usd(17)));
  // Lambda's quota is met by the peak too: 100 req/s × 0.2 s, not 20 × 0.2.
  CHECK(sized.decision.lambda.peak_concurrency == about(20));
  // Tasks that follow the traffic cost what they are on average, still more than the mean's.
  Workload following = sized.workload;
  following.fargate.autoscaling = true;
  const Case scaled(following);
  CHECK(scaled.decision.fargate.mean_tasks > 20 * 0.1 / 0.6);
  CHECK(scaled.compute_usd() < sized.compute_usd() / 2);
}

TEST_CASE("mistake: one task only") {
  // A service that is to survive the loss of a zone has two, however little there is to do.
  const Case two(in_virginia(
      R"("traffic":{"requests_per_month":1000},"fargate":{"vcpu":0.25,"memory_mb":512})"));
  CHECK(two.decision.fargate.peak_tasks == 2);
  CHECK(two.compute_usd() == about(two.tasks_usd(2)));
  const double mistaken = two.tasks_usd(1);
  CHECK(two.compute_usd() - mistaken == about(0.25 * 730 * 0.04048 + 0.5 * 730 * 0.004445));
}

TEST_CASE("mistake: the gateway on one side only") {
  const Case one(in_virginia(R"("traffic":{"requests_per_month":20000000},
      "lambda":{"front_door":"http_api"},"fargate":{"front_door":"http_api"})"));
  CHECK(one.lambda().usd(ItemId::http_api_requests) == about(20));
  CHECK(one.fargate().usd(ItemId::http_api_requests) == about(20));
  Workload none = one.workload;
  none.lambda.front_door = none.fargate.front_door = FrontDoor::none;
  const Case bare(none);
  const auto difference = [](const Case& it) {
    return it.lambda().total_usd - it.fargate().total_usd;
  };
  CHECK(difference(one) == about(difference(bare)));  // the mistake moves it by 20 USD
}

TEST_CASE("mistake: the NAT gateway on one side only") {
  Workload workload = workload_from(in_virginia(R"("traffic":{"requests_per_month":20000000})"));
  const Case without(workload);
  workload.network.nat_gateways = 2;
  workload.network.nat_kb_per_request = 10;
  const Case with(workload);
  const double gb = 20e6 * 10 / 1024 / 1024;
  const double added = 2 * 730 * (0.045 + 0.005) + gb * 0.045;
  CHECK(with.lambda().total_usd - without.lambda().total_usd == about(added));
  CHECK(with.fargate().total_usd - without.fargate().total_usd == about(added));
}

TEST_CASE("mistake: logs on one side only") {
  const Case one(
      in_virginia(R"("traffic":{"requests_per_month":20000000},"logs_kb_per_request":2)"));
  const double gb = 20e6 * 2 / 1024 / 1024;
  for (const Service side : services) {
    CHECK(quantity(one.bill(side), ItemId::logs_ingest) == about(gb));
    CHECK(one.bill(side).usd(ItemId::logs_ingest) == about(gb * 0.5));
  }
}

TEST_CASE("mistake: durations rounded up to 100 ms") {
  const Case one(in_virginia(R"("traffic":{"requests_per_month":10000000},
      "runtime":{"init_ms":0},"lambda":{"memory_mb":128,"duration_ms":101})"));
  CHECK(quantity(one.lambda(), ItemId::lambda_duration) == about(10e6 * 0.101 * 0.125));
  const double mistaken = 10e6 * 0.2 * 0.125 * one.usd(PriceId::lambda_x86_64_duration);
  CHECK(mistaken / one.lambda().usd(ItemId::lambda_duration) == about(200.0 / 101));
  // To 1 ms, and not to less.
  Workload shorter = one.workload;
  shorter.lambda.duration_ms = 0.3;
  CHECK(quantity(Case(shorter).lambda(), ItemId::lambda_duration) == about(10e6 * 0.001 * 0.125));
}

TEST_CASE("mistake: INIT for nothing") {
  // A call every 2.4 hours: nearly each of them meets a cold start, and pays its INIT.
  const Case one(in_virginia(R"("traffic":{"requests_per_month":300,"shape":"flat"},
      "request":{"memory_mb":512},"runtime":{"init_ms":5000},
      "lambda":{"memory_mb":512,"duration_ms":100})"));
  const double mistaken = 300 * 0.1 * 0.5;  // GB-s
  const double rate = 300 / 2'628'000.0;
  const double cold = std::exp(-rate * 600);
  CHECK(cold > 0.93);
  const double billed = quantity(one.lambda(), ItemId::lambda_duration);
  CHECK(billed >= 300 * (0.1 + cold * 5) * 0.5 * (1 - 1e-9));
  CHECK(billed <= 300 * (0.1 + 5) * 0.5 * (1 + 1e-9));
  CHECK(billed / mistaken > 47);
}

TEST_CASE("mistake: memory compared without the CPU that comes with it") {
  // 512 MB against 512 MB, the duration taken as the same: but 512 MB of Lambda are 0.29 vCPU.
  const std::string json = in_virginia(R"("traffic":{"requests_per_month":10000000},
      "request":{"duration_ms":120,"cpu_ms":100,"memory_mb":512,"max_duration_s":10},
      "runtime":{"init_ms":0},"lambda":{"memory_mb":512},"fargate":{"vcpu":0.5})");
  const Case one(json);
  const double duration = 20 + 100 * 1769.0 / 512;
  CHECK(one.decision.lambda.duration_ms == about(duration));
  CHECK(one.decision.fargate.duration_ms == about(20 + 100 / 0.5));
  const double mistaken = 10e6 * 0.120 * 0.5;  // GB-s
  CHECK(quantity(one.lambda(), ItemId::lambda_duration) / mistaken ==
        about(std::ceil(duration) / 120));
  Workload whole = one.workload;
  whole.lambda.memory_mb = 1769;
  CHECK(Case(whole).decision.lambda.duration_ms == about(120));
}

TEST_CASE("mistake: sizes of tasks that do not exist") {
  const Case one(R"({"fargate":{"vcpu":0.25,"memory_mb":4096}})");
  CHECK_FALSE(one.decision.fargate.size_exists);
  REQUIRE(one.decision.feasibility.veto(Service::fargate));
  CHECK(one.decision.feasibility.veto(Service::fargate)->id == CheckId::fargate_size);
  CHECK(one.decision.choice != Choice::fargate);
  // What the planner chooses is always one of AWS's pairs, never "as many vCPU as needed".
  const auto listed = [](double vcpu, double memory_mb) {
    const auto& sizes = published_data().limits.fargate_sizes;
    return std::any_of(sizes.begin(), sizes.end(), [&](const FargateSize& size) {
      const auto& memory = size.memory_gb;
      return size.vcpu == vcpu &&
             std::find(memory.begin(), memory.end(), memory_mb / 1024) != memory.end();
    });
  };
  for (std::uint64_t i = 0; i < 200; ++i) {
    Workload base;
    base.request.memory_mb = 100 * static_cast<double>(i + 1);
    base.request.parallelism = 1 + static_cast<double>(i % 8);
    const Case drawn(plausible_workload(base, 5, i));
    CHECK(drawn.decision.fargate.size_exists);
    CHECK(listed(drawn.decision.fargate.vcpu, drawn.decision.fargate.memory_mb));
  }
}

TEST_CASE("mistake: discounts on requests") {
  Workload workload = workload_from(in_virginia(R"("traffic":{"requests_per_month":50000000})"));
  const Case full(workload);
  workload.pricing.savings_plan = SavingsPlan::one_year;
  const Case less(workload);
  const double discount = full.usd(PriceId::lambda_savings_discount);
  CHECK(discount > 0.05);
  CHECK(less.lambda().usd(ItemId::lambda_requests) == full.lambda().usd(ItemId::lambda_requests));
  CHECK(less.lambda().usd(ItemId::lambda_duration) ==
        about(full.lambda().usd(ItemId::lambda_duration) * (1 - discount)));
  const double mistaken = full.lambda().total_usd * (1 - discount);
  CHECK(less.lambda().total_usd > mistaken + 10 * discount * (1 - 1e-9));  // 50 M requests: 10 USD
  // Nor on what surrounds the tasks.
  CHECK(less.fargate().usd(ItemId::alb_hours) == full.fargate().usd(ItemId::alb_hours));
}

TEST_CASE("mistake: a large event or message counted as one request") {
  // facts/prices.json: an asynchronous event counts once up to 256 KB and once more per 64 KB,
  // whether provisioned concurrency serves it or not; deleting an SQS message carries no payload.
  for (const int provisioned : {0, 50}) {
    Workload event;
    event.trigger = Trigger::object;
    event.lambda.provisioned_concurrency = provisioned;
    event.request.request_kb = 300;
    const Case known(event);
    const Usage& usage = known.decision.lambda.usage;
    CHECK(usage.lambda.requests + usage.lambda.provisioned.requests == about(2e6));
  }
  Workload message;
  message.trigger = Trigger::queue;
  message.request.request_kb = 200;
  CHECK(Case(message).decision.lambda.usage.queue_requests == about(1e6 * (2 * 4 + 1)));
}

TEST_CASE("mistake: the free tier taken off twice, or blindly") {
  Workload workload = workload_from(in_virginia(
      R"("traffic":{"requests_per_month":30000000},"logs_kb_per_request":0,
         "network":{"egress":false},"lambda":{"memory_mb":1024})"));
  const Case full(workload);
  CHECK(quantity(full.lambda(), ItemId::lambda_requests) == about(30e6));  // not unless asked for
  workload.pricing.free_tier = true;
  const Case less(workload);
  const double once =
      1e6 * full.usd(PriceId::lambda_request) + 400'000 * full.usd(PriceId::lambda_x86_64_duration);
  CHECK(full.lambda().total_usd - less.lambda().total_usd == about(once));  // twice: 13.73 USD
  CHECK(once == about(0.2 + 6.66668));
  CHECK(full.fargate().total_usd == less.fargate().total_usd);
  // What is not used up is not paid out.
  workload.traffic.requests_per_month = 1000;
  const Case little(workload);
  CHECK(little.lambda().total_usd == 0);
  CHECK(quantity(little.lambda(), ItemId::lambda_requests) == 0);
}

TEST_CASE("mistake: 100 requests a second are 10 million a month") {
  Traffic traffic;
  traffic.requests_per_month = 100.0 * 730 * 3600;
  CHECK(traffic.requests_per_month == 262'800'000);
  CHECK(Profile(traffic).mean() == about(100));
  traffic.requests_per_month = 10e6;
  CHECK(Profile(traffic).mean() < 3.81);
  const auto duration_usd = [](double requests) {
    Workload workload = workload_from(in_virginia(
        R"("traffic":{"shape":"flat"},"runtime":{"init_ms":0},"lambda":{"memory_mb":1024})"));
    workload.traffic.requests_per_month = requests;
    return Case(workload).lambda().usd(ItemId::lambda_duration);
  };
  CHECK(duration_usd(262.8e6) / duration_usd(10e6) == about(26.28));
}
