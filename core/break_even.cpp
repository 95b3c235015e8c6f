#include "core/break_even.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sans_serveur {
namespace {

/// The workload at any number of requests.
class Costs {
 public:
  Costs(const Workload& workload, const Facts& facts) : workload_(workload), facts_(facts) {}

  CostPoint at(double requests_per_month) {
    ++evaluations_;
    workload_.traffic.requests_per_month = requests_per_month;
    const Demand demand(workload_, facts_);
    const FargatePlan fargate = plan_fargate(demand);
    return {.requests_per_month = requests_per_month,
            .lambda_usd = bill(plan_lambda(demand).usage, facts_.prices).total_usd,
            .fargate_usd = bill(fargate.usage, facts_.prices).total_usd,
            .tasks = fargate.peak_tasks};
  }
  bool exhausted() const { return evaluations_ > max_break_even_evaluations; }

 private:
  Workload workload_;
  const Facts& facts_;
  int evaluations_ = 0;
};

bool fargate_is_cheaper(const CostPoint& point) {
  return point.fargate_usd < point.lambda_usd;
}

/// Both curves never fall: on [a, b] the one that is higher at its lowest stays above the other.
bool cannot_cross(const CostPoint& a, const CostPoint& b) {
  return a.lambda_usd > b.fargate_usd || a.fargate_usd > b.lambda_usd;
}

double between(const CostPoint& a, const CostPoint& b) {
  const double geometric = std::floor(std::sqrt(a.requests_per_month * b.requests_per_month));
  return std::clamp(geometric, a.requests_per_month + 1, b.requests_per_month - 1);
}

void search(Costs& costs, const CostPoint& a, const CostPoint& b, BreakEvens& found) {
  if (cannot_cross(a, b)) return;
  if (b.requests_per_month - a.requests_per_month <= 1) {
    if (fargate_is_cheaper(a) == fargate_is_cheaper(b)) return;
    found.crossings.push_back(
        {b.requests_per_month, fargate_is_cheaper(b) ? Service::fargate : Service::lambda});
    return;
  }
  if (costs.exhausted()) {
    found.complete = false;
    return;
  }
  const CostPoint middle = costs.at(between(a, b));
  search(costs, a, middle, found);
  search(costs, middle, b, found);
}

/// The first crossing in ]a, b], or infinity. A range that is narrower than the tolerance, with the
/// same side cheaper at both ends, is not looked into.
double first_in(Costs& costs, const CostPoint& a, const CostPoint& b) {
  constexpr double none = std::numeric_limits<double>::infinity();
  if (cannot_cross(a, b)) return none;
  const bool crossed = fargate_is_cheaper(a) != fargate_is_cheaper(b);
  const double width = b.requests_per_month - a.requests_per_month;
  if (width <= 1) return crossed ? b.requests_per_month : none;
  if (!crossed && width <= crossing_tolerance * a.requests_per_month) return none;
  const CostPoint middle = costs.at(between(a, b));
  const double first = first_in(costs, a, middle);
  return first < none ? first : first_in(costs, middle, b);
}

}  // namespace

CostPoint costs_at(const Workload& workload, double requests_per_month, const Facts& facts) {
  return Costs(workload, facts).at(requests_per_month);
}

BreakEvens break_evens(const Workload& workload, const Facts& facts, double up_to) {
  Costs costs(workload, facts);
  BreakEvens found{.crossings = {}, .up_to = std::floor(up_to), .complete = true};
  search(costs, costs.at(1), costs.at(found.up_to), found);
  return found;
}

double first_crossing(const Workload& workload, const Facts& facts) {
  Costs costs(workload, facts);
  return first_in(costs, costs.at(1), costs.at(max_requests_per_month));
}

std::vector<CostPoint> cost_curve(const Workload& workload, const Facts& facts, double from,
                                  double to, int count) {
  Costs costs(workload, facts);
  std::vector<CostPoint> curve;
  curve.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    const double position = count > 1 ? static_cast<double>(i) / (count - 1) : 0;
    curve.push_back(costs.at(from * std::pow(to / from, position)));
  }
  return curve;
}

}  // namespace sans_serveur
