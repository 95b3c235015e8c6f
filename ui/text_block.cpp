#include "ui/text_block.h"

#include <algorithm>

namespace sans_serveur::ui {
namespace {

/// Where the first `limit` px of a word end: at least one character.
std::size_t fitting(const Canvas& canvas, Face face, std::string_view word, float limit) {
  std::size_t end = 0;
  std::string_view rest = word;
  while (!rest.empty()) {
    next_character(rest);
    const std::size_t next = word.size() - rest.size();
    if (end > 0 && canvas.text_width(face, word.substr(0, next)) > limit) break;
    end = next;
  }
  return end;
}

}  // namespace

TextBlock::TextBlock(const Canvas& canvas, const std::vector<Run>& runs, float width, float line)
    : runs_(runs), lines_(1), line_(line) {
  if (line_ <= 0) line_ = runs_.empty() ? 0 : line_height(runs_.front().face);
  const float limit = width > 0 ? width : 1e9f;
  bool glued = true;  // to what stands before, with no space between
  for (const Run& run : runs_) {
    std::string_view rest = run.text;
    while (!rest.empty()) {
      if (rest.front() == ' ') {
        pending_space_ = canvas.text_width(run.face, " ");
        glued = false;
        rest.remove_prefix(1);
        continue;
      }
      const std::string_view word = rest.substr(0, rest.find(' '));
      place(canvas, run, word, glued, limit);
      glued = true;
      rest.remove_prefix(word.size());
    }
  }
  for (const Line& laid : lines_) widest_ = std::max(widest_, laid.width);
}

void TextBlock::place(const Canvas& canvas, const Run& run, std::string_view word, bool glued,
                      float limit) {
  while (!word.empty()) {
    const float width = canvas.text_width(run.face, word);
    const float space = glued ? 0 : pending_space_;
    Line* line = &lines_.back();
    if (!line->pieces.empty() && line->width + space + width > limit) {
      // What is glued to a word (a full stop after a bold one) takes it along.
      std::size_t first = line->pieces.size();
      if (glued) {
        do --first;
        while (first > 0 && line->pieces[first].glued);
      }
      const auto from = line->pieces.begin() + static_cast<std::ptrdiff_t>(first);
      std::vector<Piece> taken(from, line->pieces.end());
      if (first == 0) taken.clear();  // the line is that one word
      line->pieces.resize(line->pieces.size() - taken.size());
      line->width = line->pieces.back().x + line->pieces.back().width;
      lines_.emplace_back();
      line = &lines_.back();
      for (Piece piece : taken) {
        piece.x = line->width;
        line->width += piece.width;
        line->pieces.push_back(piece);
      }
    } else if (!line->pieces.empty()) {
      line->width += space;
    }
    const std::size_t end =
        width > limit ? fitting(canvas, run.face, word, limit - line->width) : word.size();
    const std::string_view part = word.substr(0, end);
    const float part_width = canvas.text_width(run.face, part);
    line->pieces.push_back({part, &run, line->width, part_width, glued});
    line->width += part_width;
    word.remove_prefix(end);
    if (!word.empty()) lines_.emplace_back();
    glued = true;
  }
}

void TextBlock::draw(Canvas& canvas, float x, float y, Align align) const {
  for (const Line& line : lines_) {
    const float shift = align == Align::right    ? -line.width
                        : align == Align::centre ? -line.width / 2
                                                 : 0;
    for (std::size_t i = 0; i < line.pieces.size(); ++i) {
      const Piece& piece = line.pieces[i];
      const Run& run = *piece.run;
      // Pieces of different size stand on one baseline, that of the first run.
      const float top = y + (line_ - line_height(runs_.front().face)) / 2 +
                        canvas.fonts().baseline(runs_.front().face) -
                        canvas.fonts().baseline(run.face);
      canvas.text(run.face, x + shift + piece.x, top, piece.text, run.colour);
      if (run.underline == 0) continue;
      const bool continues = i + 1 < line.pieces.size() && line.pieces[i + 1].run == piece.run;
      const float end = continues ? line.pieces[i + 1].x : piece.x + piece.width;
      canvas.horizontal(x + shift + piece.x,
                        top + canvas.fonts().baseline(run.face) + run.underline_distance,
                        end - piece.x, run.underline, run.underline_thickness);
    }
    y += line_;
  }
}

std::vector<Run> marked_runs(std::string_view text, Face plain, Face bold, Colour colour,
                             Colour bold_colour) {
  std::vector<Run> runs;
  bool strong = false;
  while (!text.empty()) {
    const std::size_t mark = text.find("**");
    const std::string_view part = text.substr(0, mark);
    if (!part.empty()) {
      runs.push_back({part, strong ? bold : plain, strong ? bold_colour : colour, 0, 1, 3});
    }
    if (mark == std::string_view::npos) break;
    text.remove_prefix(mark + 2);
    strong = !strong;
  }
  return runs;
}

float draw_paragraph(Canvas& canvas, Face face, float x, float y, float width,
                     std::string_view text, Colour colour) {
  const TextBlock block(canvas, {{text, face, colour, 0, 1, 3}}, width);
  block.draw(canvas, x, y);
  return block.height();
}

float paragraph_height(const Canvas& canvas, Face face, float width, std::string_view text) {
  return TextBlock(canvas, {{text, face, 0, 0, 1, 3}}, width).height();
}

std::string shortened(const Canvas& canvas, Face face, std::string_view text, float width) {
  if (canvas.text_width(face, text) <= width) return std::string(text);
  const float room = width - canvas.text_width(face, "…");
  return std::string(text.substr(0, fitting(canvas, face, text, room))) + "…";
}

}  // namespace sans_serveur::ui
