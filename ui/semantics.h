// Semantics: what is on the screen, said in words.
//
// ImGui draws pixels; a screen reader, a browser's find, a test and a phone's keyboard see nothing
// of them. So every interactive or informative element goes through ui/widgets.h, which draws it
// and records a Node here. web/page/semantics.js mirrors the tree into real, visually hidden DOM;
// an edit made there comes back as an Action for the same widget on the next frame. Tests use the
// same ids.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sans_serveur::ui {

/// Roles are ARIA's, and the DOM element that carries each is in semantics.js.
enum class Role : std::uint8_t {
  region,       // a landmark with a name: header, form, verdict, panel (children follow)
  heading,      // level 1..4
  paragraph,    // text
  button,       // pressed: selected (toggle buttons only)
  link,         // value: address
  radio_group,  // children: radio
  radio,        // selected
  tab_list,     // children: tab
  tab,          // selected
  tab_panel,    // children
  slider,       // value_text, number, minimum, maximum, step
  text_field,   // value_text: numbers are entered here too
  select,       // children: option; value_text of the chosen one
  option,       // selected
  disclosure,   // a button that opens what follows; selected: open
  table,        // children: row
  row,          // children: cell, column_header, row_header
  column_header,
  row_header,
  cell,
  list,  // children: list_item
  list_item,
  image,  // a chart or a mark, with its name; its data is a table beside it
  live,   // a polite live region: announced when its name changes
  alert,  // an assertive one: errors
};

struct Rectangle {
  float x = 0, y = 0, width = 0, height = 0;  ///< CSS px, in the document (not in the viewport)

  bool operator==(const Rectangle&) const = default;
};

/// Words of a node as they are drawn on one line.
struct TextLine {
  std::string text{};
  float x = 0, y = 0;  ///< left, and top of the line's box
  int face = 0;        ///< a ui::Face

  bool operator==(const TextLine&) const = default;
};

struct Node {
  std::string id{};  ///< stable and unique: "workload.request.duration_ms", "tab.costs"
  Role role = Role::paragraph;
  std::string name{};         ///< what it is, in the reader's language
  std::string value_text{};   ///< its value as a reader would say it
  std::string description{};  ///< help or error text

  double number = 0, minimum = 0, maximum = 0, step = 0;  ///< sliders
  int level = 0;                                          ///< headings
  bool selected = false;  ///< radio, tab, option, disclosure, toggle button
  bool toggle = false;    ///< a button whose `selected` means pressed
  bool disabled = false;
  bool read_only = false;  ///< a text field whose text is only there to be copied
  bool words = false;      ///< a text field for words, not for a number
  bool invalid = false;    ///< its last entry was refused; description says why
  Rectangle rectangle{};
  std::vector<TextLine> lines{};  ///< which of its words are drawn where; see ui/text_lines.h
  int parent = -1;                ///< index of the parent node, -1 for the page

  bool operator==(const Node&) const = default;
};

/// What somebody did to a node, in the mirror, in a test, or by keyboard.
struct Action {
  enum class Kind : std::uint8_t {
    press,  // buttons, links, radios, tabs, options, disclosures
    set,   // text: what was entered in a text field, or an option's id; number: a slider's position
    edit,  // text field while typing: text so far, selection in UTF-16 units; nothing is committed
    focus,
    blur,
    wheel,  // over what takes it: number in px (a list), or as the logarithm of a range (a chart)
  };
  std::string id{};
  Kind kind = Kind::press;
  std::string text{};
  double number = 0;
  int selection_start = 0, selection_end = 0;
};

/// Where the wheel, or two fingers, do something else than scroll the document.
struct WheelArea {
  std::string id;       ///< of the node that gets a `wheel` action
  Rectangle rectangle;  ///< in the document
  bool zooms = false;   ///< taken with Ctrl or two fingers only, number: logarithm of the range
};

/// The tree of one frame, in reading order: parents before their children.
class Tree {
 public:
  void clear();
  /// Adds a node as the last child of the open parent and returns its index.
  int add(Node node);
  /// Adds a node that takes the nodes added until the matching close() as children.
  int open(Node node);
  void close();

  const std::vector<Node>& nodes() const { return nodes_; }
  Node& at(int index) { return nodes_[static_cast<std::size_t>(index)]; }
  /// The node of an id, or nullptr.
  const Node* find(std::string_view id) const;
  /// Ids that were added twice in this frame: a defect, reported by the tests.
  std::vector<std::string> duplicates() const;

 private:
  std::vector<Node> nodes_;
  std::vector<int> open_;
};

/// The tree as JSON, for the mirror: an array of nodes, defaults left out, rectangles in whole
/// pixels; the member names are in web/page/semantics.js.
std::string to_json(const Tree& tree);

}  // namespace sans_serveur::ui
