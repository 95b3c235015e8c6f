#include "core/sensitivity.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/break_even.h"

namespace sans_serveur {
namespace {

/// The inputs that flips() looks at: what describes the workload and how it would be run.
constexpr std::array flip_paths{"traffic.requests_per_month",
                                "request.duration_ms",
                                "request.cpu_ms",
                                "request.memory_mb",
                                "request.response_kb",
                                "traffic.peak_to_mean",
                                "fargate.concurrency_per_task",
                                "request.max_duration_s",
                                "fargate.target_utilization",
                                "fargate.min_tasks",
                                "runtime.init_ms",
                                "logs_kb_per_request",
                                "trigger",
                                "traffic.shape",
                                "architecture",
                                "lambda.front_door",
                                "fargate.front_door",
                                "fargate.autoscaling",
                                "network.fixed_costs",
                                "network.nat_gateways",
                                "pricing.savings_plan",
                                "needs.persistent_connections"};

bool is_uncertain(const Field& field) {
  return field.plausible_factor > 1;
}

Choice choice_at(const Workload& workload, const Field& field, double value, const Facts& facts) {
  return decide(with_value(workload, field, value), facts).choice;
}

double between(const Field& field, double a, double b) {
  const double middle = field.logarithmic && a > 0 ? std::sqrt(a * b) : (a + b) / 2;
  return field.kind == FieldKind::integer ? std::floor(middle) : middle;
}

bool close_enough(const Field& field, double a, double b) {
  if (field.kind == FieldKind::integer) return b - a <= 1;
  return b - a <= boundary_tolerance * std::max(std::abs(a), std::abs(b));
}

/// The first value after `from` with another choice than there, given that `to` has one.
double boundary(const Workload& workload, const Field& field, double from, double to, Choice choice,
                const Facts& facts) {
  while (!close_enough(field, from, to)) {
    const double middle = between(field, from, to);
    if (middle <= from || middle >= to) break;
    (choice_at(workload, field, middle, facts) == choice ? from : to) = middle;
  }
  return to;
}

std::vector<Zone> zones_of_values(const Workload& workload, const Field& field,
                                  const Facts& facts) {
  std::vector<Zone> zones;
  for (double value = field.min; value <= field.max; ++value) {
    zones.push_back({value, value, choice_at(workload, field, value, facts)});
  }
  return zones;
}

std::uint64_t mixed(std::uint64_t x) {  // splitmix64: Steele, Lea, Flood, 2014
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

/// Uniform in [−1, 1), from 53 bits.
double symmetric(std::uint64_t bits) {
  return static_cast<double>(bits >> 11) * 0x1p-52 - 1;
}

double distance(const Field& field, double from, double to) {
  if (field.kind == FieldKind::toggle || field.kind == FieldKind::choice) return 1;
  if (field.logarithmic && from > 0 && to > 0) return std::exp(std::abs(std::log(to / from)));
  return 1 + std::abs(to - from) / (field.usual_max - field.usual_min);
}

}  // namespace

Workload with_value(const Workload& workload, const Field& field, double value) {
  Workload changed = workload;
  field.set(changed, value);
  Request& request = changed.request;
  request.cpu_ms = std::min(request.cpu_ms, request.duration_ms);
  return changed;
}

std::vector<const Field*> uncertain_fields(const Workload& workload) {
  std::vector<const Field*> uncertain;
  for (const Field& field : fields()) {
    if (is_uncertain(field) && !is_automatic(field.get(workload))) uncertain.push_back(&field);
  }
  return uncertain;
}

std::vector<Zone> zones_along(const Workload& workload, const Field& field, const Facts& facts) {
  if (field.kind == FieldKind::toggle || field.kind == FieldKind::choice) {
    return zones_of_values(workload, field, facts);
  }
  std::vector<Zone> zones;
  double last = value_at(field, 0);
  zones.push_back({last, last, choice_at(workload, field, last, facts)});
  for (int i = 1; i <= zone_samples; ++i) {
    const double value = value_at(field, static_cast<double>(i) / zone_samples);
    if (value <= last) continue;
    const Choice choice = choice_at(workload, field, value, facts);
    if (choice != zones.back().choice) {
      const double edge = boundary(workload, field, last, value, zones.back().choice, facts);
      zones.back().to = edge;
      zones.push_back({edge, value, choice});
    }
    zones.back().to = last = value;
  }
  return zones;
}

Flip nearest_flip(const Workload& workload, const Field& field, std::span<const Zone> zones) {
  const double value = field.get(workload);
  Flip best{
      .field = &field, .value = automatic, .choice = Choice::either, .distance = infinite_distance};
  if (is_automatic(value) || zones.empty()) return best;
  const bool named = field.kind == FieldKind::toggle || field.kind == FieldKind::choice;
  const auto here = std::find_if(zones.begin(), zones.end(), [&](const Zone& zone) {
    return named ? zone.from == value : value <= zone.to;
  });
  const Choice today = here == zones.end() ? zones.back().choice : here->choice;
  for (const Zone& zone : zones) {
    if (zone.choice == today) continue;
    const double edge = zone.from > value ? zone.from : zone.to;
    const double away = distance(field, value, edge);
    if (away < best.distance) best = {&field, edge, zone.choice, away};
  }
  return best;
}

std::vector<Flip> flips(const Workload& workload, const Facts& facts) {
  std::vector<Flip> all;
  for (const char* path : flip_paths) {
    const Field& field = *find_field(path);
    all.push_back(nearest_flip(workload, field, zones_along(workload, field, facts)));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Flip& a, const Flip& b) { return a.distance < b.distance; });
  return all;
}

Workload plausible_workload(const Workload& workload, std::uint64_t seed, std::uint64_t i) {
  Workload drawn = workload;
  std::uint64_t state = mixed(seed ^ mixed(i));
  for (const Field& field : fields()) {
    if (!is_uncertain(field)) continue;
    state = mixed(state);
    const double value = field.get(workload);
    if (is_automatic(value)) continue;
    double other = value * std::exp(symmetric(state) * std::log(field.plausible_factor));
    if (field.kind == FieldKind::integer) other = std::round(other);
    field.set(drawn, std::clamp(other, field.min, field.max));
  }
  drawn.request.cpu_ms = std::min(drawn.request.cpu_ms, drawn.request.duration_ms);
  return drawn;
}

void extend(Robustness& robustness, const Workload& workload, const Facts& facts, Choice choice,
            int count) {
  for (int i = 0; i < count; ++i, ++robustness.samples) {
    const auto number = static_cast<std::uint64_t>(robustness.samples);
    const Workload drawn = plausible_workload(workload, robustness.seed, number);
    if (decide(drawn, facts).choice == choice) ++robustness.holding;
  }
}

double FirstCrossings::quantile(double share) const {
  const double rank = std::ceil(share * samples());
  return requests_per_month.at(static_cast<std::size_t>(std::max(rank, 1.0)) - 1);
}

double FirstCrossings::none_share() const {
  const auto none = std::count(requests_per_month.begin(), requests_per_month.end(),
                               std::numeric_limits<double>::infinity());
  return static_cast<double>(none) / samples();
}

void extend(FirstCrossings& crossings, const Workload& workload, const Facts& facts, int count) {
  std::vector<double>& all = crossings.requests_per_month;
  for (int i = 0; i < count; ++i) {
    const Workload drawn = plausible_workload(workload, crossings.seed, all.size());
    const double first = first_crossing(drawn, facts);
    all.insert(std::upper_bound(all.begin(), all.end(), first), first);
  }
}

double TornadoBar::span_usd() const {
  return std::abs(usd_at_high - usd_at_low);
}

std::vector<TornadoBar> tornado_bars(const Workload& workload, const Facts& facts) {
  const auto difference = [&](const Field& field, double value) {
    const Decision decision = decide(with_value(workload, field, value), facts);
    return decision.usd(Service::lambda) - decision.usd(Service::fargate);
  };
  std::vector<TornadoBar> bars;
  for (const Field* field : uncertain_fields(workload)) {
    const double value = field->get(workload), factor = field->plausible_factor;
    const bool whole = field->kind == FieldKind::integer;
    TornadoBar bar;
    bar.field = field;
    bar.low = std::max(field->min, whole ? std::round(value / factor) : value / factor);
    bar.high = std::min(field->max, whole ? std::round(value * factor) : value * factor);
    bar.usd_at_low = difference(*field, bar.low);
    bar.usd_at_high = difference(*field, bar.high);
    bar.flip = {field, automatic, Choice::either, infinite_distance};
    bars.push_back(bar);
  }
  return bars;
}

void sort_by_span(std::span<TornadoBar> bars) {
  std::stable_sort(bars.begin(), bars.end(), [](const TornadoBar& a, const TornadoBar& b) {
    return a.span_usd() > b.span_usd();
  });
}

std::vector<TornadoBar> tornado(const Workload& workload, const Facts& facts) {
  std::vector<TornadoBar> bars = tornado_bars(workload, facts);
  for (TornadoBar& bar : bars) {
    bar.flip = nearest_flip(workload, *bar.field, zones_along(workload, *bar.field, facts));
  }
  sort_by_span(bars);
  return bars;
}

int map_level(double log2_ratio) {
  const double times = std::exp2(std::abs(log2_ratio));
  const int level = times > clear_ratio ? 2 : times > even_ratio ? 1 : 0;
  return log2_ratio < 0 ? -level : level;
}

void flip_map(const Workload& workload, const Facts& facts, const MapAxis& x, const MapAxis& y,
              std::span<float> cells) {
  Workload changed = workload;
  for (int row = 0; row < y.count; ++row) {
    y.field->set(changed, y.value(row));
    for (int column = 0; column < x.count; ++column) {
      x.field->set(changed, x.value(column));
      const double cpu_ms = changed.request.cpu_ms;
      changed.request.cpu_ms = std::min(cpu_ms, changed.request.duration_ms);
      const Demand demand(changed, facts);
      const double lambda = bill(plan_lambda(demand).usage, facts.prices).total_usd;
      const double fargate = bill(plan_fargate(demand).usage, facts.prices).total_usd;
      changed.request.cpu_ms = cpu_ms;
      cells[static_cast<std::size_t>(row * x.count + column)] =
          static_cast<float>(std::log2(lambda / fargate));
    }
  }
}

double MapAxis::value(int i) const {
  const double position = count > 1 ? static_cast<double>(i) / (count - 1) : 0;
  const double at = field->logarithmic && from > 0 ? from * std::pow(to / from, position)
                                                   : from + (to - from) * position;
  return field->kind == FieldKind::integer ? std::round(at) : at;
}

}  // namespace sans_serveur
