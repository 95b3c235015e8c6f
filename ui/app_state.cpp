#include "ui/app_state.h"

#include <algorithm>
#include <utility>

#include "ui/number_entry.h"

namespace sans_serveur::ui {
namespace {

void forget_refusal(AppState& state, std::string_view path) {
  std::erase_if(state.refusals, [&](const Refusal& refusal) { return refusal.path == path; });
}

std::string trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(' ');
  if (from == text.npos) return "";
  return std::string(text.substr(from, text.find_last_not_of(' ') + 1 - from));
}

/// Takes the workload if it can be; else the first reason against it.
const Message* accept(AppState& state, const Workload& candidate, Errors& errors,
                      Effects& effects) {
  errors = check(candidate);
  if (!errors.empty()) return &errors.front().message;
  state.workload = candidate;
  state.preset.clear();
  effects.workload_changed = true;
  return nullptr;
}

struct Applying {
  AppState& state;
  const Model& model;
  Effects& effects;

  void operator()(const SetField& edit) const {
    Workload candidate = state.workload;
    edit.field->set(candidate, edit.value);
    Errors errors;
    accept(state, candidate, errors, effects);
    effects.changed = edit.field->path;
    forget_refusal(state, edit.field->path);
  }

  void operator()(const ApplyChanges& edit) const {
    Errors errors;
    accept(state, changed(state.workload, edit.changes), errors, effects);
    for (const Change& change : edit.changes) forget_refusal(state, change.field->path);
  }

  /// An input that is on the other axis changes places with this one.
  void operator()(const SetMapAxis& edit) const {
    const Field*& axis = edit.vertical ? state.map_y : state.map_x;
    const Field*& across = edit.vertical ? state.map_x : state.map_y;
    if (edit.field == across) across = axis;
    axis = edit.field;
  }

  void operator()(const CommitEntry& edit) const {
    const Field& field = *edit.field;
    const std::string_view word = model.catalogue().text("form.automatic", state.language);
    const std::optional<double> value = parse_entry(edit.text, field, state.language, word);
    forget_refusal(state, field.path);
    if (!value) {
      refuse(field.path, edit.text, {"error.not_a_number", {{"value", edit.text}}});
      return;
    }
    Errors errors = check(field, *value);
    if (errors.empty()) {
      Workload candidate = state.workload;
      field.set(candidate, *value);
      if (accept(state, candidate, errors, effects) == nullptr) return;
    }
    refuse(field.path, edit.text, errors.front().message);
  }

  void operator()(const SetName& edit) const {
    forget_refusal(state, "name");
    const std::string name = trimmed(edit.name);
    if (name.size() > max_name_bytes) {
      return refuse("name", edit.name,
                    {"error.json.length",
                     {{"length", static_cast<double>(name.size())},
                      {"max", static_cast<double>(max_name_bytes)}}});
    }
    if (name == state.workload.name) return;
    state.workload.name = name;
    state.preset.clear();
    effects.workload_changed = true;
  }

  void operator()(const SetRegion& edit) const {
    Workload candidate = state.workload;
    candidate.region = edit.region;
    if (!check_region(candidate, model.data()).empty()) return;
    state.workload = candidate;
    state.preset.clear();
    effects.workload_changed = true;
  }

  void operator()(const ChoosePreset& edit) const {
    if (const Preset* preset = model.preset(edit.id)) {
      set_workload(state, preset->workload, preset->id, effects);
    }
  }

  void operator()(const ResetWorkload&) const {
    const std::string id = model.presets().empty() ? "" : model.presets().front().id;
    set_workload(state, state.start, id, effects);
  }

  void operator()(const Undo&) const { go(state.history.undo(present())); }
  void operator()(const Redo&) const { go(state.history.redo(present())); }

  void operator()(const StartComparing&) const {
    state.other = present();
    effects.other_changed = true;
  }
  void operator()(const StopComparing&) const { state.other.reset(); }
  void operator()(const SwapVariants&) const {
    if (!state.other) return;
    const Described chosen = std::exchange(*state.other, present());
    set_workload(state, chosen.workload, chosen.preset, effects);
    effects.other_changed = true;
  }
  void operator()(const Explain& edit) const {
    state.explained = state.explained == edit.path ? "" : edit.path;
  }

  void operator()(const SetLanguage& edit) const { state.language = edit.language; }
  void operator()(const SetTheme& edit) const { state.theme = edit.theme; }
  void operator()(const OpenPanel& edit) const { state.panel = edit.panel; }
  void operator()(const ToggleMore&) const { state.more_open = !state.more_open; }
  void operator()(const ToggleGroup& edit) const {
    if (std::erase(state.open_groups, edit.group) == 0) state.open_groups.push_back(edit.group);
  }
  void operator()(const TogglePresets&) const { state.presets_open = !state.presets_open; }
  void operator()(const ToggleForm&) const { state.form_open = !state.form_open; }
  void operator()(const ToggleList& edit) const {
    state.open_list = state.open_list == edit.id ? "" : edit.id;
  }
  void operator()(const ToggleTable&) const { state.as_table = !state.as_table; }
  void operator()(const ToggleShare&) const { state.sharing.open = !state.sharing.open; }
  void operator()(const CopyLink&) const { effects.copy_link = true; }
  void operator()(const DismissArrival& edit) const {
    state.arrival = {};
    if (edit.reset) (*this)(ResetWorkload{});
  }
  void operator()(const LookAtCurve& edit) const { state.curve_range = edit.range; }
  void operator()(const DismissErrors&) const { state.import_errors.clear(); }
  void operator()(const ExportWorkload&) const { effects.export_workload = true; }
  void operator()(const SaveFile& edit) const { effects.files.push_back(edit); }
  void operator()(const TakePicture& edit) const { effects.picture = edit.chart; }
  void operator()(const ImportFile&) const { effects.pick_file = true; }
  void operator()(const TakeNewVersion&) const { effects.take_new_version = true; }

 private:
  Described present() const { return {state.workload, state.preset}; }

  void go(std::optional<Described> to) const {
    if (!to) return;
    set_workload(state, to->workload, std::move(to->preset), effects);
    effects.from_history = true;
  }

  void refuse(std::string_view path, std::string text, Message message) const {
    state.refusals.push_back({std::string(path), std::move(text), std::move(message)});
  }
};

}  // namespace

const Refusal* refusal(const AppState& state, std::string_view path) {
  const auto found = std::find_if(state.refusals.begin(), state.refusals.end(),
                                  [&](const Refusal& refusal) { return refusal.path == path; });
  return found == state.refusals.end() ? nullptr : &*found;
}

void apply(AppState& state, const Edit& edit, const Model& model, Effects& effects) {
  std::visit(Applying{state, model, effects}, edit);
}

void set_workload(AppState& state, const Workload& workload, std::string preset, Effects& effects) {
  state.workload = workload;
  state.preset = std::move(preset);
  state.refusals.clear();
  state.draft = {};
  state.arrival = {};
  effects.workload_changed = true;
  effects.workload_replaced = true;
}

}  // namespace sans_serveur::ui
