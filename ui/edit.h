// Edits: everything that drawing a frame can ask to change. Draw functions append them; apply() in
// app_state.h carries them out after the frame.
#pragma once

#include <string>
#include <variant>

#include "core/message.h"
#include "core/workload.h"
#include "ui/app.h"

namespace sans_serveur::ui {

struct SetField {
  const Field* field;
  double value;
};
/// An entry committed: accepted, or refused with the reason.
struct CommitEntry {
  const Field* field;
  std::string text;
};
struct SetRegion {
  std::string region;
};
struct ChoosePreset {
  std::string id;
};
struct ResetWorkload {};
struct SetLanguage {
  Language language;
};
struct SetTheme {
  ThemeChoice theme;
};
struct OpenPanel {
  Panel panel;
};
/// The folded fields of the form.
struct ToggleMore {};
/// The presets beyond the first ones.
struct TogglePresets {};
/// On narrow screens: the form instead of its summary.
struct ToggleForm {};
/// Opens the list of a select, or closes it if it is open; "" closes any.
struct ToggleList {
  std::string id;
};
/// Costs as a table instead of bars.
struct ToggleCostTable {};
struct DismissErrors {};
struct ExportWorkload {};
/// Both bills as a table for a spreadsheet.
struct ExportCosts {};
struct ImportFile {};

using Edit =
    std::variant<SetField, CommitEntry, SetRegion, ChoosePreset, ResetWorkload, SetLanguage,
                 SetTheme, OpenPanel, ToggleMore, TogglePresets, ToggleForm, ToggleList,
                 ToggleCostTable, DismissErrors, ExportWorkload, ExportCosts, ImportFile>;

}  // namespace sans_serveur::ui
