// ImGui's draw data as pixels, without a graphics card: for looking at the interface, and for tests
// that compare it with what it was.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

struct ImDrawData;

namespace sans_serveur::screens {

struct Image {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgb;  ///< rows from the top
};

/// Draws triangles as a graphics card would: pixel centres, blending, the font atlas bilinearly.
Image rasterise(const ImDrawData& data, std::uint32_t background);

/// As PNG, uncompressed: these are looked at, not published.
std::string to_png(const Image& image);

}  // namespace sans_serveur::screens
