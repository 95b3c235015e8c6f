#include "core/number_format.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <system_error>

namespace sans_serveur {
namespace {

constexpr std::string_view narrow_space = "\u202f";
constexpr std::string_view hard_space = "\u00a0";
constexpr std::string_view minus = "\u2212";
constexpr std::string_view unknown = "?";

/// A magnitude as decimal digits: 0.d1d2d3… × 10^exponent, without trailing zeros; "" is zero.
struct Digits {
  std::string digits;
  int exponent = 0;
};

/// The shortest digits that read back as `magnitude`: what a person means by it. Rounding those
/// rather than the binary value makes 0.285 round to 0.29 and 1.005 to 1.01.
Digits shortest_digits(double magnitude) {
  if (magnitude == 0) return {};
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), magnitude,
                                 std::chars_format::scientific)
                       .ptr;
  const std::string_view written(text.data(), static_cast<std::size_t>(end - text.data()));
  const std::size_t e = written.find('e');
  Digits result;
  for (const char c : written.substr(0, e)) {
    if (c != '.') result.digits += c;
  }
  int power = 0;
  const bool positive = written[e + 1] == '+';  // std::from_chars takes no plus sign
  std::from_chars(written.data() + e + (positive ? 2 : 1), end, power);
  result.exponent = power + 1;
  return result;
}

/// Rounds to `count` digits after the first, half away from zero; a count below zero gives zero.
void round_digits(Digits& number, int count) {
  if (count >= static_cast<int>(number.digits.size())) return;
  const bool up = count >= 0 && number.digits[static_cast<std::size_t>(count)] >= '5';
  number.digits.resize(static_cast<std::size_t>(std::max(count, 0)));
  if (!up) return;
  std::size_t i = number.digits.size();
  while (i > 0 && number.digits[i - 1] == '9') number.digits[--i] = '0';
  if (i > 0) {
    ++number.digits[i - 1];
  } else {
    number.digits.insert(number.digits.begin(), '1');
    ++number.exponent;
  }
}

bool is_zero(const Digits& number) {
  return number.digits.find_first_not_of('0') == std::string::npos;
}

std::string group_thousands(std::string_view whole, Language language) {
  const std::string_view separator =
      language == Language::fr ? narrow_space : std::string_view(",");
  std::string text;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (i > 0 && (whole.size() - i) % 3 == 0) text += separator;
    text += whole[i];
  }
  return text;
}

/// Writes rounded digits with exactly `decimals` decimals.
std::string write(const Digits& number, int decimals, bool negative, Language language) {
  const auto digit = [&](int position) {  // 0 is the first one after the point
    const int index = number.exponent + position;
    const bool inside = index >= 0 && index < static_cast<int>(number.digits.size());
    return inside ? number.digits[static_cast<std::size_t>(index)] : '0';
  };
  std::string whole;
  for (int i = -std::max(number.exponent, 1); i < 0; ++i) whole += digit(i);
  std::string text = negative && !is_zero(number) ? std::string(minus) : std::string();
  text += group_thousands(whole, language);
  if (decimals > 0) text += language == Language::fr ? ',' : '.';
  for (int i = 0; i < decimals; ++i) text += digit(i);
  return text;
}

/// The value rounded to so many decimals, for choices that follow from what will be shown.
double rounded(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  return std::round(value * scale) / scale;
}

struct Scale {
  double size;
  std::string_view french, english;
};

/// A number with the unit that follows it: "180 ms".
std::string with_unit(double value, const Scale& unit, Language language, int significant = 3) {
  return format_significant(value / unit.size, significant, language) + std::string(hard_space) +
         std::string(language == Language::fr ? unit.french : unit.english);
}

constexpr double least_compact_usd = 1e6;

/// "194,08 $" / "$194.08"; after a letter without a space: "54,2 M$".
std::string with_dollar(const std::string& number, Language language) {
  if (language == Language::fr) {
    const bool letter = !number.empty() && number.back() >= 'A';
    return number + std::string(letter ? "" : hard_space) + "$";
  }
  if (number.starts_with(minus)) return std::string(minus) + "$" + number.substr(minus.size());
  return "$" + number;
}

}  // namespace

