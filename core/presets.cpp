#include "core/presets.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "core/json.h"

namespace sans_serveur {
namespace {

constexpr std::size_t max_presets = 100;
constexpr std::array<std::string_view, 2> service_names{"lambda", "fargate"};

std::string required_text(const JsonReader& reader) {
  return reader.required_text(1000);
}

/// The workload inside a preset is a document of its own: its errors are moved under this path.
Workload read_workload(JsonDocument& document, const JsonReader& reader) {
  reader.require("@json.object");
  if (!reader.exists()) return {};
  Parsed<Workload> parsed = parse_workload(reader.json());
  reader.accept();
  for (Error& error : parsed.errors) {
    error.path = reader.path() + (error.path.empty() ? "" : "." + error.path);
    document.add(std::move(error));
  }
  for (const std::string& field : parsed.unknown) {
    document.add({reader.path() + "." + field, {"error.preset.field", {}}});
  }
  return std::move(parsed.value);
}

Preset read_preset(JsonDocument& document, const JsonReader& reader) {
  Preset preset;
  preset.id = required_text(reader["id"]);
  preset.short_name = required_text(reader["short"]);
  preset.name = required_text(reader["name"]);
  preset.description = required_text(reader["description"]);
  preset.why = required_text(reader["why"]);
  preset.expected = services[reader["expected"].choice(0, service_names)];
  preset.workload = read_workload(document, reader["workload"]);
  return preset;
}

}  // namespace

Parsed<Presets> parse_presets(std::string_view json) {
  JsonDocument document(json);
  const JsonReader root = document.root();
  root.schema("sans-serveur/presets/1");
  Presets presets;
  for (const JsonReader& reader : root["presets"].elements(max_presets)) {
    Preset preset = read_preset(document, reader);
    if (preset.id.empty() || find_preset(presets, preset.id) != nullptr) {
      reader["id"].fail("error.preset.id", {{"id", "\"" + preset.id + "\""}});
    }
    presets.push_back(std::move(preset));
  }
  if (presets.empty() && document.errors().empty()) root.fail("error.preset.none");
  return document.finish(std::move(presets));
}

const Preset* find_preset(std::span<const Preset> presets, std::string_view id) {
  const auto found = std::find_if(presets.begin(), presets.end(),
                                  [&](const Preset& preset) { return preset.id == id; });
  return found == presets.end() ? nullptr : &*found;
}

}  // namespace sans_serveur
