// Why: one row per criterion, with its weight on the verdict and the fact behind it.

#include <algorithm>
#include <cmath>

#include "core/number_format.h"
#include "ui/verdict_panel.h"

namespace sans_serveur::ui {
namespace {

/// The columns of a row.
struct Columns {
  bool stacked;  ///< on a phone: the sentence below the rest
  bool chips;
  float rank = 20, name = 104, gap = 12, bar = 148, value = 48, chip = 236;

  Columns(const Frame& frame, float width)
      : stacked(frame.layout.phone()), chips(!stacked && width >= 980) {
    if (stacked) gap = 8, bar = width < 288 ? 64 : 92, value = 40;
    if (!stacked && width < 640) bar = 92, value = 36;
    if (!stacked && frame.layout.excerpt) gap = 8, name = 88, bar = 92, value = 48;
  }
  float name_left(float x) const { return x + rank + gap; }
  float text_left(float x) const { return name_left(x) + name + gap; }
  float value_right(float x, float width) const { return x + width - (chips ? chip + gap : 0); }
  float bar_left(float x, float width) const { return value_right(x, width) - value - gap - bar; }
  float text_width(float x, float width) const {
    return stacked ? width - rank - gap : bar_left(x, width) - gap - text_left(x);
  }
};

std::string title(const Frame& frame) {
  const Decision& decision = frame.decision();
  const bool lambda = decision.feasibility.feasible(Service::lambda);
  const bool fargate = decision.feasibility.feasible(Service::fargate);
  if (!lambda && !fargate) return std::string(frame.text("reason.title_neither"));
  if (!lambda || !fargate) {
    return frame.say(
        {"reason.title_veto", {{"other", lambda ? "@service.fargate" : "@service.lambda"}}});
  }
  const double points = std::fabs(decision.total_points);
  if (decision.choice == Choice::either) {
    return frame.say({"reason.title_even", {{"points", either_margin_points}}});
  }
  return frame.say(
      {"reason.title",
       {{"points", points},
        {"service", decision.total_points > 0 ? "@service.fargate" : "@service.lambda"}}});
}

float draw_head(const Frame& frame, const Columns& columns, float x, float y, float width) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const std::string text = title(frame);
  heading(canvas, "reasons.title", 2, text, {x, y + 4, width, 16});
  if (columns.stacked) {
    return y + 14 + draw_paragraph(canvas, Face::b12, x, y + 6, width, text, theme.ink2);
  }
  canvas.text(Face::b12, x, y + 4, text, theme.ink2);
  const float middle = columns.bar_left(x, width) + columns.bar / 2;
  const bool names = columns.bar > 120;
  canvas.text(Face::s12, middle - 6, y + 4, names ? frame.text("reason.axis.lambda") : "▲",
              theme.lambda.text, Align::right);
  canvas.text(Face::s12, middle + 6, y + 4, names ? frame.text("reason.axis.fargate") : "■",
              theme.fargate.text);
  if (columns.chips) {
    canvas.text(Face::s12, x + width - columns.chip, y + 4, frame.text("reason.axis.facts"),
                theme.ink3);
  }
  return y + 24;
}

/// A bar from the centre line: half the width is two points.
void draw_weight(const Frame& frame, double points, float x, float middle, float width) {
  Canvas& canvas = frame.canvas;
  const float centre = x + width / 2;
  canvas.vertical(centre, middle - 8, 16, frame.theme().line2);
  const float length = std::min(static_cast<float>(std::fabs(points)) / 2, 1.0f) * width / 2;
  if (points > 0) canvas.fill({centre + 1, middle - 4, length, 8}, frame.theme().fargate.mark);
  if (points < 0) canvas.fill({centre - length, middle - 4, length, 8}, frame.theme().lambda.mark);
}

void draw_value(const Frame& frame, const Reason& reason, float x, float y) {
  if (reason.veto) return;
  const std::string text =
      (reason.points >= 0.05 ? "+" : "") + format_number(reason.points, 1, frame.language());
  const Colour colour = std::fabs(reason.points) < 0.05 ? frame.theme().ink3
                        : reason.points < 0             ? frame.theme().lambda.text
                                                        : frame.theme().fargate.text;
  frame.canvas.text(Face::b12, x, y, text, colour, Align::right);
}

bool is_simulated(const Fact& fact) {
  return fact.text.key == "fact.simulation";
}

/// The row for those who hear it.
void say_reason(const Frame& frame, const Reason& reason, int rank, const Rectangle& row) {
  const char* const key = reason.points > 0   ? "reason.value.fargate"
                          : reason.points < 0 ? "reason.value.lambda"
                                              : "reason.value.none";
  std::string value = frame.say(reason.text);
  if (!reason.veto) value += " " + frame.say({key, {{"points", std::fabs(reason.points)}}}) + ".";
  if (!reason.fact.text.key.empty()) value += " " + frame.say(reason.fact.text);
  say(frame.canvas, "reason." + std::to_string(rank), Role::list_item, frame.say(reason.name) + ".",
      row, value);
}

float draw_row(const Frame& frame, const Columns& columns, const Reason& reason, int rank, float x,
               float y, float width) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const std::string sentence = frame.say(reason.text), name = frame.say(reason.name);
  const TextBlock text(canvas, {{sentence, Face::t14, theme.ink2, 0, 1, 3}},
                       columns.text_width(x, width));
  const float name_width =
      columns.stacked ? columns.bar_left(x, width) - columns.name_left(x) - 8 : columns.name;
  const TextBlock head(canvas, {{name, Face::b14, theme.ink, 0, 1, 3}}, name_width);
  const float pad = columns.stacked ? 10 : frame.layout.excerpt ? 6 : 4;
  const float middle = y + pad + 10;
  const std::string number = std::to_string(rank);
  canvas.text(Face::s12, x, middle - 8, number, theme.ink3);
  head.draw(canvas, columns.name_left(x), middle - 10);
  draw_weight(frame, reason.points, columns.bar_left(x, width), middle, columns.bar);
  draw_value(frame, reason, columns.value_right(x, width), middle - 8);
  float end = 0;
  if (columns.stacked) {
    const float below = middle + head.height() - 8;
    text.draw(canvas, columns.name_left(x), below);
    end = below + text.height() + pad;
  } else {
    text.draw(canvas, columns.text_left(x), y + pad);
    end = y + pad * 2 + std::max(text.height(), head.height());
  }
  const Rectangle row{x, y, width, end - y};
  say_reason(frame, reason, rank, row);
  if (reason.fact.text.key.empty()) return end;
  const std::string fact = frame.say(reason.fact.text);
  if (columns.chips) {
    fact_chip(canvas, x + width - columns.chip, middle - 10, columns.chip, reason.fact.status,
              is_simulated(reason.fact), fact);
  }
  explain_on_hover(frame, "reason." + number, row, columns.chips ? "" : fact, reason.fact.source);
  return end;
}

