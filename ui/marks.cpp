#include "ui/marks.h"

#include <array>
#include <vector>

namespace sans_serveur::ui {
namespace {

/// An icon is a box, a line width, and absolute SVG path commands: M, L, H, V, Z.
struct Drawing {
  Size size;
  float thickness;
  const char* path;
};

constexpr std::array<Drawing, static_cast<std::size_t>(Icon::count)> drawings{{
    {{0, 0}, 0, ""},
    {{14, 14}, 1.3f, "M7 9V1.5M4 4.5L7 1.5L10 4.5M2.5 6.5V12.5H11.5V6.5"},
    {{14, 14}, 1.3f, "M7 1.5V9M4 6L7 9L10 6M2 12.5H12"},
    {{16, 16}, 1.3f, ""},
    {{16, 16}, 1.4f, "M2 4.5H14M2 8H14M2 11.5H14"},
    {{10, 10}, 1.4f, "M1.5 3.5L5 7L8.5 3.5"},
    {{10, 10}, 1.4f, "M3.5 1.5L7 5L3.5 8.5"},
    {{10, 10}, 1.5f, "M1 5.5L4 8.5L9 2"},
    {{10, 10}, 1.5f, "M1.5 1.5L8.5 8.5M8.5 1.5L1.5 8.5"},
    {{14, 14},
     1.3f,
     "M5.5 2L2.5 5L5.5 8M2.5 5H8.5L10.4 5.7L11.5 7.4L11.4 9.2L10.2 10.8L8.5 11.5H6"},
    {{14, 14}, 1.3f, "M8.5 2L11.5 5L8.5 8M11.5 5H5.5L3.6 5.7L2.5 7.4L2.6 9.2L3.8 10.8L5.5 11.5H8"},
    {{20, 16}, 1.3f, "M3 5.5H16M13 2.5L16 5.5L13 8.5M17 11.5H4M7 8.8L4 11.5L7 14.2"},
    {{20, 16}, 1.3f, "M5.5 1.5H11.5L14.5 4.5V14.5H5.5ZM11.5 1.5V4.5H14.5"},
    {{20, 16}, 1.3f, "M2.5 4.5H6.5V11.5H2.5ZM8.5 4.5H12.5V11.5H8.5ZM14.5 4.5H18.5V11.5H14.5Z"},
    {{20, 16},
     1.3f,
     "M1.5 5.5L5 2.5L8.5 5.5L12 2.5L15.5 5.5L18.5 3M1.5 12.5L5 9.5L8.5 12.5L12 9.5L15.5 12.5L18.5 "
     "10"},
    {{20, 16}, 1.3f, "M10 4V8H13"},
    {{20, 16}, 1.3f, "M4 8H16M7 5L4 8L7 11M13 5L16 8L13 11M1.5 3V13M18.5 3V13"},
    {{20, 16}, 1.3f, "M2 5.5H7V10.5H2ZM13 5.5H18V10.5H13ZM7 8H13"},
    {{20, 16}, 1.3f, "M4.5 2.5H15.5V13.5H4.5ZM8.5 5.5L12.5 8L8.5 10.5Z"},
    {{26, 15}, 1.3f, "M1 9H25"},
    {{26, 15}, 1.3f, "M1 11L4 13L7 12L10 7L13 3L16 4L19 8L22 12L25 13"},
    {{26, 15}, 1.3f, "M1 13H5V4H10V13H14V4H19V13H25"},
    {{26, 15}, 1.3f, "M1 13H6L7 3L8 13H15L16 1L17 13H21L22 6L23 13H25"},
    {{26, 15}, 1.3f, "M1 10L3 6L5 11L8 4L10 9L13 7L15 12L18 3L20 8L23 6L25 10"},
}};

/// A number of ours: "14", "4.5". Icons are drawn in every frame; strtof is exact, and slow.
float number(const char*& text) {
  float value = 0, place = 1;
  for (bool fraction = false; *text == '.' || (*text >= '0' && *text <= '9'); ++text) {
    if (*text == '.') {
      fraction = true;
      continue;
    }
    value = value * 10 + static_cast<float>(*text - '0');
    if (fraction) place *= 10;
  }
  if (*text == ' ') ++text;
  return value / place;
}

/// Draws path commands with their origin at (x, y).
void draw_path(Canvas& canvas, const char* commands, float x, float y, Colour colour,
               float thickness) {
  std::vector<Point> points;
  const auto flush = [&](bool closed) {
    if (points.size() > 1) canvas.path(points, colour, thickness, closed);
    points.clear();
  };
  Point at;
  while (*commands != '\0') {
    const char command = *commands++;
    if (command == 'Z') {
      flush(true);
      continue;
    }
    if (command == 'M') flush(false);
    if (command == 'V') {
      at.y = number(commands);
    } else {
      at.x = number(commands);
      if (command != 'H') at.y = number(commands);
    }
    points.push_back({x + at.x, y + at.y});
  }
  flush(false);
}

/// The right half of a disc, or the left one.
void draw_half_disc(Canvas& canvas, Point at, float radius, bool left_half, Colour colour) {
  constexpr int steps = 12;
  constexpr std::array<Point, steps + 1> quarter_sines{{{0, -1},
                                                        {0.2588f, -0.9659f},
                                                        {0.5f, -0.866f},
                                                        {0.7071f, -0.7071f},
                                                        {0.866f, -0.5f},
                                                        {0.9659f, -0.2588f},
                                                        {1, 0},
                                                        {0.9659f, 0.2588f},
                                                        {0.866f, 0.5f},
                                                        {0.7071f, 0.7071f},
                                                        {0.5f, 0.866f},
                                                        {0.2588f, 0.9659f},
                                                        {0, 1}}};
  std::array<Point, steps + 1> points;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const float side = left_half ? -quarter_sines[i].x : quarter_sines[i].x;
    points[i] = {at.x + side * radius, at.y + quarter_sines[i].y * radius};
  }
  canvas.polygon(points, colour);
}

}  // namespace