std::string format_number(double value, int decimals, Language language) {
  if (!std::isfinite(value)) return std::string(unknown);
  Digits number = shortest_digits(std::fabs(value));
  round_digits(number, number.exponent + decimals);
  return write(number, decimals, value < 0, language);
}

std::string format_significant(double value, int significant, Language language) {
  if (!std::isfinite(value)) return std::string(unknown);
  Digits number = shortest_digits(std::fabs(value));
  round_digits(number, std::max(significant, number.exponent));
  const std::size_t last = number.digits.find_last_not_of('0');
  number.digits.resize(last == std::string::npos ? 0 : last + 1);
  const int decimals = std::max(0, static_cast<int>(number.digits.size()) - number.exponent);
  return write(number, number.digits.empty() ? 0 : decimals, value < 0, language);
}

std::string format_full(double value, Language language) {
  return format_significant(value, 12, language);
}

std::string format_compact(double value, Language language) {
  static constexpr std::array<Scale, 4> scales{
      {{1e12, "T", "T"}, {1e9, "G", "B"}, {1e6, "M", "M"}, {1e3, "k", "k"}}};
  if (!std::isfinite(value)) return std::string(unknown);
  const double magnitude = std::fabs(value);
  for (const Scale& scale : scales) {
    // 999 950 would round to "1 000 k": it is "1 M".
    if (rounded(magnitude / scale.size, 3) < 0.9995) continue;
    std::string text = format_significant(value / scale.size, 3, language);
    if (language == Language::fr) text += hard_space;
    return text + std::string(language == Language::fr ? scale.french : scale.english);
  }
  return format_significant(value, 3, language);
}

std::string format_count(double value, Language language) {
  std::string text = format_compact(value, language);
  const bool millions = text.ends_with('M') || text.ends_with('G') || text.ends_with('T');
  if (language == Language::fr && millions) text += std::string(hard_space) + "de";
  return text;
}

std::string format_usd(double value, int decimals, Language language) {
  return with_dollar(format_number(value, decimals, language), language);
}

std::string format_compact_usd(double value, Language language) {
  return with_dollar(format_compact(value, language), language);
}

std::string format_sum(double usd, Language language) {
  const double magnitude = std::fabs(usd);
  if (magnitude >= least_compact_usd) return format_compact(usd, language);
  return format_number(usd, magnitude < 1e5 ? 2 : 0, language);
}

std::string format_amount(double usd, Language language) {
  return with_dollar(format_sum(usd, language), language);
}

std::string format_usd_auto(double value, Language language) {
  const double magnitude = std::fabs(value);
  if (magnitude > 0 && magnitude < 0.005) {
    return language == Language::fr ? "moins de 0,01\u00a0$" : "less than $0.01";
  }
  if (magnitude >= least_compact_usd) return format_amount(value, language);
  const bool cents = magnitude > 0 && rounded(magnitude, 2) < 10;
  return format_usd(value, cents ? 2 : 0, language);
}

std::string format_unit_usd(double value, Language language) {
  if (!std::isfinite(value)) return format_usd(value, 2, language);
  Digits number = shortest_digits(std::fabs(value));
  round_digits(number, 5);
  const std::size_t last = number.digits.find_last_not_of('0');
  const int digits = last == std::string::npos ? 0 : static_cast<int>(last) + 1;
  return format_usd(value, std::max(2, digits - number.exponent), language);
}

std::string format_percent(double share, int decimals, Language language) {
  if (!std::isfinite(share)) return std::string(unknown);
  Digits number = shortest_digits(std::fabs(share));
  // × 100, without the rounding error of a multiplication; zero stays zero.
  if (!number.digits.empty()) number.exponent += 2;
  round_digits(number, number.exponent + decimals);
  return write(number, decimals, share < 0, language) +
         (language == Language::fr ? std::string(hard_space) : std::string()) + "%";
}

