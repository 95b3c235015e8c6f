// The page's program: init once, a frame when something asks for one, shutdown.
// No loop runs: with no input, no motion and no work in progress there is no frame.
#include <algorithm>
#include <memory>
#include <utility>

#include <embedded.h>
#include <imgui.h>

#include "core/json_writer.h"
#include "ui/app.h"
#include "web/platform.h"
#include "web/prepared_app.h"
#include "web/webgl_canvas.h"

namespace sans_serveur::web {
namespace {

std::unique_ptr<ui::App> app;
bool started = false;  ///< there has been a frame

/// Room around a chart in its picture, CSS px, and the least pixels for each of them.
constexpr float picture_margin = 16, picture_ratio = 2;

/// Draws a part of the document on a canvas of its own size, and hands the pixels to the page.
void take_picture(const ui::Output::Picture& picture) {
  ui::Input input = surroundings();
  input.scroll_y = std::max(0.0f, picture.box.y - picture_margin);
  input.height = picture.box.y + picture.box.height + picture_margin - input.scroll_y;
  input.pixel_ratio = std::max(input.pixel_ratio, picture_ratio);
  const float left = std::max(0.0f, picture.box.x - picture_margin);
  const float right = std::min(input.width, picture.box.x + picture.box.width + picture_margin);
  begin_picture(input);
  app->frame(input, {});
  draw(*ImGui::GetDrawData());
  end_picture(picture.name, left * input.pixel_ratio, (right - left) * input.pixel_ratio);
  app->frame(surroundings(), {});  // the canvas is empty again
  draw(*ImGui::GetDrawData());
}

void frame() {
  const ui::Output heard = app->frame(surroundings(), take_actions());
  // What an event has changed is on the screen in the same animation frame.
  const ui::Output shown = heard.stale ? app->frame(surroundings(), {}) : heard;
  const bool drawn = draw(*ImGui::GetDrawData());
  // Pixels first: the mirror of the first frame comes with the second one, due at once.
  const bool later = drawn && !std::exchange(started, true);
  if (!later) mirror(app->semantics());
  if (heard.stale) follow(heard);
  follow(shown);
  if (!heard.picture.name.empty()) take_picture(heard.picture);
  if (later) request_frame();
  if (shown.again || shown.again_after_s > 0) request_frame(shown.again_after_s);
}

void shutdown() {
  close_platform();
  close_canvas();
  app.reset();
}

ui::ThemeChoice theme_of(std::string_view name) {
  if (name == "light") return ui::ThemeChoice::light;
  return name == "dark" ? ui::ThemeChoice::dark : ui::ThemeChoice::system;
}

/// An error unless the value is one of the choices.
Errors check_choice(std::string_view name, std::string_view value, std::string_view choices) {
  const std::string found = ", " + std::string(choices) + ",";
  if (found.find(", " + std::string(value) + ",") != found.npos) return {};
  return {{std::string(name),
           {"error.choice", {{"value", std::string(value)}, {"choices", std::string(choices)}}}}};
}

/// The same errors, their paths counted from the message that holds the workload.
Errors in_workload(Errors errors) {
  for (Error& error : errors) {
    error.path = error.path.empty() ? "workload" : "workload." + error.path;
  }
  return errors;
}

Errors set(std::string_view name, std::string_view value) {
  Errors errors;
  if (name == "language") {
    errors = check_choice(name, value, "fr, en");
    if (errors.empty()) app->set_language(value);
  }
  if (name == "theme") {
    errors = check_choice(name, value, "light, dark, auto, system");
    if (errors.empty()) app->set_theme(theme_of(value));
  }
  if (name == "panel") errors = app->set_panel(value);
  if (name == "part") errors = app->embed(value);
  if (name == "full_tool") app->set_full_tool(value);
  if (name == "workload") errors = in_workload(app->set_workload(value));
  if (name == "new_version") app->announce_new_version();
  if (name == "link") app->open_link(value);
  if (name == "address" || name == "hosted") app->set_address(value, name == "hosted");
  if (name == "copied" && value == "no") app->copy_failed();
  return errors;
}

std::string setting(std::string_view name, std::string_view value) {
  const Errors errors = set(name, value);
  const std::vector<std::string> sentences = app->sentences(errors);
  JsonWriter json(0);
  json.begin_array();
  for (std::size_t i = 0; i < errors.size(); ++i) {
    json.begin_object();
    json.field("field", errors[i].path);
    json.field("message", sentences[i]);
    json.end_object();
  }
  json.end_array();
  request_frame();
  return json.str();
}

void file(std::string_view json) {
  app->import_document(json);  // what is wrong with it is told on the page
  request_frame();
}

void fonts() {
  give_font("Inter", 400, embedded::find("fonts/Inter-Regular"));
  give_font("Inter", 600, embedded::find("fonts/Inter-SemiBold"));
  give_font("Inter Display", 600, embedded::find("fonts/InterDisplay-SemiBold"));
}

void canvas(Canvas state) {
  if (state == Canvas::usable) {
    show_plain(!regain_canvas());
  } else {
    lose_canvas();
    show_plain(state == Canvas::lost);
  }
  request_frame();
}

void init() {
  app = take_prepared_app();
  open_platform({.frame = frame,
                 .setting = setting,
                 .file = file,
                 .canvas = canvas,
                 .fonts = fonts,
                 .shutdown = shutdown});
  if (!resting() || !wants_canvas()) show_plain(!wants_canvas() || !open_canvas());
  request_frame();
}

}  // namespace
}  // namespace sans_serveur::web

int main() {
  sans_serveur::web::init();
}
