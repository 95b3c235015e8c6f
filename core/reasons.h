// Reasons: the decision told in sentences, each with its numbers and the fact behind it.
#pragma once

#include <string>
#include <vector>

#include "core/message.h"
#include "core/prices.h"
#include "core/verdict.h"
#include "core/workload.h"

namespace sans_serveur {

/// Shares from which a cause is told as the cause of a difference in cost: of Lambda's billed time
/// spent waiting, of Lambda's bill spent on its front door, of Fargate's capacity idle.
inline constexpr double mostly_waiting = 0.5, mostly_front_door = 0.35, mostly_idle = 0.6;
/// USD a month below which Lambda's bill is told as "small".
inline constexpr double small_usd = 5;
/// Peak over mean from which the peak is told as the cause.
inline constexpr double told_spiky_peak = 3;
/// Share of a bill from which an unsure price is worth a warning.
inline constexpr double weighty_share = 0.2;

/// Where a figure comes from: shown as a chip beside a reason, with its date and status.
struct Fact {
  std::string id{};  ///< price or limit id: "lambda.arm64.duration", "lambda.timeout"
  Message text{};    ///< "13,33 $/M Go-s · 9 oct. 2026"
  Status status = Status::sourced;
  std::string as_of{};
  std::string source{};  ///< readable reference
};

/// Why: one criterion or one veto, in words.
struct Reason {
  std::string
      id{};  ///< "cost", "latency", "operations", "trigger", "flexibility", "veto.lambda.timeout"
  double points = 0;  ///< contribution: positive for Fargate, negative for Lambda; 0 for vetoes
  bool veto = false;
  Message name{};  ///< "Coût"
  Message text{};  ///< one sentence with its numbers
  Fact fact{};
};

/// What a check that is near or above its limit means for the workload: "veto.lambda.timeout" or
/// "warning.lambda.timeout", with its numbers.
Message check_message(const LimitCheck& check, const Workload& workload, const Decision& decision);

/// The verdict in words.
struct Explanation {
  Message headline;             ///< "Prenez Fargate : 141 $ par mois au lieu de 194 $."
  Message lead;                 ///< the sentence below it
  std::vector<Reason> reasons;  ///< vetoes first, then by size of the contribution
  std::vector<Message> warnings;
  std::vector<std::string>
      options;  ///< third options that fit: option.<id>.name and .why; not computed
};

Explanation explain(const Workload& workload, const Decision& decision, const Facts& facts,
                    const Prices& prices);

}  // namespace sans_serveur
