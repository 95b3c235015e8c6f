#include "ui/widgets.h"

#include <algorithm>

namespace sans_serveur::ui {
namespace {

constexpr float control_radius = 6;

/// The ground of a control that has a border: by what the pointer does.
Colour ground(const Canvas& canvas, const Pointer& pointer, Colour rest) {
  if (pointer.held && pointer.hovered) return canvas.theme().line;
  return pointer.hovered ? canvas.theme().hover : rest;
}

/// Where a line of a face stands so that it is centred in a box.
float line_top(const Rectangle& box, Face face) {
  return box.y + (box.height - line_height(face)) / 2;
}

bool acts(const Canvas& canvas, std::string_view id, const Pointer& pointer) {
  return pointer.clicked || canvas.acted(id, Action::Kind::press);
}

}  // namespace

ControlSizes control_sizes(bool large) {
  if (!large) return {};
  return {40, 40, 40, 40, 40, 48};
}

// --- Buttons and links ---

float button_width(const Canvas& canvas, const ButtonText& text) {
  const float icon = text.icon == Icon::none ? 0 : icon_size(text.icon).width;
  if (text.icon_only) return icon + 16;
  return 24 + (icon > 0 ? icon + 8 : 0) + canvas.text_width(Face::b12, text.label) + 2;
}

bool button(Canvas& canvas, std::string_view id, const Rectangle& box, const ButtonText& text) {
  const Theme& theme = canvas.theme();
  const Pointer pointer = text.disabled ? Pointer{} : canvas.pointer(id, box);
  canvas.fill(box, ground(canvas, pointer, theme.page), control_radius);
  canvas.border(box, text.disabled ? theme.line : theme.line2, 1, control_radius);
  const Colour ink = text.disabled ? theme.ink3 : theme.ink;
  const Size icon = icon_size(text.icon);
  const float label = text.icon_only ? 0 : canvas.text_width(Face::b12, text.label);
  const float gap = icon.width > 0 && !text.icon_only ? 8 : 0;
  float x = box.x + (box.width - icon.width - gap - label) / 2;
  if (text.icon != Icon::none) {
    draw_icon(canvas, text.icon, canvas.snapped(x), box.y + (box.height - icon.height) / 2, ink);
    x += icon.width + gap;
  }
  if (!text.icon_only) canvas.text(Face::b12, x, line_top(box, Face::b12), text.label, ink);
  canvas.tree().add({.id = std::string(id),
                     .role = Role::button,
                     .name = std::string(text.label),
                     .description = std::string(text.description),
                     .disabled = text.disabled,
                     .rectangle = box});
  canvas.focus_ring(id, box, control_radius);
  return !text.disabled && acts(canvas, id, pointer);
}

bool icon_button(Canvas& canvas, std::string_view id, const Rectangle& box, Icon icon,
                 std::string_view name, bool disabled) {
  const Theme& theme = canvas.theme();
  const Pointer pointer = disabled ? Pointer{} : canvas.pointer(id, box);
  if (pointer.hovered) canvas.fill(box, pointer.held ? theme.line : theme.hover, 4);
  const Size size = icon_size(icon);
  draw_icon(canvas, icon, canvas.snapped(centre(box).x - size.width / 2),
            canvas.snapped(centre(box).y - size.height / 2), disabled ? theme.line2 : theme.ink2);
  canvas.tree().add({.id = std::string(id),
                     .role = Role::button,
                     .name = std::string(name),
                     .disabled = disabled,
                     .rectangle = box});
  canvas.focus_ring(id, box, 4, 0);
  return !disabled && acts(canvas, id, pointer);
}

bool row_button(Canvas& canvas, std::string_view id, const Rectangle& box, std::string_view name,
                std::string_view description) {
  const Pointer pointer = canvas.pointer(id, box);
  if (pointer.hovered) canvas.fill(box, ground(canvas, pointer, canvas.theme().page));
  canvas.tree().add({.id = std::string(id),
                     .role = Role::button,
                     .name = std::string(name),
                     .description = std::string(description),
                     .rectangle = box});
  canvas.focus_ring(id, box, 2, 0);
  return acts(canvas, id, pointer);
}

namespace {

/// The box of an underlined text, and the text drawn with its underline.
Rectangle underlined(Canvas& canvas, float x, float y, std::string_view label, Align align,
                     Face face, bool strong, Colour ink) {
  const float width = canvas.text_width(face, label);
  if (align == Align::right) x -= width;
  if (align == Align::centre) x -= width / 2;
  canvas.text(face, x, y, label, ink);
  canvas.horizontal(x, y + canvas.fonts().baseline(face) + 3, width,
                    strong ? canvas.theme().ink : canvas.theme().line2);
  return {x, y, width, line_height(face)};
}

/// Where the pointer finds a text: a little around it, and 40 px for a finger.
Rectangle text_target(const Canvas& canvas, const Rectangle& box) {
  const float extra = canvas.setup().coarse_pointer ? (40 - box.height) / 2 : 4;
  return {box.x - 4, box.y - extra, box.width + 8, box.height + 2 * extra};
}

Rectangle text_box(const Canvas& canvas, float x, float y, std::string_view label, Align align,
                   Face face) {
  const float width = canvas.text_width(face, label);
  const float left = align == Align::right ? x - width : align == Align::centre ? x - width / 2 : x;
  return {left, y, width, line_height(face)};
}

}  // namespace

bool link_button(Canvas& canvas, std::string_view id, float x, float y, std::string_view label,
                 Align align, Face face, std::string_view description) {
  const Rectangle box = text_box(canvas, x, y, label, align, face);
  const Pointer pointer = canvas.pointer(id, text_target(canvas, box));
  const Colour ink = face == Face::b12 ? canvas.theme().ink : canvas.theme().ink2;
  underlined(canvas, x, y, label, align, face, pointer.hovered, ink);
  canvas.tree().add({.id = std::string(id),
                     .role = Role::button,
                     .name = std::string(label),
                     .description = std::string(description),
                     .rectangle = box});
  canvas.focus_ring(id, box, 2);
  return acts(canvas, id, pointer);
}

float link(Canvas& canvas, std::string_view id, float x, float y, float width,
           std::string_view label, std::string_view address, Face face) {
  const Theme& theme = canvas.theme();
  const Colour ink = face == Face::b12 ? theme.ink : theme.ink2;
  const Run run{label, face, ink, theme.line2, 1, 3};
  const float height = TextBlock(canvas, {run}, width).height();
  const Rectangle box{x, y, std::min(width, canvas.text_width(face, label)), height};
  Run drawn = run;
  if (canvas.pointer(id, text_target(canvas, box)).hovered) drawn.underline = theme.ink;
  TextBlock(canvas, {drawn}, width).draw(canvas, x, y);
  canvas.tree().add({.id = std::string(id),
                     .role = Role::link,
                     .name = std::string(label),
                     .value_text = std::string(address),
                     .rectangle = box});
  canvas.focus_ring(id, box, 2);
  return box.height;
}

bool preset_button(Canvas& canvas, std::string_view id, const Rectangle& box,
                   std::string_view label, bool chosen, std::string_view description) {
  const Theme& theme = canvas.theme();
  const Pointer pointer = canvas.pointer(id, box);
  const bool pressed = pointer.held && pointer.hovered;
  canvas.fill(box,
              chosen                       ? theme.field
              : pressed || pointer.hovered ? theme.line
                                           : theme.hover,
              control_radius);
  if (chosen) canvas.border(box, theme.ink, 1.5f, control_radius);
  const Face face = chosen ? Face::b12 : Face::s12;
  canvas.text(face, centre(box).x, line_top(box, face), label, chosen ? theme.ink : theme.ink2,
              Align::centre);
  canvas.tree().add({.id = std::string(id),
                     .role = Role::button,
                     .name = std::string(label),
                     .description = std::string(description),
                     .selected = chosen,
                     .toggle = true,
                     .rectangle = box});
  canvas.focus_ring(id, box, control_radius);
  return acts(canvas, id, pointer);
}

// --- One of several ---

namespace {

void add_radio(Canvas& canvas, const Option& option, bool selected, const Rectangle& box) {
  canvas.tree().add({.id = option.id,
                     .role = Role::radio,
                     .name = option.name.empty() ? option.label : option.name,
                     .selected = selected,
                     .disabled = option.disabled,
                     .rectangle = box});
}

/// One segment or cell: ground, outline if chosen, pointer. True if it was chosen now.
bool choice_cell(Canvas& canvas, const Option& option, const Rectangle& box, bool selected) {
  const Pointer pointer = option.disabled ? Pointer{} : canvas.pointer(option.id, box);
  if (pointer.hovered && !selected) {
    canvas.fill(box, pointer.held ? canvas.theme().line : canvas.theme().hover, 5);
  }
  return !option.disabled && acts(canvas, option.id, pointer);
}

Colour choice_ink(const Theme& theme, const Option& option, bool selected) {
  return option.disabled ? theme.ink3 : selected ? theme.ink : theme.ink2;
}

}  // namespace

std::optional<int> segmented(Canvas& canvas, std::string_view id, const Rectangle& box,
                             std::string_view name, std::span<const Option> options, int selected) {
  const Theme& theme = canvas.theme();
  const Part group(canvas, id, Role::radio_group, name, box);
  canvas.fill(box, theme.field, control_radius);
  canvas.border(box, theme.line2, 1, control_radius);
  std::optional<int> chosen;
  const float width = (box.width - 2) / static_cast<float>(options.size());
  for (int i = 0; i < static_cast<int>(options.size()); ++i) {
    const Option& option = options[static_cast<std::size_t>(i)];
    const Rectangle cell{box.x + 1 + width * static_cast<float>(i), box.y + 1, width,
                         box.height - 2};
    if (choice_cell(canvas, option, cell, i == selected)) chosen = i;
    const Face face = i == selected ? Face::b12 : Face::s12;
    canvas.text(face, centre(cell).x, line_top(cell, face), option.label,
                choice_ink(theme, option, i == selected), Align::centre);
    if (i == selected) canvas.border(cell, theme.ink, 1.5f, 5);
    add_radio(canvas, option, i == selected, cell);
    canvas.focus_ring(option.id, box, control_radius);
  }
  return chosen;
}

float icon_grid_height(std::size_t options, int columns) {
  const auto rows = (static_cast<int>(options) + columns - 1) / columns;
  return 44 * static_cast<float>(rows) + 2;
}

std::optional<int> icon_grid(Canvas& canvas, std::string_view id, float x, float y, float width,
                             int columns, std::string_view name, std::span<const Option> options,
                             int selected) {
  const Theme& theme = canvas.theme();
  const Rectangle box{x, y, width, icon_grid_height(options.size(), columns)};
  const Part group(canvas, id, Role::radio_group, name, box);
  canvas.fill(box, theme.field, control_radius);
  const float cell_width = (width - 2) / static_cast<float>(columns);
  std::optional<int> chosen;
  Rectangle outline;
  for (int i = 0; i < static_cast<int>(options.size()); ++i) {
    const Option& option = options[static_cast<std::size_t>(i)];
    const int column = i % columns, row = i / columns;
    const Rectangle cell{x + 1 + cell_width * static_cast<float>(column),
                         y + 1 + 44 * static_cast<float>(row), cell_width, 44};
    if (choice_cell(canvas, option, cell, i == selected)) chosen = i;
    if (column > 0) canvas.vertical(cell.x - 1, cell.y, cell.height, theme.line);
    if (row > 0) canvas.horizontal(cell.x, cell.y - 1, cell.width, theme.line);
    const Colour ink = choice_ink(theme, option, i == selected);
    const Size icon = icon_size(option.icon);
    const float top = cell.y + (44 - icon.height - 4 - 14) / 2;
    draw_icon(canvas, option.icon, canvas.snapped(centre(cell).x - icon.width / 2), top, ink);
    canvas.text(i == selected ? Face::b12 : Face::s12, centre(cell).x, top + icon.height + 3,
                option.label, ink, Align::centre);
    if (i == selected) outline = cell;
    add_radio(canvas, option, i == selected, cell);
    canvas.focus_ring(option.id, box, control_radius);
  }
  canvas.border(box, theme.line2, 1, control_radius);
  if (outline.width > 0) canvas.border(outline, theme.ink, 1.5f, 5);
  return chosen;
}

// --- Tabs, disclosure ---

std::optional<int> tabs(Canvas& canvas, std::string_view id, const Rectangle& box,
                        std::string_view name, std::span<const Option> options, int selected,
                        float gap) {
  const Theme& theme = canvas.theme();
  const Part list(canvas, id, Role::tab_list, name, box);
  std::vector<float> widths;
  float total = -gap, selected_end = 0;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const bool open = static_cast<int>(i) == selected;
    widths.push_back(canvas.text_width(open ? Face::b14 : Face::t14, options[i].label));
    total += widths.back() + gap;
    if (open) selected_end = total;
  }
  // Those that do not fit are cut off at the edge, so that one sees there are more.
  const float shift =
      std::clamp(selected_end + 40 - box.width, 0.0f, std::max(0.0f, total - box.width));
  canvas.horizontal(box.x, bottom(box) - 1, box.width, theme.line);
  canvas.clip(box);
  std::optional<int> chosen;
  float x = box.x - (total > box.width ? shift : 0);
  for (std::size_t i = 0; i < options.size(); ++i) {
    const bool open = static_cast<int>(i) == selected;
    const Rectangle tab{x, box.y, widths[i], box.height};
    const Pointer pointer =
        canvas.pointer(options[i].id, {x - gap / 2, box.y, widths[i] + gap, box.height});
    const Face face = open ? Face::b14 : Face::t14;
    canvas.text(face, x, line_top(box, face), options[i].label,
                open || pointer.hovered ? theme.ink : theme.ink2);
    if (open) canvas.fill({x, bottom(box) - 2, widths[i], 2}, theme.ink);
    canvas.tree().add({.id = options[i].id,
                       .role = Role::tab,
                       .name = options[i].label,
                       .selected = open,
                       .rectangle = tab});
    canvas.focus_ring(options[i].id, {x - 4, box.y + box.height / 2 - 14, widths[i] + 8, 28}, 2, 0);
    if (acts(canvas, options[i].id, pointer)) chosen = static_cast<int>(i);
    x += widths[i] + gap;
  }
  canvas.unclip();
  return chosen;
}

