// Surroundings: what both services need around them — front door, network, logs, transfer, queue.
//
// The same rules serve both sides, so that no cost can be counted on one of them only.
#pragma once

#include "core/bill.h"
#include "core/service.h"
#include "core/workload.h"

namespace sans_serveur {

/// SQS calls per message: send, receive, delete. The first two carry the message and count by its
/// size (facts/prices.json, "surrounding.sqs"); the last is one request.
inline constexpr double queue_calls_per_message = 3, queue_calls_with_payload = 2;
/// Public addresses of a load balancer: one per zone; an ALB needs two zones.
inline constexpr double load_balancer_addresses = 2;

/// True if the workload answers callers over a connection: it needs a front door, and its responses
/// leave the region.
bool listens(Trigger trigger);

/// True if one event can start one run: object, queue, schedule. A stream or a worker goes on for
/// ever.
bool starts_by_event(Trigger trigger);

/// True if Lambda is invoked asynchronously: payloads are billed by chunks and limited to 1 MB.
bool asynchronous(Trigger trigger);

/// Adds to `usage` what surrounds one side: front door, load balancer, NAT gateways, public
/// addresses, logs, transfer out and queue requests. `address_hours`: public IPv4 of its tasks.
void add_surroundings(Usage& usage, const Workload& workload, Service side, double address_hours);

/// Requests that reach the service in a month, retries included.
double attempts_per_month(const Workload& workload);

}  // namespace sans_serveur
