#include "core/share_link.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/prices.h"

namespace sans_serveur {
namespace {

/// What a number of version 1 stands for, and its default in version 1.
struct Numbered {
  std::string_view path;
  double standard = 0;
};

constexpr std::string_view name_path = "name", region_path = "region", bins_path = "traffic.bins";
constexpr std::string_view price_prefix = "prices.";
constexpr std::string_view standard_region = "eu-west-3";

// Frozen: links count its lines. New fields go to the end; a renamed one keeps its line; the
// default of a new one is what a workload without it has always meant.
constexpr std::array numbered{
    Numbered{name_path},
    Numbered{region_path},
    Numbered{bins_path},
    Numbered{"architecture", 1},
    Numbered{"trigger", 0},
    Numbered{"traffic.requests_per_month", 1000000},
    Numbered{"traffic.shape", 1},
    Numbered{"traffic.peak_to_mean", 2},
    Numbered{"request.duration_ms", 200},
    Numbered{"request.duration_cv", 0.6},
    Numbered{"request.cpu_ms", 50},
    Numbered{"request.parallelism", 1},
    Numbered{"request.memory_mb", 256},
    Numbered{"request.request_kb", 4},
    Numbered{"request.response_kb", 16},
    Numbered{"request.max_duration_s", 10},
    Numbered{"runtime.language", 0},
    Numbered{"runtime.package", 0},
    Numbered{"runtime.image_mb", 50},
    Numbered{"runtime.init_ms", 300},
    Numbered{"runtime.os", 0},
    Numbered{"needs.gpu", 0},
    Numbered{"needs.persistent_connections", 0},
    Numbered{"needs.privileged", 0},
    Numbered{"needs.local_disk_gb", 0.5},
    Numbered{"needs.sql_database", 0},
    Numbered{"needs.interruptible", 0},
    Numbered{"lambda.memory_mb", automatic},
    Numbered{"lambda.duration_ms", automatic},
    Numbered{"lambda.provisioned_concurrency", 0},
    Numbered{"lambda.provisioned_hours", 730},
    Numbered{"lambda.snapstart", 0},
    Numbered{"lambda.restore_ms", 200},
    Numbered{"lambda.streaming", 0},
    Numbered{"lambda.ephemeral_mb", 512},
    Numbered{"lambda.front_door", 1},
    Numbered{"lambda.account_concurrency", 1000},
    Numbered{"lambda.idle_lifetime_s", 600},
    Numbered{"lambda.max_lifetime_s", 7200},
    Numbered{"fargate.mode", 0},
    Numbered{"fargate.vcpu", automatic},
    Numbered{"fargate.memory_mb", automatic},
    Numbered{"fargate.concurrency_per_task", 50},
    Numbered{"fargate.base_memory_mb", 128},
    Numbered{"fargate.target_utilization", 0.6},
    Numbered{"fargate.min_tasks", 2},
    Numbered{"fargate.autoscaling", 1},
    Numbered{"fargate.metrics_s", 60},
    Numbered{"fargate.task_start_s", automatic},
    Numbered{"fargate.ephemeral_gb", 20},
    Numbered{"fargate.spot_share", 0},
    Numbered{"fargate.front_door", 4},
    Numbered{"fargate.min_lcu", 0},
    Numbered{"network.nat_gateways", 0},
    Numbered{"network.lambda_nat_gateways", automatic},
    Numbered{"network.fargate_nat_gateways", automatic},
    Numbered{"network.nat_kb_per_request", 0},
    Numbered{"network.public_ipv4", 1},
    Numbered{"network.egress", 1},
    Numbered{"network.free_egress_gb", 100},
    Numbered{"network.fixed_costs", 0},
    Numbered{"logs_kb_per_request", 1},
    Numbered{"retry_factor", 1},
    Numbered{"pricing.free_tier", 0},
    Numbered{"pricing.savings_plan", 0},
    Numbered{"pricing.lambda_discount", automatic},
    Numbered{"pricing.fargate_discount", automatic},
    Numbered{"pricing.spot_discount", 0.7},
    Numbered{"targets.p95_ms", automatic},
    Numbered{"targets.p99_ms", 1000},
    Numbered{"weights.cost", 3},
    Numbered{"weights.latency", 2},
    Numbered{"weights.operations", 2},
    Numbered{"weights.trigger", 2},
    Numbered{"weights.flexibility", 1},
    Numbered{"labour.hourly_usd", 0},
    Numbered{"labour.lambda_hours", 1},
    Numbered{"labour.fargate_hours", 4},
    Numbered{"prices.lambda.request"},
    Numbered{"prices.lambda.x86_64.duration"},
    Numbered{"prices.lambda.arm64.duration"},
    Numbered{"prices.lambda.ephemeral"},
    Numbered{"prices.lambda.x86_64.provisioned_reserved"},
    Numbered{"prices.lambda.arm64.provisioned_reserved"},
    Numbered{"prices.lambda.x86_64.provisioned_duration"},
    Numbered{"prices.lambda.arm64.provisioned_duration"},
    Numbered{"prices.lambda.snapstart_cache"},
    Numbered{"prices.lambda.snapstart_restore"},
    Numbered{"prices.lambda.streaming"},
    Numbered{"prices.lambda.savings_discount"},
    Numbered{"prices.lambda.provisioned_savings_discount"},
    Numbered{"prices.fargate.x86_64.vcpu"},
    Numbered{"prices.fargate.x86_64.memory"},
    Numbered{"prices.fargate.arm64.vcpu"},
    Numbered{"prices.fargate.arm64.memory"},
    Numbered{"prices.fargate.windows.vcpu"},
    Numbered{"prices.fargate.windows.memory"},
    Numbered{"prices.fargate.windows.licence"},
    Numbered{"prices.fargate.ephemeral"},
    Numbered{"prices.fargate.savings_1y_discount"},
    Numbered{"prices.fargate.savings_3y_discount"},
    Numbered{"prices.fargate.arm64.savings_3y_discount"},
    Numbered{"prices.http_api.request"},
    Numbered{"prices.rest_api.request"},
    Numbered{"prices.alb.hour"},
    Numbered{"prices.alb.lcu"},
    Numbered{"prices.nat.hour"},
    Numbered{"prices.nat.gb"},
    Numbered{"prices.ipv4.hour"},
    Numbered{"prices.logs.ingest"},
    Numbered{"prices.logs.lambda_ingest"},
    Numbered{"prices.logs.storage"},
    Numbered{"prices.logs.insights"},
    Numbered{"prices.egress"},
    Numbered{"prices.queue.request"},
};

constexpr std::string_view version = "v1", codec = "c";
constexpr std::size_t check_length = 6;  // 32 bits
constexpr double highest_level = 255;
/// Up to here each whole number is a double of its own.
constexpr double largest_whole = 9007199254740992.0;

bool same(double a, double b) {
  return a == b || (is_automatic(a) && is_automatic(b));
}

// --- Bytes and characters ---

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string to_base64url(std::span<const std::uint8_t> bytes) {
  std::string text;
  std::uint32_t pending = 0;
  int bits = 0;
  for (const std::uint8_t byte : bytes) {
    pending = pending << 8 | byte;
    for (bits += 8; bits >= 6; bits -= 6) text += alphabet[pending >> (bits - 6) & 63];
  }
  if (bits > 0) text += alphabet[pending << (6 - bits) & 63];
  return text;
}

/// Nothing if a character is none of the alphabet's.
std::optional<std::vector<std::uint8_t>> from_base64url(std::string_view text) {
  std::vector<std::uint8_t> bytes;
  std::uint32_t pending = 0;
  int bits = 0;
  for (const char character : text) {
    const std::size_t digit = alphabet.find(character);
    if (digit == alphabet.npos) return std::nullopt;
    pending = pending << 6 | static_cast<std::uint32_t>(digit);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push_back(static_cast<std::uint8_t>(pending >> bits));
  }
  return bytes;
}

// --- Writing ---

nlohmann::json json_of(double value) {
  if (is_automatic(value)) return nullptr;
  if (value == std::floor(value) && std::abs(value) <= largest_whole) {
    return static_cast<std::int64_t>(value);
  }
  return value;
}

using Written = std::optional<nlohmann::json>;

Written written_text(const std::string& text, std::string_view standard) {
  return text == standard ? std::nullopt : Written(text);
}

Written written_trace(const Traffic& traffic) {
  if (traffic.shape != Shape::trace) return std::nullopt;
  std::vector<std::uint8_t> levels;
  for (const double level : trace_summary(traffic.bins)) {
    levels.push_back(static_cast<std::uint8_t>(level));
  }
  return nlohmann::json::binary(std::move(levels));
}

/// Of a price that is said twice the last one counts.
Written written_price(std::string_view name, std::span<const UserPrice> prices) {
  Written written;
  for (const UserPrice& price : prices) {
    if (price_name(price.id) == name) written = json_of(price.usd);
  }
  return written;
}

/// The value of one number, if it differs from its default.
Written written_value(const Numbered& entry, const Workload& workload) {
  const std::string_view path = entry.path;
  if (path == name_path) return written_text(workload.name, "");
  if (path == region_path) return written_text(workload.region, standard_region);
  if (path == bins_path) return written_trace(workload.traffic);
  if (path.starts_with(price_prefix)) {
    return written_price(path.substr(price_prefix.size()), workload.prices);
  }
  const Field* field = find_field(path);
  if (field == nullptr || same(field->get(workload), entry.standard)) return std::nullopt;
  return json_of(field->get(workload));
}

// --- Reading ---

struct Value {
  enum class Kind : std::uint8_t { null, number, text, bytes } kind = Kind::null;
  double number = 0;
  std::string text{};  ///< or bytes
};

/// Takes a flat array of values, and stops at anything else: nothing nests, nothing is unfolded, so
/// that a payload can only make as many values as it has bytes.
struct FlatList {
  std::vector<Value> values;
  bool opened = false;

