#include "ui/slider.h"

#include <algorithm>
#include <cmath>

#include "ui/text_block.h"

namespace sans_serveur::ui {
namespace {

constexpr float inset = 7;      // of the track, so that the thumb stays in the column
constexpr float thickness = 3;  // of the track
constexpr float thumb_radius = 6.5f, grown_thumb_radius = 8;

/// The byte offset of a position counted in UTF-16 units, as the mirror counts.
std::size_t byte_offset(std::string_view text, int units) {
  std::string_view rest = text;
  while (units > 0 && !rest.empty()) units -= next_character(rest) > 0xFFFF ? 2 : 1;
  return text.size() - rest.size();
}

/// Text, selection and caret of a field that is being edited, with its left edge at `x`; or further
/// left, so that the caret is within the `width`.
void draw_draft(Canvas& canvas, const Draft& draft, float x, float y, float width) {
  const Theme& theme = canvas.theme();
  const std::string_view text = draft.text;
  const auto offset = [&](int units) {
    return canvas.text_width(Face::b14, text.substr(0, byte_offset(text, units)));
  };
  x -= std::max(0.0f, offset(draft.end) - width);
  const float from = x + offset(std::min(draft.start, draft.end));
  const float to = x + offset(std::max(draft.start, draft.end));
  if (to > from) canvas.fill({from, y + 1, to - from, 18}, theme.line);
  canvas.text(Face::b14, x, y, text, theme.ink);
  if (to <= from) canvas.fill({from, y + 2, 1.5f, 16}, theme.ink);
}

/// The field that a value turns into while it is edited.
Rectangle field_box(const Canvas& canvas, const Entry& entry, const Draft* draft, float x,
                    float y) {
  const std::string_view text = draft != nullptr ? std::string_view(draft->text) : entry.refused;
  const float unit = entry.unit.empty() ? 0 : canvas.text_width(Face::s12, entry.unit) + 8;
  float width = std::max(96.0f, canvas.text_width(Face::b14, text) + 4) + unit + 16;
  if (entry.room > 0) width = std::min(width, entry.room);
  return {x - width, y - 4, width, 28};
}

void draw_field(Canvas& canvas, const Entry& entry, const Draft* draft, const Rectangle& box) {
  const Theme& theme = canvas.theme();
  canvas.fill(box, theme.field, 6);
  canvas.border(box, entry.invalid ? theme.error : theme.line2, entry.invalid ? 1.5f : 1, 6);
  canvas.clip(grown(box, -1));
  if (draft != nullptr) {
    draw_draft(canvas, *draft, box.x + 9, box.y + 4, box.width - 20);
  } else {
    canvas.text(Face::b14, box.x + 9, box.y + 4,
                shortened(canvas, Face::b14, entry.refused, box.width - 17), theme.ink);
  }
  canvas.text(Face::s12, right(box) - 8, box.y + 6, entry.unit, theme.ink3, Align::right);
  canvas.unclip();
}

/// Value and unit, right-aligned on one baseline; the box of both.
Rectangle draw_value(Canvas& canvas, const Entry& entry, float x, float y) {
  const Theme& theme = canvas.theme();
  const float unit = canvas.text_width(Face::s12, entry.unit);
  canvas.text(Face::s12, x - unit, y + 2.5f, entry.unit, theme.ink3);
  const float end = x - unit - (unit > 0 ? 4 : 0);
  const Face face = entry.quiet ? Face::t14 : Face::b14;
  const std::string value =
      entry.room > 0 ? shortened(canvas, face, entry.value, entry.room) : std::string(entry.value);
  const float width = canvas.text_width(face, value);
  canvas.text(face, end - width, y, value, entry.quiet ? theme.ink2 : theme.ink);
  return {end - width, y, x - end + width, 20};
}

}  // namespace

std::optional<std::string> entry(Canvas& canvas, const Entry& entry, const Draft& draft, float x,
                                 float y) {
  const bool editing = !draft.id.empty() && draft.id == entry.id;
  Rectangle box;
  if (editing || entry.invalid) {
    box = field_box(canvas, entry, editing ? &draft : nullptr, x, y);
    draw_field(canvas, entry, editing ? &draft : nullptr, box);
    if (canvas.has_focus(entry.id)) canvas.focus_ring(entry.id, box, 6);
  } else {
    box = draw_value(canvas, entry, x, y);
  }
  const Pointer pointer =
      canvas.pointer(entry.id, grown(box, canvas.setup().coarse_pointer ? 10 : 4), "text");
  if (pointer.hovered && !editing && !entry.invalid) {
    const float unit = canvas.text_width(Face::s12, entry.unit);
    canvas.horizontal(box.x, box.y + 19, box.width - unit - (unit > 0 ? 4 : 0),
                      canvas.theme().line2);
  }
  canvas.tree().add({.id = std::string(entry.id),
                     .role = Role::text_field,
                     .name = std::string(entry.name),
                     .value_text = std::string(entry.invalid ? entry.refused : entry.editable),
                     .description = std::string(entry.description),
                     .words = entry.words,
                     .invalid = entry.invalid,
                     .rectangle = box});
  const Action* committed = canvas.action(entry.id, Action::Kind::set);
  return committed == nullptr ? std::nullopt : std::optional(committed->text);
}

namespace {

/// The track: where each verdict holds, with a gap of 1 px at each flip.
void draw_track(Canvas& canvas, const SliderField& field, const SliderScale& scale, float x,
                float y, float width) {
  const Theme& theme = canvas.theme();
  const float top = y + 10 - thickness / 2, length = width - 2 * inset;
  bool flips = false;
  for (const Zone& zone : field.zones) flips |= zone.choice != field.zones.front().choice;
  const bool covered = flips && field.zones.front().from <= scale.low();
  if (!covered) canvas.fill({x + inset, top, length, thickness}, theme.neutral2);
  if (!flips) return;
  const float origin = x + inset;
  for (const Zone& zone : field.zones) {
    if (zone.to <= scale.low() && zone.from < scale.low()) continue;
    if (zone.from >= scale.high()) break;
    const float from = canvas.snapped(length * static_cast<float>(scale.position(zone.from)));
    const float to = canvas.snapped(length * static_cast<float>(scale.position(zone.to)));
    const float gap = zone.from > scale.low() ? 1 : 0;
    canvas.fill({origin + from + gap, top, std::max(to - from - gap, 0.6f), thickness},
                zone_fill(theme, zone.choice, 1));
  }
}

void draw_thumb(Canvas& canvas, const SliderField& field, const Pointer& pointer, Point at) {
  const Theme& theme = canvas.theme();
  const float radius = pointer.hovered || pointer.held ? grown_thumb_radius : thumb_radius;
  canvas.circle(at, radius + 1, theme.side);
  canvas.circle(at, radius, theme.field);
  canvas.ring(at, radius, field.automatic ? theme.line2 : theme.ink, 2);
  if (canvas.focus_visible(field.id)) canvas.ring(at, 11, theme.ink, 2);
}

/// The value above the thumb while it is dragged.
void draw_bubble(Canvas& canvas, const SliderField& field, Point at, float left, float right_edge) {
  const float width = canvas.text_width(Face::b12, field.value) + 20;
  const float x = std::clamp(at.x - width / 2, left, right_edge - width);
  canvas.fill({x, at.y - 34, width, 22}, canvas.theme().ink, 4);
  canvas.text(Face::b12, x + width / 2, at.y - 31, field.value, canvas.theme().page, Align::centre);
}

std::optional<double> moved(const Canvas& canvas, const SliderField& field,
                            const SliderScale& scale, const Pointer& pointer, float x,
                            float width) {
  if (const Action* action = canvas.action(field.id, Action::Kind::set)) {
    return scale.stop(action->number);
  }
  if (!pointer.held && !pointer.released) return std::nullopt;
  const double at = std::clamp((pointer.position.x - x - inset) / (width - 2 * inset), 0.0f, 1.0f);
  const double value = scale.value_at(at);
  return value == field.number ? std::nullopt : std::optional(value);
}

void add_slider(Canvas& canvas, const SliderField& field, const SliderScale& scale,
                const Rectangle& box) {
  std::string value(field.value);
  if (!field.unit.empty()) value += " " + std::string(field.unit);
  std::string description(field.hint);
  if (!field.note.empty())
    description += (description.empty() ? "" : ". ") + std::string(field.note);
  if (!field.standard.empty()) {
    description += (description.empty() ? "" : ". ") + std::string(field.standard);
  }
  canvas.tree().add({.id = std::string(field.id),
                     .role = Role::slider,
                     .name = std::string(field.long_name),
                     .value_text = value,
                     .description = field.error.empty() ? description : std::string(field.error),
                     .number = scale.stop_number(field.number),
                     .minimum = 0,
                     .maximum = static_cast<double>(scale.last_stop()),
                     .step = 1,
                     .rectangle = box});
}

/// The line below the track: hint and flip, or the error.
float draw_notes(Canvas& canvas, const SliderField& field, float x, float y, float width) {
  const Theme& theme = canvas.theme();
  if (!field.error.empty()) {
    return draw_paragraph(canvas, Face::s12, x, y, width, field.error, theme.error);
  }
  const float note =
      canvas.text(Face::s12, x + width, y, field.note, field.note_colour, Align::right);
  const float room = note > 0 ? width - note - 8 : width;
  return std::max(16.0f, draw_paragraph(canvas, Face::s12, x, y, room, field.hint, theme.ink3));
}

}  // namespace

float slider_field_height(const Canvas& canvas, const SliderField& field, float width) {
  const std::string_view below = field.error.empty() ? field.hint : field.error;
  const float note =
      field.error.empty() && !field.note.empty() ? canvas.text_width(Face::s12, field.note) + 8 : 0;
  return 40 + std::max(16.0f, paragraph_height(canvas, Face::s12, width - note, below));
}

SliderResult slider_field(Canvas& canvas, const SliderField& field, const SliderScale& scale,
                          const Draft& draft, float x, float y, float width) {
  SliderResult result;
  const Rectangle hit{x, field.large ? y + 8 : y + 20, width, field.large ? 44.0f : 20.0f};
  canvas.text(Face::t14, x, y, field.name, canvas.theme().ink);
  const Rectangle track{x, y + 20, width, 20};
  add_slider(canvas, field, scale, track);
  const std::string entry_id = std::string(field.id) + ".entry";
  if (field.with_entry) {
    result.text = entry(canvas,
                        {entry_id, field.long_name, field.value, field.unit, field.editable,
                         field.error.empty() ? field.range : field.error, !field.error.empty(),
                         field.refused, !field.standard.empty()},
                        draft, x + width, y);
  } else {
    draw_value(canvas, {entry_id, "", field.value, field.unit, "", "", false, ""}, x + width, y);
  }
  const Pointer pointer = canvas.pointer(field.id, hit);
  draw_track(canvas, field, scale, x, y + 20, width);
  const Point thumb{
      x + inset + (width - 2 * inset) * static_cast<float>(scale.position(field.number)), y + 30};
  draw_thumb(canvas, field, pointer, thumb);
  if (pointer.held) draw_bubble(canvas, field, thumb, x, x + width);
  draw_notes(canvas, field, x, y + 40, width);
  result.value = moved(canvas, field, scale, pointer, x, width);
  return result;
}

}  // namespace sans_serveur::ui
