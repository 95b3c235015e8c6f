#include "ui/layout.h"

#include <algorithm>

namespace sans_serveur::ui {
namespace {

Breadth breadth_of(float width) {
  if (width < 768) return Breadth::phone;
  if (width < 1024) return Breadth::narrow;
  if (width < 1280) return Breadth::medium;
  return width < 2200 ? Breadth::wide : Breadth::widest;
}

}  // namespace

Layout layout(float width, bool coarse_pointer) {
  constexpr float max_content = 1120, max_third = 960;
  Layout result;
  result.breadth = breadth_of(width);
  result.width = width;
  const bool phone = result.phone();
  result.large_controls = phone || coarse_pointer;
  result.header_padding = phone ? 16 : 24;
  result.main_top = phone ? 20 : 24;
  const float padding = phone ? 16 : result.breadth <= Breadth::medium ? 24 : 40;
  if (!result.folded()) {
    result.form_width = result.breadth == Breadth::medium ? 304 : 336;
    result.form_padding = result.breadth == Breadth::medium ? 20 : 24;
  }
  result.main_x = result.form_width + padding;
  result.main_width = std::min(max_content, width - result.form_width - 2 * padding);
  if (result.breadth == Breadth::widest) {
    result.third_x = result.form_width + max_content + 2 * padding;
    result.third_width = std::min(max_third, width - result.third_x - padding);
  }
  return result;
}

Layout excerpt_layout(float width, bool coarse_pointer) {
  constexpr float stacked_below = 600, max_content = 1120;
  Layout result;
  result.excerpt = true;
  result.breadth = width < stacked_below ? Breadth::phone : Breadth::narrow;
  result.width = width;
  result.large_controls = coarse_pointer;
  result.header_height = 0;
  result.header_padding = result.phone() ? 16 : 28;
  result.main_top = result.phone() ? 16 : 24;
  result.main_x = result.header_padding;
  result.main_width = std::min(max_content, width - 2 * result.header_padding);
  return result;
}

}  // namespace sans_serveur::ui
