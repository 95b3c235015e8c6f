// What each row of the comparison says about one workload.

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "core/comparison.h"
#include "core/surroundings.h"
#include "core/traffic.h"

namespace sans_serveur {
namespace {

/// Bills that differ by less than this share of the dearer one are told as the same.
/// Below this many requests a second the traffic of an API is told per day.
constexpr double rate_worth_telling = 0.1;
constexpr double half = 0.5;

struct Case {
  const Workload& workload;
  const Decision& decision;

  double usd(Service side) const { return decision.usd(side); }
  double points(Criterion criterion) const {
    return decision.points[static_cast<std::size_t>(criterion)];
  }
  const LimitCheck* veto(Service side) const { return decision.feasibility.veto(side); }
  bool too_long_for_lambda() const { return check(CheckId::lambda_timeout, Severity::veto); }

  /// The check of an id if it came out as `severity`, or nullptr.
  const LimitCheck* check(CheckId id, Severity severity) const {
    for (const LimitCheck& check : decision.feasibility.all()) {
      if (check.id == id && check.severity == severity) return &check;
    }
    return nullptr;
  }
};

using Answer = ComparisonAnswer;

Message say(std::string_view row, std::string_view how, std::vector<Parameter> parameters = {}) {
  return {"comparison." + std::string(row) + ".yours." + std::string(how), std::move(parameters)};
}

std::string limit_key(const LimitCheck& check) {
  return "@limit." + std::string(check_name(check.id)) + ".name";
}

std::string trigger_key(const Workload& workload) {
  const auto chosen = static_cast<std::size_t>(workload.trigger);
  return "@choice.trigger." + std::string(find_field("trigger")->choices[chosen]);
}

Answer serverless(const Case& c) {
  const bool image = c.workload.runtime.package == Package::image;
  return {{}, say("serverless", image ? "image" : "zip")};
}

Answer server(const Case& c) {
  const FargatePlan& plan = c.decision.fargate;
  return {Service::lambda,
          say("server", plan.job ? "job" : "service",
              {{"tasks", plan.peak_tasks}, {"vcpu", plan.vcpu}, {"memory", plan.memory_mb}})};
}

Answer deploy(const Case& c) {
  const std::vector<Parameter> size{{"size", c.workload.runtime.image_mb}};
  if (c.check(CheckId::lambda_package_zip, Severity::veto) ||
      c.check(CheckId::lambda_package_image, Severity::veto)) {
    return {Service::fargate, say("deploy", "too_large", size)};
  }
  const bool image = c.workload.runtime.package == Package::image;
  return {{}, say("deploy", image ? "image" : "zip", size)};
}

Answer scaling(const Case& c) {
  const FargatePlan& plan = c.decision.fargate;
  const Profile profile(c.workload.traffic, c.workload.retry_factor);
  if (plan.job) return {{}, say("scaling", "job")};
  if (profile.peak() <= profile.low())
    return {{}, say("scaling", "flat", {{"rate", profile.mean()}})};
  if (c.workload.fargate.autoscaling && plan.peak_tasks > plan.low_tasks) {
    return {Service::lambda,
            say("scaling", "autoscaling", {{"low", plan.low_tasks}, {"high", plan.peak_tasks}})};
  }
  return {Service::lambda, say("scaling", "lambda",
                               {{"low", profile.low()},
                                {"high", profile.peak()},
                                {"environments", std::ceil(c.decision.lambda.peak_concurrency)}})};
}

Answer payment(const Case& c) {
  const double lambda = c.usd(Service::lambda), fargate = c.usd(Service::fargate);
  const std::vector<Parameter> amounts{{"lambda", lambda}, {"fargate", fargate}};
  if (std::abs(lambda - fargate) <= same_share * std::max(lambda, fargate)) {
    return {{}, say("payment", "same", amounts)};
  }
  const FargatePlan& plan = c.decision.fargate;
  if (lambda < fargate) {
    const bool idle = !plan.job && plan.idle_share >= half;
    return {Service::lambda, say("payment", idle ? "idle" : "less_lambda", amounts)};
  }
  const bool waiting = !plan.job && c.decision.lambda.waiting_share >= half;
  return {Service::fargate, say("payment", waiting ? "waiting" : "less_fargate", amounts)};
}

Answer duration(const Case& c) {
  for (const LimitCheck& check : c.decision.feasibility.all()) {
    if (check.id != CheckId::lambda_timeout) continue;
    const double share = check.value / check.limit;
    const std::vector<Parameter> parameters{
        {"duration", check.value}, {"limit", check.limit}, {"share", share}};
    if (share > 1) return {Service::fargate, say("duration", "over", parameters)};
    if (share >= near_share) return {Service::fargate, say("duration", "near", parameters)};
    return {{}, say("duration", "within", parameters)};
  }
  return {};
}

Answer http_event(const Case& c) {
  const double rate = Profile(c.workload.traffic, c.workload.retry_factor).mean();
  if (c.points(Criterion::trigger) > 0 && rate >= rate_worth_telling) {
    return {Service::fargate, say("event", "listens", {{"rate", rate}})};
  }
  return {Service::lambda, say("event", "quiet", {{"count", rate * 86400}})};
}

Answer event(const Case& c) {
  const std::vector<Parameter> trigger{{"trigger", trigger_key(c.workload)}};
  switch (c.workload.trigger) {
    case Trigger::http:
      return http_event(c);
    case Trigger::object:
    case Trigger::queue:
    case Trigger::stream:
      return {Service::lambda, say("event", "event", trigger)};
    case Trigger::schedule:
      return {{}, say("event", "schedule")};
    case Trigger::websocket:
    case Trigger::tcp:
    case Trigger::udp:
      return {Service::fargate, say("event", "connections", trigger)};
    case Trigger::worker:
      break;
  }
  return {Service::fargate, say("event", "worker")};
}

Answer ideal(const Case& c) {
  if (c.workload.trigger != Trigger::worker && c.too_long_for_lambda()) {
    return {Service::fargate, say("ideal", "long")};
  }
  switch (c.workload.trigger) {
    case Trigger::http: {
      const bool busy = c.points(Criterion::trigger) > 0;
      if (busy) return {Service::fargate, say("ideal", "http")};
      return {Service::lambda, say("ideal", "http_small")};
    }
    case Trigger::object:
      return {Service::lambda, say("ideal", "object")};
    case Trigger::queue:
      return {Service::lambda, say("ideal", "queue")};
    case Trigger::stream:
      return {Service::lambda, say("ideal", "stream")};
    case Trigger::schedule:
      return {Service::lambda, say("ideal", "schedule")};
    case Trigger::websocket:
    case Trigger::tcp:
    case Trigger::udp:
      return {Service::fargate, say("ideal", "connections")};
    case Trigger::worker:
      break;
  }
  return {Service::fargate, say("ideal", "worker")};
}

/// The limit of Lambda that the workload is nearest to without breaking it, or nullptr.
const LimitCheck* near_limit(const Case& c) {
  const LimitCheck* nearest = nullptr;
  for (const LimitCheck& check : c.decision.feasibility.all()) {
    const bool counts = check.service == Service::lambda && check.limit > 0 &&
                        check.value >= near_share * check.limit;
    if (!counts) continue;
    if (!nearest || check.value / check.limit > nearest->value / nearest->limit) nearest = &check;
  }
  return nearest;
}

Answer completeness(const Case& c) {
  const LimitCheck* lambda = c.veto(Service::lambda);
  const LimitCheck* fargate = c.veto(Service::fargate);
  if (lambda && fargate)
    return {{}, say("completeness", "neither", {{"limit", limit_key(*lambda)}})};
  if (lambda) {
    return {Service::fargate, say("completeness", "veto_lambda", {{"limit", limit_key(*lambda)}})};
  }
  if (fargate) {
    return {Service::lambda, say("completeness", "veto_fargate", {{"limit", limit_key(*fargate)}})};
  }
  if (const LimitCheck* near = near_limit(c)) {
    return {Service::fargate,
            say("completeness", "near",
                {{"limit", limit_key(*near)}, {"share", near->value / near->limit}})};
  }
  const double points = c.points(Criterion::flexibility);
  return {Service::fargate, say("completeness", "free", {{"points", std::abs(points)}})};
}

struct Row {
  std::string_view id;
  Answer (*answer)(const Case&);
};

constexpr std::array<Row, 9> rows{{{"serverless", serverless},
                                   {"server", server},
                                   {"deploy", deploy},
                                   {"scaling", scaling},
                                   {"payment", payment},
                                   {"duration", duration},
                                   {"event", event},
                                   {"ideal", ideal},
                                   {"completeness", completeness}}};

constexpr auto row_ids = [] {
  std::array<std::string_view, rows.size()> ids{};
  for (std::size_t i = 0; i < rows.size(); ++i) ids[i] = rows[i].id;
  return ids;
}();

}  // namespace

ComparisonAnswer comparison_for(std::string_view row, const Workload& workload,
                                const Decision& decision) {
  for (const Row& known : rows) {
    if (known.id == row) return known.answer({workload, decision});
  }
  return {};
}

std::span<const std::string_view> comparison_rows() {
  return row_ids;
}

}  // namespace sans_serveur
