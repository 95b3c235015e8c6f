// The day hour by hour: consistent with the month's percentiles, and what each shape looks like.

#include "core/day.h"

#include <cmath>
#include <string>

#include <doctest/doctest.h>

#include "core/evaluation.h"
#include "published.h"

using namespace sans_serveur;

namespace {

struct Described {
  Evaluation evaluation;
  Day day;
};

Described described(std::string_view json) {
  Described both{evaluate(workload_from(json), published_data(), Depth::at_once), {}};
  const Facts facts = facts_of(both.evaluation, published_data());
  const Decision& decision = both.evaluation.decision;
  both.day = performance_by_hour(Demand(both.evaluation.workload, facts), decision.lambda,
                                 decision.fargate);
  return both;
}

/// Share of a day's requests that last longer than `ms` on Fargate.
double share_above(const Described& d, double ms) {
  const LogNormal one = log_normal(1, d.evaluation.workload.request.duration_cv);
  const double median = quantile(one, 0.5);
  double above = 0, all = 0;
  for (const DayMoment& moment : d.day.moments) {
    if (!(moment.rate > 0)) continue;
    const double mean = moment.of(Service::fargate).p50_ms / median;
    above += moment.rate * (1 - cdf(one, ms / mean));
    all += moment.rate;
  }
  return above / all;
}

double mean_cold_share(const Day& day) {
  double cold = 0, all = 0;
  for (const DayMoment& moment : day.moments) {
    cold += moment.rate * moment.of(Service::lambda).cold_share;
    all += moment.rate;
  }
  return cold / all;
}

std::string with(const std::string& traffic, const std::string& more = "") {
  return R"({"schema": "sans-serveur/workload/1", "traffic": {)" + traffic + "}" + more + "}";
}

}  // namespace

TEST_CASE("the hours of a day mixed give the month's percentiles") {
  for (const char* const requests : {"2e5", "5e6", "55e6"}) {
    for (const char* const peak : {"1", "1.8", "3"}) {
      CAPTURE(requests);
      CAPTURE(peak);
      const Described d = described(with(std::string("\"requests_per_month\": ") + requests +
                                         ", \"shape\": \"daily\", \"peak_to_mean\": " + peak));
      const auto& month = d.evaluation.decision.performance;
      CHECK(share_above(d, month[index(Service::fargate)].p99_ms) ==
            doctest::Approx(0.01).epsilon(0.05));
      CHECK(share_above(d, month[index(Service::fargate)].p50_ms) ==
            doctest::Approx(0.5).epsilon(0.05));
      CHECK(mean_cold_share(d.day) ==
            doctest::Approx(month[index(Service::lambda)].cold_share).epsilon(0.1));
    }
  }
}

TEST_CASE("without a rhythm every hour is the month") {
  const Described d = described(with(R"("requests_per_month": 5e6, "shape": "flat")"));
  for (const DayMoment& moment : d.day.moments) {
    for (const Service service : services) {
      const Performance& month = d.evaluation.decision.performance[index(service)];
      CHECK(moment.of(service).p99_ms == doctest::Approx(month.p99_ms));
      CHECK(moment.of(service).p50_ms == doctest::Approx(month.p50_ms));
    }
    CHECK(moment.of(Service::lambda).cold_share ==
          doctest::Approx(d.evaluation.decision.performance[0].cold_share));
    CHECK(moment.of(Service::fargate).utilization ==
          doctest::Approx(d.evaluation.decision.fargate.peak_utilization));
  }
}

TEST_CASE("the busiest hour is the plan's peak, with its tasks and their utilisation") {
  const Described d = described(with(R"("requests_per_month": 55e6, "peak_to_mean": 1.8)",
                                     R"(, "fargate": {"autoscaling": true})"));
  const FargatePlan& plan = d.evaluation.decision.fargate;
  CHECK(d.day.kind == DayKind::mean_day);
  CHECK(d.day.busiest == 15);
  CHECK(d.day.quietest == 3);
  const MomentPerformance& peak = d.day.moments[15].of(Service::fargate);
  const MomentPerformance& night = d.day.moments[3].of(Service::fargate);
  CHECK(peak.tasks == plan.peak_tasks);
  CHECK(peak.utilization == doctest::Approx(plan.peak_utilization));
  CHECK(night.tasks == plan.low_tasks);
  CHECK(night.p99_ms < peak.p99_ms);
}

