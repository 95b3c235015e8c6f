// Prices: what AWS asks for each thing, where and when that was read, and how sure it is.
//
// web/data/prices.json is the published set (schema sans-serveur/prices/1). A price that is not
// known for a region is absent there and stays unknown here: nothing is guessed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>

#include "core/message.h"
#include "core/provenance.h"

namespace sans_serveur {

struct NumberRange;

enum class Architecture : std::uint8_t { x86_64, arm64 };

/// Every price the bills use. Names in JSON are those of price_name(): "lambda.x86_64.duration".
enum class PriceId : std::uint8_t {
  lambda_request,          // USD per request
  lambda_x86_64_duration,  // USD per GB-s, three monthly tiers
  lambda_arm64_duration,
  lambda_ephemeral,                    // USD per GB-s above 512 MB
  lambda_x86_64_provisioned_reserved,  // USD per GB-s reserved
  lambda_arm64_provisioned_reserved,
  lambda_x86_64_provisioned_duration,  // USD per GB-s served
  lambda_arm64_provisioned_duration,
  lambda_snapstart_cache,    // USD per GB-s
  lambda_snapstart_restore,  // USD per GB restored
  lambda_streaming,          // USD per GB streamed beyond 6 MB a response
  lambda_savings_discount,   // share off duration with a Compute Savings Plan
  lambda_provisioned_savings_discount,
  fargate_x86_64_vcpu,    // USD per vCPU-hour
  fargate_x86_64_memory,  // USD per GB-hour
  fargate_arm64_vcpu,
  fargate_arm64_memory,
  fargate_windows_vcpu,
  fargate_windows_memory,
  fargate_windows_licence,      // USD per vCPU-hour
  fargate_ephemeral,            // USD per GB-hour above 20 GB
  fargate_savings_1y_discount,  // share off compute
  fargate_savings_3y_discount,
  fargate_arm64_savings_3y_discount,
  http_api_request,  // USD per request, tiers
  rest_api_request,  // USD per request, tiers
  alb_hour,
  alb_lcu,  // USD per LCU-hour
  nat_hour,
  nat_gb,
  ipv4_hour,
  logs_ingest,         // USD per GB
  logs_lambda_ingest,  // USD per GB, tiers in decimal TB, functions' own logs
  logs_storage,        // USD per GB-month
  logs_insights,       // USD per GB scanned
  egress,              // USD per GB to the internet, tiers
  queue_request,       // USD per SQS request
  count
};

inline constexpr std::size_t price_count = static_cast<std::size_t>(PriceId::count);

/// See provenance.h.
using PriceStatus = Status;
using PriceSource = Source;

/// Up to `width` units at `usd` each; the last tier of a complete price has an infinite width.
struct PriceTier {
  double width = std::numeric_limits<double>::infinity();
  double usd = 0;
};

/// A price and where it comes from; without tiers it is unknown.
struct Price : Provenance {
  static constexpr std::size_t max_tiers = 4;
  std::array<PriceTier, max_tiers> tiers{};
  std::uint8_t tier_count = 0;  ///< 0: unknown. What lies beyond a finite last tier is unknown too.

  bool known() const { return tier_count > 0; }
};

/// The prices of one region; index with a PriceId.
struct RegionPrices {
  std::array<Price, price_count> prices{};
  const Price& operator[](PriceId id) const { return prices[static_cast<std::size_t>(id)]; }
  Price& operator[](PriceId id) { return prices[static_cast<std::size_t>(id)]; }
};

struct Prices : SourceTable {
  std::string set;    ///< identity of this set, e.g. "2026-11-23"
  std::string as_of;  ///< date of its newest source
  std::map<std::string, RegionPrices, std::less<>> regions;

  /// The prices of a region, or nullptr if the set does not have it.
  const RegionPrices* find(std::string_view region) const;
};

/// Age in days from which prices raise a visible notice.
inline constexpr int old_price_days = 180;
/// Whole days since a date as precise as its source gives it ("2026-10-09"; "2026-10" and "2026"
/// count from their last day, so that no price is called older than it is known to be). `today` is
/// a whole date. 0 for a date to come, or where either is no date.
int price_age_days(std::string_view as_of, std::string_view today);

/// "lambda.x86_64.duration"
std::string_view price_name(PriceId id);
/// The unit the price is for: "request", "GB-s", "GB-h", "GB", "GB-month", "vCPU-h", "h", "LCU-h",
/// or "share" for a discount.
std::string_view price_unit(PriceId id);
/// Content key of that unit: "price_unit.gb_s".
std::string price_unit_key(PriceId id);
/// PriceId::count if there is no price of that name.
PriceId find_price(std::string_view name);

/// What a price can be: 0 to 1e6 USD per unit; for a discount, a share of 0 to 1.
NumberRange price_range(PriceId id);

/// Puts a price of the user over the published one: the same for any quantity, marked `user`.
void set_user_price(RegionPrices& prices, PriceId id, double usd);

/// The error of a region that the set does not have, naming those it has.
Error unknown_region(std::string_view path, std::string_view region, const Prices& prices);

/// Reads a price file (schema sans-serveur/prices/1): a value, or errors that name the price, the
/// value and what is allowed (price_range(); 1 to 4 tiers of positive widths; dates ISO; status and
/// source known). A price is { "usd": number }, { "share": number } for a discount, or
/// { "tiers": [[width, usd], …] } with null for the width without end, and has a provenance.
Parsed<Prices> parse_prices(std::string_view json);

}  // namespace sans_serveur
