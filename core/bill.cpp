#include "core/bill.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sans_serveur {

namespace {

constexpr double mb_per_gb = 1024;
constexpr double ms_per_s = 1000;
constexpr double s_per_h = 3600;

constexpr double unknown_usd = std::numeric_limits<double>::quiet_NaN();

constexpr std::size_t item_count = static_cast<std::size_t>(ItemId::count);

/// In the order of ItemId.
constexpr std::array<std::string_view, item_count> item_names{
    "lambda.requests",
    "lambda.duration",
    "lambda.ephemeral",
    "lambda.provisioned_reserved",
    "lambda.provisioned_duration",
    "lambda.snapstart_cache",
    "lambda.snapstart_restore",
    "lambda.streaming",
    "fargate.vcpu",
    "fargate.memory",
    "fargate.ephemeral",
    "fargate.windows_licence",
    "http_api.requests",
    "rest_api.requests",
    "alb.hours",
    "alb.lcu",
    "nat.hours",
    "nat.gb",
    "ipv4.hours",
    "logs.ingest",
    "logs.storage",
    "logs.insights",
    "queue.requests",
    "egress",
};
static_assert(!item_names.back().empty(), "every ItemId needs its name");

/// What a quantity costs, and how much of it lies beyond the known tiers.
struct Cost {
  double usd = 0;
  double unknown_quantity = 0;
};

Cost cost_of(double quantity, const Price& price) {
  Cost cost{0, quantity};
  for (std::size_t i = 0; i < price.tier_count && cost.unknown_quantity > 0; ++i) {
    const double in_tier = std::min(cost.unknown_quantity, price.tiers[i].width);
    cost.usd += in_tier * price.tiers[i].usd;
    cost.unknown_quantity -= in_tier;
  }
  return cost;
}

/// Adds items to a bill.
class Biller {
 public:
  Biller(const RegionPrices& prices, bool free_tier, Bill& bill)
      : prices_(prices), free_tier_(free_tier), bill_(bill) {}

  /// Charges a quantity at a price, times `paid_share` (1 − discount).
  void charge(ItemId id, PriceId price_id, double quantity, double paid_share = 1) {
    if (quantity <= 0) return;
    const Price& price = prices_[price_id];
    const Cost cost = cost_of(quantity, price);
    const double known = quantity - cost.unknown_quantity;
    const double usd = cost.usd * paid_share;
    if (known > 0) {
      const bool one_tier = known <= price.tiers[0].width;
      const double unit_usd = one_tier ? price.tiers[0].usd * paid_share : usd / known;
      add({id, price_id, known, unit_usd, usd, price.status});
    }
    if (cost.unknown_quantity != 0) add_unknown(id, price_id, cost.unknown_quantity);
  }

  /// What is left to pay of a quantity once the account's free one is taken off.
  double beyond_free(double quantity, double free) const {
    return free_tier_ ? std::max(0.0, quantity - free) : quantity;
  }

 private:
  void add(const Item& item) {
    bill_.items[bill_.item_count++] = item;
    bill_.total_usd += item.usd;
  }

  void add_unknown(ItemId id, PriceId price_id, double quantity) {
    bill_.items[bill_.item_count++] = {id,          price_id,    quantity,
                                       unknown_usd, unknown_usd, PriceStatus::unknown};
    bill_.partial = true;
  }