TEST_CASE("fixed tasks stay all day and slow down with the traffic") {
  const Described d = described(with(R"("requests_per_month": 55e6, "peak_to_mean": 1.8)",
                                     R"(, "fargate": {"autoscaling": false})"));
  for (const DayMoment& moment : d.day.moments) {
    CHECK(moment.of(Service::fargate).tasks == d.evaluation.decision.fargate.peak_tasks);
  }
  for (std::size_t i = 4; i <= 15; ++i) {
    CHECK(d.day.moments[i].of(Service::fargate).p99_ms >
          d.day.moments[i - 1].of(Service::fargate).p99_ms);
  }
}

TEST_CASE("a moment without requests has no percentile") {
  const Described d = described(with(R"("shape": "bursty", "peak_to_mean": 8)"));
  CHECK(d.day.kind == DayKind::burst_period);
  CHECK(std::isnan(d.day.moments[0].of(Service::lambda).p99_ms));
  CHECK(std::isnan(d.day.moments[0].of(Service::fargate).p99_ms));
  CHECK(d.day.moments[d.day.busiest].of(Service::lambda).p99_ms > 0);
}

TEST_CASE("office hours are a weekday's, a trace is its own parts") {
  CHECK(described(with(R"("shape": "office")")).day.kind == DayKind::weekday);
  const Described d = described(with(R"("shape": "trace", "bins": [1, 4, 2, 1])"));
  CHECK(d.day.kind == DayKind::trace);
  CHECK(d.day.busiest == 6);
}

TEST_CASE("one task per run takes as long at any hour") {
  const Described d =
      described(with(R"("requests_per_month": 8760, "shape": "daily", "peak_to_mean": 1.8)",
                     R"(, "trigger": "schedule", "fargate": {"mode": "job"})"));
  const Performance& month = d.evaluation.decision.performance[index(Service::fargate)];
  double tasks = 0;
  for (const DayMoment& moment : d.day.moments) {
    CHECK(moment.of(Service::fargate).p99_ms == month.p99_ms);
    tasks += moment.of(Service::fargate).tasks / d.day.moments.size();
  }
  CHECK(tasks == doctest::Approx(d.evaluation.decision.fargate.mean_tasks).epsilon(0.01));
}

TEST_CASE("tasks that are busy all the time have infinite percentiles") {
  // Ten requests a second, each 0.1 s of CPU: four quarters of a vCPU, and nothing to spare.
  const Described d = described(with(R"("requests_per_month": 26280000, "shape": "flat")",
                                     R"(, "request": {"duration_ms": 100, "cpu_ms": 100},
                                        "fargate": {"vcpu": 0.25, "memory_mb": 512,
                                                    "target_utilization": 1})"));
  for (const DayMoment& moment : d.day.moments) {
    CHECK(moment.of(Service::fargate).utilization == doctest::Approx(1));
    CHECK(std::isinf(moment.of(Service::fargate).p99_ms));
    CHECK(std::isfinite(moment.of(Service::lambda).p99_ms));
  }
}

TEST_CASE("the first added task serves after trigger and start; fixed tasks add none") {
  const auto scale_out = [](const std::string& fargate) {
    const Evaluation evaluation =
        evaluate(workload_from(with("", R"(, "trigger": "http", "fargate": )" + fargate)),
                 published_data(), Depth::at_once);
    return evaluation.decision.performance[index(Service::fargate)].scale_out_s;
  };
  // 386 s and 109 s in AWS's benchmark, whose tasks took 23 s to start.
  CHECK(scale_out(R"({"task_start_s": 23, "metrics_s": 60})") == doctest::Approx(386));
  CHECK(scale_out(R"({"task_start_s": 23, "metrics_s": 20})") == doctest::Approx(109));
  CHECK(std::isnan(scale_out(R"({"autoscaling": false})")));
}
