#include "core/sensitivity.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <doctest/doctest.h>
#include <embedded.h>

#include "core/presets.h"
#include "published.h"

using namespace sans_serveur;

namespace {

struct Around {
  Evaluation evaluation;
  explicit Around(const Workload& workload)
      : evaluation(evaluate(workload, published_data(), Depth::at_once)) {}
  Facts facts() const { return facts_of(evaluation, published_data()); }
};

const Workload& first_preset() {
  static const Workload workload =
      parse_presets(embedded::find("data/presets.json")).value.front().workload;
  return workload;
}

}  // namespace

TEST_CASE("tornado: longest bar first, with the same flips as the fields' zones") {
  const Around around(first_preset());
  const std::vector<TornadoBar> bars = tornado(first_preset(), around.facts());
  CHECK(bars.size() == uncertain_fields(first_preset()).size());
  CHECK(std::is_sorted(bars.begin(), bars.end(), [](const TornadoBar& a, const TornadoBar& b) {
    return a.span_usd() > b.span_usd();
  }));
  for (const TornadoBar& bar : bars) {
    CAPTURE(bar.field->path);
    const double value = bar.field->get(first_preset());
    CHECK(bar.low <= value);
    CHECK(bar.high >= value);
    if (bar.field->kind == FieldKind::integer) CHECK(bar.high == std::round(bar.high));
    const Flip flip = nearest_flip(first_preset(), *bar.field,
                                   zones_along(first_preset(), *bar.field, around.facts()));
    CHECK(bar.flip.choice == flip.choice);
    CHECK((bar.flip.value == flip.value || (std::isnan(bar.flip.value) && std::isnan(flip.value))));
  }
}

TEST_CASE("flip map: levels by how many times dearer, the same on both sides") {
  CHECK(map_level(0) == 0);
  CHECK(map_level(std::log2(even_ratio) - 1e-9) == 0);
  CHECK(map_level(std::log2(even_ratio) + 1e-9) == 1);
  CHECK(map_level(std::log2(clear_ratio) + 1e-9) == 2);
  CHECK(map_level(-std::log2(even_ratio) - 1e-9) == -1);
  CHECK(map_level(-3) == -2);
}

TEST_CASE("flip map: a cell is the ratio of the bills there, row by row or all at once") {
  const Around around(first_preset());
  const Facts facts = around.facts();
  const MapAxis x{find_field("traffic.requests_per_month"), 3e6, 1e9, 7};
  const MapAxis y{find_field("request.cpu_ms"), 3, 400, 5};  // beyond the duration of 180 ms
  std::vector<float> cells(35), row(7);
  flip_map(first_preset(), facts, x, y, cells);
  for (int j = 0; j < y.count; ++j) {
    flip_map(first_preset(), facts, x, {y.field, y.value(j), y.value(j), 1}, row);
    for (int i = 0; i < x.count; ++i) {
      CAPTURE(i);
      CAPTURE(j);
      const float cell = cells[static_cast<std::size_t>(j * x.count + i)];
      CHECK(cell == row[static_cast<std::size_t>(i)]);
      Workload there = with_value(first_preset(), *x.field, x.value(i));
      there = with_value(there, *y.field, y.value(j));
      const Decision decision = decide(there, facts);
      const double ratio = decision.usd(Service::lambda) / decision.usd(Service::fargate);
      CHECK(static_cast<double>(cell) == doctest::Approx(std::log2(ratio)).epsilon(1e-5));
    }
  }
}

TEST_CASE("flip map: whole numbers stay whole along an axis") {
  const MapAxis axis{find_field("fargate.concurrency_per_task"), 1, 1000, 30};
  for (int i = 0; i < axis.count; ++i) CHECK(axis.value(i) == std::round(axis.value(i)));
  CHECK(axis.value(0) == 1);
  CHECK(axis.value(29) == 1000);
}

TEST_CASE("first crossings: shares of the draws by nearest rank, none beyond the last") {
  const FirstCrossings five{.requests_per_month = {10, 20, 30, 40, infinite_distance}};
  CHECK(five.quantile(0.1) == 10);
  CHECK(five.quantile(0.2) == 10);
  CHECK(five.quantile(0.21) == 20);
  CHECK(five.quantile(0.8) == 40);
  CHECK(std::isinf(five.quantile(0.9)));
  CHECK(five.none_share() == 0.2);
}

TEST_CASE("first crossings: those of the plausible workloads, the same grown in slices") {
  const Around around(first_preset());
  const Facts facts = around.facts();
  FirstCrossings whole, sliced;
  extend(whole, first_preset(), facts, 60);
  for (int i = 0; i < 12; ++i) extend(sliced, first_preset(), facts, 5);
  CHECK(whole.requests_per_month == sliced.requests_per_month);
  std::vector<double> drawn;
  drawn.reserve(60);
  for (std::uint64_t i = 0; i < 60; ++i) {
    drawn.push_back(first_crossing(plausible_workload(first_preset(), whole.seed, i), facts));
  }
  std::sort(drawn.begin(), drawn.end());
  CHECK(whole.requests_per_month == drawn);
  // A first crossing at 23 M: published figures for such an API go from 3 M to 158 M.
  CHECK(whole.quantile(0.1) < first_crossing(first_preset(), facts));
  CHECK(whole.quantile(0.9) > first_crossing(first_preset(), facts));
}
