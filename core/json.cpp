#include "core/json.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <nlohmann/json.hpp>

namespace sans_serveur {

using Kind = JsonKind;

struct JsonNode {
  Kind kind = Kind::null;
  bool known = false;  ///< a reader has asked for it
  bool toggle = false;
  double number = 0;
  std::string text{};
  std::vector<JsonNode> children{};  ///< of an object or an array
  std::vector<std::string> names{};  ///< of an object: as many as children
};

struct JsonState {
  JsonNode root;
  bool parsed = false;
  Errors errors;

  void add(Error error) {
    const auto same = [&](const Error& other) {
      return other.path == error.path && other.message.key == error.message.key;
    };
    if (errors.size() < max_json_errors && std::none_of(errors.begin(), errors.end(), same))
      errors.push_back(std::move(error));
  }
};

namespace {

/// As much of a UTF-8 text as fits into `max_length` bytes, without cutting a character.
std::string_view shortened(std::string_view text, std::size_t max_length) {
  if (text.size() <= max_length) return text;
  while (max_length > 0 && (static_cast<unsigned char>(text[max_length]) & 0xC0) == 0x80)
    --max_length;
  return text.substr(0, max_length);
}

std::string member_path(const std::string& parent, std::string_view key) {
  std::string path = parent.empty() ? "" : parent + '.';
  return path += shortened(key, 100);
}

std::string element_path(const std::string& parent, std::size_t index) {
  return parent + '[' + std::to_string(index) + ']';
}

/// Builds the nodes while nlohmann's parser reads the text. Returning false stops it.
class Builder {
 public:
  Builder(JsonState& state, std::string_view text) : state_(state), text_(text) {}

  bool null() { return add({}); }
  bool boolean(bool toggle) { return add({.kind = Kind::toggle, .toggle = toggle}); }
  bool number_integer(std::int64_t number) { return add_number(static_cast<double>(number)); }
  bool number_unsigned(std::uint64_t number) { return add_number(static_cast<double>(number)); }
  bool number_float(double number, const std::string&) { return add_number(number); }
  bool string(std::string& text) { return add({.kind = Kind::text, .text = std::move(text)}); }
  bool binary(nlohmann::json::binary_t&) { return false; }

  bool start_object(std::size_t) { return open(Kind::object); }
  bool start_array(std::size_t) { return open(Kind::array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    levels_.back()->names.push_back(std::move(name));
    return true;
  }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::json::exception& exception) {
    const bool overflow = exception.id == 406;
    fail_at(position, overflow ? "error.json.overflow" : "error.json.syntax");
    return false;
  }

 private:
  bool add(JsonNode node) {
    if (levels_.empty()) {
      state_.root = std::move(node);
    } else {
      levels_.back()->children.push_back(std::move(node));
    }
    return true;
  }

  bool add_number(double number) { return add({.kind = Kind::number, .number = number}); }

  bool open(Kind kind) {
    if (levels_.size() == max_json_depth) {
      state_.add({path(), {"error.json.depth", {{"max", double{max_json_depth}}}}});
      return false;
    }
    add({.kind = kind});
    // Only the innermost container grows, so that pointers to those around it stay good.
    JsonNode* node = levels_.empty() ? &state_.root : &levels_.back()->children.back();
    levels_.push_back(node);
    return true;
  }

  bool close() {
    tell_duplicates(levels_.back()->names);
    levels_.pop_back();
    return true;
  }

  void tell_duplicates(const std::vector<std::string>& names) {
    if (names.size() < 2) return;
    std::vector<std::string_view> sorted(names.begin(), names.end());
    std::sort(sorted.begin(), sorted.end());
    for (auto at = sorted.begin(); (at = std::adjacent_find(at, sorted.end())) != sorted.end();
         ++at)
      state_.add({member_path(path(), *at), {"error.json.duplicate", {}}});
  }

  std::string path() const {
    std::string path;
    for (std::size_t i = 0; i + 1 < levels_.size(); ++i) {
      const JsonNode& node = *levels_[i];
      path = node.kind == Kind::object ? member_path(path, node.names.back())
                                       : element_path(path, node.children.size() - 1);
    }
    return path;
  }

  /// Lines and columns count from 1, columns in characters. `position` counts the bytes read.
  void fail_at(std::size_t position, std::string_view key) {
    const std::string_view before = text_.substr(0, position == 0 ? 0 : position - 1);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t line_break = before.rfind('\n');
    const std::string_view line_text =
        line_break == std::string_view::npos ? before : before.substr(line_break + 1);
    const auto column = std::count_if(line_text.begin(), line_text.end(), [](char c) {
      return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    });
    state_.add(
        {"",
         {std::string(key),
          {{"line", static_cast<double>(line)}, {"column", static_cast<double>(column + 1)}}}});
  }

