// Usage and bill: quantities in, line items out (sans-serveur/usage/1 → sans-serveur/bill/1).
//
// bill() is a pure function and knows nothing of workloads: give it quantities, get the bill.
// Money is in USD without tax, computed in double from GB-seconds, never from rounded prices.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/message.h"
#include "core/prices.h"

namespace sans_serveur {

struct ProvisionedUsage {
  double concurrency = 0;
  double hours = 0;  ///< on; each switching-on is rounded up to 5 minutes by the caller of bill()
  double requests = 0;     ///< served by provisioned environments
  double duration_ms = 0;  ///< of those
};

struct LambdaUsage {
  Architecture architecture = Architecture::x86_64;
  double requests = 0;     ///< billed, but those of `provisioned`: see asynchronous_requests()
  double duration_ms = 0;  ///< mean of on-demand invocations, each rounded up to 1 ms
  double memory_mb = 128;
  double ephemeral_mb = 512;
  double invocations = -1;  ///< on demand, if fewer than the billed requests; -1: as requests
  ProvisionedUsage provisioned{};
  double snapstart_cache_gb_s = 0;
  double snapstart_restore_gb = 0;
  double streamed_gb = 0;       ///< beyond the first 6 MB of each response
  double savings_discount = 0;  ///< 0 to 1, on the on-demand duration, never on requests
  double provisioned_savings_discount = 0;  ///< 0 to 1, on both parts of provisioned concurrency
};

struct FargateUsage {
  Architecture architecture = Architecture::x86_64;
  bool windows = false;  ///< x86_64 only; on top of its own prices a licence per vCPU; no Spot
  double vcpu = 0.25;
  double memory_gb = 0.5;
  double ephemeral_gb = 20;
  double task_hours = 0;  ///< of all tasks together, minimum billed time included by the caller
  double savings_discount = 0;  ///< on vCPU and memory
  double spot_share = 0;        ///< 0 to 1 of the task hours
  double spot_discount = 0;     ///< on vCPU and memory of those
};

struct AlbUsage {
  double hours = 0;
  bool existing = false;  ///< paid for already: its hours are not charged, its LCU are
  double new_connections_per_s = 0;
  double active_connections = 0;
  double gb = 0;                      ///< a month
  double rule_evaluations_per_s = 0;  ///< requests per second × rules beyond the first 10 processed
  bool lambda_target = false;         ///< 0.4 GB per LCU-hour instead of 1
  double lcu = -1;  ///< mean LCU per hour if known already; -1: the largest of the four
};

struct Usage {
  std::string region = "us-east-1";
  bool free_tier = false;  ///< the account's free tier is all for this bill
  LambdaUsage lambda;
  FargateUsage fargate;
  double http_api_requests = 0;  ///< billed: one per 512 KB increment
  double rest_api_requests = 0;
  AlbUsage alb;
  struct {
    double gateways = 0, hours = 730, gb = 0;
  } nat;
  double ipv4_address_hours = 0;
  struct {
    double gb = 0;
    bool from_lambda = false;
    double storage_gb = 0, insights_gb = 0;
  } logs;
  double queue_requests = 0;  ///< billed: one per 64 KB chunk
  double egress_gb = 0;
  double free_egress_gb = -1;  ///< GB of it that are free; -1: 100 with the free tier, else 0
  std::vector<std::pair<PriceId, double>> user_prices;  ///< for prices_for(); bill() ignores them
};

/// What AWS gives an account for nothing each month, without end (facts/prices.json:
/// lambda.free_tier, lambda.streaming, surrounding). Taken off before the tiers; nothing of it pays
/// for provisioned concurrency.
struct FreeTier {
  double lambda_requests = 1e6;
  double lambda_gb_s = 400'000;  ///< x86 and Arm together
  double streamed_gb = 100;
  double logs_gb = 5;  ///< taken off what is ingested
  double queue_requests = 1e6;
  double egress_gb = 100;
};
inline constexpr FreeTier monthly_free_tier;

/// What is not charged for: included in every function and every task.
inline constexpr double included_lambda_ephemeral_mb = 512;
inline constexpr double included_fargate_ephemeral_gb = 20;

/// KB that count as one request: of an asynchronous event, the first ones and then each further
/// step; of an HTTP API call; of an SQS message.
inline constexpr double asynchronous_first_kb = 256, asynchronous_step_kb = 64;
inline constexpr double http_api_step_kb = 512;
inline constexpr double queue_chunk_kb = 64;

/// Requests billed for one asynchronous event: one up to 256 KB, one more per further 64 KB.
double asynchronous_requests(double payload_kb);
/// Requests billed for one HTTP API call: one per 512 KB.
double http_api_increments(double payload_kb);
/// Requests billed for one SQS message: one per 64 KB.
double queue_chunks(double message_kb);

/// What one load balancer capacity unit (LCU) is, in each of its dimensions
/// (facts/prices.json, "surrounding.lcu").
struct LoadBalancerUnit {
  double new_connections_per_s = 25;
  double active_connections = 3000;
  double gb_per_h = 1;
  double gb_per_h_to_lambda = 0.4;
  double rule_evaluations_per_s = 1000;
};
inline constexpr LoadBalancerUnit load_balancer_unit;

/// The line items a bill can have, in the order they are shown.
enum class ItemId : std::uint8_t {
  lambda_requests,
  lambda_duration,
  lambda_ephemeral,
  lambda_provisioned_reserved,
  lambda_provisioned_duration,
  lambda_snapstart_cache,
  lambda_snapstart_restore,
  lambda_streaming,
  fargate_vcpu,
  fargate_memory,
  fargate_ephemeral,
  fargate_windows_licence,
  http_api_requests,
  rest_api_requests,
  alb_hours,
  alb_lcu,
  nat_hours,
  nat_gb,
  ipv4_hours,
  logs_ingest,
  logs_storage,
  logs_insights,
  queue_requests,
  egress,
  count
};

/// "lambda.duration", "alb.lcu"…
std::string_view item_name(ItemId id);
/// "lambda", "fargate", "http_api", "alb", "nat", "ipv4", "logs", "queue", "egress"…
std::string_view item_service(ItemId id);

/// quantity × unit price. Free quantities are already taken off. Where tiers or discounts apply the
/// unit price is the mean over the quantity. A quantity beyond the last known tier, or without a
/// price at all, is an item of its own whose usd is NaN and whose status is unknown.
struct Item {
  ItemId id{};
  PriceId price{};
  double quantity = 0;
  double unit_price_usd = 0;
  double usd = 0;
  PriceStatus status = PriceStatus::unknown;
};

struct Bill {
  static constexpr std::size_t max_items = 2 * static_cast<std::size_t>(ItemId::count);
  std::array<Item, max_items> items{};
  std::size_t item_count = 0;
  double total_usd = 0;  ///< of the known items
  bool partial = false;  ///< an item has no known price: the true total is higher

