// The evaluation of a workload: decision, reasons, break-evens, curve, robustness
// (sans-serveur/evaluation/1). This is what the page shows and the command line prints.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/break_even.h"
#include "core/catalogue.h"
#include "core/limits.h"
#include "core/prices.h"
#include "core/reasons.h"
#include "core/sensitivity.h"
#include "core/start_times.h"
#include "core/verdict.h"
#include "core/workload.h"

namespace sans_serveur {

/// The data files, read: everything that an evaluation depends on beside the workload.
struct Data {
  Prices prices;
  Limits limits;
  StartTimes start_times;
};

/// The span of the curve, requests a month, and its points per decade.
inline constexpr double curve_from = 1e3, curve_to = max_requests_per_month;
inline constexpr int curve_points_per_decade = 20;

struct Evaluation {
  Workload workload;
  RegionPrices prices;  ///< in force: the region's, with the user's over them
  Decision decision;
  Explanation explanation;  ///< headline, lead, reasons, warnings, third options
  BreakEvens break_even;
  // Empty at Depth::at_once:
  std::vector<CostPoint> curve;  ///< 1e3 to 1e10 requests a month, 20 points a decade
  Robustness robustness;
  std::vector<Flip> flips;
  std::string prices_set, prices_as_of;
};

/// How far to go. At once: a millisecond or two, what a page needs to answer an edit; what is left
/// out is then computed in slices (sensitivity.h). Full: everything.
enum class Depth { at_once, full };

/// Evaluates a valid workload. A region that the data do not have (check_region) gives unknown
/// prices.
Evaluation evaluate(const Workload& workload, const Data& data, Depth depth = Depth::full);

/// What decide() and the functions of sensitivity.h need for this evaluation. Valid as long as both
/// are.
Facts facts_of(const Evaluation& evaluation, const Data& data);

/// An error if the price set does not have the workload's region, with the regions there are.
Errors check_region(const Workload& workload, const Data& data);

/// The sans-serveur/evaluation/1 document, each text as key, parameters and its sentence in both
/// languages.
std::string to_json(const Evaluation& evaluation, const Data& data, const Catalogue& catalogue);

}  // namespace sans_serveur
