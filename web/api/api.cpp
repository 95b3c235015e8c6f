// The core for JavaScript: a name and a text in, a JSON text out. sans-serveur.mjs is around it.
//
// Answers are {"value": …, "unknown_fields": […]} or {"errors": [{"path", "key", "fr", "en"}]}.
#include <string>
#include <string_view>

#include <embedded.h>
#include <emscripten/emscripten.h>

#include "core/bill.h"
#include "core/catalogue.h"
#include "core/evaluation.h"
#include "core/json_writer.h"
#include "core/share_link.h"

namespace sans_serveur::web {
namespace {

using embedded::find;

/// The program's own data and texts, which the tests have read.
const Data& data() {
  static const Data value{parse_prices(find("data/prices.json")).value,
                          parse_limits(find("data/limits.json")).value,
                          parse_start_times(find("data/start_times.json")).value};
  return value;
}

const Catalogue& catalogue() {
  static const Catalogue value =
      parse_catalogue(find("content/fr.json"), find("content/en.json")).value;
  return value;
}

std::string refusal(const Errors& errors) {
  JsonWriter writer(0);
  writer.begin_object();
  writer.key("errors");
  writer.begin_array();
  for (const Error& error : errors) {
    writer.begin_object();
    writer.field("path", error.path);
    writer.field("key", error.message.key);
    for (const Language language : {Language::fr, Language::en}) {
      writer.field(language_code(language), catalogue().format(error.message, language));
    }
    writer.end_object();
  }
  writer.end_array();
  writer.end_object();
  return writer.str();
}

std::string answer(std::string_view value, const std::vector<std::string>& unknown = {}) {
  JsonWriter writer(0);
  writer.begin_object();
  writer.key("value");
  writer.raw(value);
  writer.key("unknown_fields");
  writer.begin_array();
  for (const std::string& path : unknown) writer.value(path);
  writer.end_array();
  writer.end_object();
  return writer.str();
}

/// A workload that the data can evaluate.
Parsed<Workload> read_workload(std::string_view json) {
  Parsed<Workload> parsed = parse_workload(json);
  if (parsed) parsed.errors = check_region(parsed.value, data());
  return parsed;
}

std::string evaluate_json(std::string_view json) {
  const Parsed<Workload> workload = read_workload(json);
  if (!workload) return refusal(workload.errors);
  return answer(to_json(evaluate(workload.value, data()), data(), catalogue()), workload.unknown);
}

std::string bill_json(std::string_view json) {
  const Parsed<Usage> usage = parse_usage(json);
  if (!usage) return refusal(usage.errors);
  const Parsed<RegionPrices> prices = prices_for(usage.value, data().prices);
  if (!prices) return refusal(prices.errors);
  return answer(to_json(bill(usage.value, prices.value), usage.value, data().prices),
                usage.unknown);
}

std::string encode_json(std::string_view json) {
  const Parsed<Workload> workload = parse_workload(json);
  if (!workload) return refusal(workload.errors);
  return answer(json_text(encode_link(workload.value, data().prices.set)), workload.unknown);
}

std::string decode_text(std::string_view link) {
  const Parsed<SharedWorkload> shared = decode_link(link);
  if (!shared) return refusal(shared.errors);
  JsonWriter writer(0);
  writer.begin_object();
  writer.key("workload");
  writer.raw(to_json(shared.value.workload));
  writer.field("prices_set", shared.value.prices_set);
  writer.field("trace_is_summary", shared.value.trace_is_summary);
  writer.end_object();
  return answer(writer.str());
}

struct Function {
  std::string_view name;
  std::string (*call)(std::string_view text);
};
constexpr Function functions[] = {{"evaluate", evaluate_json},
                                  {"bill", bill_json},
                                  {"encodeLink", encode_json},
                                  {"decodeLink", decode_text}};

}  // namespace
}  // namespace sans_serveur::web

extern "C" {

/// The answer of a function of the table, valid until the next call.
EMSCRIPTEN_KEEPALIVE const char* sans_serveur_call(const char* name, const char* text) {
  static std::string result;
  result = "{}";
  for (const auto& function : sans_serveur::web::functions) {
    if (function.name == name) result = function.call(text);
  }
  return result.c_str();
}

}  // extern "C"
