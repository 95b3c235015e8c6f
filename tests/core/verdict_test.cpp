#include "core/verdict.h"

#include <cmath>
#include <string>

#include <doctest/doctest.h>
#include <embedded.h>

#include "core/presets.h"
#include "published.h"

using namespace sans_serveur;

namespace {

Decision decide(const Workload& workload) {
  return evaluate(workload, published_data(), Depth::at_once).decision;
}

Decision decide(std::string_view json) {
  return decide(workload_from(json));
}

std::string veto(const Decision& decision, Service side) {
  const LimitCheck* check = decision.feasibility.veto(side);
  return check ? std::string(check_name(check->id)) : "";
}

std::string lambda_veto(std::string_view json) {
  return veto(decide(json), Service::lambda);
}

/// The severity of one check.
Severity severity(const Decision& decision, CheckId id) {
  for (const LimitCheck& check : decision.feasibility.all()) {
    if (check.id == id) return check.severity;
  }
  return Severity::ok;
}

}  // namespace

TEST_CASE("the source text's two recommendations come out as verdicts") {
  const Parsed<std::vector<Preset>> presets = parse_presets(embedded::find("data/presets.json"));
  REQUIRE(presets.errors.empty());
  const auto choice = [&](std::string_view id) {
    for (const Preset& preset : presets.value) {
      if (preset.id == id) return decide(preset.workload).choice;
    }
    FAIL("no preset " << id);
    return Choice::neither;
  };
  // Run a function when an event happens (e-mail, image processing): Lambda.
  CHECK(choice("email") == Choice::lambda);
  CHECK(choice("image") == Choice::lambda);
  CHECK(choice("schedule") == Choice::lambda);
  // Deploy a complete API, a Node or Python back end in a container: Fargate.
  CHECK(choice("api_container") == Choice::fargate);
  CHECK(choice("node_backend") == Choice::fargate);
  CHECK(choice("python_backend") == Choice::fargate);
  CHECK(choice("long_job") == Choice::fargate);
  CHECK(choice("catalogue") == Choice::fargate);
}

TEST_CASE("each veto names the limit that decides") {
  CHECK(lambda_veto(R"({"trigger":"object","request":{"duration_ms":960000,"cpu_ms":1000}})") ==
        "lambda.timeout");
  CHECK(lambda_veto(R"({"trigger":"queue","request":{"max_duration_s":901}})") == "lambda.timeout");
  CHECK(lambda_veto(R"({"trigger":"queue","request":{"max_duration_s":900}})").empty());
  CHECK(lambda_veto(R"({"request":{"memory_mb":10241}})") == "lambda.memory");
  CHECK(lambda_veto(R"({"request":{"request_kb":6200}})") == "lambda.payload_request");
  CHECK(lambda_veto(R"({"request":{"response_kb":6200}})") == "lambda.payload_response");
  CHECK(lambda_veto(R"({"request":{"response_kb":6200},"lambda":{"streaming":true}})").empty());
  CHECK(lambda_veto(R"({"request":{"response_kb":206000},"lambda":{"streaming":true}})") ==
        "lambda.payload_stream");
  CHECK(lambda_veto(R"({"trigger":"queue","request":{"request_kb":1100}})") ==
        "lambda.payload_async");
  CHECK(lambda_veto(R"({"runtime":{"image_mb":300}})") == "lambda.package_zip");
  CHECK(lambda_veto(R"({"runtime":{"package":"image","image_mb":300}})").empty());
  CHECK(lambda_veto(R"({"runtime":{"package":"image","image_mb":11000}})") ==
        "lambda.package_image");
  CHECK(lambda_veto(R"({"needs":{"local_disk_gb":11}})") == "lambda.tmp");
  CHECK(lambda_veto(R"({"trigger":"tcp"})") == "lambda.protocol");
  CHECK(lambda_veto(R"({"trigger":"worker"})") == "lambda.worker");
  CHECK(lambda_veto(R"({"runtime":{"os":"windows"}})") == "lambda.windows");
  CHECK(lambda_veto(R"({"needs":{"persistent_connections":true}})") ==
        "lambda.persistent_connections");
  CHECK(lambda_veto(R"({"request":{"max_duration_s":60},"lambda":{"front_door":"http_api"}})") ==
        "http_api.timeout");
  CHECK(lambda_veto(R"({"request":{"max_duration_s":301},"lambda":{"front_door":"rest_api"}})") ==
        "rest_api.timeout");
}

TEST_CASE("under Windows the sizes end sooner, with the status of their own figures") {
  const auto memory_check = [](const char* os) {
    const Decision decision =
        decide(std::string(R"({"request":{"memory_mb":40960},"runtime":{"os":")") + os + "\"}}");
    for (const LimitCheck& check : decision.feasibility.all()) {
      if (check.id == CheckId::fargate_memory) return check;
    }
    return LimitCheck{};
  };
  const LimitCheck windows = memory_check("windows"), linux_check = memory_check("linux");
  CHECK(windows.severity == Severity::veto);
  CHECK(windows.limit == 30 * 1024);
  CHECK(check_provenance(windows, published_data().limits)->status == Status::sourced);
  CHECK(linux_check.severity == Severity::ok);
  CHECK(linux_check.limit == 244 * 1024);
  CHECK(check_provenance(linux_check, published_data().limits)->status == Status::dated);
}

