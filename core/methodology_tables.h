// The tables of the methodology: constants and data, row by row.
#pragma once

#include <string_view>

#include "core/methodology.h"

namespace sans_serveur::methodology_tables {

/// { "methodology." + name, parameters }
Message say(std::string_view name, std::vector<Parameter> parameters = {});

// Constants of the code.
Methodology::Table weights();
Methodology::Table operations();
Methodology::Table triggers();
Methodology::Table flexibility();
Methodology::Table shapes();
Methodology::Table uncertainty_factors();
Methodology::Table inputs();
Methodology::Table statuses();

// Data, with date, status and source.
Methodology::Table fargate_sizes(const Limits& limits);
Methodology::Table limit_values(const Limits& limits);
/// One row per tier; what is unknown in the region has a row that says so.
Methodology::Table region_prices(const Prices& prices, const RegionPrices& region);
Methodology::Table init_times(const StartTimes& times);
Methodology::Table fargate_points(const StartTimes& times);
Methodology::Table observations(const StartTimes& times);
Methodology::Table scale_out(const StartTimes& times);

}  // namespace sans_serveur::methodology_tables
