// Marks and icons as vector drawings: ▲ Lambda, ■ Fargate, and what stands on buttons and chips.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/prices.h"
#include "core/service.h"
#include "core/verdict.h"
#include "ui/canvas.h"

namespace sans_serveur::ui {

/// ▲ whose circumscribed radius is about `radius`, centred at a point.
void draw_triangle(Canvas& canvas, Point centre, float radius, Colour colour);
/// ■ of 1.8 × `radius`.
void draw_square(Canvas& canvas, Point centre, float radius, Colour colour);

/// The mark of a service in a box of `size`, whose top left corner is given.
void draw_mark(Canvas& canvas, Service service, float x, float y, float size);
/// The mark of a verdict in a box of `size` high: a service's, ▲=■, ■+▲, or ✕. Returns its width.
float draw_mark(Canvas& canvas, Choice choice, float x, float y, float size);
/// Two short lines: neither side wins.
void draw_tie(Canvas& canvas, float x, float y, float size, Colour colour);
/// A mark on a curve, with a rim in the page's colour.
void draw_marker(Canvas& canvas, Service service, Point centre);
/// The product's: ▲■, 30 × 16.
void draw_logo(Canvas& canvas, float x, float y);

enum class Icon : std::uint8_t {
  none,
  share,
  export_,
  theme,
  menu,
  chevron_down,
  chevron_right,
  tick,
  close,
  undo,
  redo,
  http,
  object,
  queue,
  stream,
  schedule,
  websocket,
  tcp,
  worker,
  flat,
  daily,
  office,
  bursty,
  trace,
  count
};

struct Size {
  float width, height;
};
Size icon_size(Icon icon);
void draw_icon(Canvas& canvas, Icon icon, float x, float y, Colour colour);

/// The icon of a choice of the form ("http", "daily"…), or Icon::none.
Icon icon_of_choice(std::string_view choice);

/// How sure a figure is, as a glyph of 9 px: ● sourced, ◐ dated, ○ derived, pencil, "?".
void draw_status(Canvas& canvas, PriceStatus status, float x, float y);
/// A zigzag: simulated.
void draw_simulated(Canvas& canvas, float x, float y);

}  // namespace sans_serveur::ui