std::string format_rate(double per_second, Language language) {
  if (!std::isfinite(per_second)) return std::string(unknown);
  static constexpr Scale second{1, "req/s", "req/s"}, hour{1.0 / 3600, "req/h", "req/h"},
      day{1.0 / 86400, "req/j", "req/d"};
  constexpr double fewest = 0.1;
  const double rate = std::fabs(per_second);
  if (rate >= 10000) {
    return format_compact(per_second, language) + std::string(hard_space) +
           std::string(second.english);
  }
  if (rate == 0 || rate >= fewest * second.size) return with_unit(per_second, second, language, 2);
  return with_unit(per_second, rate >= fewest * hour.size ? hour : day, language, 2);
}

std::string format_duration_ms(double ms, Language language) {
  if (!std::isfinite(ms)) return std::string(unknown);
  static constexpr Scale day{86'400'000, "j", "d"}, hour{3'600'000, "h", "h"},
      minute{60'000, "min", "min"}, second{1000, "s", "s"}, millisecond{1, "ms", "ms"};
  const double length = std::fabs(ms);
  const auto whole = [&](const Scale& unit) { return std::fmod(length, unit.size) == 0; };
  const auto chosen = [&](const Scale& unit, double from) {
    return length >= from * unit.size || (length >= unit.size && whole(unit));
  };
  if (chosen(day, 3)) return with_unit(ms, day, language);
  if (chosen(hour, 2)) return with_unit(ms, hour, language);
  if (chosen(minute, 2)) return with_unit(ms, minute, language);
  // 999.6 ms would round to "1 000 ms": it is "1 s".
  if (rounded(length, 0) >= 1000) return with_unit(ms, second, language);
  return with_unit(ms, millisecond, language);
}

std::string format_mb(double mb, Language language) {
  if (!std::isfinite(mb)) return std::string(unknown);
  static constexpr Scale terabyte{1024.0 * 1024.0, "To", "TB"}, gigabyte{1024, "Go", "GB"},
      megabyte{1, "Mo", "MB"}, kilobyte{1.0 / 1024, "Ko", "KB"};
  const double size = std::fabs(mb);
  // Sizes that are no eighth of a gigabyte are known by their megabytes: 1,5 Go, but 1 769 Mo.
  const bool eighths = std::fmod(size * 8, gigabyte.size) == 0;
  if (size >= terabyte.size) return with_unit(mb, terabyte, language);
  if (size >= gigabyte.size && (eighths || size > 10'240)) return with_unit(mb, gigabyte, language);
  if (size >= 1 || size == 0) return with_unit(mb, megabyte, language);
  return with_unit(mb, kilobyte, language);
}

std::string format_date(std::string_view iso, Language language) {
  static constexpr std::array<std::string_view, 12> french{"janv.", "févr.", "mars",  "avr.",
                                                           "mai",   "juin",  "juil.", "août",
                                                           "sept.", "oct.",  "nov.",  "déc."};
  static constexpr std::array<std::string_view, 12> english{
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto number = [&](std::size_t from, std::size_t count) {
    int value = -1;
    const char* const end = iso.data() + from + count;
    const auto read = std::from_chars(iso.data() + from, end, value);
    return read.ec == std::errc() && read.ptr == end ? value : -1;
  };
  const bool with_day = iso.size() == 10 && iso[7] == '-';
  if ((!with_day && iso.size() != 7) || iso[4] != '-') return std::string(iso);
  const int month = number(5, 2);
  const int day = with_day ? number(8, 2) : 1;
  if (number(0, 4) < 0 || month < 1 || month > 12 || day < 1 || day > 31) return std::string(iso);
  const auto& months = language == Language::fr ? french : english;
  std::string text;
  if (with_day) {
    // "1er": the first of a month is an ordinal in French.
    text = std::to_string(day) + (day == 1 && language == Language::fr ? "er" : "");
    text += hard_space;
  }
  text += months[static_cast<std::size_t>(month - 1)];
  return text + std::string(hard_space) + std::string(iso.substr(0, 4));
}

}  // namespace sans_serveur
