#include "core/reasons.h"

#include <algorithm>
#include <cmath>

#include "core/surroundings.h"

namespace sans_serveur {
namespace {

struct Told {
  const Workload& workload;
  const Decision& decision;
  const Facts& facts;
  const Prices& prices;

  double usd(Service side) const { return decision.usd(side); }
  const Performance& performance(Service side) const { return decision.performance[index(side)]; }
  Service cheaper() const {
    return usd(Service::lambda) <= usd(Service::fargate) ? Service::lambda : Service::fargate;
  }
  double difference() const { return std::abs(usd(Service::lambda) - usd(Service::fargate)); }
  /// Of the dearer bill: "27 % less".
  double saved_share() const {
    const double dearer = usd(other(cheaper()));
    return dearer > 0 ? difference() / dearer : 0;
  }
};

std::string service_key(Service side) {
  return side == Service::lambda ? "@service.lambda" : "@service.fargate";
}

std::string trigger_key(const Workload& workload, std::string_view form = "") {
  const Field& field = *find_field("trigger");
  const auto chosen = static_cast<std::size_t>(workload.trigger);
  return "@choice.trigger." + std::string(field.choices[chosen]) + std::string(form);
}

std::string limit_name_key(CheckId id) {
  return "@limit." + std::string(check_name(id)) + ".name";
}

// ---- Facts
// ---------------------------------------------------------------------------------------

Fact price_fact(const Told& told, PriceId id) {
  const Price& price = told.facts.prices[id];
  Fact fact{.id = std::string(price_name(id)),
            .text = {},
            .status = price.status,
            .as_of = std::string(price.date()),
            .source = {}};
  if (const Source* source = told.prices.source(price)) fact.source = source->reference;
  if (!price.known()) {
    fact.text = {"fact.price_unknown",
                 {{"name", "@price." + fact.id}, {"region", "@region." + told.workload.region}}};
    return fact;
  }
  const double usd = price.tiers[0].usd;
  const bool tiny = usd < 1e-3;
  const bool own = price.status == Status::user;
  fact.text.key = own ? "fact.price_user" : "fact.price";
  if (tiny) fact.text.key += "_million";
  fact.text.parameters = {{"usd", usd},
                          {"usd_per_million", usd * 1e6},
                          {"unit", "@" + price_unit_key(id)},
                          {"date", fact.as_of}};
  return fact;
}

/// The form that shows a limit in its unit: "fact.limit.s"…
std::string limit_fact_key(const Limit& limit, LimitId id) {
  const std::string_view unit = limit_unit(id);
  if (unit == "toggle" || limit.value == 0) return "fact.limit.none";
  if (unit == "s" || unit == "mb" || unit == "gb") return "fact.limit." + std::string(unit);
  return "fact.limit.count";
}

Fact limit_fact(const Told& told, LimitId id) {
  if (id == LimitId::count) {
    return {.id = "entered",
            .text = {"fact.entered", {}},
            .status = Status::user,
            .as_of = {},
            .source = {}};
  }
  const Limit& limit = told.facts.limits[id];
  const Source* source = told.facts.limits.source(limit);
  return {.id = std::string(limit_name(id)),
          .text = {limit_fact_key(limit, id),
                   {{"limit", limit.value}, {"date", std::string(limit.date())}}},
          .status = limit.status,
          .as_of = std::string(limit.date()),
          .source = source ? source->reference : ""};
}

Fact plain_fact(std::string id, std::string key, Status status) {
  return {.id = std::move(id),
          .text = {std::move(key), {}},
          .status = status,
          .as_of = {},
          .source = {}};
}

/// The price that weighs most in a bill.
PriceId heaviest_price(const Bill& bill) {
  PriceId heaviest = PriceId::lambda_request;
  double usd = -1;
  for (const Item& item : bill.lines()) {
    if (item.usd > usd) {
      usd = item.usd;
      heaviest = item.price;
    }
  }
  return heaviest;
}

// ---- Why one side costs less
// ---------------------------------------------------------------------

double lambda_front_door_share(const Told& told) {
  const Bill& bill = told.decision.bills[index(Service::lambda)];
  const double door = bill.usd(ItemId::http_api_requests) + bill.usd(ItemId::rest_api_requests);
  return bill.total_usd > 0 ? door / bill.total_usd : 0;
}

/// The ending of the keys reason.cost.* and verdict.lead.* that tells why the cheaper side is.
std::string cause_of_cost(const Told& told) {
  const LambdaPlan& lambda = told.decision.lambda;
  const FargatePlan& fargate = told.decision.fargate;
  if (told.cheaper() == Service::fargate) {
    if (lambda_front_door_share(told) > mostly_front_door) return "front_door";
    if (lambda.waiting_share >= mostly_waiting && !fargate.job) return "waiting";
    return fargate.idle_share < mostly_idle ? "compute" : "less";
  }
  if (fargate.job) return "minimum";
  const bool spiky = lambda.peak_to_mean >= told_spiky_peak;
  if (spiky && fargate.peak_tasks > told.workload.fargate.min_tasks) return "spiky";
  return fargate.idle_share >= mostly_idle ? "idle" : "less";
}

Reason cost_reason(const Told& told) {
  const double share = told.saved_share();
  Reason reason{
      .id = "cost",
      .text = {},
      .fact = price_fact(told, heaviest_price(told.decision.bills[index(other(told.cheaper()))]))};
  if (!cheaper_is_known(told.decision)) {
    reason.text = {"reason.cost.partial", {{"known", told.usd(told.cheaper())}}};
  } else if (share < same_share) {
    reason.text = {"reason.cost.same", {{"share", same_share}}};
  } else {
    reason.text = {"reason.cost." + cause_of_cost(told),
                   {{"share", share}, {"service", service_key(told.cheaper())}}};
  }
  return reason;
}

// ---- The other criteria
// --------------------------------------------------------------------------

/// Whether a service keeps up with the peak, as far as the score of latency sees it.
bool keeps_up(const Told& told, Service service) {
  if (service == Service::fargate) return std::isfinite(told.performance(service).p99_ms);
  const Targets& targets = told.workload.targets;
  const bool aimed = targets.p95_ms > 0 || targets.p99_ms > 0;
  return !aimed || told.performance(service).throttled_share <= tolerated_throttling;
}

/// The ending of the key reason.latency.*.
std::string how_fast(const Told& told) {
  if (told.decision.fargate.job) return "job";
  const bool lambda_keeps_up = keeps_up(told, Service::lambda);
  const bool fargate_keeps_up = keeps_up(told, Service::fargate);
  if (!lambda_keeps_up) return fargate_keeps_up ? "lambda_saturated" : "both_saturated";
  if (!fargate_keeps_up) return "fargate_saturated";
  const double target = told.workload.targets.p99_ms;
  if (!(target > 0)) return "none";
  const bool lambda_meets = told.performance(Service::lambda).p99_ms <= target;
  const bool fargate_meets = told.performance(Service::fargate).p99_ms <= target;
  if (lambda_meets) return fargate_meets ? "both_meet" : "fargate_misses";
  return fargate_meets ? "lambda_misses" : "both_miss";
}

Reason latency_reason(const Told& told) {
  const Performance& lambda = told.performance(Service::lambda);
  const Performance& fargate = told.performance(Service::fargate);
  const double target = told.workload.targets.p99_ms;
  Reason reason{.id = "latency", .fact = plain_fact("analytic", "fact.analytic", Status::derived)};
  reason.text = {"reason.latency." + how_fast(told),
                 {{"lambda_ms", lambda.p99_ms},
                  {"fargate_ms", fargate.p99_ms},
                  {"target_ms", target},
                  {"share", lambda.throttled_share},
                  {"start_s", told.decision.fargate.start_s},
                  {"cold_ms", lambda.cold_ms}}};
  return reason;
}

/// Two tasks in two zones unless the user says otherwise: what ECS advises for a service.
Fact tasks_fact(const Told& told) {
  if (told.decision.fargate.job || told.workload.fargate.min_tasks != 2) {
    return plain_fact("fargate.min_tasks", "fact.entered", Status::user);
  }
  Fact fact = limit_fact(told, LimitId::fargate_tasks_per_service);
  fact.text = {"fact.limit.zones", {{"date", fact.as_of}}};
  return fact;
}

Reason operations_reason(const Told& told) {
  const FargatePlan& fargate = told.decision.fargate;
  const Workload& workload = told.workload;
  std::string how = "lambda_nothing";
  if (workload.lambda.provisioned_concurrency > 0) {
    how = "provisioned";
  } else if (fargate.job) {
    how = "job";
  } else if (workload.needs.sql_database) {
    how = "database";
  } else if (workload.fargate.autoscaling && fargate.peak_tasks > fargate.low_tasks) {
    how = "autoscaling";
  }
  return {.id = "operations",
          .text = {"reason.operations." + how,
                   {{"tasks", fargate.peak_tasks},
                    {"environments", workload.lambda.provisioned_concurrency}}},
          .fact = tasks_fact(told)};
}

std::string trigger_case(const Told& told) {
  switch (told.workload.trigger) {
    case Trigger::object:
      return "event";
    case Trigger::queue:
      return "queue";
    case Trigger::stream:
      return "stream";
    case Trigger::schedule:
      return "schedule";
    case Trigger::websocket:
      return "connections";
    case Trigger::tcp:
    case Trigger::udp:
      return "protocol";
    case Trigger::worker:
      return "worker";
    case Trigger::http:
      break;
  }
  const auto trigger = static_cast<std::size_t>(Criterion::trigger);
  if (told.decision.scores[trigger] > 0) return "listens";
  return told.decision.lambda.peak_rate > busy_rate ? "spiky" : "quiet";
}

Reason trigger_reason(const Told& told) {
  const bool behind_alb =
      listens(told.workload.trigger) && told.workload.fargate.front_door == FrontDoor::alb;
  return {.id = "trigger",
          .text = {"reason.trigger." + trigger_case(told),
                   {{"trigger", trigger_key(told.workload, ".long")}}},
          .fact = behind_alb ? price_fact(told, PriceId::alb_hour)
                             : plain_fact("trigger", "fact.trigger", Status::user)};
}

/// The limit of Lambda that the workload is nearest to.
const LimitCheck* nearest_lambda_limit(const Told& told) {
  const LimitCheck* nearest = nullptr;
  for (const LimitCheck& check : told.decision.feasibility.all()) {
    if (check.service != Service::lambda || check.limit <= 0 || is_setting(check.id)) continue;
    if (!nearest || check.value / check.limit > nearest->value / nearest->limit) nearest = &check;
  }
  return nearest;
}

Reason flexibility_reason(const Told& told) {
  const LimitCheck* nearest = nearest_lambda_limit(told);
  Reason reason{.id = "flexibility",
                .text = {"reason.flexibility.container", {}},
                .fact = limit_fact(told, LimitId::lambda_timeout)};
  if (nearest && nearest->value >= nearest->limit * near_share &&
      nearest->severity != Severity::veto) {
    reason.text = {
        "reason.flexibility.near_limit",
        {{"share", nearest->value / nearest->limit}, {"limit", limit_name_key(nearest->id)}}};
    reason.fact = limit_fact(told, nearest->source);
  }
  return reason;
}

Reason veto_reason(const Told& told, const LimitCheck& check) {
  const std::string name(check_name(check.id));
  Fact fact = limit_fact(told, check.source);
  return {.id = "veto." + name,
          .points = 0,
          .veto = true,
          .name = {"limit." + name + ".name", {}},
          .text = check_message(check, told.workload, told.decision),
          .fact = std::move(fact)};
}

std::vector<Reason> reasons(const Told& told) {
  std::vector<Reason> criteria{cost_reason(told), latency_reason(told), operations_reason(told),
                               trigger_reason(told), flexibility_reason(told)};
  for (std::size_t i = 0; i < criteria.size(); ++i) {
    criteria[i].points = told.decision.points[i];
    criteria[i].name = {"criterion." + criteria[i].id, {}};
  }
  std::stable_sort(criteria.begin(), criteria.end(), [](const Reason& a, const Reason& b) {
    return std::abs(a.points) > std::abs(b.points);
  });
  std::vector<Reason> all;
  for (const LimitCheck& check : told.decision.feasibility.all()) {
    if (check.severity == Severity::veto) all.push_back(veto_reason(told, check));
  }
  all.insert(all.end(), criteria.begin(), criteria.end());
  return all;
}

// ---- Headline and lead
// ---------------------------------------------------------------------------

std::string headline_case(const Told& told) {
  const Choice choice = told.decision.choice;
  if (choice == Choice::either) {
    return cheaper_is_known(told.decision) ? "either" : "either_unpriced";
  }
  if (choice == Choice::hybrid) return "hybrid";
  if (choice == Choice::neither) return "neither";
  const Service chosen = choice == Choice::lambda ? Service::lambda : Service::fargate;
  const std::string name = chosen == Service::lambda ? "lambda" : "fargate";
  if (!told.decision.feasibility.feasible(other(chosen))) return name + "_only";
  if (!cheaper_is_known(told.decision)) return name + "_unpriced";
  if (told.saved_share() < same_share) return name + "_same";
  return told.cheaper() == chosen ? name : name + "_dearer";
}

Message headline(const Told& told) {
  return {"verdict.sentence." + headline_case(told),
          {{"lambda", told.usd(Service::lambda)},
           {"fargate", told.usd(Service::fargate)},
           {"hybrid", told.decision.hybrid.usd}}};
}

Message neither_lead(const Told& told) {
  const LimitCheck& lambda = *told.decision.feasibility.veto(Service::lambda);
  const LimitCheck& fargate = *told.decision.feasibility.veto(Service::fargate);
  if (lambda.id == CheckId::lambda_gpu && fargate.id == CheckId::fargate_gpu) {
    return {"verdict.lead.neither_same", {{"limit", limit_name_key(lambda.id)}}};
  }
  if (lambda.id == CheckId::lambda_privileged && fargate.id == CheckId::fargate_privileged) {
    return {"verdict.lead.neither_same", {{"limit", limit_name_key(lambda.id)}}};
  }
  return {
      "verdict.lead.neither",
      {{"lambda_limit", limit_name_key(lambda.id)}, {"fargate_limit", limit_name_key(fargate.id)}}};
}

Message blocked_lead(const Told& told, Service blocked) {
  const LimitCheck& veto = *told.decision.feasibility.veto(blocked);
  if (veto.id == CheckId::lambda_timeout) {
    return {"verdict.lead.long_job", {{"duration", veto.value * 1000}}};
  }
  return {"verdict.lead.blocked",
          {{"limit", limit_name_key(veto.id)}, {"other", service_key(blocked)}}};
}

/// The sentence for a verdict that cost carries.
Message cost_lead(const Told& told) {
  const FargatePlan& fargate = told.decision.fargate;
  const std::string cause = cause_of_cost(told);
  const double lambda_usd = told.usd(Service::lambda);
  if (cause == "waiting") {
    return {"verdict.lead.waiting", {{"share", told.decision.lambda.waiting_share}}};
  }
  if (cause == "front_door") {
    const bool http = told.workload.lambda.front_door == FrontDoor::http_api;
    return {"verdict.lead.front_door",
            {{"share", lambda_front_door_share(told)},
             {"front_door", std::string(http ? "@service.http_api" : "@service.rest_api")}}};
  }
  if (cause == "compute") return {"verdict.lead.busy", {{"share", 1 - fargate.idle_share}}};
  if (cause == "minimum") return {"verdict.lead.job", {}};
  if (told.cheaper() == Service::lambda && lambda_usd < small_usd) {
    return {"verdict.lead.small", {{"amount", lambda_usd}}};
  }
  if (cause == "spiky") {
    return {"verdict.lead.spiky", {{"peak", told.decision.lambda.peak_to_mean}}};
  }
  if (cause == "idle") return {"verdict.lead.idle", {{"share", fargate.idle_share}}};
  return {"verdict.lead.cheaper",
          {{"share", told.saved_share()}, {"service", service_key(told.cheaper())}}};
}

/// The ending of the key verdict.lead.* for a verdict that latency carries.
std::string_view latency_lead(const Told& told, Service chosen) {
  const std::string how = how_fast(told);
  if (how.ends_with("_saturated")) return "saturated";
  const char* const misses = chosen == Service::fargate ? "lambda_misses" : "fargate_misses";
  return how == misses ? "latency" : "faster";
}

/// The sentence for a verdict that another criterion carries against the cost.
Message other_lead(const Told& told, Service chosen) {
  const double sign = chosen == Service::fargate ? 1 : -1;
  std::size_t strongest = static_cast<std::size_t>(Criterion::latency);
  for (std::size_t i = strongest; i < criterion_count; ++i) {
    if (told.decision.points[i] * sign > told.decision.points[strongest] * sign) strongest = i;
  }
  constexpr std::array<std::string_view, criterion_count> names{"cost", "latency", "operations",
                                                                "trigger", "flexibility"};
  const bool by_latency = strongest == static_cast<std::size_t>(Criterion::latency);
  return {"verdict.lead." + std::string(by_latency ? latency_lead(told, chosen) : names[strongest]),
          {{"service", service_key(chosen)},
           {"other", service_key(other(chosen))},
           {"target_ms", told.workload.targets.p99_ms}}};
}

Message lead(const Told& told) {
  const Choice choice = told.decision.choice;
  if (choice == Choice::neither) return neither_lead(told);
  if (choice == Choice::either && !cheaper_is_known(told.decision)) {
    return {"verdict.lead.unpriced", {}};
  }
  if (choice == Choice::either) {
    return {"verdict.lead.even", {{"difference", told.difference()}}};
  }
  if (choice == Choice::hybrid) {
    return {"verdict.lead.hybrid",
            {{"tasks", told.decision.hybrid.base_tasks},
             {"share", 1 - told.decision.hybrid.lambda_share}}};
  }
  const Service chosen = choice == Choice::lambda ? Service::lambda : Service::fargate;
  if (!told.decision.feasibility.feasible(other(chosen))) return blocked_lead(told, other(chosen));
  const bool by_cost = told.cheaper() == chosen && cheaper_is_known(told.decision);
  return by_cost ? cost_lead(told) : other_lead(told, chosen);
}

// ---- Warnings and third options
// ------------------------------------------------------------------

void add_once(std::vector<Message>& warnings, Message warning) {
  const auto same = [&](const Message& known) {
    return known.key == warning.key &&
           std::equal(known.parameters.begin(), known.parameters.end(), warning.parameters.begin(),
                      warning.parameters.end(), [](const Parameter& a, const Parameter& b) {
                        return a.name == b.name && a.value == b.value;
                      });
  };
  if (std::none_of(warnings.begin(), warnings.end(), same)) warnings.push_back(std::move(warning));
}

/// Prices that are missing, and those that weigh in a bill without being sure.
void add_price_warnings(const Told& told, std::vector<Message>& warnings) {
  for (const Service side : services) {
    const Bill& bill = told.decision.bills[index(side)];
    for (const Item& item : bill.lines()) {
      const std::string name = "@item." + std::string(item_name(item.id)) + ".long";
      const bool weighs = item.usd > weighty_share * bill.total_usd;
      if (item.status == Status::unknown) {
        add_once(warnings, {"warning.prices.partial",
                            {{"region", "@region." + told.workload.region}, {"price", name}}});
      } else if (item.status == Status::derived && weighs) {
        add_once(warnings, {"warning.prices.derived", {{"price", name}}});
      } else if (item.status == Status::dated && weighs) {
        const std::string date(told.facts.prices[item.price].date());
        add_once(warnings, {"warning.prices.dated", {{"price", name}, {"date", date}}});
      }
    }
  }
}

/// A Savings Plan whose rate is not published for the region counts for nothing.
void add_savings_warnings(const Told& told, std::vector<Message>& warnings) {
  const Pricing& pricing = told.workload.pricing;
  if (pricing.savings_plan == SavingsPlan::none) return;
  const Usage& lambda = told.decision.lambda.usage;
  const Usage& fargate = told.decision.fargate.usage;
  if (is_automatic(pricing.lambda_discount) && lambda.lambda.savings_discount == 0) {
    warnings.push_back({"warning.savings.unknown", {{"service", service_key(Service::lambda)}}});
  }
  if (is_automatic(pricing.fargate_discount) && fargate.fargate.savings_discount == 0) {
    warnings.push_back({"warning.savings.unknown", {{"service", service_key(Service::fargate)}}});
  }
}

std::vector<Message> warnings(const Told& told) {
  std::vector<Message> all;
  for (const LimitCheck& check : told.decision.feasibility.all()) {
    if (check.severity == Severity::warning) {
      all.push_back(check_message(check, told.workload, told.decision));
    }
  }
  add_price_warnings(told, all);
  add_savings_warnings(told, all);
  if (std::isinf(told.performance(Service::fargate).p99_ms)) {
    all.push_back({"warning.latency.saturated_fargate", {}});
  }
  const double throttled = told.performance(Service::lambda).throttled_share;
  if (throttled >= same_share) {
    all.push_back({"warning.latency.throttled_lambda", {{"share", throttled}}});
  }
  return all;
}

/// Other AWS services worth a look. Pointers only: nothing is computed for them.
std::vector<std::string> options(const Told& told) {
  const Workload& workload = told.workload;
  const Decision& decision = told.decision;
  std::vector<std::string> all;
  const LimitCheck* lambda_veto = decision.feasibility.veto(Service::lambda);
  if (decision.choice == Choice::neither) all = {"ec2", "ecs_managed_instances"};
  if (decision.choice == Choice::neither && !listens(workload.trigger)) all.push_back("batch");
  if (lambda_veto && lambda_veto->id == CheckId::lambda_timeout &&
      starts_by_event(workload.trigger)) {
    all.push_back("batch");
    all.push_back("step_functions");
  }
  const bool steady =
      decision.lambda.peak_concurrency >= 10 && decision.lambda.peak_to_mean < told_spiky_peak;
  if (!lambda_veto && steady && decision.lambda.waiting_share >= mostly_waiting) {
    all.push_back("managed_instances");
  }
  if (decision.choice == Choice::fargate && workload.trigger == Trigger::http) {
    all.push_back("express_mode");
  }
  if (decision.choice == Choice::lambda && workload.trigger == Trigger::http) {
    all.push_back("web_functions");
  }
  if (workload.needs.privileged) all.push_back("microvm");
  std::vector<std::string> unique;
  for (std::string& option : all) {
    if (std::find(unique.begin(), unique.end(), option) == unique.end()) {
      unique.push_back(std::move(option));
    }
  }
  return unique;
}

}  // namespace

Message check_message(const LimitCheck& check, const Workload& workload, const Decision& decision) {
  const std::string name(check_name(check.id));
  return {(check.severity == Severity::veto ? "veto." : "warning.") + name,
          {{"value", check.value},
           {"limit", check.limit},
           {"trigger", trigger_key(workload)},
           {"vcpu", decision.fargate.vcpu},
           {"memory", decision.fargate.memory_mb},
           {"target", workload.targets.p99_ms / 1000},
           {"reason", "@limit." + name + ".name"}}};
}

Explanation explain(const Workload& workload, const Decision& decision, const Facts& facts,
                    const Prices& prices) {
  const Told told{workload, decision, facts, prices};
  return {.headline = headline(told),
          .lead = lead(told),
          .reasons = reasons(told),
          .warnings = warnings(told),
          .options = options(told)};
}

}  // namespace sans_serveur
