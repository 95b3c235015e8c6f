// What the charts share: axes, ticks, labels with a ground of their own. Not ImPlot, whose lines
// have no joins and whose grid is not on device pixels at every zoom; whose ticks would not pass
// through Canvas::text, where languages and the layout tests are; and which adds 37 KB to the page
// (brotli) for what these lines do.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "ui/canvas.h"

namespace sans_serveur::ui {

/// From values to pixels along one direction.
struct Axis {
  double from = 0, to = 1;
  float start = 0, length = 0;  ///< px of `from`, and to `to`: negative upwards
  bool logarithmic = false;

  float at(double value) const;
  double value_at(float position) const;
};

/// Multiples of powers of ten within a logarithmic axis: 1-2-5, 1-3 or 1, the densest whose labels
/// stay `apart` px from each other; 1 to 9 or 1-2-3-5-7 where the axis is hardly a decade,
/// and not every decade where there are many.
std::vector<double> decade_ticks(const Axis& axis, float apart);
std::vector<double> decade_ticks(const Axis& axis, std::span<const int> multiples);
/// Round multiples within a linear axis, about `count` of them.
std::vector<double> linear_ticks(const Axis& axis, int count);

/// Text by its baseline, as charts place it.
float label(Canvas& canvas, Face face, float x, float baseline, std::string_view text,
            Colour colour, Align align = Align::left);
/// The same with the page's colour behind it, over lines.
float label_on_ground(Canvas& canvas, Face face, float x, float baseline, std::string_view text,
                      Colour colour, Align align = Align::left);

/// An open circle where two curves cross.
void draw_crossing(Canvas& canvas, Point at);

}  // namespace sans_serveur::ui
