// The browser, as main.cpp sees it: what it says before a frame, what it has to do after one.
// platform_browser.cpp and platform.library.js are behind it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/app.h"

namespace sans_serveur::web {

/// What has become of the WebGL context: the browser gave one (again), or took it away, or it was
/// given back while nobody sees it.
enum class Canvas { lost, usable, given_back };

/// What the browser calls. Pointer events go straight to ImGui's io; the rest waits for a frame.
struct Handlers {
  void (*frame)();
  /// language, theme, panel, link, new_version; of a part of another page: part, full_tool,
  /// workload too. Returns what speaks against it, [{ field, message }…] in JSON.
  std::string (*setting)(std::string_view name, std::string_view value);
  void (*file)(std::string_view json);  ///< dropped on the page, or picked
  void (*canvas)(Canvas state);
  void (*fonts)();  ///< the page would like the program's fonts: give_font()
  void (*shutdown)();
};

/// Starts to listen. The page may call back at once, to say its settings.
void open_platform(const Handlers& handlers);
void close_platform();

/// Whether the page wants a canvas at all; `plain` shows the mirror in its place.
bool wants_canvas();
/// Nobody sees the page, and it has no canvas until somebody does.
bool resting();
void show_plain(bool plain);

/// A font for the page's own text. `bytes`: OpenType.
void give_font(const std::string& family, int weight, std::string_view bytes);

ui::Input surroundings();
std::vector<ui::Action> take_actions();

/// One frame, soon; several requests make one frame.
void request_frame(double after_s = 0);

/// Brings the mirror, then the page around the canvas, in step with a frame.
void mirror(const ui::Tree& tree);
void follow(const ui::Output& output);

/// A picture of a part of the page: the canvas takes the size of `input`; what is drawn then goes
/// out as a PNG file, from pixel `left` on and `width` pixels wide; and the canvas is as it was.
void begin_picture(const ui::Input& input);
void end_picture(const std::string& name, double left, double width);

}  // namespace sans_serveur::web
