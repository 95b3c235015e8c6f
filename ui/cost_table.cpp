#include "ui/cost_table.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/number_format.h"
#include "ui/cost_parts.h"

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
  bool drawn;
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
    const std::string amount = format_number(part.usd, 2, s.frame.language());
    say(s.frame.canvas, id, Role::cell, amount, {s.amount_right(column) - 76, y, 76, row_height});
    if (!s.drawn) return;
    const float width = s.frame.canvas.text(Face::s12, s.amount_right(column), y + 6, amount,
                                            theme.ink, Align::right);
    s.frame.canvas.fill({s.amount_right(column) - width - 14, y + 10, 8, 8}, fill);
    return;
  }
  say(s.frame.canvas, id, Role::cell, "–", {s.amount_right(column) - 76, y, 76, row_height});
  if (s.drawn) {
    s.frame.canvas.text(Face::s12, s.amount_right(column), y + 6, "–", theme.ink3, Align::right);
  }
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
  const Part row(frame.canvas, "costs.table.head", Role::row, "", {s.x, y, s.width, 24});
  say(frame.canvas, "costs.table.head.item", Role::column_header, frame.text("costs.table.item"),
      {s.x, y, 80, 24});
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string_view name = frame.name(s.order[i]);
    say(frame.canvas, i == 0 ? "costs.table.head.first" : "costs.table.head.second",
        Role::column_header, name, {s.amount_right(i) - 76, y, 76, 24});
    if (!s.drawn) continue;
    frame.canvas.text(Face::b12, s.amount_right(i), y + 2, name, frame.theme().of(s.order[i]).text,
                      Align::right);
  }
}

}  // namespace

float draw_cost_summary(const Frame& frame, float x, float y, float width, bool drawn,
                        float otherwise) {
  const Service first = first_service(frame);
  const Summary s{
      frame,
      x,
      width,
      drawn,
      {first, other(first)},
      {cost_parts(frame.decision(), first), cost_parts(frame.decision(), other(first))}};
  Part table(frame.canvas, "costs.table", Role::table, frame.text("costs.table.name"));
  const float top = y;
  draw_summary_head(s, y);
  y += 24;
  for (std::size_t i = 0; i < part_kind_count; ++i) {
    const PartKind kind = static_cast<PartKind>(i);
    if (!has_kind(s, kind)) continue;
    const std::string id = "costs.table." + std::to_string(i);
    const std::string_view name = part_kind_name(frame, kind);
    const Part row(frame.canvas, id, Role::row, "", {x, y, width, row_height});
    say(frame.canvas, id + ".item", Role::row_header, name, {x, y, 120, row_height});
    if (drawn) {
      frame.canvas.horizontal(x, y, width, frame.theme().line);
      frame.canvas.text(Face::s12, x, y + 6, name, frame.theme().ink2);
    }
    draw_summary_cell(s, 0, kind, id + ".first", y);
    draw_summary_cell(s, 1, kind, id + ".second", y);
    if (drawn) y += row_height;
  }
  if (!drawn) return otherwise;
  table.set_rectangle({x, top, width, y - top});
  return y;
}

// --- Line by line ---

namespace {

struct Details {
  const Frame& frame;
  float x, width;
  bool brief;  ///< without quantity and unit price

