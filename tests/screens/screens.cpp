// Draws the page to PNG files, to look at it without a browser.
//
//   screens FOLDER [key=value…]…     one file per argument that is not an option
//
// Each further argument is one picture: "name:fr:light:1440x1000@2:costs[:id=action…]", where an
// action is an id to press before the picture is taken ("press=form.more"). In place of the panel,
// "embed.verdict" (or a panel's name, or "all") draws that part as it stands in another page.

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "tests/screens/raster.h"
#include "ui/app.h"
#include "web/embedded_files.h"

namespace sans_serveur::screens {
namespace {

std::vector<std::string> split(const std::string& text, char sign) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == sign) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

ui::Action action_of(const std::string& text) {
  const std::vector<std::string> parts = split(text, '=');
  ui::Action action;
  action.id = parts.size() > 1 ? parts[1] : "";
  if (parts.size() > 2) action.text = parts[2];
  if (parts[0] == "set") action.kind = ui::Action::Kind::set;
  if (parts[0] == "edit") action.kind = ui::Action::Kind::edit;
  if (parts[0] == "focus") action.kind = ui::Action::Kind::focus;
  action.number = parts[0] == "focus" ? 1 : std::atof(action.text.c_str());
  action.selection_start = action.selection_end = static_cast<int>(action.text.size());
  return action;
}

/// Draws frames until nothing changes; at most `limit`.
ui::Output settle(ui::App& app, ui::Input& input, std::vector<ui::Action> actions, int limit) {
  ui::Output output;
  for (int i = 0; i < limit; ++i) {
    output = app.frame(input, actions);
    actions.clear();
    input.time_s += 0.016;
    if (!output.again) break;
  }
  return output;
}

bool take(const std::string& folder, const std::string& picture) {
  const std::vector<std::string> parts = split(picture, ':');
  if (parts.size() < 5) return false;
  ui::App app;
  if (!app.load(web::embedded_files()).empty()) return false;
  ui::Input input;
  input.today = "2026-11-23";
  std::sscanf(parts[3].c_str(), "%fx%f@%f", &input.width, &input.height, &input.pixel_ratio);
  app.set_language(parts[1]);
  app.set_theme(parts[2] == "dark" ? ui::ThemeChoice::dark : ui::ThemeChoice::light);
  Errors errors;
  if (parts[4].starts_with("embed.")) {
    errors = app.embed(parts[4].substr(6));
    app.set_full_tool("https://example.org/");
  } else {
    errors = app.set_panel(parts[4]);
  }
  if (!errors.empty()) return false;
  settle(app, input, {}, 100);
  for (std::size_t i = 5; i < parts.size(); ++i) {
    if (parts[i].starts_with("click=")) {
      float x = 0, y = 0;
      std::sscanf(parts[i].c_str(), "click=%f,%f", &x, &y);
      ImGui::GetIO().AddMousePosEvent(x, y);
      app.frame(input, {});
      ImGui::GetIO().AddMouseButtonEvent(0, true);
      app.frame(input, {});
      ImGui::GetIO().AddMouseButtonEvent(0, false);
      settle(app, input, {}, 100);
    } else if (parts[i].starts_with("hover=")) {
      float x = 0, y = 0;
      std::sscanf(parts[i].c_str(), "hover=%f,%f", &x, &y);
      ImGui::GetIO().AddMousePosEvent(x, y);
      for (int k = 0; k < 40; ++k) settle(app, input, {}, 1);
    } else {
      settle(app, input, {action_of(parts[i])}, 100);
    }
  }
  ui::Output output = settle(app, input, {}, 100);
  if (input.height == 0) {  // the whole document
    input.height = output.content_height;
    output = settle(app, input, {}, 100);
  }
  const Image image = rasterise(*ImGui::GetDrawData(), 0xFFFFFF);
  std::ofstream(folder + "/" + parts[0] + ".png", std::ios::binary) << to_png(image);
  std::printf("%s %dx%d, document %g\n", parts[0].c_str(), image.width, image.height,
              static_cast<double>(output.content_height));
  return true;
}

}  // namespace
}  // namespace sans_serveur::screens

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: screens FOLDER name:fr:light:1440x1000@2:costs[:press=id]…\n", stderr);
    return 2;
  }
  for (int i = 2; i < argc; ++i) {
    if (!sans_serveur::screens::take(argv[1], argv[i])) return 1;
  }
  return 0;
}
