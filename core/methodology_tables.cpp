#include "core/methodology_tables.h"

#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

namespace sans_serveur::methodology_tables {
namespace {

using Origin = Methodology::Origin;
using Row = Methodology::Row;
using Table = Methodology::Table;

// ---- Cells ----

/// A content key of the catalogue, as a cell.
Message key(std::string name) {
  return {std::move(name), {}};
}

Message empty() {
  return key("unit.none");
}

/// A number in a unit of workloads or limits ("" for a plain one).
Message value(std::string_view unit, double number) {
  return say("value." + std::string(unit.empty() ? "none" : unit), {{"value", number}});
}

Message words(std::string_view text) {
  return say("value.text", {{"text", std::string(text)}});
}

Message yes_or_no(bool toggle) {
  return say(toggle ? "value.yes" : "value.no");
}

/// "+0,2", "−0,4"
Message score(double number) {
  return say(number > 0 ? "value.score_for" : "value.score", {{"value", number}});
}

std::vector<Message> columns(std::initializer_list<std::string_view> names) {
  std::vector<Message> headings;
  for (const std::string_view name : names) headings.push_back(say("column." + std::string(name)));
  return headings;
}

Origin origin_of(const Provenance& provenance, const SourceTable& sources) {
  Origin origin{.status = provenance.status,
                .as_of = std::string(provenance.date()),
                .source = {},
                .note = {}};
  if (const Source* source = sources.source(provenance)) origin.source = source->reference;
  if (const std::string_view note = sources.note(provenance); !note.empty()) {
    origin.note = "note." + std::string(note);
  }
  return origin;
}

/// A table whose rows are a case and its score.
Table scores(std::string_view criterion,
             std::initializer_list<std::pair<std::string_view, double>> cases) {
  Table table{.caption = key("criterion." + std::string(criterion)),
              .columns = columns({"case", "score"}),
              .rows = {}};
  const std::string name = "criteria." + std::string(criterion) + ".";
  for (const auto& [id, number] : cases) {
    table.rows.push_back({{say(name + std::string(id)), score(number)}, std::nullopt});
  }
  return table;
}

// ---- Fields of a workload ----

/// "@choice.trigger.queue": the name of a choice, as a parameter.
std::string choice_key(std::string_view path, double number) {
  const std::string_view name = find_field(path)->choices[static_cast<std::size_t>(number)];
  return "@choice." + std::string(path) + "." + std::string(name);
}

Message field_value(const Field& field, double number) {
  if (is_automatic(number)) {
    return say(field.automatic_as == "auto" ? "value.automatic" : "value.not_set");
  }
  if (field.kind == FieldKind::toggle) return yes_or_no(number != 0);
  if (field.kind == FieldKind::choice) return words(choice_key(field.path, number));
  return value(field.unit, number);
}

Message field_name(const Field& field) {
  return key("field." + std::string(field.path) + ".long");
}

bool is_number(const Field& field) {
  return field.kind == FieldKind::number || field.kind == FieldKind::integer;
}

// ---- Prices ----

Message tier_name(double from, double width) {
  const bool endless = std::isinf(width);
  if (from == 0 && endless) return say("value.tier.all");
  if (endless) return say("value.tier.beyond", {{"from", from}});
  if (from == 0) return say("value.tier.up_to", {{"to", width}});
  return say("value.tier.from_to", {{"from", from}, {"to", from + width}});
}

void add_price(Table& table, PriceId id, const Price& price, const Origin& origin) {
  const Message name = key("price." + std::string(price_name(id)));
  const bool share = price_unit(id) == "share";
  const Message unit = share                         ? empty()
                       : price_unit(id) == "request" ? say("value.per_request")
                                                     : key(price_unit_key(id));
  const std::string form = share ? "discount" : "unit_usd";
  double from = 0;
  for (std::size_t i = 0; i < price.tier_count; ++i) {
    const PriceTier& tier = price.tiers[i];
    table.rows.push_back(
        {{name, tier_name(from, tier.width), value(form, tier.usd), unit}, origin});
    from += tier.width;
  }
  if (std::isinf(from)) return;
  table.rows.push_back(
      {{name, tier_name(from, std::numeric_limits<double>::infinity()), say("value.unknown"), unit},
       Origin{}});
}

}  // namespace

Message say(std::string_view name, std::vector<Parameter> parameters) {
  return {"methodology." + std::string(name), std::move(parameters)};
}

Table weights() {
  constexpr std::array<std::string_view, criterion_count> criteria{"cost", "latency", "operations",
                                                                   "trigger", "flexibility"};
  Table table{.caption = say("decision.weights"),
              .columns = columns({"criterion", "weight", "points"}),
              .rows = {}};
  double sum = 0;
  for (const std::string_view id : criteria) {
    sum += standard_value(*find_field("weights." + std::string(id)));
  }
  for (const std::string_view id : criteria) {
    const double weight = standard_value(*find_field("weights." + std::string(id)));
    table.rows.push_back({{key("criterion." + std::string(id)), value("", weight),
                           value("sig", weight * points_in_all / sum)},
                          std::nullopt});
  }
  return table;
}

Table operations() {
  const OperationsScores& s = operations_scores;
  return scores("operations", {{"service", s.service},
                               {"job", s.job},
                               {"bursts", s.bursts},
                               {"provisioned", s.provisioned},
                               {"sql_database", s.sql_database},
                               {"image", s.image}});
}

Table triggers() {
  const TriggerScores& s = trigger_scores;
  Table table =
      scores("trigger", {{"event", s.event}, {"connection", s.connection}, {"worker", s.worker}});
  table.rows.push_back(
      {{say("criteria.trigger.quiet_api", {{"rate", quiet_rate}}), score(s.quiet_api)},
       std::nullopt});
  table.rows.push_back(
      {{say("criteria.trigger.busy_api", {{"rate", busy_rate}}), score(s.busy_api)}, std::nullopt});
  return table;
}

Table flexibility() {
  const FlexibilityScores& s = flexibility_scores;
  return scores("flexibility", {{"container", s.container},
                                {"image", s.image},
                                {"persistent_connections", s.persistent_connections},
                                {"near_limit", s.near_limit}});
}

Table shapes() {
  Table table{.caption = say("traffic.shapes"), .columns = columns({"shape", "rate"}), .rows = {}};
  for (const std::string_view shape : find_field("traffic.shape")->choices) {
    const std::string id(shape);
    table.rows.push_back(
        {{key("choice.traffic.shape." + id), say("traffic.shape." + id, {{"share", office_share}})},
         std::nullopt});
  }
  return table;
}

Table uncertainty_factors() {
  Table table{
      .caption = say("robustness.factors"), .columns = columns({"input", "factor"}), .rows = {}};
  for (const Field& field : fields()) {
    if (field.plausible_factor <= 1) continue;
    table.rows.push_back(
        {{field_name(field), value("times", field.plausible_factor)}, std::nullopt});
  }
  return table;
}

Table inputs() {
  Table table{.caption = say("inputs.table"),
              .columns = columns({"input", "default", "from", "to"}),
              .rows = {}};
  for (const Field& field : fields()) {
    const bool bounded = is_number(field);
    table.rows.push_back({{field_name(field), field_value(field, standard_value(field)),
                           bounded ? field_value(field, field.min) : empty(),
                           bounded ? field_value(field, field.max) : empty()},
                          std::nullopt});
  }
  return table;
}

Table statuses() {
  Table table{
      .caption = say("honesty.statuses"), .columns = columns({"status", "meaning"}), .rows = {}};
  for (const Status status :
       {Status::sourced, Status::dated, Status::derived, Status::user, Status::unknown}) {
    const std::string name = "status." + std::string(to_string(status));
    table.rows.push_back({{key(name), key(name + ".long")}, std::nullopt});
  }
  return table;
}

Table fargate_sizes(const Limits& limits) {
  Table table{.caption = say("sizing.sizes"),
              .columns = columns({"vcpu", "from", "to", "sizes", "windows"}),
              .rows = {}};
  for (const FargateSize& size : limits.fargate_sizes) {
    table.rows.push_back(
        {{value("vcpu", size.vcpu), value("gb", size.memory_gb.front()),
          value("gb", size.memory_gb.back()), value("", static_cast<double>(size.memory_gb.size())),
          yes_or_no(size.windows)},
         origin_of(size, limits)});
  }
  return table;
}

Table limit_values(const Limits& limits) {
  Table table{.caption = say("limits.table"), .columns = columns({"limit", "value"}), .rows = {}};
  for (std::size_t i = 0; i < limit_count; ++i) {
    const auto id = static_cast<LimitId>(i);
    const Limit& limit = limits[id];
    const bool toggle = limit_unit(id) == "toggle";
    table.rows.push_back(
        {{say("quota." + std::string(limit_name(id)), {{"window", scaling_window_s}}),
          toggle ? yes_or_no(limit.value != 0) : value(limit_unit(id), limit.value)},
         origin_of(limit, limits)});
  }
  return table;
}

Table region_prices(const Prices& prices, const RegionPrices& region) {
  Table table{.caption = say("prices.table"),
              .columns = columns({"price", "tier", "unit_price", "per"}),
              .rows = {}};
  for (std::size_t i = 0; i < price_count; ++i) {
    const auto id = static_cast<PriceId>(i);
    add_price(table, id, region[id], origin_of(region[id], prices));
  }
  return table;
}

Table init_times(const StartTimes& times) {
  constexpr std::array<std::pair<Package, Architecture>, 4> kinds{{
      {Package::zip, Architecture::x86_64},
      {Package::zip, Architecture::arm64},
      {Package::image, Architecture::x86_64},
      {Package::image, Architecture::arm64},
  }};
  Table table{
      .caption = say("start_times.init_table"), .columns = columns({"runtime"}), .rows = {}};
  for (const auto& [package, architecture] : kinds) {
    table.columns.push_back(
        say("column.init",
            {{"package", choice_key("runtime.package", static_cast<double>(package))},
             {"architecture", choice_key("architecture", static_cast<double>(architecture))}}));
  }
  for (std::size_t i = 0; i < times.newest.size(); ++i) {
    if (times.newest[i].empty()) continue;
    Row row{{words(choice_key("runtime.language", static_cast<double>(i)))},
            origin_of(times.init, times)};
    for (const auto& [package, architecture] : kinds) {
      const double ms = times.init_ms(static_cast<Runtime>(i), package, architecture);
      row.cells.push_back(std::isnan(ms) ? empty() : value("ms", ms));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table fargate_points(const StartTimes& times) {
  Table table{
      .caption = say("start_times.points"), .columns = columns({"image", "start"}), .rows = {}};
  for (const StartTimes::Point& point : times.fargate_points) {
    table.rows.push_back({{value("mb", point.image_mb), value("s", point.start_s)},
                          origin_of(times.fargate, times)});
  }
  return table;
}

Table observations(const StartTimes& times) {
  Table table{
      .caption = say("start_times.observations"), .columns = columns({"observation"}), .rows = {}};
  for (const FargateObservation& seen : times.observations) {
    table.rows.push_back({{{"start.observation." + seen.id,
                            {{"min", seen.min_s},
                             {"max", seen.max_s},
                             {"typical", seen.typical_s},
                             {"image_mb", seen.image_mb}}}},
                          origin_of(seen, times)});
  }
  return table;
}

Table scale_out(const StartTimes& times) {
  Table table{.caption = say("start_times.scale_out_table"),
              .columns = columns({"metrics", "trigger"}),
              .rows = {}};
  for (const StartTimes::Trigger& trigger : times.triggers) {
    table.rows.push_back({{value("s", trigger.metrics_s), value("s", trigger.trigger_s)},
                          origin_of(times.scale_out, times)});
  }
  return table;
}

}  // namespace sans_serveur::methodology_tables
