// Alternatives: the decisions around a workload that could be taken otherwise (another front door,
// the other architecture, a Savings Plan…), each with both costs and the verdict if it were.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/plan.h"
#include "core/verdict.h"
#include "core/workload.h"

namespace sans_serveur {

/// NAT gateways that an alternative adds: one per zone, as in AWS's own advice.
inline constexpr double alternative_nat_gateways = 2;

/// One field that takes another value.
struct Change {
  const Field* field = nullptr;
  double value = 0;
};

/// The workload with some fields at other values; what these contradict follows them.
Workload changed(const Workload& workload, std::span<const Change> changes);

struct Alternative {
  std::string_view id;          ///< "function_url": told by the content key "changes.choice.<id>"
  std::vector<Change> changes;  ///< what it changes, at least one
  double lambda_usd = 0;        ///< a month
  double fargate_usd = 0;
  Choice choice{};
  bool flips = false;  ///< another verdict than today's

  /// Lambda − Fargate: positive where Fargate is cheaper.
  double usd_difference() const { return lambda_usd - fargate_usd; }
};

/// Those that apply to the workload and change its costs or its verdict: first those that change
/// the verdict, then by how far they move the difference of costs. `today`: decide() of the
/// workload. A decision each: about 20.
std::vector<Alternative> alternatives(const Workload& workload, const Decision& today,
                                      const Facts& facts);

}  // namespace sans_serveur
