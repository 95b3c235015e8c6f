#include "ui/canvas.h"

#include <algorithm>
#include <cmath>

#include <imgui.h>
#include <imgui_internal.h>

namespace sans_serveur::ui {
namespace {

constexpr ImGuiWindowFlags document_flags =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
    ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse |
    ImGuiWindowFlags_NoBringToFrontOnFocus;

constexpr double tooltip_delay_s = 0.4;
constexpr double settled_after_s = 0.3;

ImVec2 vec(Point point) {
  return {point.x, point.y};
}

/// One borderless window over the whole viewport.
ImDrawList* begin_document(const CanvasSetup& setup) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(ImVec2(setup.width, setup.height));
  ImGui::Begin("document", nullptr, document_flags);
  ImDrawList* list = ImGui::GetWindowDrawList();
  // Edges fade over one device pixel, not over one CSS pixel.
  list->_FringeScale = 1 / setup.pixel_ratio;
  return list;
}

ImGuiID widget_id(std::string_view id) {
  return ImGui::GetCurrentWindow()->GetID(id.data(), id.data() + id.size());
}

}  // namespace

Canvas::Canvas(const CanvasSetup& setup, const Theme& theme, const Fonts& fonts,
               std::span<const Action> actions, Tree& tree, CanvasMemory& memory)
    : setup_(setup),
      theme_(theme),
      fonts_(fonts),
      actions_(actions),
      tree_(tree),
      memory_(memory),
      list_(begin_document(setup)),
      scroll_(snapped(setup.scroll_y)) {}

Canvas::~Canvas() {
  if (ring_.due) {
    Rectangle r = ring_.rectangle;
    border(r, theme_.ink, 2, ring_.radius);
  }
  ImGui::End();
  ImGui::PopStyleVar(3);
}

float Canvas::snapped(float value) const {
  return std::floor(value * setup_.pixel_ratio + 0.5f) / setup_.pixel_ratio;
}

bool Canvas::visible(const Rectangle& r) const {
  const float top = screen_y(r.y);
  return top + r.height >= -4 && top <= setup_.height + 4;
}

void Canvas::fill(const Rectangle& r, Colour colour, float radius) {
  if (!visible(r) || r.width <= 0 || r.height <= 0) return;
  const float left = snapped(r.x), top = snapped(screen_y(r.y));
  const float end = snapped(r.x + r.width), low = snapped(screen_y(r.y) + r.height);
  list_->AddRectFilled({left, top}, {end, low}, colour, radius);
}

void Canvas::border(const Rectangle& r, Colour colour, float thickness, float radius) {
  if (!visible(r)) return;
  const float t = std::max(snapped(thickness), 1 / setup_.pixel_ratio), half = t / 2;
  const float left = snapped(r.x), top = snapped(screen_y(r.y));
  const float end = snapped(r.x + r.width), low = snapped(screen_y(r.y) + r.height);
  // AddRect() would shift by half a CSS pixel: the path is laid by hand.
  list_->PathRect({left + half, top + half}, {end - half, low - half},
                  std::max(0.0f, radius - half));
  list_->PathStroke(colour, ImDrawFlags_Closed, t);
}

void Canvas::horizontal(float x, float y, float width, Colour colour, float thickness) {
  const float t = std::max(snapped(thickness), 1 / setup_.pixel_ratio);
  const float top = snapped(screen_y(y));
  if (top + t < 0 || top > setup_.height || width <= 0) return;
  list_->AddRectFilled({snapped(x), top}, {snapped(x + width), top + t}, colour);
}

void Canvas::vertical(float x, float y, float height, Colour colour, float thickness) {
  const float t = std::max(snapped(thickness), 1 / setup_.pixel_ratio), left = snapped(x);
  if (!visible({x, y, t, height}) || height <= 0) return;
  const float top = snapped(screen_y(y));
  list_->AddRectFilled({left, top}, {left + t, snapped(screen_y(y) + height)}, colour);
}

void Canvas::dashed_vertical(float x, float y, float height, Colour colour) {
  for (float at = 0; at < height; at += 6) {
    vertical(x, y + at, std::min(3.0f, height - at), colour);
  }
}

