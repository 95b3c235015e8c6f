#include "core/share_link.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <embedded.h>

#include "core/evaluation.h"
#include "core/presets.h"
#include "tests/core/published.h"

using namespace sans_serveur;

namespace {

constexpr std::string_view base64url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string only_error(std::string_view text) {
  const Parsed<SharedWorkload> parsed = decode_link(text);
  REQUIRE_MESSAGE(parsed.errors.size() == 1, text);
  CHECK(to_json(parsed.value.workload) == to_json(Workload{}));
  return parsed.errors.front().message.key;
}

Workload back_and_forth(const Workload& workload) {
  const Parsed<SharedWorkload> parsed = decode_link(encode_link(workload, "2026-11-23"));
  REQUIRE(parsed);
  CHECK(parsed.value.prices_set == "2026-11-23");
  return parsed.value.workload;
}

/// A value with as many digits as a double can have, inside the field's range and not its default.
double awkward(const Field& field) {
  if (field.kind == FieldKind::toggle) return 1 - standard_value(field);
  if (field.kind == FieldKind::choice) return standard_value(field) == 0 ? 1 : 0;
  const double value = field.min + (field.max - field.min) * 0.7312345678901234;
  return field.kind == FieldKind::integer ? std::floor(value) : value;
}

/// Everything that a person could type, each at the longest.
Workload awkward_everywhere() {
  Workload workload;
  for (const Field& field : fields()) field.set(workload, awkward(field));
  workload.request.cpu_ms = workload.request.duration_ms * 0.7312345678901234;
  for (int i = 0; i < 100; ++i) workload.name += "é";
  workload.region = "ap-southeast-2";
  for (std::size_t id = 0; id < price_count; ++id) {
    workload.prices.push_back({static_cast<PriceId>(id), 0.00012345678901234567});
  }
  return workload;
}

/// Every field as it was when version 1 was frozen: what a link says nothing of stays so, even when
/// a default changes.
constexpr std::string_view standard =
    R"({"region": "eu-west-3", "architecture": "arm64", "trigger": "http",
  "traffic": {"requests_per_month": 1000000, "shape": "daily", "peak_to_mean": 2},
  "request": {"duration_ms": 200, "duration_cv": 0.6, "cpu_ms": 50, "parallelism": 1,
    "memory_mb": 256, "request_kb": 4, "response_kb": 16, "max_duration_s": 10},
  "runtime": {"language": "nodejs", "package": "zip", "image_mb": 50, "init_ms": 300,
    "os": "linux"},
  "needs": {"gpu": false, "persistent_connections": false, "privileged": false,
    "local_disk_gb": 0.5, "sql_database": false, "interruptible": false},
  "lambda": {"memory_mb": "auto", "duration_ms": null, "provisioned_concurrency": 0,
    "provisioned_hours": 730, "snapstart": false, "restore_ms": 200, "streaming": false,
    "ephemeral_mb": 512, "front_door": "function_url", "account_concurrency": 1000,
    "idle_lifetime_s": 600, "max_lifetime_s": 7200},
  "fargate": {"mode": "auto", "vcpu": "auto", "memory_mb": "auto", "concurrency_per_task": 50,
    "base_memory_mb": 128, "target_utilization": 0.6, "min_tasks": 2, "autoscaling": true,
    "metrics_s": 60, "task_start_s": "auto", "ephemeral_gb": 20, "spot_share": 0,
    "front_door": "alb", "min_lcu": 0},
  "network": {"nat_gateways": 0, "lambda_nat_gateways": "auto", "fargate_nat_gateways": "auto",
    "nat_kb_per_request": 0, "public_ipv4": true, "egress": true, "free_egress_gb": 100,
    "fixed_costs": "new"},
  "logs_kb_per_request": 1, "retry_factor": 1,
  "pricing": {"free_tier": false, "savings_plan": "none", "lambda_discount": "auto",
    "fargate_discount": "auto", "spot_discount": 0.7},
  "targets": {"p95_ms": null, "p99_ms": 1000},
  "weights": {"cost": 3, "latency": 2, "operations": 2, "trigger": 2, "flexibility": 1},
  "labour": {"hourly_usd": 0, "lambda_hours": 1, "fargate_hours": 4}})";

