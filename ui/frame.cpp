#include "ui/frame.h"

namespace sans_serveur::ui {

void offer_list(const Frame& frame, std::string_view id, const Rectangle& anchor,
                const std::vector<Option>& options, int selected) {
  if (frame.state.open_list != id) return;
  frame.overlays.list = {std::string(id), anchor, options, selected, frame.sizes().list_row};
}

void explain_on_hover(const Frame& frame, std::string_view id, const Rectangle& rectangle,
                      std::string title, std::string text) {
  if (!frame.canvas.rested_on(id, frame.canvas.hovering(rectangle))) return;
  frame.overlays.tip = {rectangle, std::move(title), {}, std::move(text)};
}

}  // namespace sans_serveur::ui
