// The panel "What would change it", through the ids of its nodes.

#include "ui/changes_panel.h"

#include <string>

#include <doctest/doctest.h>

#include "tests/ui/page.h"

namespace sans_serveur::ui {
namespace {

/// The page with the panel open, settled.
struct ChangesPage : Page {
  ChangesPage() {
    input.width = 1440;
    input.height = 1400;
    app.set_panel("changes");
    settle();
  }
};

/// The row of a table whose first cell says `name`, or "".
std::string row_of(const Page& page, const std::string& table, std::string_view name) {
  for (int i = 0; i < 40; ++i) {
    const std::string row = table + "." + std::to_string(i);
    if (page.find(row) == nullptr) break;
    if (page.text(row + ".0") == name) return row;
  }
  return "";
}

TEST_CASE("changes: the tornado's flips are those that the form writes under its sliders") {
  ChangesPage page;
  REQUIRE(page.find("changes.tornado") != nullptr);
  const std::string row = row_of(page, "changes.tornado.table", "Requests per month");
  REQUIRE_FALSE(row.empty());
  const std::string flip = page.text(row + ".6");
  REQUIRE(flip.starts_with("< "));
  const Node* slider = page.find("workload.traffic.requests_per_month");
  REQUIRE(slider != nullptr);
  CHECK(slider->description.find(flip.substr(2)) != std::string::npos);
  CHECK(page.text(row + ".7") == "Either");
}

TEST_CASE("changes: a press on another choice takes it, and it can be taken back") {
  ChangesPage page;
  REQUIRE(page.find("changes.choice.function_url") != nullptr);
  CHECK(page.find("changes.choice.http_api") == nullptr);
  const std::string before = page.value("cost.lambda");
  page.press("changes.choice.function_url");
  page.settle();
  CHECK(page.selected("workload.lambda.front_door.function_url"));
  CHECK(page.value("cost.lambda") != before);
  CHECK(page.find("changes.choice.function_url") == nullptr);
  page.press("changes.choice.http_api");
  page.settle();
  CHECK(page.value("cost.lambda") == before);
}

TEST_CASE("changes: the pointer presses a choice too") {
  ChangesPage page;
  page.click("changes.choice.existing");
  page.settle();
  CHECK(page.find("changes.choice.new") != nullptr);
}

TEST_CASE("changes: the axes of the map are chosen, and change places when they meet") {
  ChangesPage page;
  CHECK(page.value("changes.map.x") == "Requests");
  CHECK(page.value("changes.map.y") == "Of which CPU");
  const std::string before = page.value("changes.map");
  page.set("changes.map.x", "changes.map.x.request.duration_ms");
  page.settle();
  CHECK(page.value("changes.map.x") == "Duration");
  CHECK(page.value("changes.map") != before);
  CHECK(page.value("changes.map").find("Duration") != std::string::npos);
  page.set("changes.map.y", "changes.map.y.request.duration_ms");
  page.settle();
  CHECK(page.value("changes.map.y") == "Duration");
  CHECK(page.value("changes.map.x") == "Of which CPU");
}

TEST_CASE("changes: every input can be on either axis") {
  ChangesPage page;
  std::vector<std::string> options;
  for (const Node& node : page.app.semantics().nodes()) {
    if (node.role == Role::option && node.id.starts_with("changes.map.x.")) {
      options.push_back(node.id.substr(std::string("changes.map.x.").size()));
    }
  }
  CHECK(options.size() > 10);
  for (const std::string& option : options) {
    CAPTURE(option);
    page.set("changes.map.x", "changes.map.x." + option);
    CHECK_FALSE(page.settle().again);
    CHECK(page.selected("changes.map.x." + option));
    CHECK(page.find("changes.map.table.8") != nullptr);
  }
}

TEST_CASE("changes: the map at the present workload says what the costs say") {
  ChangesPage page;
  CHECK(page.value("changes.map").find("Fargate costs 1.4 times less") != std::string::npos);
  page.set("workload.traffic.requests_per_month.entry", "8 M");
  page.settle();
  CHECK(page.value("changes.map").find("Lambda costs") != std::string::npos);
}

TEST_CASE("changes: a press on the map sets both inputs there") {
  ChangesPage page;
  const std::string before = page.value("workload.request.cpu_ms");
  page.click("changes.map");
  page.settle();
  CHECK(page.value("workload.request.cpu_ms") != before);
  CHECK_FALSE(page.selected("preset.catalogue"));
}

TEST_CASE("changes: limits are told beside the map, with the numbers of the limits") {
  ChangesPage page;
  CHECK(page.find("changes.map.price_only") == nullptr);
  CHECK(page.text("changes.veto.timeout") == "Over 15\u00a0min: Fargate only");
  page.press("preset.long_job");
  page.settle();
  REQUIRE(page.find("changes.map.price_only") != nullptr);
  CHECK(page.text("changes.map.price_only").find("15\u00a0min") != std::string::npos);
  CHECK(page.text("changes.veto.timeout").find("your case") != std::string::npos);
}

TEST_CASE("changes: an answer that flips the verdict can be taken") {
  ChangesPage page;
  page.press("preset.queue");
  page.settle();
  REQUIRE(page.find("changes.answer.trigger") != nullptr);
  const std::string before = page.text("verdict.sentence");
  page.press("changes.answer.trigger");
  page.settle();
  CHECK(page.text("verdict.sentence") != before);
}

TEST_CASE("changes: a settled panel asks for no further frame") {
  ChangesPage page;
  CHECK_FALSE(page.settle().again);
  for (const char* const preset : {"image", "schedule", "websocket", "long_job"}) {
    CAPTURE(preset);
    page.press("preset." + std::string(preset));
    CHECK_FALSE(page.settle().again);
  }
}

TEST_CASE("changes: as tables, everything is known too") {
  Page page("en");
  page.input.width = 1440;
  page.press("costs.as_table");
  page.app.set_panel("changes");
  page.settle();
  CHECK(page.find("changes.tornado.table.5") != nullptr);
  CHECK(page.find("changes.choices.table.2") != nullptr);
  CHECK(page.find("changes.map.table.8") != nullptr);
}

}  // namespace
}  // namespace sans_serveur::ui
