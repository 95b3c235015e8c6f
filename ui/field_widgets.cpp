#include "ui/field_widgets.h"

#include <algorithm>

#include "ui/field_text.h"
#include "ui/number_entry.h"

namespace sans_serveur::ui {
namespace {

/// Everything that a slider field shows, held while it is drawn.
struct FieldTexts {
  std::string id, range, hint, error, refused, editable;
  ValueText value;
  FlipText flip;

  FieldTexts(const Frame& frame, const Field& field)
      : id(field_id(field)),
        range(range_text(frame, field) + ". " + std::string(field_where(frame, field))),
        hint(hint_text(frame, field)),
        editable(editable_value(field, field.get(frame.workload()), frame.language())),
        value(present_value_text(frame, field)),
        flip(flip_text(frame, field)) {
    if (const Refusal* found = refusal(frame.state, field.path)) {
      error = frame.say(found->message);
      refused = found->text;
    }
  }
};

double shown_number(const Frame& frame, const Field& field, const SliderScale& scale) {
  double value = field.get(frame.workload());
  if (is_automatic(value)) value = planned_value(frame, field);
  return is_automatic(value) ? scale.high() : value;
}

std::vector<int> all_choices(const Field& field) {
  const std::size_t count = field.kind == FieldKind::toggle ? 2 : field.choices.size();
  if (field.path == "architecture") return {1, 0};  // the cheaper one first
  std::vector<int> all(count);
  for (std::size_t i = 0; i < count; ++i) all[i] = static_cast<int>(i);
  return all;
}

std::string choice_id(const Field& field, int choice) {
  const std::string_view name =
      field.kind == FieldKind::toggle
          ? (choice == 0 ? std::string_view("off") : std::string_view("on"))
          : field.choices[static_cast<std::size_t>(choice)];
  return field_id(field) + "." + std::string(name);
}

/// The place of the present choice among those shown, or −1.
int selected_place(const Frame& frame, const Field& field, std::span<const int> shown) {
  const int value = static_cast<int>(field.get(frame.workload()));
  const auto found = std::find(shown.begin(), shown.end(), value);
  return found == shown.end() ? -1 : static_cast<int>(found - shown.begin());
}

void choose(const Frame& frame, const Field& field, std::span<const int> shown,
            std::optional<int> place) {
  if (!place) return;
  const int choice = shown[static_cast<std::size_t>(*place)];
  if (choice == static_cast<int>(field.get(frame.workload()))) return;
  frame.edit(SetField{&field, static_cast<double>(choice)});
}

/// "par défaut : 50": takes a changed field back. Returns the height drawn.
float draw_way_back(const Frame& frame, const Field& field, float x, float y) {
  if (is_standard(field, frame.workload())) return 0;
  const double standard = standard_value(field);
  std::string name = value_text(frame, field, standard).joined();
  if (field.kind == FieldKind::choice || field.kind == FieldKind::toggle) {
    name = choice_name(frame, field, static_cast<std::size_t>(standard));
  }
  const std::string label = frame.say({"form.default", {{"value", name}}});
  if (link_button(frame.canvas, field_id(field) + ".default", x, y + 4, label)) {
    frame.edit(SetField{&field, standard});
  }
  return 24;
}

/// What a field means and where its number is found: when the pointer rests on its name or presses
/// it, and while the keyboard is on the field. `name` is drawn in the upper left corner of `place`.
void explain(const Frame& frame, const Field& field, const Rectangle& place) {
  Canvas& canvas = frame.canvas;
  const std::string id = field_id(field), path(field.path);
  const std::string pointer_id = "explain." + path;
  const Rectangle name{place.x, place.y, canvas.text_width(Face::t14, field_name(frame, field)),
                       20};
  const Pointer pointer = canvas.pointer(pointer_id, name, "help");
  const bool open = frame.state.explained == path;
  if (pointer.clicked || (open && (canvas.pressed_outside(name) || canvas.escape_pressed()))) {
    frame.edit(Explain{path});
  }
  const bool rested = canvas.rested_on(pointer_id, pointer.hovered);
  const bool on_keyboard = canvas.focus_visible(id) || canvas.focus_visible(id + ".entry");
  if (!open && !rested && !on_keyboard) return;
  frame.overlays.tip = {
      place,
      std::string(field_long_name(frame, field)),
      {},
      std::string(field_help(frame, field)),
      frame.say({"form.where_text", {{"where", std::string(field_where(frame, field))}}})};
}

}  // namespace

float draw_number_field(const Frame& frame, const Field& field, float x, float y, float width,
                        bool folded) {
  const FieldTexts texts(frame, field);
  const SliderScale scale(field, frame.workload());
  frame.wanted.fields.push_back(&field);
  SliderField shown;
  shown.id = texts.id;
  shown.name = field_name(frame, field);
  shown.long_name = field_long_name(frame, field);
  shown.value = texts.value.number;
  shown.unit = texts.value.unit;
  shown.editable = texts.editable;
  shown.range = texts.range;
  shown.hint = texts.hint;
  shown.note = texts.flip.text;
  shown.note_colour =
      texts.flip.flips ? choice_text(frame.theme(), texts.flip.choice) : frame.theme().ink3;
  shown.error = texts.error;
  shown.refused = texts.refused;
  shown.zones = frame.model.zones(field);
  shown.number = shown_number(frame, field, scale);
  if (folded && is_standard(field, frame.workload())) shown.standard = frame.text("form.standard");
  shown.large = frame.layout.large_controls;
  shown.automatic = is_automatic(field.get(frame.workload()));
  // One node per id: the peak's entry stands beside the traffic's shape.
  shown.with_entry = frame.canvas.tree().find(texts.id + ".entry") == nullptr;
  const SliderResult result =
      slider_field(frame.canvas, shown, scale, frame.state.draft, x, y, width);
  if (result.value) frame.edit(SetField{&field, *result.value});
  if (result.text) frame.edit(CommitEntry{&field, *result.text});
  const float height = slider_field_height(frame.canvas, shown, width);
  explain(frame, field, {x, y, width, height});
  return height;
}

float draw_entry(const Frame& frame, const Field& field, float x, float y) {
  const FieldTexts texts(frame, field);
  const std::string id = texts.id + ".entry";
  const std::optional<std::string> text = entry(
      frame.canvas,
      {id, field_long_name(frame, field), texts.value.number, texts.value.unit, texts.editable,
       texts.error.empty() ? texts.range : texts.error, !texts.error.empty(), texts.refused},
      frame.state.draft, x, y);
  if (text) frame.edit(CommitEntry{&field, *text});
  return frame.canvas.tree().find(id)->rectangle.x;
}

std::vector<Option> choice_options(const Frame& frame, const Field& field,
                                   std::span<const int> shown) {
  const std::vector<int> all = all_choices(field);
  if (shown.empty()) shown = all;
  std::vector<Option> options;
  for (const int choice : shown) {
    Option option;
    option.id = choice_id(field, choice);
    option.label = choice_name(frame, field, static_cast<std::size_t>(choice));
    if (field.kind == FieldKind::choice) {
      const std::string_view name = field.choices[static_cast<std::size_t>(choice)];
      option.icon = icon_of_choice(name);
      const std::string key =
          "choice." + std::string(field.path) + "." + std::string(name) + ".long";
      if (frame.has(key)) option.name = option.label + ", " + std::string(frame.text(key));
    }
    options.push_back(std::move(option));
  }
  return options;
}

void draw_segments(const Frame& frame, const Field& field, const Rectangle& box) {
  const std::vector<int> all = all_choices(field);
  const std::vector<Option> options = choice_options(frame, field, all);
  choose(frame, field, all,
         segmented(frame.canvas, field_id(field), box, field_long_name(frame, field), options,
                   selected_place(frame, field, all)));
}

void draw_select(const Frame& frame, const Field& field, const Rectangle& box,
                 std::span<const int> shown) {
  const std::vector<int> all = all_choices(field);
  if (shown.empty()) shown = all;
  const std::vector<Option> options = choice_options(frame, field, shown);
  const int selected = selected_place(frame, field, shown);
  const std::string id = field_id(field);
  const SelectResult result =
      select(frame.canvas, id, box, field_long_name(frame, field), options, selected);
  if (result.toggled) frame.edit(ToggleList{id});
  choose(frame, field, shown, result.chosen);
  offer_list(frame, id, box, options, selected);
}

void draw_cells(const Frame& frame, const Field& field, float x, float y, float width, int columns,
                std::span<const int> shown) {
  std::vector<Option> options = choice_options(frame, field, shown);
  // A trace comes with a document; there is nothing to choose before.
  if (field.path == "traffic.shape" && frame.workload().traffic.bins.empty()) {
    options.back().disabled = true;
  }
  choose(frame, field, shown,
         icon_grid(frame.canvas, field_id(field), x, y, width, columns,
                   field_long_name(frame, field), options, selected_place(frame, field, shown)));
}

namespace {

/// Name on the left, two segments on the right.
float draw_toggle(const Frame& frame, const Field& field, float x, float y, float width) {
  constexpr float segments = 104;
  const float height = frame.layout.large_controls ? frame.sizes().segment : 28;
  frame.canvas.text(Face::t14, x, y + (height - 20) / 2, field_name(frame, field),
                    frame.theme().ink);
  draw_segments(frame, field, {x + width - segments, y, segments, height});
  return height;
}

float draw_choice(const Frame& frame, const Field& field, float x, float y, float width) {
  frame.canvas.text(Face::t14, x, y, field_name(frame, field), frame.theme().ink);
  const Rectangle box{x, y + 24, width, frame.sizes().select};
  if (field.choices.size() <= 3) {
    draw_segments(frame, field, box);
  } else {
    draw_select(frame, field, box);
  }
  return 24 + box.height;
}

}  // namespace

float draw_field(const Frame& frame, const Field& field, float x, float y, float width) {
  const float top = y;
  if (field.kind == FieldKind::number || field.kind == FieldKind::integer) {
    y += draw_number_field(frame, field, x, y, width, true);
  } else {
    y += field.kind == FieldKind::toggle ? draw_toggle(frame, field, x, y, width)
                                         : draw_choice(frame, field, x, y, width);
    explain(frame, field, {x, top, width, y - top});
    const std::string_view help = field_help(frame, field);
    const float height =
        draw_paragraph(frame.canvas, Face::s12, x, y + 4, width, help, frame.theme().ink3);
    say(frame.canvas, field_id(field) + ".help", Role::paragraph, help, {x, y + 4, width, height},
        field_where(frame, field));
    y += 4 + height;
  }
  y += draw_way_back(frame, field, x, y);
  return y - top;
}

}  // namespace sans_serveur::ui