  bool add(Value value) {
    if (opened) values.push_back(std::move(value));
    return opened;
  }
  bool add_number(double number) { return add({.kind = Value::Kind::number, .number = number}); }

  bool null() { return add({}); }
  bool boolean(bool) { return false; }
  bool number_integer(std::int64_t number) { return add_number(static_cast<double>(number)); }
  bool number_unsigned(std::uint64_t number) { return add_number(static_cast<double>(number)); }
  bool number_float(double number, const std::string&) { return add_number(number); }
  bool string(std::string& text) {
    return add({.kind = Value::Kind::text, .text = std::move(text)});
  }
  bool binary(nlohmann::json::binary_t& bytes) {
    return add({.kind = Value::Kind::bytes, .text = std::string(bytes.begin(), bytes.end())});
  }
  bool start_array(std::size_t) { return !std::exchange(opened, true); }
  bool end_array() { return true; }
  bool start_object(std::size_t) { return false; }
  bool key(std::string&) { return false; }
  bool end_object() { return false; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) {
    return false;
  }
};

Error link_error(std::string key) {
  return {"", {std::move(key), {}}};
}

/// What is wrong with the four parts of a link, before its payload is looked at.
std::optional<Error> wrong_form(std::span<const std::string_view> parts, std::string_view text) {
  const std::string_view made_by = parts[0];
  const bool is_version =
      made_by.starts_with('v') && made_by.size() > 1 && made_by.size() < 6 &&
      std::all_of(made_by.begin() + 1, made_by.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (is_version && made_by[1] != '0' && made_by != version && parts.size() > 1) {
    return link_error("error.link.newer");
  }
  if (made_by != version) {
    return link_error(version.starts_with(text) ? "error.link.cut" : "error.link.altered");
  }
  if (parts.size() < 4 || parts[3].size() < check_length) return link_error("error.link.cut");
  const std::size_t checked = text.size() - parts.back().size() - 1;
  if (parts.size() > 4 || link_check(text.substr(0, checked)) != parts[3]) {
    return link_error("error.link.altered");
  }
  if (parts[1] != codec) return link_error("error.link.newer");
  return std::nullopt;
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t dot = text.find('.');
    parts.push_back(text.substr(0, dot));
    if (dot == text.npos) return parts;
    text.remove_prefix(dot + 1);
  }
}

/// What version 1 means where a link says nothing.
Workload standard_workload_v1() {
  Workload workload;
  workload.region = standard_region;
  for (const Numbered& entry : numbered) {
    if (const Field* field = find_field(entry.path)) field->set(workload, entry.standard);
  }
  return workload;
}

/// Puts the value of one number into the workload; false if it cannot be its value.
class ValueReader {
 public:
  ValueReader(SharedWorkload& shared, Errors& errors) : shared_(shared), errors_(errors) {}

