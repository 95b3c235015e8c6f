#include "ui/header_bar.h"

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

void toggle_theme(const Frame& frame) {
  frame.edit(SetTheme{frame.dark ? ThemeChoice::light : ThemeChoice::dark});
}

void draw_theme(const Frame& frame, const Rectangle& box) {
  ButtonText text;
  text.label = theme_label(frame);
  text.icon = Icon::theme;
  text.icon_only = true;
  if (button(frame.canvas, "header.theme", box, text)) toggle_theme(frame);
}

/// On a phone, import and export are in a menu: a list, whose rows are the two buttons.
void draw_menu(const Frame& frame, const Rectangle& box) {
  ButtonText text;
  const bool open = frame.state.open_list == "header.menu";
  text.label = frame.text(open ? "header.menu.close" : "header.menu");
  text.icon = Icon::menu;
  text.icon_only = true;
  if (button(frame.canvas, "header.menu", box, text)) frame.edit(ToggleList{"header.menu"});
  Option import, save;
  import.id = "header.import";
  import.label = frame.text("header.import");
  save.id = "header.export";
  save.label = frame.text("header.export");
  std::vector<Option> rows{import, save};
  if (!theme_in_bar(frame)) {
    Option theme;
    theme.id = "header.theme";
    theme.label = theme_label(frame);
    rows.push_back(std::move(theme));
  }
  offer_list(frame, "header.menu", box, rows, -1);
}

/// The nodes of what the menu holds, which is drawn only while it is open.
void add_menu_nodes(const Frame& frame, const Rectangle& box) {
  const auto add = [&](std::string_view id, std::string_view name) {
    return list_button(frame.canvas, id, name, box);
  };
  if (add("header.import", frame.text("header.import"))) frame.edit(ImportFile{});
  if (add("header.export", frame.text("header.export"))) frame.edit(ExportWorkload{});
  if (!theme_in_bar(frame) && add("header.theme", theme_label(frame))) toggle_theme(frame);
}

/// Where the controls stand, placed from the right; drawn from the left, in reading order.
struct Places {
  Rectangle language, theme, menu, import, save;
};

Places place_controls(const Frame& frame, const ButtonText& import, const ButtonText& save) {
  RightEnd end{frame, frame.layout.width - frame.layout.header_padding,
               frame.layout.phone() ? 8.0f : 12.0f};
  Places places;
  if (frame.layout.phone()) {
    places.menu = end.take(frame.sizes().button);
  } else {
    places.save = end.take(button_width(frame.canvas, save));
    places.import = end.take(button_width(frame.canvas, import));
  }
  if (theme_in_bar(frame)) places.theme = end.take(frame.sizes().button);
  places.language = end.take(frame.layout.large_controls ? 82 : 74);
  return places;
}

void draw_controls(const Frame& frame, const Places& places, const ButtonText& import,
                   const ButtonText& save) {
  draw_language(frame, places.language);
  if (theme_in_bar(frame)) draw_theme(frame, places.theme);
  if (frame.layout.phone()) {
    draw_menu(frame, places.menu);
    add_menu_nodes(frame, places.menu);
    return;
  }
  if (button(frame.canvas, "header.import", places.import, import)) frame.edit(ImportFile{});
  if (button(frame.canvas, "header.export", places.save, save)) frame.edit(ExportWorkload{});
}

/// The prices' date, on the left of an edge.
void draw_prices(const Frame& frame, float right_edge) {
  const std::string date =
      frame.say({"header.prices", {{"date", frame.evaluation().prices_as_of}}});
  const float top = frame.layout.header_height / 2 - 8;
  const float width =
      frame.canvas.text(Face::s12, right_edge, top, date, frame.theme().ink3, Align::right);
  say(frame.canvas, "header.prices", Role::paragraph, date, {right_edge - width, top, width, 16});
}

void draw_name(const Frame& frame) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const float x = frame.layout.header_padding, middle = frame.layout.header_height / 2;
  draw_logo(canvas, x, middle - 8);
  const float gap = frame.layout.phone() ? 8 : 12, left = x + 30 + gap;
  const std::string_view name = frame.text("app.name"), question = frame.text("app.question");
  const float end = left + canvas.text(Face::b14, left, middle - 10, name, theme.ink) + gap;
  say(canvas, "header.name", Role::paragraph, name, {x, middle - 10, end - x, 20}, question);
  if (frame.layout.phone()) return;
  canvas.vertical(end, middle - 8, 16, theme.line2);
  canvas.text(Face::t14, end + 1 + gap, middle - 10, question, theme.ink2);
}

}  // namespace

float draw_header_bar(const Frame& frame) {
  Canvas& canvas = frame.canvas;
  const Layout& layout = frame.layout;
  const Part header(canvas, "header", Role::region, frame.text("app.name"),
                    {0, 0, layout.width, layout.header_height});
  canvas.horizontal(0, layout.header_height - 1, layout.width, frame.theme().line);
  draw_name(frame);
  const ButtonText import{.label = frame.text("header.import"), .icon = Icon::share};
  const ButtonText save{.label = frame.text("header.export"), .icon = Icon::export_};
  const Places places = place_controls(frame, import, save);
  if (layout.breadth >= Breadth::wide) draw_prices(frame, places.language.x - 20);
  draw_controls(frame, places, import, save);
  return layout.header_height;
}

}  // namespace sans_serveur::ui
