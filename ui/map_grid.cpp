#include "ui/map_grid.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace sans_serveur::ui {
namespace {

constexpr int coarse_step = 4;  ///< fine cells along a side of a coarse one

std::uint64_t bits(double value) {
  return std::bit_cast<std::uint64_t>(value);
}

bool same_prices(const Workload& a, const Workload& b) {
  return std::equal(a.prices.begin(), a.prices.end(), b.prices.begin(), b.prices.end(),
                    [](const UserPrice& one, const UserPrice& other) {
                      return one.id == other.id && bits(one.usd) == bits(other.usd);
                    });
}

/// True if nothing but the map's own inputs differs, so that the map is the same.
bool same_map(const Workload& a, const Workload& b, const MapView& view) {
  const auto all = fields();
  return std::all_of(all.begin(), all.end(),
                     [&](const Field& field) {
                       return &field == view.x.field || &field == view.y.field ||
                              bits(field.get(a)) == bits(field.get(b));
                     }) &&
         a.region == b.region && a.traffic.bins == b.traffic.bins && same_prices(a, b);
}

/// From the middle of the first of `count` cells to that of the last.
MapAxis middles(const MapRange& range, int count) {
  const auto at = [&](double place) {
    return range.logarithmic() ? range.from * std::pow(range.to / range.from, place)
                               : range.from + (range.to - range.from) * place;
  };
  const double half = 0.5 / count;
  return {range.field, at(half), at(1 - half), count};
}

}  // namespace

int MapCells::column(double place) const {
  return std::clamp(static_cast<int>(place * columns), 0, columns - 1);
}

int MapCells::row(double place) const {
  return std::clamp(static_cast<int>(place * rows), 0, rows - 1);
}

void MapGrid::begin(Stage stage) {
  stage_ = stage;
  row_ = 0;
  const int step = stage == Stage::coarse ? coarse_step : 1;
  next_.x = view_.x;
  next_.y = view_.y;
  next_.columns = std::max(2, view_.columns / step);
  next_.rows = std::max(2, view_.rows / step);
  const std::size_t count =
      static_cast<std::size_t>(next_.columns) * static_cast<std::size_t>(next_.rows);
  next_.ratios.resize(count);
  next_.levels.resize(count);
}

void MapGrid::want(const MapView& view, const Workload& workload) {
  if (view == view_ && same_map(workload, workload_, view)) return;
  view_ = view;
  workload_ = workload;
  begin(Stage::coarse);
}

bool MapGrid::work(const Facts& facts, bool fine) {
  if (stage_ == Stage::done || (stage_ == Stage::fine && !fine)) return false;
  const MapAxis x = middles(next_.x, next_.columns), y = middles(next_.y, next_.rows);
  const double value = y.value(row_);
  const std::size_t start = next_.index(0, row_);
  const std::span<float> cells(next_.ratios.data() + start, static_cast<std::size_t>(x.count));
  flip_map(workload_, facts, x, {y.field, value, value, 1}, cells);
  std::transform(cells.begin(), cells.end(), next_.levels.data() + start, [](float ratio) {
    return static_cast<std::int8_t>(map_level(static_cast<double>(ratio)));
  });
  if (++row_ < next_.rows) return true;
  std::swap(shown_, next_);
  if (stage_ == Stage::coarse) {
    begin(Stage::fine);
  } else {
    stage_ = Stage::done;
  }
  return true;
}

}  // namespace sans_serveur::ui
