#include "ui/variants_strip.h"

#include "core/number_format.h"
#include "ui/data_table.h"
#include "ui/field_text.h"
#include "ui/workload_form.h"

namespace sans_serveur::ui {
namespace {

/// One variant with what was computed of it.
struct Variant {
  const Described& described;
  const Evaluation& evaluation;
  bool edited;
};

DataTable::Cell verdict_cell(const Frame& frame, Choice choice) {
  DataTable::Cell cell{std::string(choice_word(frame, choice)), "", {}, {}};
  if (choice == Choice::lambda) cell.mark = Service::lambda;
  if (choice == Choice::fargate) cell.mark = Service::fargate;
  return cell;
}

DataTable::Row row_of(const Frame& frame, const Variant& variant) {
  const Language language = frame.language();
  const Decision& decision = variant.evaluation.decision;
  const std::string name = frame.say({variant.edited ? "variant.edited" : "variant.kept",
                                      {{"name", workload_name(frame, variant.described)}}});
  DataTable::Row row{{name, "", {}, {}}, verdict_cell(frame, decision.choice)};
  for (const Service service : services) {
    const double usd = decision.usd(service);
    row.push_back(number_cell(format_usd(usd, 2, language), usd));
  }
  for (const Service service : services) {
    const double p99 = decision.performance[index(service)].p99_ms;
    row.push_back(number_cell(format_duration_ms(p99, language), p99));
  }
  return row;
}

DataTable table_of(const Frame& frame, const Variant& kept, const Variant& edited) {
  const auto text = [&](const char* key) { return std::string(frame.text(key)); };
  return {"variants",
          text("variant.title"),
          {{text("variant.column.variant")},
           {text("variant.column.verdict")},
           {text("variant.column.lambda"), true},
           {text("variant.column.fargate"), true},
           {text("variant.column.p99_lambda"), true},
           {text("variant.column.p99_fargate"), true}},
          {row_of(frame, kept), row_of(frame, edited)}};
}

std::string field_value(const Frame& frame, const Field& field, const Workload& workload) {
  const double value = field.get(workload);
  if (field.kind == FieldKind::choice || field.kind == FieldKind::toggle) {
    return std::string(choice_name(frame, field, static_cast<std::size_t>(value)));
  }
  const ValueText text = value_text(frame, field, value);
  return field.unit == "per_month" ? text.number : text.joined();  // the name says it already
}

/// "Requêtes par mois : 55 M → 20 M"
std::string difference(const Frame& frame, std::string_view name, std::string kept,
                       std::string edited) {
  return frame.say(
      {"variant.difference",
       {{"name", std::string(name)}, {"kept", std::move(kept)}, {"edited", std::move(edited)}}});
}

std::vector<std::string> differences(const Frame& frame, const Workload& kept,
                                     const Workload& edited) {
  std::vector<std::string> found;
  if (kept.region != edited.region) {
    found.push_back(difference(frame, frame.text("field.region.long"),
                               std::string(region_name(frame, kept.region)),
                               std::string(region_name(frame, edited.region))));
  }
  for (const Field& field : fields()) {
    const double a = field.get(kept), b = field.get(edited);
    if (a == b || (is_automatic(a) && is_automatic(b))) continue;
    found.push_back(difference(frame, field_long_name(frame, field),
                               field_value(frame, field, kept), field_value(frame, field, edited)));
  }
  return found;
}

float draw_differences(const Frame& frame, const std::vector<std::string>& found, float x, float y,
                       float width) {
  std::string text;
  for (const std::string& one : found) text += (text.empty() ? "" : " · ") + one;
  if (found.empty()) text = frame.text("variant.same");
  const float height =
      draw_paragraph(frame.canvas, Face::s12, x, y, width, text, frame.theme().ink2);
  say(frame.canvas, "variants.differences", Role::paragraph, text, {x, y, width, height});
  return y + height;
}

void draw_actions(const Frame& frame, float right_edge, float y) {
  const std::string_view close = frame.text("action.close");
  if (link_button(frame.canvas, "variants.close", right_edge, y, close, Align::right)) {
    frame.edit(StopComparing{});
  }
  const float left = right_edge - frame.canvas.text_width(Face::s12, close) - 16;
  if (link_button(frame.canvas, "variants.swap", left, y, frame.text("variant.swap"),
                  Align::right)) {
    frame.edit(SwapVariants{});
  }
}

}  // namespace

float draw_variants_strip(const Frame& frame, float x, float y, float width) {
  if (!frame.state.other) return y;
  const Described present{frame.state.workload, frame.state.preset};
  const Variant kept{*frame.state.other, frame.model.other_evaluation(), false};
  const Variant edited{present, frame.evaluation(), true};
  Part region(frame.canvas, "variants", Role::region, frame.text("variant.title"));
  const float top = y;
  draw_actions(frame, x + width, y);
  y = draw_table(frame, table_of(frame, kept, edited), x, y, width) + 8;
  y = draw_differences(
      frame, differences(frame, kept.described.workload, edited.described.workload), x, y, width);
  region.set_rectangle({x, top, width, y - top});
  frame.canvas.horizontal(x, y + 16, width, frame.theme().line);
  return y + 16 + 24;
}

}  // namespace sans_serveur::ui
