#include "core/evaluation.h"

namespace sans_serveur {
namespace {

constexpr int curve_decades = 7;
static_assert(curve_to == curve_from * 1e7);
constexpr int curve_points = curve_decades * curve_points_per_decade + 1;

RegionPrices prices_in_force(const Workload& workload, const Prices& prices) {
  const RegionPrices* published = prices.find(workload.region);
  return effective_prices(workload, published ? *published : RegionPrices{});
}

}  // namespace

Evaluation evaluate(const Workload& workload, const Data& data, Depth depth) {
  Evaluation evaluation;
  evaluation.workload = workload;
  evaluation.prices = prices_in_force(workload, data.prices);
  evaluation.prices_set = data.prices.set;
  evaluation.prices_as_of = data.prices.as_of;
  const Facts facts = facts_of(evaluation, data);
  evaluation.decision = decide(workload, facts);
  evaluation.explanation = explain(workload, evaluation.decision, facts, data.prices);
  evaluation.break_even = break_evens(workload, facts);
  if (depth == Depth::full) {
    evaluation.curve = cost_curve(workload, facts, curve_from, curve_to, curve_points);
    extend(evaluation.robustness, workload, facts, evaluation.decision.choice, robustness_samples);
    evaluation.flips = flips(workload, facts);
  }
  return evaluation;
}

Facts facts_of(const Evaluation& evaluation, const Data& data) {
  return {.prices = evaluation.prices, .limits = data.limits, .start_times = data.start_times};
}

Errors check_region(const Workload& workload, const Data& data) {
  if (data.prices.find(workload.region)) return {};
  return {unknown_region("region", workload.region, data.prices)};
}

RegionPrices effective_prices(const Workload& workload, const RegionPrices& published) {
  RegionPrices prices = published;
  for (const UserPrice& own : workload.prices) set_user_price(prices, own.id, own.usd);
  return prices;
}

}  // namespace sans_serveur
