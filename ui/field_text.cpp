#include "ui/field_text.h"

#include <cmath>

#include "core/number_format.h"

namespace sans_serveur::ui {
namespace {

/// "1,5 Go" → number and unit; text before a no-break space, or before the first letter.
ValueText split_unit(const std::string& text, Language language) {
  constexpr std::string_view space = "\u00a0";
  const std::size_t at = text.rfind(space);
  if (at != std::string::npos) return {text.substr(0, at), text.substr(at + space.size())};
  if (language == Language::en && text.ends_with('%')) return {text, ""};
  return {text, ""};
}

std::string content_key(const Field& field, std::string_view what) {
  return "field." + std::string(field.path) + "." + std::string(what);
}

Message hint_message(const Frame& frame, const Field& field) {
  constexpr double seconds_per_month = 2628000;
  const Workload& workload = frame.workload();
  const std::string key = "hint." + std::string(field.path);
  if (field.path == "traffic.requests_per_month") {
    const double rate = workload.traffic.requests_per_month / seconds_per_month;
    if (rate >= 0.1) return {key, {{"rate", rate}}};
    return {"hint.traffic.requests_per_day", {{"count", rate * 86400}}};
  }
  if (field.path == "request.cpu_ms") {
    const Request& request = workload.request;
    return {key, {{"share", std::max(0.0, 1 - request.cpu_ms / request.duration_ms)}}};
  }
  if (field.path == "request.memory_mb" || field.path == "lambda.memory_mb") {
    return {key, {{"vcpu", frame.decision().lambda.vcpu}}};
  }
  return {key, {}};
}

bool meets(const Performance& performance, const Field& field, double target) {
  return (field.path == "targets.p95_ms" ? performance.p95_ms : performance.p99_ms) <= target;
}

/// Targets say who keeps them, where changing them changes nothing.
std::string target_text(const Frame& frame, const Field& field) {
  const double target = field.get(frame.workload());
  if (is_automatic(target)) return std::string(frame.text("flip.target.none"));
  const auto& performance = frame.decision().performance;
  const bool lambda = meets(performance[index(Service::lambda)], field, target);
  const bool fargate = meets(performance[index(Service::fargate)], field, target);
  const std::string_view key = lambda && fargate ? "flip.target.both_meet"
                               : lambda          ? "flip.target.fargate_misses"
                               : fargate         ? "flip.target.lambda_misses"
                                                 : "flip.target.both_miss";
  return std::string(frame.text(key));
}

}  // namespace

std::string ValueText::joined() const {
  return unit.empty() ? number : number + "\u00a0" + unit;
}

std::string_view field_name(const Frame& frame, const Field& field) {
  return frame.text(content_key(field, "name"));
}

std::string_view field_long_name(const Frame& frame, const Field& field) {
  return frame.text(content_key(field, "long"));
}

std::string_view field_help(const Frame& frame, const Field& field) {
  return frame.text(content_key(field, "help"));
}

std::string_view field_where(const Frame& frame, const Field& field) {
  return frame.text(content_key(field, "where"));
}

bool is_standard(const Field& field, const Workload& workload) {
  const double value = field.get(workload), standard = standard_value(field);
  return value == standard || (is_automatic(value) && is_automatic(standard));
}

ValueText value_text(const Frame& frame, const Field& field, double value) {
  const Language language = frame.language();
  if (is_automatic(value)) {
    return {
        std::string(frame.text(field.automatic_as == "null" ? "form.not_set" : "form.automatic")),
        ""};
  }
  if (field.unit == "ms" && value >= 10000) {
    return split_unit(format_duration_ms(value, language), language);
  }
  if (field.unit == "s" && value >= 1000) {
    return split_unit(format_duration_ms(value * 1000, language), language);
  }
  if (field.unit == "mb" && value > 10240) return split_unit(format_mb(value, language), language);
  if (field.unit == "kb" && value >= 1024) {
    return split_unit(format_mb(value / 1024, language), language);
  }
  if (field.unit == "share") return {format_percent(value, 0, language), ""};
  if (field.unit == "times") return {"×\u00a0" + format_significant(value, 3, language), ""};
  const std::string number =
      value >= 10000 ? format_compact(value, language) : format_significant(value, 3, language);
  if (field.unit.empty()) return {number, ""};
  return {number, std::string(frame.text("unit." + std::string(field.unit)))};
}

std::string brief_value(const Frame& frame, const Field& field, double value) {
  const std::string_view unit = field.unit;
  const bool measure = unit == "ms" || unit == "s" || unit == "kb" || unit == "mb" ||
                       unit == "gb" || unit == "share";
  if (measure || is_automatic(value)) return value_text(frame, field, value).joined();
  return value >= 10000 ? format_compact(value, frame.language())
                        : format_significant(value, 3, frame.language());
}

double planned_value(const Frame& frame, const Field& field) {
  const Decision& decision = frame.decision();
  if (field.path == "lambda.memory_mb") return decision.lambda.memory_mb;
  if (field.path == "lambda.duration_ms") return decision.lambda.duration_ms;
  if (field.path == "fargate.vcpu") return decision.fargate.vcpu;
  if (field.path == "fargate.memory_mb") return decision.fargate.memory_mb;
  if (field.path == "fargate.task_start_s") return decision.fargate.start_s;
  if (field.path.ends_with("_nat_gateways")) return frame.workload().network.nat_gateways;
  return automatic;
}

ValueText present_value_text(const Frame& frame, const Field& field) {
  const double value = field.get(frame.workload());
  const double planned = is_automatic(value) ? planned_value(frame, field) : automatic;
  if (is_automatic(planned)) return value_text(frame, field, value);
  const ValueText chosen = value_text(frame, field, planned);
  return {chosen.number, chosen.unit + (chosen.unit.empty() ? "" : ", ") +
                             std::string(frame.text("form.automatic"))};
}

std::string range_text(const Frame& frame, const Field& field) {
  return frame.say({"form.range",
                    {{"min", value_text(frame, field, field.min).joined()},
                     {"max", value_text(frame, field, field.max).joined()}}});
}

std::string hint_text(const Frame& frame, const Field& field) {
  const Message message = hint_message(frame, field);
  if (frame.has(message.key)) return frame.say(message);
  return std::string(field_help(frame, field));
}

FlipText flip_text(const Frame& frame, const Field& field) {
  const Flip* flip = frame.model.flip(field);
  const bool target = field.path == "targets.p95_ms" || field.path == "targets.p99_ms";
  if (flip == nullptr) return {};
  if (std::isnan(flip->value)) {
    return {target ? target_text(frame, field) : std::string(frame.text("flip.none")),
            Choice::neither, false};
  }
  const ValueText value = field.unit == "per_month"
                              ? ValueText{format_compact(flip->value, frame.language()), ""}
                              : value_text(frame, field, flip->value);
  return {
      frame.say({"flip." + std::string(choice_name(flip->choice)), {{"value", value.joined()}}}),
      flip->choice, true};
}

std::string_view choice_name(const Frame& frame, const Field& field, std::size_t choice) {
  if (field.kind == FieldKind::toggle) return frame.text(choice == 0 ? "form.off" : "form.on");
  return frame.text("choice." + std::string(field.path) + "." + std::string(field.choices[choice]));
}

std::string_view choice_word(const Frame& frame, Choice choice) {
  return frame.text("verdict.choice." + std::string(choice_name(choice)));
}

std::string_view region_name(const Frame& frame, std::string_view region) {
  const std::string key = "region." + std::string(region);
  return frame.has(key) ? frame.text(key) : region;
}

std::string field_id(const Field& field) {
  return "workload." + std::string(field.path);
}

}  // namespace sans_serveur::ui