/// Links as version 1 wrote them, and the whole workloads that they stand for. Never to be changed.
struct Golden {
  std::string_view link;
  std::string_view workload;
};
constexpr std::array goldens{
    Golden{"v1.c.gWoyMDI2LTExLTIz.WCQpSA", standard},
    Golden{"v1.c.mB9qMjAyNi0xMS0yMwBnQVBJIHdlYgQaA0c7wAH7P_"
           "zMzMzMzM0AGLQBGB4BGQIAAAIABAQZAV4HGQIABwIE-j8A"
           "AAAAGQQABAAO-j8AAAA.kGxASA",
           R"({"name": "API web", "traffic": {"requests_per_month": 55e6, "peak_to_mean": 1.8},
               "request": {"duration_ms": 180, "cpu_ms": 30, "memory_mb": 512, "request_kb": 2,
                           "response_kb": 4},
               "logs_kb_per_request": 0.5, "runtime": {"init_ms": 350},
               "lambda": {"memory_mb": 512, "front_door": "http_api"},
               "fargate": {"vcpu": 0.5, "memory_mb": 1024, "autoscaling": false}})"},
    Golden{"v1.c.mCNqMjAyNi0xMS0yMwBxQ2Fmw6kgwqsgw6l0w6kgwrsAaXVzLWVhc3QtMQEAAAIBAw4BAwEYJgIA-z_"
           "Fwo9cKPXD"
           "AvpDeoAAAPYAAAAKAxg8AQIA-z6ML4uI37gMGCP7PprX8pq8r0g.FIwnRQ",
           R"({"name": "Café « été »", "region": "us-east-1", "architecture": "x86_64",
               "trigger": "queue", "traffic": {"shape": "bursty"},
               "needs": {"gpu": true, "sql_database": true},
               "pricing": {"savings_plan": "3y", "lambda_discount": 0.17},
               "targets": {"p95_ms": 250.5, "p99_ms": null}, "weights": {"cost": 0, "latency": 10},
               "labour": {"hourly_usd": 60, "fargate_hours": 2},
               "prices": {"lambda.request": 2.1e-7, "queue.request": 4e-7}})"},
    Golden{"v1.c.lWoyMDI2LTExLTIzAkUA_zOABwMECQIAAQD6Q68gAAEBEgILAAICBQE.uuNeLg",
           R"({"traffic": {"shape": "trace", "bins": [0, 255, 51, 128, 7]},
               "runtime": {"language": "java", "package": "image", "image_mb": 350.25,
                           "os": "windows"},
               "fargate": {"mode": "job", "front_door": "none"},
               "network": {"fixed_costs": "existing", "lambda_nat_gateways": 2}})"},
};

}  // namespace

TEST_CASE("a link gives back every preset, every field and every price") {
  CHECK(to_json(back_and_forth({})) == to_json(Workload{}));
  for (const Preset& preset : parse_presets(embedded::find("data/presets.json")).value) {
    CHECK_MESSAGE(to_json(back_and_forth(preset.workload)) == to_json(preset.workload), preset.id);
  }
  const Workload all = awkward_everywhere();
  CHECK(to_json(back_and_forth(all)) == to_json(all));
  for (const Field& field : fields()) {
    if (field.automatic_as.empty()) continue;
    Workload workload;
    field.set(workload, automatic);
    CHECK_MESSAGE(is_automatic(field.get(back_and_forth(workload))), field.path);
  }
}

