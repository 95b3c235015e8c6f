#include "ui/sharing.h"

#include "ui/app_state.h"
#include "ui/page.h"

namespace sans_serveur::ui {

std::string address_fragment(const AppState& state) {
  std::string fragment = state.sharing.workload;
  fragment.append("&lang=").append(language_code(state.language));
  if (state.theme != ThemeChoice::system) {
    fragment.append("&theme=").append(state.theme == ThemeChoice::dark ? "dark" : "light");
  }
  return fragment.append("&panel=").append(panel_name(state.panel));
}

std::string shared_link(const AppState& state) {
  return state.sharing.address + "#" + address_fragment(state);
}

}  // namespace sans_serveur::ui
