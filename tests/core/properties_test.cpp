// Properties that hold for any workload: bills are the sum of their items, languages share their
// numbers, and the native and the WebAssembly build decide alike.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <random>
#include <string>

#include <doctest/doctest.h>
#include <embedded.h>

#include "core/methodology.h"
#include "published.h"

using namespace sans_serveur;

namespace {

/// A number from 0 up to `most`, often 0, over decades.
double drawn(std::mt19937& random, double most) {
  const double position = static_cast<double>(random()) / 4294967296.0;
  return random() % 4 == 0 ? 0 : most * std::pow(10.0, -8 * position);
}

Usage random_usage(std::mt19937& random) {
  Usage usage;
  usage.free_tier = random() % 2 == 0;
  LambdaUsage& lambda = usage.lambda;
  lambda.architecture = static_cast<Architecture>(random() % 2);
  lambda.requests = drawn(random, 1e11);
  lambda.duration_ms = drawn(random, 9e5);
  lambda.memory_mb = 128 + drawn(random, 10112);
  lambda.ephemeral_mb = 512 + drawn(random, 9728);
  lambda.provisioned = {drawn(random, 1e4), drawn(random, 744), drawn(random, 1e10),
                        drawn(random, 9e5)};
  lambda.snapstart_cache_gb_s = drawn(random, 1e7);
  lambda.snapstart_restore_gb = drawn(random, 1e6);
  lambda.streamed_gb = drawn(random, 1e6);
  lambda.savings_discount = drawn(random, 0.9);
  FargateUsage& fargate = usage.fargate;
  fargate.windows = random() % 4 == 0;
  fargate.architecture = static_cast<Architecture>(random() % 2);
  fargate.vcpu = 0.25 + drawn(random, 15);
  fargate.memory_gb = 0.5 + drawn(random, 120);
  fargate.ephemeral_gb = 20 + drawn(random, 180);
  fargate.task_hours = drawn(random, 1e6);
  fargate.spot_share = drawn(random, 1);
  fargate.spot_discount = drawn(random, 0.9);
  usage.http_api_requests = drawn(random, 1e11);
  usage.rest_api_requests = drawn(random, 1e11);
  usage.alb = {.hours = drawn(random, 7300), .gb = drawn(random, 1e7)};
  usage.nat.gateways = drawn(random, 10);
  usage.nat.gb = drawn(random, 1e6);
  usage.ipv4_address_hours = drawn(random, 1e6);
  usage.logs.gb = drawn(random, 1e6);
  usage.logs.from_lambda = random() % 2 == 0;
  usage.queue_requests = drawn(random, 1e11);
  usage.egress_gb = drawn(random, 1e6);
  return usage;
}

/// What "12 M", "3,2 k" or "1 min" stand for is the same in both languages; digits and their
/// separators are not. The numbers of a text as English writes them, sorted.
std::vector<std::string> numbers(std::string text, Language language) {
  const auto replace = [&](std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
      text.replace(at, from.size(), to);
      at += to.size();
    }
  };
  const auto digit = [&](std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
  };
  replace(language == Language::fr ? "\u202f" : ",", "_");  // between thousands
  if (language == Language::fr) replace(",", ".");
  std::vector<std::string> found;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!digit(at)) continue;
    std::string number;
    for (; digit(at) || ((text[at] == '.' || text[at] == '_') && digit(at + 1)); ++at) {
      if (text[at] != '_') number += text[at];
    }
    found.push_back(std::move(number));
  }
  std::sort(found.begin(), found.end());
  return found;
}

void check_same_numbers(const std::string& french, const std::string& english) {
  CAPTURE(french);
  CAPTURE(english);
  CHECK(numbers(french, Language::fr) == numbers(english, Language::en));
}

void check_same_numbers(const Message& message) {
  CAPTURE(message.key);
  check_same_numbers(published_catalogue().format(message, Language::fr),
                     published_catalogue().format(message, Language::en));
}

/// Workloads of every kind around an ordinary one.
Workload varied(std::uint64_t i) {
  Workload base;
  base.trigger = static_cast<Trigger>(i % 9);
  base.traffic.shape = static_cast<Shape>(i / 9 % 4);
  base.traffic.requests_per_month = std::pow(10.0, 3 + static_cast<double>(i % 7));
  base.traffic.peak_to_mean = 1 + static_cast<double>(i % 5);
  base.request.cpu_ms = base.request.duration_ms * static_cast<double>(i % 10 + 1) / 10;
  base.architecture = static_cast<Architecture>(i % 2);
  base.region = i % 3 == 0 ? "us-east-1" : "eu-west-3";
  base.lambda.front_door = static_cast<FrontDoor>(i % 5);
  base.lambda.provisioned_concurrency = i % 7 == 0 ? 10 : 0;
  base.fargate.autoscaling = i % 2 == 0;
  base.pricing.free_tier = i % 4 == 0;
  base.needs.sql_database = i % 6 == 0;
  return plausible_workload(base, 2026, i);
}

/// FNV-1a over numbers as text, to `significant_digits`.
class Checksum {
 public:
  // The two builds' exp(), log() and asin() differ in the last bits: 266 of these 59 000 numbers
  // do, by 3e-12 at most. Of 12 digits three would round to another one, of 9 none.
  static constexpr int significant_digits = 9;
  /// What rounding leaves of the difference of two equal numbers: 1 − 0.99999999999999978 is no
  /// share.
  static constexpr double residue = 1e-12;

