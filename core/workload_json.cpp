#include <algorithm>

#include "core/json.h"
#include "core/workload.h"

namespace sans_serveur {
namespace {

constexpr std::string_view schema = "sans-serveur/workload/1";
constexpr std::size_t max_bins = 100000;
constexpr double max_price_usd = 1e6;

/// Moves what check() found into the document, so that all errors come together.
void add_all(JsonDocument& document, Errors errors) {
  for (Error& error : errors) document.add(std::move(error));
}

double read_value(const JsonReader& reader, const Field& field, double fallback) {
  switch (field.kind) {
    case FieldKind::toggle:
      return reader.toggle(fallback != 0) ? 1 : 0;
    case FieldKind::choice:
      return static_cast<double>(reader.choice(static_cast<std::size_t>(fallback), field.choices));
    case FieldKind::number:
    case FieldKind::integer:
      break;
  }
  return field.automatic_as.empty() ? reader.number(fallback)
                                    : reader.number_or_automatic(fallback);
}

void read_field(JsonDocument& document, Workload& workload, const Field& field) {
  const JsonReader reader = document.root().at(field.path);
  if (!reader.exists()) return;
  const double standard = standard_value(field);
  const double value = read_value(reader, field, standard);
  Errors errors = check(field, value);
  if (errors.empty()) return field.set(workload, value);
  add_all(document, std::move(errors));
}

/// Defaults that would contradict what the document says give way to it.
void adapt_defaults(const JsonReader& root, Workload& workload) {
  Request& request = workload.request;
  if (!root.at("request.cpu_ms").exists()) {
    request.cpu_ms = std::min(request.cpu_ms, request.duration_ms);
  }
}

void read_bins(const JsonReader& bins, Traffic& traffic) {
  for (const JsonReader& bin : bins.elements(max_bins)) {
    traffic.bins.push_back(bin.number(0, {0, 1e12, "requests"}));
  }
}

void read_prices(const JsonReader& prices, Workload& workload) {
  for (const auto& [name, reader] : prices.members()) {
    const PriceId id = find_price(name);
    if (id == PriceId::count) {
      reader.fail("error.price.unknown", {{"name", "\"" + name + "\""}});
    } else {
      workload.prices.push_back({id, reader.number(0, {0, max_price_usd, "usd"})});
    }
    reader.accept();
  }
}

bool same(double a, double b) {
  return a == b || (is_automatic(a) && is_automatic(b));
}

void write_value(JsonWriter& writer, const Field& field, double value) {
  if (field.kind == FieldKind::toggle) return writer.value(value != 0);
  if (field.kind == FieldKind::choice) {
    return writer.value(field.choices[static_cast<std::size_t>(value)]);
  }
  if (!is_automatic(value)) return writer.value(value);
  field.automatic_as == "null" ? writer.null() : writer.value(field.automatic_as);
}

/// Opens and closes the groups ("request", "lambda"…) as the dotted paths go by.
class Groups {
 public:
  explicit Groups(JsonWriter& writer) : writer_(writer) {}
  ~Groups() { enter(""); }
  Groups(const Groups&) = delete;
  Groups& operator=(const Groups&) = delete;

  void enter(std::string_view group) {
    if (group == group_) return;
    if (!group_.empty()) writer_.end_object();
    group_ = group;
    if (group.empty()) return;
    writer_.key(group);
    writer_.begin_object();
  }

 private:
  JsonWriter& writer_;
  std::string_view group_;
};

void write_bins(JsonWriter& writer, const std::vector<double>& bins) {
  writer.key("bins");
  writer.begin_array();
  for (const double bin : bins) writer.value(bin);
  writer.end_array();
}

void write_fields(JsonWriter& writer, const Workload& workload, bool only_differences) {
  Groups groups(writer);
  for (const Field& field : fields()) {
    const double value = field.get(workload);
    if (only_differences && same(value, standard_value(field))) continue;
    const std::size_t dot = field.path.find('.');
    const bool grouped = dot != std::string_view::npos;
    groups.enter(grouped ? field.path.substr(0, dot) : "");
    writer.key(grouped ? field.path.substr(dot + 1) : field.path);
    write_value(writer, field, value);
    if (field.path == "traffic.shape" && !workload.traffic.bins.empty()) {
      write_bins(writer, workload.traffic.bins);
    }
  }
}

}  // namespace

Parsed<Workload> parse_workload(std::string_view json) {
  JsonDocument document(json);
  const JsonReader root = document.root();
  Workload workload;
  root.schema(schema);
  workload.name = root["name"].text("", max_name_bytes);
  workload.region = root["region"].text(workload.region, 30);
  for (const Field& field : fields()) read_field(document, workload, field);
  adapt_defaults(root, workload);
  read_bins(root.at("traffic.bins"), workload.traffic);
  read_prices(root["prices"], workload);
  if (document.errors().empty()) add_all(document, check(workload));
  return document.finish(std::move(workload));
}

std::string to_json(const Workload& workload, bool only_differences) {
  const Workload standard;
  JsonWriter writer;
  writer.begin_object();
  writer.field("schema", schema);
  if (!workload.name.empty()) writer.field("name", workload.name);
  if (!only_differences || workload.region != standard.region) {
    writer.field("region", workload.region);
  }
  write_fields(writer, workload, only_differences);
  if (!workload.prices.empty()) {
    writer.key("prices");
    writer.begin_object();
    for (const UserPrice& price : workload.prices) writer.field(price_name(price.id), price.usd);
    writer.end_object();
  }
  writer.end_object();
  return writer.str();
}

}  // namespace sans_serveur