TEST_CASE("limits that AWS raises, or that a setting avoids, warn instead") {
  const Decision rest =
      decide(R"({"request":{"max_duration_s":60},"lambda":{"front_door":"rest_api"}})");
  CHECK(severity(rest, CheckId::rest_api_timeout) == Severity::warning);
  const Decision crowded = decide(
      R"({"traffic":{"requests_per_month":10000000000,"shape":"bursty","peak_to_mean":4},
          "needs":{"sql_database":true}})");
  CHECK(severity(crowded, CheckId::lambda_concurrency) == Severity::warning);
  CHECK(severity(crowded, CheckId::lambda_scaling) == Severity::warning);
  CHECK(severity(crowded, CheckId::lambda_rate) == Severity::warning);
  CHECK(severity(crowded, CheckId::database_connections) == Severity::warning);
  CHECK(severity(crowded, CheckId::fargate_vcpu_quota) == Severity::warning);
  CHECK(severity(crowded, CheckId::fargate_launch_rate) == Severity::warning);
  CHECK(crowded.performance[index(Service::lambda)].throttled_share > 0.05);
}

TEST_CASE("a size set below what a request takes is told; one that is chosen never is below") {
  const char* const set = R"({"request":{"memory_mb":2048},"lambda":{"memory_mb":512},
                              "fargate":{"vcpu":0.5,"memory_mb":1024}})";
  CHECK(severity(decide(set), CheckId::lambda_memory_set) == Severity::warning);
  CHECK(severity(decide(set), CheckId::fargate_memory_set) == Severity::warning);
  for (const char* const other : {R"({"request":{"memory_mb":2048}})",
                                  R"({"request":{"memory_mb":512},"lambda":{"memory_mb":512}})"}) {
    for (const LimitCheck& check : decide(other).feasibility.all()) {
      CHECK(check.id != CheckId::lambda_memory_set);
      CHECK(check.id != CheckId::fargate_memory_set);
    }
  }
}

TEST_CASE("a size that is set too small is no limit of Lambda's: it does not count against it") {
  constexpr auto flexibility = static_cast<std::size_t>(Criterion::flexibility);
  const Decision fits = decide(R"({"request":{"memory_mb":512},"lambda":{"memory_mb":512}})");
  const Decision small = decide(R"({"request":{"memory_mb":520},"lambda":{"memory_mb":512}})");
  CHECK(severity(small, CheckId::lambda_memory_set) == Severity::warning);
  CHECK(small.scores[flexibility] == fits.scores[flexibility]);
}

TEST_CASE("what neither can run") {
  const Decision gpu = decide(R"({"needs":{"gpu":true}})");
  CHECK(gpu.choice == Choice::neither);
  CHECK(veto(gpu, Service::lambda) == "lambda.gpu");
  CHECK(veto(gpu, Service::fargate) == "fargate.gpu");
  CHECK(decide(R"({"needs":{"privileged":true}})").choice == Choice::neither);
  CHECK(decide(R"({"trigger":"worker","needs":{"local_disk_gb":300}})").choice == Choice::neither);
}

TEST_CASE("a size that AWS does not list is refused") {
  const Decision decision = decide(R"({"fargate":{"vcpu":0.25,"memory_mb":4096}})");
  CHECK(veto(decision, Service::fargate) == "fargate.size");
  CHECK(decision.choice == Choice::lambda);
}

TEST_CASE("points are scores times weights, of ten") {
  const Decision decision = decide("{}");
  double sum = 0;
  for (const double points : decision.points) {
    CHECK(std::isfinite(points));
    sum += points;
  }
  CHECK(decision.total_points == doctest::Approx(sum));
  CHECK(std::abs(decision.total_points) <= 10);
  Workload workload;
  workload.weights = {0, 0, 0, 0, 4};
  CHECK(decide(workload).total_points > 0);
  workload.weights = {0, 0, 4, 0, 0};
  CHECK(decide(workload).total_points < 0);
}

TEST_CASE("raising a limit never adds a veto") {
  const Workload workload = workload_from(
      R"({"request":{"memory_mb":9000,"max_duration_s":850,"response_kb":5000},
          "runtime":{"image_mb":240},"needs":{"local_disk_gb":9}})");
  Data data = published_data();
  const auto vetoes = [&] {
    int count = 0;
    const Evaluation evaluation = evaluate(workload, data, Depth::at_once);
    for (const LimitCheck& check : evaluation.decision.feasibility.all()) {
      count += check.severity == Severity::veto;
    }
    return count;
  };
  const int before = vetoes();
  for (std::size_t i = 0; i < limit_count; ++i) {
    const double value = data.limits.limits[i].value;
    if (limit_name(static_cast<LimitId>(i)).find("min") != std::string_view::npos) continue;
    data.limits.limits[i].value = value * 2;
    CHECK_MESSAGE(vetoes() <= before, limit_name(static_cast<LimitId>(i)));
    data.limits.limits[i].value = value;
  }
}
