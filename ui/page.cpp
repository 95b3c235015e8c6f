#include "ui/page.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "ui/changes_panel.h"
#include "ui/comparison_panel.h"
#include "ui/costs_panel.h"
#include "ui/guide_panel.h"
#include "ui/header_bar.h"
#include "ui/latency_panel.h"
#include "ui/limits_panel.h"
#include "ui/notices.h"
#include "ui/variants_strip.h"
#include "ui/verdict_panel.h"
#include "ui/workload_form.h"

namespace sans_serveur::ui {
namespace {

constexpr PanelEntry entries[] = {
    {Panel::comparison, "comparison", draw_comparison_panel},
    {Panel::costs, "costs", draw_costs_panel, cost_charts},
    {Panel::latency, "latency", draw_latency_panel, latency_charts},
    {Panel::limits, "limits", draw_limits_panel, limits_charts},
    {Panel::changes, "changes", draw_changes_panel, change_charts},
    {Panel::guide, "guide", draw_guide_panel},
};

constexpr float foot_space = 40;  // below everything

int open_entry(const Frame& frame) {
  const auto found = std::find_if(std::begin(entries), std::end(entries), [&](const PanelEntry& e) {
    return e.panel == frame.state.panel;
  });
  return found == std::end(entries) ? 0 : static_cast<int>(found - std::begin(entries));
}

std::string tab_key(const PanelEntry& entry) {
  return "tab." + std::string(entry.name);
}

float draw_tabs(const Frame& frame, float x, float y, float width, int open) {
  std::vector<Option> options;
  for (const PanelEntry& entry : entries) {
    Option option;
    option.id = tab_key(entry);
    option.label = frame.text(option.id);
    options.push_back(std::move(option));
  }
  // On a phone they run to the edge of the screen, cut off mid-word.
  const bool phone = frame.layout.phone();
  const float right_edge = phone ? frame.layout.width : x + width;
  const Rectangle box{x, y, right_edge - x, frame.sizes().tab};
  const auto chosen = tabs(frame.canvas, "tabs", box, frame.text("tabs.name"), options, open,
                           phone ? 20.0f : 24.0f);
  if (chosen) frame.edit(OpenPanel{entries[*chosen].panel});
  if (!frame.layout.folded()) {
    draw_chart_ways(frame, entries[open].name, entries[open].charts, x + width,
                    y + (box.height - 16) / 2);
  }
  return bottom(box);
}

/// A panel's charts with their tables for those who do not see them, or the tables alone.
float draw_panel(const Frame& frame, const PanelEntry& entry, float x, float y, float width) {
  if (frame.state.as_table && !entry.charts.empty()) {
    for (const ChartEntry& chart : entry.charts) {
      y = draw_table(frame, chart.table(frame), x, y, width) + 24;
    }
    return y;
  }
  const float end = entry.draw(frame, x, y, width);
  for (const ChartEntry& chart : entry.charts) {
    const Node* image = std::as_const(frame.canvas.tree()).find(chart.id);
    say_table(frame, chart.table(frame),
              image != nullptr ? image->rectangle : Rectangle{x, y, width, end - y});
  }
  return end;
}

float draw_open_panel(const Frame& frame, const PanelEntry& entry, float x, float y, float width) {
  Part panel(frame.canvas, "panel." + std::string(entry.name), Role::tab_panel,
             frame.text(tab_key(entry)));
  const float top = y;
  if (frame.layout.folded() && !entry.charts.empty()) {
    draw_chart_ways(frame, entry.name, entry.charts, x + width, y);
    y += 28;
  }
  y = draw_panel(frame, entry, x, y, width);
  panel.set_rectangle({x, top, width, y - top});
  return y;
}

/// What stands beside the open panel where there is room, the most wanted first.
constexpr Panel beside[] = {Panel::changes, Panel::latency, Panel::comparison, Panel::costs};
constexpr int most_beside = 2;

/// The widest screens have room for two more panels.
float draw_third_column(const Frame& frame, float y, Panel open) {
  int drawn = 0;
  for (const Panel panel : beside) {
    for (const PanelEntry& entry : entries) {
      if (entry.panel != panel || panel == open || drawn == most_beside) continue;
      y = draw_titled_panel(frame, entry, frame.layout.third_x, y, frame.layout.third_width) +
          foot_space;
      ++drawn;
    }
  }
  return y;
}

/// On paper there are no tabs: one panel after the other.
float draw_all_panels(const Frame& frame, float y) {
  for (const PanelEntry& entry : entries) {
    y = draw_titled_panel(frame, entry, frame.layout.main_x, y, frame.layout.main_width) +
        foot_space;
  }
  return y;
}

/// The open panel under its tab, and beside it what there is room for.
float draw_tabbed_panels(const Frame& frame, float top, float y) {
  const Layout& layout = frame.layout;
  const int open = open_entry(frame);
  y = draw_tabs(frame, layout.main_x, y, layout.main_width, open);
  y = draw_open_panel(frame, entries[open], layout.main_x, y + 16, layout.main_width) + foot_space;
  if (layout.third_width <= 0) return y;
  return std::max(y, draw_third_column(frame, top + layout.main_top, entries[open].panel));
}

float draw_main(const Frame& frame, float top) {
  const Layout& layout = frame.layout;
  const Part part(frame.canvas, "main", Role::region, frame.text("app.name"));
  float y = draw_notices(frame, layout.main_x, top + layout.main_top, layout.main_width);
  y = draw_variants_strip(frame, layout.main_x, y, layout.main_width);
  y = draw_verdict_panel(frame, layout.main_x, y, layout.main_width) + 16;
  y = frame.printing ? draw_all_panels(frame, y) : draw_tabbed_panels(frame, top, y);
  return frame.state.embedding == Embedding::none ? draw_prices_below(frame, y) : y;
}

/// The form's column, whose ground reaches to the end of the page.
float draw_form_column(const Frame& frame, float top) {
  const Layout& layout = frame.layout;
  Part part(frame.canvas, "form", Role::region, frame.text("form.title"));
  const float padding = layout.form_padding;
  const float end =
      draw_workload_form(frame, padding, top + 20, layout.form_width - 2 * padding - 1);
  part.set_rectangle({0, top, layout.form_width, end + 24 - top});
  return end + 24;
}

/// Behind the form's column, drawn before it is known how long the page will be.
void draw_form_ground(const Frame& frame, float top) {
  const Layout& layout = frame.layout;
  const float scroll = frame.canvas.setup().scroll_y;
  const float from = std::max(top, scroll);
  const float height = scroll + frame.canvas.setup().height - from;
  frame.canvas.fill({0, from, layout.form_width, height}, frame.theme().side);
  frame.canvas.vertical(layout.form_width - 1, from, height, frame.theme().line);
}

/// Narrow screens: the form's summary, or the form itself, above the rest.
float draw_folded_form(const Frame& frame, float top) {
  if (!frame.state.form_open && !frame.printing) return draw_workload_summary(frame, top);
  const Layout& layout = frame.layout;
  const float padding = layout.header_padding;
  Part part(frame.canvas, "form", Role::region, frame.text("form.title"));
  const ButtonText done{.label = frame.text("form.done")};
  frame.canvas.begin_front();
  float y = draw_workload_form(frame, padding, top + 20, layout.width - 2 * padding) + 16;
  const float height = frame.sizes().button;
  if (button(frame.canvas, "form.done", {padding, y, layout.width - 2 * padding, height}, done)) {
    frame.edit(ToggleForm{});
  }
  y += height + 20;
  frame.canvas.horizontal(0, y - 1, layout.width, frame.theme().line);
  part.set_rectangle({0, top, layout.width, y - top});
  frame.canvas.end_front({0, top, layout.width, y - top}, frame.theme().side);
  return y;
}

}  // namespace

std::span<const PanelEntry> panels() {
  return entries;
}

float draw_titled_panel(const Frame& frame, const PanelEntry& entry, float x, float y,
                        float width) {
  const std::string name(entry.name);
  const std::string_view title = frame.text("tab." + name);
  Part region(frame.canvas, "titled." + name, Role::region, title);
  const float top = y;
  heading(frame.canvas, "titled." + name + ".title", 2, title, {x, y, width, 40});
  frame.canvas.text(Face::b14, x, y + 10, title, frame.theme().ink);
  frame.canvas.horizontal(x, y + 39, width, frame.theme().line);
  const bool below = frame.layout.folded() && !entry.charts.empty();
  draw_chart_ways(frame, entry.name, entry.charts, x + width, y + (below ? 52 : 12));
  y = draw_panel(frame, entry, x, y + (below ? 80 : 56), width);
  region.set_rectangle({x, top, width, y - top});
  return y;
}

float draw_tool(const Frame& frame, float top) {
  if (frame.layout.folded()) return draw_main(frame, draw_folded_form(frame, top));
  draw_form_ground(frame, top);
  const float end = draw_form_column(frame, top);
  return std::max(end, draw_main(frame, top));
}

std::string_view panel_name(Panel panel) {
  for (const PanelEntry& entry : entries) {
    if (entry.panel == panel) return entry.name;
  }
  return entries[0].name;
}

void draw_page(const Frame& frame) {
  frame.canvas.reach(draw_tool(frame, draw_header_bar(frame)));
}

}  // namespace sans_serveur::ui