  bool read(std::string_view path, const Value& value) const {
    if (path == name_path) return read_text(value, shared_.workload.name);
    if (path == region_path) return read_text(value, shared_.workload.region);
    if (path == bins_path) return read_trace(value);
    if (path.starts_with(price_prefix)) return read_price(path, value);
    const Field* field = find_field(path);
    return field != nullptr && read_field(*field, value);
  }

 private:
  static bool read_text(const Value& value, std::string& text) {
    if (value.kind != Value::Kind::text) return false;
    text = value.text;
    return true;
  }

  bool read_trace(const Value& value) const {
    if (value.kind != Value::Kind::bytes || value.text.size() > summary_steps) return false;
    for (const char level : value.text) {
      shared_.workload.traffic.bins.push_back(static_cast<unsigned char>(level));
    }
    shared_.trace_is_summary = true;
    return true;
  }

  bool read_price(std::string_view path, const Value& value) const {
    const PriceId id = find_price(path.substr(price_prefix.size()));
    if (id == PriceId::count || value.kind != Value::Kind::number) return false;
    shared_.workload.prices.push_back({id, value.number});
    return true;
  }

  bool read_field(const Field& field, const Value& value) const {
    if (value.kind != Value::Kind::number && value.kind != Value::Kind::null) return false;
    const double number = value.kind == Value::Kind::number ? value.number : automatic;
    Errors errors = check(field, number);
    if (errors.empty()) field.set(shared_.workload, number);
    errors_.insert(errors_.end(), errors.begin(), errors.end());
    return true;
  }

