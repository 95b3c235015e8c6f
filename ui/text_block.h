// A block of text: runs of different faces and colours, wrapped to a width.
//
// Lines break at plain spaces only: French typography's no-break spaces hold.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/canvas.h"

namespace sans_serveur::ui {

/// A stretch of text of one look.
struct Run {
  std::string_view text;
  Face face = Face::t14;
  Colour colour = 0;
  Colour underline = 0;  ///< 0: none
  float underline_thickness = 1;
  float underline_distance = 3;  ///< from the baseline to the top of the line
};

/// Runs laid out: measured at construction, drawn where wanted. Keeps views of the runs' texts.
class TextBlock {
 public:
  /// `line`: height of a line; 0: that of the first run's face. `width` ≤ 0: one line.
  TextBlock(const Canvas& canvas, const std::vector<Run>& runs, float width, float line = 0);
  TextBlock(const TextBlock&) = delete;  // pieces point into runs_
  TextBlock& operator=(const TextBlock&) = delete;

  float height() const { return static_cast<float>(lines_.size()) * line_; }
  float width() const { return widest_; }
  std::size_t line_count() const { return lines_.size(); }
  /// From the left edge to the end of the last line.
  float last_line_width() const { return lines_.empty() ? 0 : lines_.back().width; }
  void draw(Canvas& canvas, float x, float y, Align align = Align::left) const;

 private:
  struct Piece {
    std::string_view text;
    const Run* run;
    float x, width;
    bool glued;  ///< to the piece before, with no space between
  };
  struct Line {
    std::vector<Piece> pieces;
    float width = 0;
  };
  void place(const Canvas& canvas, const Run& run, std::string_view word, bool glued, float limit);

  std::vector<Run> runs_;
  std::vector<Line> lines_;
  float line_ = 0, widest_ = 0;
  float pending_space_ = 0;
};

/// The runs of a text in which **bold** stretches are marked with pairs of asterisks.
std::vector<Run> marked_runs(std::string_view text, Face plain, Face bold, Colour colour,
                             Colour bold_colour);

/// Draws a wrapped paragraph of one look and returns its height.
float draw_paragraph(Canvas& canvas, Face face, float x, float y, float width,
                     std::string_view text, Colour colour);
float paragraph_height(const Canvas& canvas, Face face, float width, std::string_view text);

/// The text cut with "…" where it is wider than `width`; the text itself if it fits.
std::string shortened(const Canvas& canvas, Face face, std::string_view text, float width);

}  // namespace sans_serveur::ui
