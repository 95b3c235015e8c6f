// The page in tests: driven by the ids of its semantic tree, without a renderer.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <imgui.h>

#include "ui/app.h"
#include "ui/canvas.h"
#include "web/embedded_files.h"

namespace sans_serveur::ui {

class Page {
 public:
  explicit Page(std::string_view language = "en") {
    errors = app.load(web::embedded_files());
    app.set_language(language);
    app.set_theme(ThemeChoice::light);
    input.today = "2026-11-23";
    settle();
  }

  /// Draws until nothing changes any more.
  Output settle(std::vector<Action> actions = {}) {
    Output output, first;
    for (int i = 0; i < 400; ++i) {
      output = app.frame(input, actions);
      if (i == 0) first = output;
      actions.clear();
      input.time_s += std::max(0.016, output.again_after_s);
      if (!output.again) break;
    }
    first.again = output.again;
    first.content_height = output.content_height;
    return first;
  }

  /// One frame, and those that apply what it asked for, but no waiting for slow results.
  Output act(Action action) {
    const Output output = app.frame(input, {&action, 1});
    input.time_s += 0.016;
    app.frame(input, {});
    return output;
  }

  Output press(std::string id) { return act({.id = std::move(id)}); }
  Output set(std::string id, std::string text) {
    return act({.id = std::move(id), .kind = Action::Kind::set, .text = std::move(text)});
  }
  Output slide(std::string id, double number) {
    return act({.id = std::move(id), .kind = Action::Kind::set, .number = number});
  }

  /// Unfolds all of the form's fields.
  void open_all_fields() {
    press("form.more");
    std::vector<std::string> closed;
    for (const Node& node : app.semantics().nodes()) {
      if (node.id.starts_with("form.group.") && !node.selected) closed.push_back(node.id);
    }
    for (const std::string& id : closed) press(id);
  }

  const Node* find(std::string_view id) const { return app.semantics().find(id); }
  /// Its name and value, or "" if there is no such node.
  std::string text(std::string_view id) const {
    const Node* node = find(id);
    if (node == nullptr) return "";
    return node->value_text.empty() ? node->name : node->name + " " + node->value_text;
  }
  std::string value(std::string_view id) const {
    const Node* node = find(id);
    return node == nullptr ? "" : node->value_text;
  }
  bool selected(std::string_view id) const {
    const Node* node = find(id);
    return node != nullptr && node->selected;
  }

  /// Moves the pointer to the middle of a node, presses, and lets go.
  Output click(std::string_view id) {
    const Rectangle box = find(id)->rectangle;
    ImGui::GetIO().AddMousePosEvent(box.x + box.width / 2, box.y + box.height / 2 - input.scroll_y);
    app.frame(input, {});
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    const Output pressed = app.frame(input, {});
    ImGui::GetIO().AddMouseButtonEvent(0, false);
    app.frame(input, {});
    app.frame(input, {});
    return pressed;
  }

  App app;
  Input input;
  Errors errors;
};

}  // namespace sans_serveur::ui
