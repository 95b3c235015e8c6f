// The state of the application: everything that the reader has chosen or is doing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/workload.h"
#include "ui/app.h"
#include "ui/edit.h"
#include "ui/history.h"
#include "ui/model.h"
#include "ui/sharing.h"
#include "ui/slider.h"

namespace sans_serveur::ui {

/// An entry that was not accepted: the last good value stays in force.
struct Refusal {
  std::string path;  ///< of the field; "name" for the workload's name
  std::string text;
  Message message;
};

struct AppState {
  Workload workload;
  Workload start;      ///< what Reset goes back to
  std::string preset;  ///< the one the workload still is; "" once it was changed
  History history;
  std::optional<Described> other;  ///< the variant kept for comparison
  std::string explained;           ///< the field whose explanation is open; "" for none
  Language language = Language::fr;
  ThemeChoice theme = ThemeChoice::system;
  Panel panel = Panel::costs;
  Embedding embedding = Embedding::none;
  std::string full_tool;                 ///< address of the whole tool, for an embedded part of it
  bool more_open = false;                ///< the folded fields of the form
  std::vector<std::string> open_groups;  ///< those among them that are unfolded
  bool presets_open = false;             ///< those beyond the first ones
  bool form_open = false;                ///< on narrow screens
  bool as_table = false;                 ///< charts as tables
  const Field* map_x = find_field("traffic.requests_per_month");  ///< axes of the flip map
  const Field* map_y = find_field("request.cpu_ms");
  CurveRange curve_range;  ///< what of the cost curves is shown, if not all
  std::string open_list;   ///< the select whose list is open; "" for none
  Draft draft;             ///< what is being typed
  std::vector<Refusal> refusals;
  bool new_version = false;  ///< of the page, ready
  Sharing sharing;
  Arrival arrival;       ///< of the last link that was opened
  Errors import_errors;  ///< of the last document, until dismissed
};

/// The refused entry of a field, or nullptr.
const Refusal* refusal(const AppState& state, std::string_view path);

/// What applying edits asks for beside the changed state.
struct Effects {
  bool workload_changed = false;
  std::string changed;             ///< the field that did, "" for more than one
  bool from_history = false;       ///< it went back or forth: that is no step of its own
  bool other_changed = false;      ///< the variant kept for comparison
  bool workload_replaced = false;  ///< by another one, rather than edited
  bool copy_link = false;
  bool export_workload = false;
  std::vector<SaveFile> files;
  std::string picture;  ///< the chart to take a picture of; "" for none
  bool pick_file = false;
  bool take_new_version = false;
};

void apply(AppState& state, const Edit& edit, const Model& model, Effects& effects);

/// Puts a workload in force, with no entry pending.
void set_workload(AppState& state, const Workload& workload, std::string preset, Effects& effects);

}  // namespace sans_serveur::ui
