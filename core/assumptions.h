// Assumptions: what an evaluation takes for granted, and what it leaves out, in sentences.
#pragma once

#include <vector>

#include "core/limits.h"
#include "core/message.h"
#include "core/workload.h"

namespace sans_serveur {

/// Those that matter to a workload, with its own values.
std::vector<Message> assumptions(const Workload& workload, const Limits& limits);

/// All that there are, with the values of an empty workload.
std::vector<Message> all_assumptions(const Limits& limits);

}  // namespace sans_serveur
