#include "core/catalogue.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <set>
#include <utility>

#include "core/json.h"
#include "core/number_format.h"

namespace sans_serveur {
namespace {

using Texts = std::map<std::string, std::string, std::less<>>;

constexpr std::size_t max_texts = 10000, max_text_bytes = 4000;
constexpr std::string_view empty_key = "unit.none";  ///< the one text that says nothing
constexpr int max_depth =
    3;  ///< of texts inside texts: a content file cannot make format() recurse

struct Format {
  std::string_view name;
  std::string (*write)(double, Language);
};

// clang-format off
constexpr std::array<Format, 21> formats{{
    {"int", [](double v, Language l) { return format_number(v, 0, l); }},
    {"n1", [](double v, Language l) { return format_number(v, 1, l); }},
    {"n2", [](double v, Language l) { return format_number(v, 2, l); }},
    {"n3", [](double v, Language l) { return format_number(v, 3, l); }},
    {"sig2", [](double v, Language l) { return format_significant(v, 2, l); }},
    {"sig3", [](double v, Language l) { return format_significant(v, 3, l); }},
    {"full", format_full},
    {"compact", format_compact},
    {"count", format_count},
    {"usd", format_amount},
    {"usd0", [](double v, Language l) { return format_usd(v, 0, l); }},
    {"usd_auto", format_usd_auto},
    {"unit_usd", format_unit_usd},
    {"pct", [](double v, Language l) { return format_percent(v, 0, l); }},
    {"pct1", [](double v, Language l) { return format_percent(v, 1, l); }},
    {"rate", format_rate},
    {"ms", format_duration_ms},
    {"s", [](double v, Language l) { return format_duration_ms(v * 1000, l); }},
    {"kb", [](double v, Language l) { return format_mb(v / 1024, l); }},
    {"mb", format_mb},
    {"gb", [](double v, Language l) { return format_mb(v * 1024, l); }},
}};
// clang-format on

const Format* find_format(std::string_view name) {
  const auto found = std::find_if(formats.begin(), formats.end(),
                                  [&](const Format& format) { return format.name == name; });
  return found == formats.end() ? nullptr : &*found;
}

struct Placeholder {
  std::string_view name, format, forms;  ///< forms: of a plural, "tâche|tâches"
};

/// Cuts "name:format:forms" at its first two colons.
Placeholder parse_placeholder(std::string_view inside) {
  Placeholder result;
  const std::size_t first = inside.find(':');
  result.name = inside.substr(0, first);
  if (first == std::string_view::npos) return result;
  const std::string_view rest = inside.substr(first + 1);
  const std::size_t second = rest.find(':');
  result.format = rest.substr(0, second);
  if (second != std::string_view::npos) result.forms = rest.substr(second + 1);
  return result;
}

bool is_valid(const Placeholder& placeholder) {
  const bool named = !placeholder.name.empty() &&
                     placeholder.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") ==
                         std::string_view::npos;
  if (!named) return false;
  if (placeholder.format == "plural") {
    const std::size_t bar = placeholder.forms.find('|');
    return bar != std::string_view::npos && bar > 0 && bar + 1 < placeholder.forms.size();
  }
  return placeholder.forms.empty() && (placeholder.format.empty() || placeholder.format == "date" ||
                                       find_format(placeholder.format) != nullptr);
}

/// Calls on_text and on_placeholder for the parts of a text, in order. False if a brace is left
/// over.
template <class OnText, class OnPlaceholder>
bool scan(std::string_view text, OnText on_text, OnPlaceholder on_placeholder) {
  while (true) {
    const std::size_t open = text.find('{');
    const std::string_view plain = text.substr(0, open);
    if (plain.find('}') != std::string_view::npos) return false;
    on_text(plain);
    if (open == std::string_view::npos) return true;
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) return false;
    on_placeholder(parse_placeholder(text.substr(open + 1, close - open - 1)));
    text = text.substr(close + 1);
  }
}

std::string quoted(std::string_view name) {
  return "«" + std::string(name) + "»";
}

/// Takes off the space before a placeholder that came out empty: a unit that there is none of.
void drop_space(std::string& text) {
  for (const std::string_view space : {std::string_view(" "), std::string_view("\u00a0")}) {
    if (text.ends_with(space)) text.resize(text.size() - space.size());
  }
}

bool is_singular(double number, Language language) {
  const double magnitude = std::fabs(number);
  return language == Language::fr ? magnitude < 2 : std::fabs(magnitude - 1) < 0.005;
}

std::string_view plural_form(std::string_view forms, double number, Language language) {
  const std::size_t bar = forms.find('|');
  return is_singular(number, language) ? forms.substr(0, bar) : forms.substr(bar + 1);
}

/// Fills the placeholders of a text from a message's parameters.
class Filler {
 public:
  Filler(const Catalogue& catalogue, const Message& message, Language language)
      : catalogue_(catalogue), message_(message), language_(language) {}

