#include <array>
#include <cmath>

#include "core/assumptions.h"
#include "core/evaluation.h"
#include "core/json.h"

namespace sans_serveur {
namespace {

constexpr std::array<std::string_view, 4> severity_names{"ok", "near", "warning", "veto"};
constexpr std::array<std::string_view, 5> bound_names{"minimum", "cpu", "concurrency", "memory",
                                                      "job"};
constexpr std::array<std::string_view, criterion_count> criterion_names{
    "cost", "latency", "operations", "trigger", "flexibility"};

std::string_view name(Choice choice) {
  return choice_name(choice);
}
std::string_view name(Service side) {
  return side == Service::lambda ? "lambda" : "fargate";
}

/// Writes one evaluation; a member per part of the document.
class EvaluationWriter {
 public:
  EvaluationWriter(const Evaluation& evaluation, const Data& data, const Catalogue& catalogue)
      : evaluation_(evaluation),
        decision_(evaluation.decision),
        data_(data),
        catalogue_(catalogue) {}

  std::string write() {
    json_.begin_object();
    json_.field("schema", "sans-serveur/evaluation/1");
    verdict();
    for (const Service side : services) service(side);
    break_even();
    curve();
    labour();
    messages("warnings", evaluation_.explanation.warnings);
    messages("assumptions", assumptions(evaluation_.workload, data_.limits));
    options();
    prices();
    workload();
    json_.end_object();
    return json_.str();
  }

 private:
  void parameter(const Parameter& parameter) {
    json_.key(parameter.name);
    if (const double* number = std::get_if<double>(&parameter.value)) {
      json_.value(*number);
    } else {
      json_.value(std::get<std::string>(parameter.value));
    }
  }

  /// A text: its key, its parameters, and its sentence in both languages.
  void text_members(const Message& message) {
    json_.field("key", message.key);
    json_.key("parameters");
    json_.begin_object();
    for (const Parameter& each : message.parameters) parameter(each);
    json_.end_object();
    for (const Language language : {Language::fr, Language::en}) {
      json_.field(language_code(language), catalogue_.format(message, language));
    }
  }

  void text(std::string_view member, const Message& message) {
    json_.key(member);
    json_.begin_object();
    text_members(message);
    json_.end_object();
  }

  void messages(std::string_view member, const std::vector<Message>& all) {
    json_.key(member);
    json_.begin_array();
    for (const Message& message : all) {
      json_.begin_object();
      text_members(message);
      json_.end_object();
    }
    json_.end_array();
  }

  void verdict() {
    json_.key("verdict");
    json_.begin_object();
    json_.field("choice", name(decision_.choice));
    text("sentence", evaluation_.explanation.headline);
    text("lead", evaluation_.explanation.lead);
    const double lambda = decision_.usd(Service::lambda), fargate = decision_.usd(Service::fargate);
    const double dearer = std::max(lambda, fargate);
    json_.field("margin", dearer > 0 ? std::abs(lambda - fargate) / dearer : 0.0);
    json_.field("margin_usd", std::abs(lambda - fargate));
    json_.field("points_for_fargate", decision_.total_points);
    scores();
    reasons();
    if (std::isfinite(decision_.hybrid.usd)) hybrid();
    if (evaluation_.robustness.samples > 0) robustness();
    flips();
    json_.end_object();
  }

  /// Per side and criterion: 0 to 10, the two of a criterion sum to 10.
  void scores() {
    json_.key("scores");
    json_.begin_object();
    for (std::size_t i = 0; i < criterion_count; ++i) {
      json_.key(criterion_names[i]);
      json_.begin_object();
      json_.field("lambda", 5 - 5 * decision_.scores[i]);
      json_.field("fargate", 5 + 5 * decision_.scores[i]);
      json_.field("points_for_fargate", decision_.points[i]);
      json_.end_object();
    }
    json_.end_object();
  }

  void reasons() {
    json_.key("reasons");
    json_.begin_array();
    int rank = 0;
    for (const Reason& reason : evaluation_.explanation.reasons) {
      json_.begin_object();
      json_.field("rank", ++rank);
      json_.field("id", reason.id);
      json_.field("veto", reason.veto);
      json_.field("points_for_fargate", reason.points);
      text("name", reason.name);
      text("text", reason.text);
      fact(reason.fact);
      json_.end_object();
    }
    json_.end_array();
  }

