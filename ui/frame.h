// A frame: everything that a panel needs to draw itself, valid while it does.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ui/app_state.h"
#include "ui/canvas.h"
#include "ui/layout.h"
#include "ui/model.h"
#include "ui/widgets.h"

namespace sans_serveur::ui {

/// What is drawn over everything, when all the rest is drawn.
struct Overlays {
  OpenList list;
  Tooltip tip;
};

struct Frame {
  Canvas& canvas;
  const AppState& state;
  const Model& model;
  const Layout& layout;
  std::string_view today;  ///< ISO date
  bool dark = false;
  bool printing = false;  ///< all panels, one after the other
  bool pictures = false;  ///< of charts can be taken
  std::vector<Edit>& edits;
  Overlays& overlays;
  Wanted& wanted;  ///< what this frame would show, for Model::work()

  const Evaluation& evaluation() const { return model.evaluation(); }
  const Decision& decision() const { return model.evaluation().decision; }
  const Workload& workload() const { return state.workload; }
  Language language() const { return state.language; }
  const Theme& theme() const { return canvas.theme(); }
  ControlSizes sizes() const { return control_sizes(layout.large_controls); }

  std::string_view text(std::string_view key) const {
    return model.catalogue().text(key, state.language);
  }
  std::string_view name(Service service) const {
    return text(service == Service::lambda ? "service.lambda" : "service.fargate");
  }
  bool has(std::string_view key) const { return model.catalogue().has(key); }
  std::string say(const Message& message) const {
    return model.catalogue().format(message, state.language);
  }
  void edit(Edit edit) const { edits.push_back(std::move(edit)); }
};

/// The options of a select or a choice, drawn as a list when it is open.
void offer_list(const Frame& frame, std::string_view id, const Rectangle& anchor,
                const std::vector<Option>& options, int selected);

/// A tooltip once the pointer has rested on a rectangle.
void explain_on_hover(const Frame& frame, std::string_view id, const Rectangle& rectangle,
                      std::string title, std::string text);

}  // namespace sans_serveur::ui
