// The seven faces: Inter in four roles, baked for the screen's pixel density and drawn scaled back.
//
// ImGui's size of a font is ascent + descent, 1.21 times Inter's em. A face is baked at
// size × 1.21 × pixel ratio, so one texel is one device pixel. ImGui cuts sizes to whole numbers,
// which would set 14 px in 13.2: the rest is put into its rasteriser's density.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

struct ImFont;

namespace sans_serveur::ui {

enum class Face : std::uint8_t {
  s12,  // help, units, axes, chips, buttons
  b12,  // labels, chart values
  t14,  // body, field names
  b14,  // row heads, values
  d18,  // guide heads
  d24,  // amounts, phone verdict
  d30,  // verdict
  count
};
inline constexpr std::size_t face_count = static_cast<std::size_t>(Face::count);

float face_size(Face face);    ///< em, CSS px
float line_height(Face face);  ///< CSS px

struct FontFiles {
  std::string_view regular, semibold, display;  ///< OpenType bytes
};

class Fonts {
 public:
  /// Bakes the faces into ImGui's atlas for a pixel ratio, unless they already are: the glyphs of
  /// `characters` (code points, sorted), for a fast start, or all that the files have once widen()
  /// was called. True if the atlas changed and the renderer has to upload it.
  bool bake(const FontFiles& files, float pixel_ratio,
            const std::vector<std::uint32_t>& characters);
  /// A text has a character that is not baked. True if the next bake() may know it.
  bool widen();

  const ImFont& font(Face face) const { return *fonts_[static_cast<std::size_t>(face)]; }
  /// CSS px for one unit of the face's ImFont.
  float scale(Face face) const { return scales_[static_cast<std::size_t>(face)]; }
  bool ready() const { return fonts_[0] != nullptr; }

  /// Width in CSS px.
  float width(Face face, std::string_view text) const;

  /// From the top of a line of the face's height to its baseline, CSS px.
  float baseline(Face face) const;

 private:
  std::array<ImFont*, face_count> fonts_{};
  std::array<float, face_count> scales_{};
  float pixel_ratio_ = 0;  ///< 0: not baked
  bool wide_ = false;
};

/// The next code point of UTF-8 text, which it advances; U+FFFD for what is not UTF-8.
std::uint32_t next_character(std::string_view& text);

}  // namespace sans_serveur::ui
