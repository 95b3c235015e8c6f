#include "ui/tornado_chart.h"

#include <algorithm>
#include <cmath>

#include "core/number_format.h"
#include "ui/field_text.h"

namespace sans_serveur::ui {
namespace {

constexpr float bar_height = 14;

/// What moves the difference by less than this share of the longest bar is left out, unless the
/// verdict flips within its plausible range.
constexpr double least_share = 0.02;

bool flips(const Flip* flip) {
  return flip != nullptr && !std::isnan(flip->value);
}

/// Numbers that stand without a unit need a name that tells it: "Requests per month".
std::string_view row_name(const Frame& frame, const Field& field) {
  const bool bare = field.unit == "per_month" || field.unit == "times";
  return bare ? field_long_name(frame, field) : field_name(frame, field);
}

/// "< 30,1 M", "jamais"; "" while it is not known.
std::string flip_bound(const Frame& frame, const Field& field, const Flip* flip) {
  if (flip == nullptr) return "";
  if (!flips(flip)) return std::string(frame.text("changes.tornado.never"));
  const bool below = flip->value < field.get(frame.workload());
  return frame.say({below ? "changes.tornado.below" : "changes.tornado.above",
                    {{"value", brief_value(frame, field, flip->value)}}});
}

std::string flip_sentence(const Frame& frame, const Field& field, const Flip* flip) {
  if (flip == nullptr) return "";
  const std::string name(field_long_name(frame, field));
  if (!flips(flip)) return frame.say({"changes.flip.never", {{"field", name}}});
  return frame.say({"changes.flip.sentence",
                    {{"field", name},
                     {"choice", std::string(choice_word(frame, flip->choice))},
                     {"value", value_text(frame, field, flip->value).joined()}}});
}

/// The part of a bar on one side of 0: pale where today is, strong on the other side.
void fill_side(const Frame& frame, const DifferenceAxis& axis, double from, double to, float y) {
  if (from >= to) return;
  const Service service = DifferenceAxis::cheaper((from + to) / 2);
  const ServiceColours& colours = frame.theme().of(service);
  const float left = axis.at(from), right = axis.at(to);
  frame.canvas.fill({left, y - bar_height / 2, right - left, bar_height},
                    service == axis.home() ? colours.fill2 : colours.mark);
}

/// A text at the end of a bar, on the ground that it stands on.
void draw_end(const Frame& frame, const DifferenceAxis& axis, float x, float middle,
              std::string_view text, Align align) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const float width = canvas.text_width(Face::s12, text);
  const float left = align == Align::right ? x - width : x;
  const float zero = axis.at(0);
  const bool beyond = axis.home() == Service::fargate ? left + width <= zero : left >= zero;
  const bool on_axis = left + width > axis.usd.start && left < axis.usd.start + axis.usd.length;
  canvas.fill({left - 2, middle - 8, width + 4, 16},
              beyond && on_axis ? theme.of(other(axis.home())).fill3 : theme.page);
  canvas.text(Face::s12, left, middle - 8, text, theme.ink3);
}

/// Where a text beside the end of a bar starts so that the line of today does not cross it.
float beside_end(const DifferenceAxis& axis, float end, float width, bool after) {
  const float today = axis.at(axis.today);
  const float from = after ? end : end - 5 - width, to = after ? end + 5 + width : end;
  const bool crossed = today > from - 3 && today < to + 3;
  if (after) return crossed ? today + 5 : end + 5;
  return crossed ? today - 5 : end - 5;
}

/// The ends of the range beside the bar; inside it where they would touch 0; both on the far side
/// where there is no room for that either.
void draw_ends(const Frame& frame, const DifferenceAxis& axis, const TornadoBar& bar,
               float middle) {
  Canvas& canvas = frame.canvas;
  const bool rising = bar.usd_at_low <= bar.usd_at_high;
  const std::string low = brief_value(frame, *bar.field, bar.low);
  const std::string high = brief_value(frame, *bar.field, bar.high);
  const std::string& first = rising ? low : high;
  const std::string& second = rising ? high : low;
  const float a = axis.at(std::min(bar.usd_at_low, bar.usd_at_high));
  const float b = axis.at(std::max(bar.usd_at_low, bar.usd_at_high));
  const float zero = axis.at(0);
  const float first_width = canvas.text_width(Face::s12, first);
  const float second_width = canvas.text_width(Face::s12, second);
  const auto touches_zero = [&](float left, float right) { return left < zero && right > zero; };
  const bool first_touches = a >= zero && touches_zero(a - 7 - first_width, a);
  const bool second_touches = b <= zero && touches_zero(b, b + 7 + second_width);
  const float left_edge = axis.value_right > 0 ? axis.value_right + 6 : axis.x;
  const bool over_left = a - 5 - first_width < left_edge;
  const Colour inside = frame.theme().ink;
  const auto fits = [&](float width) { return b - a > width + 8; };
  if ((first_touches || over_left) && fits(first_width)) {
    canvas.text(Face::s12, a + 4, middle - 8, first, inside);
  } else if (first_touches || over_left) {
    const std::string both = first + " – " + second;
    const float width = canvas.text_width(Face::s12, both);
    const float left = beside_end(axis, b, width, true);
    if (left + width > axis.x + axis.width) return;  // the tooltip and the table have them
    draw_end(frame, axis, left, middle, both, Align::left);
    return;
  } else if (second_touches && !fits(second_width)) {
    const std::string both = first + " – " + second;
    const float width = canvas.text_width(Face::s12, both);
    const float right = beside_end(axis, a, width, false);
    if (right - width < axis.x) return;
    draw_end(frame, axis, right, middle, both, Align::right);
    return;
  } else {
    draw_end(frame, axis, beside_end(axis, a, first_width, false), middle, first, Align::right);
  }
  if (second_touches) {
    canvas.text(Face::s12, b - 4, middle - 8, second, inside, Align::right);
  } else {
    draw_end(frame, axis, beside_end(axis, b, second_width, true), middle, second, Align::left);
  }
}

void draw_bar(const Frame& frame, const DifferenceAxis& axis, const TornadoBar& bar, float middle) {
  const double low = std::min(bar.usd_at_low, bar.usd_at_high);
  const double high = std::max(bar.usd_at_low, bar.usd_at_high);
  if (!std::isfinite(low) || !std::isfinite(high)) return;
  fill_side(frame, axis, low, std::min(high, 0.0), middle);
  fill_side(frame, axis, std::max(low, 0.0), high, middle);
  draw_ends(frame, axis, bar, middle);
}

void draw_row(const Frame& frame, const DifferenceAxis& axis, const TornadoBar& bar, float y,
              bool first) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const Field& field = *bar.field;
  const Flip* flip = frame.model.flip(field);
  if (axis.stacked) canvas.fill({axis.x, y + 1, axis.width, 23}, theme.page);
  draw_bar(frame, axis, bar, axis.bar_middle(y));
  const std::string name(row_name(frame, field));
  draw_row_name(frame, axis, y, name, axis.name_width(true), first);
  const std::string value = brief_value(frame, field, field.get(frame.workload()));
  const float text = axis.text_top(y) + 2;
  if (axis.value_right > 0) {
    canvas.text(Face::s12, axis.value_right, text, value, theme.ink3, Align::right);
  } else if (axis.stacked) {
    canvas.text(Face::s12, axis.x + canvas.text_width(Face::t14, name) + 8, text, value,
                theme.ink3);
  }
  const bool known = flips(flip);
  canvas.text(known ? Face::b12 : Face::s12, axis.x + axis.width, text,
              flip_bound(frame, field, flip), known ? choice_text(theme, flip->choice) : theme.ink3,
              Align::right);
  const Language language = frame.language();
  const Message moves{"changes.tornado.moves",
                      {{"low", value_text(frame, field, bar.low).joined()},
                       {"high", value_text(frame, field, bar.high).joined()},
                       {"at_low", signed_usd(bar.usd_at_low, language)},
                       {"at_high", signed_usd(bar.usd_at_high, language)}}};
  explain_on_hover(frame, "changes.tornado." + std::string(field.path),
                   {axis.x, y, axis.width, axis.row_height},
                   std::string(field_long_name(frame, field)),
                   frame.say(moves) + " " + flip_sentence(frame, field, flip));
}

}  // namespace

