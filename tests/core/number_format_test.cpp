#include "core/number_format.h"

#include <limits>

#include <doctest/doctest.h>

using namespace sans_serveur;

namespace {

constexpr Language fr = Language::fr, en = Language::en;
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("number format: thousands, decimals and the minus sign of each language") {
  CHECK(format_number(1234.5, 1, fr) == "1\u202f234,5");
  CHECK(format_number(1234.5, 1, en) == "1,234.5");
  CHECK(format_number(1234567, 0, fr) == "1\u202f234\u202f567");
  CHECK(format_number(999, 0, fr) == "999");
  CHECK(format_number(1000, 0, en) == "1,000");
  CHECK(format_number(0.5, 2, fr) == "0,50");
  CHECK(format_number(-12.345, 2, fr) == "\u221212,35");
  CHECK(format_number(0, 0, fr) == "0");
  CHECK(format_number(1e15, 0, en) == "1,000,000,000,000,000");
}

TEST_CASE("number format: halves round away from zero, in the decimals that a person reads") {
  CHECK(format_number(0.5, 0, en) == "1");
  CHECK(format_number(-0.5, 0, en) == "\u22121");
  CHECK(format_number(2.5, 0, en) == "3");
  // Binary 0.285 and 1.005 lie below their decimals; the reader of "0.285" expects 0.29.
  CHECK(format_number(0.285, 2, en) == "0.29");
  CHECK(format_number(1.005, 2, en) == "1.01");
  CHECK(format_number(9.996, 2, en) == "10.00");
  CHECK(format_number(0.0049, 2, en) == "0.00");
}

TEST_CASE("number format: what rounds to zero has no sign, what is not finite is told") {
  CHECK(format_number(-0.0, 0, fr) == "0");
  CHECK(format_number(-0.001, 2, fr) == "0,00");
  CHECK(format_number(undefined, 2, fr) == "?");
  CHECK(format_significant(infinity, 3, en) == "?");
  CHECK(format_compact(undefined, en) == "?");
  CHECK(format_usd(undefined, 2, fr) == "?\u00a0$");
  CHECK(format_percent(undefined, 0, fr) == "?");
  CHECK(format_duration_ms(infinity, fr) == "?");
  CHECK(format_mb(undefined, en) == "?");
}

TEST_CASE("number format: significant digits, never at the cost of whole ones") {
  CHECK(format_significant(0.2871, 2, fr) == "0,29");
  CHECK(format_significant(1234.5, 2, en) == "1,235");
  CHECK(format_significant(3.0, 3, en) == "3");
  CHECK(format_significant(1.50, 3, fr) == "1,5");
  CHECK(format_significant(99.96, 3, en) == "100");
  CHECK(format_significant(0.000123456, 3, en) == "0.000123");
  CHECK(format_significant(-1.81, 2, fr) == "\u22121,8");
  CHECK(format_significant(0, 3, fr) == "0");
  CHECK(format_full(604800000, fr) == "604\u202f800\u202f000");
  CHECK(format_full(0.01, fr) == "0,01");
  CHECK(format_full(0.1 + 0.2, en) == "0.3");
}

TEST_CASE("number format: millions and thousands in short") {
  CHECK(format_compact(55e6, fr) == "55\u00a0M");
  CHECK(format_compact(55e6, en) == "55M");
  CHECK(format_compact(30.11e6, fr) == "30,1\u00a0M");
  CHECK(format_compact(1e9, fr) == "1\u00a0G");
  CHECK(format_compact(1e9, en) == "1B");
  CHECK(format_compact(3200, fr) == "3,2\u00a0k");
  CHECK(format_compact(999, fr) == "999");
  CHECK(format_compact(999.4, en) == "999");
  CHECK(format_compact(999960, en) == "1M");
  CHECK(format_compact(-2e6, fr) == "\u22122\u00a0M");
}

TEST_CASE("number format: before a noun, French millions take de") {
  CHECK(format_count(55e6, fr) == "55\u00a0M\u00a0de");
  CHECK(format_count(2e9, fr) == "2\u00a0G\u00a0de");
  CHECK(format_count(3200, fr) == "3,2\u00a0k");
  CHECK(format_count(30, fr) == "30");
  CHECK(format_count(55e6, en) == "55M");
}

TEST_CASE("number format: amounts") {
  CHECK(format_usd(194.08, 2, fr) == "194,08\u00a0$");
  CHECK(format_usd(1234.56, 2, fr) == "1\u202f234,56\u00a0$");
  CHECK(format_usd(1234.56, 2, en) == "$1,234.56");
  CHECK(format_usd(-11.4, 0, en) == "\u2212$11");
  CHECK(format_usd(-11.4, 0, fr) == "\u221211\u00a0$");
  CHECK(format_usd(-0.001, 2, en) == "$0.00");
}

TEST_CASE("number format: amounts in sentences show cents below ten dollars") {
  CHECK(format_usd_auto(194.08, fr) == "194\u00a0$");
  CHECK(format_usd_auto(3.2, fr) == "3,20\u00a0$");
  CHECK(format_usd_auto(9.994, en) == "$9.99");
  CHECK(format_usd_auto(9.996, en) == "$10");
  CHECK(format_usd_auto(0.004, en) == "less than $0.01");
  CHECK(format_usd_auto(0.004, fr) == "moins de 0,01\u00a0$");
  CHECK(format_usd_auto(0, fr) == "0\u00a0$");
}

TEST_CASE("number format: unit prices have the decimals they need") {
  CHECK(format_unit_usd(0.0000133334, fr) == "0,000013333\u00a0$");
  CHECK(format_unit_usd(0.0000133, en) == "$0.0000133");
  CHECK(format_unit_usd(0.03888, fr) == "0,03888\u00a0$");
  CHECK(format_unit_usd(0.5, en) == "$0.50");
  CHECK(format_unit_usd(12, en) == "$12.00");
  CHECK(format_unit_usd(0, fr) == "0,00\u00a0$");
}

TEST_CASE("number format: shares") {
  CHECK(format_percent(0.873, 0, fr) == "87\u00a0%");
  CHECK(format_percent(0.873, 0, en) == "87%");
  CHECK(format_percent(0, 0, en) == "0%");
  CHECK(format_percent(0, 1, fr) == "0,0\u00a0%");
  CHECK(format_percent(0.0111, 1, fr) == "1,1\u00a0%");
  CHECK(format_percent(0.285, 0, en) == "29%");  // 0.285 × 100 is 28.499999999999996
  CHECK(format_percent(-0.2, 0, en) == "\u221220%");
}

TEST_CASE("sums lose their cents, then their digits, where nobody would read them") {
  CHECK(format_amount(194.08, fr) == "194,08\u00a0$");
  CHECK(format_amount(99999.99, en) == "$99,999.99");
  CHECK(format_amount(541938.4, en) == "$541,938");
  CHECK(format_amount(54181193.88, fr) == "54,2\u00a0M$");
  CHECK(format_amount(-54181193.88, en) == "\u2212$54.2M");
  CHECK(format_sum(1.5e9, fr) == "1,5\u00a0G");
  CHECK(format_usd_auto(54181193.88, en) == "$54.2M");
  CHECK(format_usd_auto(541938.4, fr) == "541\u202f938\u00a0$");
  CHECK(format_amount(infinity, en) == format_usd(infinity, 2, en));
}

TEST_CASE("rates are told by the second, the hour or the day, so that they are not all zeros") {
  CHECK(format_rate(20.93, fr) == "21\u00a0req/s");
  CHECK(format_rate(761035, fr) == "761\u00a0k\u00a0req/s");
  CHECK(format_rate(0.1, en) == "0.1\u00a0req/s");
  CHECK(format_rate(0.00076, fr) == "2,7\u00a0req/h");
  CHECK(format_rate(1.0 / 2628000, fr) == "0,033\u00a0req/j");
  CHECK(format_rate(1.0 / 2628000, en) == "0.033\u00a0req/d");
  CHECK(format_rate(0, en) == "0\u00a0req/s");
  CHECK(format_rate(infinity, fr) == "?");
}

TEST_CASE("number format: durations in the unit a person would choose") {
  CHECK(format_duration_ms(180, fr) == "180\u00a0ms");
  CHECK(format_duration_ms(1200, fr) == "1,2\u00a0s");
  CHECK(format_duration_ms(1200, en) == "1.2\u00a0s");
  CHECK(format_duration_ms(999.7, en) == "1\u00a0s");
  CHECK(format_duration_ms(90'000, en) == "90\u00a0s");
  CHECK(format_duration_ms(900'000, fr) == "15\u00a0min");
  CHECK(format_duration_ms(14'400'000, fr) == "4\u00a0h");
  CHECK(format_duration_ms(9'000'000, en) == "2.5\u00a0h");
  CHECK(format_duration_ms(604'800'000, fr) == "7\u00a0j");
  CHECK(format_duration_ms(604'800'000, en) == "7\u00a0d");
  CHECK(format_duration_ms(0, en) == "0\u00a0ms");
}

TEST_CASE("number format: sizes") {
  CHECK(format_mb(512, fr) == "512\u00a0Mo");
  CHECK(format_mb(512, en) == "512\u00a0MB");
  CHECK(format_mb(1536, fr) == "1,5\u00a0Go");
  CHECK(format_mb(1769, fr) == "1\u202f769\u00a0Mo");
  CHECK(format_mb(10240, en) == "10\u00a0GB");
  CHECK(format_mb(0.00390625, fr) == "4\u00a0Ko");
  CHECK(format_mb(2'097'152, en) == "2\u00a0TB");
  CHECK(format_mb(0, fr) == "0\u00a0Mo");
}

TEST_CASE("number format: dates as precise as they are") {
  CHECK(format_date("2026-10-09", fr) == "9\u00a0oct.\u00a02026");
  CHECK(format_date("2026-10-09", en) == "9\u00a0Oct\u00a02026");
  CHECK(format_date("2026-10", fr) == "oct.\u00a02026");
  CHECK(format_date("2021", en) == "2021");
  CHECK(format_date("2025-08-01", fr) == "1er\u00a0août\u00a02025");
  CHECK(format_date("2026-13-01", en) == "2026-13-01");
  CHECK(format_date("soon", fr) == "soon");
  CHECK(format_date("", en).empty());
}
