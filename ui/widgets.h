// The widget layer: each widget draws itself, hears pointer and mirror, and records its node.
//
// Nothing else in ui/ draws an interactive thing. A widget knows its id, its place and its texts;
// what a press means is for the caller, who gets it as the return value.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/canvas.h"
#include "ui/marks.h"
#include "ui/text_block.h"

namespace sans_serveur::ui {

/// Heights that depend on the pointer: fingers need more than a mouse.
struct ControlSizes {
  float button = 32, preset = 28, segment = 32, select = 32, list_row = 28, tab = 40;
};
ControlSizes control_sizes(bool large);

// --- Buttons and links ---

struct ButtonText {
  std::string_view label{};  ///< shown, unless only the icon is
  Icon icon = Icon::none;
  bool icon_only = false;
  bool disabled = false;
  std::string_view description{};  ///< what it does, where the label does not say it all
};
float button_width(const Canvas& canvas, const ButtonText& text);
bool button(Canvas& canvas, std::string_view id, const Rectangle& rectangle,
            const ButtonText& text);

/// An icon alone, without a border.
bool icon_button(Canvas& canvas, std::string_view id, const Rectangle& rectangle, Icon icon,
                 std::string_view name, bool disabled);

/// A row that acts as a whole: its ground under the pointer, its node and its focus; what stands on
/// it is drawn by the caller, afterwards.
bool row_button(Canvas& canvas, std::string_view id, const Rectangle& rectangle,
                std::string_view name, std::string_view description);

/// Underlined text that acts: a button that looks like a link. Its right or left edge is at `x`.
bool link_button(Canvas& canvas, std::string_view id, float x, float y, std::string_view label,
                 Align align = Align::left, Face face = Face::s12,
                 std::string_view description = {});

/// Underlined text that leads somewhere, wrapped to a width: the page follows the mirror's <a>.
/// Returns its height.
float link(Canvas& canvas, std::string_view id, float x, float y, float width,
           std::string_view label, std::string_view address, Face face = Face::s12);

/// A preset: one of several buttons, the chosen one pressed.
bool preset_button(Canvas& canvas, std::string_view id, const Rectangle& rectangle,
                   std::string_view label, bool chosen, std::string_view description);

// --- One of several ---

struct Option {
  std::string id;  ///< of its node
  std::string label;
  std::string detail;  ///< beside the label, in help text
  std::string name;    ///< spoken instead of the label; "" for the label
  Icon icon = Icon::none;
  bool disabled = false;
};

/// One row of segments; the chosen index, if one was chosen in this frame.
std::optional<int> segmented(Canvas& canvas, std::string_view id, const Rectangle& rectangle,
                             std::string_view name, std::span<const Option> options, int selected);

/// Cells of 44 px with an icon over a word, `columns` in a row.
std::optional<int> icon_grid(Canvas& canvas, std::string_view id, float x, float y, float width,
                             int columns, std::string_view name, std::span<const Option> options,
                             int selected);
float icon_grid_height(std::size_t options, int columns);

/// A field that opens a list. True: it asks to be opened or closed. What is chosen comes as a `set`
/// action with the option's id, from the list or from the mirror.
struct SelectResult {
  bool toggled = false;
  std::optional<int> chosen;
};
SelectResult select(Canvas& canvas, std::string_view id, const Rectangle& rectangle,
                    std::string_view name, std::span<const Option> options, int selected);

/// The node of a button that is a row of a list, drawn only while that is open (offer_list). True
/// if it acts.
bool list_button(Canvas& canvas, std::string_view id, std::string_view name,
                 const Rectangle& place);

/// The list of the open select, over everything; drawn last.
struct OpenList {
  std::string id;  ///< of the select; "" if none is open
  Rectangle anchor;
  std::vector<Option> options;
  int selected = -1;
  float row_height = 28;
};
struct ListResult {
  bool closed = false;
  std::string chosen;  ///< id of an option
};
ListResult open_list(Canvas& canvas, const OpenList& list);

// --- Tabs, disclosure ---

/// Tabs with a hairline under them; the chosen index, if one was chosen in this frame. Tabs that do
/// not fit move sideways so that the selected one is in sight.
std::optional<int> tabs(Canvas& canvas, std::string_view id, const Rectangle& rectangle,
                        std::string_view name, std::span<const Option> options, int selected,
                        float gap);

/// A line that opens what follows.
bool disclosure(Canvas& canvas, std::string_view id, const Rectangle& rectangle,
                std::string_view label, std::string_view detail, bool open);

// --- Text that is only read ---

/// A node for text: paragraph, list item, cell…
void say(Canvas& canvas, std::string_view id, Role role, std::string_view name,
         const Rectangle& rectangle, std::string_view value = {});
void heading(Canvas& canvas, std::string_view id, int level, std::string_view name,
             const Rectangle& rectangle);

/// Opens a node and closes it at the end of the scope.
class Part {
 public:
  Part(Canvas& canvas, std::string_view id, Role role, std::string_view name,
       const Rectangle& rectangle = {});
  ~Part();
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;
  /// Known once its content is drawn.
  void set_rectangle(const Rectangle& rectangle);

 private:
  Tree& tree_;
  int index_;
};

/// A figure's source: status glyph and text in a hairline box of 20 px. Returns its width.
float fact_chip(Canvas& canvas, float x, float y, float max_width, PriceStatus status,
                bool simulated, std::string_view text);

// --- Messages ---

enum class Tone { information, warning, error };
struct Banner {
  std::string_view id;
  Tone tone = Tone::information;
  std::string_view title, text, action;
};
/// Draws it and adds its height to `y`; true if its link was pressed.
bool banner(Canvas& canvas, const Banner& banner, float x, float& y, float width);

/// A box of text beside an anchor, once the pointer has rested there; over everything, drawn last.
struct Tooltip {
  struct Row {
    Service service;
    std::string name, value;
  };
  Rectangle anchor;
  std::string title{};
  std::vector<Row> rows{};  ///< a figure of each service
  std::string text{};
  std::string note{};  ///< a paragraph of its own, in help text
};
void tooltip(Canvas& canvas, const Tooltip& tooltip);

}  // namespace sans_serveur::ui
