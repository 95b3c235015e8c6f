#include "ui/cost_parts.h"

#include <cmath>

#include "core/number_format.h"

namespace sans_serveur::ui {
namespace {

PartKind kind_of(ItemId id) {
  const std::string_view service = item_service(id);
  if (id == ItemId::lambda_requests) return PartKind::calls;
  if (service == "lambda" || service == "fargate") return PartKind::compute;
  if (service == "http_api" || service == "rest_api" || service == "alb")
    return PartKind::front_door;
  if (service == "ipv4") return PartKind::addresses;
  if (service == "nat") return PartKind::gateways;
  if (service == "queue") return PartKind::queue;
  if (service == "logs") return PartKind::logs;
  return service == "egress" ? PartKind::egress : PartKind::other;
}

double usd_of(const Bill& bill, PartKind kind) {
  double usd = 0;
  for (const Item& item : bill.lines()) {
    if (kind_of(item.id) == kind && !std::isnan(item.usd)) usd += item.usd;
  }
  return usd;
}

}  // namespace

std::vector<CostPart> cost_parts(const Decision& decision, Service service) {
  const Bill& bill = decision.bills[index(service)];
  const Bill& opposite = decision.bills[index(other(service))];
  std::vector<CostPart> parts, shared;
  for (std::size_t i = 0; i < part_kind_count; ++i) {
    CostPart part;
    part.kind = static_cast<PartKind>(i);
    part.usd = usd_of(bill, part.kind);
    if (part.usd <= 0) continue;
    part.shared = std::fabs(part.usd - usd_of(opposite, part.kind)) < 0.005;
    for (const Item& item : bill.lines()) {
      if (kind_of(item.id) == part.kind) part.items.push_back(item);
    }
    (part.shared ? shared : parts).push_back(std::move(part));
  }
  parts.insert(parts.end(), shared.begin(), shared.end());
  return parts;
}

std::string_view part_kind_name(const Frame& frame, PartKind kind) {
  switch (kind) {
    case PartKind::compute:
      return frame.text("item.group.compute");
    case PartKind::front_door:
      return frame.text("item.group.front_door");
    case PartKind::calls:
      return frame.text("item.group.calls");
    case PartKind::addresses:
      return frame.text("item.ipv4.hours.name");
    case PartKind::gateways:
      return frame.text("item.nat.hours.name");
    case PartKind::queue:
      return frame.text("item.queue.requests.name");
    case PartKind::logs:
      return frame.text("item.group.logs");
    case PartKind::egress:
      return frame.text("item.group.egress");
    case PartKind::other:
      break;
  }
  return frame.text("item.group.other");
}

std::string part_name(const Frame& frame, const CostPart& part, Service service) {
  if (part.kind == PartKind::compute && service == Service::fargate &&
      !frame.decision().fargate.job) {
    return frame.say(
        {"item.group.compute_tasks", {{"tasks", frame.decision().fargate.mean_tasks}}});
  }
  if (part.kind == PartKind::front_door) {
    const std::string item(item_name(part.items.front().id));
    return std::string(frame.text("item." + item + ".name"));
  }
  return std::string(part_kind_name(frame, part.kind));
}

Colour part_fill(const Theme& theme, Service service, const CostPart& part, int place) {
  if (part.shared) return part.kind == PartKind::egress ? theme.neutral2 : theme.neutral1;
  const ServiceColours& colours = theme.of(service);
  return place == 0 ? colours.mark : place == 1 ? colours.fill1 : colours.fill2;
}

}  // namespace sans_serveur::ui