void want_changes(const Frame& frame) {
  frame.wanted.changes = true;
  for (const Field* field : uncertain_fields(frame.workload())) {
    frame.wanted.fields.push_back(field);
  }
}

std::vector<const TornadoBar*> shown_bars(const Frame& frame) {
  const std::vector<TornadoBar>& bars = frame.model.changes().bars;
  double longest = 0;
  for (const TornadoBar& bar : bars) longest = std::max(longest, bar.span_usd());
  std::vector<const TornadoBar*> shown;
  for (const TornadoBar& bar : bars) {
    const Flip* flip = frame.model.flip(*bar.field);
    const bool moves = bar.span_usd() > longest * least_share;
    const bool near = flips(flip) && flip->value >= bar.low && flip->value <= bar.high;
    if (moves || near) shown.push_back(&bar);
  }
  return shown;
}

float draw_tornado_rows(const Frame& frame, const DifferenceAxis& axis, float y) {
  bool first = true;
  for (const TornadoBar* bar : shown_bars(frame)) {
    draw_row(frame, axis, *bar, y, first);
    y += axis.row_height;
    first = false;
  }
  return y;
}

float draw_still_inputs(const Frame& frame, float x, float y, float width) {
  const std::vector<const TornadoBar*> shown = shown_bars(frame);
  std::string names;
  for (const TornadoBar& bar : frame.model.changes().bars) {
    if (std::find(shown.begin(), shown.end(), &bar) != shown.end()) continue;
    if (!names.empty()) names += ", ";
    names += field_long_name(frame, *bar.field);
  }
  if (names.empty()) return y;
  const std::string text = frame.say({"changes.tornado.still", {{"inputs", names}}});
  const float height =
      draw_paragraph(frame.canvas, Face::s12, x, y, width, text, frame.theme().ink3);
  say(frame.canvas, "changes.tornado.still", Role::paragraph, text, {x, y, width, height});
  return y + height;
}

