// Presets: example workloads to start from (sans-serveur/presets/1, web/data/presets.json).
//
// Those that the comparison's closing recommendations name (core/comparison.h) are its
// demonstration: evaluating them must give the service that the recommendation names. Their
// sentences are content.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/message.h"
#include "core/service.h"
#include "core/workload.h"

namespace sans_serveur {

struct Preset {
  std::string id;           ///< "api_container"
  std::string short_name;   ///< content key: a button's label, at most 12 characters
  std::string name;         ///< content key: what it is, in a list
  std::string description;  ///< content key: one sentence
  std::string why;          ///< why its numbers are realistic; for the reader of the data file
  Service expected = Service::lambda;  ///< what evaluating it must recommend (tested)
  Workload workload;
};

using Presets = std::vector<Preset>;

/// Reads a presets document: at least one preset, ids unique. Errors of a workload have the path
/// "presets[2].workload.request.duration_ms".
Parsed<Presets> parse_presets(std::string_view json);

/// The preset of an id, or nullptr.
const Preset* find_preset(std::span<const Preset> presets, std::string_view id);

}  // namespace sans_serveur
