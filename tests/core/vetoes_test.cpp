#include "core/vetoes.h"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "published.h"

using namespace sans_serveur;

namespace {

std::vector<Veto> vetoes_of(std::string_view json) {
  const Evaluation evaluation = evaluate(workload_from(json), published_data(), Depth::at_once);
  return vetoes(evaluation.workload, evaluation.decision, published_data().limits);
}

const Veto* find(const std::vector<Veto>& all, std::string_view id) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Veto& veto) { return veto.id == id; });
  return found == all.end() ? nullptr : &*found;
}

std::string english(const Veto& veto) {
  return published_catalogue().format(veto.text, Language::en);
}

}  // namespace

TEST_CASE("vetoes: their numbers are those of the limits") {
  const std::vector<Veto> all = vetoes_of(R"({"lambda": {"front_door": "http_api"}})");
  REQUIRE(find(all, "timeout") != nullptr);
  CHECK(english(*find(all, "timeout")) == "Over 15\u00a0min: Fargate only");
  REQUIRE(find(all, "http_api") != nullptr);
  CHECK(english(*find(all, "http_api")) == "Reply after 30\u00a0s: HTTP API cuts it");
  CHECK(find(all, "http_api")->leaves == Choice::fargate);
  REQUIRE(find(all, "gpu") != nullptr);
  CHECK(english(*find(all, "gpu")) == "GPU: neither");
  for (const Veto& veto : all) CHECK_FALSE(veto.in_force);
}

TEST_CASE("vetoes: an API in front of both sides leaves neither") {
  const std::vector<Veto> all =
      vetoes_of(R"({"lambda": {"front_door": "rest_api"}, "fargate": {"front_door": "rest_api"}})");
  CHECK(find(all, "http_api") == nullptr);
  REQUIRE(find(all, "rest_api") != nullptr);
  CHECK(find(all, "rest_api")->leaves == Choice::neither);
}

TEST_CASE("vetoes: those in force come first, whichever they are") {
  const std::vector<Veto> gpu = vetoes_of(R"({"needs": {"gpu": true}})");
  CHECK(gpu.front().id == "gpu");
  CHECK(gpu.front().in_force);
  const std::vector<Veto> long_run = vetoes_of(R"({"request": {"max_duration_s": 3600}})");
  CHECK(long_run.front().id == "timeout");
  CHECK(long_run.front().in_force);
  const std::vector<Veto> tcp = vetoes_of(R"({"trigger": "tcp"})");
  CHECK(tcp.front().id == "lambda.protocol");
  CHECK(tcp.front().leaves == Choice::fargate);
  CHECK(english(tcp.front()) == "Protocol: Fargate only");
}

TEST_CASE("vetoes: a limit that is lifted is none") {
  Limits limits = published_data().limits;
  limits.limits[static_cast<std::size_t>(LimitId::fargate_gpu)].value = 1;
  const Evaluation evaluation = evaluate(Workload{}, published_data(), Depth::at_once);
  const std::vector<Veto> all = vetoes(evaluation.workload, evaluation.decision, limits);
  CHECK(english(*find(all, "gpu")) == "GPU: Fargate only");
  limits.limits[static_cast<std::size_t>(LimitId::lambda_gpu)].value = 1;
  CHECK(find(vetoes(evaluation.workload, evaluation.decision, limits), "gpu") == nullptr);
}
