#include "tests/screens/raster.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <imgui.h>

namespace sans_serveur::screens {
namespace {

struct Texture {
  const unsigned char* alpha = nullptr;
  int width = 0, height = 0;

  float texel(int x, int y) const {
    x = std::clamp(x, 0, width - 1);
    y = std::clamp(y, 0, height - 1);
    return static_cast<float>(alpha[y * width + x]) / 255;
  }

  float sample(float u, float v) const {
    const float x = u * static_cast<float>(width) - 0.5f, y = v * static_cast<float>(height) - 0.5f;
    const int left = static_cast<int>(std::floor(x)), top = static_cast<int>(std::floor(y));
    const float fx = x - static_cast<float>(left), fy = y - static_cast<float>(top);
    const float above = texel(left, top) * (1 - fx) + texel(left + 1, top) * fx;
    const float below = texel(left, top + 1) * (1 - fx) + texel(left + 1, top + 1) * fx;
    return above * (1 - fy) + below * fy;
  }
};

struct Corner {
  float x, y, u, v;
  std::array<float, 4> colour;
};

struct Box {
  int left, top, right, bottom;
};

Corner corner(const ImDrawVert& vertex, const ImDrawData& data) {
  Corner result{(vertex.pos.x - data.DisplayPos.x) * data.FramebufferScale.x,
                (vertex.pos.y - data.DisplayPos.y) * data.FramebufferScale.y,
                vertex.uv.x,
                vertex.uv.y,
                {}};
  for (unsigned i = 0; i < 4; ++i) {
    result.colour[i] = static_cast<float>(vertex.col >> (8 * i) & 0xFF) / 255;
  }
  return result;
}

float edge(const Corner& a, const Corner& b, float x, float y) {
  return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
}

/// An edge whose own pixels belong to the triangle, so that neighbours never both draw them.
bool owns(const Corner& a, const Corner& b) {
  return a.y < b.y || (a.y == b.y && a.x > b.x);
}

void blend(std::uint8_t* pixel, const std::array<float, 4>& colour, float coverage) {
  const float alpha = colour[3] * coverage;
  for (std::size_t i = 0; i < 3; ++i) {
    const float mixed = static_cast<float>(pixel[i]) * (1 - alpha) + colour[i] * 255 * alpha;
    pixel[i] = static_cast<std::uint8_t>(std::lround(mixed));
  }
}

void fill(Image& image, const Texture& texture, const Box& clip, std::array<Corner, 3> t) {
  float area = edge(t[0], t[1], t[2].x, t[2].y);
  if (area == 0) return;
  if (area < 0) {
    std::swap(t[1], t[2]);
    area = -area;
  }
  const auto [left, right] = std::minmax({t[0].x, t[1].x, t[2].x});
  const auto [top, bottom] = std::minmax({t[0].y, t[1].y, t[2].y});
  const int from_x = std::max(clip.left, static_cast<int>(std::floor(left)));
  const int to_x = std::min(clip.right, static_cast<int>(std::ceil(right)));
  const int from_y = std::max(clip.top, static_cast<int>(std::floor(top)));
  const int to_y = std::min(clip.bottom, static_cast<int>(std::ceil(bottom)));
  for (int y = from_y; y < to_y; ++y) {
    for (int x = from_x; x < to_x; ++x) {
      const float px = static_cast<float>(x) + 0.5f, py = static_cast<float>(y) + 0.5f;
      std::array<float, 3> weight;
      bool inside = true;
      for (std::size_t i = 0; i < 3; ++i) {
        const Corner &a = t[(i + 1) % 3], &b = t[(i + 2) % 3];
        weight[i] = edge(a, b, px, py) / area;
        inside = inside && (weight[i] > 0 || (weight[i] == 0 && owns(a, b)));
      }
      if (!inside) continue;
      float u = 0, v = 0;
      std::array<float, 4> colour{};
      for (std::size_t i = 0; i < 3; ++i) {
        u += weight[i] * t[i].u;
        v += weight[i] * t[i].v;
        for (std::size_t k = 0; k < 4; ++k) colour[k] += weight[i] * t[i].colour[k];
      }
      blend(&image.rgb[static_cast<std::size_t>((y * image.width + x) * 3)], colour,
            texture.sample(u, v));
    }
  }
}

void draw(Image& image, const Texture& texture, const ImDrawList& list, const ImDrawData& data) {
  for (const ImDrawCmd& command : list.CmdBuffer) {
    const ImVec2 scale = data.FramebufferScale;
    const Box clip{std::max(0, static_cast<int>(command.ClipRect.x * scale.x)),
                   std::max(0, static_cast<int>(command.ClipRect.y * scale.y)),
                   std::min(image.width, static_cast<int>(command.ClipRect.z * scale.x)),
                   std::min(image.height, static_cast<int>(command.ClipRect.w * scale.y))};
    for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
      const auto vertex = [&](unsigned k) {
        const ImDrawIdx index = list.IdxBuffer[static_cast<int>(command.IdxOffset + i + k)];
        return corner(list.VtxBuffer[static_cast<int>(index + command.VtxOffset)], data);
      };
      fill(image, texture, clip, {vertex(0), vertex(1), vertex(2)});
    }
  }
}

// --- PNG ---

void append_number(std::string& bytes, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xFF);
}

