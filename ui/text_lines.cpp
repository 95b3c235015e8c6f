#include "ui/text_lines.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>

namespace sans_serveur::ui {
namespace {

/// A node that shows words, and which of them have been found.
struct Reader {
  struct Range {
    std::size_t from, to;
  };
  int node;
  std::string words;
  std::vector<Range> found;
};

bool shows_words(const Node& node) {
  switch (node.role) {
    case Role::region:
    case Role::tab_list:
    case Role::tab_panel:
    case Role::text_field:
    case Role::select:
    case Role::option:
    case Role::table:
    case Role::row:
    case Role::list:
    case Role::image:
    case Role::live:
      return false;
    default:
      return node.rectangle.width > 0 && node.rectangle.height > 0;
  }
}

bool is_word(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("\u00a0") || rest.starts_with("\u202f")) return false;
  return std::isalnum(static_cast<unsigned char>(rest.front())) != 0 || rest.front() < 0;
}

bool is_digit(std::string_view text, std::size_t at) {
  return at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0;
}

/// The text stands by itself there: not as the end of a word, nor as the start of a number.
bool stands_alone(std::string_view words, std::size_t at, std::size_t size) {
  const std::size_t end = at + size;
  if (at > 0 && is_word(words, at) && is_word(words, at - 1)) return false;
  if (is_word(words, end) && is_word(words, end - 1)) return false;
  const bool decimals = end < words.size() && (words[end] == ',' || words[end] == '.');
  return !(decimals && is_digit(words, end - 1) && is_digit(words, end + 1));
}

/// Where a reader says a text that has not been found before; npos if it does not.
std::size_t place_of(const Reader& reader, std::string_view text) {
  for (std::size_t at = reader.words.find(text); at != std::string::npos;
       at = reader.words.find(text, at + 1)) {
    const bool taken = std::ranges::any_of(reader.found, [&](const Reader::Range& range) {
      return at < range.to && at + text.size() > range.from;
    });
    if (!taken && stands_alone(reader.words, at, text.size())) return at;
  }
  return std::string::npos;
}

bool around(const Rectangle& box, Point at) {
  constexpr float slack = 3;
  return at.x >= box.x - slack && at.x <= right(box) + slack && at.y >= box.y - slack &&
         at.y <= bottom(box) + slack;
}

/// Continues the last line, or begins one.
void add_piece(Node& node, Reader& reader, const DrawnText& text, std::size_t at) {
  const std::size_t end = at + text.text.size();
  if (!node.lines.empty()) {
    TextLine& line = node.lines.back();
    Reader::Range& range = reader.found.back();
    const bool follows = at >= range.to && line.face == static_cast<int>(text.face) &&
                         std::fabs(line.y - text.box.y) < 0.01f;
    if (follows && reader.words.find_first_not_of(' ', range.to) >= at) {
      range.to = end;
      line.text = reader.words.substr(range.from, end - range.from);
      return;
    }
  }
  reader.found.push_back({at, end});
  node.lines.push_back({text.text, text.box.x, text.box.y, static_cast<int>(text.face)});
}

/// Nodes by the stripes of the document that they touch, so that a text is looked for in a few
/// only.
class Stripes {
 public:
  explicit Stripes(const Tree& tree) {
    for (int i = 0; i < static_cast<int>(tree.nodes().size()); ++i) {
      const Node& node = tree.nodes()[static_cast<std::size_t>(i)];
      if (!shows_words(node)) continue;
      const int index = static_cast<int>(readers_.size());
      readers_.push_back({i, node.name + " " + node.value_text + " " + node.description, {}});
      for (int s = stripe(node.rectangle.y - 4); s <= stripe(bottom(node.rectangle) + 4); ++s)
        stripes_[s].push_back(index);
    }
  }
  std::span<const int> at(float y) const {
    const auto found = stripes_.find(stripe(y));
    return found == stripes_.end() ? std::span<const int>() : found->second;
  }
  Reader& reader(int index) { return readers_[static_cast<std::size_t>(index)]; }

 private:
  static int stripe(float y) { return static_cast<int>(std::floor(y / 64)); }

  std::vector<Reader> readers_;
  std::map<int, std::vector<int>> stripes_;
};

}  // namespace

void attach_lines(Tree& tree, std::span<const DrawnText> texts) {
  Stripes stripes(tree);
  for (const DrawnText& text : texts) {
    if (text.text.empty()) continue;
    const Point middle = centre(text.box);
    Reader* best = nullptr;
    std::size_t best_place = 0;
    float smallest = 0;
    for (const int index : stripes.at(middle.y)) {
      Reader& reader = stripes.reader(index);
      const Rectangle& box = tree.at(reader.node).rectangle;
      const float area = box.width * box.height;
      if (!around(box, middle) || (best != nullptr && area >= smallest)) continue;
      const std::size_t place = place_of(reader, text.text);
      if (place == std::string::npos) continue;
      best = &reader;
      best_place = place;
      smallest = area;
    }
    if (best != nullptr) add_piece(tree.at(best->node), *best, text, best_place);
  }
}

}  // namespace sans_serveur::ui