  JsonState& state_;
  std::string_view text_;
  std::vector<JsonNode*> levels_;  ///< the containers that are open, the outermost first
};

void list_unknown(const JsonNode& node, const std::string& path,
                  std::vector<std::string>& unknown) {
  for (std::size_t i = 0; i < node.children.size() && unknown.size() < max_json_errors; ++i) {
    const bool object = node.kind == Kind::object;
    const std::string child_path =
        object ? member_path(path, node.names[i]) : element_path(path, i);
    if (object && !node.children[i].known) {
      unknown.push_back(child_path);
    } else {
      list_unknown(node.children[i], child_path, unknown);
    }
  }
}

void write_node(JsonWriter& writer, const JsonNode& node) {
  switch (node.kind) {
    case Kind::null:
      return writer.null();
    case Kind::toggle:
      return writer.value(node.toggle);
    case Kind::number:
      return writer.value(node.number);
    case Kind::text:
      return writer.value(node.text);
    case Kind::array:
      writer.begin_array();
      for (const JsonNode& child : node.children) write_node(writer, child);
      return writer.end_array();
    case Kind::object:
      writer.begin_object();
      for (std::size_t i = 0; i < node.children.size(); ++i) {
        writer.key(node.names[i]);
        write_node(writer, node.children[i]);
      }
      return writer.end_object();
  }
}

void mark_known(JsonNode& node) {
  node.known = true;
  for (JsonNode& child : node.children) mark_known(child);
}

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::null:
      return "@json.null";
    case Kind::toggle:
      return "@json.toggle";
    case Kind::number:
      return "@json.number";
    case Kind::text:
      return "@json.text";
    case Kind::array:
      return "@json.array";
    case Kind::object:
      return "@json.object";
  }
  return "";
}

std::string list(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) text.append(text.empty() ? "" : ", ").append(name);
  return text;
}

std::string unit_key(std::string_view unit) {
  return unit.empty() ? "" : "@unit." + std::string(unit);
}

}  // namespace

JsonDocument::JsonDocument(std::string_view text) : state_(std::make_unique<JsonState>()) {
  if (text.size() > max_json_bytes) {
    state_->add({"",
                 {"error.json.size",
                  {{"bytes", static_cast<double>(text.size())}, {"max", double{max_json_bytes}}}}});
    return;
  }
  Builder builder(*state_, text);
  state_->parsed = nlohmann::json::sax_parse(text, &builder);
  if (state_->parsed) state_->root.known = true;
}

JsonDocument::~JsonDocument() = default;
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;

JsonReader JsonDocument::root() const {
  return {*state_, state_->parsed ? &state_->root : nullptr, ""};
}

const Errors& JsonDocument::errors() const {
  return state_->errors;
}

void JsonDocument::add(Error error) {
  state_->add(std::move(error));
}

std::vector<std::string> JsonDocument::unknown() const {
  std::vector<std::string> unknown;
  if (state_->parsed) list_unknown(state_->root, "", unknown);
  return unknown;
}

bool JsonReader::is_null() const {
  return node_ && node_->kind == Kind::null;
}
bool JsonReader::is_number() const {
  return node_ && node_->kind == Kind::number;
}
bool JsonReader::is_text() const {
  return node_ && node_->kind == Kind::text;
}
bool JsonReader::is_object() const {
  return node_ && node_->kind == Kind::object;
}
bool JsonReader::is_array() const {
  return node_ && node_->kind == Kind::array;
}

JsonReader JsonReader::operator[](std::string_view key) const {
  JsonNode* found = nullptr;
  if (is_object()) {
    const auto name = std::find(node_->names.begin(), node_->names.end(), key);
    if (name != node_->names.end()) {
      found = &node_->children[static_cast<std::size_t>(name - node_->names.begin())];
      found->known = true;
    }
  } else if (given()) {
    wrong_type("@json.object");
  }
  return {*state_, found, member_path(path_, key)};
}

JsonReader JsonReader::at(std::string_view dotted_path) const {
  const std::size_t dot = dotted_path.find('.');
  if (dot == std::string_view::npos) return (*this)[dotted_path];
  return (*this)[dotted_path.substr(0, dot)].at(dotted_path.substr(dot + 1));
}

bool JsonReader::holds(JsonKind kind, std::size_t max_count) const {
  if (!given()) return false;
  if (node_->kind != kind) {
    wrong_type(kind_name(kind));
    return false;
  }
  const std::size_t count = node_->children.size();
  if (count <= max_count) return true;
  fail("error.json.count",
       {{"count", static_cast<double>(count)}, {"max", static_cast<double>(max_count)}});
  return false;
}

