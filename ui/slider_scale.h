// The scale of a slider: where a value stands on its track, and which values it stops at.
//
// Stops are round numbers (two significant digits on decades, powers of two and halfway for
// megabytes), so that a drag or an arrow key never leaves 179.83 ms behind. The exact entry beside
// the slider takes any value.
#pragma once

#include <vector>

#include "core/workload.h"

namespace sans_serveur::ui {

class SliderScale {
 public:
  /// The scale of a field for a workload: wide enough to hold its present value.
  SliderScale(const Field& field, const Workload& workload);

  double low() const { return stops_.front(); }
  double high() const { return stops_.back(); }
  int last_stop() const { return static_cast<int>(stops_.size()) - 1; }

  /// 0 to 1 along the track; values beyond the ends stand at the ends.
  double position(double value) const;
  /// The stop nearest to a position.
  double value_at(double position) const;
  /// Stops are numbered from 0 for the mirror's range input; between two stops, the fraction.
  double stop_number(double value) const;
  double stop(double number) const;

 private:
  bool logarithmic_ = false;
  std::vector<double> stops_;
};

}  // namespace sans_serveur::ui
