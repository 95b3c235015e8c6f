#include "core/alternatives.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include <doctest/doctest.h>
#include <embedded.h>

#include "core/presets.h"
#include "published.h"

using namespace sans_serveur;

namespace {

struct Found {
  Evaluation evaluation;
  std::vector<Alternative> all;

  explicit Found(const Workload& workload)
      : evaluation(evaluate(workload, published_data(), Depth::at_once)),
        all(alternatives(workload, evaluation.decision, facts())) {}
  Facts facts() const { return facts_of(evaluation, published_data()); }
  const Alternative* find(std::string_view id) const {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Alternative& one) { return one.id == id; });
    return found == all.end() ? nullptr : &*found;
  }
};

std::vector<Preset> presets() {
  return parse_presets(embedded::find("data/presets.json")).value;
}

}  // namespace

TEST_CASE("alternatives: each is what an evaluation of the changed workload says") {
  for (const Preset& preset : presets()) {
    CAPTURE(preset.id);
    const Found found(preset.workload);
    std::set<std::string_view> ids;
    for (const Alternative& one : found.all) {
      CAPTURE(one.id);
      CHECK(ids.insert(one.id).second);
      REQUIRE_FALSE(one.changes.empty());
      const Workload other = changed(preset.workload, one.changes);
      CHECK(check(other).empty());
      const Decision decision = decide(other, found.facts());
      CHECK(one.choice == decision.choice);
      CHECK(one.lambda_usd == decision.usd(Service::lambda));
      CHECK(one.fargate_usd == decision.usd(Service::fargate));
      CHECK(one.flips == (decision.choice != found.evaluation.decision.choice));
      CHECK(published_catalogue().has("changes.choice." + std::string(one.id)));
    }
  }
}

TEST_CASE("alternatives: those that change the verdict come first, then the largest effects") {
  for (const Preset& preset : presets()) {
    CAPTURE(preset.id);
    const Found found(preset.workload);
    const double today = found.evaluation.decision.usd(Service::lambda) -
                         found.evaluation.decision.usd(Service::fargate);
    for (std::size_t i = 1; i < found.all.size(); ++i) {
      const Alternative &before = found.all[i - 1], &after = found.all[i];
      CHECK(before.flips >= after.flips);
      if (before.flips != after.flips) continue;
      CHECK(std::abs(before.usd_difference() - today) >= std::abs(after.usd_difference() - today));
    }
  }
}

TEST_CASE("alternatives: the catalogue's API without HTTP API saves exactly that line") {
  const Workload workload = presets().front().workload;
  const Found found(workload);
  const Alternative* url = found.find("function_url");
  REQUIRE(url != nullptr);
  const Bill& bill = found.evaluation.decision.bills[index(Service::lambda)];
  CHECK(url->lambda_usd == doctest::Approx(bill.total_usd - bill.usd(ItemId::http_api_requests)));
  CHECK(url->fargate_usd == found.evaluation.decision.usd(Service::fargate));
}

TEST_CASE("alternatives: only those that apply") {
  Workload workload = presets().front().workload;
  CHECK(Found(workload).find("spot") == nullptr);
  CHECK(Found(workload).find("job") == nullptr);
  CHECK(Found(workload).find("arm") == nullptr);
  CHECK(Found(workload).find("no_nat") == nullptr);
  workload.needs.interruptible = true;
  CHECK(Found(workload).find("spot") != nullptr);
  workload.runtime.os = Os::windows;  // no Spot for Windows
  CHECK(Found(workload).find("spot") == nullptr);
  workload.traffic.shape = Shape::flat;
  CHECK(Found(workload).find("autoscaling") == nullptr);
}

TEST_CASE("alternatives: what was tried can be taken back") {
  constexpr std::pair<std::string_view, std::string_view> opposites[] = {
      {"function_url", "http_api"},      {"nat", "no_nat"},   {"x86", "arm"},
      {"autoscaling", "no_autoscaling"}, {"existing", "new"}, {"free_tier", "no_free_tier"},
  };
  const Workload workload = presets().front().workload;
  const Found found(workload);
  for (const auto& [there, back] : opposites) {
    CAPTURE(there);
    const Alternative* one = found.find(there);
    REQUIRE(one != nullptr);
    const Found after(changed(workload, one->changes));
    const Alternative* other = after.find(back);
    REQUIRE(other != nullptr);
    CHECK(other->lambda_usd == doctest::Approx(found.evaluation.decision.usd(Service::lambda)));
    CHECK(other->fargate_usd == doctest::Approx(found.evaluation.decision.usd(Service::fargate)));
  }
}
