// Undo and redo: the workloads that came before, one for each thing the reader did.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/workload.h"

namespace sans_serveur::ui {

/// A workload, and the preset that it still is ("" once it was changed).
struct Described {
  Workload workload;
  std::string preset;
};

class History {
 public:
  /// Keeps what the workload was before a change. Changes of one field that follow each other, in
  /// one drag or within a second (arrow keys), are one step. `what`: the field's path, "" for
  /// anything else; `held`: the pointer is down.
  void record(Described before, std::string_view what, double time_s, bool held);

  bool can_undo() const { return !past_.empty(); }
  bool can_redo() const { return !future_.empty(); }
  /// What to put in the place of `present`, which is kept for the way back; nothing if there is
  /// nothing to go to.
  std::optional<Described> undo(Described present);
  std::optional<Described> redo(Described present);

 private:
  std::vector<Described> past_, future_;
  std::string last_what_;
  double last_time_s_ = 0;
  bool last_held_ = false;
};

}  // namespace sans_serveur::ui