  std::string fill(std::string_view text, int depth = 0) const {
    std::string result;
    scan(
        text, [&](std::string_view plain) { result += plain; },
        [&](const Placeholder& placeholder) {
          const std::string filled = value(placeholder, depth);
          if (filled.empty()) drop_space(result);
          result += filled;
        });
    return result;
  }

 private:
  std::string value(const Placeholder& placeholder, int depth) const {
    for (const Parameter& parameter : message_.parameters) {
      if (parameter.name != placeholder.name) continue;
      if (const double* number = std::get_if<double>(&parameter.value)) {
        return number_text(placeholder, *number);
      }
      return text_value(placeholder, *std::get_if<std::string>(&parameter.value), depth);
    }
    return quoted(placeholder.name);
  }

  std::string number_text(const Placeholder& placeholder, double number) const {
    if (placeholder.format == "plural") {
      return std::string(plural_form(placeholder.forms, number, language_));
    }
    if (placeholder.format == "date") return json_number(number);  // a year alone
    const Format* const format = find_format(placeholder.format);
    return format != nullptr ? format->write(number, language_)
                             : format_significant(number, 3, language_);
  }

  std::string text_value(const Placeholder& placeholder, std::string_view text, int depth) const {
    if (text.starts_with('@')) {
      if (depth >= max_depth) return quoted(text);
      return fill(catalogue_.text(text.substr(1), language_), depth + 1);
    }
    return placeholder.format == "date" ? format_date(text, language_) : std::string(text);
  }

  const Catalogue& catalogue_;
  const Message& message_;
  Language language_;
};

/// The placeholders of a text, as "name" and "name:format"; plurals count by their name only.
struct Signature {
  std::set<std::string> names, formatted;
  bool valid = true;
};

Signature signature(std::string_view text) {
  Signature result;
  const bool closed = scan(
      text, [](std::string_view) {},
      [&](const Placeholder& placeholder) {
        result.valid = result.valid && is_valid(placeholder);
        result.names.emplace(placeholder.name);
        if (placeholder.format == "plural") return;
        result.formatted.insert(std::string(placeholder.name) + ":" +
                                std::string(placeholder.format));
      });
  result.valid = result.valid && closed;
  return result;
}

void add(Errors& errors, std::string path, std::string key,
         std::vector<Parameter> parameters = {}) {
  errors.push_back({std::move(path), {std::move(key), std::move(parameters)}});
}

std::string path_of(Language language, std::string_view key) {
  return std::string(language_code(language)) + "." + std::string(key);
}

Texts read_texts(std::string_view json, Language language, Errors& errors) {
  JsonDocument document(json);
  Texts texts;
  for (const auto& [key, reader] : document.root().members(max_texts)) {
    std::string text = reader.text("", max_text_bytes);
    if (reader.is_text() && text.empty() && key != empty_key)
      add(errors, path_of(language, key), "error.content.empty");
    if (!signature(text).valid) add(errors, path_of(language, key), "error.content.placeholder");
    texts.emplace(key, std::move(text));
  }
  for (const Error& error : document.errors()) {
    errors.push_back({path_of(language, error.path), error.message});
  }
  return texts;
}

/// Reports a text that one language lacks, or that the two write with other values.
void compare(std::string_view key, const std::string* french, const std::string* english,
             Errors& errors) {
  if (french == nullptr) return add(errors, path_of(Language::fr, key), "error.content.missing");
  if (english == nullptr) return add(errors, path_of(Language::en, key), "error.content.missing");
  const Signature mine = signature(*french), theirs = signature(*english);
  if (mine.names != theirs.names || mine.formatted != theirs.formatted)
    add(errors, path_of(Language::en, key), "error.content.placeholders_differ");
}

}  // namespace

