// The cells of the flip map, computed in slices: coarse ones first, which are soon there, then fine
// ones. What is shown stays until something better is complete.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/sensitivity.h"
#include "core/workload.h"

namespace sans_serveur::ui {

/// An input over a range, on its own scale.
struct MapRange {
  const Field* field = nullptr;
  double from = 0, to = 0;

  bool logarithmic() const { return field->logarithmic && from > 0; }
  bool operator==(const MapRange&) const = default;
};

/// What a flip map is of, and into how many cells the place for it can be divided.
struct MapView {
  MapRange x, y;
  int columns = 0, rows = 0;

  bool operator==(const MapView&) const = default;
};

struct MapCells {
  MapRange x, y;
  int columns = 0, rows = 0;
  std::vector<float> ratios;        ///< log2(Lambda / Fargate); row by row, rising in y
  std::vector<std::int8_t> levels;  ///< map_level() of each

  bool empty() const { return ratios.empty(); }
  std::size_t index(int column, int row) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
           static_cast<std::size_t>(column);
  }
  /// Places from 0 to 1 along the axes.
  int column(double place) const;
  int row(double place) const;
};

class MapGrid {
 public:
  /// Starts anew if the view is another one, or the workload is in anything but the two inputs.
  void want(const MapView& view, const Workload& workload);
  /// One row of cells, of the fine ones only if `fine`. False if there is nothing left to do.
  bool work(const Facts& facts, bool fine);
  const MapCells& shown() const { return shown_; }
  /// The prices have changed.
  void forget() { view_ = {}; }

 private:
  enum class Stage : std::uint8_t { coarse, fine, done };

  void begin(Stage stage);

  MapView view_;
  Workload workload_;
  Stage stage_ = Stage::done;
  int row_ = 0;
  MapCells shown_, next_;
};

}  // namespace sans_serveur::ui
