#include "ui/cost_table.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/number_format.h"
#include "ui/cost_parts.h"
#include "ui/plot.h"

namespace sans_serveur::ui {
namespace {

constexpr float row_height = 28;

Service first_service(const Frame& frame) {
  return frame.decision().choice == Choice::fargate ? Service::fargate : Service::lambda;
}

// --- Part by part ---

struct Summary {
  const Frame& frame;
  float x, width;
  std::array<Service, 2> order;
  std::array<std::vector<CostPart>, 2> parts;  ///< in that order

  float amount_right(std::size_t column) const { return x + width - (column == 0 ? 84.0f : 0.0f); }
};

void draw_summary_cell(const Summary& s, std::size_t column, PartKind kind, const std::string& id,
                       float y) {
  const Theme& theme = s.frame.theme();
  const Service service = s.order[column];
  int place = 0;
  for (const CostPart& part : s.parts[column]) {
    const Colour fill = part_fill(theme, service, part, part.shared ? 0 : place++);
    if (part.kind != kind) continue;
    const std::string amount = format_sum(part.usd, s.frame.language());
    say(s.frame.canvas, id, Role::cell, amount, {s.amount_right(column) - 76, y, 76, row_height});
    const float width = s.frame.canvas.text(Face::s12, s.amount_right(column), y + 6, amount,
                                            theme.ink, Align::right);
    s.frame.canvas.fill({s.amount_right(column) - width - 14, y + 10, 8, 8}, fill);
    return;
  }
  say(s.frame.canvas, id, Role::cell, "–", {s.amount_right(column) - 76, y, 76, row_height});
  s.frame.canvas.text(Face::s12, s.amount_right(column), y + 6, "–", theme.ink3, Align::right);
}

bool has_kind(const Summary& s, PartKind kind) {
  for (const auto& parts : s.parts) {
    for (const CostPart& part : parts) {
      if (part.kind == kind) return true;
    }
  }
  return false;
}

void draw_summary_head(const Summary& s, float y) {
  const Frame& frame = s.frame;
  const Part row(frame.canvas, "costs.parts.head", Role::row, "", {s.x, y, s.width, 24});
  say(frame.canvas, "costs.parts.head.item", Role::column_header, frame.text("costs.table.item"),
      {s.x, y, 80, 24});
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string_view name = frame.name(s.order[i]);
    say(frame.canvas, i == 0 ? "costs.parts.head.first" : "costs.parts.head.second",
        Role::column_header, name, {s.amount_right(i) - 76, y, 76, 24});
    frame.canvas.text(Face::b12, s.amount_right(i), y + 2, name, frame.theme().of(s.order[i]).text,
                      Align::right);
  }
}

}  // namespace

float draw_cost_summary(const Frame& frame, float x, float y, float width) {
  const Service first = first_service(frame);
  const Summary s{
      frame,
      x,
      width,
      {first, other(first)},
      {cost_parts(frame.decision(), first), cost_parts(frame.decision(), other(first))}};
  Part table(frame.canvas, "costs.parts", Role::table, frame.text("costs.table.name"));
  const float top = y;
  draw_summary_head(s, y);
  y += 24;
  for (std::size_t i = 0; i < part_kind_count; ++i) {
    const PartKind kind = static_cast<PartKind>(i);
    if (!has_kind(s, kind)) continue;
    const std::string id = "costs.parts." + std::to_string(i);
    const std::string_view name = part_kind_name(frame, kind);
    const Part row(frame.canvas, id, Role::row, "", {x, y, width, row_height});
    say(frame.canvas, id + ".item", Role::row_header, name, {x, y, 120, row_height});
    frame.canvas.horizontal(x, y, width, frame.theme().line);
    frame.canvas.text(Face::s12, x, y + 6, name, frame.theme().ink2);
    draw_summary_cell(s, 0, kind, id + ".first", y);
    draw_summary_cell(s, 1, kind, id + ".second", y);
    y += row_height;
  }
  table.set_rectangle({x, top, width, y - top});
  return y;
}

// --- The charts' tables ---

namespace {

/// How sure a price is, and of when.
DataTable::Cell source_cell(const Frame& frame, const Item& item) {
  const std::string date =
      format_date(frame.evaluation().prices[item.price].date(), frame.language());
  const std::string status(frame.text("status." + std::string(to_string(item.status))));
  return {date.empty() ? status : status + " · " + date, "", std::nullopt, item.status};
}

DataTable::Row bill_row(const Frame& frame, Service service, const Item& item) {
  const Language language = frame.language();
  return {
      {std::string(frame.text("item." + std::string(item_name(item.id)) + ".long")), "", {}, {}},
      service_cell(frame, service),
      number_cell(format_compact(item.quantity, language) + "\u00a0" +
                      std::string(frame.text(price_unit_key(item.price))),
                  item.quantity),
      number_cell(format_unit_usd(item.unit_price_usd, language), item.unit_price_usd),
      number_cell(format_usd(item.usd, 2, language), item.usd),
      source_cell(frame, item)};
}

/// Round numbers, each crossing, and the present workload's.
std::vector<double> told_requests(const Frame& frame, const CostCurve& curve) {
  if (curve.empty()) return {};
  constexpr int multiples[] = {1, 2, 5};
  std::vector<double> told = decade_ticks({.from = curve.from, .to = curve.to}, multiples);
  for (const Crossing& crossing : curve.crossings) told.push_back(crossing.requests_per_month);
  told.push_back(frame.evaluation().workload.traffic.requests_per_month);
  std::sort(told.begin(), told.end());
  told.erase(std::unique(told.begin(), told.end()), told.end());
  return told;
}

}  // namespace

DataTable bill_table(const Frame& frame) {
  const auto title = [&](const char* key) { return std::string(frame.text(key)); };
  DataTable table{"costs.bars",
                  title("costs.table.name"),
                  {{title("costs.table.item")},
                   {title("limits.table.service")},
                   {title("costs.table.quantity"), true},
                   {title("costs.table.unit_price"), true},
                   {title("costs.table.amount"), true},
                   {title("costs.table.source")}},
                  {}};
  const Service first = first_service(frame);
  for (const Service service : {first, other(first)}) {
    const Bill& bill = frame.decision().bills[index(service)];
    for (const Item& item : bill.lines()) table.rows.push_back(bill_row(frame, service, item));
    table.rows.push_back(
        {{title("costs.table.total"), "", {}, {}},
         service_cell(frame, service),
         {},
         {},
         number_cell(format_usd(bill.total_usd, 2, frame.language()), bill.total_usd),
         {}});
  }
  return table;
}

DataTable curve_table(const Frame& frame) {
  const auto title = [&](const char* key) { return std::string(frame.text(key)); };
  DataTable table{"costs.curve",
                  title("costs.table.curve_name"),
                  {{title("costs.table.requests"), true},
                   {title("service.lambda"), true},
                   {title("service.fargate"), true},
                   {title("costs.table.tasks"), true}},
                  {}};
  const CostCurve& curve = frame.model.curve();
  const Language language = frame.language();
  for (const double requests : told_requests(frame, curve)) {
    const CostPoint& point = curve.nearest(requests);
    table.rows.push_back(
        {number_cell(format_compact(requests, language), requests),
         number_cell(format_usd(point.lambda_usd, 2, language), point.lambda_usd),
         number_cell(format_usd(point.fargate_usd, 2, language), point.fargate_usd),
         number_cell(format_number(point.tasks, 0, language), point.tasks)});
  }
  return table;
}

}  // namespace sans_serveur::ui
