// The latency panel through its nodes: percentiles, hours, sizes and notes, in both languages.

#include "ui/latency_panel.h"

#include <string>

#include <doctest/doctest.h>

#include "tests/ui/page.h"

namespace sans_serveur::ui {
namespace {

struct LatencyPage : Page {
  explicit LatencyPage(std::string_view language = "en") : Page(language) {
    press("tab.latency");
    settle();  // sizes take a while
  }

  void import_workload(const std::string& members) {
    const std::string json = R"({"schema": "sans-serveur/workload/1", )" + members + "}";
    CHECK(app.import_document(json).empty());
    settle();
  }
  /// Rows of a chart's table.
  int rows(const std::string& chart) const {
    int count = 0;
    while (find(chart + ".table." + std::to_string(count)) != nullptr) ++count;
    return count;
  }
  /// The row of a table whose text in a column is the given one, or -1.
  int row_with(const std::string& chart, int column, std::string_view wanted) const {
    for (int i = 0; i < rows(chart); ++i) {
      if (text(cell(chart, i, column)) == wanted) return i;
    }
    return -1;
  }
  static std::string cell(const std::string& chart, int row, int column) {
    return chart + ".table." + std::to_string(row) + "." + std::to_string(column);
  }
};

TEST_CASE("the panel has its tab, three charts and a table for each") {
  LatencyPage page;
  CHECK(page.selected("tab.latency"));
  REQUIRE(page.find("panel.latency") != nullptr);
  for (const ChartEntry& chart : latency_charts) {
    const std::string id(chart.id);
    CAPTURE(id);
    REQUIRE(page.find(id) != nullptr);
    CHECK(page.find(id)->role == Role::image);
    CHECK(page.find(id)->rectangle.height > 200);
    REQUIRE(page.find(id + ".table") != nullptr);
  }
  CHECK(page.rows("latency.percentiles") == 5);
  CHECK(page.rows("latency.hourly") == 24);
  CHECK(page.rows("latency.sizes") > 20);
}

TEST_CASE("percentiles rise, and are written as each language does") {
  LatencyPage english("en");
  LatencyPage french("fr");
  CHECK(english.text("latency.percentiles.table.3.0") == "p99.9");
  CHECK(french.text("latency.percentiles.table.3.0") == "p99,9");
  // On Lambda: a log-normal of mean 254 ms and cv 0.6, hardly a cold start.
  CHECK(english.text("latency.percentiles.table.0.1") == "218\u00a0ms");
  CHECK(french.text("latency.percentiles.table.0.1") == "218\u00a0ms");
  CHECK(english.text("latency.percentiles.table.2.1") == "790\u00a0ms");
}

TEST_CASE("the fixed tasks of the first preset slow down at three in the afternoon") {
  LatencyPage page("en");
  CHECK(page.text("latency.hourly.note") == "mean day, computed");
  CHECK(page.text("latency.hourly.table.15.0") == "15:00");
  CHECK(page.text("latency.hourly.table.15.1") == "38\u00a0req/s");
  CHECK(page.text("latency.hourly.table.15.6") == "4");
  CHECK(page.text("latency.hourly.table.3.6") == "4");
  CHECK(page.text("latency.hourly.table.15.7") == "57%");
  CHECK(page.text("latency.queue").find("57%") != std::string::npos);
  CHECK(page.value("latency.queue").starts_with("+"));
  CHECK(page.text("latency.scale_out").find("4 tasks stay") != std::string::npos);
  CHECK(page.text("latency.cold").find("2020") != std::string::npos);
}

TEST_CASE("the sizes in force are the reader's own, at the bill's amount") {
  LatencyPage page("en");
  const int lambda = page.row_with("latency.sizes", 0, "Lambda 512\u00a0MB");
  const int fargate = page.row_with("latency.sizes", 0, "Fargate 0.5\u00a0vCPU 1\u00a0GB");
  REQUIRE(lambda >= 0);
  REQUIRE(fargate >= 0);
  CHECK(page.text(LatencyPage::cell("latency.sizes", fargate, 1)) == "$141.07");
  CHECK(page.text(LatencyPage::cell("latency.sizes", lambda, 1)) == "$194.08");
  CHECK(page.text(LatencyPage::cell("latency.sizes", lambda, 2)) ==
        page.text("latency.percentiles.table.2.1"));
}

TEST_CASE("a tighter target is missed by more sizes") {
  LatencyPage page("en");
  const auto missed = [&] {
    int count = 0;
    for (int i = 0; i < page.rows("latency.sizes"); ++i) {
      count += page.text(LatencyPage::cell("latency.sizes", i, 3)) == "Misses the target." ? 1 : 0;
    }
    return count;
  };
  const int before = missed();
  page.set("workload.targets.p99_ms.entry", "600");
  page.settle();
  CHECK(missed() > before);
  page.open_all_fields();
  page.set("workload.targets.p95_ms.entry", "1");
  page.settle();
  CHECK(missed() + 4 >= page.rows("latency.sizes"));
}

TEST_CASE("without a target the panel says so, and no size misses it") {
  LatencyPage page("en");
  CHECK(page.find("latency.percentiles.note") == nullptr);
  page.open_all_fields();
  page.set("workload.targets.p99_ms.entry", "");
  page.settle();
  CHECK(page.text("latency.percentiles.note") == "no target set");
  CHECK(page.row_with("latency.sizes", 3, "Misses the target.") < 0);
}

TEST_CASE("one task per run: its start is in every duration, and told") {
  LatencyPage page("en");
  page.import_workload(R"("trigger": "schedule", "traffic": {"requests_per_month": 8760},
                          "fargate": {"mode": "job", "task_start_s": 40})");
  CHECK(page.value("latency.job") == "+40\u00a0s");
  CHECK(page.find("latency.queue") == nullptr);
  CHECK(page.find("latency.scale_out") == nullptr);
  CHECK(page.text("latency.hourly.table.15.5") == page.text("latency.percentiles.table.2.2"));
}

TEST_CASE("a queue without end is a word, not a number") {
  LatencyPage page("en");
  page.import_workload(R"("traffic": {"requests_per_month": 26280000, "shape": "flat"},
                          "request": {"duration_ms": 100, "cpu_ms": 100},
                          "fargate": {"vcpu": 0.25, "memory_mb": 512, "target_utilization": 1})");
  CHECK(page.text("latency.percentiles.table.2.2") == "saturated");
  CHECK(page.text("latency.hourly.table.15.5") == "saturated");
  CHECK(page.text("latency.queue").find("Saturated") != std::string::npos);
  CHECK(page.text("latency.sizes.note").find("not drawn") != std::string::npos);
}

TEST_CASE("a service that cannot run the workload keeps its durations, with a word about it") {
  LatencyPage page("en");
  CHECK(page.find("latency.vetoed.lambda") == nullptr);
  page.open_all_fields();
  page.press("workload.needs.gpu.on");
  page.settle();
  CHECK(page.text("latency.vetoed.lambda").find("Lambda") != std::string::npos);
  CHECK(page.text("latency.vetoed.fargate").find("Fargate") != std::string::npos);
}

TEST_CASE("tasks are added sooner with metrics every 20 seconds") {
  LatencyPage page("en");
  const std::string slow = R"("fargate": {"task_start_s": 23, "metrics_s": 60})";
  page.import_workload(slow);
  CHECK(page.value("latency.scale_out") == "6.43\u00a0min");
  page.import_workload(R"("fargate": {"task_start_s": 23, "metrics_s": 20})");
  CHECK(page.value("latency.scale_out") == "109\u00a0s");
}

TEST_CASE("bursts and traces are not called a day") {
  LatencyPage page("en");
  page.import_workload(R"("traffic": {"shape": "bursty", "peak_to_mean": 8})");
  CHECK(page.text("latency.hourly.note").find("burst") != std::string::npos);
  CHECK(page.text("latency.hourly.table.0.3") == "no request");
  CHECK(page.text("latency.hourly.table.6.0") == "15\u00a0min");
  page.import_workload(R"("traffic": {"shape": "trace", "bins": [1, 5, 2, 8]})");
  CHECK(page.text("latency.hourly.note").find("trace") != std::string::npos);
  CHECK(page.text("latency.hourly.table.12.0") == "50%");
}

}  // namespace
}  // namespace sans_serveur::ui
