#include "ui/alternatives_chart.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/number_format.h"
#include "ui/field_text.h"

namespace sans_serveur::ui {
namespace {

constexpr float title_height = 32;

constexpr std::array answer_paths{"trigger", "traffic.shape", "needs.persistent_connections"};

std::string_view name_of(const Frame& frame, const Alternative& alternative) {
  return frame.text("changes.choice." + std::string(alternative.id));
}

/// From today to what it would be, with the mark of the side that is then cheaper. A line that
/// leaves the axis is broken before its mark; its amount stands beside it.
void draw_line(const Frame& frame, const DifferenceAxis& axis, double difference, float middle) {
  if (!std::isfinite(difference)) return;
  const Service service = DifferenceAxis::cheaper(difference);
  const Colour colour = frame.theme().of(service).mark;
  const float today = axis.at(axis.today);
  const float end = axis.at(std::clamp(difference, axis.usd.from, axis.usd.to));
  frame.canvas.horizontal(std::min(today, end), middle - 1, std::fabs(end - today), colour, 2);
  if (difference < axis.usd.from || difference > axis.usd.to) {
    const float towards = end > today ? -1 : 1;
    for (const float gap : {11.0f, 16.0f}) {
      frame.canvas.fill({end + towards * gap, middle - 3, 2, 6}, frame.theme().page);
    }
  }
  if (service == Service::lambda) {
    draw_triangle(frame.canvas, {end, middle}, 6, colour);
  } else {
    draw_square(frame.canvas, {end, middle}, 6, colour);
  }
}

void draw_alternative(const Frame& frame, const DifferenceAxis& axis,
                      const Alternative& alternative, float y, bool first) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const std::string id = "changes.choice." + std::string(alternative.id);
  const std::string_view name = name_of(frame, alternative);
  const std::string amount = signed_usd(alternative.usd_difference(), frame.language());
  const std::string verdict(choice_word(frame, alternative.choice));
  const Rectangle row{axis.x, y + 1, axis.width, axis.row_height - 1};
  if (axis.stacked) canvas.fill({axis.x, first ? y : y + 1, axis.width, 23}, theme.page);
  const std::string spoken =
      frame.say({"changes.choices.spoken", {{"difference", amount}, {"choice", verdict}}}) + ". " +
      std::string(frame.text("changes.choices.try"));
  if (row_button(canvas, id, row, name, spoken)) frame.edit(ApplyChanges{alternative.changes});
  draw_row_name(frame, axis, y, name, axis.name_width(false), first);
  draw_line(frame, axis, alternative.usd_difference(), axis.bar_middle(y));
  const Service cheaper = DifferenceAxis::cheaper(alternative.usd_difference());
  canvas.text(Face::b12, axis.x + axis.width, axis.text_top(y) + 2, amount, theme.of(cheaper).text,
              Align::right);
  explain_on_hover(frame, id, row, std::string(name),
                   frame.say({"changes.choices.costs",
                              {{"lambda", alternative.lambda_usd},
                               {"fargate", alternative.fargate_usd},
                               {"choice", verdict}}}) +
                       " " + std::string(frame.text("changes.choices.try")));
}

/// "Déclencheur : File", its verdict at the right; a press takes that answer.
float draw_answer(const Frame& frame, const Field& field, const Flip& flip, float x, float y,
                  float width, bool first) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const float height = std::max(28.0f, frame.sizes().list_row);
  const std::string value(choice_name(frame, field, static_cast<std::size_t>(flip.value)));
  const std::string_view name = field_name(frame, field), verdict = choice_word(frame, flip.choice);
  const std::string sentence = frame.say(
      {"changes.flip.sentence",
       {{"field", std::string(name)}, {"choice", std::string(verdict)}, {"value", value}}});
  if (row_button(canvas, "changes.answer." + std::string(field.path), {x, y + 1, width, height - 1},
                 sentence, frame.text("changes.choices.try"))) {
    frame.edit(ApplyChanges{{{&field, flip.value}}});
  }
  if (!first) canvas.horizontal(x, y, width, theme.line);
  const float top = y + (height - 20) / 2;
  const float after = canvas.text(Face::t14, x, top, name, theme.ink);
  canvas.text(Face::s12, x + after + 12, top + 2, value, theme.ink3);
  const float text = canvas.text(Face::b12, x + width, top + 2, verdict,
                                 choice_text(theme, flip.choice), Align::right);
  const bool both = flip.choice == Choice::either || flip.choice == Choice::hybrid;
  const float mark = both ? 46.0f : 18.0f;
  draw_mark(canvas, flip.choice, x + width - text - mark, top + 4, 12);
  return y + height;
}

}  // namespace

float alternatives_height(const Frame& frame, const DifferenceAxis& axis) {
  const std::size_t count = frame.model.changes().alternatives.size();
  return count == 0 ? 0 : title_height + static_cast<float>(count) * axis.row_height;
}

float draw_alternatives(const Frame& frame, const DifferenceAxis& axis, float y) {
  const std::vector<Alternative>& all = frame.model.changes().alternatives;
  if (all.empty()) return y;
  const float top = y;
  const std::string_view title = frame.text("changes.choices.title");
  heading(frame.canvas, "changes.choices.title", 3, title, {axis.x, y + 10, axis.width, 16});
  if (axis.stacked) frame.canvas.fill({axis.x, y, axis.width, title_height}, frame.theme().page);
  frame.canvas.text(Face::b12, axis.x, y + 10, title, frame.theme().ink);
  y += title_height;
  for (const Alternative& alternative : all) {
    draw_alternative(frame, axis, alternative, y, &alternative == &all.front());
    y += axis.row_height;
  }
  say(frame.canvas, "changes.choices", Role::image, title, {axis.x, top, axis.width, y - top});
  return y;
}

float draw_answers(const Frame& frame, float x, float y, float width) {
  bool first = true;
  for (const char* const path : answer_paths) {
    const Field& field = *find_field(path);
    frame.wanted.fields.push_back(&field);
    const Flip* flip = frame.model.flip(field);
    if (flip == nullptr || std::isnan(flip->value)) continue;
    if (first) {
      const std::string_view title = frame.text("changes.answers.title");
      heading(frame.canvas, "changes.answers.title", 3, title, {x, y + 12, width, 16});
      frame.canvas.text(Face::b12, x, y + 12, title, frame.theme().ink);
      y += title_height + 2;
    }
    y = draw_answer(frame, field, *flip, x, y, width, first);
    first = false;
  }
  return y;
}

DataTable choices_table(const Frame& frame) {
  DataTable table;
  table.id = "changes.choices";
  table.title = frame.text("changes.choices.title");
  table.columns = {{std::string(frame.text("changes.table.choice"))},
                   {std::string(frame.name(Service::lambda)), true},
                   {std::string(frame.name(Service::fargate)), true},
                   {std::string(frame.text("changes.table.difference")), true},
                   {std::string(frame.text("changes.table.verdict"))}};
  const Language language = frame.language();
  for (const Alternative& one : frame.model.changes().alternatives) {
    table.rows.push_back(
        {text_cell(std::string(name_of(frame, one))),
         number_cell(format_usd(one.lambda_usd, 2, language), one.lambda_usd),
         number_cell(format_usd(one.fargate_usd, 2, language), one.fargate_usd),
         number_cell(signed_usd(one.usd_difference(), language), one.usd_difference()),
         text_cell(std::string(choice_word(frame, one.choice)))});
  }
  return table;
}

}  // namespace sans_serveur::ui
