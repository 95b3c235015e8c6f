#include "core/start_times.h"

#include <algorithm>
#include <cmath>

#include "core/json.h"

namespace sans_serveur {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr NumberRange milliseconds{0, 1e6, "ms"};
constexpr NumberRange seconds{0, 1e4, "s"};
constexpr NumberRange megabytes{0, 1e6, "mb"};
constexpr std::size_t max_rows = 10'000;
constexpr std::size_t max_columns = 100;

std::span<const std::string_view> names(std::string_view field) {
  return find_field(field)->choices;
}

std::vector<double> read_numbers(const JsonReader& place, const NumberRange& range) {
  std::vector<double> numbers;
  for (const JsonReader& element : place.elements(max_columns))
    numbers.push_back(element.number(0, range));
  return numbers;
}

/// [runtime, package, architecture, [median ms per memory size]]
InitTime read_row(const JsonReader& place, std::size_t columns) {
  InitTime row;
  const std::vector<JsonReader> cells = place.elements(4);
  if (cells.size() != 4) {
    place.fail("error.start_times.row");
    return row;
  }
  row.runtime = cells[0].required_text();
  row.package = static_cast<Package>(cells[1].choice(0, names("runtime.package")));
  row.architecture = static_cast<Architecture>(cells[2].choice(0, names("architecture")));
  row.median_ms = read_numbers(cells[3], milliseconds);
  if (row.median_ms.size() != columns) place.fail("error.start_times.row");
  return row;
}

void read_newest(const JsonReader& place, StartTimes& times) {
  for (std::size_t i = 0; i < times.newest.size(); ++i) {
    times.newest[i] = place[names("runtime.language")[i]].text("");
  }
}

void read_init(const JsonReader& place, StartTimes& times) {
  place.require("@json.object");
  times.init = read_provenance(place, times);
  times.memory_mb = read_numbers(place["memory_mb"], megabytes);
  if (times.memory_mb.empty())
    place["memory_mb"].fail("error.json.missing", {{"expected", "@json.array"}});
  for (const JsonReader& row : place["rows"].elements(max_rows))
    times.init_times.push_back(read_row(row, times.memory_mb.size()));
  read_newest(place["newest"], times);
}

void read_points(const JsonReader& place, StartTimes& times) {
  for (const JsonReader& point : place.elements(max_columns)) {
    const std::vector<double> pair = read_numbers(point, megabytes);
    const bool ascends = pair.size() == 2 && (times.fargate_points.empty() ||
                                              pair[0] > times.fargate_points.back().image_mb);
    if (!ascends) return point.fail("error.start_times.point");
    times.fargate_points.push_back({pair[0], pair[1]});
  }
  if (times.fargate_points.size() < 2) place.fail("error.start_times.point");
}

FargateObservation read_observation(const JsonReader& place, SourceTable& table) {
  FargateObservation observation;
  static_cast<Provenance&>(observation) = read_provenance(place, table);
  observation.id = place["id"].required_text();
  observation.image_mb = place["image_mb"].number(unknown, megabytes);
  observation.typical_s = place["typical_s"].number(0, seconds);
  observation.min_s = place["min_s"].number(observation.typical_s, seconds);
  observation.max_s = place["max_s"].number(observation.typical_s, seconds);
  return observation;
}

void read_scale_out(const JsonReader& place, StartTimes& times) {
  place.require("@json.object");
  times.scale_out = read_provenance(place, times);
  for (const JsonReader& trigger : place["triggers"].elements(max_columns)) {
    const std::vector<double> pair = read_numbers(trigger, seconds);
    const bool ascends = pair.size() == 2 &&
                         pair[0] > (times.triggers.empty() ? 0 : times.triggers.back().metrics_s);
    if (!ascends) return trigger.fail("error.start_times.point");
    times.triggers.push_back({pair[0], pair[1]});
  }
  if (times.triggers.size() < 2) place.fail("error.start_times.point");
}

void read_fargate(const JsonReader& place, StartTimes& times) {
  place.require("@json.object");
  times.fargate = read_provenance(place, times);
  times.fargate_min_s = place["min_s"].number(0, seconds);
  times.fargate_max_s = place["max_s"].number(0, seconds);
  read_points(place["points"], times);
  for (const JsonReader& observation : place["observations"].elements(max_rows))
    times.observations.push_back(read_observation(observation, times));
}

std::size_t nearest(std::span<const double> values, double wanted) {
  const auto distance = [&](double a, double b) {
    return std::abs(a - wanted) < std::abs(b - wanted);
  };
  const auto found = std::min_element(values.begin(), values.end(), distance);
  return static_cast<std::size_t>(found - values.begin());
}

}  // namespace

double StartTimes::init_ms(Runtime runtime, Package package, Architecture architecture,
                           double memory) const {
  if (runtime == Runtime::other || memory_mb.empty()) return unknown;
  const std::string& version = newest[static_cast<std::size_t>(runtime)];
  for (const InitTime& row : init_times) {
    if (row.runtime == version && row.package == package && row.architecture == architecture)
      return row.median_ms[nearest(memory_mb, memory)];
  }
  return unknown;
}

double StartTimes::fargate_start_s(double image_mb) const {
  if (fargate_points.size() < 2) return unknown;
  std::size_t end = 1;
  while (end + 1 < fargate_points.size() && image_mb > fargate_points[end].image_mb) ++end;
  const Point& from = fargate_points[end - 1];
  const Point& to = fargate_points[end];
  const double slope = (to.start_s - from.start_s) / (to.image_mb - from.image_mb);
  return from.start_s + slope * (image_mb - from.image_mb);
}

double StartTimes::scale_out_trigger_s(double metrics_s) const {
  if (triggers.empty()) return unknown;
  const auto after = std::find_if(triggers.begin(), triggers.end(), [&](const Trigger& trigger) {
    return trigger.metrics_s >= metrics_s;
  });
  if (after == triggers.begin() || after == triggers.end()) {
    const Trigger& nearest = after == triggers.end() ? triggers.back() : triggers.front();
    return metrics_s / nearest.metrics_s * nearest.trigger_s;
  }
  const Trigger& before = *(after - 1);
  const double share = (metrics_s - before.metrics_s) / (after->metrics_s - before.metrics_s);
  return before.trigger_s + share * (after->trigger_s - before.trigger_s);
}

Parsed<StartTimes> parse_start_times(std::string_view json) {
  JsonDocument document(json);
  const JsonReader root = document.root();
  root.schema("sans-serveur/start_times/1");

  StartTimes times;
  static_cast<SourceTable&>(times) = read_sources(root["sources"]);
  times.as_of = read_date(root["as_of"]);
  read_init(root["init"], times);
  read_fargate(root["fargate"], times);
  read_scale_out(root["scale_out"], times);
  return document.finish(std::move(times));
}

}  // namespace sans_serveur
