// The platform in a browser: C++ on one side, platform.library.js on the other.
// Functions called platform_… are the border: those declared first are JavaScript's, the exported
// ones at the end are called by it.
#include <algorithm>
#include <cfloat>
#include <cmath>
#include <string>
#include <utility>

#include <emscripten/emscripten.h>
#include <imgui.h>
#include <imgui_internal.h>

#include "core/json_writer.h"
#include "web/platform.h"

extern "C" {
void platform_open();
void platform_close();
int platform_wants_canvas();
int platform_resting();
void platform_surroundings(double* numbers, char* today);
void platform_request(double after_s);
void platform_tell(const char* what, const char* text, double number);
void platform_focus(const char* id, int selection_start, int selection_end);
void platform_mirror(const char* json);
void platform_begin_picture(double width, double height);
void platform_end_picture(const char* name, double left, double width);
void platform_font(const char* family, int weight, const char* bytes, std::size_t size);
void platform_download(const char* name, const char* type, const char* bytes, std::size_t size);
}

namespace sans_serveur::web {

namespace {

struct Platform {
  Handlers handlers{};
  std::vector<ui::Action> actions;
  std::string mirrored;  ///< the tree that the mirror shows
  ui::Output followed;   ///< what the page already shows
  std::string today;
  std::string said;  ///< about the last setting
  std::string wheeled;
  std::vector<ui::WheelArea> wheels;  ///< of the last frame
  float scroll_y = 0;                 ///< of the last frame
  bool opened = false;
  bool list_open = false;
};
Platform platform;

/// The keys that the program hears beside the mirror; platform.library.js counts them.
constexpr ImGuiKey shared_keys[] = {ImGuiKey_Escape};

void tell(const char* what, const std::string& text) {
  platform_tell(what, text.c_str(), 0);
}
void tell(const char* what, double number) {
  platform_tell(what, "", number);
}

template <class Value>
void tell_change(const char* what, Value& known, const Value& value, bool first) {
  if (known == value && !first) return;
  known = value;
  tell(what, value);
}

std::string name_of(ui::ThemeChoice theme) {
  switch (theme) {
    case ui::ThemeChoice::light:
      return "light";
    case ui::ThemeChoice::dark:
      return "dark";
    case ui::ThemeChoice::system:
      break;
  }
  return "system";
}

std::string to_json(const ui::Answer& answer) {
  JsonWriter json(0);
  json.begin_object();
  json.field("choice", answer.choice);
  json.field("lambda_usd", answer.lambda_usd);
  json.field("fargate_usd", answer.fargate_usd);
  json.field("partial", answer.partial);
  json.field("sentence", answer.sentence);
  json.field("workload", answer.workload);
  json.end_object();
  return json.str();
}

}  // namespace

void open_platform(const Handlers& handlers) {
  platform = Platform{};
  platform.handlers = handlers;
  platform_open();
}

void close_platform() {
  platform_close();
}
bool wants_canvas() {
  return platform_wants_canvas() != 0;
}
bool resting() {
  return platform_resting() != 0;
}
void show_plain(bool plain) {
  tell("plain", plain ? 1 : 0);
}
void request_frame(double after_s) {
  platform_request(after_s);
}

ui::Input surroundings() {
  double numbers[11] = {};
  char today[11] = "";
  platform_surroundings(numbers, today);
  platform.today = today;
  ui::Input input;
  input.width = static_cast<float>(numbers[0]);
  input.height = static_cast<float>(numbers[1]);
  input.pixel_ratio = static_cast<float>(numbers[2]);
  input.scroll_y = static_cast<float>(numbers[3]);
  platform.scroll_y = input.scroll_y;
  input.time_s = numbers[4];
  input.today = platform.today;
  input.system_dark = numbers[5] != 0;
  input.coarse_pointer = numbers[6] != 0;
  input.reduced_motion = numbers[7] != 0;
  input.more_contrast = numbers[8] != 0;
  input.pictures = numbers[9] != 0;
  input.printing = numbers[10] != 0;
  return input;
}

std::vector<ui::Action> take_actions() {
  return std::exchange(platform.actions, {});
}

void mirror(const ui::Tree& tree) {
  std::string json = ui::to_json(tree);
  if (json == platform.mirrored) return;
  platform.mirrored = std::move(json);
  platform_mirror(platform.mirrored.c_str());
}

void follow(const ui::Output& output) {
  platform.wheels = output.wheels;
  ui::Output& known = platform.followed;
  const bool first = !std::exchange(platform.opened, true);
  tell_change("height", known.content_height, output.content_height, first);
  tell_change("language", known.language, output.language, first);
  tell_change("title", known.title, output.title, first);
  tell_change("dark", known.dark, output.dark, first);
  if (std::exchange(known.link, output.link) != output.link || first || output.replaced)
    platform_tell("link", output.link.c_str(), output.replaced ? 1 : 0);
  if (std::exchange(known.theme, output.theme) != output.theme || first)
    tell("theme", name_of(output.theme));
  if (std::exchange(known.answer, output.answer) != output.answer || first)
    tell("answer", to_json(output.answer));
  // A finger scrolls the page, unless a list takes it.
  const bool list =
      std::ranges::any_of(output.wheels, [](const auto& area) { return !area.zooms; });
  if (std::exchange(platform.list_open, list) != list) tell("list", list ? 1 : 0);
  if (std::exchange(known.cursor, output.cursor) != output.cursor)
    tell("cursor", std::string(output.cursor));

  if (!output.focus.empty())
    platform_focus(output.focus.c_str(), output.focus_start, output.focus_end);
  if (!output.copy.empty()) tell("copy", output.copy);
  for (const ui::Output::Download& file : output.downloads)
    platform_download(file.name.c_str(), file.type.c_str(), file.bytes.data(), file.bytes.size());
  if (output.pick_file) tell("pick", 1);
  if (output.take_new_version) tell("take_new_version", 1);
}

void give_font(const std::string& family, int weight, std::string_view bytes) {
  platform_font(family.c_str(), weight, bytes.data(), bytes.size());
}

void begin_picture(const ui::Input& input) {
  platform_begin_picture(std::round(input.width * input.pixel_ratio),
                         std::round(input.height * input.pixel_ratio));
}
void end_picture(const std::string& name, double left, double width) {
  platform_end_picture(name.c_str(), std::floor(left), std::ceil(width));
}

}  // namespace sans_serveur::web

