#include "ui/model.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace sans_serveur::ui {
namespace {

constexpr int draws_per_slice = 50;

/// A part of a frame, so that drawing never waits.
class Budget {
 public:
  bool spent() const { return std::chrono::steady_clock::now() - start_ > limit; }

 private:
  static constexpr std::chrono::milliseconds limit{5};
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

template <class T>
void append(Errors& errors, Parsed<T>& parsed) {
  std::move(parsed.errors.begin(), parsed.errors.end(), std::back_inserter(errors));
}

/// Puts rows in the order in which the same ones stood before; new ones come last.
template <class Row, class Key>
void keep_order(std::vector<Row>& rows, const std::vector<Row>& before, Key key) {
  const auto place = [&](const Row& row) {
    return std::find_if(before.begin(), before.end(),
                        [&](const Row& other) { return key(other) == key(row); });
  };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const Row& a, const Row& b) { return place(a) < place(b); });
}

}  // namespace

Errors Model::load(const Files& files) {
  auto prices = parse_prices(files.prices);
  auto limits = parse_limits(files.limits);
  auto start_times = parse_start_times(files.start_times);
  auto catalogue = parse_catalogue(files.french, files.english);
  auto presets = parse_presets(files.presets);
  auto comparison = parse_comparison(files.comparison);
  Errors errors;
  append(errors, prices);
  append(errors, limits);
  append(errors, start_times);
  append(errors, catalogue);
  append(errors, presets);
  append(errors, comparison);
  if (!errors.empty()) return errors;
  map_.forget();
  data_ = {std::move(prices.value), std::move(limits.value), std::move(start_times.value)};
  catalogue_ = std::move(catalogue.value);
  presets_ = std::move(presets.value);
  comparison_ = std::move(comparison.value);
  return {};
}

Errors Model::load_prices(std::string_view json) {
  auto prices = parse_prices(json);
  if (prices) {
    data_.prices = std::move(prices.value);
    map_.forget();
  }
  return std::move(prices.errors);
}

void Model::evaluate(const Workload& workload) {
  evaluation_ = sans_serveur::evaluate(workload, data_, Depth::at_once);
  curve_ = cost_curve_around(evaluation_, facts());
  if (!range_.empty()) part_ = cost_curve_on(range_, evaluation_, facts());
  const Facts known = facts();
  day_ = performance_by_hour(Demand(evaluation_.workload, known), evaluation_.decision.lambda,
                             evaluation_.decision.fargate);
  ++generation_;
  for (auto& [field, along] : along_) along.flip = nearest_flip(workload, *field, along.zones);
  // A first estimate, so that no frame shows none.
  extend(evaluation_.robustness, workload, facts(), evaluation_.decision.choice, draws_per_slice);
}

void Model::compare(const Workload& workload) {
  other_ = sans_serveur::evaluate(workload, data_, Depth::at_once);
}

void Model::look_at(const CurveRange& range) {
  if (range == range_) return;
  range_ = range;
  if (!range_.empty()) part_ = cost_curve_on(range_, evaluation_, facts());
}

/// The zones of one field that is not known yet; false if there is none.
bool Model::work_on_zones(std::span<const Field* const> wanted) {
  for (const Field* field : wanted) {
    Along& along = along_[field];
    if (along.generation == generation_) continue;
    along.zones = zones_along(evaluation_.workload, *field, facts());
    along.flip = nearest_flip(evaluation_.workload, *field, along.zones);
    along.generation = generation_;
    return true;
  }
  return false;
}

/// Bars, alternatives and vetoes: some fifty decisions.
bool Model::work_on_changes(bool dragging) {
  if (changes_generation_ == generation_ && (dragging || !changes_unsorted_)) return false;
  const Workload& workload = evaluation_.workload;
  const Decision& today = evaluation_.decision;
  Changes changes;
  changes.usd_difference = today.usd(Service::lambda) - today.usd(Service::fargate);
  changes.bars = tornado_bars(workload, facts());
  sort_by_span(changes.bars);
  changes.alternatives = alternatives(workload, today, facts());
  changes.vetoes = vetoes(workload, today, data_.limits);
  if (dragging) {
    keep_order(changes.bars, changes_.bars, [](const TornadoBar& bar) { return bar.field; });
    keep_order(changes.alternatives, changes_.alternatives,
               [](const Alternative& alternative) { return alternative.id; });
  }
  changes_ = std::move(changes);
  changes_generation_ = generation_;
  changes_unsorted_ = dragging;
  return true;
}

bool Model::work_on_map(const std::optional<MapView>& view, bool fine) {
  if (!view) return false;
  map_.want(*view, evaluation_.workload);
  return map_.work(facts(), fine);
}

/// Cost and latency of every size; false if they are known, or have to wait.
bool Model::work_on_sizes(bool dragging) {
  if (dragging || sizes_generation_ == generation_) return false;
  sizes_ = sizes_of_both(evaluation_.workload, facts());
  sizes_generation_ = generation_;
  return true;
}

/// How far the verdict holds, a few draws further; false if it is known.
bool Model::work_on_robustness() {
  if (robustness_known()) return false;
  extend(evaluation_.robustness, evaluation_.workload, facts(), evaluation_.decision.choice,
         draws_per_slice);
  return true;
}

/// Where the first crossing falls, a few draws further; false if it is known.
bool Model::work_on_first_crossings() {
  if (crossings_generation_ != generation_) growing_crossings_ = {};
  crossings_generation_ = generation_;
  if (growing_crossings_.samples() >= first_crossing_samples) return false;
  constexpr int draws = 5;
  extend(growing_crossings_, evaluation_.workload, facts(), draws);
  if (growing_crossings_.samples() >= first_crossing_samples) first_crossings_ = growing_crossings_;
  return true;
}

bool Model::work(const Wanted& wanted, bool dragging) {
  const Budget budget;
  bool worked = false;
  do {
    if ((wanted.sizes && work_on_sizes(dragging)) ||
        (wanted.changes && work_on_changes(dragging)) || work_on_map(wanted.map, false) ||
        (!dragging && work_on_zones(wanted.fields)) ||
        (!dragging && work_on_map(wanted.map, true)) || work_on_robustness() ||
        (!dragging && wanted.first_crossings && work_on_first_crossings())) {
      worked = true;
    } else {
      return worked;
    }
  } while (!budget.spent());
  return true;
}

std::span<const Zone> Model::zones(const Field& field) const {
  const auto found = along_.find(&field);
  return found == along_.end() ? std::span<const Zone>() : found->second.zones;
}

const Flip* Model::flip(const Field& field) const {
  const auto found = along_.find(&field);
  return found == along_.end() || found->second.generation == 0 ? nullptr : &found->second.flip;
}

}  // namespace sans_serveur::ui