DataTable tornado_table(const Frame& frame) {
  DataTable table;
  want_changes(frame);
  table.id = "changes.tornado";
  table.title = frame.text("changes.tornado.title");
  for (const char* const key :
       {"changes.table.input", "changes.table.value", "changes.table.low", "changes.table.high",
        "changes.table.at_low", "changes.table.at_high", "changes.table.flip",
        "changes.table.becomes"}) {
    table.columns.push_back({std::string(frame.text(key)), !table.columns.empty()});
  }
  table.columns.back().numeric = false;
  const Language language = frame.language();
  for (const TornadoBar& bar : frame.model.changes().bars) {
    const Field& field = *bar.field;
    const Flip* flip = frame.model.flip(field);
    const auto value = [&](double number) {
      return number_cell(value_text(frame, field, number).joined(), number);
    };
    const auto usd = [&](double number) {
      return number_cell(signed_usd(number, language), number);
    };
    DataTable::Row row{text_cell(std::string(field_long_name(frame, field))),
                       value(field.get(frame.workload())),
                       value(bar.low),
                       value(bar.high),
                       usd(bar.usd_at_low),
                       usd(bar.usd_at_high),
                       text_cell(flip_bound(frame, field, flip)),
                       text_cell("")};
    if (flips(flip)) {
      row[6].raw = number_cell("", flip->value).raw;
      row[7].text = choice_word(frame, flip->choice);
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace sans_serveur::ui
