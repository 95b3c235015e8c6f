// The page's columns at each width.
#pragma once

#include "ui/canvas.h"

namespace sans_serveur::ui {

enum class Breadth {
  phone,   // below 768: one column, padding 16, controls for fingers
  narrow,  // 768 to 1023: the form folds into a summary
  medium,  // 1024 to 1279
  wide,    // from 1280
  widest,  // from 2200: a third column
};

struct Layout {
  Breadth breadth = Breadth::wide;
  float width = 0;  ///< of the viewport
  float header_height = 56, header_padding = 24;
  float form_width = 0, form_padding = 0;  ///< of the column with its border; 0: folded
  float main_x = 0, main_width = 0;        ///< content, inside its padding
  float main_top = 24;                     ///< padding above it
  float third_x = 0, third_width = 0;      ///< 0: none
  bool large_controls = false;
  bool excerpt = false;  ///< the verdict or one panel, inside another page

  bool phone() const { return breadth == Breadth::phone; }
  bool folded() const { return breadth <= Breadth::narrow; }
};

Layout layout(float width, bool coarse_pointer);

/// One column with no header and no form, as wide as the frame that a page gives it.
Layout excerpt_layout(float width, bool coarse_pointer);

}  // namespace sans_serveur::ui
