#include "ui/semantics.h"

#include <limits>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace sans_serveur::ui {
namespace {

TEST_CASE("the tree knows who is inside whom") {
  Tree tree;
  const int form = tree.open({.id = "form", .role = Role::region});
  const int group = tree.open({.id = "trigger", .role = Role::radio_group});
  const int http = tree.add({.id = "trigger.http", .role = Role::radio});
  tree.close();
  const int reset = tree.add({.id = "reset", .role = Role::button});
  tree.close();
  const int footer = tree.add({.id = "footer"});

  CHECK(tree.at(form).parent == -1);
  CHECK(tree.at(group).parent == form);
  CHECK(tree.at(http).parent == group);
  CHECK(tree.at(reset).parent == form);
  CHECK(tree.at(footer).parent == -1);
}

TEST_CASE("one close too many does no harm, and clear starts anew") {
  Tree tree;
  tree.open({.id = "open for ever"});
  tree.clear();
  tree.close();
  tree.add({.id = "root"});
  REQUIRE(tree.nodes().size() == 1);
  CHECK(tree.nodes().front().parent == -1);
}

TEST_CASE("nodes are found by id") {
  Tree tree;
  tree.add({.id = "verdict.sentence", .name = "Prenez Fargate."});
  REQUIRE(tree.find("verdict.sentence") != nullptr);
  CHECK(tree.find("verdict.sentence")->name == "Prenez Fargate.");
  CHECK(tree.find("verdict") == nullptr);
}

TEST_CASE("each id that comes more than once is told once") {
  Tree tree;
  for (const char* id : {"b", "a", "b", "c", "b", "a"}) tree.add({.id = id});
  CHECK(tree.duplicates() == std::vector<std::string>{"a", "b"});
}

TEST_CASE("JSON leaves defaults out") {
  Tree tree;
  CHECK(to_json(tree) == "[]");
  tree.add({.id = "x"});
  CHECK(to_json(tree) == R"([{"id":"x","role":"paragraph"}])");
}

TEST_CASE("JSON says everything about a slider") {
  Tree tree;
  tree.open({.id = "form", .role = Role::region, .name = "Votre charge"});
  Node slider{.id = "workload.request.duration_ms", .role = Role::slider, .name = "Durée"};
  slider.value_text = "180 ms";
  slider.description = "à un \"vCPU\" entier\n";
  slider.number = 0.1;
  slider.maximum = 900000;
  slider.step = std::numeric_limits<double>::quiet_NaN();
  slider.disabled = slider.invalid = slider.selected = slider.toggle = true;
  slider.level = 2;
  slider.rectangle = {.x = 24.4F, .y = 100.5F, .width = 287, .height = 56};
  tree.add(slider);

  const auto json = nlohmann::json::parse(to_json(tree), nullptr, false);
  REQUIRE(json.is_array());
  REQUIRE(json.size() == 2);
  CHECK(json[0]["name"] == "Votre charge");
  CHECK_FALSE(json[0].contains("range"));
  CHECK(json[1]["role"] == "slider");
  CHECK(json[1]["name"] == "Durée");
  CHECK(json[1]["value"] == "180 ms");
  CHECK(json[1]["help"] == "à un \"vCPU\" entier\n");
  CHECK(json[1]["range"] == nlohmann::json({0.1, 0, 900000, 0}));
  CHECK(json[1]["level"] == 2);
  for (const char* flag : {"on", "toggle", "off", "bad"}) CHECK(json[1][flag] == 1);
  CHECK(json[1]["box"] == nlohmann::json({24, 101, 287, 56}));
  CHECK(json[1]["in"] == 0);
}

}  // namespace
}  // namespace sans_serveur::ui
