#include "ui/difference_axis.h"

#include <algorithm>
#include <cmath>

#include "core/number_format.h"

namespace sans_serveur::ui {
namespace {

constexpr float narrowest_beside = 480;  // below: names above the bars
constexpr float narrowest_with_values = 560;
constexpr float name_column = 156, value_column = 60, flip_column = 76;
constexpr float margin = 36;           // beside the bars, for the ends of their ranges
constexpr float least_side = 28;       // px of the side of 0 where nothing is
constexpr float name_line = 24;        // above a bar
constexpr float edge_room = 8;         // px beyond the last mark
constexpr float tick_distance = 12;    // between the texts of two ticks
constexpr double choices_reach = 1.5;  // how far other choices stretch the axis of the bars

struct Span {
  double low = 0, high = 0;

  void add(double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
};

Span span_of(const Changes& changes) {
  Span span;
  span.add(changes.usd_difference);
  for (const TornadoBar& bar : changes.bars) {
    span.add(bar.usd_at_low);
    span.add(bar.usd_at_high);
  }
  // One choice far off would leave the bars no room: what is beyond is drawn as such.
  const Span bars = span;
  for (const Alternative& one : changes.alternatives) span.add(one.usd_difference());
  const double most = choices_reach * (bars.high - bars.low);
  if (most > 0) span = {std::max(span.low, -most), std::min(span.high, most)};
  if (span.high - span.low < 1e-6) span = {-1, 1};
  return span;
}

/// The widest name of an alternative, which the bars leave room for.
float widest_choice(const Frame& frame) {
  float widest = 0;
  for (const Alternative& one : frame.model.changes().alternatives) {
    const std::string_view name = frame.text("changes.choice." + std::string(one.id));
    widest = std::max(widest, frame.canvas.text_width(Face::t14, name));
  }
  return widest;
}

/// A round number of dollars: without the sign of the currency, as on an axis.
std::string tick_text(double usd, Language language) {
  const double size = std::fabs(usd);
  const int decimals = size < 1 ? 2 : size < 10 && size != std::round(size) ? 1 : 0;
  const std::string number =
      size >= 10000 ? format_compact(usd, language) : format_number(usd, decimals, language);
  return usd > 0 ? "+" + number : number;
}

/// The names of both sides, left and right of 0, as far as there is room.
void draw_sides(const Frame& frame, const DifferenceAxis& axis, float y, float left, float right) {
  Canvas& canvas = frame.canvas;
  const float zero = axis.at(0);
  for (const Service service : services) {
    const bool lambda = service == Service::lambda;
    const std::string_view name = frame.name(service);
    const float named = canvas.text_width(Face::b12, name) + 20;
    const float room = lambda ? zero - 8 - left : right - zero - 8;
    const float width = named <= room ? named : 14;
    const float start = lambda ? zero - 6 - width : zero + 8;
    draw_mark(canvas, service, start, y + 2, 12);
    if (named <= room) {
      canvas.text(Face::b12, start + 17, y, name, frame.theme().of(service).text);
    }
  }
}

/// "today" above its amount, where the names of the sides leave room.
void draw_today_name(const Frame& frame, const DifferenceAxis& axis, float y, float right) {
  Canvas& canvas = frame.canvas;
  const std::string_view name = frame.text("changes.tornado.today");
  const float at = axis.at(axis.today), width = canvas.text_width(Face::b12, name);
  const float side = canvas.text_width(Face::b12, frame.name(axis.home())) + 36;
  if (std::fabs(at - axis.at(0)) < side + (axis.today > 0 ? 0 : 4)) return;
  const float start = axis.today > 0 ? at - 4 : at + 4 - width;
  if (start + width > right || start < axis.x) return;
  canvas.text(Face::b12, start, y, name, frame.theme().ink);
}

/// Where the lines of the axis begin, below its numbers; and below the first name, if that is above
/// its bar.
float lines_top(const DifferenceAxis& axis, float y) {
  return y + (axis.stacked ? difference_header + name_line : difference_header - 2);
}

void draw_ticks(const Frame& frame, const DifferenceAxis& axis, float y, float end) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const Language language = frame.language();
  const float today = axis.at(axis.today), zero = axis.at(0), top = lines_top(axis, y);
  const std::string today_text = tick_text(axis.today, language);
  const std::string zero_text = format_usd(0, 0, language);
  const auto half = [&](Face face, std::string_view text) {
    return canvas.text_width(face, text) / 2 + tick_distance / 2;
  };
  const float today_half = half(Face::b12, today_text), zero_half = half(Face::b12, zero_text);
  const bool zero_shown = std::fabs(today - zero) > today_half + zero_half;
  float labelled = axis.x;  // up to here
  for (const double value : linear_ticks(axis.usd, static_cast<int>(axis.usd.length / 40) + 3)) {
    if (std::fabs(value) < 1e-9) continue;
    const float at = axis.at(value);
    const std::string text = tick_text(value, language);
    canvas.vertical(at, top, end - top, theme.line);
    const float own = half(Face::s12, text);
    if (at - own < labelled) continue;
    if (std::fabs(at - today) < own + today_half) continue;
    if (zero_shown && std::fabs(at - zero) < own + zero_half) continue;
    canvas.text(Face::s12, at, y + 20, text, theme.ink3, Align::centre);
    labelled = at + own;
  }
  canvas.vertical(zero, top, end - top, theme.ink);
  if (zero_shown) canvas.text(Face::b12, zero, y + 20, zero_text, theme.ink, Align::centre);
  const float left = std::max(today, axis.x + today_half - tick_distance / 2);
  canvas.text(Face::b12, left, y + 20, today_text, theme.ink, Align::centre);
}

}  // namespace

float DifferenceAxis::name_width(bool with_value) const {
  if (stacked) return width - flip_column - 8;
  return with_value && value_right > 0 ? name_column : usd.start - 12 - x;
}

DifferenceAxis difference_axis(const Frame& frame, float x, float width) {
  const Changes& changes = frame.model.changes();
  DifferenceAxis axis;
  axis.x = x;
  axis.width = width;
  axis.today = changes.usd_difference;
  axis.stacked = width < narrowest_beside;
  axis.row_height = axis.stacked ? 48 : 28;
  float left = 8, right = width - 44;
  if (!axis.stacked) {
    const bool values = width >= narrowest_with_values;
    if (values) axis.value_right = x + name_column + value_column;
    left = name_column + (values ? value_column : 0) + margin;
    left = std::max(left, std::min(12 + widest_choice(frame), width * 0.45f));
    right = width - flip_column - margin;
  }
  const Span span = span_of(changes);
  axis.usd = {span.low, span.high, x + left, right - left, false};
  // The other side of 0 is always seen.
  const double usd_per_px = (span.high - span.low) / static_cast<double>(axis.usd.length);
  const double side = usd_per_px * static_cast<double>(least_side);
  const double edge = usd_per_px * static_cast<double>(edge_room);
  axis.usd.from = std::min(span.low - (span.low < 0 ? edge : 0), -side);
  axis.usd.to = std::max(span.high + (span.high > 0 ? edge : 0), side);
  return axis;
}

void draw_difference_axis(const Frame& frame, const DifferenceAxis& axis, float y, float end,
                          std::string_view title) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const float zero = axis.at(0), right = axis.x + axis.width;
  const bool fargate = axis.home() == Service::fargate;
  const float from = fargate ? axis.usd.start : zero;
  const float to = fargate ? zero : axis.usd.start + axis.usd.length;
  const float top = lines_top(axis, y);
  canvas.fill({from, top, to - from, end - top}, theme.of(other(axis.home())).fill3);
  const std::string_view flips = frame.text("changes.tornado.flips");
  const float flips_left =
      right - canvas.text(Face::b12, right, y, flips, theme.ink, Align::right) - 12;
  float title_right = axis.x;
  if (!axis.stacked) title_right += canvas.text(Face::b12, axis.x, y, title, theme.ink) + 12;
  draw_sides(frame, axis, y, title_right, flips_left);
  draw_today_name(frame, axis, y, flips_left);
  draw_ticks(frame, axis, y, end);
}

void draw_today(const Frame& frame, const DifferenceAxis& axis, float y, float end) {
  if (axis.stacked) return;
  const float top = lines_top(axis, y);
  frame.canvas.dashed_vertical(axis.at(axis.today), top, end - top, frame.theme().ink);
}

void draw_row_name(const Frame& frame, const DifferenceAxis& axis, float y, std::string_view name,
                   float name_width, bool first) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  if (!first) canvas.horizontal(axis.x, y, axis.width, theme.line);
  const bool fits = canvas.text_width(Face::t14, name) <= name_width;  // smaller on a small phone
  const Face face = fits ? Face::t14 : Face::s12;
  canvas.text(face, axis.x, axis.text_top(y) + (fits ? 0 : 2),
              shortened(canvas, face, name, name_width), theme.ink);
  if (!axis.stacked) return;
  canvas.dashed_vertical(axis.at(axis.today), y + name_line, axis.row_height - name_line,
                         theme.ink);
}

std::string signed_usd(double usd, Language language) {
  const double size = std::fabs(usd);
  const std::string text =
      size < 1e6 ? format_usd(usd, size < 10 ? 2 : 0, language) : format_amount(usd, language);
  return usd > 0 ? "+" + text : text;
}

}  // namespace sans_serveur::ui