bool disclosure(Canvas& canvas, std::string_view id, const Rectangle& box, std::string_view label,
                std::string_view detail, bool open) {
  const Theme& theme = canvas.theme();
  const Pointer pointer = canvas.pointer(id, text_target(canvas, box));
  const float top = line_top(box, Face::b12);
  draw_icon(canvas, open ? Icon::chevron_down : Icon::chevron_right, box.x,
            box.y + (box.height - 10) / 2, pointer.hovered ? theme.ink : theme.ink2);
  canvas.text(Face::b12, box.x + 18, top, label, theme.ink);
  canvas.text(Face::s12, right(box), top, detail, theme.ink3, Align::right);
  canvas.tree().add({.id = std::string(id),
                     .role = Role::disclosure,
                     .name = std::string(label),
                     .value_text = std::string(detail),
                     .selected = open,
                     .rectangle = box});
  canvas.focus_ring(id, box, 4);
  return acts(canvas, id, pointer);
}

// --- Text that is only read ---

void say(Canvas& canvas, std::string_view id, Role role, std::string_view name,
         const Rectangle& rectangle, std::string_view value) {
  canvas.tree().add({.id = std::string(id),
                     .role = role,
                     .name = std::string(name),
                     .value_text = std::string(value),
                     .rectangle = rectangle});
}

