// The form beyond single fields: undo and redo, explanations, two variants beside each other.

#include "ui/workload_form.h"

#include <string>

#include <doctest/doctest.h>

#include "tests/ui/page.h"
#include "ui/history.h"

namespace sans_serveur::ui {
namespace {

constexpr const char* requests = "workload.traffic.requests_per_month.entry";

TEST_CASE("undo takes back a field, a preset and Reset, one at a time; redo brings them again") {
  Page page;
  const std::string first = page.app.export_workload();
  CHECK(page.find("form.undo")->disabled);
  page.set(requests, "1 M");
  const std::string second = page.app.export_workload();
  page.press("preset.queue");
  const std::string third = page.app.export_workload();
  page.press("form.reset");
  page.press("form.undo");
  CHECK(page.app.export_workload() == third);
  CHECK(page.selected("preset.queue"));
  page.press("form.undo");
  CHECK(page.app.export_workload() == second);
  page.press("form.undo");
  CHECK(page.app.export_workload() == first);
  CHECK(page.selected("preset.catalogue"));
  CHECK(page.find("form.undo")->disabled);
  page.press("form.redo");
  CHECK(page.app.export_workload() == second);
  page.set(requests, "2 M");
  CHECK(page.find("form.redo")->disabled);
}

TEST_CASE("an import can be undone, a refused entry is no step") {
  Page page;
  const std::string before = page.app.export_workload();
  page.set(requests, "many");
  CHECK(page.find("form.undo")->disabled);
  CHECK(page.app.import_document(R"({"schema":"sans-serveur/workload/1"})").empty());
  page.settle();
  page.press("form.undo");
  CHECK(page.app.export_workload() == before);
}

TEST_CASE("a drag is one step, and so are arrow keys that follow each other") {
  const auto with = [](double requests_per_month) {
    Described described;
    described.workload.traffic.requests_per_month = requests_per_month;
    return described;
  };
  History history;
  history.record(with(1), "traffic.requests_per_month", 0, true);
  history.record(with(2), "traffic.requests_per_month", 5, true);
  history.record(with(3), "traffic.requests_per_month", 5.5, false);
  history.record(with(4), "request.cpu_ms", 5.6, false);
  history.record(with(5), "request.cpu_ms", 8, false);
  CHECK(history.undo(with(6))->workload.traffic.requests_per_month == 5);
  CHECK(history.undo(with(5))->workload.traffic.requests_per_month == 4);
  CHECK(history.undo(with(4))->workload.traffic.requests_per_month == 1);
  CHECK_FALSE(history.can_undo());
}

TEST_CASE("a workload can be given a name, which is one step back; too long a one is refused") {
  Page page;
  page.press("form.more");
  CHECK(page.find("workload.name")->words);
  CHECK(page.value("workload.name").empty());
  page.set("workload.name", " Billing API ");
  CHECK(page.value("workload.name") == "Billing API");
  CHECK(page.text("verdict.eyebrow").find("Billing API, Paris, ARM") != std::string::npos);
  CHECK(page.app.export_workload().find("\"name\": \"Billing API\"") != std::string::npos);
  const std::string long_name(201, 'x');
  page.set("workload.name", long_name);
  CHECK(page.find("workload.name")->invalid);
  CHECK(page.value("workload.name") == long_name);  // nothing typed is lost
  CHECK(page.find("workload.name")->description == "Text of 201 characters: 200 at most.");
  CHECK(page.app.export_workload().find("\"name\": \"Billing API\"") != std::string::npos);
  page.press("form.undo");
  CHECK(page.value("workload.name").empty());
  CHECK(page.selected("preset.catalogue"));
}

TEST_CASE("history does not grow without end") {
  History history;
  for (int i = 0; i < 1000; ++i) history.record({}, "", i * 10, false);
  int steps = 0;
  while (history.undo({})) ++steps;
  CHECK(steps == 100);
}

TEST_CASE("a press on a field's name tells what it is and where the number is found") {
  Page page("fr");
  std::vector<DrawnText> texts;
  page.app.record_texts(&texts);
  const auto shown = [&](std::string_view part) {
    for (const DrawnText& text : texts) {
      if (text.text.find(part) != std::string::npos) return true;
    }
    return false;
  };
  const Rectangle track = page.find("workload.request.duration_ms")->rectangle;
  const auto click = [&](float x, float y) {
    ImGui::GetIO().AddMousePosEvent(x, y);
    page.app.frame(page.input, {});
    for (const bool down : {true, false}) {
      ImGui::GetIO().AddMouseButtonEvent(0, down);
      page.app.frame(page.input, {});
    }
    ImGui::GetIO().AddMousePosEvent(-1000, -1000);  // a finger that has lifted
    page.settle();
  };
  CHECK_FALSE(shown("REPORT"));
  click(track.x + 10, track.y - 10);
  CHECK(shown("REPORT"));
  click(900, 300);
  CHECK_FALSE(shown("REPORT"));
  // In the mirror it belongs to the entry.
  CHECK(page.find("workload.request.duration_ms.entry")->description.find("REPORT") !=
        std::string::npos);
}

TEST_CASE("every number field says where its number is found, in both languages") {
  for (const char* const language : {"fr", "en"}) {
    Page page(language);
    page.open_all_fields();
    int entries = 0;
    for (const Node& node : page.app.semantics().nodes()) {
      if (node.role != Role::text_field || !node.id.starts_with("workload.")) continue;
      CAPTURE(node.id);
      ++entries;
      CHECK(node.description.size() > 20);
    }
    CHECK(entries > 40);
  }
}

TEST_CASE("two variants: verdicts, costs and what differs, and the way back to one") {
  Page page("en");
  CHECK(page.find("variants") == nullptr);
  page.press("form.compare");
  REQUIRE(page.find("variants.table") != nullptr);
  CHECK(page.find("form.compare") == nullptr);
  CHECK(page.text("variants.differences").find("same") != std::string::npos);
  const std::string kept = page.text("variants.table.0.2");
  CHECK(kept == "$194.08");
  page.set(requests, "1 M");
  CHECK(page.text("variants.table.0.2") == kept);
  CHECK(page.text("variants.table.1.2") != kept);
  CHECK(page.text("variants.table.1.1") == "Lambda");
  CHECK(page.text("variants.differences").find("55M") != std::string::npos);
  CHECK(page.text("variants.differences").find("1M") != std::string::npos);

  SUBCASE("the other one can be edited") {
    page.press("variants.swap");
    CHECK(page.text("variants.table.1.2") == kept);
    CHECK(page.selected("preset.catalogue"));
    page.press("form.undo");
    CHECK(page.text("variants.table.1.2") != kept);
  }
  SUBCASE("closing keeps the edited one") {
    const std::string before = page.app.export_workload();
    page.press("variants.close");
    CHECK(page.find("variants") == nullptr);
    CHECK(page.app.export_workload() == before);
  }
  SUBCASE("it fits a phone") {
    page.input.width = 320;
    page.settle();
    CHECK(right(page.find("variants.table")->rectangle) <= 320);
  }
}

TEST_CASE("a default is said to be one, and each group counts what was changed") {
  Page page("en");
  page.open_all_fields();
  const std::string id = "workload.fargate.min_tasks";
  CHECK(page.find(id)->description.ends_with("default"));
  const std::string group = page.value("form.group.fargate");
  page.set(id + ".entry", "3");
  CHECK_FALSE(page.find(id)->description.ends_with("default"));
  CHECK(page.value("form.group.fargate") != group);
  page.press(id + ".default");
  CHECK(page.find(id)->description.ends_with("default"));
  CHECK(page.value("form.group.fargate") == group);
}

}  // namespace
}  // namespace sans_serveur::ui