/// What to keep an eye on: an edge in the warning colour, and words.
float draw_warnings(const Frame& frame, float x, float y, float width) {
  const auto& warnings = frame.evaluation().explanation.warnings;
  if (warnings.empty()) return y;
  y += 8;
  const Part list(frame.canvas, "warnings", Role::list, frame.text("warnings.name"),
                  {x, y, width, 0});
  int number = 0;
  for (const Message& warning : warnings) {
    const std::string text = frame.say(warning);
    const TextBlock block(frame.canvas, {{text, Face::s12, frame.theme().ink2, 0, 1, 3}},
                          std::min(width - 15, 920.0f));
    frame.canvas.fill({x, y, 3, block.height()}, frame.theme().lambda.mark);
    block.draw(frame.canvas, x + 15, y);
    say(frame.canvas, "warning." + std::to_string(++number), Role::list_item, text,
        {x, y, width, block.height()});
    y += block.height() + 4;
  }
  return y;
}

/// Third options that fit, which are not computed: their names, and why on hovering.
float draw_options(const Frame& frame, float x, float y, float width) {
  const auto& options = frame.evaluation().explanation.options;
  if (options.empty()) return y;
  y += 8;
  Canvas& canvas = frame.canvas;
  const std::string_view title = frame.text("option.title");
  const Part list(canvas, "options", Role::list, title, {x, y, width, 0});
  float left = x + canvas.text(Face::b12, x, y, title, frame.theme().ink2) + 12;
  for (const std::string& id : options) {
    const std::string_view name = frame.text("option." + id + ".name");
    const std::string_view why = frame.text("option." + id + ".why");
    const float room = canvas.text_width(Face::s12, name);
    if (left + room > x + width) {
      left = x;
      y += 20;
    }
    canvas.text(Face::s12, left, y, name, frame.theme().ink2);
    const Rectangle box{left, y, room, 16};
    say(canvas, "option." + id, Role::list_item, name, box, why);
    explain_on_hover(frame, "option." + id, box, std::string(name),
                     std::string(why) + " " + std::string(frame.text("option.not_computed")));
    left += room + 16;
  }
  return y + 16;
}

float draw_rows(const Frame& frame, const Columns& columns, float x, float y, float width) {
  const Part list(frame.canvas, "reasons", Role::list, title(frame), {x, y, width, 0});
  int rank = 0;
  for (const Reason& reason : frame.evaluation().explanation.reasons) {
    frame.canvas.horizontal(x, y, width, frame.theme().line);
    y = draw_row(frame, columns, reason, ++rank, x, y, width);
  }
  return y;
}

}  // namespace

float draw_reasons(const Frame& frame, float x, float y, float width) {
  const Columns columns(frame, width);
  y = draw_head(frame, columns, x, y, width);
  y = draw_rows(frame, columns, x, y, width);
  if (frame.layout.excerpt) return y;  // the rest is for those who open the whole tool
  y = draw_warnings(frame, x, y, width);
  return draw_options(frame, x, y, width);
}

}  // namespace sans_serveur::ui