  const RegionPrices& prices_;
  bool free_tier_;
  Bill& bill_;
};

void charge_lambda(const LambdaUsage& lambda, Biller& biller) {
  const bool arm = lambda.architecture == Architecture::arm64;
  const ProvisionedUsage& provisioned = lambda.provisioned;
  const double memory_gb = lambda.memory_mb / mb_per_gb;
  const double invocations = lambda.invocations < 0 ? lambda.requests : lambda.invocations;
  const double seconds = invocations * lambda.duration_ms / ms_per_s;
  const double provisioned_seconds = provisioned.requests * provisioned.duration_ms / ms_per_s;

  const double requests = biller.beyond_free(lambda.requests, monthly_free_tier.lambda_requests);
  biller.charge(ItemId::lambda_requests, PriceId::lambda_request, requests + provisioned.requests);
  biller.charge(ItemId::lambda_duration,
                arm ? PriceId::lambda_arm64_duration : PriceId::lambda_x86_64_duration,
                biller.beyond_free(seconds * memory_gb, monthly_free_tier.lambda_gb_s),
                1 - lambda.savings_discount);
  const double extra_mb = std::max(0.0, lambda.ephemeral_mb - included_lambda_ephemeral_mb);
  biller.charge(ItemId::lambda_ephemeral, PriceId::lambda_ephemeral,
                extra_mb / mb_per_gb * (seconds + provisioned_seconds));

  const double paid_share = 1 - lambda.provisioned_savings_discount;
  biller.charge(ItemId::lambda_provisioned_reserved,
                arm ? PriceId::lambda_arm64_provisioned_reserved
                    : PriceId::lambda_x86_64_provisioned_reserved,
                provisioned.concurrency * provisioned.hours * s_per_h * memory_gb, paid_share);
  biller.charge(ItemId::lambda_provisioned_duration,
                arm ? PriceId::lambda_arm64_provisioned_duration
                    : PriceId::lambda_x86_64_provisioned_duration,
                provisioned_seconds * memory_gb, paid_share);

  biller.charge(ItemId::lambda_snapstart_cache, PriceId::lambda_snapstart_cache,
                lambda.snapstart_cache_gb_s);
  biller.charge(ItemId::lambda_snapstart_restore, PriceId::lambda_snapstart_restore,
                lambda.snapstart_restore_gb);
  biller.charge(ItemId::lambda_streaming, PriceId::lambda_streaming,
                biller.beyond_free(lambda.streamed_gb, monthly_free_tier.streamed_gb));
}

struct FargatePriceIds {
  PriceId vcpu;
  PriceId memory;
};

FargatePriceIds price_ids(const FargateUsage& fargate) {
  if (fargate.windows) return {PriceId::fargate_windows_vcpu, PriceId::fargate_windows_memory};
  if (fargate.architecture == Architecture::arm64)
    return {PriceId::fargate_arm64_vcpu, PriceId::fargate_arm64_memory};
  return {PriceId::fargate_x86_64_vcpu, PriceId::fargate_x86_64_memory};
}

void charge_fargate(const FargateUsage& fargate, Biller& biller) {
  const double hours = fargate.task_hours;
  const double vcpu_hours = fargate.vcpu * hours;
  // Spot has a discount of its own, which Savings Plans do not deepen.
  const double spot_share = fargate.windows ? 0 : fargate.spot_share;
  const double paid_share =
      (1 - spot_share) * (1 - fargate.savings_discount) + spot_share * (1 - fargate.spot_discount);
  const FargatePriceIds ids = price_ids(fargate);
  biller.charge(ItemId::fargate_vcpu, ids.vcpu, vcpu_hours, paid_share);
  biller.charge(ItemId::fargate_memory, ids.memory, fargate.memory_gb * hours, paid_share);
  const double extra_gb = std::max(0.0, fargate.ephemeral_gb - included_fargate_ephemeral_gb);
  biller.charge(ItemId::fargate_ephemeral, PriceId::fargate_ephemeral, extra_gb * hours);
  if (fargate.windows)
    biller.charge(ItemId::fargate_windows_licence, PriceId::fargate_windows_licence, vcpu_hours);
}

void charge_surroundings(const Usage& usage, Biller& biller) {
  biller.charge(ItemId::http_api_requests, PriceId::http_api_request, usage.http_api_requests);
  biller.charge(ItemId::rest_api_requests, PriceId::rest_api_request, usage.rest_api_requests);

  if (!usage.alb.existing) biller.charge(ItemId::alb_hours, PriceId::alb_hour, usage.alb.hours);
  biller.charge(ItemId::alb_lcu, PriceId::alb_lcu,
                load_balancer_capacity_units(usage.alb) * usage.alb.hours);

  biller.charge(ItemId::nat_hours, PriceId::nat_hour, usage.nat.gateways * usage.nat.hours);
  biller.charge(ItemId::nat_gb, PriceId::nat_gb, usage.nat.gb);
  biller.charge(ItemId::ipv4_hours, PriceId::ipv4_hour, usage.ipv4_address_hours);

  biller.charge(ItemId::logs_ingest,
                usage.logs.from_lambda ? PriceId::logs_lambda_ingest : PriceId::logs_ingest,
                biller.beyond_free(usage.logs.gb, monthly_free_tier.logs_gb));
  biller.charge(ItemId::logs_storage, PriceId::logs_storage, usage.logs.storage_gb);
  biller.charge(ItemId::logs_insights, PriceId::logs_insights, usage.logs.insights_gb);

  biller.charge(ItemId::queue_requests, PriceId::queue_request,
                biller.beyond_free(usage.queue_requests, monthly_free_tier.queue_requests));
  biller.charge(ItemId::egress, PriceId::egress,
                usage.free_egress_gb < 0
                    ? biller.beyond_free(usage.egress_gb, monthly_free_tier.egress_gb)
                    : std::max(0.0, usage.egress_gb - usage.free_egress_gb));
}

}  // namespace

double asynchronous_requests(double payload_kb) {
  return 1 + std::max(0.0, std::ceil((payload_kb - asynchronous_first_kb) / asynchronous_step_kb));
}

double http_api_increments(double payload_kb) {
  return std::max(1.0, std::ceil(payload_kb / http_api_step_kb));
}

double queue_chunks(double message_kb) {
  return std::max(1.0, std::ceil(message_kb / queue_chunk_kb));
}

std::string_view item_name(ItemId id) {
  return item_names[static_cast<std::size_t>(id)];
}

std::string_view item_service(ItemId id) {
  const std::string_view name = item_name(id);
  return name.substr(0, name.find('.'));
}

double Bill::usd(ItemId id) const {
  double sum = 0;
  for (const Item& item : lines())
    if (item.id == id && item.status != PriceStatus::unknown) sum += item.usd;
  return sum;
}

double load_balancer_capacity_units(const AlbUsage& alb) {
  if (!(alb.hours > 0)) return 0;
  if (alb.lcu >= 0) return alb.lcu;
  const LoadBalancerUnit& unit = load_balancer_unit;
  const double gb_per_h = alb.lambda_target ? unit.gb_per_h_to_lambda : unit.gb_per_h;
  return std::max({alb.new_connections_per_s / unit.new_connections_per_s,
                   alb.active_connections / unit.active_connections, alb.gb / alb.hours / gb_per_h,
                   alb.rule_evaluations_per_s / unit.rule_evaluations_per_s});
}

Bill bill(const Usage& usage, const RegionPrices& prices) {
  Bill bill;
  Biller biller(prices, usage.free_tier, bill);
  charge_lambda(usage.lambda, biller);
  charge_fargate(usage.fargate, biller);
  charge_surroundings(usage, biller);
  return bill;
}

}  // namespace sans_serveur
