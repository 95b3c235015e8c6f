#include "core/start_times.h"

#include <cmath>

#include <doctest/doctest.h>
#include <embedded.h>

#include "published.h"

using namespace sans_serveur;

TEST_CASE("start times: median INIT of the newest version of each runtime") {
  const StartTimes& times = published_data().start_times;
  CHECK(parse_start_times(embedded::find("data/start_times.json")).unknown.empty());
  CHECK(times.init_times.size() == 86);
  CHECK(times.init.date() == "2026-08-22");
  CHECK(times.init_ms(Runtime::nodejs, Package::zip, Architecture::arm64) == 116.0);
  CHECK(times.init_ms(Runtime::python, Package::image, Architecture::x86_64) == 153.9);
  CHECK(times.init_ms(Runtime::java, Package::zip, Architecture::x86_64) == 180.2);
  CHECK(times.init_ms(Runtime::dotnet, Package::zip, Architecture::arm64) == 250.0);
  CHECK(times.init_ms(Runtime::go, Package::zip, Architecture::arm64) == 43.9);
  CHECK(times.init_ms(Runtime::rust, Package::image, Architecture::arm64) == 29.1);
  CHECK(times.init_ms(Runtime::ruby, Package::zip, Architecture::x86_64) == 229.8);
  CHECK(std::isnan(times.init_ms(Runtime::php, Package::zip, Architecture::x86_64)));
  CHECK(std::isnan(times.init_ms(Runtime::other, Package::zip, Architecture::x86_64)));
  CHECK(times.init_ms(Runtime::nodejs, Package::zip, Architecture::arm64, 128) == 121.3);
  CHECK(times.init_ms(Runtime::nodejs, Package::zip, Architecture::arm64, 10'240) == 127.2);
}

TEST_CASE("start times: a Fargate task starts in the observed times, linear between them") {
  const StartTimes& times = published_data().start_times;
  CHECK(times.fargate.status == Status::derived);
  CHECK(times.fargate_start_s(0) == 25);
  CHECK(times.fargate_start_s(413) == 57);
  CHECK(times.fargate_start_s(206.5) == doctest::Approx(41));
  CHECK(times.fargate_start_s(918) == doctest::Approx(81));
  CHECK(times.fargate_start_s(1423) == doctest::Approx(105));
  CHECK(times.fargate_start_s(50) >= times.fargate_min_s);
  CHECK(times.fargate_start_s(400) <= times.fargate_max_s);
  CHECK(times.observations.size() == 4);
  CHECK(std::isnan(times.observations[0].image_mb));
}

TEST_CASE("start times: a sudden rise is seen in the measured times, between and beyond them") {
  const StartTimes& times = published_data().start_times;
  CHECK(times.scale_out.status == Status::sourced);
  CHECK(times.scale_out_trigger_s(60) == 363);
  CHECK(times.scale_out_trigger_s(20) == 86);
  CHECK(times.scale_out_trigger_s(40) == doctest::Approx((363 + 86) / 2.0));
  CHECK(times.scale_out_trigger_s(10) == doctest::Approx(43));
  CHECK(times.scale_out_trigger_s(120) == doctest::Approx(726));
  CHECK(std::isnan(StartTimes{}.scale_out_trigger_s(60)));
}

TEST_CASE("start times: errors are reported, and what is missing is unknown") {
  CHECK(std::isnan(StartTimes{}.fargate_start_s(100)));
  CHECK(std::isnan(StartTimes{}.init_ms(Runtime::go, Package::zip, Architecture::arm64)));
  std::string text(embedded::find("data/start_times.json"));
  text.replace(text.find("[413, 57]"), 9, "[0, 57]");
  const Errors errors = parse_start_times(text).errors;
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].path == "fargate.points[1]");
  CHECK(errors[0].message.key == "error.start_times.point");
  CHECK_FALSE(parse_start_times("{}").errors.empty());
}
