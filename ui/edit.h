// Edits: everything that drawing a frame can ask to change. Draw functions append them; apply() in
// app_state.h carries them out after the frame.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/alternatives.h"
#include "core/message.h"
#include "core/workload.h"
#include "ui/app.h"
#include "ui/cost_curve.h"

namespace sans_serveur::ui {

struct SetField {
  const Field* field;
  double value;
};
/// Several fields at once; what they contradict follows them.
struct ApplyChanges {
  std::vector<Change> changes;
};
/// An entry committed: accepted, or refused with the reason.
struct CommitEntry {
  const Field* field;
  std::string text;
};
/// A name committed; "" for none.
struct SetName {
  std::string name;
};
struct SetRegion {
  std::string region;
};
struct ChoosePreset {
  std::string id;
};
struct ResetWorkload {};
struct Undo {};
struct Redo {};
/// Keeps the workload as it is beside the one that is edited further; or ends that.
struct StartComparing {};
struct StopComparing {};
/// Edits the other one.
struct SwapVariants {};
/// What a field means and where its number is found, beside its name; "" closes it.
struct Explain {
  std::string path;
};
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
/// A group of them.
struct ToggleGroup {
  std::string group;
};
/// The presets beyond the first ones.
struct TogglePresets {};
/// On narrow screens: the form instead of its summary.
struct ToggleForm {};
/// Opens the list of a select, or closes it if it is open; "" closes any.
struct ToggleList {
  std::string id;
};
/// Charts as tables, or back.
struct ToggleTable {};
/// The input along an axis of the flip map.
struct SetMapAxis {
  bool vertical;
  const Field* field;
};
/// A part of the cost curves; an empty range for all of them.
struct LookAtCurve {
  CurveRange range;
};
struct DismissErrors {};
/// Opens the share sheet, or closes it.
struct ToggleShare {};
struct CopyLink {};
/// What was told of the link that was opened has been read; `reset`: and the start is wanted.
struct DismissArrival {
  bool reset = false;
};
struct ExportWorkload {};
/// A file for the reader to keep.
struct SaveFile {
  std::string name, type, bytes;
};
/// The picture of the chart whose image node has this id.
struct TakePicture {
  std::string chart;
};
struct ImportFile {};
/// The page's new version, in place of this one.
struct TakeNewVersion {};

using Edit = std::variant<SetField, ApplyChanges, SetMapAxis, CommitEntry, SetName, SetRegion,
                          ChoosePreset, ResetWorkload, Undo, Redo, StartComparing, StopComparing,
                          SwapVariants, Explain, SetLanguage, SetTheme, OpenPanel, ToggleMore,
                          ToggleGroup, TogglePresets, ToggleForm, ToggleList, ToggleTable,
                          LookAtCurve, DismissErrors, ToggleShare, CopyLink, DismissArrival,
                          ExportWorkload, SaveFile, TakePicture, ImportFile, TakeNewVersion>;

}  // namespace sans_serveur::ui
