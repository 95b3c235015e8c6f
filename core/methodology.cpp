#include "core/methodology.h"

#include <algorithm>
#include <utility>

#include "core/assumptions.h"
#include "core/methodology_tables.h"
#include "core/surroundings.h"

namespace sans_serveur {
namespace {

using Formula = Methodology::Formula;
using Paragraph = Methodology::Paragraph;
using Section = Methodology::Section;
using methodology_tables::say;

constexpr double mb_per_gb = 1024;

/// A section as it is written, block by block.
class Writer {
 public:
  explicit Writer(std::string id) { section_ = {std::move(id), {}, {}}; }

  Writer& text(std::string_view name, std::vector<Parameter> parameters = {}) {
    section_.blocks.push_back(Paragraph{say(key(name), std::move(parameters))});
    return *this;
  }
  Writer& formula(std::string_view name, std::vector<Parameter> parameters = {}) {
    section_.blocks.push_back(Formula{say(key(name), std::move(parameters))});
    return *this;
  }
  Writer& block(Methodology::Block block) {
    section_.blocks.push_back(std::move(block));
    return *this;
  }
  Section done() {
    section_.title = say(section_.id);
    return std::move(section_);
  }

 private:
  std::string key(std::string_view name) const { return section_.id + "." + std::string(name); }

