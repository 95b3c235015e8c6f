// The page at every width, in both languages: nothing is cut off, overlaps, repeats or is missing.

#include "ui/layout.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>
#include <embedded.h>

#include "core/presets.h"
#include "tests/ui/page.h"
#include "ui/page.h"

namespace sans_serveur::ui {
namespace {

constexpr float widths[] = {320, 375, 600, 768, 1024, 1280, 1440, 2560};

bool inside(const Rectangle& inner, const Rectangle& outer) {
  return inner.x >= outer.x - 1 && inner.y >= outer.y - 1 && right(inner) <= right(outer) + 1 &&
         bottom(inner) <= bottom(outer) + 1;
}

/// Charts lay labels over lines, with a ground of their own; tabs are cut off on purpose.
bool is_in_picture(const Tree& tree, const Rectangle& box) {
  for (const Node& node : tree.nodes()) {
    const Rectangle& place = node.rectangle;
    // Of the tabs that do not fit, some are wholly outside.
    const bool beside = box.y >= place.y && bottom(box) <= bottom(place);
    if (node.role == Role::tab_list && beside) return true;
    if (node.role == Role::image && inside(box, grown(place, 24))) return true;
  }
  return false;
}

float shared(float from, float to, float other_from, float other_to) {
  return std::min(to, other_to) - std::max(from, other_from);
}

bool overlap(const Rectangle& a, const Rectangle& b) {
  // Lines of text may touch: letters do not fill their boxes.
  return shared(a.x, right(a), b.x, right(b)) > 1.5f &&
         shared(a.y + 3, bottom(a) - 3, b.y + 3, bottom(b) - 3) > 0;
}

/// Whether a text that ends in "…" was written so, rather than cut to fit.
bool is_written(const std::string& text) {
  return std::ranges::any_of(embedded::files(), [&](const embedded::File& file) {
    return file.name.starts_with("content/") && file.bytes.find(text + '"') != file.bytes.npos;
  });
}

bool is_cut_from(std::string_view name, std::string_view text) {
  const std::string_view kept = text.substr(0, text.size() - std::string_view("…").size());
  return !kept.empty() && name.starts_with(kept);
}

/// `name`: the workload's, which may be cut.
void check_texts(const Page& page, const std::vector<DrawnText>& texts, std::string_view name) {
  const Tree& tree = page.app.semantics();
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const DrawnText& text = texts[i];
    if (text.text.empty()) continue;
    CAPTURE(text.text);
    CHECK((!text.text.ends_with("…") || is_written(text.text) || is_cut_from(name, text.text)));
    if (is_in_picture(tree, text.box)) continue;
    CHECK(text.box.x >= 0);
    CHECK(right(text.box) <= page.input.width + 0.5f);
    for (std::size_t k = i + 1; k < texts.size(); ++k) {
      if (texts[k].text.empty() || !overlap(text.box, texts[k].box)) continue;
      if (is_in_picture(tree, texts[k].box)) continue;
      CAPTURE(texts[k].text);
      CHECK_MESSAGE(false, "texts overlap at ", text.box.x, ", ", text.box.y);
    }
  }
}

void check_nodes(const Page& page) {
  const Tree& tree = page.app.semantics();
  CHECK(tree.duplicates().empty());
  for (const std::string& id : tree.duplicates()) MESSAGE("twice: ", id);
  for (const Node& node : tree.nodes()) {
    CAPTURE(node.id);
    CHECK_FALSE(node.id.empty());
    const std::string all = node.name + node.value_text + node.description;
    CHECK_MESSAGE(all.find("«") == all.find("«\u202f"), all);  // the mark of a missing key
    CHECK_MESSAGE(all.find('{') == std::string::npos, all);
    const bool named = node.role == Role::button || node.role == Role::slider ||
                       node.role == Role::text_field || node.role == Role::radio ||
                       node.role == Role::tab || node.role == Role::select ||
                       node.role == Role::link || node.role == Role::heading;
    if (named) CHECK_FALSE(node.name.empty());
    // Readers go from landmark to landmark: what is in none is not found.
    CHECK((node.parent >= 0 || node.role == Role::region || node.role == Role::live));
    CHECK(right(node.rectangle) <= page.input.width + 1 + (node.role == Role::tab ? 400 : 0));
  }
}

void check_page(Page& page, std::vector<DrawnText>& texts, std::string_view name = "") {
  const Output output = page.settle();
  page.input.height = output.content_height;
  page.settle();
  check_nodes(page);
  check_texts(page, texts, name);
}

TEST_CASE("no text is cut off, overlaps or is missing at any width, in either language") {
  for (const char* const language : {"fr", "en"}) {
    Page page(language);
    std::vector<DrawnText> texts;
    page.app.record_texts(&texts);
    for (const float width : widths) {
      for (const PanelEntry& panel : panels()) {
        CAPTURE(language);
        CAPTURE(width);
        CAPTURE(panel.name);
        page.input.width = width;
        page.input.height = 800;
        page.app.set_panel(panel.name);
        check_page(page, texts);
      }
    }
  }
}

/// The page at a width, with all of its form.
void open_form(Page& page, float width) {
  page.input.width = width;
  page.settle();
  page.press("form.edit");
  page.open_all_fields();
}

TEST_CASE("nor with the whole form open, and a refused entry") {
  for (const char* const language : {"fr", "en"}) {
    for (const float width : {320.0f, 768.0f, 1280.0f}) {
      CAPTURE(language);
      CAPTURE(width);
      Page page(language);
      std::vector<DrawnText> texts;
      page.app.record_texts(&texts);
      open_form(page, width);
      page.set("workload.request.cpu_ms.entry", "5000");
      check_page(page, texts);
    }
  }
}

TEST_CASE("nor with the longest names, of two variants, one name refused") {
  std::string name = "Un service de facturation";
  while (name.size() < 190) name += " et-encore-un-nom-sans-espace-aucun";
  for (const float width : {320.0f, 375.0f, 1280.0f}) {
    CAPTURE(width);
    Page page("fr");
    std::vector<DrawnText> texts;
    page.app.record_texts(&texts);
    open_form(page, width);
    page.set("workload.name", name.substr(0, 180));
    page.press("form.compare");
    page.set("workload.name", name + name);
    check_page(page, texts, name);
    page.press("form.done");
    check_page(page, texts, name);
  }
}

TEST_CASE("nor for any preset") {
  for (const Preset& preset : parse_presets(embedded::find("data/presets.json")).value) {
    for (const float width : {375.0f, 1280.0f, 1440.0f}) {
      CAPTURE(preset.id);
      CAPTURE(width);
      Page page(width == 1280 ? "en" : "fr");
      std::vector<DrawnText> texts;
      page.app.record_texts(&texts);
      page.input.width = width;
      page.settle();
      page.press("form.edit");
      page.press("form.presets.more");
      page.press("preset." + preset.id);
      CHECK(page.selected("preset." + preset.id));
      page.press("form.done");
      check_page(page, texts);
    }
  }
}

TEST_CASE("nor with numbers from the ends of their ranges") {
  struct Extreme {
    const char* name;
    const char* workload;
  };
  constexpr Extreme extremes[] = {
      {"hardly used", R"("traffic": {"requests_per_month": 1})"},
      {"huge", R"("traffic": {"requests_per_month": 1e11, "peak_to_mean": 20, "shape": "bursty"},
                  "request": {"duration_ms": 20000, "cpu_ms": 15000, "memory_mb": 8000})"},
      {"dear", R"("traffic": {"requests_per_month": 2e9},
                  "request": {"duration_ms": 900000, "cpu_ms": 900000, "memory_mb": 10240})"},
      {"neither", R"("needs": {"gpu": true}, "request": {"max_duration_s": 100000})"},
      {"queue", R"("trigger": "queue", "traffic": {"requests_per_month": 3e9},
                   "targets": {"p95_ms": 1, "p99_ms": 2})"},
  };
  for (const Extreme& extreme : extremes) {
    for (const float width : {320.0f, 768.0f, 1440.0f}) {
      CAPTURE(std::string(extreme.name));
      CAPTURE(width);
      Page page(width == 768 ? "en" : "fr");
      REQUIRE(page.app.set_workload("{" + std::string(extreme.workload) + "}").empty());
      page.input.width = width;
      std::vector<DrawnText> texts;
      page.app.record_texts(&texts);
      for (const PanelEntry& panel : panels()) {
        CAPTURE(panel.name);
        page.app.set_panel(panel.name);
        page.input.height = 800;
        check_page(page, texts);
      }
    }
  }
}

TEST_CASE("nor in a part that stands in another page, from 280 px on") {
  for (const char* const language : {"fr", "en"}) {
    for (const float width : {280.0f, 360.0f, 599.0f, 600.0f, 720.0f, 1100.0f}) {
      for (const char* const part : {"verdict", "costs", "comparison", "guide", "all"}) {
        CAPTURE(language);
        CAPTURE(width);
        CAPTURE(part);
        Page page(language);
        std::vector<DrawnText> texts;
        page.app.record_texts(&texts);
        REQUIRE(page.app.embed(part).empty());
        page.app.set_full_tool("https://example.org/");
        page.input.width = width;
        check_page(page, texts);
      }
    }
  }
}

TEST_CASE("columns at the breakpoints") {
  CHECK(layout(767, false).phone());
  CHECK(layout(768, false).folded());
  CHECK_FALSE(layout(1024, false).folded());
  CHECK(layout(1440, false).main_x == 376);
  CHECK(layout(1440, false).main_width == 1024);
  CHECK(layout(1920, false).main_width == 1120);
  CHECK(layout(2560, false).third_x == 1536);
  CHECK(layout(2560, false).third_width == 960);
  CHECK(layout(1440, true).large_controls);
}

TEST_CASE("fingers get controls at least 40 high") {
  Page page;
  page.input.coarse_pointer = true;
  page.settle();
  for (const Node& node : page.app.semantics().nodes()) {
    const bool control = node.role == Role::select || node.role == Role::tab ||
                         (node.role == Role::button && node.toggle);
    if (!control) continue;
    CAPTURE(node.id);
    CHECK(node.rectangle.height >= 40);
  }
}

}  // namespace
}  // namespace sans_serveur::ui
