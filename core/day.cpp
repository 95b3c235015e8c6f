#include "core/day.h"

namespace sans_serveur {
namespace {

DayKind kind_of(const Traffic& traffic) {
  switch (traffic.shape) {
    case Shape::office:
      return DayKind::weekday;
    case Shape::bursty:
      return DayKind::burst_period;
    case Shape::trace:
      return DayKind::trace;
    case Shape::flat:
    case Shape::daily:
      break;
  }
  return DayKind::mean_day;
}

}  // namespace

Day performance_by_hour(const Demand& demand, const LambdaPlan& lambda,
                        const FargatePlan& fargate) {
  Day day;
  day.kind = kind_of(demand.workload.traffic);
  const auto rates = demand.profile.rates_along();
  for (std::size_t i = 0; i < rates.size(); ++i) {
    const double rate = rates[i];
    day.moments[i].rate = rate;
    day.moments[i].performance[index(Service::lambda)] = lambda_at(demand, lambda, rate);
    day.moments[i].performance[index(Service::fargate)] = fargate_at(demand, fargate, rate);
    if (rate > rates[day.busiest]) day.busiest = i;
    if (rate > 0 && (rate < rates[day.quietest] || rates[day.quietest] <= 0)) day.quietest = i;
  }
  return day;
}

}  // namespace sans_serveur
