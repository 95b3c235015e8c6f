// The axis of the difference in cost, Lambda − Fargate: what the tornado's bars and the other
// choices stand on. Left of 0 Lambda is cheaper, right of it Fargate.
#pragma once

#include <string>

#include "ui/frame.h"
#include "ui/plot.h"

namespace sans_serveur::ui {

struct DifferenceAxis {
  float x = 0, width = 0;  ///< with the columns on both sides
  Axis usd;                ///< to px
  double today = 0;
  bool stacked = false;   ///< names above the bars
  float value_right = 0;  ///< right edge of the column of present values; 0: none
  float row_height = 28;

  /// The cheaper service at a difference.
  static Service cheaper(double difference) {
    return difference > 0 ? Service::fargate : Service::lambda;
  }
  Service home() const { return cheaper(today); }
  float at(double difference) const { return usd.at(difference); }
  /// The middle of a row's bar, and the top of its line of text.
  float bar_middle(float row_top) const { return row_top + (stacked ? 34 : 14); }
  float text_top(float row_top) const { return row_top + (stacked ? 3 : 4); }
  /// What a name may take, with or without the present value after it.
  float name_width(bool with_value) const;
};

/// Of a part `width` wide: holds everything that Model::changes() has to show on it.
DifferenceAxis difference_axis(const Frame& frame, float x, float width);

inline constexpr float difference_header = 40;
/// Names of the sides, ticks and lines down to `end`; the first row starts at y +
/// difference_header.
void draw_difference_axis(const Frame& frame, const DifferenceAxis& axis, float y, float end,
                          std::string_view title);
/// The dashed line of today, over the bars; where names are above these, row by row instead.
void draw_today(const Frame& frame, const DifferenceAxis& axis, float y, float end);
/// A row's hairline and name, and its part of the line of today; after its bar.
void draw_row_name(const Frame& frame, const DifferenceAxis& axis, float y, std::string_view name,
                   float name_width, bool first);

/// "+59 $", "−11 $".
std::string signed_usd(double usd, Language language);

}  // namespace sans_serveur::ui
