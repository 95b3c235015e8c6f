// Bills in a few parts, as the bars show them, and as text to take away.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/bill.h"
#include "core/service.h"
#include "ui/frame.h"

namespace sans_serveur::ui {

/// What a bill is made of, in the order of the bars.
enum class PartKind : std::uint8_t {
  compute,
  front_door,
  calls,
  addresses,
  gateways,
  queue,
  other,
  logs,
  egress
};
inline constexpr std::size_t part_kind_count = 9;

struct CostPart {
  PartKind kind{};
  double usd = 0;
  bool shared = false;  ///< the same amount on both sides
  std::vector<Item> items;
};

/// The parts of one service's bill that are not zero, those that both sides share at the end.
std::vector<CostPart> cost_parts(const Decision& decision, Service service);

/// "Calcul : 4 tâches", "HTTP API".
std::string part_name(const Frame& frame, const CostPart& part, Service service);
/// "Calcul", "Entrée": of the kind, whichever the service.
std::string_view part_kind_name(const Frame& frame, PartKind kind);

/// The fill of the n-th part of a service: its mark, then lighter; shared parts are neutral.
Colour part_fill(const Theme& theme, Service service, const CostPart& part, int place);

}  // namespace sans_serveur::ui