void Canvas::dashed_horizontal(float x, float y, float width, Colour colour) {
  for (float at = 0; at < width; at += 6) {
    horizontal(x + at, y, std::min(3.0f, width - at), colour);
  }
}

void Canvas::path(std::span<const Point> points, Colour colour, float thickness, bool closed) {
  list_->_Path.resize(0);
  for (const Point& point : points) list_->PathLineTo({point.x, screen_y(point.y)});
  list_->PathStroke(colour, closed ? ImDrawFlags_Closed : ImDrawFlags_None, thickness);
}

void Canvas::polygon(std::span<const Point> points, Colour colour) {
  list_->_Path.resize(0);
  for (const Point& point : points) list_->PathLineTo({point.x, screen_y(point.y)});
  list_->PathFillConvex(colour);
}

void Canvas::circle(Point at, float radius, Colour colour) {
  list_->AddCircleFilled(vec({at.x, screen_y(at.y)}), radius, colour);
}

void Canvas::ring(Point at, float radius, Colour colour, float thickness) {
  list_->PathArcTo(vec({at.x, screen_y(at.y)}), radius, 0, 2 * IM_PI);
  list_->_Path.Size--;  // the last point is the first
  list_->PathStroke(colour, ImDrawFlags_Closed, thickness);
}

float Canvas::text(Face face, float x, float y, std::string_view text, Colour colour, Align align) {
  const float width = fonts_.width(face, text);
  const float line = line_height(face);
  if (align == Align::right) x -= width;
  if (align == Align::centre) x -= width / 2;
  if (setup_.drawn != nullptr)
    setup_.drawn->push_back({{x, y, width, line}, std::string(text), face});
  if (!visible({x, y, width, line})) return width;
  const ImFont& font = fonts_.font(face);
  const float scale = fonts_.scale(face);
  // ImGui places glyphs from the top of the font's box, its ascent rounded to a texel.
  const float top = snapped(screen_y(y)) + fonts_.baseline(face) - IM_ROUND(font.Ascent) * scale;
  float pen = snapped(x);
  const int room = static_cast<int>(text.size());
  list_->PrimReserve(room * 6, room * 4);
  int drawn = 0;
  while (!text.empty()) {
    const auto character = static_cast<ImWchar>(next_character(text));
    const ImFontGlyph* glyph = font.FindGlyph(character);
    if (glyph == nullptr) continue;
    requests_.missing_glyph |= glyph->Codepoint != character;
    if (glyph->Visible) {
      list_->PrimRectUV({pen + glyph->X0 * scale, top + glyph->Y0 * scale},
                        {pen + glyph->X1 * scale, top + glyph->Y1 * scale}, {glyph->U0, glyph->V0},
                        {glyph->U1, glyph->V1}, colour);
      ++drawn;
    }
    pen += glyph->AdvanceX * scale;
  }
  list_->PrimUnreserve((room - drawn) * 6, (room - drawn) * 4);
  return width;
}

void Canvas::begin_front() {
  list_->ChannelsSplit(2);
  list_->ChannelsSetCurrent(1);
}

void Canvas::end_front(const Rectangle& ground, Colour colour, float radius) {
  list_->ChannelsSetCurrent(0);
  fill(ground, colour, radius);
  list_->ChannelsMerge();
}

void Canvas::clip(const Rectangle& r) {
  const float top = screen_y(r.y);
  list_->PushClipRect({r.x, top}, {r.x + r.width, top + r.height}, true);
}

void Canvas::unclip() {
  list_->PopClipRect();
}

// --- Pointer and keyboard ---

