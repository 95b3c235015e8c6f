// Writing JSON: objects and arrays as they come, no tree in between.
#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace sans_serveur {

/// Writes JSON text. Numbers are the shortest that read back as the same double; what is not finite
/// becomes null. Text that is not UTF-8 gets U+FFFD in place of the bad bytes.
class JsonWriter {
 public:
  /// `indent` spaces per level, or everything on one line if 0.
  explicit JsonWriter(int indent = 2) : indent_(indent) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }
  void key(std::string_view name);

  void value(double number);
  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(std::same_as<bool> auto toggle) { raw(toggle ? "true" : "false"); }
  void value(std::integral auto whole)
    requires(!std::same_as<decltype(whole), bool>)
  {
    value(static_cast<double>(whole));
  }
  void null() { raw("null"); }
  /// A value that is JSON text already.
  void raw(std::string_view json);

  void field(std::string_view name, const auto& field_value) {
    key(name);
    value(field_value);
  }

  /// The text written so far.
  const std::string& str() const { return text_; }

 private:
  void open(char bracket);
  void close(char bracket);
  void separate();
  void new_line();

  std::string text_;
  int indent_;
  int depth_ = 0;
  bool first_ = true;  ///< nothing yet in the innermost object or array
  bool after_key_ = false;
};

/// `text` as a JSON string, in quotes.
std::string json_text(std::string_view text);

/// The shortest text that reads back as the same double, laid out as JavaScript does: "120",
/// "1e-7". "null" if it is not finite.
std::string json_number(double number);

}  // namespace sans_serveur
