#include "core/methodology.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "core/assumptions.h"
#include "core/json.h"
#include "core/number_format.h"
#include "core/surroundings.h"
#include "published.h"

using namespace sans_serveur;

namespace {

constexpr std::array languages{Language::fr, Language::en};

std::string page(const Data& data, Language language, std::string_view region = "us-east-1") {
  return to_markdown(methodology(data, region), published_catalogue(), language);
}

/// The Markdown of one section.
std::string section(const std::string& id, Language language) {
  const Methodology whole = methodology(published_data(), "us-east-1");
  const Methodology::Section* found = whole.find(id);
  REQUIRE(found);
  return to_markdown({{*found}}, published_catalogue(), language);
}

/// Checks that a section states these values, in the formats that the sentences give them.
void check_stated(const std::string& id,
                  std::initializer_list<std::pair<std::string (*)(double, Language), double>> all) {
  for (const Language language : languages) {
    const std::string text = section(id, language);
    for (const auto& [format, value] : all) {
      const std::string written = format(value, language);
      CHECK_MESSAGE(text.find(written) != std::string::npos, id << " lacks " << written);
    }
  }
}

std::string percent(double share, Language language) {
  return format_percent(share, 0, language);
}
std::string usd(double amount, Language language) {
  return format_usd(amount, 0, language);
}
std::string seconds(double s, Language language) {
  return format_duration_ms(s * 1000, language);
}
std::string kb(double size, Language language) {
  return format_mb(size / 1024, language);
}
std::string two_digits(double value, Language language) {
  return format_significant(value, 2, language);
}
std::string three_digits(double value, Language language) {
  return format_significant(value, 3, language);
}

/// A sentence without its placeholders and without what is a name rather than a number.
std::string own_words(std::string_view text) {
  std::string plain;
  bool inside = false;
  for (const char c : text) {
    inside = c == '{' || (inside && c != '}');
    if (!inside && c != '}') plain += c;
  }
  for (const std::string_view name : {"p95", "p99", "log2", "IPv4", "x86", "S3"}) {
    for (std::size_t at = plain.find(name); at != std::string::npos; at = plain.find(name)) {
      plain.erase(at, name.size());
    }
  }
  return plain;
}

/// Workloads of every trigger, shape and package, drawn around an ordinary one.
Workload varied(std::uint64_t i) {
  Workload base;
  base.trigger = static_cast<Trigger>(i % 9);
  base.traffic.shape = static_cast<Shape>(i % 4);
  base.traffic.requests_per_month = std::pow(10.0, 3 + static_cast<double>(i % 7));
  base.runtime.package = i % 3 == 0 ? Package::image : Package::zip;
  base.needs.sql_database = i % 5 == 0;
  base.needs.persistent_connections = i % 11 == 0;
  base.lambda.provisioned_concurrency = i % 7 == 0 ? 5 : 0;
  base.lambda.front_door = static_cast<FrontDoor>(i % 5);
  base.fargate.autoscaling = i % 2 == 0;
  if (i % 6 == 0) base.targets.p99_ms = automatic;
  if (i % 4 == 1) base.targets.p95_ms = 150;
  return plausible_workload(base, 3, i);
}

struct Case {
  explicit Case(Workload described)
      : workload(std::move(described)),
        prices(effective_prices(workload, *published_data().prices.find(workload.region))),
        decision(decide(workload, facts())) {}
  Facts facts() const { return {prices, published_data().limits, published_data().start_times}; }

