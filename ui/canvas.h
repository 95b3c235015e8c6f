// The canvas: where widgets draw, hear the pointer, and record what they are.
//
// Everything is placed in the document, in CSS px; the canvas moves it by the scroll position,
// snaps it to device pixels, and skips what is out of the viewport. Nothing here knows the
// application.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/fonts.h"
#include "ui/semantics.h"
#include "ui/theme.h"

struct ImDrawList;

namespace sans_serveur::ui {

struct Point {
  float x = 0, y = 0;
};

/// A text as it was drawn, or would have been in the viewport.
struct DrawnText {
  Rectangle box;
  std::string text;
  Face face = Face::s12;
};

enum class Align : std::uint8_t { left, centre, right };

inline float right(const Rectangle& r) {
  return r.x + r.width;
}
inline float bottom(const Rectangle& r) {
  return r.y + r.height;
}
inline Point centre(const Rectangle& r) {
  return {r.x + r.width / 2, r.y + r.height / 2};
}
/// Larger on every side; smaller if negative.
inline Rectangle grown(const Rectangle& r, float by) {
  return {r.x - by, r.y - by, r.width + 2 * by, r.height + 2 * by};
}

/// What the pointer does to a widget in this frame.
struct Pointer {
  bool hovered = false;
  bool held = false;      ///< pressed on it, and still down
  bool pressed = false;   ///< went down on it in this frame
  bool released = false;  ///< was held until this frame, and went up at `position`
  bool clicked = false;   ///< went down and up on it
  Point position;         ///< in the document
};

/// Which node has the keyboard focus, and whether it came by keyboard.
struct Focus {
  std::string id;
  bool visible = false;  ///< draw the ring
};

/// What lasts longer than one frame, besides ImGui's own: kept by the application.
struct CanvasMemory {
  Focus focus;
  std::string hovered;       ///< of the previous frame
  double hovered_since = 0;  ///< s
  std::string said;          ///< what the live region says
  std::string unsaid;        ///< what it will say, once that has settled
  double unsaid_since = 0;   ///< s
  std::string list;          ///< the open list
  float list_scroll = 0;     ///< px that it is scrolled down
};

/// The surroundings of a canvas for one frame.
struct CanvasSetup {
  float width, height, pixel_ratio, scroll_y;
  double time_s;
  bool coarse_pointer;
  std::vector<DrawnText>* drawn = nullptr;  ///< gets every text, if there is one
};

class Canvas {
 public:
  Canvas(const CanvasSetup& setup, const Theme& theme, const Fonts& fonts,
         std::span<const Action> actions, Tree& tree, CanvasMemory& memory);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  const Theme& theme() const { return theme_; }
  const CanvasSetup& setup() const { return setup_; }
  Tree& tree() { return tree_; }

  // --- Drawing ---
  void fill(const Rectangle& rectangle, Colour colour, float radius = 0);
  /// A border of the given thickness inside the rectangle.
  void border(const Rectangle& rectangle, Colour colour, float thickness = 1, float radius = 0);
  /// One device-pixel-sharp line of 1 px.
  void horizontal(float x, float y, float width, Colour colour, float thickness = 1);
  void vertical(float x, float y, float height, Colour colour, float thickness = 1);
  /// Dashes of 3 with gaps of 3.
  void dashed_vertical(float x, float y, float height, Colour colour);
  void dashed_horizontal(float x, float y, float width, Colour colour);
  void path(std::span<const Point> points, Colour colour, float thickness, bool closed = false);
  void polygon(std::span<const Point> points, Colour colour);
  void circle(Point centre, float radius, Colour colour);
  void ring(Point centre, float radius, Colour colour, float thickness);
  /// One line of text; `y` is the top of its line box. Returns the width.
  float text(Face face, float x, float y, std::string_view text, Colour colour,
             Align align = Align::left);
  float text_width(Face face, std::string_view text) const { return fonts_.width(face, text); }
  const Fonts& fonts() const { return fonts_; }

  /// What is drawn until end_front() stands before a ground whose size is not known yet.
  void begin_front();
  void end_front(const Rectangle& ground, Colour colour, float radius = 0);

  /// Drawing is cut to a rectangle, until unclip().
  void clip(const Rectangle& rectangle);
  void unclip();

  /// A value rounded so that it falls on a device pixel.
  float snapped(float value) const;
  bool visible(const Rectangle& rectangle) const;

  // --- Pointer and keyboard ---
  /// The pointer on a widget; `press_acts`: acts when it goes down (sliders), not when it comes up.
  Pointer pointer(std::string_view id, const Rectangle& rectangle,
                  std::string_view cursor = "pointer");
  /// The pointer is on a rectangle that takes no press (charts, rows with a tooltip).
  bool hovering(const Rectangle& rectangle) const;
  Point pointer_position() const;
  /// The newest action of a kind for a node, or nullptr.
  const Action* action(std::string_view id, Action::Kind kind) const;
  /// An action of this kind for this node came in.
  bool acted(std::string_view id, Action::Kind kind) const { return action(id, kind) != nullptr; }
  std::span<const Action> actions() const { return actions_; }

  /// Draws the focus ring around a widget when the keyboard has brought the focus there.
  void focus_ring(std::string_view id, const Rectangle& rectangle, float radius,
                  float distance = 2);
  bool has_focus(std::string_view id) const { return memory_.focus.id == id; }
  bool focus_visible(std::string_view id) const { return memory_.focus.visible && has_focus(id); }

  /// While shielded, widgets do not hear the pointer: a list is open above them.
  void shield(bool on) { shielded_ = on; }
  /// The pointer went down in this frame, outside of a rectangle.
  bool pressed_outside(const Rectangle& rectangle) const;
  /// The pointer has rested on a widget for so long that a tooltip is due. Asks for a frame
  /// otherwise.
  bool rested_on(std::string_view id, bool hovered);
  bool escape_pressed() const;
  bool double_clicked(const Rectangle& rectangle) const;
  /// Takes the wheel over a rectangle, and tells by how much it has turned since the last frame.
  double wheel(std::string_view id, const Rectangle& rectangle, bool zooms);
  /// `text` once it has not changed for a while and nothing is dragged, and until then what was
  /// said before: a live region that follows every step of a drag cannot be listened to.
  std::string settled(std::string_view text);
  CanvasMemory& memory() { return memory_; }

  // --- What the surroundings have to do ---
  void ask_focus(std::string_view id, int start = -1, int end = -1);
  void ask_frame(double after_s = 0);
  /// The document reaches at least down to here.
  void reach(float y);

  struct Requests {
    std::string_view cursor = "default";
    std::string focus;
    int focus_start = -1, focus_end = -1;
    bool again = false;
    double again_after_s = 0;
    float content_height = 0;
    bool missing_glyph = false;  ///< a text has a character that the fonts were not baked for
    std::vector<WheelArea> wheels;
  };
  const Requests& requests() const { return requests_; }

 private:
  struct Ring {
    Rectangle rectangle;
    float radius = 0;
    bool due = false;
  };

  float screen_y(float y) const { return y - scroll_; }
  void note_hover(std::string_view id);

  CanvasSetup setup_;
  const Theme& theme_;
  const Fonts& fonts_;
  std::span<const Action> actions_;
  Tree& tree_;
  CanvasMemory& memory_;
  ImDrawList* list_ = nullptr;
  float scroll_ = 0;
  bool shielded_ = false;
  Ring ring_;
  Requests requests_;
};

}  // namespace sans_serveur::ui