void heading(Canvas& canvas, std::string_view id, int level, std::string_view name,
             const Rectangle& rectangle) {
  canvas.tree().add({.id = std::string(id),
                     .role = Role::heading,
                     .name = std::string(name),
                     .level = level,
                     .rectangle = rectangle});
}

Part::Part(Canvas& canvas, std::string_view id, Role role, std::string_view name,
           const Rectangle& rectangle)
    : tree_(canvas.tree()),
      index_(tree_.open({.id = std::string(id),
                         .role = role,
                         .name = std::string(name),
                         .rectangle = rectangle})) {}

Part::~Part() {
  tree_.close();
}

void Part::set_rectangle(const Rectangle& rectangle) {
  tree_.at(index_).rectangle = rectangle;
}

float fact_chip(Canvas& canvas, float x, float y, float max_width, PriceStatus status,
                bool simulated, std::string_view text) {
  const Theme& theme = canvas.theme();
  const std::string shown = shortened(canvas, Face::s12, text, max_width - 30);
  const float width = 6 + 9 + 6 + canvas.text_width(Face::s12, shown) + 8 + 1;
  canvas.border({x, y, width, 20}, theme.line, 1, 4);
  if (simulated) {
    draw_simulated(canvas, x + 7, y + 5.5f);
  } else {
    draw_status(canvas, status, x + 7, y + 5.5f);
  }
  canvas.text(Face::s12, x + 22, y + 2, shown, theme.ink2);
  return width;
}

}  // namespace sans_serveur::ui
