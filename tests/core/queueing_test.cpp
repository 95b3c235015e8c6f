#include "core/queueing.h"

#include <array>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <map>
#include <string>

#include <doctest/doctest.h>
#include <embedded.h>
#include <nlohmann/json.hpp>

namespace sans_serveur {
namespace {

using Json = nlohmann::json;
using Values = std::map<std::string, double>;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Relative; absolute around 0.
bool close(double actual, double expected, double tolerance) {
  if (actual == expected) return true;
  const double scale = expected == 0 ? 1 : std::abs(expected);
  return std::abs(actual - expected) <= tolerance * scale;
}

// --- The cases of tests/cases/queueing.json ---

Values multi_server(const Json& inputs) {
  const MMc queue({inputs["lambda_per_s"], inputs["mean_service_s"], inputs["servers"]});
  return {{"offered_load_erlang", queue.offered_load()},
          {"utilization", queue.utilization()},
          {"erlang_b", erlang_b(queue.offered_load(), inputs["servers"])},
          {"p_wait", queue.p_wait()},
          {"wq_mean", queue.mean_wait_s()},
          {"lq_mean", queue.mean_waiting()},
          {"w_mean", queue.mean_sojourn_s()},
          {"l_mean", queue.mean_in_system()},
          {"wq_p50", queue.wait_quantile_s(0.5)},
          {"wq_p90", queue.wait_quantile_s(0.9)},
          {"wq_p95", queue.wait_quantile_s(0.95)},
          {"wq_p99", queue.wait_quantile_s(0.99)},
          {"wq_p99_9", queue.wait_quantile_s(0.999)},
          {"w_p50", queue.sojourn_quantile_s(0.5)},
          {"w_p95", queue.sojourn_quantile_s(0.95)},
          {"w_p99", queue.sojourn_quantile_s(0.99)},
          {"wq_cond_mean_given_wait", queue.mean_wait_of_waiting_s()}};
}

Values loss(const Json& inputs) {
  const double arrivals = inputs["lambda_per_s"], service = inputs["mean_service_s"];
  const Throttling refused = throttling(arrivals, service, inputs["concurrency_limit"]);
  return {{"offered_load_erlang", offered_load(arrivals, service)},
          {"p_throttle", refused.p_throttle},
          {"throttled_per_s", refused.throttled_per_s},
          {"mean_concurrency", refused.mean_concurrency}};
}

Values constant_service(const Json& inputs) {
  const MD1 queue(inputs["lambda_per_s"], inputs["service_s"]);
  return {{"utilization", queue.utilization()},   {"p_wait", queue.p_wait()},
          {"wq_mean", queue.mean_wait_s()},       {"w_mean", queue.mean_sojourn_s()},
          {"wq_var", queue.wait_variance_s2()},   {"wq_p50", queue.wait_quantile_s(0.5)},
          {"wq_p90", queue.wait_quantile_s(0.9)}, {"wq_p95", queue.wait_quantile_s(0.95)},
          {"wq_p99", queue.wait_quantile_s(0.99)}};
}

Values constant_service_multi_server(const Json& inputs) {
  const double arrivals = inputs["lambda_per_s"], service = inputs["service_s"];
  const double servers = inputs["servers"], load = offered_load(arrivals, service);
  const QueueMeans means = md_c({arrivals, service, servers});
  return {{"offered_load_erlang", load}, {"utilization", load / servers},
          {"p_wait", means.p_wait},      {"lq_mean", means.waiting},
          {"wq_mean", means.wait_s},     {"w_mean", means.sojourn_s}};
}

Values general_service(const Json& inputs) {
  REQUIRE(inputs["dist"] == "hyperexp");
  double mean = 0, second_moment = 0;
  for (std::size_t i = 0; i < inputs["p"].size(); ++i) {
    const double p = inputs["p"][i], part = inputs["means"][i];
    mean += p * part;
    second_moment += p * 2 * part * part;
  }
  const double arrivals = inputs["lambda_per_s"];
  const QueueMeans means = mg_1(arrivals, mean, second_moment);
  return {{"utilization", offered_load(arrivals, mean)},
          {"p_wait", means.p_wait},
          {"wq_mean", means.wait_s},
          {"w_mean", means.sojourn_s},
          {"scv", squared_cv(mean, second_moment)}};
}

Values processor_sharing(const Json& inputs) {
  const double sojourn = shared_sojourn_s(inputs["lambda_per_s"], inputs["mean_service_s"]);
  return {{"w_mean", sojourn}, {"l_mean", double{inputs["lambda_per_s"]} * sojourn}};
}

Values bounded(const Json& inputs) {
  const BoundedQueue queue =
      mmc_k({inputs["lambda_per_s"], inputs["mean_service_s"], inputs["servers"]},
            inputs["capacity_total"]);
  return {{"p_block", queue.p_block},           {"l_mean", queue.in_system},
          {"lq_mean", queue.waiting},           {"wq_mean_accepted", queue.wait_s},
          {"w_mean_accepted", queue.sojourn_s}, {"throughput", queue.throughput_per_s}};
}

Values unlimited(const Json& inputs) {
  const double mean = offered_load(inputs["lambda_per_s"], inputs["mean_service_s"]);
  return {{"mean_concurrency", mean},
          {"p_zero", poisson_pmf(0, mean)},
          {"concurrency_p50", poisson_quantile(0.5, mean)},
          {"concurrency_p95", poisson_quantile(0.95, mean)},
          {"concurrency_p99", poisson_quantile(0.99, mean)},
          {"concurrency_p99_9", poisson_quantile(0.999, mean)},
          {"concurrency_p99_99", poisson_quantile(0.9999, mean)}};
}

Values keep_alive(const Json& inputs) {
  const ColdStarts cold = cold_starts({inputs["lambda_per_s"], inputs["keepalive_s"],
                                       inputs["mean_service_s"], inputs["mean_service_s"]});
  return {{"p_cold", cold.p_cold},
          {"mean_alive_instances", cold.environments},
          {"cold_starts_per_day", cold.per_day},
          {"mean_lifespan_s", cold.lifespan_s}};
}

Values periodic_keep_alive(const Json& inputs) {
  const PeriodicColdStarts cold =
      periodic_cold_starts(inputs["period_s"], inputs["service_s"], inputs["keepalive_s"]);
  return {{"idle_gap_s", cold.idle_s}, {"p_cold_longrun", cold.p_cold}};
}

Values computed(const std::string& model, const Json& inputs) {
  const auto is = [&](const char* start) { return model.rfind(start, 0) == 0; };
  if (is("M/M/c/K")) return bounded(inputs);
  if (is("M/M/c")) return multi_server(inputs);
  if (is("M/G/c/c")) return loss(inputs);
  if (is("M/D/1")) return constant_service(inputs);
  if (is("M/D/c")) return constant_service_multi_server(inputs);
  if (is("M/G/1 FIFO")) return general_service(inputs);
  if (is("M/G/1 processor sharing")) return processor_sharing(inputs);
  if (is("M/G/infinity")) return unlimited(inputs);
  if (is("Keep-alive TTL, Poisson")) return keep_alive(inputs);
  if (is("Keep-alive TTL, deterministic")) return periodic_keep_alive(inputs);
  return {};
}

TEST_CASE("queueing: every known answer") {
  const Json document = Json::parse(embedded::find("cases/queueing.json"), nullptr, false);
  REQUIRE(!document.is_discarded());
  REQUIRE(document["cases"].size() >= 13);
  for (const Json& known : document["cases"]) {
    const std::string id = known["id"];
    CAPTURE(id);
    const Values values = computed(known["model"], known["inputs"]);
    for (const auto& [key, expected] : known["expected"].items()) {
      CAPTURE(key);
      const auto value = values.find(key);
      const bool is_computed = value != values.end();
      CHECK(is_computed);
      if (!is_computed) continue;
      CAPTURE(value->second);
      CHECK(close(value->second, expected.get<double>(), 1e-6));
    }
  }
}

// --- Cold starts against simulations ---

struct Simulated {
  const char* what;
  EnvironmentPool pool;
  double p_cold, environments;
  double error;  ///< of p_cold that the closed form is allowed, relative
};

TEST_CASE("queueing: cold starts of a pool against simulations") {
  // The first two: shared/cases/scale_per_request_cases.json, policy mru, 1e8 requests, 0.3 % (1
  // se); there Σ_n P(N = n)·exp(−lambda·T·B(n)) is off by −6.4 % and −9.7 %. The others:
  // event-driven simulations of the same pool, 1e7 to 1e8 requests, 0.1 to 1.5 % (1 se), 3 % at 100
  // Erlang.
  const std::array cases = {
      Simulated{"A", {0.9, 600, 1.991, 2.244}, 0.0013355, 7.69502, 0.01},  // −0.5 %
      Simulated{"E", {1, 600, 0.3, 10}, 0.0007423, 3.99184, 0.055},        // −5.0 %
      Simulated{"E without init", {1, 600, 0.3, 0.3}, 0.0007148, 3.97201, 0.01},
      Simulated{"100 Erlang", {100, 600, 1, 1}, 5.57e-5, 139.615, 0.06},
      Simulated{"constant service", {0.9, 600, 2, 2}, 0.00130079, 7.75233, 0.03},
      Simulated{"log-normal service, cv 0.6", {0.9, 600, 2, 2}, 0.00130765, 7.74574, 0.025},
      Simulated{"log-normal service, cv 3", {0.9, 600, 2, 2}, 0.00142491, 7.55153, 0.07},
      Simulated{"some load, long init", {0.1, 300, 5, 8}, 0.0192183, 3.1728, 0.025},
      Simulated{"lifetime of 10 services", {0.02, 600, 60, 60}, 0.0688904, 3.69588, 0.005},
      Simulated{"lifetime of 3 services", {0.01, 600, 200, 200}, 0.157801, 4.03011, 0.02},
      Simulated{"the same, 1 000 Erlang", {5, 600, 200, 200}, 0.0059127, 1049.5, 0.05},
      Simulated{"lifetime below a service", {0.05, 600, 900, 900}, 0.0902582, 50.3965, 0.12},
      Simulated{"lifetime far below", {5, 60, 200, 200}, 0.0303588, 1017.37, 0.14},
  };
  for (const Simulated& known : cases) {
    CAPTURE(known.what);
    const ColdStarts cold = cold_starts(known.pool);
    CAPTURE(cold.p_cold);
    CAPTURE(cold.environments);
    CHECK(close(cold.p_cold, known.p_cold, known.error));
    CHECK(close(cold.environments, known.environments, 0.025));
    CHECK(
        close(cold.lifespan_s * known.pool.arrivals_per_s * cold.p_cold, cold.environments, 1e-12));
  }
}

TEST_CASE("queueing: cold starts at the ends") {
  CHECK(cold_starts({0, 600, 1, 2}).p_cold == 1);
  CHECK(cold_starts({0, 600, 1, 2}).lifespan_s == 602);
  CHECK(close(cold_starts({100, 0, 1, 1}).p_cold, 1, 1e-9));  // no lifetime: all cold
  CHECK(close(cold_starts({100, 0, 1, 1}).environments, 100, 1e-9));
  CHECK(cold_starts({100, infinity, 1, 1}).p_cold == 0);
  // Across the load from which it is scaled, and far beyond.
  const ColdStarts below = cold_starts({9999, 600, 1, 1}), above = cold_starts({10001, 600, 1, 1});
  CHECK(close(below.p_cold, above.p_cold, 1e-3));
  CHECK(close(below.environments, above.environments, 1e-3));
  CHECK(cold_starts({1e9, 600, 1, 1}).environments > 1e9);
  // A longer lifetime never gives more cold starts.
  double before = 1;
  for (const double lifetime : {0.0, 1.0, 10.0, 60.0, 300.0, 600.0, 3600.0}) {
    const double p_cold = cold_starts({2, lifetime, 1, 1.5}).p_cold;
    CHECK(p_cold <= before + 1e-12);
    before = p_cold;
  }
}

TEST_CASE("queueing: periodic cold starts") {
  CHECK(periodic_cold_starts(700, 1, 600).p_cold == 1);
  CHECK(periodic_cold_starts(601, 1, 600).p_cold == 0);    // idle for exactly the lifetime
  CHECK(periodic_cold_starts(1, 2.5, 600).idle_s == 0.5);  // three environments in turn
}

// --- Poisson and Erlang ---

TEST_CASE("queueing: Poisson and Erlang to many digits") {
  // From 40-digit arithmetic (mpmath).
  CHECK(close(poisson_cdf(98418, 1e5), 2.667114787130456e-7, 1e-12));
  CHECK(close(poisson_tail(101581, 1e5), 3.091272792209614e-7, 1e-12));
  CHECK(close(erlang_b(1e5, 101581), 4.990637027640213e-9, 1e-12));
  CHECK(close(erlang_b(5000, 4646), 0.07324737023035192, 1e-12));
}

TEST_CASE("queueing: Erlang B obeys its recursion at every size") {
  // 1/B(c) = 1 + c/a·1/B(c − 1), across all the ways in which it is computed.
  for (const double load : {0.5, 10.0, 31.9, 100.0, 499.0, 700.0, 2000.5, 1e5, 1e7, 1e10}) {
    for (const double distance : {-20.0, -3.0, -0.5, 0.0, 0.001, 0.5, 3.0, 8.0}) {
      const double servers = std::floor(load + distance * std::sqrt(load));
      if (servers < 1) continue;
      CAPTURE(load);
      CAPTURE(servers);
      const double inverse = 1 + servers / load / erlang_b(load, servers - 1);
      CHECK(close(erlang_b(load, servers), 1 / inverse, 1e-12));
    }
  }
}

TEST_CASE("queueing: Poisson quantiles are the first count that reaches p") {
  for (const double mean : {1e-9, 0.1, 1.0, 7.3, 30.0, 350.0, 5e4, 1e9}) {
    for (const double p : {1e-6, 0.01, 0.5, 0.9, 0.99, 0.9999, 1 - 1e-9}) {
      CAPTURE(mean);
      CAPTURE(p);
      const double n = poisson_quantile(p, mean);
      CHECK(poisson_cdf(n, mean) >= p * (1 - 1e-12));
      if (n > 0) CHECK(poisson_cdf(n - 1, mean) < p * (1 + 1e-12));
      CHECK(close(poisson_cdf(n, mean) + poisson_tail(n + 1, mean), 1, 1e-12));
    }
  }
}

// --- Queues ---

TEST_CASE("queueing: quantiles invert their distributions") {
  for (const double servers : {1.0, 2.0, 3.0, 40.0, 1000.0, 1e5}) {
    for (const double rho : {0.01, 0.5, 2.0 / 3, 0.95, 0.9999}) {
      const MMc queue({.arrivals_per_s = rho * servers, .service_s = 1, .servers = servers});
      CAPTURE(servers);
      CAPTURE(rho);
      for (const double p : {1e-6, 0.05, 0.5, 0.95, 0.99, 0.999999}) {
        CHECK(close(queue.sojourn_exceeds(queue.sojourn_quantile_s(p)), 1 - p, 1e-9));
        const double wait = queue.wait_quantile_s(p);
        if (wait > 0) CHECK(close(queue.wait_exceeds(wait), 1 - p, 1e-9));
      }
    }
  }
  for (const double rho : {1e-6, 0.1, 0.5, 0.8, 0.95, 0.999}) {
    const MD1 queue(rho / 3, 3);
    for (const double p : {0.01, 0.5, 0.95, 0.99, 0.99999}) {
      CAPTURE(rho);
      CAPTURE(p);
      const double wait = queue.wait_quantile_s(p);
      if (wait > 0) {
        CHECK(close(queue.wait_cdf(wait), p, 1e-9));
      } else {
        CHECK(queue.wait_cdf(0) >= p * (1 - 1e-12));
      }
    }
    // Both ways of computing the distribution, where they meet.
    CHECK(close(queue.wait_cdf(30), queue.wait_cdf(30 + 1e-9), 1e-9));
  }
}

TEST_CASE("queueing: models agree where they meet") {
  for (const double rho : {0.05, 0.4, 0.9, 0.99, 0.9999}) {
    CAPTURE(rho);
    // M/M/c/K with much room is M/M/c.
    const MMc endless({rho * 12, 1, 12});
    const BoundedQueue roomy = mmc_k({rho * 12, 1, 12}, 1e9);
    CHECK(close(roomy.wait_s, endless.mean_wait_s(), 1e-9));
    CHECK(close(roomy.in_system, endless.mean_in_system(), 1e-9));
    // Without room to wait it is Erlang B.
    CHECK(close(mmc_k({rho * 12, 1, 12}, 12).p_block, erlang_b(rho * 12, 12), 1e-12));
    // M/D/c with one server is M/D/1, which is M/G/1.
    const MD1 constant(rho, 1);
    CHECK(close(md_c({rho, 1, 1}).wait_s, constant.mean_wait_s(), 1e-9));
    CHECK(close(md_c({rho, 1, 1}).p_wait, rho, 1e-9));
    CHECK(close(mg_1(rho, 1, 1).wait_s, constant.mean_wait_s(), 1e-12));
    // Sharing: insensitive, so the mean is that of M/M/c.
    CHECK(close(shared_slowdown(rho * 4, 4), MMc({rho * 4, 1, 4}).mean_sojourn_s(), 1e-12));
    CHECK(close(shared_slowdown(rho, 1), shared_sojourn_s(rho, 1), 1e-12));
    CHECK(close(shared_slowdown(rho / 4, 0.25), 4 / (1 - rho), 1e-12));
    // Constant service waits less than exponential, more than half as long (about).
    const double wait = md_c({rho * 12, 1, 12}).wait_s;
    CHECK(wait <= endless.mean_wait_s());
    CHECK(wait >= endless.mean_wait_s() / 2);
  }
  // More offered than served: all but what the servers can do is refused.
  CHECK(close(mmc_k({100, 1, 10}, 1000).throughput_per_s, 10, 1e-12));
  CHECK(close(mmc_k({10, 1, 10}, 1e6).p_block, mmc_k({10 + 1e-9, 1, 10}, 1e6).p_block, 1e-3));
}

TEST_CASE("queueing: saturation is infinite, nothing is NaN") {
  const std::array extremes = {0.0,    1e-300, 1e-9, 0.5,   1.0,     3.7,
                               1000.0, 1e6,    1e12, 1e300, infinity};
  for (const double arrivals : extremes) {
    for (const double service : extremes) {
      for (const double servers : {0.0, 1.0, 2.5, 100.0, 1e5, 1e12, infinity}) {
        CAPTURE(arrivals);
        CAPTURE(service);
        CAPTURE(servers);
        const MMc queue({arrivals, service, servers});
        const QueueMeans constant = md_c({arrivals, service, servers});
        const BoundedQueue full = mmc_k({arrivals, service, servers}, servers + 7);
        const Throttling refused = throttling(arrivals, service, servers);
        for (const double value : {queue.utilization(),
                                   queue.p_wait(),
                                   queue.mean_wait_s(),
                                   queue.mean_sojourn_s(),
                                   queue.mean_waiting(),
                                   queue.mean_in_system(),
                                   queue.wait_quantile_s(0.99),
                                   queue.sojourn_quantile_s(0.99),
                                   constant.p_wait,
                                   constant.wait_s,
                                   constant.waiting,
                                   full.p_block,
                                   full.throughput_per_s,
                                   full.in_system,
                                   full.waiting,
                                   full.wait_s,
                                   full.sojourn_s,
                                   refused.p_throttle,
                                   refused.throttled_per_s,
                                   refused.mean_concurrency,
                                   shared_slowdown(offered_load(arrivals, service), servers),
                                   shared_sojourn_s(arrivals, service)}) {
          CHECK(value >= 0);
        }
        if (offered_load(arrivals, service) >= std::floor(servers)) {
          CHECK(queue.mean_wait_s() == infinity);
          CHECK(queue.p_wait() == 1);
          CHECK(constant.wait_s == infinity);
          CHECK(queue.sojourn_quantile_s(0.5) == infinity);
        }
      }
      const MD1 single(arrivals, service);
      CHECK(single.mean_wait_s() >= 0);
      CHECK(single.wait_quantile_s(0.999) >= 0);
      CHECK(single.wait_variance_s2() >= 0);
      const ColdStarts cold = cold_starts({arrivals, 600, service, service});
      CHECK(cold.p_cold >= 0);
      CHECK(cold.p_cold <= 1 + 1e-9);
      CHECK(cold.environments >= 0);
      CHECK(cold.lifespan_s >= 0);
      CHECK(poisson_quantile(0.99, offered_load(arrivals, service)) >= 0);
    }
  }
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(std::isnan(erlang_b(nan, 3)));
  CHECK(std::isnan(erlang_c(1, nan)));
  CHECK(std::isnan(md_c({nan, 1, 2}).wait_s));
  CHECK(std::isnan(cold_starts({nan, 1, 2, 3}).p_cold));
}

// --- Durations ---

TEST_CASE("queueing: log-normal quantiles") {
  CHECK(close(normal_quantile(0.975), 1.959963984540054, 1e-15));
  CHECK(close(normal_quantile(1e-10), -6.361340902404056, 1e-14));
  CHECK(normal_quantile(0.5) == 0);
  const LogNormal duration = log_normal(0.18, 0.6);
  for (const double p : {1e-6, 0.05, 0.5, 0.95, 0.999}) {
    CHECK(close(cdf(duration, quantile(duration, p)), p, 1e-12));
  }
  // Mean and cv come back from the moments: E[X^k] = exp(k·mu + k²·sigma²/2).
  const double variance = duration.sigma * duration.sigma;
  CHECK(close(std::exp(duration.mu + variance / 2), 0.18, 1e-14));
  CHECK(close(std::sqrt(std::expm1(variance)), 0.6, 1e-14));
  CHECK(log_normal_quantiles(0).p99 == 1);
  CHECK(close(log_normal_quantiles(0.6).p99 * 0.18, quantile(duration, 0.99), 1e-14));
  CHECK(quantile(log_normal(0, 1), 0.9) == 0);
}

TEST_CASE("queueing: quantiles of warm and cold requests together") {
  for (const double cv : {0.01, 0.3, 0.6, 1.0, 5.0}) {
    const LogNormal duration = log_normal(0.18, cv);
    for (const double share : {1e-9, 1e-4, 0.01, 0.05, 0.5, 0.99}) {
      for (const double init : {1e-6, 0.05, 0.35, 8.0}) {
        for (const double p : {0.01, 0.5, 0.949, 0.99, 0.999, 0.999999}) {
          CAPTURE(cv);
          CAPTURE(share);
          CAPTURE(init);
          CAPTURE(p);
          const double x = shifted_mixture_quantile(duration, share, init, p);
          const double below = (1 - share) * cdf(duration, x) + share * cdf(duration, x - init);
          // Between warm and cold the distribution is flat: there any x has about this probability.
          CHECK(std::abs(below - p) <= 1e-9 * (1 - p));
        }
      }
    }
  }
  const LogNormal constant = log_normal(0.18, 0);
  CHECK(close(shifted_mixture_quantile(constant, 0.02, 0.35, 0.95), 0.18, 1e-14));
  CHECK(close(shifted_mixture_quantile(constant, 0.02, 0.35, 0.99), 0.53, 1e-14));
  const LogNormal duration = log_normal(0.18, 0.6);
  CHECK(shifted_mixture_quantile(duration, 0, 0.35, 0.9) == quantile(duration, 0.9));
  CHECK(shifted_mixture_quantile(duration, 1, 0.35, 0.9) == quantile(duration, 0.9) + 0.35);
}

}  // namespace
}  // namespace sans_serveur

TEST_CASE("the estimate for inner loops is near the cold starts where they matter") {
  using namespace sans_serveur;
  for (const double rate : {0.0005, 0.01, 0.1, 0.9, 10.0, 100.0}) {
    for (const double service : {0.02, 0.3, 2.0}) {
      const EnvironmentPool pool{rate, 600, service, service + 0.3};
      const ColdStarts exact = cold_starts(pool), estimate = estimated_cold_starts(pool);
      const double tolerance = exact.p_cold > 1e-4 ? 0.13 : 0.35;
      CHECK(estimate.p_cold == doctest::Approx(exact.p_cold).epsilon(tolerance));
      CHECK(estimate.environments == doctest::Approx(exact.environments).epsilon(0.05));
    }
  }
}
