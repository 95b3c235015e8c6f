// Vetoes: where price no longer counts. Not the checks of a workload (feasibility.h), but the
// boundaries nearest to it, with their numbers: what rules a service out as soon as it is crossed.
#pragma once

#include <string_view>
#include <vector>

#include "core/limits.h"
#include "core/message.h"
#include "core/verdict.h"
#include "core/workload.h"

namespace sans_serveur {

struct Veto {
  std::string_view id;             ///< "timeout"
  Message text;                    ///< "Plus de 15 min : Fargate seul"
  Choice leaves = Choice::either;  ///< what is left beyond it: a service, or neither
  bool in_force = false;           ///< the workload is beyond it
};

/// Those in force first, then those that matter to a workload of this kind; always some.
std::vector<Veto> vetoes(const Workload& workload, const Decision& decision, const Limits& limits);

}  // namespace sans_serveur
