// Sensitivity: how far the verdict holds, and what would change it.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "core/plan.h"
#include "core/verdict.h"
#include "core/workload.h"

namespace sans_serveur {

/// The workload with one field at another value. What that value contradicts follows it: CPU time
/// is never above the duration.
Workload with_value(const Workload& workload, const Field& field, double value);

/// The inputs that a user can be wrong about (Field::plausible_factor above 1) and that are not
/// automatic in this workload.
std::vector<const Field*> uncertain_fields(const Workload& workload);

/// Places of its usual range at which an input is tried, and how closely a boundary between two of
/// them is then found (relative; integers: exactly).
inline constexpr int zone_samples = 96;
inline constexpr double boundary_tolerance = 1e-3;

/// The verdict on [from, to] of one input.
struct Zone {
  double from = 0, to = 0;
  Choice choice = Choice::either;
};

/// The verdict along one input, from its smallest to its largest value, all others as they are.
/// Numbers: over the usual range, boundaries to 1e-3 relative (integers: exact); a zone narrower
/// than 1/96 of the range may be missed. Toggles and choices: one zone per value, from = to.
std::vector<Zone> zones_along(const Workload& workload, const Field& field, const Facts& facts);

inline constexpr double infinite_distance = std::numeric_limits<double>::infinity();

/// The nearest value of an input that changes the verdict.
struct Flip {
  const Field* field = nullptr;
  double value = 0;  ///< NaN: no value of this input alone changes the verdict
  Choice choice{};   ///< what the verdict becomes there
  double distance =
      0;  ///< how far: ratio for logarithmic fields (≥ 1), difference / range otherwise
};
/// Of one input, given its zones.
Flip nearest_flip(const Workload& workload, const Field& field, std::span<const Zone> zones);
/// Of every input that describes the workload (not of targets, weights and prices), nearest first.
std::vector<Flip> flips(const Workload& workload, const Facts& facts);

/// Of all draws of plausible inputs.
inline constexpr std::uint64_t plausible_seed = 42;

/// The share of plausible inputs for which the verdict holds: workloads drawn around the user's,
/// each uncertain number log-uniform within its plausible factor (Field::plausible_factor). The
/// i-th draw depends on the seed and i alone, so a sample can grow in slices and comes out the
/// same.
struct Robustness {
  int samples = 0;
  int holding = 0;
  std::uint64_t seed = plausible_seed;

  double holds_share() const { return samples > 0 ? static_cast<double>(holding) / samples : 1; }
};
inline constexpr int robustness_samples = 2000;
/// Adds `count` draws; `choice` is the verdict on the workload itself.
void extend(Robustness& robustness, const Workload& workload, const Facts& facts, Choice choice,
            int count);

/// Where the first crossing of the two costs falls for plausible inputs: of the same draws.
struct FirstCrossings {
  std::vector<double> requests_per_month;  ///< rising; infinite where the costs do not cross
  std::uint64_t seed = plausible_seed;

  int samples() const { return static_cast<int>(requests_per_month.size()); }
  /// The smallest of them that at least this share of the draws (above 0, at most 1) does not
  /// exceed. There must be a draw.
  double quantile(double share) const;
  /// The share of draws without a crossing.
  double none_share() const;
};
inline constexpr int first_crossing_samples = 500;
/// Left out at either end when a range is told: "in 8 cases of 10".
inline constexpr double first_crossing_tail = 0.1;
/// Adds `count` draws, each some dozens of costs, or some thousands where the costs run together.
void extend(FirstCrossings& crossings, const Workload& workload, const Facts& facts, int count);

/// The i-th plausible workload around the given one.
Workload plausible_workload(const Workload& workload, std::uint64_t seed, std::uint64_t i);

/// Cost difference (Lambda − Fargate, USD a month) when one input takes a low and a high value: the
/// present one divided and multiplied by its plausible factor, within what the field allows.
struct TornadoBar {
  const Field* field = nullptr;
  double low = 0, high = 0;  ///< the input's values
  double usd_at_low = 0, usd_at_high = 0;
  Flip flip;

  double span_usd() const;  ///< how much the difference moves between the two, ≥ 0
};
/// The bars of all uncertain inputs without their flips, in the order of fields(): two decisions
/// each.
std::vector<TornadoBar> tornado_bars(const Workload& workload, const Facts& facts);
/// The longest bar first; equal ones stay in their order.
void sort_by_span(std::span<TornadoBar> bars);
/// All of it, longest bar first, with flips: some hundred decisions per input.
std::vector<TornadoBar> tornado(const Workload& workload, const Facts& facts);

/// One axis of a flip map: an input and the values it takes, evenly spaced on its scale (integers:
/// the nearest ones).
struct MapAxis {
  const Field* field = nullptr;
  double from = 0, to = 0;
  int count = 0;
  double value(int i) const;
};

/// How many times dearer the other service is, from which one is called clearly cheaper, and up to
/// which both are called even.
inline constexpr double clear_ratio = 1.5, even_ratio = 1.1;
/// The level of a cell of a flip map, from −2 (Lambda clearly cheaper) over 0 (even) to 2 (Fargate
/// clearly cheaper).
int map_level(double log2_ratio);

/// The costs on a grid of two inputs: log2(Lambda USD / Fargate USD), positive where Fargate is
/// cheaper; x.count × y.count values, row by row, rows by rising y. Limits are not looked at.
void flip_map(const Workload& workload, const Facts& facts, const MapAxis& x, const MapAxis& y,
              std::span<float> cells);

}  // namespace sans_serveur
