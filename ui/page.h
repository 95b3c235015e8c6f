// The page: which panels there are, and where header, form, verdict and panels stand.
#pragma once

#include <span>
#include <string_view>

#include "ui/chart_ways.h"
#include "ui/frame.h"

namespace sans_serveur::ui {

/// A panel under a tab. `draw` draws from (x, y) down and returns the lower edge.
struct PanelEntry {
  Panel panel;
  std::string_view name;  ///< "costs": its tab is "tab.costs", its title the content's
  float (*draw)(const Frame& frame, float x, float y, float width);
  std::span<const ChartEntry> charts{};  ///< those that it draws
};

/// In the order of their tabs. Adding a panel is adding a line there.
std::span<const PanelEntry> panels();

/// A panel with its charts' ways out, under its name instead of the tabs; returns the lower edge.
float draw_titled_panel(const Frame& frame, const PanelEntry& entry, float x, float y, float width);

/// Form, verdict and panels, from `top` down; returns the lower edge.
float draw_tool(const Frame& frame, float top);

/// "costs": the panel's name in addresses.
std::string_view panel_name(Panel panel);

/// The header, and the tool under it.
void draw_page(const Frame& frame);

}  // namespace sans_serveur::ui