void draw_triangle(Canvas& canvas, Point at, float r, Colour colour) {
  const std::array<Point, 3> points{{{at.x, at.y - r},
                                     {at.x + r * 1.08f, at.y + r * 0.86f},
                                     {at.x - r * 1.08f, at.y + r * 0.86f}}};
  canvas.polygon(points, colour);
}

void draw_square(Canvas& canvas, Point at, float r, Colour colour) {
  canvas.fill({at.x - r * 0.9f, at.y - r * 0.9f, r * 1.8f, r * 1.8f}, colour);
}

void draw_mark(Canvas& canvas, Service service, float x, float y, float size) {
  const float half = size / 2, radius = size * 0.46f;
  if (service == Service::lambda) {
    draw_triangle(canvas, {x + half, y + half + 0.5f}, radius, canvas.theme().lambda.mark);
  } else {
    draw_square(canvas, {x + half, y + half}, radius, canvas.theme().fargate.mark);
  }
}

void draw_tie(Canvas& canvas, float x, float y, float size, Colour colour) {
  const float middle = y + size / 2;
  canvas.horizontal(x + 1, middle - 2.75f, size - 2, colour, 1.5f);
  canvas.horizontal(x + 1, middle + 1.25f, size - 2, colour, 1.5f);
}

float draw_mark(Canvas& canvas, Choice choice, float x, float y, float size) {
  const Colour sign = canvas.theme().ink2;
  const float gap = size / 3, middle = y + size / 2;
  switch (choice) {
    case Choice::lambda:
      draw_mark(canvas, Service::lambda, x, y, size);
      return size;
    case Choice::fargate:
      draw_mark(canvas, Service::fargate, x, y, size);
      return size;
    case Choice::either:
      draw_mark(canvas, Service::lambda, x, y, size);
      draw_tie(canvas, x + size + gap, middle - size * 0.3f, size * 0.6f, sign);
      draw_mark(canvas, Service::fargate, x + size * 1.6f + 2 * gap, y, size);
      return size * 2.6f + 2 * gap;
    case Choice::hybrid: {
      draw_mark(canvas, Service::fargate, x, y, size);
      const float left = x + size + gap, arm = size * 0.6f;
      canvas.horizontal(left, middle - 0.75f, arm, sign, 1.5f);
      canvas.vertical(left + arm / 2 - 0.75f, middle - arm / 2, arm, sign, 1.5f);
      draw_mark(canvas, Service::lambda, x + size * 1.6f + 2 * gap, y, size);
      return size * 2.6f + 2 * gap;
    }
    case Choice::neither:
      break;
  }
  const float inset = size * 0.18f;
  const std::array<Point, 2> falling{
      {{x + inset, y + inset}, {x + size - inset, y + size - inset}}};
  const std::array<Point, 2> rising{{{x + size - inset, y + inset}, {x + inset, y + size - inset}}};
  canvas.path(falling, canvas.theme().ink, 2);
  canvas.path(rising, canvas.theme().ink, 2);
  return size;
}

