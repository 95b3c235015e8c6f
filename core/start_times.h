// Start times: how long a Lambda cold start's INIT and the start of a Fargate task take, as
// measured by others; web/data/start_times.json (schema sans-serveur/start_times/1).
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "core/message.h"
#include "core/provenance.h"
#include "core/workload.h"

namespace sans_serveur {

/// INIT of a "hello world" function: medians of 10 cold starts per memory size. Code of one's own,
/// libraries and connections come on top.
struct InitTime {
  std::string runtime;  ///< "python3.14", "go (prov.al2023)"
  Package package = Package::zip;
  Architecture architecture = Architecture::x86_64;
  std::vector<double> median_ms;  ///< one per StartTimes::memory_mb
};

/// One observation of a Fargate task's start, in seconds. `id` is the content key, after
/// "start.observation.", of what was started.
struct FargateObservation : Provenance {
  std::string id;
  double image_mb = std::numeric_limits<double>::quiet_NaN();  ///< NaN: not stated
  double min_s = 0;
  double typical_s = 0;  ///< mean or median
  double max_s = 0;
};

struct StartTimes : SourceTable {
  static constexpr double default_memory_mb = 512;

  std::string as_of;              ///< date of the newest source
  Provenance init;                ///< of all init_times
  std::vector<double> memory_mb;  ///< ascending: 128, 256, 512, 1024
  std::vector<InitTime> init_times;
  std::array<std::string, static_cast<std::size_t>(Runtime::other)>
      newest;  ///< per Runtime; "" if none

  double fargate_min_s = 0, fargate_max_s = 0;  ///< of most starts
  Provenance fargate;                           ///< of the points below
  struct Point {
    double image_mb;
    double start_s;
  };
  std::vector<Point> fargate_points;  ///< ascending by image size, at least two
  std::vector<FargateObservation> observations;

  Provenance scale_out;  ///< of the triggers below
  /// Metrics every so many seconds, and from a sudden rise to the order to start tasks.
  struct Trigger {
    double metrics_s;
    double trigger_s;
  };
  std::vector<Trigger> triggers;  ///< ascending by metrics_s, at least two

  /// Median INIT in ms of the newest version of a runtime, measured at the memory size nearest to
  /// `memory`; NaN where nobody measured it.
  double init_ms(Runtime runtime, Package package, Architecture architecture,
                 double memory = default_memory_mb) const;

  /// Seconds from the order to start a Fargate task to its serving: linear between the observed
  /// (image size, time) points, and on with the last slope beyond them. Derived: three observations
  /// by three people, one of them of an image whose size is not stated (taken as small).
  double fargate_start_s(double image_mb) const;

  /// Seconds from a sudden rise of traffic to the order of target tracking to start tasks: linear
  /// between the measured triggers, and beyond them as many metric periods as at the nearest.
  double scale_out_trigger_s(double metrics_s) const;
};

/// Reads a start times file: a value, or errors (times 0 to 1e6 ms or 1e4 s).
Parsed<StartTimes> parse_start_times(std::string_view json);

}  // namespace sans_serveur
