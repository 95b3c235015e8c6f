#include "ui/semantics.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iterator>
#include <utility>

namespace sans_serveur::ui {

void Tree::clear() {
  nodes_.clear();
  open_.clear();
}

int Tree::add(Node node) {
  if (!open_.empty()) node.parent = open_.back();
  nodes_.push_back(std::move(node));
  return static_cast<int>(nodes_.size()) - 1;
}

int Tree::open(Node node) {
  const int index = add(std::move(node));
  open_.push_back(index);
  return index;
}

void Tree::close() {
  if (!open_.empty()) open_.pop_back();
}

const Node* Tree::find(std::string_view id) const {
  const auto found = std::ranges::find(nodes_, id, &Node::id);
  return found == nodes_.end() ? nullptr : &*found;
}

std::vector<std::string> Tree::duplicates() const {
  std::vector<std::string_view> ids;
  ids.reserve(nodes_.size());
  for (const Node& node : nodes_) ids.push_back(node.id);
  std::ranges::sort(ids);

  std::vector<std::string> twice;
  for (std::size_t i = 1; i < ids.size(); ++i) {
    if (ids[i] == ids[i - 1] && (twice.empty() || twice.back() != ids[i]))
      twice.emplace_back(ids[i]);
  }
  return twice;
}

namespace {

/// The roles in their order, as web/page/semantics.js calls them.
constexpr std::string_view role_names[] = {
    "region",     "heading", "paragraph", "button",        "link",       "radio_group", "radio",
    "tab_list",   "tab",     "tab_panel", "slider",        "text_field", "select",      "option",
    "disclosure", "table",   "row",       "column_header", "row_header", "cell",        "list",
    "list_item",  "image",   "live",      "alert"};
static_assert(std::size(role_names) == static_cast<std::size_t>(Role::alert) + 1);

void append_escaped(std::string& json, std::string_view text) {
  json += '"';
  for (const char character : text) {
    if (character == '"' || character == '\\') {
      json += '\\';
      json += character;
    } else if (static_cast<unsigned char>(character) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(character));
      json += escape;
    } else {
      json += character;
    }
  }
  json += '"';
}

void append_text(std::string& json, std::string_view member, std::string_view text) {
  if (text.empty()) return;
  json += ",\"";
  json += member;
  json += "\":";
  append_escaped(json, text);
}

void append_flag(std::string& json, std::string_view member, bool flag) {
  if (!flag) return;
  json += ",\"";
  json += member;
  json += "\":1";
}

/// Twelve digits tell every position of a slider apart; JSON has no word for NaN.
void append_number(std::string& json, double number) {
  char text[32];
  std::snprintf(text, sizeof text, "%.12g", std::isfinite(number) ? number : 0.0);
  json += text;
}

/// Whole pixels: the mirror is invisible, and a tree that only trembles is not sent again.
void append_box(std::string& json, const Rectangle& box) {
  if (box.width <= 0 || box.height <= 0) return;
  char text[96];
  std::snprintf(text, sizeof text, ",\"box\":[%ld,%ld,%ld,%ld]", std::lround(box.x),
                std::lround(box.y), std::lround(box.width), std::lround(box.height));
  json += text;
}

void append_lines(std::string& json, const std::vector<TextLine>& lines) {
  if (lines.empty()) return;
  json += ",\"lines\":[";
  for (const TextLine& line : lines) {
    json += '[';
    append_escaped(json, line.text);
    char place[64];
    std::snprintf(place, sizeof place, ",%.5g,%.6g,%d],", static_cast<double>(line.x),
                  static_cast<double>(line.y), line.face);
    json += place;
  }
  json.back() = ']';
}

void append_range(std::string& json, const Node& node) {
  if (node.role != Role::slider) return;
  json += ",\"range\":[";
  for (const double number : {node.number, node.minimum, node.maximum, node.step}) {
    append_number(json, number);
    json += ',';
  }
  json.back() = ']';
}

void append_node(std::string& json, const Node& node) {
  json += "{\"id\":";
  append_escaped(json, node.id);
  append_text(json, "role", role_names[static_cast<std::size_t>(node.role)]);
  append_text(json, "name", node.name);
  append_text(json, "value", node.value_text);
  append_text(json, "help", node.description);
  append_range(json, node);
  if (node.level > 0) json += ",\"level\":" + std::to_string(node.level);
  append_flag(json, "on", node.selected);
  append_flag(json, "toggle", node.toggle);
  append_flag(json, "off", node.disabled);
  append_flag(json, "fixed", node.read_only);
  append_flag(json, "words", node.words);
  append_flag(json, "bad", node.invalid);
  append_box(json, node.rectangle);
  append_lines(json, node.lines);
  if (node.parent >= 0) json += ",\"in\":" + std::to_string(node.parent);
  json += '}';
}

}  // namespace

std::string to_json(const Tree& tree) {
  std::string json = "[";
  json.reserve(tree.nodes().size() * 160);
  for (const Node& node : tree.nodes()) {
    if (json.size() > 1) json += ",\n";
    append_node(json, node);
  }
  return json += ']';
}

}  // namespace sans_serveur::ui