  void add(double number) {
    if (std::abs(number) < residue) number = 0;
    std::array<char, 40> text{};
    char* end = text.data();
    if (std::isfinite(number)) {
      end = std::to_chars(text.data(), text.data() + text.size(), number,
                          std::chars_format::scientific, significant_digits - 1)
                .ptr;
    } else {
      *end++ = std::isnan(number) ? 'n' : 'i';
    }
    *end++ = ' ';
    for (const char* c = text.data(); c != end; ++c) {
      hash_ = (hash_ ^ static_cast<unsigned char>(*c)) * 0x100000001b3u;
    }
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325u;
};

void add(Checksum& sum, const Performance& p) {
  for (const double number : {p.p50_ms, p.p95_ms, p.p99_ms, p.p999_ms, p.mean_ms, p.cold_share,
                              p.throttled_share, p.queueing_ms, p.utilization}) {
    sum.add(number);
  }
}

void add(Checksum& sum, const Decision& decision) {
  for (const Service side : services) {
    for (const Item& item : decision.bills[index(side)].lines()) {
      if (item.usd < Checksum::residue) continue;
      sum.add(static_cast<double>(item.id));
      sum.add(item.quantity);
      sum.add(item.usd);
    }
    sum.add(decision.usd(side));
    add(sum, decision.performance[index(side)]);
  }
  const FargatePlan& fargate = decision.fargate;
  for (const double number : {decision.lambda.memory_mb, decision.lambda.billed_ms, fargate.vcpu,
                              fargate.memory_mb, fargate.peak_tasks, fargate.mean_tasks}) {
    sum.add(number);
  }
  for (const LimitCheck& check : decision.feasibility.all()) {
    sum.add(static_cast<double>(check.id));
    sum.add(static_cast<double>(check.severity));
    sum.add(check.value);
  }
  for (const double score : decision.scores) sum.add(score);
  sum.add(decision.hybrid.usd);
  sum.add(decision.total_points);
  sum.add(static_cast<double>(decision.choice));
}

}  // namespace

TEST_CASE("property: a bill is the sum of its items, each a quantity times a price") {
  std::mt19937 random(20261123);
  for (const auto& [region, prices] : published_data().prices.regions) {
    for (int i = 0; i < 50; ++i) {
      const Bill made = bill(random_usage(random), prices);
      CAPTURE(region);
      double sum = 0;
      bool partial = false;
      for (const Item& item : made.lines()) {
        CHECK(item.quantity > 0);
        if (item.status == Status::unknown) {
          partial = true;
          CHECK(std::isnan(item.usd));
          continue;
        }
        sum += item.usd;
        CHECK(item.usd >= 0);
        CHECK(item.usd == doctest::Approx(item.quantity * item.unit_price_usd).epsilon(1e-12));
      }
      CHECK(made.total_usd == doctest::Approx(sum).epsilon(1e-12));
      CHECK(made.partial == partial);
      double by_id = 0;
      for (std::size_t id = 0; id < static_cast<std::size_t>(ItemId::count); ++id) {
        by_id += made.usd(static_cast<ItemId>(id));
      }
      CHECK(made.total_usd == doctest::Approx(by_id).epsilon(1e-12));
    }
  }
}

TEST_CASE("property: swapping the languages changes no number of the document") {
  Parsed<Catalogue> swapped =
      parse_catalogue(embedded::find("content/en.json"), embedded::find("content/fr.json"));
  const auto without_sentences = [](const std::string& json) {
    std::string rest;
    for (std::size_t at = 0; at < json.size();) {
      const std::size_t end = std::min(json.find('\n', at), json.size() - 1) + 1;
      const std::string line = json.substr(at, end - at);
      const bool sentence =
          line.find("\"fr\": ") != std::string::npos || line.find("\"en\": ") != std::string::npos;
      if (!sentence) rest += line;
      at = end;
    }
    return rest;
  };
  for (std::uint64_t i = 0; i < 20; ++i) {
    const Evaluation evaluation = evaluate(varied(i), published_data(), Depth::at_once);
    const std::string json = to_json(evaluation, published_data(), published_catalogue());
    const std::string other = to_json(evaluation, published_data(), swapped.value);
    CHECK(json != other);
    CHECK(without_sentences(json) == without_sentences(other));
  }
}

TEST_CASE("property: both languages say the same numbers") {
  for (std::uint64_t i = 0; i < 150; ++i) {
    const Evaluation evaluation = evaluate(varied(i), published_data(), Depth::at_once);
    const Explanation& told = evaluation.explanation;
    check_same_numbers(told.headline);
    check_same_numbers(told.lead);
    for (const Message& warning : told.warnings) check_same_numbers(warning);
    for (const Reason& reason : told.reasons) {
      check_same_numbers(reason.text);
      check_same_numbers(reason.fact.text);
    }
  }
  // And the methodology, section by section.
  for (const Methodology::Section& section : methodology(published_data(), "us-east-1").sections) {
    const Methodology alone{{section}};
    CAPTURE(section.id);
    CHECK(numbers(to_markdown(alone, published_catalogue(), Language::fr), Language::fr) ==
          numbers(to_markdown(alone, published_catalogue(), Language::en), Language::en));
  }
}

TEST_CASE("property: native and WebAssembly decide alike") {
  Checksum sum;
  for (std::uint64_t i = 0; i < 500; ++i) {
    const Workload workload = varied(i);
    const RegionPrices prices =
        effective_prices(workload, *published_data().prices.find(workload.region));
    add(sum, decide(workload, {prices, published_data().limits, published_data().start_times}));
  }
  // One value for both builds. It changes when a formula, a price or a limit does: put in the new
  // one then, from either build, and see that the other one agrees.
  CHECK(sum.value() == 5436629707879539809u);
}