  Section section_;
};

Section decision() {
  const Field& weight = *find_field("weights.cost");
  return Writer("decision")
      .text("page")
      .text("vetoes", {{"near", near_share}})
      .text("criteria", {{"count", static_cast<double>(criterion_count)},
                         {"least", weight.min},
                         {"most", weight.max},
                         {"points", points_in_all}})
      .formula("points", {{"points", points_in_all}})
      .block(methodology_tables::weights())
      .text("total", {{"margin", either_margin_points}})
      .text("hybrid", {{"saving", hybrid_saving},
                       {"usd", hybrid_least_usd},
                       {"peak", hybrid_least_peak},
                       {"count", static_cast<double>(hybrid_bases.size())},
                       {"from", hybrid_bases.front()},
                       {"to", hybrid_bases.back()}})
      .formula("hybrid_cost")
      .text("told", {{"same", same_share},
                     {"waiting", mostly_waiting},
                     {"front_door", mostly_front_door},
                     {"idle", mostly_idle},
                     {"peak", told_spiky_peak}})
      .done();
}

Section criteria() {
  const TriggerScores& trigger = trigger_scores;
  return Writer("criteria")
      .text("cost", {{"usd", material_usd}})
      .formula("cost_formula", {{"usd", material_usd}})
      .text("latency", {{"throttled", tolerated_throttling}, {"excess", throttled_excess}})
      .formula("latency_both", {{"weight", both_meet_weight}})
      .formula("latency_excess")
      .formula("latency_missed", {{"weight", missed_target_weight}})
      .text("operations")
      .block(methodology_tables::operations())
      .text("trigger")
      .block(methodology_tables::triggers())
      .formula("trigger_formula", {{"quiet", trigger.quiet_api},
                                   {"span", trigger.busy_api - trigger.quiet_api},
                                   {"quiet_rate", quiet_rate},
                                   {"busy_rate", busy_rate}})
      .text("trigger_spiky", {{"peak", spiky_peak}, {"quiet", trigger.quiet_api}})
      .text("flexibility")
      .block(methodology_tables::flexibility())
      .done();
}

Section lambda_bill(const Limits& limits) {
  return Writer("lambda_bill")
      .text("unit")
      .formula("gb_s", {{"mb_per_gb", mb_per_gb}})
      .formula("vcpu", {{"mb_per_vcpu", limits.number(LimitId::lambda_mb_per_vcpu)},
                        {"max_vcpu", limits.number(LimitId::lambda_max_vcpu)}})
      .formula("duration")
      .text("measured")
      .text("cold", {{"since", std::string(init_billed_since)}})
      .formula("billed")
      .formula("share")
      .formula("idle_ends")
      .formula("renewals", {{"deviations", renewed_deviations}})
      .formula("bursts", {{"period", burst_period_s}})
      .text("provisioned", {{"step", provisioned_step_min}})
      .text("extras", {{"tmp", included_lambda_ephemeral_mb},
                       {"stream", streaming_free_mb},
                       {"first", asynchronous_first_kb},
                       {"step", asynchronous_step_kb}})
      .text("free_tier", {{"requests", monthly_free_tier.lambda_requests},
                          {"gb_s", monthly_free_tier.lambda_gb_s}})
      .text("savings")
      .done();
}

Section fargate_bill(const Limits& limits) {
  const double linux_s = limits.number(LimitId::fargate_min_billed_linux);
  return Writer("fargate_bill")
      .text("unit",
            {{"linux", linux_s}, {"windows", limits.number(LimitId::fargate_min_billed_windows)}})
      .formula("service", {{"hours", hours_per_month}})
      .formula("job", {{"linux", linux_s}})
      .text("extras", {{"disk", included_fargate_ephemeral_gb}})
      .formula("paid")
      .done();
}

Section around() {
  const LoadBalancerUnit& unit = load_balancer_unit;
  return Writer("around")
      .text("same")
      .text("front_door", {{"step", http_api_step_kb}, {"addresses", load_balancer_addresses}})
      .formula("lcu", {{"connections", unit.new_connections_per_s},
                       {"active", unit.active_connections},
                       {"gb", unit.gb_per_h},
                       {"gb_lambda", unit.gb_per_h_to_lambda},
                       {"rules", unit.rule_evaluations_per_s}})
      .text("network", {{"egress", monthly_free_tier.egress_gb}})
      .text("logs", {{"calls", queue_calls_per_message}, {"chunk", queue_chunk_kb}})
      .text("fixed")
      .done();
}

Section traffic() {
  constexpr double example_rate = 100;
  return Writer("traffic")
      .text("month", {{"hours", hours_per_month},
                      {"seconds", seconds_per_month},
                      {"rate", example_rate},
                      {"count", example_rate * seconds_per_month}})
      .text("distribution")
      .block(methodology_tables::shapes())
      .formula("mean_tasks")
      .text("exact",
            {{"units", Profile::exact_units}, {"half", 0.5 + Profile::approximation_margin}})
      .text("levels", {{"levels", static_cast<double>(Profile::level_count)}})
      .done();
}

Section sizing(const Limits& limits) {
  return Writer("sizing")
      .text("lambda", {{"count", static_cast<double>(lambda_memory_steps.size())},
                       {"from", lambda_memory_steps.front()},
                       {"to", lambda_memory_steps.back()},
                       {"near", near_fastest - 1}})
      .text("tasks")
      .formula("cpu")
      .formula("concurrency")
      .formula("memory")
      .formula("maximum")
      .text("fargate")
      .text("job")
      .block(methodology_tables::fargate_sizes(limits))
      .done();
}

Section performance(const Limits& limits) {
  const LambdaSettings lambda;
  return Writer("performance")
      .text("scope")
      .formula("log_normal")
      .text("lambda", {{"idle", lambda.idle_lifetime_s},
                       {"life", lambda.max_lifetime_s},
                       {"year", std::string(lifetimes_measured)}})
      .formula("mixture")
      .formula("cold")
      .formula("throttled", {{"rate", limits.rate_per_environment()}})
      .text("scaling", {{"window", scaling_window_s}, {"ramp", ramp_s}})
      .text("fargate")
      .formula("shared")
      .formula("slowdown")
      .text("job")
      .text("references")
      .done();
}

Section break_even() {
  return Writer("break_even")
      .text("several", {{"limit", max_requests_per_month}})
      .text("proof")
      .formula("rule")
      .text("incomplete", {{"evaluations", static_cast<double>(max_break_even_evaluations)}})
      .done();
}

Section robustness() {
  return Writer("robustness")
      .text("sample", {{"samples", static_cast<double>(robustness_samples)},
                       {"seed", static_cast<double>(Robustness{}.seed)}})
      .block(methodology_tables::uncertainty_factors())
      .text("flips",
            {{"samples", static_cast<double>(zone_samples)}, {"tolerance", boundary_tolerance}})
      .text("first_crossing", {{"samples", static_cast<double>(first_crossing_samples)},
                               {"tail", first_crossing_tail},
                               {"tolerance", crossing_tolerance}})
      .done();
}

Section honesty(const Prices& prices) {
  const Labour labour;
  return Writer("honesty")
      .text("figures")
      .block(methodology_tables::statuses())
      .text("age", {{"days", static_cast<double>(old_price_days)}, {"date", prices.as_of}})
      .text("weighty", {{"share", weighty_share}})
      .text("labour", {{"lambda", labour.lambda_hours}, {"fargate", labour.fargate_hours}})
      .done();
}

Section limit_section(const Limits& limits) {
  return Writer("limits")
      .text("intro", {{"date", limits.as_of}, {"connections", usual_database_connections}})
      .block(methodology_tables::limit_values(limits))
      .done();
}

Section price_section(const Prices& prices, std::string_view region) {
  const std::string id(region);
  Writer writer("prices");
  const RegionPrices* known = prices.find(region);
  if (!known) return writer.text("unknown_region", {{"id", id}}).done();
  return writer
      .text("intro",
            {{"region", "@region." + id}, {"id", id}, {"set", prices.set}, {"date", prices.as_of}})
      .block(methodology_tables::region_prices(prices, *known))
      .done();
}

Section start_times(const StartTimes& times) {
  return Writer("start_times")
      .text("init", {{"memory", StartTimes::default_memory_mb}})
      .block(methodology_tables::init_times(times))
      .text("fargate", {{"min", times.fargate_min_s}, {"max", times.fargate_max_s}})
      .block(methodology_tables::fargate_points(times))
      .block(methodology_tables::observations(times))
      .text("scale_out")
      .block(methodology_tables::scale_out(times))
      .done();
}

}  // namespace

const Section* Methodology::find(std::string_view id) const {
  const auto found = std::find_if(sections.begin(), sections.end(),
                                  [&](const Section& section) { return section.id == id; });
  return found == sections.end() ? nullptr : &*found;
}

Methodology methodology(const Data& data, std::string_view region) {
  return {{decision(), criteria(), lambda_bill(data.limits), fargate_bill(data.limits), around(),
           traffic(), sizing(data.limits), performance(data.limits), break_even(), robustness(),
           Writer("assumptions").block(Methodology::List{all_assumptions(data.limits)}).done(),
           honesty(data.prices), limit_section(data.limits), price_section(data.prices, region),
           start_times(data.start_times),
           Writer("inputs").text("intro").block(methodology_tables::inputs()).done()}};
}

}  // namespace sans_serveur
