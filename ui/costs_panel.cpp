#include "ui/costs_panel.h"

#include <algorithm>

#include "core/number_format.h"
#include "ui/cost_chart.h"
#include "ui/cost_parts.h"
#include "ui/cost_table.h"

namespace sans_serveur::ui {
namespace {

constexpr float narrowest_with_labels = 600;  // below: bars, then a table
constexpr float bar_height = 20;

struct Bars {
  float x, width, label, scale;  ///< of the label column; px per USD
  bool labelled;
};

constexpr float total_gap = 8;  ///< between a bar and its total

std::string total_text(const Frame& frame, const Bill& bill) {
  return bill.partial ? frame.say({"verdict.amount_partial", {{"usd", bill.total_usd}}})
                      : format_amount(bill.total_usd, frame.language());
}

Bars bars_for(const Frame& frame, float x, float width) {
  Bars bars{x, width, 0, 0, width >= narrowest_with_labels};
  bars.label = bars.labelled ? 88 : 0;
  const Decision& decision = frame.decision();
  const double larger = std::max(decision.usd(Service::lambda), decision.usd(Service::fargate));
  float total = bars.labelled ? 76 : 64;
  for (const Bill& bill : decision.bills) {
    total = std::max(total, frame.canvas.text_width(Face::b12, total_text(frame, bill)));
  }
  const float room = width - bars.label - total_gap - total;
  bars.scale = larger > 0 ? room / static_cast<float>(larger) : 0;
  return bars;
}

/// What a part is made of, for the tooltip.
std::string part_details(const Frame& frame, const CostPart& part) {
  std::string text;
  for (const Item& item : part.items) {
    const std::string name(item_name(item.id));
    if (!text.empty()) text += " · ";
    text += std::string(frame.text("item." + name + ".long"));
    text += frame.language() == Language::fr ? "\u202f: " : ": ";
    text += frame.say({"costs.tooltip.quantity",
                       {{"quantity", item.quantity},
                        {"unit", "@" + std::string(price_unit_key(item.price))},
                        {"price", item.unit_price_usd}}});
  }
  return text;
}

void draw_part_label(const Frame& frame, const std::string& name, const std::string& amount,
                     float x, float y) {
  frame.canvas.text(Face::s12, x, y + 23, name, frame.theme().ink);
  frame.canvas.text(Face::s12, x, y + 38, amount, frame.theme().ink3);
}

void draw_bar(const Frame& frame, const Bars& bars, Service service, float y) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const Bill& bill = frame.decision().bills[index(service)];
  float left = bars.x + bars.label;
  int place = 0;
  for (const CostPart& part : cost_parts(frame.decision(), service)) {
    const float length = static_cast<float>(part.usd) * bars.scale;
    const Rectangle box{left, y, std::max(length - 1, 0.5f), bar_height};
    canvas.fill(box, part_fill(theme, service, part, part.shared ? 0 : place++));
    const std::string name = part_name(frame, part, service);
    const std::string amount = format_sum(part.usd, frame.language());
    const float widest =
        std::max(canvas.text_width(Face::s12, name), canvas.text_width(Face::s12, amount));
    if (bars.labelled && widest < length - 3) draw_part_label(frame, name, amount, left, y);
    explain_on_hover(frame, "costs.part." + name, box,
                     name + " " + format_amount(part.usd, frame.language()),
                     part_details(frame, part));
    left += length;
  }
  if (bars.labelled) {
    const std::string_view name = frame.name(service);
    draw_mark(canvas, service, bars.x, y + 4, 12);
    canvas.text(Face::b12, bars.x + 18, y + 2, name, theme.of(service).text);
  }
  canvas.text(Face::b12, left + total_gap, y + 2, total_text(frame, bill), theme.ink);
}

/// Beside a bar, if there is room between it and the right edge.
bool draw_shared_note(const Frame& frame, float bar_end, float x, float y, float width) {
  const std::string_view note = frame.text("costs.bars.shared");
  if (bar_end + 100 + frame.canvas.text_width(Face::s12, note) > x + width) return false;
  const float text =
      frame.canvas.text(Face::s12, x + width, y + 2, note, frame.theme().ink3, Align::right);
  frame.canvas.fill({x + width - text - 16, y + 5, 10, 10}, frame.theme().neutral1);
  return true;
}

bool any_shared(const Decision& decision) {
  const std::vector<CostPart> parts = cost_parts(decision, Service::lambda);
  return !parts.empty() && parts.back().shared;
}

float draw_bars(const Frame& frame, float x, float y, float width) {
  const Bars bars = bars_for(frame, x, width);
  const Service first =
      frame.decision().choice == Choice::fargate ? Service::fargate : Service::lambda;
  const float second_y = y + (bars.labelled ? 64 : 32);
  draw_bar(frame, bars, first, y);
  draw_bar(frame, bars, other(first), second_y);
  const float end = second_y + (bars.labelled ? 52 : 24);
  if (bars.labelled && any_shared(frame.decision())) {
    const auto end_of = [&](Service service) {
      return x + bars.label + static_cast<float>(frame.decision().usd(service)) * bars.scale;
    };
    draw_shared_note(frame, end_of(first), x, y, width) ||
        draw_shared_note(frame, end_of(other(first)), x, second_y, width);
  }
  say(frame.canvas, "costs.bars", Role::image, frame.text("costs.bars.title"),
      {x, y, width, end - y});
  return end;
}

}  // namespace

const ChartEntry cost_charts[2]{{"costs.bars", bill_table}, {"costs.curve", curve_table}};

float draw_costs_panel(const Frame& frame, float x, float y, float width) {
  heading(frame.canvas, "costs.title", 3, frame.text("costs.bars.title"), {x, y, width, 16});
  if (frame.layout.folded()) {
    y += 8 + draw_paragraph(frame.canvas, Face::b12, x, y, width, frame.text("costs.bars.title"),
                            frame.theme().ink);
  }
  y = draw_bars(frame, x, y, width);
  if (width < narrowest_with_labels) y = draw_cost_summary(frame, x, y + 12, width);
  return draw_cost_chart(frame, x, y + (width < 700 ? 24 : 16), width);
}

}  // namespace sans_serveur::ui
