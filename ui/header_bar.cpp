#include "ui/header_bar.h"

#include <utility>

namespace sans_serveur::ui {
namespace {

/// What stands at the right end, placed from right to left.
struct RightEnd {
  const Frame& frame;
  float x;  ///< the left edge of what stands already
  float gap;

  Rectangle take(float width) {
    x -= width;
    const float height = frame.sizes().button;
    const Rectangle box{x, (frame.layout.header_height - height) / 2, width, height};
    x -= gap;
    return box;
  }
};

void draw_language(const Frame& frame, const Rectangle& box) {
  Option french, english;
  french.id = "header.language.fr";
  french.label = frame.text("header.language.fr.short");
  french.name = frame.text("header.language.fr");
  english.id = "header.language.en";
  english.label = frame.text("header.language.en.short");
  english.name = frame.text("header.language.en");
  const Option options[] = {french, english};
  const auto chosen = segmented(frame.canvas, "header.language", box, frame.text("header.language"),
                                options, frame.language() == Language::fr ? 0 : 1);
  if (chosen) frame.edit(SetLanguage{*chosen == 0 ? Language::fr : Language::en});
}

bool theme_in_bar(const Frame& frame) {
  return frame.layout.width >= 360;
}

std::string_view theme_label(const Frame& frame) {
  return frame.text(frame.dark ? "header.theme.to_light" : "header.theme.to_dark");
}

Edit other_theme(const Frame& frame) {
  return SetTheme{frame.dark ? ThemeChoice::light : ThemeChoice::dark};
}

void draw_theme(const Frame& frame, const Rectangle& box) {
  ButtonText text;
  text.label = theme_label(frame);
  text.icon = Icon::theme;
  text.icon_only = true;
  if (button(frame.canvas, "header.theme", box, text)) frame.edit(other_theme(frame));
}

/// A row of a menu, and what choosing it does.
struct MenuItem {
  std::string_view id, label;
  Edit edit;
};

/// What goes out and comes in as files.
std::vector<MenuItem> file_items(const Frame& frame) {
  return {{"export.workload", frame.text("export.workload"), ExportWorkload{}},
          {"header.import", frame.text("header.import"), ImportFile{}}};
}

/// On a phone, all that has no room in the bar.
std::vector<MenuItem> phone_items(const Frame& frame) {
  std::vector<MenuItem> items = file_items(frame);
  items.insert(items.begin(), {"header.share", frame.text("header.share"), ToggleShare{}});
  if (!theme_in_bar(frame)) {
    items.push_back({"header.theme", theme_label(frame), other_theme(frame)});
  }
  return items;
}

/// A button that opens a list; the items are buttons of the mirror whether it is open or not.
void draw_menu(const Frame& frame, std::string_view id, const Rectangle& box,
               const ButtonText& text, const std::vector<MenuItem>& items) {
  if (button(frame.canvas, id, box, text)) frame.edit(ToggleList{std::string(id)});
  std::vector<Option> rows;
  for (const MenuItem& item : items) {
    Option row;
    row.id = item.id;
    row.label = item.label;
    rows.push_back(std::move(row));
    frame.canvas.tree().add({.id = std::string(item.id),
                             .role = Role::button,
                             .name = std::string(item.label),
                             .rectangle = box});
    if (frame.canvas.acted(item.id, Action::Kind::press)) frame.edit(item.edit);
  }
  offer_list(frame, id, box, rows, -1);
}

ButtonText menu_button(const Frame& frame) {
  const bool open = frame.state.open_list == "header.menu";
  return {.label = frame.text(open ? "header.menu.close" : "header.menu"),
          .icon = Icon::menu,
          .icon_only = true};
}

/// Where the controls stand, placed from the right; drawn from the left, in reading order.
struct Places {
  Rectangle language, theme, menu, share, save;
};

Places place_controls(const Frame& frame, const ButtonText& share, const ButtonText& save) {
  RightEnd end{frame, frame.layout.width - frame.layout.header_padding,
               frame.layout.phone() ? 8.0f : 12.0f};
  Places places;
  if (frame.layout.phone()) {
    places.menu = end.take(frame.sizes().button);
  } else {
    places.save = end.take(button_width(frame.canvas, save));
    places.share = end.take(button_width(frame.canvas, share));
  }
  if (theme_in_bar(frame)) places.theme = end.take(frame.sizes().button);
  places.language = end.take(frame.layout.large_controls ? 82 : 74);
  return places;
}

void draw_controls(const Frame& frame, const Places& places, const ButtonText& share,
                   const ButtonText& save) {
  draw_language(frame, places.language);
  if (theme_in_bar(frame)) draw_theme(frame, places.theme);
  if (frame.layout.phone()) {
    draw_menu(frame, "header.menu", places.menu, menu_button(frame), phone_items(frame));
    return;
  }
  if (button(frame.canvas, "header.share", places.share, share)) frame.edit(ToggleShare{});
  draw_menu(frame, "header.export", places.save, save, file_items(frame));
}

/// Returns its right edge.
float draw_name(const Frame& frame) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const float x = frame.layout.header_padding, middle = frame.layout.header_height / 2;
  draw_logo(canvas, x, middle - 8);
  const float gap = frame.layout.phone() ? 8 : 12, left = x + 30 + gap;
  const std::string_view name = frame.text("app.name"), question = frame.text("app.question");
  const float end = left + canvas.text(Face::b14, left, middle - 10, name, theme.ink) + gap;
  say(canvas, "header.name", Role::paragraph, name, {x, middle - 10, end - x, 20}, question);
  if (frame.layout.phone()) return end;
  canvas.vertical(end, middle - 8, 16, theme.line2);
  return end + 1 + gap + canvas.text(Face::t14, end + 1 + gap, middle - 10, question, theme.ink2);
}

std::string prices_date(const Frame& frame) {
  return frame.say({"header.prices", {{"date", frame.evaluation().prices_as_of}}});
}

/// The prices' date between two edges, where there is ample room for it; else it stands below.
void draw_prices(const Frame& frame, float left_edge, float right_edge) {
  constexpr float ample = 80;
  const std::string date = prices_date(frame);
  const float width = frame.canvas.text_width(Face::s12, date);
  if (right_edge - width < left_edge + ample) return;
  const float top = frame.layout.header_height / 2 - 8;
  frame.canvas.text(Face::s12, right_edge, top, date, frame.theme().ink3, Align::right);
  say(frame.canvas, "header.prices", Role::paragraph, date, {right_edge - width, top, width, 16});
}

}  // namespace

float draw_header_bar(const Frame& frame) {
  Canvas& canvas = frame.canvas;
  const Layout& layout = frame.layout;
  const Part header(canvas, "header", Role::region, frame.text("app.name"),
                    {0, 0, layout.width, layout.header_height});
  canvas.horizontal(0, layout.header_height - 1, layout.width, frame.theme().line);
  const float name_end = draw_name(frame);
  const ButtonText share{.label = frame.text("header.share"), .icon = Icon::share};
  const ButtonText save{.label = frame.text("header.export"), .icon = Icon::export_};
  const Places places = place_controls(frame, share, save);
  draw_prices(frame, name_end, places.language.x - 20);
  draw_controls(frame, places, share, save);
  return layout.header_height;
}

float draw_prices_below(const Frame& frame, float y) {
  if (std::as_const(frame.canvas.tree()).find("header.prices") != nullptr) return y;
  const std::string date = prices_date(frame);
  const Rectangle line{frame.layout.main_x, y, frame.layout.main_width, 16};
  frame.canvas.text(Face::s12, line.x, y, date, frame.theme().ink3);
  say(frame.canvas, "page.prices", Role::paragraph, date, line);
  return bottom(line) + 24;
}

}  // namespace sans_serveur::ui