  Workload workload;
  RegionPrices prices;
  Decision decision;
};

double clamped(double score) {
  return std::min(1.0, std::max(-1.0, score));
}

// ---- The page's formulas, once more: what it states has to be what decides. ----

double stated_cost_score(const Decision& decision) {
  const double lambda = decision.usd(Service::lambda), fargate = decision.usd(Service::fargate);
  if (lambda == fargate || !cheaper_is_known(decision)) return 0;
  const double difference = std::abs(lambda - fargate);
  return clamped(std::log2(lambda / fargate)) * difference / (difference + material_usd);
}

double stated_excess(const Performance& performance, const Targets& targets) {
  double excess = 1;
  if (!is_automatic(targets.p95_ms)) excess = std::max(excess, performance.p95_ms / targets.p95_ms);
  if (!is_automatic(targets.p99_ms)) excess = std::max(excess, performance.p99_ms / targets.p99_ms);
  return excess;
}

double stated_latency_score(const Case& one) {
  const auto& [lambda, fargate] = one.decision.performance;
  const Targets& targets = one.workload.targets;
  const bool any = !is_automatic(targets.p95_ms) || !is_automatic(targets.p99_ms);
  double lambda_excess = stated_excess(lambda, targets);
  if (any && lambda.throttled_share > tolerated_throttling) {
    lambda_excess = std::max(lambda_excess, throttled_excess);
  }
  if (std::isinf(fargate.p99_ms) && std::isfinite(lambda.p99_ms)) return -1;
  const double fargate_excess = stated_excess(fargate, targets);
  if (lambda_excess == 1 && fargate_excess == 1) {
    return both_meet_weight * clamped(std::log2(lambda.p99_ms / fargate.p99_ms));
  }
  return clamped(missed_target_weight * std::log2(lambda_excess / fargate_excess));
}

double stated_operations_score(const Case& one) {
  const OperationsScores& s = operations_scores;
  const bool job = one.decision.fargate.job;
  double score = job ? s.job : s.service;
  if (!job && one.workload.traffic.shape == Shape::bursty) score += s.bursts;
  if (one.workload.lambda.provisioned_concurrency > 0) score += s.provisioned;
  if (one.workload.needs.sql_database) score += s.sql_database;
  if (one.workload.runtime.package == Package::image) score += s.image;
  return clamped(score);
}

double stated_trigger_score(const Workload& workload) {
  const TriggerScores& s = trigger_scores;
  switch (workload.trigger) {
    case Trigger::object:
    case Trigger::queue:
    case Trigger::stream:
    case Trigger::schedule:
      return s.event;
    case Trigger::websocket:
    case Trigger::tcp:
    case Trigger::udp:
      return s.connection;
    case Trigger::worker:
      return s.worker;
    case Trigger::http:
      break;
  }
  const double rate = attempts_per_month(workload) / seconds_per_month;
  const double position = std::log(rate / quiet_rate) / std::log(busy_rate / quiet_rate);
  const double score =
      s.quiet_api + (s.busy_api - s.quiet_api) * std::min(1.0, std::max(0.0, position));
  const Traffic& traffic = workload.traffic;
  const bool spiky = traffic.shape == Shape::bursty ||
                     (traffic.shape != Shape::flat && traffic.peak_to_mean >= spiky_peak);
  return spiky ? std::min(score, s.quiet_api) : score;
}

double stated_flexibility_score(const Case& one) {
  const FlexibilityScores& s = flexibility_scores;
  double score = s.container;
  if (one.workload.runtime.package == Package::image) score += s.image;
  if (one.workload.needs.persistent_connections) score += s.persistent_connections;
  for (const LimitCheck& check : one.decision.feasibility.all()) {
    if (check.service == Service::lambda && check.severity != Severity::ok) score += s.near_limit;
  }
  return std::min(1.0, score);
}

}  // namespace