  std::span<const Item> lines() const { return {items.data(), item_count}; }
  /// Sum of the known amounts of one line item (0 if absent).
  double usd(ItemId id) const;
};

/// Computes the bill of a month. `usage.region` is not looked at: `prices` are the region's.
/// Items with a zero quantity are left out. Never fails; allocates nothing.
Bill bill(const Usage& usage, const RegionPrices& prices);

/// LCU used in a mean hour: the largest of new connections / 25 per s, active connections / 3 000,
/// GB per hour (/ 0.4 for Lambda targets) and rule evaluations / 1 000 per s. 0 if it is never on.
/// Source: elasticloadbalancing pricing page (facts/prices.json, "surrounding.lcu").
double load_balancer_capacity_units(const AlbUsage& alb);

/// Reads a sans-serveur/usage/1 document. All fields of Usage have their place in it, and a
/// default:
/// - a section that is absent or null is not used; an ALB or a NAT gateway that is used is on all
/// month
///   (730 h) and is one, unless the document says otherwise;
/// - "http_api.request_kb" and "queue.message_kb" turn calls and messages into billed requests;
/// - "prices": { "alb.lcu": 0.0084 } are the user's own prices.
Parsed<Usage> parse_usage(std::string_view json);

/// The prices to bill a usage with: its region's, and over them the user's. An error if the set
/// does not have the region.
Parsed<RegionPrices> prices_for(const Usage& usage, const Prices& prices);

/// Writes a sans-serveur/bill/1 document. `unknown`: fields of the usage document that were not
/// understood, to be listed in it.
std::string to_json(const Bill& bill, const Usage& usage, const Prices& prices,
                    std::span<const std::string> unknown = {});

}  // namespace sans_serveur
