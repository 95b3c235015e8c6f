// The model: the data files, and what they say about the present workload.
//
// Evaluating happens here and nowhere else: at once when the workload changes, and in slices
// afterwards for what takes longer (how far the verdict holds, the zones along each input).
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/alternatives.h"
#include "core/catalogue.h"
#include "core/comparison.h"
#include "core/day.h"
#include "core/evaluation.h"
#include "core/presets.h"
#include "core/sizes.h"
#include "core/vetoes.h"
#include "ui/app.h"
#include "ui/cost_curve.h"
#include "ui/map_grid.h"

namespace sans_serveur::ui {

/// What the last frame showed, or would have if it were known.
struct Wanted {
  std::vector<const Field*> fields;  ///< their zones
  bool sizes = false;
  bool changes = false;
  bool first_crossings = false;
  std::optional<MapView> map;
};

/// What would change the verdict. The flips of the bars are those of Model::flip().
struct Changes {
  double usd_difference = 0;     ///< today, Lambda − Fargate
  std::vector<TornadoBar> bars;  ///< longest first
  std::vector<Alternative> alternatives;
  std::vector<Veto> vetoes;
};

class Model {
 public:
  /// Reads the files; on errors nothing changes.
  Errors load(const Files& files);
  /// Replaces the prices; on errors nothing changes.
  Errors load_prices(std::string_view json);

  void evaluate(const Workload& workload);
  /// Evaluates the variant kept for comparison.
  void compare(const Workload& workload);
  /// Works for a few milliseconds on what is not known yet. True if it did: there is more to show.
  /// While something is dragged, the workload changes with every frame: zones and the fine flip map
  /// wait, and rows keep their order. What was known of another workload stays until it is
  /// replaced, so that nothing flickers.
  bool work(const Wanted& wanted, bool dragging);

  const Data& data() const { return data_; }
  const Catalogue& catalogue() const { return catalogue_; }
  const Presets& presets() const { return presets_; }
  const Preset* preset(std::string_view id) const { return find_preset(presets_, id); }
  const Comparison& comparison() const { return comparison_; }
  const Evaluation& evaluation() const { return evaluation_; }
  const Evaluation& other_evaluation() const { return other_; }
  /// How far the verdict holds is known.
  bool robustness_known() const { return evaluation_.robustness.samples >= robustness_samples; }
  const CostCurve& curve() const { return curve_; }
  /// Shows a part of the curves; an empty range for all of them.
  void look_at(const CurveRange& range);
  /// The part that is shown, or all.
  const CostCurve& shown_curve() const { return range_.empty() ? curve_ : part_; }
  /// Where the first crossing falls for plausible inputs; without draws until it is first wanted.
  const FirstCrossings& first_crossings() const { return first_crossings_; }
  const Day& day() const { return day_; }
  /// Cost and latency of every size; empty until they are first wanted.
  std::span<const SizePoint> sizes() const { return sizes_; }
  /// The verdict along an input; empty while it is not known.
  std::span<const Zone> zones(const Field& field) const;
  /// The nearest flip of an input, or nullptr while it is not known.
  const Flip* flip(const Field& field) const;
  /// Empty until they are first wanted.
  const Changes& changes() const { return changes_; }
  /// The flip map, of the view that its cells are of; empty until it is first wanted.
  const MapCells& map() const { return map_.shown(); }
  Facts facts() const { return facts_of(evaluation_, data_); }

 private:
  struct Along {
    std::vector<Zone> zones;
    Flip flip;
    int generation = 0;  ///< of the workload that the zones are of
  };

  bool work_on_sizes(bool dragging);
  bool work_on_robustness();
  bool work_on_first_crossings();
  bool work_on_zones(std::span<const Field* const> wanted);
  bool work_on_changes(bool dragging);
  bool work_on_map(const std::optional<MapView>& view, bool fine);

  Data data_;
  Catalogue catalogue_;
  Presets presets_;
  Comparison comparison_;
  Evaluation evaluation_;
  Evaluation other_;  ///< of the variant kept for comparison
  CostCurve curve_, part_;
  CurveRange range_;
  FirstCrossings first_crossings_, growing_crossings_;  ///< whole, and of the present workload
  int crossings_generation_ = 0;                        ///< of the workload that they grow for
  Day day_;
  std::vector<SizePoint> sizes_;
  int sizes_generation_ = 0;  ///< of the workload that they are of
  std::map<const Field*, Along> along_;
  Changes changes_;
  int changes_generation_ = 0;     ///< of the workload that the changes are of
  bool changes_unsorted_ = false;  ///< their rows kept their order during a drag
  MapGrid map_;
  int generation_ = 0;  ///< counts workloads
};

}  // namespace sans_serveur::ui
