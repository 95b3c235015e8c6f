// Limits: each with the workload's value, in words, sorted, and with where it was read.

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "tests/ui/page.h"

namespace sans_serveur::ui {
namespace {

/// The texts of the rows of the limits' table, a row per line, cells between bars.
std::vector<std::string> rows(const Page& page) {
  const std::vector<Node>& nodes = page.app.semantics().nodes();
  std::vector<std::string> found;
  const Node* table = page.find("limits.chart.table");
  REQUIRE(table != nullptr);
  const int table_index = static_cast<int>(table - nodes.data());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].role != Role::row || nodes[i].parent != table_index) continue;
    std::string row;
    for (const Node& cell : nodes) {
      if (cell.parent == static_cast<int>(i)) row += cell.name + "|";
    }
    found.push_back(row);
  }
  return found;
}

std::string row_of(const Page& page, std::string_view name) {
  for (const std::string& row : rows(page)) {
    if (row.starts_with(name)) return row;
  }
  return "";
}

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

struct LimitsPage : Page {
  explicit LimitsPage(std::string_view language = "en") : Page(language) { press("tab.limits"); }
};

TEST_CASE("the first workload exceeds no limit, and its values stand beside the limits") {
  LimitsPage page;
  CHECK(page.text("limits.title") == "No limit is exceeded");
  CHECK(page.find("limits.chart")->role == Role::image);
  const std::string code = row_of(page, "Unzipped code");
  CHECK(has(code, "120\u00a0MB|250\u00a0MB|48%|met|"));
  CHECK(has(code, "Lambda"));
  CHECK(has(row_of(page, "Memory|"), "10,240\u00a0MB"));
  CHECK(has(row_of(page, "vCPU per task"), "0.5|32|"));
}

TEST_CASE("each limit tells where and when it was read, and how sure it is") {
  LimitsPage page;
  CHECK(has(row_of(page, "Unzipped code"), "docs.aws.amazon.com"));
  CHECK(has(row_of(page, "Unzipped code"), "2026, sourced|"));
  CHECK(has(row_of(page, "HTTP API response"), "23\u00a0Nov\u00a02026, dated|"));
  CHECK(has(row_of(page, "Requests in flight per task"), "setting of yours.|yours|"));
}

TEST_CASE("rows are sorted by share, the largest first, service by service") {
  LimitsPage page;
  const std::vector<std::string> all = rows(page);
  std::size_t code = 0, memory = 0, account = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].starts_with("Unzipped code")) code = i;
    if (all[i].starts_with("Memory|")) memory = i;
    if (all[i].starts_with("Account vCPU")) account = i;
  }
  CHECK(code == 1);  // the head is row 0
  CHECK(code < memory);
  CHECK(memory < account);
}

TEST_CASE("beyond a limit the title counts it and the row says what follows") {
  LimitsPage page;
  page.open_all_fields();
  page.set("workload.request.max_duration_s.entry", "14400");
  CHECK(has(page.text("limits.title"), "exceeded"));
  const std::string row = row_of(page, "Length of one execution");
  CHECK(has(row, "4\u00a0h|15\u00a0min|"));
  CHECK(has(row, "blocks: One execution lasts up to 4"));
}

TEST_CASE("what a service does not have at all is a row in words") {
  LimitsPage page("fr");
  page.open_all_fields();
  page.press("workload.needs.gpu.on");
  CHECK(page.text("limits.title") == "2 limites dépassées");
  const std::string row = row_of(page, "GPU");
  CHECK(has(row, "indisponible||"));
  CHECK(has(row, "bloque\u202f: "));
}

TEST_CASE("beyond the included disk one pays, and nothing is exceeded") {
  LimitsPage page;
  page.open_all_fields();
  page.set("workload.needs.local_disk_gb.entry", "30");
  const std::string row = row_of(page, "Included disk");
  CHECK(has(row, "paid for beyond: 30"));
  CHECK_FALSE(has(row, "blocks"));
}

TEST_CASE("a pointer resting on a row is told the limit's source") {
  LimitsPage page;
  std::vector<DrawnText> texts;
  page.app.record_texts(&texts);
  page.input.width = 1280;
  page.input.height = page.settle().content_height;
  page.settle();
  Rectangle row;
  for (const DrawnText& text : texts) {
    if (text.text == "Unzipped") row = text.box;
  }
  REQUIRE(row.width > 0);
  ImGui::GetIO().AddMousePosEvent(row.x + 5, row.y + 5);
  page.settle();
  page.input.time_s += 2;
  page.settle();
  bool told = false;
  for (const DrawnText& text : texts) told = told || has(text.text, "docs.aws.amazon.com");
  CHECK(told);
}

}  // namespace
}  // namespace sans_serveur::ui
