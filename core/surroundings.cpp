#include "core/surroundings.h"

#include <algorithm>

#include "core/traffic.h"

namespace sans_serveur {
namespace {

constexpr double kb_per_gb = 1024 * 1024;

void add_load_balancer(Usage& usage, const Workload& workload, Service side) {
  const Request& request = workload.request;
  const double attempts = attempts_per_month(workload);
  const double rate = attempts / seconds_per_month;
  const bool charged = workload.network.fixed_costs == FixedCosts::charged;
  AlbUsage& alb = usage.alb;
  alb.hours = hours_per_month;
  alb.existing = !charged;
  // Every request on a connection of its own: the dearest case, and the usual one behind a browser.
  alb.new_connections_per_s = rate;
  alb.active_connections = rate * request.duration_ms / 1000;
  alb.gb = attempts * (request.request_kb + request.response_kb) / kb_per_gb;
  alb.lambda_target = side == Service::lambda;
  alb.lcu = std::max(workload.fargate.min_lcu, load_balancer_capacity_units(alb));
  if (charged && workload.network.public_ipv4) {
    usage.ipv4_address_hours += load_balancer_addresses * hours_per_month;
  }
}

void add_front_door(Usage& usage, const Workload& workload, Service side) {
  if (!listens(workload.trigger)) return;
  const double attempts = attempts_per_month(workload);
  const Request& request = workload.request;
  FrontDoor door = workload.lambda.front_door;
  if (side == Service::fargate) {
    door = workload.fargate.front_door;
    // There is no function URL in front of a task: the warning says that an ALB is counted.
    if (door == FrontDoor::function_url) door = FrontDoor::alb;
  }
  switch (door) {
    case FrontDoor::none:
    case FrontDoor::function_url:
      break;
    case FrontDoor::http_api:
      usage.http_api_requests =
          attempts * http_api_increments(std::max(request.request_kb, request.response_kb));
      break;
    case FrontDoor::rest_api:
      usage.rest_api_requests = attempts;
      break;
    case FrontDoor::alb:
      add_load_balancer(usage, workload, side);
      break;
  }
}

void add_nat(Usage& usage, const Workload& workload, Service side) {
  const Network& network = workload.network;
  const double own =
      side == Service::lambda ? network.lambda_nat_gateways : network.fargate_nat_gateways;
  const double gateways = is_automatic(own) ? network.nat_gateways : own;
  if (gateways <= 0) return;
  const bool charged = network.fixed_costs == FixedCosts::charged;
  usage.nat.gateways = charged ? gateways : 0;
  usage.nat.hours = hours_per_month;
  usage.nat.gb = attempts_per_month(workload) * network.nat_kb_per_request / kb_per_gb;
  if (charged && network.public_ipv4) usage.ipv4_address_hours += gateways * hours_per_month;
}

}  // namespace

bool listens(Trigger trigger) {
  return trigger == Trigger::http || trigger == Trigger::websocket || trigger == Trigger::tcp ||
         trigger == Trigger::udp;
}

bool starts_by_event(Trigger trigger) {
  return trigger == Trigger::object || trigger == Trigger::queue || trigger == Trigger::schedule;
}

bool asynchronous(Trigger trigger) {
  return trigger == Trigger::object || trigger == Trigger::schedule;
}

double attempts_per_month(const Workload& workload) {
  return workload.traffic.requests_per_month * workload.retry_factor;
}

void add_surroundings(Usage& usage, const Workload& workload, Service side, double address_hours) {
  usage.free_tier = workload.pricing.free_tier;
  if (workload.network.public_ipv4) usage.ipv4_address_hours += address_hours;
  add_front_door(usage, workload, side);
  add_nat(usage, workload, side);

  const double attempts = attempts_per_month(workload);
  usage.logs.gb = attempts * workload.logs_kb_per_request / kb_per_gb;
  usage.logs.from_lambda = side == Service::lambda;
  if (listens(workload.trigger) && workload.network.egress) {
    usage.egress_gb = attempts * workload.request.response_kb / kb_per_gb;
    usage.free_egress_gb = workload.network.free_egress_gb;
  }
  if (workload.trigger == Trigger::queue) {
    usage.queue_requests =
        attempts * (queue_calls_with_payload * queue_chunks(workload.request.request_kb) +
                    queue_calls_per_message - queue_calls_with_payload);
  }
}

}  // namespace sans_serveur
