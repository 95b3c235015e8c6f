#include "ui/fonts.h"

#include <imgui.h>
#include <imgui_internal.h>

namespace sans_serveur::ui {
namespace {

struct FaceDescription {
  float size, line;
  std::string_view FontFiles::* file;
};

constexpr std::array<FaceDescription, face_count> faces{{
    {12, 16, &FontFiles::regular},
    {12, 16, &FontFiles::semibold},
    {14, 20, &FontFiles::regular},
    {14, 20, &FontFiles::semibold},
    {18, 24, &FontFiles::display},
    {24, 32, &FontFiles::display},
    {30, 38, &FontFiles::display},
}};

// Inter's hhea table, in ems.
constexpr float ascent = 0.96875f, ascent_and_descent = 1.2099609f;

const FaceDescription& describe(Face face) {
  return faces[static_cast<std::size_t>(face)];
}

/// Everything the fonts have: a workload's name may use any of it.
constexpr ImWchar all_ranges[] = {
    0x20,   0xFF,   0x152,  0x153,  0x178,  0x178,  0x2009, 0x2009, 0x2010, 0x2014, 0x2018,
    0x201E, 0x2022, 0x2022, 0x2026, 0x2026, 0x202F, 0x2030, 0x20AC, 0x20AC, 0x2190, 0x2193,
    0x2197, 0x2197, 0x2212, 0x2212, 0x2248, 0x2265, 0x25A0, 0x25A0, 0x25B2, 0x25B2, 0};

/// Code points as pairs of ImGui ranges.
ImVector<ImWchar> ranges_of(const std::vector<std::uint32_t>& characters) {
  ImFontGlyphRangesBuilder builder;
  for (const std::uint32_t character : characters) {
    if (character <= IM_UNICODE_CODEPOINT_MAX) builder.AddChar(static_cast<ImWchar>(character));
  }
  ImVector<ImWchar> ranges;
  builder.BuildRanges(&ranges);
  return ranges;
}

}  // namespace

float face_size(Face face) {
  return describe(face).size;
}
float line_height(Face face) {
  return describe(face).line;
}

bool Fonts::bake(const FontFiles& files, float pixel_ratio,
                 const std::vector<std::uint32_t>& characters) {
  if (pixel_ratio == pixel_ratio_) return false;
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  atlas.Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoPowerOfTwoHeight;
  const ImVector<ImWchar> ranges = ranges_of(characters);
  for (std::size_t i = 0; i < face_count; ++i) {
    const FaceDescription& face = faces[i];
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    // Glyphs stand between device pixels; small ones need more samples across.
    config.OversampleH = face.size * pixel_ratio < 18 ? 3 : 2;
    config.OversampleV = 1;
    const float size = face.size * ascent_and_descent * pixel_ratio, whole = ImTrunc(size);
    config.RasterizerDensity = size / whole;
    scales_[i] = config.RasterizerDensity / pixel_ratio;
    const std::string_view bytes = files.*face.file;
    fonts_[i] =
        atlas.AddFontFromMemoryTTF(const_cast<char*>(bytes.data()), static_cast<int>(bytes.size()),
                                   whole, &config, wide_ ? all_ranges : ranges.Data);
  }
  atlas.Build();
  // The renderer sees the null id and uploads the atlas; see web/.
  atlas.SetTexID(nullptr);
  pixel_ratio_ = pixel_ratio;
  return true;
}

bool Fonts::widen() {
  if (wide_) return false;
  wide_ = true;
  pixel_ratio_ = 0;
  return true;
}

float Fonts::width(Face face, std::string_view text) const {
  const ImFont& baked = font(face);
  float width = 0;
  while (!text.empty()) {
    width += baked.GetCharAdvance(static_cast<ImWchar>(next_character(text)));
  }
  return width * scale(face);
}

float Fonts::baseline(Face face) const {
  const FaceDescription& description = describe(face);
  const float top = (description.line - description.size * ascent_and_descent) / 2;
  return ImFloor((top + description.size * ascent) * pixel_ratio_ + 0.5f) / pixel_ratio_;
}

std::uint32_t next_character(std::string_view& text) {
  unsigned int character = 0;
  const int length = ImTextCharFromUtf8(&character, text.data(), text.data() + text.size());
  text.remove_prefix(static_cast<std::size_t>(length > 0 ? length : 1));
  return character;
}

}  // namespace sans_serveur::ui