TEST_CASE("any workload typed by hand makes a link under 2 000 characters") {
  CHECK(encode_link({}, "2026-11-23").size() < 40);
  Workload all = awkward_everywhere();
  CHECK(encode_link(all, "2026-11-23").size() < 1900);
  all.traffic.shape = Shape::trace;
  for (int i = 0; i < 5000; ++i) all.traffic.bins.push_back(i % 97);
  const std::string longest = encode_link(all, "2026-11-23");
  MESSAGE("longest link: " << longest.size() << " characters");
  CHECK(longest.size() < max_link_length);
  CHECK(decode_link(longest));
}

TEST_CASE("a link is made of characters that no program changes on its way") {
  const std::string link = encode_link(awkward_everywhere(), "prix d’été");
  CHECK(link.find_first_not_of(std::string(base64url) + ".") == link.npos);
  CHECK(decode_link(link).value.prices_set == "prix d’été");
}

TEST_CASE("a trace travels as its summary: same total, nearly the same costs") {
  Workload workload;
  workload.traffic.shape = Shape::trace;
  workload.traffic.requests_per_month = 3e7;
  for (int i = 0; i < 2016; ++i) {
    const double hour = i % 288 / 12.0;
    workload.traffic.bins.push_back(100 + 90 * std::sin(hour / 24 * 6.283) + (i % 48 == 0) * 600);
  }
  const Parsed<SharedWorkload> parsed = decode_link(encode_link(workload, "p"));
  REQUIRE(parsed);
  CHECK(parsed.value.trace_is_summary);
  CHECK(parsed.value.workload.traffic.bins.size() == summary_steps);
  CHECK(parsed.value.workload.traffic.requests_per_month == 3e7);
  const auto cost = [](const Workload& of) {
    const Decision decision = evaluate(of, published_data(), Depth::at_once).decision;
    return std::array{decision.bills[0].total_usd, decision.bills[1].total_usd};
  };
  const auto before = cost(workload), after = cost(parsed.value.workload);
  for (const std::size_t side : {0, 1}) {
    CHECK(after[side] == doctest::Approx(before[side]).epsilon(0.03));
  }
  // Once a summary, it stays what it is.
  CHECK(back_and_forth(parsed.value.workload).traffic.bins == parsed.value.workload.traffic.bins);
  CHECK_FALSE(decode_link(encode_link({}, "p")).value.trace_is_summary);
}

TEST_CASE("the summary keeps the order of time and how often each rate occurs") {
  CHECK(trace_summary({}).empty());
  CHECK(trace_summary({0, 0}) == std::vector<double>{0, 0});
  CHECK(trace_summary({1, 4, 2}) == std::vector<double>{64, 255, 128});
  std::vector<double> bins(640, 1);
  bins[320] = 100;  // one busy moment, in the middle
  const std::vector<double> summary = trace_summary(bins);
  REQUIRE(summary.size() == summary_steps);
  CHECK(std::max_element(summary.begin(), summary.end()) - summary.begin() == 32);
}

TEST_CASE("a link cut anywhere loads nothing and says so") {
  Workload workload;
  workload.name = "API";
  workload.request.duration_ms = 180.5;
  const std::string link = encode_link(workload, "2026-11-23");
  for (std::size_t length = 0; length < link.size(); ++length) {
    CHECK_MESSAGE(only_error(link.substr(0, length)) == "error.link.cut", length);
  }
}

TEST_CASE("a link altered in any character loads nothing and says so") {
  const std::string link = encode_link({}, "2026-11-23");
  for (std::size_t i = 0; i < link.size(); ++i) {
    for (const char other : base64url) {
      if (other == link[i]) continue;
      std::string altered = link;
      altered[i] = other;
      CHECK(only_error(altered).starts_with("error.link."));
    }
  }
  CHECK(only_error(link + "A") == "error.link.altered");
  CHECK(only_error(link + ".A") == "error.link.altered");
  CHECK(only_error("hello") == "error.link.altered");
  CHECK(only_error(std::string(100000, 'A')) == "error.link.altered");
}

