#include "ui/embedded_page.h"

#include <algorithm>
#include <string>

#include "ui/notices.h"
#include "ui/page.h"
#include "ui/verdict_panel.h"

namespace sans_serveur::ui {
namespace {

constexpr float row = 44;  // of the foot
constexpr float logo_width = 30;

const PanelEntry& shown_panel(const Frame& frame) {
  const auto entries = panels();
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const PanelEntry& entry) {
    return entry.panel == frame.state.panel;
  });
  return found == entries.end() ? entries.front() : *found;
}

float draw_excerpt(const Frame& frame) {
  const Layout& layout = frame.layout;
  Part part(frame.canvas, "main", Role::region, frame.text("app.name"));
  float y = draw_notices(frame, layout.main_x, layout.main_top, layout.main_width);
  y = frame.state.embedding == Embedding::verdict
          ? draw_verdict_panel(frame, layout.main_x, y, layout.main_width)
          : draw_titled_panel(frame, shown_panel(frame), layout.main_x,
                              draw_verdict_eyebrow(frame, layout.main_x, y, layout.main_width) + 4,
                              layout.main_width);
  part.set_rectangle({0, 0, layout.width, y});
  return y + 12;
}

/// What the foot says, and whether it fits in one row.
struct Foot {
  std::string_view name, link;
  std::string prices;
  float left, name_left, name_end, link_width;
  bool named, two_rows;

  explicit Foot(const Frame& frame)
      : name(frame.text("app.name")),
        link(frame.state.full_tool.empty() ? std::string_view() : frame.text("embed.full_tool")),
        prices(frame.say({"header.prices_short", {{"date", frame.evaluation().prices_as_of}}})) {
    const Canvas& canvas = frame.canvas;
    left = frame.layout.header_padding;
    name_left = left + logo_width + 8;
    name_end = name_left + canvas.text_width(Face::s12, name);
    link_width = canvas.text_width(Face::b12, link);
    const float room = frame.layout.width - 2 * left;
    const float all = name_end - left + 12 + canvas.text_width(Face::s12, prices) + 16 + link_width;
    two_rows = all > room;
    named = name_end - left + 16 + link_width <= room;
  }
  float height() const { return two_rows ? row + 20 : row; }
};

void draw_foot(const Frame& frame, const Foot& foot, float y) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const float width = frame.layout.width;
  const Rectangle box{0, y, width, foot.height()};
  const Part part(canvas, "footer", Role::region, frame.text("embed.foot"), box);
  canvas.fill(box, theme.side);
  canvas.horizontal(0, y, width, theme.line);
  const float text = y + row / 2 - 8;
  draw_logo(canvas, foot.left, y + row / 2 - 8);
  if (foot.named) canvas.text(Face::s12, foot.name_left, text, foot.name, theme.ink2);
  say(canvas, "foot.name", Role::paragraph, foot.name, {foot.left, text, 0, 16});
  const float prices_x = foot.two_rows ? foot.left : foot.name_end + 12;
  const float prices_y = foot.two_rows ? y + row - 4 : text;
  const float prices = canvas.text(Face::s12, prices_x, prices_y, foot.prices, theme.ink3);
  say(canvas, "foot.prices", Role::paragraph, foot.prices, {prices_x, prices_y, prices, 16});
  if (foot.link.empty()) return;
  link(canvas, "foot.full_tool", width - foot.left - foot.link_width, text, foot.link_width + 1,
       foot.link, frame.state.full_tool, Face::b12);
}

}  // namespace

void draw_embedded_page(const Frame& frame) {
  const bool all = frame.state.embedding == Embedding::all;
  const float end = all ? draw_tool(frame, 0) : draw_excerpt(frame);
  const Foot foot(frame);
  // At the lower edge of a frame that is higher than what it holds, which does not make it longer.
  draw_foot(frame, foot, std::max(end, frame.canvas.setup().height - foot.height()));
  frame.canvas.reach(end + foot.height());
}

}  // namespace sans_serveur::ui
