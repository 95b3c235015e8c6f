#include "ui/model.h"

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
  data_ = {std::move(prices.value), std::move(limits.value), std::move(start_times.value)};
  catalogue_ = std::move(catalogue.value);
  presets_ = std::move(presets.value);
  comparison_ = std::move(comparison.value);
  return {};
}

Errors Model::load_prices(std::string_view json) {
  auto prices = parse_prices(json);
  if (prices) data_.prices = std::move(prices.value);
  return std::move(prices.errors);
}

void Model::evaluate(const Workload& workload) {
  evaluation_ = sans_serveur::evaluate(workload, data_, Depth::at_once);
  curve_ = cost_curve_around(evaluation_, facts());
  ++generation_;
  for (auto& [field, along] : along_) along.flip = nearest_flip(workload, *field, along.zones);
  // A first estimate, so that no frame shows none.
  extend(evaluation_.robustness, workload, facts(), evaluation_.decision.choice, draws_per_slice);
}

void Model::compare(const Workload& workload) {
  other_ = sans_serveur::evaluate(workload, data_, Depth::at_once);
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

bool Model::work(std::span<const Field* const> wanted, bool dragging) {
  const Budget budget;
  bool worked = false;
  do {
    if (!dragging && work_on_zones(wanted)) {
      worked = true;
    } else if (!robustness_known()) {
      extend(evaluation_.robustness, evaluation_.workload, facts(), evaluation_.decision.choice,
             draws_per_slice);
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