TEST_CASE("a link of a newer version says that it is") {
  CHECK(only_error("v2.c.gWFw.AAAAAA") == "error.link.newer");
  CHECK(only_error("v12.something-else.entirely") == "error.link.newer");
}

TEST_CASE("whatever the bytes, a link gives a valid workload or errors") {
  std::vector<std::string> links;
  for (const Preset& preset : parse_presets(embedded::find("data/presets.json")).value) {
    links.push_back(encode_link(preset.workload, "2026-11-23"));
  }
  std::mt19937 random(42);
  const auto below = [&](std::size_t end) { return static_cast<std::size_t>(random()) % end; };
  int refused = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string link = links[below(links.size())];
    for (std::size_t changes = 1 + below(4); changes > 0; --changes) {
      switch (below(3)) {
        case 0:
          link[below(link.size())] = static_cast<char>(random());
          break;
        case 1:
          link.insert(below(link.size()), 1, base64url[below(64)]);
          break;
        default:
          link.erase(below(link.size()), 1 + below(3));
          break;
      }
      if (link.empty()) link = "v";
    }
    const Parsed<SharedWorkload> parsed = decode_link(link);
    refused += parsed ? 0 : 1;
    if (parsed) CHECK(check(parsed.value.workload).empty());
  }
  CHECK(refused > 19900);
}

TEST_CASE("a payload with a good check is not trusted either") {
  std::mt19937 random(7);
  int good = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string payload = "g";
    for (int length = 1 + static_cast<int>(random() % 60); length > 0; --length) {
      payload += base64url[random() % 64];
    }
    const std::string text = "v1.c." + payload;
    const Parsed<SharedWorkload> parsed = decode_link(text + "." + link_check(text));
    good += parsed ? 1 : 0;
    if (parsed) CHECK(check(parsed.value.workload).empty());
  }
  CHECK(good < 20000);
  // Ten thousand lists in one another, and a text that claims to have 4 GB.
  for (const std::string& payload : {std::string(1900, 'g'), std::string("gXr_____YQ"),
                                     std::string("mv____8"), std::string("")}) {
    const std::string text = "v1.c." + payload;
    CHECK(only_error(text + "." + link_check(text)) == "error.link.altered");
  }
}

TEST_CASE("golden links of version 1 mean what they meant") {
  for (const Golden& golden : goldens) {
    const Parsed<SharedWorkload> parsed = decode_link(golden.link);
    REQUIRE_MESSAGE(parsed, golden.link);
    const Workload expected = workload_from(golden.workload);
    CHECK(to_json(parsed.value.workload) == to_json(expected));
  }
}

TEST_CASE("the places of choices are links' values: lists are only appended to") {
  const auto starts_with = [](std::string_view path, std::vector<std::string_view> frozen) {
    const auto choices = find_field(path)->choices;
    REQUIRE(choices.size() >= frozen.size());
    CHECK_MESSAGE(std::equal(frozen.begin(), frozen.end(), choices.begin()), path);
  };
  starts_with("architecture", {"x86_64", "arm64"});
  starts_with("trigger", {"http", "object", "queue", "stream", "schedule", "websocket", "tcp",
                          "udp", "worker"});
  starts_with("traffic.shape", {"flat", "daily", "office", "bursty", "trace"});
  starts_with("runtime.language",
              {"nodejs", "python", "java", "dotnet", "go", "rust", "ruby", "php", "other"});
  starts_with("runtime.package", {"zip", "image"});
  starts_with("runtime.os", {"linux", "windows"});
  for (const char* const path : {"lambda.front_door", "fargate.front_door"}) {
    starts_with(path, {"none", "function_url", "http_api", "rest_api", "alb"});
  }
  starts_with("fargate.mode", {"auto", "service", "job"});
  starts_with("network.fixed_costs", {"new", "existing"});
  starts_with("pricing.savings_plan", {"none", "1y", "3y"});
}
