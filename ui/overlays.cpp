// What lies over the document: the list of an open select, tooltips; and the select itself.

#include <algorithm>

#include "ui/widgets.h"

namespace sans_serveur::ui {
namespace {

float line_top(const Rectangle& box, Face face) {
  return box.y + (box.height - line_height(face)) / 2;
}

void add_options(Canvas& canvas, std::span<const Option> options, int selected) {
  for (int i = 0; i < static_cast<int>(options.size()); ++i) {
    const Option& option = options[static_cast<std::size_t>(i)];
    canvas.tree().add(
        {.id = option.id,
         .role = Role::option,
         .name = option.detail.empty() ? option.label : option.label + " " + option.detail,
         .selected = i == selected,
         .disabled = option.disabled});
  }
}

float list_width(const Canvas& canvas, const OpenList& list) {
  float widest = list.anchor.width;
  for (const Option& option : list.options) {
    const float detail =
        option.detail.empty() ? 0 : 8 + canvas.text_width(Face::s12, option.detail);
    widest = std::max(widest, canvas.text_width(Face::b12, option.label) + detail + 52);
  }
  return std::min(widest, canvas.setup().width - 16);
}

/// One row of an open list; true if it was pressed.
bool list_row(Canvas& canvas, const Option& option, const Rectangle& row, bool selected) {
  const Theme& theme = canvas.theme();
  const Pointer pointer = canvas.pointer("list." + option.id, row);
  if (pointer.hovered) canvas.fill(row, theme.hover, 4);
  const Face face = selected ? Face::b12 : Face::s12;
  const float top = line_top(row, face);
  const float width = canvas.text(face, row.x + 8, top, option.label, theme.ink);
  canvas.text(Face::s12, row.x + 16 + width, top, option.detail, theme.ink3);
  if (selected) draw_icon(canvas, Icon::tick, right(row) - 18, centre(row).y - 5, theme.ink);
  return pointer.clicked;
}

}  // namespace

SelectResult select(Canvas& canvas, std::string_view id, const Rectangle& box,
                    std::string_view name, std::span<const Option> options, int selected) {
  const Theme& theme = canvas.theme();
  const Pointer pointer = canvas.pointer(id, box);
  canvas.fill(box, pointer.hovered ? theme.hover : theme.field, 6);
  canvas.border(box, theme.line2, 1, 6);
  std::string value;
  if (selected >= 0 && selected < static_cast<int>(options.size())) {
    const Option& option = options[static_cast<std::size_t>(selected)];
    value = option.label;
    canvas.clip({box.x, box.y, box.width - 24, box.height});
    const float top = line_top(box, Face::s12);
    const float width = canvas.text(Face::s12, box.x + 11, top, option.label, theme.ink);
    canvas.text(Face::s12, box.x + 15 + width, top, option.detail, theme.ink3);
    canvas.unclip();
  }
  draw_icon(canvas, Icon::chevron_down, right(box) - 21, centre(box).y - 5, theme.ink3);
  {
    canvas.tree().open({.id = std::string(id),
                        .role = Role::select,
                        .name = std::string(name),
                        .value_text = value,
                        .rectangle = box});
    add_options(canvas, options, selected);
    canvas.tree().close();
  }
  canvas.focus_ring(id, box, 6);
  SelectResult result;
  result.toggled = pointer.pressed;
  if (const Action* action = canvas.action(id, Action::Kind::set)) {
    for (int i = 0; i < static_cast<int>(options.size()); ++i) {
      if (options[static_cast<std::size_t>(i)].id == action->text) result.chosen = i;
    }
  }
  return result;
}

bool list_button(Canvas& canvas, std::string_view id, std::string_view name,
                 const Rectangle& place) {
  canvas.tree().add(
      {.id = std::string(id), .role = Role::button, .name = std::string(name), .rectangle = place});
  return canvas.acted(id, Action::Kind::press);
}

namespace {

constexpr float list_padding = 5;

/// An open list, placed: one column, as high as its rows or as the viewport allows.
Rectangle place_list(const Canvas& canvas, const OpenList& list) {
  const CanvasSetup& setup = canvas.setup();
  const float rows = list.row_height * static_cast<float>(list.options.size());
  const float room = setup.height - 24;
  Rectangle box{list.anchor.x, bottom(list.anchor) + 4, list_width(canvas, list),
                std::min(rows + 2 * list_padding, room)};
  // Below its select, unless the viewport ends before: it then moves up and to the left.
  box.x = std::max(8.0f, std::min(box.x, setup.width - 8 - box.width));
  const float lowest = setup.scroll_y + setup.height - 8 - box.height;
  box.y = std::max(setup.scroll_y + 8, std::min(box.y, lowest));
  return box;
}

/// How far the list is scrolled: by the wheel or a finger, and so that the selected row is in sight
/// when the list opens and when the arrow keys move the selection.
float scroll_list(Canvas& canvas, const OpenList& list, const Rectangle& inside) {
  CanvasMemory& memory = canvas.memory();
  const float rows = list.row_height * static_cast<float>(list.options.size());
  const std::string state = list.id + " " + std::to_string(list.selected);
  float& scroll = memory.list_scroll;
  if (memory.list != state) {
    memory.list = state;
    scroll = list.row_height * (static_cast<float>(list.selected) + 0.5f) - inside.height / 2;
  }
  scroll += static_cast<float>(canvas.wheel(list.id, inside, false));
  scroll = canvas.snapped(std::clamp(scroll, 0.0f, std::max(0.0f, rows - inside.height)));
  if (rows > inside.height) {  // where in the list one is
    const float share = inside.height / rows;
    canvas.fill({right(inside) - 1, inside.y + scroll * share, 3, inside.height * share},
                canvas.theme().line2, 1.5f);
  }
  return scroll;
}

}  // namespace

ListResult open_list(Canvas& canvas, const OpenList& list) {
  const Rectangle box = place_list(canvas, list);
  canvas.fill(box, canvas.theme().field, 6);
  canvas.border(box, canvas.theme().line2, 1, 6);
  canvas.reach(bottom(box) + 16);
  ListResult result;
  const Rectangle inside = grown(box, -list_padding);
  const float scroll = scroll_list(canvas, list, inside);
  canvas.clip(inside);
  for (int i = 0; i < static_cast<int>(list.options.size()); ++i) {
    const Option& option = list.options[static_cast<std::size_t>(i)];
    const Rectangle row{inside.x, inside.y + list.row_height * static_cast<float>(i) - scroll,
                        inside.width - 3, list.row_height};
    if (bottom(row) <= inside.y || row.y >= bottom(inside)) continue;
    if (list_row(canvas, option, row, i == list.selected)) result.chosen = option.id;
  }
  canvas.unclip();
  result.closed = !result.chosen.empty() || canvas.escape_pressed() || canvas.pressed_outside(box);
  return result;
}

namespace {

/// "▲ Lambda    286,39 $"
void draw_tooltip_row(Canvas& canvas, const Tooltip::Row& row, float x, float y, float width) {
  draw_mark(canvas, row.service, x, y + 3, 10);
  canvas.text(Face::s12, x + 16, y, row.name, canvas.theme().of(row.service).text);
  canvas.text(Face::b12, x + width, y, row.value, canvas.theme().ink, Align::right);
}

/// Below its anchor, or above where the viewport ends, and never beyond its sides.
Rectangle tooltip_box(const Canvas& canvas, const Tooltip& tip, float width, float height) {
  const CanvasSetup& setup = canvas.setup();
  Rectangle box{tip.anchor.x, bottom(tip.anchor) + 6, width, height};
  box.x = std::max(8.0f, std::min(box.x, setup.width - 8 - width));
  if (bottom(box) > setup.scroll_y + setup.height - 8) box.y = tip.anchor.y - 6 - height;
  return box;
}

}  // namespace

void tooltip(Canvas& canvas, const Tooltip& tip) {
  constexpr float max_text = 296, narrowest_with_rows = 166, row_height = 20;
  const Theme& theme = canvas.theme();
  const TextBlock title(canvas, {{tip.title, Face::b12, theme.ink, 0, 1, 3}}, max_text);
  const TextBlock text(canvas, {{tip.text, Face::s12, theme.ink2, 0, 1, 3}}, max_text);
  const TextBlock note(canvas, {{tip.note, Face::s12, theme.ink3, 0, 1, 3}}, max_text);
  const float note_height = tip.note.empty() ? 0 : note.height() + 6;
  const float rows = row_height * static_cast<float>(tip.rows.size());
  const float title_height = tip.title.empty() ? 0 : title.height();
  const float text_height = tip.text.empty() ? 0 : text.height();
  const float gap = title_height + rows > 0 && text_height > 0 ? 4 : 0;
  float inner = std::max({title.width(), text.width(), note.width()});
  if (rows > 0) inner = std::max(inner, narrowest_with_rows);
  const Rectangle box = tooltip_box(canvas, tip, inner + 26,
                                    title_height + rows + gap + text_height + note_height + 18);
  canvas.fill(box, theme.page, 4);
  canvas.border(box, theme.line2, 1, 4);
  float y = box.y + 9;
  if (title_height > 0) title.draw(canvas, box.x + 13, y);
  y += title_height + (rows > 0 ? 4 : 0);
  for (const Tooltip::Row& row : tip.rows) {
    draw_tooltip_row(canvas, row, box.x + 13, y, inner);
    y += row_height;
  }
  y += rows > 0 ? 0 : gap;
  if (text_height > 0) text.draw(canvas, box.x + 13, y);
  if (note_height > 0) note.draw(canvas, box.x + 13, y + text_height + 6);
}

bool banner(Canvas& canvas, const Banner& banner, float x, float& y, float width) {
  const Theme& theme = canvas.theme();
  const Colour edge = banner.tone == Tone::error     ? theme.error
                      : banner.tone == Tone::warning ? theme.lambda.mark
                                                     : theme.ink3;
  const float action = banner.action.empty() ? 0 : canvas.text_width(Face::b12, banner.action) + 16;
  const TextBlock block(canvas,
                        {{banner.title, Face::b14, theme.ink, 0, 1, 3},
                         {" ", Face::t14, theme.ink2, 0, 1, 3},
                         {banner.text, Face::t14, theme.ink2, 0, 1, 3}},
                        width - 28 - action);
  const Rectangle box{x, y, width, block.height() + 22};
  canvas.border(box, theme.line2, 1, 4);
  canvas.fill({x, y, 3, box.height}, edge);
  block.draw(canvas, x + 15, y + 11);
  const std::string id(banner.id);
  const Role role = banner.tone == Tone::error ? Role::alert : Role::paragraph;
  say(canvas, id, role, std::string(banner.title) + " " + std::string(banner.text), box);
  y = bottom(box);
  return !banner.action.empty() &&
         link_button(canvas, id + ".action", right(box) - 13, box.y + (box.height - 16) / 2,
                     banner.action, Align::right, Face::b12);
}

}  // namespace sans_serveur::ui
