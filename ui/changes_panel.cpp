#include "ui/changes_panel.h"

#include <algorithm>

#include "ui/alternatives_chart.h"
#include "ui/flip_map.h"
#include "ui/tornado_chart.h"

namespace sans_serveur::ui {
namespace {

constexpr float narrowest_beside = 900;  // below: the map under the tornado
constexpr float widest_map = 520;
constexpr std::size_t most_vetoes = 4;

/// Bars and other choices, on one axis.
float draw_differences(const Frame& frame, float x, float y, float width) {
  const float top = y;
  const DifferenceAxis axis = difference_axis(frame, x, width);
  const std::string_view title = frame.text("changes.tornado.title");
  heading(frame.canvas, "changes.tornado.title", 3, title, {x, y, width, 16});
  if (axis.stacked) {
    frame.canvas.text(Face::b12, x, y, title, frame.theme().ink);
    y += 24;
  }
  const float rows = static_cast<float>(shown_bars(frame).size()) * axis.row_height;
  const float tornado_end = y + difference_header + rows;
  const float end = tornado_end + alternatives_height(frame, axis);
  draw_difference_axis(frame, axis, y, end, title);
  draw_tornado_rows(frame, axis, y + difference_header);
  draw_alternatives(frame, axis, tornado_end);
  draw_today(frame, axis, y, end);
  frame.canvas.tree().add({.id = "changes.tornado",
                           .role = Role::image,
                           .name = std::string(title),
                           .value_text = std::string(frame.text("changes.tornado.axis")),
                           .rectangle = {x, top, width, tornado_end - top}});
  const float still = draw_still_inputs(frame, x, end + 10, width);
  return draw_answers(frame, x, still, width);
}

/// A mark and a sentence for each, one after the other.
float draw_vetoes(const Frame& frame, float x, float y, float width) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const std::string_view title = frame.text("changes.vetoes.title");
  canvas.horizontal(x, y, width, theme.line);
  y += 12;
  heading(canvas, "changes.vetoes.title", 3, title, {x, y, width, 16});
  const float titled = canvas.text(Face::b12, x, y, title, theme.ink) + 32;
  const float column = titled < width / 3 ? x + titled : x;  // of the lines that follow
  float left = x + titled;
  Part list(canvas, "changes.vetoes", Role::list, title, {x, y, width, 16});
  std::size_t number = 0;
  for (const Veto& veto : frame.model.changes().vetoes) {
    if (number == most_vetoes && !veto.in_force) break;
    std::string text = frame.say(veto.text);
    if (veto.in_force) text = frame.say({"changes.veto.in_force", {{"veto", text}}});
    const Face face = veto.in_force ? Face::b12 : Face::s12;
    const float wide = 20 + canvas.text_width(face, text);
    if (left + wide > x + width) {
      left = column;
      y += 24;
    }
    draw_mark(canvas, veto.leaves, left, y + 2, 12);
    canvas.text(face, left + 20, y, text, veto.in_force ? theme.ink : theme.ink2);
    say(canvas, "changes.veto." + std::string(veto.id), Role::list_item, text, {left, y, wide, 16});
    left += wide + 32;
    ++number;
  }
  return y + 20;
}

}  // namespace

const ChartEntry change_charts[3]{{"changes.tornado", tornado_table},
                                  {"changes.choices", choices_table},
                                  {"changes.map", map_table}};

float draw_changes_panel(const Frame& frame, float x, float y, float width) {
  want_changes(frame);
  float end = y;
  if (width < narrowest_beside) {
    const float tornado = draw_differences(frame, x, y, width);
    end = draw_flip_map(frame, x, tornado + 24, std::min(width, widest_map)) + 16;
  } else {
    const float map = width < 1000 ? 320.0f : 376.0f;
    const float tornado = draw_differences(frame, x, y, width - map - 40);
    end = std::max(tornado, draw_flip_map(frame, x + width - map, y, map)) + 16;
  }
  return draw_vetoes(frame, x, end, width);
}

}  // namespace sans_serveur::ui
