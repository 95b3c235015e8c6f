// Messages: what the core says to people, as a key and numbers, never as a sentence.
//
// The core decides and computes; the sentences live in web/content/<language>.json. A Message names
// one of them and carries the values to put in it. See core/catalogue.h for how it becomes text.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace sans_serveur {

/// The languages of the product. A third one is one more entry here and one more content file.
enum class Language { fr, en };

/// A value of a message: a number (formatted by the sentence's placeholder, in the reader's
/// language) or a text. A text that starts with '@' is itself a content key: "@region.eu-west-3".
using ParameterValue = std::variant<double, std::string>;

struct Parameter {
  std::string name;
  ParameterValue value;
};

/// A sentence to be: a content key and its parameters.
struct Message {
  std::string key;
  std::vector<Parameter> parameters;
};

/// What is wrong with an input: the field ("request.duration_ms", "traffic.bins[3]"), and a message
/// that names the value met and the range or the choices allowed.
struct Error {
  std::string path;
  Message message;
};

using Errors = std::vector<Error>;

/// A value, or the reasons why there is none. Parsing returns it; nothing aborts or throws.
template <class T>
struct Parsed {
  T value{};
  Errors errors;  ///< empty: `value` is good
  std::vector<std::string>
      unknown;  ///< paths of fields that this version does not know (kept, reported)

  explicit operator bool() const { return errors.empty(); }
};

}  // namespace sans_serveur
