#include "ui/app.h"

#include <cfloat>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "core/workload.h"
#include "tests/ui/page.h"

namespace sans_serveur::ui {
namespace {

TEST_CASE("the embedded files are read and give a verdict at once") {
  Page page;
  CHECK(page.errors.empty());
  REQUIRE(page.find("verdict.sentence") != nullptr);
  CHECK(page.find("verdict.sentence")->level == 1);
  CHECK(page.text("verdict.sentence").find("Fargate") != std::string::npos);
  CHECK(page.text("verdict.live").starts_with(page.text("verdict.sentence")));
}

TEST_CASE("a settled page asks for no further frame, and shows all that it has computed") {
  Page page;
  CHECK_FALSE(page.settle().again);
  const std::string holds = page.value("verdict.holds");
  page.app.frame(page.input, {});
  CHECK(page.value("verdict.holds") == holds);
}

TEST_CASE(
    "a panel is opened by its name; one that there is not is refused with those that there are") {
  Page page("en");
  CHECK(page.app.set_panel("limits").empty());
  const Errors errors = page.app.set_panel("bills");
  REQUIRE(errors.size() == 1);
  CHECK(page.app.sentences(errors)[0].find("comparison, costs, latency, limits, changes, guide") !=
        std::string::npos);
  page.settle();
  CHECK(page.selected("tab.limits"));
}

TEST_CASE("the language changes every sentence and the document's language") {
  Page page("en");
  const std::string english = page.text("verdict.sentence");
  page.press("header.language.fr");
  CHECK(page.selected("header.language.fr"));
  CHECK(page.text("verdict.sentence") != english);
  CHECK(page.text("verdict.sentence").starts_with("Prenez"));
  CHECK(page.settle().language == "fr");
}

TEST_CASE("the theme button turns dark into light and back, and says what it will do") {
  Page page;
  const std::string before = page.text("header.theme");
  CHECK_FALSE(page.settle().dark);
  page.press("header.theme");
  const Output output = page.settle();
  CHECK(output.dark);
  CHECK(output.theme == ThemeChoice::dark);
  CHECK(page.text("header.theme") != before);
}

TEST_CASE("every preset can be chosen, and is the one that is pressed") {
  Page page;
  std::set<std::string> sentences;
  for (const char* const id :
       {"preset.image", "preset.queue", "preset.schedule", "preset.websocket", "preset.long_job"}) {
    CAPTURE(id);
    page.press(id);
    CHECK(page.selected(id));
    CHECK_FALSE(page.selected("preset.catalogue"));
    sentences.insert(page.text("verdict.sentence"));
  }
  CHECK(sentences.size() > 2);
}

TEST_CASE("a changed field is no preset any more, and Reset goes back") {
  Page page;
  const std::string before = page.text("verdict.sentence");
  CHECK(page.selected("preset.catalogue"));
  page.set("workload.traffic.requests_per_month.entry", "1 M");
  CHECK_FALSE(page.selected("preset.catalogue"));
  CHECK(page.text("verdict.sentence") != before);
  page.press("form.reset");
  CHECK(page.text("verdict.sentence") == before);
  CHECK(page.selected("preset.catalogue"));
}

TEST_CASE("more memory costs more on Lambda") {
  Page page;
  page.press("preset.image");
  const std::string before = page.value("cost.lambda");
  page.set("workload.request.memory_mb.entry", "3 GB");
  CHECK(page.value("cost.lambda") != before);
  CHECK(page.value("workload.request.memory_mb") == "3,072 MB");
}

TEST_CASE("a slider goes from stop to stop and stays where it was put") {
  Page page;
  const Node slider = *page.find("workload.request.cpu_ms");
  CHECK(slider.role == Role::slider);
  CHECK(slider.minimum == 0);
  CHECK(slider.step == 1);
  page.slide("workload.request.cpu_ms", slider.number + 1);
  CHECK(page.find("workload.request.cpu_ms")->number == doctest::Approx(slider.number + 1));
  CHECK(page.value("workload.request.cpu_ms") != slider.value_text);
}

TEST_CASE("the duration's slider starts at the CPU time, which ends at the duration") {
  Page page;
  page.slide("workload.request.duration_ms", 0);
  CHECK(page.value("workload.request.duration_ms") == "30 ms");
  page.slide("workload.request.cpu_ms", 1e9);
  CHECK(page.value("workload.request.cpu_ms") == "30 ms");
}

TEST_CASE("a refused entry names the value and the range, and the last good value stays") {
  Page page("en");
  const std::string before = page.app.export_workload();
  page.set("workload.request.memory_mb.entry", "9999999999");
  const Node entry = *page.find("workload.request.memory_mb.entry");
  CHECK(entry.invalid);
  CHECK(entry.description.find("9,999,999,999") != std::string::npos);
  CHECK(entry.description.find("249,856") != std::string::npos);
  CHECK(entry.value_text == "9999999999");
  CHECK(page.app.export_workload() == before);

  SUBCASE("a good entry puts it right") {
    page.set("workload.request.memory_mb.entry", "512");
    CHECK_FALSE(page.find("workload.request.memory_mb.entry")->invalid);
  }
  SUBCASE("so does the slider") {
    page.slide("workload.request.memory_mb", 3);
    CHECK_FALSE(page.find("workload.request.memory_mb.entry")->invalid);
  }
  SUBCASE("so does another workload") {
    page.press("preset.queue");
    CHECK_FALSE(page.find("workload.request.memory_mb.entry")->invalid);
  }
}

TEST_CASE("what contradicts another field is refused with that field's value") {
  Page page("en");
  page.set("workload.request.cpu_ms.entry", "240");
  const Node entry = *page.find("workload.request.cpu_ms.entry");
  CHECK(entry.invalid);
  CHECK(entry.description.find("180") != std::string::npos);
}

TEST_CASE("words are no number") {
  Page page("en");
  page.set("workload.request.duration_ms.entry", "long");
  CHECK(page.find("workload.request.duration_ms.entry")->invalid);
  CHECK(page.find("workload.request.duration_ms.entry")->description.find("long") !=
        std::string::npos);
}

TEST_CASE("selects take an option's id") {
  Page page;
  CHECK(page.value("workload.region") == "Paris");
  page.set("workload.region", "workload.region.us-east-1");
  CHECK(page.selected("workload.region.us-east-1"));
  CHECK_FALSE(page.selected("workload.region.eu-west-3"));
  page.set("workload.lambda.front_door", "workload.lambda.front_door.function_url");
  CHECK(page.selected("workload.lambda.front_door.function_url"));
}

TEST_CASE("choices are radios that press") {
  Page page;
  page.press("workload.architecture.x86_64");
  CHECK(page.selected("workload.architecture.x86_64"));
  page.press("workload.trigger.queue");
  CHECK(page.selected("workload.trigger.queue"));
  page.press("workload.traffic.shape.flat");
  CHECK(page.selected("workload.traffic.shape.flat"));
}

TEST_CASE("a trace cannot be chosen before there is one") {
  Page page;
  CHECK(page.find("workload.traffic.shape.trace")->disabled);
  page.press("workload.traffic.shape.trace");
  CHECK_FALSE(page.selected("workload.traffic.shape.trace"));
}

TEST_CASE("every field of a workload is in the form, in groups under More settings") {
  Page page;
  CHECK(page.find("form.group.needs") == nullptr);
  page.press("form.more");
  CHECK(page.selected("form.more"));
  CHECK(page.find("workload.needs.gpu") == nullptr);
  page.press("form.group.needs");
  CHECK(page.selected("form.group.needs"));
  CHECK(page.find("workload.needs.gpu") != nullptr);
  page.press("form.group.needs");
  CHECK(page.find("workload.needs.gpu") == nullptr);
  page.press("form.more");
  page.open_all_fields();
  for (const Field& field : fields()) {
    CAPTURE(field.path);
    CHECK(page.find("workload." + std::string(field.path)) != nullptr);
  }
  page.press("workload.needs.gpu.on");
  CHECK(page.selected("workload.needs.gpu.on"));
  CHECK(page.text("verdict.sentence").find("Neither") != std::string::npos);
  page.press("workload.needs.gpu.default");
  CHECK(page.selected("workload.needs.gpu.off"));
}

TEST_CASE("an automatic field takes a number, and gives it back for an empty entry") {
  Page page;
  page.press("preset.queue");
  page.open_all_fields();
  page.set("workload.lambda.memory_mb.entry", "2 GB");
  CHECK(page.value("workload.lambda.memory_mb") == "2,048 MB");
  page.set("workload.lambda.memory_mb.entry", "");
  CHECK(page.value("workload.lambda.memory_mb").find("automatic") != std::string::npos);
}

TEST_CASE("tabs open their panels") {
  Page page;
  CHECK(page.selected("tab.costs"));
  CHECK(page.find("panel.costs") != nullptr);
  page.press("tab.comparison");
  CHECK(page.find("panel.costs") == nullptr);
  CHECK(page.find("comparison.table") != nullptr);
  page.press("tab.guide");
  CHECK(page.find("panel.guide") != nullptr);
}

TEST_CASE("the guide's recommendations load presets") {
  Page page;
  page.press("tab.guide");
  page.press("guide.try.email");
  CHECK(page.text("verdict.sentence").find("Lambda") != std::string::npos);
  page.press("guide.try.api_container");
  CHECK(page.text("verdict.sentence").find("Fargate") != std::string::npos);
}

TEST_CASE("a bad document is told and changes nothing; a good one takes its place") {
  Page page("en");
  const std::string before = page.app.export_workload();
  const Errors errors = page.app.import_document(
      R"({"schema": "sans-serveur/workload/1", "request": {"duration_ms": -5}})");
  page.settle();
  CHECK_FALSE(errors.empty());
  REQUIRE(page.find("import.error") != nullptr);
  CHECK(page.find("import.error")->role == Role::alert);
  CHECK(page.text("import.error").find("request.duration_ms") != std::string::npos);
  CHECK(page.text("import.error").find("−5") != std::string::npos);
  CHECK(page.app.export_workload() == before);
  page.press("import.error.action");
  CHECK(page.find("import.error") == nullptr);

  CHECK(page.app.import_document("{").size() > 0);
  CHECK(page.app
            .import_document(
                R"({"schema": "sans-serveur/workload/1", "request": {"duration_ms": 5000}})")
            .empty());
  page.settle();
  CHECK(page.find("import.error") == nullptr);
  CHECK(page.value("workload.request.duration_ms") == "5,000 ms");
}

TEST_CASE("export gives a document that import takes") {
  Page page;
  page.press("preset.schedule");
  const Output output = page.press("export.workload");
  REQUIRE(output.downloads.size() == 1);
  CHECK(output.downloads[0].type == "application/json");
  const std::string verdict = page.text("verdict.sentence");
  page.press("preset.catalogue");
  CHECK(page.app.import_document(output.downloads[0].bytes).empty());
  page.settle();
  CHECK(page.text("verdict.sentence") == verdict);
}

TEST_CASE("import asks for a file, costs go out as CSV") {
  Page page;
  CHECK(page.press("header.import").pick_file);
  page.press("costs.csv");
  const Output output = page.press("costs.csv.costs.bars");
  REQUIRE(output.downloads.size() == 1);
  CHECK(output.downloads[0].name == "costs.bars.csv");
  CHECK(output.downloads[0].bytes.find("\"Lambda\"") != std::string::npos);
  CHECK(output.downloads[0].bytes.find("\"Total\",\"Fargate\",\"\",\"\",141.07") !=
        std::string::npos);
}

TEST_CASE("a chart goes out as a picture where there is a canvas, and not as a table") {
  Page page;
  CHECK(page.find("costs.png") == nullptr);
  page.input.pictures = true;
  page.settle();
  const Output output = page.press("costs.png.costs.curve");
  CHECK(output.picture.name == "costs.curve.png");
  CHECK(output.picture.box == page.find("costs.curve")->rectangle);
  page.press("costs.as_table");
  CHECK(page.find("costs.png") == nullptr);
}

TEST_CASE("the curves reach from the workload to the nearest crossing, however far away") {
  Page page("en");
  page.set("workload.traffic.requests_per_month.entry", "1");
  page.settle();
  CHECK(page.find("costs.no_crossing") == nullptr);
  CHECK(page.text("costs.crossing.1").find("23.1M") != std::string::npos);
  page.set("workload.traffic.requests_per_month.entry", "1e11");
  page.settle();
  CHECK(page.value("workload.traffic.requests_per_month") == "100B per month");
  CHECK(page.find("costs.no_crossing") == nullptr);
  CHECK(page.find("costs.curve.table.3") != nullptr);
}

TEST_CASE("the prices' date is on the page at every width, once") {
  for (const float width : {320.0f, 768.0f, 1024.0f, 1265.0f, 1440.0f, 2560.0f}) {
    CAPTURE(width);
    Page page("en");
    page.input.width = width;
    page.settle();
    const bool above = page.find("header.prices") != nullptr;
    if (width != 1024) CHECK(above == (width > 1024));  // there it depends on the language
    CHECK((page.find("page.prices") != nullptr) != above);
    CHECK(page.text(above ? "header.prices" : "page.prices").find("2026") != std::string::npos);
  }
}

TEST_CASE("old prices are told after 180 days") {
  Page page;
  CHECK(page.find("notice.prices_age") == nullptr);
  page.input.today = "2027-08-01";
  page.settle();
  CHECK(page.find("notice.prices_age") != nullptr);
}

TEST_CASE("the form folds on narrow screens, behind Edit") {
  Page page;
  page.input.width = 900;
  page.settle();
  CHECK(page.find("form.summary") != nullptr);
  CHECK(page.find("workload.trigger") == nullptr);
  page.press("form.edit");
  CHECK(page.find("workload.trigger") != nullptr);
  page.press("form.done");
  CHECK(page.find("workload.trigger") == nullptr);
}

TEST_CASE("every chart has its table, which may take its place") {
  Page page;
  for (const char* const id : {"costs.bars.table", "costs.curve.table"}) {
    REQUIRE(page.find(id) != nullptr);
    CHECK(page.find(id)->role == Role::table);
  }
  const std::string amount = page.text("costs.bars.table.0.4");
  CHECK(amount.starts_with("$"));
  page.press("costs.as_table");
  CHECK(page.find("costs.bars") == nullptr);
  CHECK(page.text("costs.bars.table.0.4") == amount);
}

TEST_CASE("where the first crossing falls for plausible inputs is told once it is known") {
  Page page;
  CHECK(page.text("costs.first_crossing") ==
        "The first crossing falls between 21M and 33M in 8 cases of 10.");
  page.press("preset.long_job");
  page.settle();
  CHECK(page.text("costs.first_crossing") == "No crossing in 100% of the plausible cases.");
  page.press("preset.image");
  page.settle();
  CHECK(page.text("costs.first_crossing").find("in 9 cases of 10; in 3") != std::string::npos);
}

TEST_CASE("on a phone the parts of both bills are in a table under the bars") {
  Page page;
  page.input.width = 375;
  page.settle();
  CHECK(page.text("costs.parts.0.first") == "69.15");
}

TEST_CASE("a letter that none of our texts has is baked in the frame after it was first drawn") {
  Page page;
  const auto baked = [](ImWchar letter) {
    return ImGui::GetIO().Fonts->Fonts.front()->FindGlyphNoFallback(letter) != nullptr;
  };
  CHECK(baked(L'é'));
  CHECK_FALSE(baked(L'Ñ'));
  page.app.set_workload(R"({"name":"Ñandú"})");
  CHECK(page.app.frame(page.input, {}).again);
  page.app.frame(page.input, {});
  CHECK(baked(L'Ñ'));
  CHECK(baked(L'é'));
}

// --- The pointer ---

TEST_CASE("a press on the canvas does what an action does, and takes the focus along") {
  Page page;
  page.input.height = 1000;
  CHECK(page.click("preset.image").focus == "preset.image");
  CHECK(page.selected("preset.image"));
  CHECK(page.click("workload.architecture.x86_64").focus == "workload.architecture.x86_64");
  CHECK(page.selected("workload.architecture.x86_64"));
}

TEST_CASE("a press on a value asks for its text field") {
  Page page;
  page.input.height = 1000;
  CHECK(page.click("workload.request.duration_ms.entry").focus ==
        "workload.request.duration_ms.entry");
}

TEST_CASE("a press on a track moves the slider there") {
  Page page;
  page.input.height = 1000;
  page.click("workload.request.memory_mb");
  const Node slider = *page.find("workload.request.memory_mb");
  CHECK(slider.number > slider.maximum * 0.3);
  CHECK(slider.number < slider.maximum * 0.7);
}

TEST_CASE("a slider ends where it was let go, even if the last move came with the release") {
  Page page;
  page.input.height = 1000;
  const std::string id = "workload.request.memory_mb";
  const auto let_go_at = [&](float x, float y) {
    const Rectangle box = page.find(id)->rectangle;
    ImGui::GetIO().AddMousePosEvent(box.x + box.width / 2, box.y + box.height / 2);
    page.app.frame(page.input, {});
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    page.app.frame(page.input, {});
    ImGui::GetIO().AddMousePosEvent(x, y);
    ImGui::GetIO().AddMouseButtonEvent(0, false);
    page.settle();
    return page.find(id)->number;
  };
  const Rectangle box = page.find(id)->rectangle;
  CHECK(let_go_at(box.x, box.y) == page.find(id)->minimum);
  CHECK(let_go_at(box.x + box.width, box.y) == page.find(id)->maximum);
  CHECK_MESSAGE(let_go_at(-FLT_MAX, -FLT_MAX) > page.find(id)->minimum, "a cancelled press");
}

TEST_CASE("a select opens a list over the page, which shields it") {
  Page page;
  page.input.height = 1300;  // room for the list below the select
  page.click("workload.lambda.front_door");
  const Rectangle box = page.find("workload.lambda.front_door")->rectangle;
  // Its second row, below the select.
  ImGui::GetIO().AddMousePosEvent(box.x + 40, box.y + box.height + 4 + 5 + 28 + 14);
  page.app.frame(page.input, {});
  ImGui::GetIO().AddMouseButtonEvent(0, true);
  page.app.frame(page.input, {});
  ImGui::GetIO().AddMouseButtonEvent(0, false);
  page.settle();
  CHECK(page.selected("workload.lambda.front_door.function_url"));
}

TEST_CASE("scrolling moves the document under the pointer") {
  Page page;
  page.input.height = 600;
  page.input.scroll_y = 300;
  page.settle();
  page.click("workload.architecture.x86_64");
  CHECK(page.selected("workload.architecture.x86_64"));
}

}  // namespace
}  // namespace sans_serveur::ui
