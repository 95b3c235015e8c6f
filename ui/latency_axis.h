// Durations on axes, and the latency targets drawn across them: what the charts of latency share.
#pragma once

#include <string>
#include <vector>

#include "ui/frame.h"
#include "ui/plot.h"

namespace sans_serveur::ui {

/// A latency that the workload asks for.
struct Target {
  double ms = 0;
  std::string text;          ///< "p99 visé : 1 000 ms"
  std::size_t percentile{};  ///< its row: 1 is p95, 2 is p99
};
/// Those that are set; p99 last.
std::vector<Target> targets_of(const Frame& frame);

/// Lowest and highest of the finite, positive values that it is given.
class Extent {
 public:
  void add(double value);
  bool empty() const { return !(high_ > 0); }
  double low() const { return low_; }
  double high() const { return high_; }

 private:
  double low_ = 1e300, high_ = 0;
};

/// A logarithmic axis with some room on both sides.
Axis axis_around(const Extent& extent, float start, float length);
/// The same for durations: up to seconds, from and to 1, 2 or 5 times a power of ten.
Axis logarithmic_axis(const Extent& extent, float start, float length);
/// A linear one from and to round values, about `ticks` of them apart.
Axis linear_axis(const Extent& extent, int ticks, float start, float length);

/// Durations on an axis, in ms, `apart` px from each other at least, round in the unit that a
/// person would choose: 30 s, 2 min, 5 h.
std::vector<double> duration_ticks(const Axis& axis, float apart);

/// "220", "12,5 s": in milliseconds without the unit as long as the axis is in milliseconds; "?"
/// becomes the word for a queue without end.
std::string duration_text(const Frame& frame, const Axis& axis, double ms, bool with_unit = false);
/// The same with its unit.
std::string duration_text(const Frame& frame, double ms);

}  // namespace sans_serveur::ui
