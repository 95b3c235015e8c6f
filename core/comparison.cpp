#include "core/comparison.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "core/json.h"

namespace sans_serveur {
namespace {

constexpr std::size_t max_elements = 100;
constexpr std::array<std::string_view, 2> service_names{"lambda", "fargate"};
constexpr std::array<std::string_view, 2> date_kinds{"read", "published"};

std::string required_text(const JsonReader& reader) {
  return reader.required_text(1000);
}

Service read_service(const JsonReader& reader) {
  reader.require("@json.text");
  return services[reader.choice(0, service_names)];
}

/// Reads every element of an array with `read`.
template <class Read>
auto read_all(const JsonReader& array, Read read) {
  std::vector<decltype(read(array))> values;
  for (const JsonReader& element : array.elements(max_elements)) values.push_back(read(element));
  return values;
}

std::vector<std::string> read_ids(const JsonReader& array) {
  return read_all(array, required_text);
}

ComparisonSource read_source(const JsonReader& reader) {
  return {required_text(reader["id"]), required_text(reader["title"]), required_text(reader["url"]),
          required_text(reader["date"]), reader["dated"].choice(0, date_kinds) == 1};
}

/// The ids of a claim's sources: at least one, all of them listed.
std::vector<std::string> read_sources(const JsonReader& array, const Comparison& comparison) {
  std::vector<std::string> ids = read_ids(array);
  if (ids.empty()) array.fail("error.json.missing", {{"expected", std::string("@json.array")}});
  for (const std::string& id : ids) {
    if (comparison.source(id) == nullptr) {
      array.fail("error.comparison.source", {{"source", "\"" + id + "\""}});
    }
  }
  return ids;
}

ComparisonRow read_row(const JsonReader& reader, const Comparison& comparison) {
  ComparisonRow row{required_text(reader["id"]),
                    required_text(reader["question"]),
                    required_text(reader["lambda"]),
                    required_text(reader["fargate"]),
                    {}};
  row.notes = read_all(reader["notes"], [&](const JsonReader& note) {
    return ComparisonNote{read_service(note["service"]), required_text(note["text"]),
                          read_sources(note["sources"], comparison)};
  });
  return row;
}

void read_rows(const JsonReader& array, Comparison& comparison) {
  for (const JsonReader& reader : array.elements(max_elements)) {
    ComparisonRow row = read_row(reader, comparison);
    const bool twice = std::any_of(comparison.rows.begin(), comparison.rows.end(),
                                   [&](const ComparisonRow& other) { return other.id == row.id; });
    if (twice) reader["id"].fail("error.comparison.row_twice", {{"id", "\"" + row.id + "\""}});
    comparison.rows.push_back(std::move(row));
  }
}

void read_guide(const JsonReader& root, Comparison& comparison) {
  const JsonReader question = root["question"], definition = root["definition"];
  comparison.question = {required_text(question["title"]), required_text(question["answer"]),
                         required_text(question["strong"]), required_text(question["but"])};
  comparison.definition = {required_text(definition["heading"]), required_text(definition["title"]),
                           required_text(definition["text"])};
  const JsonReader completeness = root["completeness"];
  comparison.completeness.heading = required_text(completeness["heading"]);
  comparison.completeness.intro = required_text(completeness["intro"]);
  comparison.completeness.statements =
      read_all(completeness["statements"], [](const JsonReader& statement) {
        return ComparisonStatement{read_service(statement["service"]),
                                   required_text(statement["text"]),
                                   required_text(statement["strong"])};
      });
}

void read_recommendations(const JsonReader& reader, Comparison& comparison) {
  comparison.recommendations.heading = required_text(reader["heading"]);
  comparison.recommendations.want = required_text(reader["want"]);
  comparison.recommendations.use = required_text(reader["use"]);
  comparison.recommendations.items = read_all(reader["items"], [](const JsonReader& item) {
    return Recommendation{required_text(item["id"]), read_service(item["service"]),
                          required_text(item["text"]), read_ids(item["presets"])};
  });
}

}  // namespace

const ComparisonSource* Comparison::source(std::string_view id) const {
  const auto found = std::find_if(sources.begin(), sources.end(),
                                  [&](const ComparisonSource& source) { return source.id == id; });
  return found == sources.end() ? nullptr : &*found;
}

Parsed<Comparison> parse_comparison(std::string_view json) {
  JsonDocument document(json);
  const JsonReader root = document.root();
  root.schema("sans-serveur/comparison/1");
  Comparison comparison;
  comparison.sources = read_all(root["sources"], read_source);
  comparison.title = required_text(root["title"]);
  read_guide(root, comparison);
  read_rows(root["rows"], comparison);
  read_recommendations(root["recommendations"], comparison);
  comparison.facts = read_all(root["facts"], [&](const JsonReader& fact) {
    return SideFact{required_text(fact["id"]), required_text(fact["title"]),
                    required_text(fact["text"]), read_sources(fact["sources"], comparison)};
  });
  return document.finish(std::move(comparison));
}

}  // namespace sans_serveur
