#include "ui/number_entry.h"

#include <cmath>
#include <cstdlib>

#include "core/number_format.h"

namespace sans_serveur::ui {
namespace {

/// Without spaces of any width, lower case in ASCII.
std::string compacted(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ' ' || c == '\t') continue;
    if (text.substr(i, 2) == "\u00a0") {
      ++i;
    } else if (text.substr(i, 3) == "\u202f" || text.substr(i, 3) == "\u2009") {
      i += 2;
    } else {
      result += c;
    }
  }
  return result;
}

/// The length of digits and separators at the start.
std::size_t number_length(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && (std::string_view("0123456789.,").find(text[end]) != text.npos))
    ++end;
  return end;
}

/// The length of an exponent at the start, "e9" or "E-3"; 0 if there is none.
std::size_t exponent_length(std::string_view text) {
  if (text.empty() || (text[0] != 'e' && text[0] != 'E')) return 0;
  const std::size_t sign = text.size() > 1 && (text[1] == '-' || text[1] == '+') ? 1 : 0;
  std::size_t end = 1 + sign;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  return end > 1 + sign ? end : 0;
}

/// A comma between thousands, as the English write it: three digits follow it.
bool thousands_comma(std::string_view digits, std::size_t comma) {
  return digits.size() - comma == 4 && comma > 0 && comma <= 3 && digits.find('.') == digits.npos;
}

/// "1,234.5", "1234,5", "1.234.567" → a plain number: the last sign is the decimal one, unless it
/// occurs twice or is an English thousands comma.
std::optional<double> plain_number(std::string digits, Language language) {
  const std::size_t comma = digits.rfind(','), dot = digits.rfind('.');
  const bool both = comma != digits.npos && dot != digits.npos;
  const auto erase_all = [&digits](char sign) { std::erase(digits, sign); };
  if (both) {
    erase_all(comma > dot ? '.' : ',');
  } else if (comma != digits.npos &&
             (digits.find(',') != comma ||
              (language == Language::en && thousands_comma(digits, comma)))) {
    erase_all(',');
  } else if (dot != digits.npos && digits.find('.') != dot) {
    erase_all('.');
  }
  for (char& c : digits) c = c == ',' ? '.' : c;
  if (digits.empty() || digits == ".") return std::nullopt;
  char* end = nullptr;
  const double value = std::strtod(digits.c_str(), &end);
  return *end == '\0' ? std::optional(value) : std::nullopt;
}

struct Factor {
  std::string_view unit;  ///< of the field; "" for any
  std::string_view suffix;
  double factor;
};

constexpr Factor factors[] = {
    {"ms", "ms", 1},
    {"ms", "s", 1000},
    {"ms", "min", 60000},
    {"ms", "h", 3600000},
    {"ms", "j", 86400000},
    {"ms", "d", 86400000},
    {"s", "ms", 0.001},
    {"s", "s", 1},
    {"s", "min", 60},
    {"s", "h", 3600},
    {"s", "j", 86400},
    {"s", "d", 86400},
    {"kb", "ko", 1},
    {"kb", "kb", 1},
    {"kb", "mo", 1024},
    {"kb", "mb", 1024},
    {"kb", "go", 1048576},
    {"kb", "gb", 1048576},
    {"mb", "mo", 1},
    {"mb", "mb", 1},
    {"mb", "go", 1024},
    {"mb", "gb", 1024},
    {"mb", "ko", 1.0 / 1024},
    {"mb", "kb", 1.0 / 1024},
    {"gb", "go", 1},
    {"gb", "gb", 1},
    {"gb", "mo", 1.0 / 1024},
    {"gb", "mb", 1.0 / 1024},
    {"gb", "to", 1024},
    {"gb", "tb", 1024},
    {"share", "%", 0.01},
    {"vcpu", "vcpu", 1},
    {"", "k", 1e3},
    {"", "m", 1e6},
    {"", "g", 1e9},
    {"", "b", 1e9},
    {"", "md", 1e9},
    {"", "million", 1e6},
    {"", "millions", 1e6},
    {"", "milliard", 1e9},
    {"", "milliards", 1e9},
    {"", "billion", 1e9},
    {"", "billions", 1e9},
    {"", "×", 1},
    {"", "x", 1},
    {"", "$", 1},
    {"", "", 1},
};

std::optional<double> factor_of(std::string suffix, std::string_view unit) {
  for (char& c : suffix) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (const Factor& factor : factors) {
    if (factor.suffix != suffix) continue;
    // A share typed as "60" is 60 %; as "0.6", 60 % too.
    if (factor.unit.empty() || factor.unit == unit) return factor.factor;
  }
  return std::nullopt;
}

}  // namespace

std::optional<double> parse_entry(std::string_view typed, const Field& field, Language language,
                                  std::string_view automatic_word) {
  std::string text = compacted(typed);
  const bool may_be_automatic = !field.automatic_as.empty();
  if (may_be_automatic && (text.empty() || text == "auto" || text == compacted(automatic_word))) {
    return automatic;
  }
  for (const std::string_view sign : {"×", "$"}) {
    if (text.starts_with(sign)) text.erase(0, sign.size());
  }
  const bool negative = text.starts_with("-") || text.starts_with("−");
  if (negative) text.erase(0, text.starts_with("-") ? 1 : 3);
  const std::size_t mantissa = number_length(text);
  const std::size_t length = mantissa + exponent_length(std::string_view(text).substr(mantissa));
  const std::optional<double> number = plain_number(text.substr(0, mantissa), language);
  const std::optional<double> factor = factor_of(text.substr(length), field.unit);
  if (!number || !factor) return std::nullopt;
  const std::string scale = "1" + text.substr(mantissa, length - mantissa);
  double value = *number * std::strtod(scale.c_str(), nullptr) * *factor;
  if (field.unit == "share" && text.size() == length && value > 1) value /= 100;
  return negative ? -value : value;
}

std::string editable_value(const Field& field, double value, Language language) {
  if (is_automatic(value)) return "";
  if (field.unit == "share") {
    return format_significant(value * 100, 6, language) +
           (language == Language::fr ? "\u00a0%" : "%");
  }
  std::string compact = format_compact(value, language);
  if (value >= 1e6 && parse_entry(compact, field, language, "") == std::optional(value)) {
    return compact;
  }
  return format_full(value, language);
}

}  // namespace sans_serveur::ui
