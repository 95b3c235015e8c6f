// Sizes: what every size of both services would cost and how fast it would be, for one workload.
//
// The planners (plan.h) choose by the cost of compute and the latency at the target utilisation, so
// that their choice does not jump with the traffic. Here each size is planned and billed whole, as
// the one in force is: both services can stand on one chart.
#pragma once

#include <vector>

#include "core/plan.h"
#include "core/service.h"

namespace sans_serveur {

struct SizePoint {
  Service service{};
  double vcpu = 0;
  double memory_mb = 0;
  double usd = 0;             ///< a month, whole side
  double p99_ms = 0;          ///< over the month, as Performance::p99_ms; infinite when saturated
  bool meets_targets = true;  ///< p99 and p95, where they are set
  bool in_force = false;      ///< the size of the plan that the verdict is about
  bool advised = false;       ///< what the planner takes where it may choose
};

/// Every size of both services that holds the workload's memory, Lambda's first, each by rising
/// memory or vCPU; the one in force always among them. Mode of Fargate: that of the plan in force.
/// Unlike plans it allocates; about a hundred plans and bills, milliseconds.
std::vector<SizePoint> sizes_of_both(const Workload& workload, const Facts& facts);

}  // namespace sans_serveur