  SharedWorkload& shared_;
  Errors& errors_;
};

/// Reads the values in pairs: numbers skipped, value. The error of the list itself, if any.
std::optional<Error> read_values(std::span<const Value> values, const ValueReader& reader) {
  double number = -1;
  for (std::size_t i = 0; i + 1 < values.size(); i += 2) {
    const Value& skipped = values[i];
    if (skipped.kind != Value::Kind::number || !(skipped.number >= 0) ||
        skipped.number != std::floor(skipped.number)) {
      return link_error("error.link.altered");
    }
    number += skipped.number + 1;
    if (number >= static_cast<double>(numbered.size())) return link_error("error.link.newer");
    if (!reader.read(numbered[static_cast<std::size_t>(number)].path, values[i + 1])) {
      return link_error("error.link.altered");
    }
  }
  return std::nullopt;
}

}  // namespace

std::string link_check(std::string_view text) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char character : text) {
    crc ^= static_cast<unsigned char>(character);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
  }
  crc = ~crc;
  const std::array<std::uint8_t, 4> bytes{
      static_cast<std::uint8_t>(crc >> 24), static_cast<std::uint8_t>(crc >> 16),
      static_cast<std::uint8_t>(crc >> 8), static_cast<std::uint8_t>(crc)};
  return to_base64url(bytes);
}

std::vector<double> trace_summary(const std::vector<double>& bins) {
  const std::size_t steps = std::min(bins.size(), summary_steps);
  const auto means = [&](const std::vector<double>& of) {
    std::vector<double> result(steps);
    for (std::size_t i = 0; i < steps; ++i) {
      const auto from = static_cast<std::ptrdiff_t>(i * of.size() / steps);
      const auto to = static_cast<std::ptrdiff_t>((i + 1) * of.size() / steps);
      result[i] =
          std::accumulate(of.begin() + from, of.begin() + to, 0.0) / static_cast<double>(to - from);
    }
    return result;
  };
  std::vector<double> sorted = bins;
  std::sort(sorted.begin(), sorted.end());
  const std::vector<double> in_time = means(bins), by_rank = means(sorted);

  std::vector<std::size_t> order(steps);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return in_time[a] < in_time[b]; });
  const double highest = steps == 0 ? 0 : by_rank.back();
  std::vector<double> summary(steps);
  for (std::size_t rank = 0; rank < steps; ++rank) {
    if (highest > 0) summary[order[rank]] = std::round(by_rank[rank] / highest * highest_level);
  }
  return summary;
}

std::string encode_link(const Workload& workload, std::string_view prices_set) {
  nlohmann::json list = nlohmann::json::array({std::string(prices_set)});
  std::size_t skipped = 0;
  for (const Numbered& entry : numbered) {
    Written value = written_value(entry, workload);
    if (!value) {
      ++skipped;
      continue;
    }
    list.push_back(std::exchange(skipped, 0));
    list.push_back(std::move(*value));
  }
  const std::string text = std::string(version) + "." + std::string(codec) + "." +
                           to_base64url(nlohmann::json::to_cbor(list));
  return text + "." + link_check(text);
}

Parsed<SharedWorkload> decode_link(std::string_view text) {
  Parsed<SharedWorkload> parsed;
  const auto refuse = [&](Error error) {
    parsed.value = {};
    parsed.errors = {std::move(error)};
    return parsed;
  };
  if (text.size() > max_link_length) return refuse(link_error("error.link.altered"));
  const std::vector<std::string_view> parts = split(text);
  if (auto error = wrong_form(parts, text)) return refuse(std::move(*error));

  FlatList list;
  const auto bytes = from_base64url(parts[2]);
  const bool good =
      bytes && nlohmann::json::sax_parse(*bytes, &list, nlohmann::json::input_format_t::cbor);
  if (!good || list.values.size() % 2 == 0 || list.values.front().kind != Value::Kind::text) {
    return refuse(link_error("error.link.altered"));
  }
  parsed.value.prices_set = list.values.front().text;
  parsed.value.workload = standard_workload_v1();
  const ValueReader reader(parsed.value, parsed.errors);
  if (auto error = read_values(std::span(list.values).subspan(1), reader)) {
    return refuse(std::move(*error));
  }
  if (!parsed.errors.empty()) {
    parsed.value = {};
    return parsed;
  }
  // The document's reader holds all the rules: lengths, UTF-8, fields that bound each other.
  Parsed<Workload> workload = parse_workload(to_json(parsed.value.workload));
  parsed.value.workload = std::move(workload.value);
  parsed.errors = std::move(workload.errors);
  if (!parsed.errors.empty()) parsed.value = {};
  return parsed;
}

}  // namespace sans_serveur
