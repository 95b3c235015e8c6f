// JSON: reading that never aborts and reports everything. For writing see json_writer.h.
//
// Reading: a JsonDocument parses the text; JsonReaders walk it. A reader of something absent gives
// the fallback; a reader of something wrong gives the fallback and adds an error to the document,
// so that a parser reads straight through and looks at the errors once, at the end. What no reader
// has asked for is listed by unknown().
//
//   JsonDocument document(text);
//   const JsonReader root = document.root();
//   root.schema("sans-serveur/usage/1");
//   usage.alb.hours = root["alb"]["hours"].number(0, {0, 1e6, "hours"});
//   return document.finish(std::move(usage));
//
// Nothing here throws or aborts, with or without C++ exceptions, whatever the bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/json_writer.h"
#include "core/message.h"

namespace sans_serveur {

/// Bounds that keep hostile input harmless; beyond them parsing stops with an error.
inline constexpr std::size_t max_json_bytes = 64u << 20;
inline constexpr std::size_t max_json_depth = 64;
/// Errors kept per document; later ones are dropped.
inline constexpr std::size_t max_json_errors = 100;

/// What a number may be, ends included. `unit` is the unit's content key without "unit.", or "".
struct NumberRange {
  double min;
  double max;
  std::string_view unit = {};
};

enum class JsonKind : std::uint8_t { null, toggle, number, text, object, array };

struct JsonNode;
struct JsonState;

/// A place in a document: a value, or the place where one could have been.
/// Copies are cheap; a reader must not outlive its document.
class JsonReader {
 public:
  /// "fargate.vcpu", "traffic.bins[3]", "" for the root.
  const std::string& path() const { return path_; }

  bool exists() const { return node_ != nullptr; }
  bool is_null() const;
  bool is_number() const;
  bool is_text() const;
  bool is_object() const;
  bool is_array() const;
  /// Exists and is not null.
  bool given() const { return exists() && !is_null(); }

  /// The member of an object. Absent in an absent or null object; an error if this is anything
  /// else.
  JsonReader operator[](std::string_view key) const;
  /// The same along a dotted path: at("request.duration_ms").
  JsonReader at(std::string_view dotted_path) const;
  /// All members of an object, in the order of the text; an error if there are more than
  /// `max_count`.
  std::vector<std::pair<std::string, JsonReader>> members(std::size_t max_count = 1000) const;
  /// All elements of an array; an error if there are more than `max_count`.
  std::vector<JsonReader> elements(std::size_t max_count) const;

  /// A finite number within a range; any finite one if no range is given.
  double number(double fallback) const;
  double number(double fallback, const NumberRange& range) const;
  /// The same, whole.
  double integer(double fallback, const NumberRange& range) const;
  /// The same, or "auto" or null, which give NaN (workload.h: `automatic`).
  double number_or_automatic(double fallback) const;
  bool toggle(bool fallback) const;
  /// At most `max_length` bytes of UTF-8.
  std::string text(std::string_view fallback, std::size_t max_length = 200) const;
  /// The same, which must be there.
  std::string required_text(std::size_t max_length = 200) const;
  /// The index of the text in `names`.
  std::size_t choice(std::size_t fallback, std::span<const std::string_view> names) const;

  /// An error if there is nothing here; `expected` is the content key of what should be.
  void require(std::string_view expected) const;
  /// An error if the document's "schema" is another one; a document that does not name it is taken
  /// for what its reader expects (an empty object is a valid workload).
  void schema(std::string_view expected) const;

  /// The value as JSON text, compact; "" if absent. Long ones are cut when `max_length` is given.
  std::string json(std::size_t max_length = std::numeric_limits<std::size_t>::max()) const;
  /// Counts this value and all that it holds as known.
  void accept() const;

  /// Adds an error about this place.
  void fail(std::string_view key, std::vector<Parameter> parameters = {}) const;

 private:
  friend class JsonDocument;
  JsonReader(JsonState& state, JsonNode* node, std::string path)
      : state_(&state), node_(node), path_(std::move(path)) {}
  bool holds(JsonKind kind, std::size_t max_count) const;
  void wrong_type(std::string_view expected) const;

  JsonState* state_;
  JsonNode* node_;
  std::string path_;
};

/// A JSON text and what is wrong with it: syntax (with line and column), duplicate keys, nesting
/// beyond max_json_depth, numbers beyond double, then whatever its readers found.
class JsonDocument {
 public:
  explicit JsonDocument(std::string_view text);
  ~JsonDocument();
  JsonDocument(JsonDocument&&) noexcept;
  JsonDocument& operator=(JsonDocument&&) noexcept;

  /// The root: absent if the text did not parse.
  JsonReader root() const;
  const Errors& errors() const;
  void add(Error error);
  /// Paths of members that no reader has asked for.
  std::vector<std::string> unknown() const;

  /// The parsed value with the document's errors and unknown fields.
  template <class T>
  Parsed<T> finish(T value) const {
    return {std::move(value), errors(), unknown()};
  }

 private:
  std::unique_ptr<JsonState> state_;
};

}  // namespace sans_serveur