std::uint32_t crc(std::string_view bytes) {
  std::uint32_t value = 0xFFFFFFFF;
  for (const char c : bytes) {
    value ^= static_cast<std::uint8_t>(c);
    for (int bit = 0; bit < 8; ++bit) value = value >> 1 ^ ((value & 1) != 0 ? 0xEDB88320u : 0);
  }
  return ~value;
}

void append_chunk(std::string& png, std::string_view type, std::string_view content) {
  append_number(png, static_cast<std::uint32_t>(content.size()));
  const std::string checked = std::string(type) + std::string(content);
  png += checked;
  append_number(png, crc(checked));
}

/// A zlib stream of stored blocks.
std::string stored(const std::string& raw) {
  constexpr std::size_t block = 65535;
  std::string bytes = "\x78\x01";
  for (std::size_t at = 0; at < raw.size(); at += block) {
    const std::size_t size = std::min(block, raw.size() - at);
    bytes += at + size == raw.size() ? '\1' : '\0';
    for (const std::size_t word : {size, ~size}) {
      bytes += static_cast<char>(word & 0xFF);
      bytes += static_cast<char>(word >> 8 & 0xFF);
    }
    bytes.append(raw, at, size);
  }
  std::uint32_t a = 1, b = 0;
  for (const char c : raw) {
    a = (a + static_cast<std::uint8_t>(c)) % 65521;
    b = (b + a) % 65521;
  }
  append_number(bytes, b << 16 | a);
  return bytes;
}

}  // namespace

Image rasterise(const ImDrawData& data, std::uint32_t background) {
  Image image;
  image.width = static_cast<int>(std::lround(data.DisplaySize.x * data.FramebufferScale.x));
  image.height = static_cast<int>(std::lround(data.DisplaySize.y * data.FramebufferScale.y));
  const auto pixels =
      static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
  image.rgb.resize(pixels * 3);
  for (std::size_t i = 0; i < image.rgb.size(); ++i) {
    image.rgb[i] = static_cast<std::uint8_t>(background >> (8 * (i % 3)) & 0xFF);
  }
  Texture texture;
  unsigned char* alpha = nullptr;
  ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&alpha, &texture.width, &texture.height);
  texture.alpha = alpha;
  for (const ImDrawList* list : data.CmdLists) draw(image, texture, *list, data);
  return image;
}

std::string to_png(const Image& image) {
  std::string header;
  append_number(header, static_cast<std::uint32_t>(image.width));
  append_number(header, static_cast<std::uint32_t>(image.height));
  header += std::string("\x08\x02\0\0\0", 5);
  std::string raw;
  const std::size_t row = static_cast<std::size_t>(image.width) * 3;
  for (std::size_t y = 0; y < static_cast<std::size_t>(image.height); ++y) {
    raw += '\0';
    raw.append(reinterpret_cast<const char*>(&image.rgb[y * row]), row);
  }
  std::string png = "\x89PNG\r\n\x1a\n";
  append_chunk(png, "IHDR", header);
  append_chunk(png, "IDAT", stored(raw));
  append_chunk(png, "IEND", "");
  return png;
}

}  // namespace sans_serveur::screens