  void fact(const Fact& fact) {
    json_.key("fact");
    json_.begin_object();
    json_.field("id", fact.id);
    json_.field("status", to_string(fact.status));
    if (!fact.as_of.empty()) json_.field("as_of", fact.as_of);
    if (!fact.source.empty()) json_.field("source", fact.source);
    text_members(fact.text);
    json_.end_object();
  }

  void hybrid() {
    json_.key("hybrid");
    json_.begin_object();
    json_.field("usd", decision_.hybrid.usd);
    json_.field("base_tasks", decision_.hybrid.base_tasks);
    json_.field("lambda_share", decision_.hybrid.lambda_share);
    json_.end_object();
  }

  void robustness() {
    json_.field("holds_share", evaluation_.robustness.holds_share());
    json_.field("samples", evaluation_.robustness.samples);
    json_.field("seed", evaluation_.robustness.seed);
  }

  void flips() {
    json_.key("flips");
    json_.begin_array();
    for (const Flip& flip : evaluation_.flips) {
      json_.begin_object();
      json_.field("field", flip.field->path);
      if (is_automatic(flip.value)) {
        json_.key("value");
        json_.null();
      } else {
        flip_value(flip);
        json_.field("choice", name(flip.choice));
        json_.field("distance", flip.distance);
      }
      json_.end_object();
    }
    json_.end_array();
  }

  void flip_value(const Flip& flip) {
    json_.key("value");
    if (flip.field->kind == FieldKind::choice) {
      json_.value(flip.field->choices[static_cast<std::size_t>(flip.value)]);
    } else if (flip.field->kind == FieldKind::toggle) {
      json_.value(flip.value != 0);
    } else {
      json_.value(flip.value);
    }
  }

  void service(Service side) {
    json_.key(name(side));
    json_.begin_object();
    json_.field("feasible", decision_.feasibility.feasible(side));
    violations(side);
    configuration(side);
    bill(side);
    performance(side);
    sizes(side);
    json_.end_object();
  }

  void violations(Service side) {
    json_.key("violations");
    json_.begin_array();
    for (const LimitCheck& check : decision_.feasibility.all()) {
      if (check.service != side || check.severity < Severity::warning) continue;
      violation(check);
    }
    json_.end_array();
    json_.key("limits");
    json_.begin_array();
    for (const LimitCheck& check : decision_.feasibility.all()) {
      if (check.service == side) violation(check);
    }
    json_.end_array();
  }

  void violation(const LimitCheck& check) {
    json_.begin_object();
    json_.field("id", check_name(check.id));
    json_.field("severity", severity_names[static_cast<std::size_t>(check.severity)]);
    json_.field("value", check.value);
    json_.field("limit", check.limit);
    if (check.source != LimitId::count) {
      const Limit& limit = data_.limits[check.source];
      json_.field("fact", limit_name(check.source));
      json_.field("as_of", limit.date());
      json_.field("status", to_string(limit.status));
      if (const Source* source = data_.limits.source(limit)) {
        json_.field("source", source->reference);
      }
    }
    json_.end_object();
  }

  void configuration(Service side) {
    json_.key("configuration");
    json_.begin_object();
    side == Service::lambda ? lambda_configuration(decision_.lambda)
                            : fargate_configuration(decision_.fargate);
    json_.end_object();
  }

  void lambda_configuration(const LambdaPlan& plan) {
    json_.field("memory_mb", plan.memory_mb);
    json_.field("memory_chosen", plan.memory_chosen);
    json_.field("vcpu", plan.vcpu);
    json_.field("duration_ms", plan.duration_ms);
    json_.field("billed_ms", plan.billed_ms);
    json_.field("waiting_share", plan.waiting_share);
    json_.field("init_ms", plan.init_ms);
    json_.field("peak_requests_per_s", plan.peak_rate);
    json_.field("peak_concurrency", plan.peak_concurrency);
    json_.field("provisioned_share", plan.provisioned_share);
  }

  void fargate_configuration(const FargatePlan& plan) {
    json_.field("mode", plan.job ? "job" : "service");
    json_.field("vcpu", plan.vcpu);
    json_.field("memory_mb", plan.memory_mb);
    json_.field("size_chosen", plan.size_chosen);
    json_.field("duration_ms", plan.duration_ms);
    json_.field("start_s", plan.start_s);
    json_.field("peak_tasks", plan.peak_tasks);
    json_.field("mean_tasks", plan.mean_tasks);
    json_.field("low_tasks", plan.low_tasks);
    json_.field("bound", bound_names[static_cast<std::size_t>(plan.bound)]);
    json_.field("peak_utilization", plan.peak_utilization);
    json_.field("idle_share", plan.idle_share);
  }