TEST_CASE("methodology: every sentence is there, in both languages, for every region") {
  for (const auto& [region, prices] : published_data().prices.regions) {
    const Methodology whole = methodology(published_data(), region);
    for (const Language language : languages) {
      for (const std::string& text : {to_markdown(whole, published_catalogue(), language),
                                      to_html(whole, published_catalogue(), language)}) {
        CHECK(text.find('{') == std::string::npos);
        CHECK(text.find("«method") == std::string::npos);
        CHECK(text.size() > 20'000);
      }
    }
  }
  CHECK(published_catalogue().missing() == std::vector<std::string>{});
  const std::string nowhere = page(published_data(), Language::en, "moon-1");
  CHECK(nowhere.find("moon-1") != std::string::npos);
}

TEST_CASE("methodology: its sections, each with a title and something to say") {
  const Methodology whole = methodology(published_data(), "eu-west-3");
  std::set<std::string> ids;
  for (const Methodology::Section& each : whole.sections) {
    CHECK(ids.insert(each.id).second);
    CHECK(published_catalogue().has(each.title.key));
    CHECK_FALSE(each.blocks.empty());
  }
  for (const char* id : {"decision", "criteria", "lambda_bill", "fargate_bill", "around", "traffic",
                         "sizing", "performance", "break_even", "robustness", "assumptions",
                         "honesty", "limits", "prices", "start_times", "inputs"}) {
    CHECK_MESSAGE(whole.find(id), id);
  }
  CHECK_FALSE(whole.find("nothing"));
}

TEST_CASE("methodology: the constants that decide are stated") {
  check_stated("decision", {{percent, near_share},
                            {two_digits, either_margin_points},
                            {percent, hybrid_saving},
                            {usd, hybrid_least_usd},
                            {two_digits, hybrid_least_peak},
                            {percent, hybrid_bases.back()},
                            {percent, same_share},
                            {percent, mostly_waiting},
                            {percent, mostly_front_door},
                            {percent, mostly_idle}});
  check_stated("criteria", {{usd, material_usd},
                            {two_digits, both_meet_weight},
                            {percent, tolerated_throttling},
                            {two_digits, operations_scores.service},
                            {two_digits, operations_scores.provisioned},
                            {two_digits, trigger_scores.event},
                            {two_digits, trigger_scores.worker},
                            {two_digits, quiet_rate},
                            {two_digits, busy_rate},
                            {two_digits, spiky_peak},
                            {two_digits, flexibility_scores.container}});
  check_stated("robustness", {{format_full, robustness_samples},
                              {format_full, static_cast<double>(Robustness{}.seed)},
                              {format_full, zone_samples},
                              {three_digits, find_field("request.cpu_ms")->plausible_factor}});
  check_stated("break_even",
               {{format_count, max_requests_per_month}, {format_full, max_break_even_evaluations}});
  check_stated("honesty", {{format_full, old_price_days}, {percent, weighty_share}});
}

TEST_CASE("methodology: the constants that bill are stated") {
  check_stated("lambda_bill", {{format_count, monthly_free_tier.lambda_requests},
                               {format_full, monthly_free_tier.lambda_gb_s},
                               {format_mb, included_lambda_ephemeral_mb},
                               {format_mb, streaming_free_mb},
                               {kb, asynchronous_first_kb},
                               {kb, asynchronous_step_kb},
                               {seconds, burst_period_s},
                               {two_digits, renewed_deviations},
                               {two_digits, provisioned_step_min}});
  check_stated("fargate_bill",
               {{format_full, hours_per_month},
                {seconds, published_data().limits.number(LimitId::fargate_min_billed_linux)},
                {seconds, published_data().limits.number(LimitId::fargate_min_billed_windows)}});
  check_stated("around", {{kb, http_api_step_kb},
                          {kb, queue_chunk_kb},
                          {two_digits, queue_calls_per_message},
                          {two_digits, load_balancer_addresses},
                          {format_full, load_balancer_unit.new_connections_per_s},
                          {format_full, load_balancer_unit.active_connections},
                          {two_digits, load_balancer_unit.gb_per_h_to_lambda}});
  check_stated("traffic", {{format_full, hours_per_month},
                           {format_full, seconds_per_month},
                           {format_count, 100 * seconds_per_month},
                           {format_full, Profile::exact_units}});
  check_stated("sizing", {{percent, near_fastest - 1}, {format_mb, lambda_memory_steps.back()}});
  check_stated("performance", {{seconds, LambdaSettings{}.idle_lifetime_s},
                               {seconds, scaling_window_s},
                               {two_digits, published_data().limits.rate_per_environment()}});
  check_stated("limits", {{format_full, usual_database_connections}});
}

TEST_CASE("methodology: other data, another page") {
  Data data = published_data();
  const std::string before = page(data, Language::en);
  data.limits.limits[static_cast<std::size_t>(LimitId::fargate_min_billed_linux)].value = 75;
  CHECK(before.find("75\u00a0s") == std::string::npos);
  CHECK(page(data, Language::en).find("max(75\u00a0s, start + duration)") != std::string::npos);

  data = published_data();
  data.limits.limits[static_cast<std::size_t>(LimitId::lambda_mb_per_vcpu)].value = 2000;
  CHECK(page(data, Language::en).find("memory (MB) / 2,000") != std::string::npos);

  data = published_data();
  data.prices.regions.at("us-east-1")[PriceId::alb_hour].tiers[0].usd = 0.54321;
  CHECK(page(data, Language::fr).find("0,54321\u00a0$") != std::string::npos);

  data = published_data();
  data.prices.regions.at("us-east-1")[PriceId::alb_hour] = {};
  CHECK(page(data, Language::en).find("| ALB hour | any quantity | unknown | h |  | unknown |") !=
        std::string::npos);

  data = published_data();
  data.start_times.fargate_points.back().start_s = 123;
  CHECK(page(data, Language::en).find("2.05\u00a0min") != std::string::npos);

  CHECK(page(published_data(), Language::en, "eu-west-3") != before);
}

TEST_CASE("methodology: a figure has its date, its status and its source") {
  const std::string text = page(published_data(), Language::en);
  CHECK(text.find("| Lambda: length of one execution | 15\u00a0min | 2026 | sourced | docs.aws") !=
        std::string::npos);
  const Methodology whole = methodology(published_data(), "eu-west-3");
  for (const char* id : {"limits", "prices"}) {
    for (const Methodology::Block& block : whole.find(id)->blocks) {
      const auto* table = std::get_if<Methodology::Table>(&block);
      if (!table) continue;
      for (const Methodology::Row& row : table->rows) {
        CHECK(row.origin.has_value());
        const Methodology::Origin origin = row.origin.value_or(Methodology::Origin{});
        const bool known = origin.status != Status::unknown;
        CHECK(known == is_date(origin.as_of));
        CHECK(known == !origin.source.empty());
        CHECK(row.cells.size() == table->columns.size());
      }
    }
  }
}

TEST_CASE("methodology: no sentence has a number of its own") {
  for (const Language language : languages) {
    for (const auto& [key, text] : published_catalogue().entries(language)) {
      if (!key.starts_with("methodology.") || key == "methodology.performance.references") continue;
      const std::string plain = own_words(text);
      for (std::size_t i = 0; i < plain.size(); ++i) {
        const auto digit = [&](std::size_t at) {
          return at < plain.size() && plain[at] >= '0' && plain[at] <= '9';
        };
        if (!digit(i)) continue;
        // 0, 1 and 2 alone belong to formulas: the ends of a score, a half, an hour.
        const bool alone = !digit(i + 1) && (i == 0 || !digit(i - 1));
        CHECK_MESSAGE((alone && plain[i] <= '2'), key << ": " << text);
      }
    }
  }
}

TEST_CASE("methodology: the scores stated are those that decide") {
  for (std::uint64_t i = 0; i < 500; ++i) {
    const Case one(varied(i));
    CAPTURE(i);
    const std::array stated{stated_cost_score(one.decision), stated_latency_score(one),
                            stated_operations_score(one), stated_trigger_score(one.workload),
                            stated_flexibility_score(one)};
    double total = 0, weights = 0;
    const Weights& w = one.workload.weights;
    const std::array weight{w.cost, w.latency, w.operations, w.trigger, w.flexibility};
    for (const double each : weight) weights += each;
    for (std::size_t k = 0; k < criterion_count; ++k) {
      CHECK(one.decision.scores[k] == doctest::Approx(stated[k]));
      total += stated[k] * weight[k] * points_in_all / weights;
    }
    CHECK(one.decision.total_points == doctest::Approx(total));
  }
}

TEST_CASE("methodology: the quantities stated are those that are billed") {
  const Limits& limits = published_data().limits;
  for (std::uint64_t i = 0; i < 200; ++i) {
    const Case one(varied(i));
    CAPTURE(i);
    const Request& request = one.workload.request;
    const LambdaPlan& lambda = one.decision.lambda;
    const double vcpu = std::min(lambda.memory_mb / limits.number(LimitId::lambda_mb_per_vcpu),
                                 limits.number(LimitId::lambda_max_vcpu));
    CHECK(lambda.duration_ms ==
          doctest::Approx(request.duration_ms - request.cpu_ms +
                          request.cpu_ms / std::min(vcpu, request.parallelism)));
    const LambdaUsage& usage = lambda.usage.lambda;
    for (const Item& item : one.decision.bills[index(Service::lambda)].lines()) {
      if (item.id != ItemId::lambda_duration) continue;
      CHECK(item.quantity == doctest::Approx(usage.invocations * usage.duration_ms / 1000 *
                                             lambda.memory_mb / 1024));
    }
    const FargatePlan& plan = one.decision.fargate;
    if (plan.job) continue;
    const FargateSettings& fargate = one.workload.fargate;
    const double peak = Profile(one.workload.traffic, one.workload.retry_factor).peak();
    const double cpu = peak * request.cpu_ms / 1000 / (plan.vcpu * fargate.target_utilization);
    const double in_flight = peak * plan.duration_ms / 1000;
    const double concurrency =
        in_flight / (fargate.concurrency_per_task * fargate.target_utilization);
    const double memory = in_flight * std::max(0.0, request.memory_mb - fargate.base_memory_mb) /
                          (plan.memory_mb - fargate.base_memory_mb);
    const double need = std::ceil(std::max({cpu, concurrency, memory}) - 1e-9);
    CHECK(plan.peak_tasks == std::max(fargate.min_tasks, need));
  }
}

TEST_CASE("methodology: HTML is marked up and escaped") {
  Data data = published_data();
  for (Source& source : data.prices.sources) source.reference = "<b>\"R&D\"</b>";
  const std::string html =
      to_html(methodology(data, "us-east-1"), published_catalogue(), Language::fr);
  CHECK(html.find("<b>") == std::string::npos);
  CHECK(html.find("<span lang=\"en\">&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt;</span>") !=
        std::string::npos);
  CHECK(html.starts_with("<section id=\"methodology-decision\">\n<h2>"));
  CHECK(html.find("<th scope=\"col\">") != std::string::npos);
  CHECK(html.find("<th scope=\"row\">") != std::string::npos);
  CHECK(html.find("<pre><code>") != std::string::npos);
  CHECK(html.find("<caption>") != std::string::npos);
  CHECK(html.find("P(N ≤ n)") != std::string::npos);
  CHECK(html.find("× repos &lt; 1") != std::string::npos);
}

TEST_CASE("assumptions: those of the workload at hand, with its values") {
  const Limits& limits = published_data().limits;
  const auto ids = [&](const Workload& workload) {
    std::set<std::string> found;
    for (const Message& message : assumptions(workload, limits)) {
      found.insert(message.key.substr(std::string("methodology.assumption.").size()));
    }
    return found;
  };
  CHECK(ids({}).contains("client_network"));
  CHECK(ids({}).contains("scale_out"));
  CHECK_FALSE(ids({}).contains("bursts"));
  const Workload queue = workload_from(
      R"({"trigger":"queue","traffic":{"shape":"bursty"},"lambda":{"idle_lifetime_s":240}})");
  CHECK(ids(queue).contains("no_batch"));
  CHECK(ids(queue).contains("bursts"));
  CHECK_FALSE(ids(queue).contains("connections"));
  for (const Message& message : assumptions(queue, limits)) {
    if (!message.key.ends_with(".lifetimes")) continue;
    CHECK(published_catalogue().format(message, Language::en).find("kept 4\u00a0min when idle") !=
          std::string::npos);
  }
  CHECK(all_assumptions(limits).size() > ids(queue).size());
}

TEST_CASE("labour is beside the bills, never in them, and only where it has a price") {
  Workload workload = workload_from(R"({"labour":{"lambda_hours":2,"fargate_hours":5}})");
  const auto document = [&] {
    return to_json(evaluate(workload, published_data(), Depth::at_once), published_data(),
                   published_catalogue());
  };
  const JsonDocument without(document());
  CHECK_FALSE(without.root()["labour"].exists());
  CHECK(without.root()["assumptions"].elements(100).size() > 5);
  workload.labour.hourly_usd = 80;
  const JsonDocument with(document());
  CHECK(with.root().at("labour.lambda_usd").number(0) == 160);
  CHECK(with.root().at("labour.fargate_usd").number(0) == 400);
  for (const char* total : {"lambda.bill.total_usd", "fargate.bill.total_usd"}) {
    CHECK(with.root().at(total).number(-1) == without.root().at(total).number(-2));
  }
  CHECK(with.root().at("verdict.points_for_fargate").number(-1) ==
        without.root().at("verdict.points_for_fargate").number(-2));
}

TEST_CASE("prices: their age in days, never overstated") {
  CHECK(price_age_days("2026-10-09", "2026-10-09") == 0);
  CHECK(price_age_days("2026-10-09", "2026-11-23") == 45);
  CHECK(price_age_days("2025-12-31", "2026-01-01") == 1);
  CHECK(price_age_days("2024-02-28", "2024-03-01") == 2);
  CHECK(price_age_days("2026-10", "2026-11-23") == 23);
  CHECK(price_age_days("2021", "2026-11-23") == 1788);
  CHECK(price_age_days("2026", "2026-11-23") == 0);
  CHECK(price_age_days("2027-01-01", "2026-11-23") == 0);
  CHECK(price_age_days("", "2026-11-23") == 0);
  CHECK(price_age_days("2026-10-09", "2026-11") == 0);
  CHECK(price_age_days("yesterday", "today") == 0);
  CHECK(price_age_days("2026-04-09", "2026-10-07") > old_price_days);
}