  float amount_right() const { return x + width - (brief ? 0.0f : 132.0f); }
  float unit_right() const { return amount_right() - 96; }
  float quantity_right() const { return unit_right() - 110; }
  float name_width() const { return (brief ? amount_right() - 90 : quantity_right() - 120) - x; }
};

/// The date of the price behind an item, "" if it has none.
std::string_view price_date(const Frame& frame, const Item& item) {
  return frame.evaluation().prices[item.price].date();
}

void draw_details_head(const Details& d, Service service, float y) {
  const Frame& frame = d.frame;
  Canvas& canvas = frame.canvas;
  const std::string id =
      "costs.table." + std::string(service == Service::lambda ? "lambda" : "fargate");
  const Part row(canvas, id, Role::row, "", {d.x, y, d.width, 24});
  draw_mark(canvas, service, d.x, y + 4, 12);
  const std::string_view name = frame.name(service);
  canvas.text(Face::b12, d.x + 18, y + 2, name, frame.theme().of(service).text);
  say(canvas, id + ".name", Role::column_header, name, {d.x, y, d.name_width(), 24});
  const auto column = [&](const char* key, float right_edge, bool shown) {
    const std::string_view text = frame.text(std::string("costs.table.") + key);
    say(canvas, id + "." + key, Role::column_header, text, {right_edge - 90, y, 90, 24});
    if (shown) {
      canvas.text(Face::s12, right_edge, y + 2, text, frame.theme().ink3, Align::right);
    }
  };
  column("quantity", d.quantity_right(), !d.brief);
  column("unit_price", d.unit_right(), !d.brief);
  column("amount", d.amount_right(), true);
  if (!d.brief) {
    canvas.text(Face::s12, d.x + d.width, y + 2, frame.text("costs.table.source"),
                frame.theme().ink3, Align::right);
  }
}

float draw_details_row(const Details& d, const Item& item, const std::string& id, float y) {
  const Frame& frame = d.frame;
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const Language language = frame.language();
  const std::string_view name = frame.text("item." + std::string(item_name(item.id)) + ".long");
  const std::string quantity = format_compact(item.quantity, language) + "\u00a0" +
                               std::string(frame.text(price_unit_key(item.price)));
  const std::string unit = format_unit_usd(item.unit_price_usd, language);
  const std::string amount = format_usd(item.usd, 2, language);
  const TextBlock block(canvas, {{name, Face::s12, theme.ink, 0, 1, 3}}, d.name_width());
  const float height = std::max(row_height, block.height() + 12);
  const Part row(canvas, id, Role::row, "", {d.x, y, d.width, height});
  canvas.horizontal(d.x, y, d.width, theme.line);
  block.draw(canvas, d.x, y + 6);
  say(canvas, id + ".item", Role::row_header, name, {d.x, y, d.name_width(), height});
  say(canvas, id + ".quantity", Role::cell, quantity, {d.quantity_right() - 90, y, 90, height});
  say(canvas, id + ".unit_price", Role::cell, unit, {d.unit_right() - 90, y, 90, height});
  say(canvas, id + ".amount", Role::cell, amount, {d.amount_right() - 90, y, 90, height});
  canvas.text(Face::b12, d.amount_right(), y + 6, amount, theme.ink, Align::right);
  if (d.brief) return y + height;
  canvas.text(Face::s12, d.quantity_right(), y + 6, quantity, theme.ink2, Align::right);
  canvas.text(Face::s12, d.unit_right(), y + 6, unit, theme.ink2, Align::right);
  const std::string date = format_date(price_date(frame, item), language);
  const float text = canvas.text(Face::s12, d.x + d.width, y + 6, date, theme.ink3, Align::right);
  draw_status(canvas, item.status, d.x + d.width - text - 15, y + 9.5f);
  return y + height;
}

}  // namespace

float draw_cost_details(const Frame& frame, float x, float y, float width) {
  const Details d{frame, x, width, width < 640};
  Part table(frame.canvas, "costs.table", Role::table, frame.text("costs.table.name"));
  const float top = y;
  const Service first = first_service(frame);
  for (const Service service : {first, other(first)}) {
    if (service != first) y += 16;
    draw_details_head(d, service, y);
    y += 24;
    int number = 0;
    for (const Item& item : frame.decision().bills[index(service)].lines()) {
      const std::string id = "costs.table." +
                             std::string(service == Service::lambda ? "lambda." : "fargate.") +
                             std::to_string(number++);
      y = draw_details_row(d, item, id, y);
    }
  }
  table.set_rectangle({x, top, width, y - top});
  return y;
}

}  // namespace sans_serveur::ui
