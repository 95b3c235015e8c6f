// The day: both services hour by hour, from the closed forms of performance.h at each hour's rate.
//
// Computed, not simulated: every hour is taken as steady, tasks follow the traffic without delay.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/performance.h"
#include "core/plan.h"
#include "core/service.h"

namespace sans_serveur {

/// What the 24 moments are of (Profile::rates_along).
enum class DayKind : std::uint8_t {
  mean_day,      ///< hours of any day
  weekday,       ///< hours of a working day; weekends are as quiet as its nights
  burst_period,  ///< burst_period_s in 24 steps: one burst and the pause around it
  trace,         ///< 24 equal parts of the trace
};

struct DayMoment {
  double rate = 0;                               ///< requests per second
  std::array<MomentPerformance, 2> performance;  ///< by index(Service)

  const MomentPerformance& of(Service service) const { return performance[index(service)]; }
};

struct Day {
  DayKind kind = DayKind::mean_day;
  std::array<DayMoment, Profile::moment_count> moments;
  std::size_t busiest = 0;   ///< the first moment of the highest rate
  std::size_t quietest = 0;  ///< the first moment of the lowest rate that is not 0
};

/// Both plans along the day. 24 × (cold starts + percentiles): some tens of microseconds.
Day performance_by_hour(const Demand& demand, const LambdaPlan& lambda, const FargatePlan& fargate);

}  // namespace sans_serveur
