// Numbers, amounts and dates as a French or an English reader writes them.
//
// French: U+202F between thousands, decimal comma, U+00A0 before units, $ and %; English:
// "$1,234.56". The minus sign is U+2212 in both; what rounds to zero has none. Never uses the C
// locale. What is not finite → "?".
#pragma once

#include <string>
#include <string_view>

#include "core/message.h"

namespace sans_serveur {

/// 1234.5 with 1 decimal → "1 234,5" / "1,234.5". Rounds half away from zero, as people do: the
/// decimal number that the double stands for (its shortest one) is rounded, so 0.285 → "0,29".
std::string format_number(double value, int decimals, Language language);

/// As many decimals as give `significant` digits, without trailing zeros: 0.2871, 2 → "0,29".
/// Whole digits are never dropped: 1234.5, 2 → "1 235".
std::string format_significant(double value, int significant, Language language);

/// Every digit of the number, up to 12 significant ones: 604800000 → "604 800 000", 0.01 → "0,01".
std::string format_full(double value, Language language);

/// 55e6 → "55 M" / "55M"; 30.11e6 → "30,1 M"; 1e9 → "1 G" / "1B"; 3200 → "3,2 k"; below 1 000:
/// plain.
std::string format_compact(double value, Language language);

/// A compact number before a noun: French says "55 M de requêtes", but "3,2 k requêtes".
std::string format_count(double value, Language language);

/// 194.08, 2 → "194,08 $" / "$194.08".
std::string format_usd(double value, int decimals, Language language);

/// 54.2e6 → "54,2 M$" / "$54.2M"; 300000 → "300 k$"; below 1 000: three significant digits.
std::string format_compact_usd(double value, Language language);

/// A sum as a person would write it, without its currency: to the cent below 100 000, whole below
/// a million, compact from there on: "194,08", "541 938", "54,2 M".
std::string format_sum(double usd, Language language);

/// The same with its currency: "194,08 $", "54,2 M$" / "$54.2M".
std::string format_amount(double usd, Language language);

/// An amount inside a sentence: whole dollars, compact from a million on, cents below 10, and
/// below one cent in words: "194 $", "3,20 $", "moins de 0,01 $" / "less than $0.01".
std::string format_usd_auto(double value, Language language);

/// A unit price with as many decimals as it needs: "0,0000133 $" / "$0.0000133".
/// At least two, and five significant digits: 0.03888 → "0,03888 $".
std::string format_unit_usd(double value, Language language);

/// 0.873, 0 → "87 %" / "87%".
std::string format_percent(double share, int decimals, Language language);

/// Requests per second, two significant digits: "21 req/s", "761 k req/s"; per hour or per day
/// where there are fewer than one in ten of the larger unit: "2,7 req/h", "0,33 req/j" / "0.33
/// req/d".
std::string format_rate(double per_second, Language language);

/// Milliseconds in the unit a person would choose: "180 ms", "1,2 s", "15 min", "4 h", "2 j" / "2
/// d". Three significant digits; the larger unit from 1 000 ms, 120 s, 120 min and 72 h on, and
/// earlier where it comes out whole (900 s → "15 min", 3 600 s → "1 h").
std::string format_duration_ms(double ms, Language language);

/// Megabytes likewise: "4 Ko" / "4 KB", "512 Mo" / "512 MB", "1,5 Go" / "1.5 GB".
std::string format_mb(double mb, Language language);

/// "2026-10-09" → "9 oct. 2026" / "9 Oct 2026"; "2026-10" → "oct. 2026"; "2021" → "2021".
/// What is not such a date comes back as it is.
std::string format_date(std::string_view iso, Language language);

}  // namespace sans_serveur