std::vector<std::pair<std::string, JsonReader>> JsonReader::members(std::size_t max_count) const {
  std::vector<std::pair<std::string, JsonReader>> members;
  if (!holds(Kind::object, max_count)) return members;
  members.reserve(node_->children.size());
  for (std::size_t i = 0; i < node_->children.size(); ++i) {
    const std::string& name = node_->names[i];
    node_->children[i].known = true;
    members.emplace_back(name, JsonReader(*state_, &node_->children[i], member_path(path_, name)));
  }
  return members;
}

std::vector<JsonReader> JsonReader::elements(std::size_t max_count) const {
  std::vector<JsonReader> elements;
  if (!holds(Kind::array, max_count)) return elements;
  elements.reserve(node_->children.size());
  for (std::size_t i = 0; i < node_->children.size(); ++i)
    elements.push_back(JsonReader(*state_, &node_->children[i], element_path(path_, i)));
  return elements;
}

double JsonReader::number(double fallback) const {
  if (!exists()) return fallback;
  if (is_number()) return node_->number;
  wrong_type("@json.number");
  return fallback;
}

double JsonReader::number(double fallback, const NumberRange& range) const {
  const double read = number(fallback);
  if (!is_number() || (read >= range.min && read <= range.max)) return read;
  fail("error.range",
       {{"value", read}, {"min", range.min}, {"max", range.max}, {"unit", unit_key(range.unit)}});
  return fallback;
}

double JsonReader::integer(double fallback, const NumberRange& range) const {
  const double read = number(fallback, range);
  if (!is_number() || read == std::floor(read)) return read;
  fail("error.integer", {{"value", read}});
  return fallback;
}

double JsonReader::number_or_automatic(double fallback) const {
  if (is_null() || (is_text() && node_->text == "auto"))
    return std::numeric_limits<double>::quiet_NaN();
  if (!exists() || is_number()) return number(fallback);
  wrong_type("@json.number_or_auto");
  return fallback;
}

bool JsonReader::toggle(bool fallback) const {
  if (!exists()) return fallback;
  if (node_->kind == Kind::toggle) return node_->toggle;
  wrong_type("@json.toggle");
  return fallback;
}

std::string JsonReader::text(std::string_view fallback, std::size_t max_length) const {
  if (!exists()) return std::string(fallback);
  if (!is_text()) {
    wrong_type("@json.text");
    return std::string(fallback);
  }
  if (node_->text.size() <= max_length) return node_->text;
  fail("error.json.length", {{"length", static_cast<double>(node_->text.size())},
                             {"max", static_cast<double>(max_length)}});
  return std::string(fallback);
}

std::string JsonReader::required_text(std::size_t max_length) const {
  require("@json.text");
  return text("", max_length);
}

std::size_t JsonReader::choice(std::size_t fallback,
                               std::span<const std::string_view> names) const {
  if (!exists()) return fallback;
  if (!is_text()) {
    wrong_type("@json.text");
    return fallback;
  }
  const auto found = std::find(names.begin(), names.end(), node_->text);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  fail("error.choice", {{"value", json(80)}, {"choices", list(names)}});
  return fallback;
}

void JsonReader::require(std::string_view expected) const {
  if (!exists() && state_->parsed)
    fail("error.json.missing", {{"expected", std::string(expected)}});
}

void JsonReader::schema(std::string_view expected) const {
  if (exists() && !is_object()) return wrong_type("@json.object");
  const JsonReader place = (*this)["schema"];
  if (!place.exists() || (place.is_text() && place.node_->text == expected)) return;
  place.fail("error.schema", {{"found", place.json(80)}, {"expected", std::string(expected)}});
}

std::string JsonReader::json(std::size_t max_length) const {
  if (!exists()) return "";
  JsonWriter writer(0);
  write_node(writer, *node_);
  const std::string_view kept = shortened(writer.str(), max_length);
  return kept.size() < writer.str().size() ? std::string(kept) + "…" : std::string(kept);
}

void JsonReader::accept() const {
  if (exists()) mark_known(*node_);
}

void JsonReader::fail(std::string_view key, std::vector<Parameter> parameters) const {
  state_->add({path_, {std::string(key), std::move(parameters)}});
}

void JsonReader::wrong_type(std::string_view expected) const {
  fail("error.json.type",
       {{"expected", std::string(expected)}, {"found", std::string(kind_name(node_->kind))}});
}

}  // namespace sans_serveur