Pointer Canvas::pointer(std::string_view id, const Rectangle& r, std::string_view cursor) {
  Pointer result;
  result.position = pointer_position();
  if (shielded_) return result;
  const ImRect box(r.x, screen_y(r.y), r.x + r.width, screen_y(r.y) + r.height);
  const ImGuiID number = widget_id(id);
  ImGui::KeepAliveID(number);
  if (!ImGui::ItemAdd(box, number, nullptr, ImGuiItemFlags_NoNav)) return result;
  const bool was_active = ImGui::GetActiveID() == number;
  result.clicked = ImGui::ButtonBehavior(box, number, &result.hovered, &result.held);
  result.pressed = !was_active && ImGui::GetActiveID() == number;
  // A move and the release after it may come in one frame; a cancelled press ends nowhere.
  result.released = was_active && !result.held && ImGui::IsMousePosValid();
  if (result.hovered || result.held) {
    requests_.cursor = cursor;
  }
  if (result.pressed) {
    memory_.focus = {std::string(id), false};
    ask_focus(id);
  }
  return result;
}

bool Canvas::hovering(const Rectangle& r) const {
  if (shielded_) return false;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const float top = screen_y(r.y);
  return mouse.x >= r.x && mouse.x < r.x + r.width && mouse.y >= top && mouse.y < top + r.height;
}

Point Canvas::pointer_position() const {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  return {mouse.x, mouse.y + scroll_};
}

const Action* Canvas::action(std::string_view id, Action::Kind kind) const {
  const auto found = std::find_if(actions_.rbegin(), actions_.rend(), [&](const Action& action) {
    return action.kind == kind && action.id == id;
  });
  return found == actions_.rend() ? nullptr : &*found;
}

void Canvas::focus_ring(std::string_view id, const Rectangle& r, float radius, float distance) {
  if (!focus_visible(id)) return;
  ring_ = {grown(r, distance + 2), radius + distance, true};
}

bool Canvas::pressed_outside(const Rectangle& r) const {
  if (!ImGui::IsMouseClicked(ImGuiMouseButton_Left)) return false;
  const Point at = pointer_position();
  return at.x < r.x || at.x >= right(r) || at.y < r.y || at.y >= bottom(r);
}

void Canvas::note_hover(std::string_view id) {
  if (memory_.hovered == id) return;
  memory_.hovered = id;
  memory_.hovered_since = setup_.time_s;
}

bool Canvas::rested_on(std::string_view id, bool hovered) {
  if (!hovered) {
    if (memory_.hovered == id) memory_.hovered.clear();
    return false;
  }
  note_hover(id);
  const double left = memory_.hovered_since + tooltip_delay_s - setup_.time_s;
  if (left <= 0) return true;
  ask_frame(left);
  return false;
}

bool Canvas::escape_pressed() const {
  return ImGui::IsKeyPressed(ImGuiKey_Escape, false);
}

bool Canvas::double_clicked(const Rectangle& r) const {
  return hovering(r) && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
}

double Canvas::wheel(std::string_view id, const Rectangle& r, bool zooms) {
  requests_.wheels.push_back({std::string(id), r, zooms});
  double sum = 0;
  for (const Action& action : actions_) {
    if (action.kind == Action::Kind::wheel && action.id == id) sum += action.number;
  }
  return sum;
}

std::string Canvas::settled(std::string_view text) {
  CanvasMemory& memory = memory_;
  if (memory.said.empty()) memory.said = text;
  if (memory.said == text) {
    memory.unsaid.clear();
    return memory.said;
  }
  if (memory.unsaid != text) {
    memory.unsaid = text;
    memory.unsaid_since = setup_.time_s;
  }
  if (ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
    memory.unsaid_since = setup_.time_s;
    return memory.said;
  }
  const double left = memory.unsaid_since + settled_after_s - setup_.time_s;
  if (left <= 0) {
    memory.said = text;
  } else {
    ask_frame(left);
  }
  return memory.said;
}

void Canvas::ask_focus(std::string_view id, int start, int end) {
  requests_.focus = id;
  requests_.focus_start = start;
  requests_.focus_end = end;
}

void Canvas::ask_frame(double after_s) {
  requests_.again_after_s =
      requests_.again ? std::min(requests_.again_after_s, after_s) : std::max(after_s, 0.0);
  requests_.again = true;
}

void Canvas::reach(float y) {
  requests_.content_height = std::max(requests_.content_height, y);
}

}  // namespace sans_serveur::ui