std::string_view language_code(Language language) {
  return language == Language::fr ? "fr" : "en";
}

/// Keys come in their order.
void Catalogue::add(std::string_view key, std::string_view french, std::string_view english) {
  const auto keep = [this](std::string_view text) {
    bytes_ += text;
    return static_cast<std::uint32_t>(bytes_.size());
  };
  const auto begin = keep("");
  const auto in_french = keep(key), in_english = keep(french), end = keep(english);
  rows_.push_back({begin, in_french, in_english, end});
}

std::string_view Catalogue::view(std::uint32_t begin, std::uint32_t end) const {
  return std::string_view(bytes_).substr(begin, end - begin);
}

std::string_view Catalogue::key(const Row& row) const {
  return view(row.key, row.french);
}

std::string_view Catalogue::text(const Row& row, Language language) const {
  return language == Language::fr ? view(row.french, row.english) : view(row.english, row.end);
}

const Catalogue::Row* Catalogue::find(std::string_view key) const {
  const auto before = [this](const Row& row, std::string_view wanted) {
    return this->key(row) < wanted;
  };
  const auto row = std::lower_bound(rows_.begin(), rows_.end(), key, before);
  return row != rows_.end() && this->key(*row) == key ? &*row : nullptr;
}

std::string_view Catalogue::text(std::string_view key, Language language) const {
  if (const Row* row = find(key)) return text(*row, language);
  auto lacking = missing_.find(key);
  if (lacking == missing_.end()) lacking = missing_.emplace(key, quoted(key)).first;
  return lacking->second;
}

bool Catalogue::has(std::string_view key) const {
  return find(key) != nullptr;
}

std::string Catalogue::format(const Message& message, Language language) const {
  return Filler(*this, message, language).fill(text(message.key, language));
}

std::vector<Catalogue::Entry> Catalogue::entries(Language language) const {
  std::vector<Entry> entries;
  entries.reserve(rows_.size());
  for (const Row& row : rows_) entries.push_back({key(row), text(row, language)});
  return entries;
}

std::vector<std::string> Catalogue::missing() const {
  std::vector<std::string> keys;
  keys.reserve(missing_.size());
  for (const auto& [key, text] : missing_) keys.push_back(key);
  return keys;
}

Parsed<Catalogue> parse_catalogue(std::string_view french_json, std::string_view english_json) {
  Parsed<Catalogue> parsed;
  const Texts french = read_texts(french_json, Language::fr, parsed.errors);
  const Texts english = read_texts(english_json, Language::en, parsed.errors);
  struct Both {
    const std::string *french = nullptr, *english = nullptr;
  };
  std::map<std::string_view, Both> rows;
  for (const auto& [key, text] : french) rows[key].french = &text;
  for (const auto& [key, text] : english) rows[key].english = &text;
  for (const auto& [key, both] : rows) {
    compare(key, both.french, both.english, parsed.errors);
    if (both.french != nullptr && both.english != nullptr)
      parsed.value.add(key, *both.french, *both.english);
  }
  return parsed;
}

}  // namespace sans_serveur