  void bill(Service side) {
    Usage usage = side == Service::lambda ? decision_.lambda.usage : decision_.fargate.usage;
    usage.region = evaluation_.workload.region;
    json_.key("bill");
    json_.raw(to_json(decision_.bills[index(side)], usage, data_.prices));
  }

  void performance(Service side) {
    const Performance& performance = decision_.performance[index(side)];
    json_.key("performance");
    json_.begin_object();
    json_.field("p50_ms", performance.p50_ms);
    json_.field("p95_ms", performance.p95_ms);
    json_.field("p99_ms", performance.p99_ms);
    json_.field("p999_ms", performance.p999_ms);
    json_.field("mean_ms", performance.mean_ms);
    json_.field("cold_share", performance.cold_share);
    json_.field("cold_starts_per_day", performance.cold_starts_per_day);
    json_.field("cold_ms", performance.cold_ms);
    json_.field("throttled_share", performance.throttled_share);
    json_.field("queueing_ms", performance.queueing_ms);
    json_.field("utilization", performance.utilization);
    json_.end_object();
  }

  /// The curve that justifies the size chosen.
  void sizes(Service side) {
    const Facts facts = facts_of(evaluation_, data_);
    const std::vector<SizeTried> tried = side == Service::lambda
                                             ? lambda_sizes(evaluation_.workload, facts)
                                             : fargate_sizes(evaluation_.workload, facts);
    json_.key("sizes");
    json_.begin_array();
    for (const SizeTried& size : tried) {
      json_.begin_object();
      json_.field("vcpu", size.vcpu);
      json_.field("memory_mb", size.memory_mb);
      json_.field("duration_ms", size.duration_ms);
      json_.field("p99_ms", size.p99_ms);
      json_.field("usd", size.usd);
      json_.field("meets_target", size.meets_target);
      json_.field("chosen", size.chosen);
      json_.end_object();
    }
    json_.end_array();
  }

  void break_even() {
    json_.key("break_even");
    json_.begin_array();
    for (const Crossing& crossing : evaluation_.break_even.crossings) {
      json_.begin_object();
      json_.field("requests_per_month", crossing.requests_per_month);
      json_.field("cheaper_above", name(crossing.cheaper_above));
      json_.end_object();
    }
    json_.end_array();
    json_.field("break_even_searched_up_to", evaluation_.break_even.up_to);
    json_.field("break_even_complete", evaluation_.break_even.complete);
  }

  void curve() {
    json_.key("curve");
    json_.begin_array();
    for (const CostPoint& point : evaluation_.curve) {
      json_.begin_object();
      json_.field("requests_per_month", point.requests_per_month);
      json_.field("lambda_usd", point.lambda_usd);
      json_.field("fargate_usd", point.fargate_usd);
      json_.field("tasks", point.tasks);
      json_.end_object();
    }
    json_.end_array();
  }

  /// People's time a month, where its price is given: beside the bills, never in them.
  void labour() {
    const Labour& labour = evaluation_.workload.labour;
    if (labour.hourly_usd <= 0) return;
    json_.key("labour");
    json_.begin_object();
    json_.field("lambda_usd", labour.hourly_usd * labour.lambda_hours);
    json_.field("fargate_usd", labour.hourly_usd * labour.fargate_hours);
    json_.end_object();
  }

  void options() {
    json_.key("options");
    json_.begin_array();
    for (const std::string& option : evaluation_.explanation.options) {
      json_.begin_object();
      json_.field("id", option);
      text("name", {"option." + option + ".name", {}});
      text("why", {"option." + option + ".why", {}});
      json_.end_object();
    }
    json_.end_array();
  }

  void prices() {
    json_.key("prices");
    json_.begin_object();
    json_.field("set", evaluation_.prices_set);
    json_.field("as_of", evaluation_.prices_as_of);
    json_.end_object();
  }

  void workload() {
    json_.key("workload");
    json_.raw(to_json(evaluation_.workload));
  }

  const Evaluation& evaluation_;
  const Decision& decision_;
  const Data& data_;
  const Catalogue& catalogue_;
  JsonWriter json_;
};

}  // namespace

std::string to_json(const Evaluation& evaluation, const Data& data, const Catalogue& catalogue) {
  return EvaluationWriter(evaluation, data, catalogue).write();
}

}  // namespace sans_serveur
