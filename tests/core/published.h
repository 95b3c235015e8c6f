// The data and the texts that the product ships, parsed once for all tests.
#pragma once

#include "core/catalogue.h"
#include "core/evaluation.h"

namespace sans_serveur {

const Data& published_data();
const Catalogue& published_catalogue();

/// A valid workload from JSON; fails the test if it is not.
Workload workload_from(std::string_view json);

}  // namespace sans_serveur