using sans_serveur::web::platform;
using sans_serveur::web::shared_keys;

extern "C" {

/// Draws. Tells whether ImGui keeps events for a later frame: it gives a press and its release to
/// two frames, so that no click is too short to be seen.
EMSCRIPTEN_KEEPALIVE int platform_frame() {
  platform.handlers.frame();
  return ImGui::GetCurrentContext()->InputEventsQueue.empty() ? 0 : 1;
}

/// `button`: 1 pressed, 0 released, -1 neither. `source` and `modifiers` are ImGui's. A pointer
/// that is nowhere (left the canvas, a finger lifted) has no position.
EMSCRIPTEN_KEEPALIVE void platform_pointer(double x, double y, int nowhere, int button, int source,
                                           int modifiers) {
  ImGuiIO& io = ImGui::GetIO();
  for (const ImGuiKey key : {ImGuiMod_Ctrl, ImGuiMod_Shift, ImGuiMod_Alt, ImGuiMod_Super})
    io.AddKeyEvent(key, (modifiers & key) != 0);
  io.AddMouseSourceEvent(static_cast<ImGuiMouseSource>(source));
  if (nowhere != 0)
    io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
  else
    io.AddMousePosEvent(static_cast<float>(x), static_cast<float>(y));
  if (button >= 0) io.AddMouseButtonEvent(ImGuiMouseButton_Left, button == 1);
}

/// What the wheel does at a point of the canvas: 0 scrolls the page, 1 scrolls a list, 2 zooms.
/// What lies on top is last.
EMSCRIPTEN_KEEPALIVE int platform_wheel_use(double x, double y) {
  const double down = y + platform.scroll_y;
  int use = 0;
  for (const sans_serveur::ui::WheelArea& area : platform.wheels) {
    const sans_serveur::ui::Rectangle& box = area.rectangle;
    if (x < box.x || x >= box.x + box.width || down < box.y || down >= box.y + box.height) continue;
    use = area.zooms ? 2 : 1;
    platform.wheeled = area.id;
  }
  return use;
}

/// Turns it there, where platform_wheel_use has just told that it is of use.
EMSCRIPTEN_KEEPALIVE void platform_wheel(double number) {
  platform.actions.push_back(
      {.id = platform.wheeled, .kind = sans_serveur::ui::Action::Kind::wheel, .number = number});
}

/// `key`: its place in shared_keys.
EMSCRIPTEN_KEEPALIVE void platform_key(int key, int down) {
  ImGui::GetIO().AddKeyEvent(shared_keys[key], down != 0);
}

/// The window got or lost the keyboard; ImGui lets go of everything when it did.
EMSCRIPTEN_KEEPALIVE void platform_window_focus(int focused) {
  ImGui::GetIO().AddFocusEvent(focused != 0);
}

EMSCRIPTEN_KEEPALIVE void platform_act(const char* id, int kind, const char* text, double number,
                                       int selection_start, int selection_end) {
  platform.actions.push_back({.id = id,
                              .kind = static_cast<sans_serveur::ui::Action::Kind>(kind),
                              .text = text,
                              .number = number,
                              .selection_start = selection_start,
                              .selection_end = selection_end});
}

/// What it returns is good until the next call.
EMSCRIPTEN_KEEPALIVE const char* platform_set(const char* name, const char* value) {
  platform.said = platform.handlers.setting(name, value);
  return platform.said.c_str();
}
EMSCRIPTEN_KEEPALIVE void platform_file(const char* json) {
  platform.handlers.file(json);
}
/// `state`: its place in web::Canvas.
EMSCRIPTEN_KEEPALIVE void platform_canvas(int state) {
  platform.handlers.canvas(static_cast<sans_serveur::web::Canvas>(state));
}
EMSCRIPTEN_KEEPALIVE void platform_fonts() {
  platform.handlers.fonts();
}
EMSCRIPTEN_KEEPALIVE void platform_shutdown() {
  platform.handlers.shutdown();
}

}  // extern "C"