void draw_marker(Canvas& canvas, Service service, Point at) {
  const Theme& theme = canvas.theme();
  if (service == Service::lambda) {
    draw_triangle(canvas, {at.x, at.y}, 7.6f, theme.page);
    draw_triangle(canvas, at, 6, theme.lambda.mark);
  } else {
    draw_square(canvas, at, 7.2f, theme.page);
    draw_square(canvas, at, 6, theme.fargate.mark);
  }
}

void draw_logo(Canvas& canvas, float x, float y) {
  draw_triangle(canvas, {x + 8, y + 8.5f}, 7, canvas.theme().lambda.mark);
  draw_square(canvas, {x + 22, y + 8}, 7, canvas.theme().fargate.mark);
}

Size icon_size(Icon icon) {
  return drawings[static_cast<std::size_t>(icon)].size;
}

void draw_icon(Canvas& canvas, Icon icon, float x, float y, Colour colour) {
  const Drawing& drawing = drawings[static_cast<std::size_t>(icon)];
  draw_path(canvas, drawing.path, x, y, colour, drawing.thickness);
  if (icon == Icon::theme) {
    canvas.ring({x + 8, y + 8}, 5.5f, colour, 1.3f);
    draw_half_disc(canvas, {x + 8, y + 8}, 5.5f, false, colour);
  }
  if (icon == Icon::schedule) canvas.ring({x + 10, y + 8}, 6.3f, colour, 1.3f);
}

Icon icon_of_choice(std::string_view choice) {
  struct Pair {
    std::string_view choice;
    Icon icon;
  };
  static constexpr Pair pairs[] = {
      {"http", Icon::http},     {"object", Icon::object},     {"queue", Icon::queue},
      {"stream", Icon::stream}, {"schedule", Icon::schedule}, {"websocket", Icon::websocket},
      {"tcp", Icon::tcp},       {"worker", Icon::worker},     {"flat", Icon::flat},
      {"daily", Icon::daily},   {"office", Icon::office},     {"bursty", Icon::bursty},
      {"trace", Icon::trace},
  };
  for (const Pair& pair : pairs) {
    if (pair.choice == choice) return pair.icon;
  }
  return Icon::none;
}

void draw_status(Canvas& canvas, PriceStatus status, float x, float y) {
  const Colour colour = canvas.theme().ink2;
  const Point middle{x + 4.5f, y + 4.5f};
  switch (status) {
    case PriceStatus::sourced:
      canvas.circle(middle, 4.2f, colour);
      return;
    case PriceStatus::dated:
      canvas.ring(middle, 3.6f, colour, 1.2f);
      draw_half_disc(canvas, middle, 3.6f, true, colour);
      return;
    case PriceStatus::derived:
      canvas.ring(middle, 3.6f, colour, 1.2f);
      return;
    case PriceStatus::user:
      draw_path(canvas, "M1 8L1.6 5.8L6.4 1L8 2.6L3.2 7.4Z", x, y, colour, 1.1f);
      return;
    case PriceStatus::unknown:
      draw_path(canvas, "M2 3L2.6 1.4L4.5 0.6L6.3 1.4L6.9 3L6.2 4.6L4.5 5.5V6.8M4.5 8.2V9.4", x, y,
                colour, 1.3f);
      return;
  }
}

void draw_simulated(Canvas& canvas, float x, float y) {
  draw_path(canvas, "M0.5 8L3 3.5L5.5 6L8.5 1", x, y, canvas.theme().ink2, 1.3f);
}

}  // namespace sans_serveur::ui
