#include "ui/share_sheet.h"

#include <algorithm>
#include <cmath>

#include "core/share_link.h"

namespace sans_serveur::ui {
namespace {

constexpr float sheet_width = 400, padding = 16, gap = 12, usual_code_size = 196;

/// What the link does not say by itself.
std::vector<std::string> remarks(const Frame& frame) {
  const Sharing& sharing = frame.state.sharing;
  std::vector<std::string> texts{std::string(frame.text("share.link.help"))};
  const Traffic& traffic = frame.workload().traffic;
  if (traffic.shape == Shape::trace) {
    const auto steps = static_cast<double>(std::min(traffic.bins.size(), summary_steps));
    texts.push_back(frame.say({"share.link.trace", {{"steps", steps}}}));
  }
  if (sharing.address.empty())
    texts.emplace_back(frame.text("share.link.no_address"));
  else if (sharing.hosted)
    texts.emplace_back(frame.text("share.link.hosted"));
  return texts;
}

/// The link in a field: a press selects all of it in the mirror's, from where it can be copied.
void draw_link(const Frame& frame, const Rectangle& box) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const std::string link = shared_link(frame.state);
  canvas.pointer("share.link", box, "text");
  canvas.fill(box, theme.field, 6);
  canvas.border(box, theme.line2, 1, 6);
  const std::string shown = shortened(canvas, Face::s12, link, box.width - 20);
  const float top = box.y + (box.height - line_height(Face::s12)) / 2;
  if (canvas.has_focus("share.link")) {
    const float width = canvas.text_width(Face::s12, shown);
    canvas.fill({box.x + 10, top, width, line_height(Face::s12)}, theme.line);
  }
  canvas.text(Face::s12, box.x + 10, top, shown, theme.ink);
  canvas.tree().add({.id = "share.link",
                     .role = Role::text_field,
                     .name = std::string(frame.text("share.link.name")),
                     .value_text = link,
                     .read_only = true,
                     .rectangle = box});
  canvas.focus_ring("share.link", box, 6);
}

/// Dark on light in either theme, as readers expect; each module a whole number of device pixels.
void draw_modules(const Frame& frame, const QrCode& code, float x, float y, float module) {
  const Theme light = theme(false, false);
  const float side = module * static_cast<float>(code.size + 2 * qr_quiet_zone);
  frame.canvas.fill({x, y, side, side}, light.page);
  const float from = module * qr_quiet_zone;
  for (int row = 0; row < code.size; ++row) {
    for (int column = 0; column < code.size;) {
      int end = column;
      while (end < code.size && code.is_dark(end, row)) ++end;
      frame.canvas.fill({x + from + module * static_cast<float>(column),
                         y + from + module * static_cast<float>(row),
                         module * static_cast<float>(end - column), module},
                        light.ink);
      column = end + 1;
    }
  }
}

/// Returns its lower edge.
float draw_code(const Frame& frame, float x, float y, float width) {
  const QrCode& code = frame.state.sharing.code;
  if (code.size == 0) {
    const std::string_view text = frame.text("share.qr.too_long");
    const float height =
        draw_paragraph(frame.canvas, Face::s12, x, y, width, text, frame.theme().ink3);
    say(frame.canvas, "share.qr.too_long", Role::paragraph, text, {x, y, width, height});
    return y + height;
  }
  const float ratio = frame.canvas.setup().pixel_ratio;
  const auto modules = static_cast<float>(code.size + 2 * qr_quiet_zone);
  // A long link needs more modules: it gets all the room before they become too small to read.
  const float usual = std::floor(usual_code_size / modules * ratio) / ratio;
  const float widest = std::floor(width / modules * ratio) / ratio;
  const float module = std::max(usual < 2 ? widest : usual, 1 / ratio);
  const float side = module * modules;
  const float left = frame.canvas.snapped(x + (width - side) / 2), top = frame.canvas.snapped(y);
  draw_modules(frame, code, left, top, module);
  say(frame.canvas, "share.qr", Role::image, frame.text("share.qr"), {left, top, side, side});
  return top + side;
}

void draw_content(const Frame& frame, float x, float y, float width, float& end) {
  Canvas& canvas = frame.canvas;
  canvas.text(Face::b14, x, y, frame.text("share.title"), frame.theme().ink);
  heading(canvas, "share.title", 2, frame.text("share.title"), {x, y, width, 20});
  if (link_button(canvas, "share.close", x + width, y + 2, frame.text("banner.close"),
                  Align::right)) {
    frame.edit(ToggleShare{});
  }
  y += 20 + gap;
  const float height = frame.sizes().button;
  draw_link(frame, {x, y, width, height});
  y += height + 8;
  const ButtonText copy{.label = frame.text("share.link")};
  if (button(canvas, "share.copy", {x, y, width, height}, copy)) frame.edit(CopyLink{});
  y += height + gap;
  int number = 0;
  for (const std::string& text : remarks(frame)) {
    const float paragraph =
        draw_paragraph(canvas, Face::s12, x, y, width, text, frame.theme().ink3);
    say(canvas, "share.remark." + std::to_string(++number), Role::paragraph, text,
        {x, y, width, paragraph});
    y += paragraph + 4;
  }
  end = frame.state.sharing.address.empty() ? y : draw_code(frame, x, y + 8, width);
}

}  // namespace

void draw_share_sheet(const Frame& frame) {
  Canvas& canvas = frame.canvas;
  const float margin = frame.layout.header_padding;
  const float width = std::min(sheet_width, frame.layout.width - 2 * margin);
  Rectangle box{frame.layout.width - margin - width, frame.layout.header_height + 4, width, 0};
  Part part(canvas, "share", Role::region, frame.text("share.title"));
  canvas.begin_front();
  float end = box.y;
  draw_content(frame, box.x + padding, box.y + padding, box.width - 2 * padding, end);
  box.height = end + padding - box.y;
  canvas.border(box, frame.theme().line2, 1, 6);
  canvas.end_front(box, frame.theme().page, 6);
  part.set_rectangle(box);
  canvas.reach(bottom(box) + 16);
  if (canvas.escape_pressed() || canvas.pressed_outside(box)) frame.edit(ToggleShare{});
}

void draw_toast(const Frame& frame, std::string_view text) {
  Canvas& canvas = frame.canvas;
  const CanvasSetup& setup = canvas.setup();
  const float width = canvas.text_width(Face::s12, text) + 32, height = 36;
  const Rectangle box{(setup.width - width) / 2, setup.scroll_y + setup.height - height - 24, width,
                      height};
  say(canvas, "toast", Role::live, text, text.empty() ? Rectangle{} : box);
  if (text.empty()) return;
  canvas.fill(box, frame.theme().ink, 6);
  canvas.text(Face::s12, box.x + 16, box.y + 10, text, frame.theme().page);
}

}  // namespace sans_serveur::ui
