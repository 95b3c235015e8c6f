#include "ui/number_entry.h"

#include <doctest/doctest.h>

#include "ui/slider_scale.h"

namespace sans_serveur::ui {
namespace {

std::optional<double> typed(const char* text, const char* path = "traffic.requests_per_month",
                            Language language = Language::fr) {
  return parse_entry(text, *find_field(path), language, "automatique");
}

TEST_CASE("numbers as people type them") {
  CHECK(typed("55 M") == 55e6);
  CHECK(typed("55M") == 55e6);
  CHECK(typed("55 000 000") == 55e6);
  CHECK(typed("55\u202f000\u202f000") == 55e6);
  CHECK(typed("1,5 k") == 1500);
  CHECK(typed("1.5k") == 1500);
  CHECK(typed("2 G") == 2e9);
  CHECK(typed("2B", "traffic.requests_per_month", Language::en) == 2e9);
  CHECK(typed("1,234,567", "traffic.requests_per_month", Language::en) == 1234567);
  CHECK(typed("1,234", "traffic.requests_per_month", Language::en) == 1234);
  CHECK(typed("1,234", "traffic.requests_per_month", Language::fr) == 1.234);
  CHECK(typed("1.234.567") == 1234567);
  CHECK(typed("1e9") == 1e9);
  CHECK(typed("5,5E+7") == 55e6);
  CHECK(typed("1,5e6", "traffic.requests_per_month", Language::en) == 1.5e6);
  CHECK(typed("2.5e-1") == 0.25);
  CHECK(typed("1e3 s", "request.duration_ms") == 1e6);
  CHECK_FALSE(typed("1e"));
  CHECK_FALSE(typed("e9"));
  CHECK(typed("55 millions") == 55e6);
  CHECK(typed("1,2 milliard") == 1.2e9);
  CHECK(typed("-3") == -3);
  CHECK(typed("−3") == -3);
}

TEST_CASE("units of the field are understood") {
  CHECK(typed("1,5 s", "request.duration_ms") == 1500);
  CHECK(typed("2 min", "request.duration_ms") == 120000);
  CHECK(typed("2 Go", "request.memory_mb") == 2048);
  CHECK(typed("60 %", "fargate.target_utilization") == doctest::Approx(0.6));
  CHECK(typed("60", "fargate.target_utilization") == doctest::Approx(0.6));
  CHECK(typed("0,6", "fargate.target_utilization") == doctest::Approx(0.6));
  CHECK(typed("× 1,8", "traffic.peak_to_mean") == doctest::Approx(1.8));
  CHECK_FALSE(typed("2 Go", "request.duration_ms"));
}

TEST_CASE("automatic is a word, or nothing, where the field may be") {
  CHECK(is_automatic(typed("automatique", "lambda.memory_mb").value_or(0)));
  CHECK(is_automatic(typed("", "lambda.memory_mb").value_or(0)));
  CHECK_FALSE(typed("", "request.memory_mb"));
}

TEST_CASE("what is no number is nothing") {
  for (const char* const text : {"abc", ".", ",", "1x2", "--3", "12 parsecs", "1e5e", "1,2.3,4"}) {
    CAPTURE(text);
    CHECK_FALSE(typed(text));
  }
}

TEST_CASE("the editable text reads back as the same value, for every field and its stops") {
  const Workload workload;
  for (const Language language : {Language::fr, Language::en}) {
    for (const Field& field : fields()) {
      if (field.kind == FieldKind::choice || field.kind == FieldKind::toggle) continue;
      CAPTURE(field.path);
      const SliderScale scale(field, workload);
      for (int stop = 0; stop <= scale.last_stop(); ++stop) {
        const double value = scale.stop(stop);
        const std::string text = editable_value(field, value, language);
        CAPTURE(text);
        REQUIRE(parse_entry(text, field, language, "").value_or(-1) == doctest::Approx(value));
      }
    }
  }
}

TEST_CASE("stops rise, and positions and numbers go with them") {
  const Workload workload;
  for (const Field& field : fields()) {
    if (field.kind == FieldKind::choice || field.kind == FieldKind::toggle) continue;
    CAPTURE(field.path);
    const SliderScale scale(field, workload);
    REQUIRE(scale.last_stop() >= 1);
    CHECK(scale.position(scale.low()) == doctest::Approx(0));
    CHECK(scale.position(scale.high()) == doctest::Approx(1));
    for (int stop = 1; stop <= scale.last_stop(); ++stop) {
      CHECK(scale.stop(stop) > scale.stop(stop - 1));
      CHECK(scale.stop_number(scale.stop(stop)) == doctest::Approx(stop));
      CHECK(scale.value_at(scale.position(scale.stop(stop))) == doctest::Approx(scale.stop(stop)));
    }
  }
}

TEST_CASE("a slider is wide enough for the value it has") {
  Workload workload;
  workload.traffic.requests_per_month = 5e10;
  const SliderScale scale(*find_field("traffic.requests_per_month"), workload);
  CHECK(scale.high() >= 5e10);
}

}  // namespace
}  // namespace sans_serveur::ui
