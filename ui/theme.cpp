#include "ui/theme.h"

namespace sans_serveur::ui {
namespace {

/// 0xRRGGBB, as colours are written, to an opaque Colour.
constexpr Colour rgb(std::uint32_t value) {
  return 0xFF000000u | (value & 0xFFu) << 16 | (value & 0xFF00u) | (value >> 16 & 0xFFu);
}

constexpr Theme light{
    .dark = false,
    .page = rgb(0xFFFFFF),
    .side = rgb(0xF7F7F4),
    .field = rgb(0xFFFFFF),
    .hover = rgb(0xEFEFEA),
    .line = rgb(0xE4E4DF),
    .line2 = rgb(0xC6C7C1),
    .ink = rgb(0x16181D),
    .ink2 = rgb(0x4A505A),
    .ink3 = rgb(0x656C77),
    .lambda = {rgb(0xDD6B14), rgb(0xF0A262), rgb(0xF8CFA9), rgb(0xFDEEDF), rgb(0xA84803)},
    .fargate = {rgb(0x2A65C8), rgb(0x7EA3E4), rgb(0xBACFF3), rgb(0xE8EFFB), rgb(0x1D55B4)},
    .neutral1 = rgb(0xB9BCC1),
    .neutral2 = rgb(0xD9DBDD),
    .neutral3 = rgb(0xF1F1EE),
    .error = rgb(0xB3261E),
};

constexpr Theme dark_theme{
    .dark = true,
    .page = rgb(0x111317),
    .side = rgb(0x171A1F),
    .field = rgb(0x1D2127),
    .hover = rgb(0x252A31),
    .line = rgb(0x282D34),
    .line2 = rgb(0x454C57),
    .ink = rgb(0xECEEF1),
    .ink2 = rgb(0xB6BCC6),
    .ink3 = rgb(0x8E96A3),
    .lambda = {rgb(0xEE8E3C), rgb(0x9A5824), rgb(0x6B4223), rgb(0x2B2119), rgb(0xF3A059)},
    .fargate = {rgb(0x5A99F2), rgb(0x3A67AC), rgb(0x274572), rgb(0x182435), rgb(0x82B3FA)},
    .neutral1 = rgb(0x5B626D),
    .neutral2 = rgb(0x3A404A),
    .neutral3 = rgb(0x1D2127),
    .error = rgb(0xFF8A80),
};

}  // namespace

Theme theme(bool dark, bool more_contrast) {
  Theme result = dark ? dark_theme : light;
  if (more_contrast) {
    result.line = result.line2;
    result.line2 = result.ink3;
  }
  return result;
}

Colour zone_fill(const Theme& theme, Choice choice, int depth) {
  if (choice != Choice::lambda && choice != Choice::fargate) {
    return depth == 1 ? theme.neutral1 : theme.neutral2;
  }
  const ServiceColours& colours = choice == Choice::lambda ? theme.lambda : theme.fargate;
  return depth == 1 ? colours.fill1 : depth == 2 ? colours.fill2 : colours.fill3;
}

Colour choice_text(const Theme& theme, Choice choice) {
  if (choice == Choice::lambda) return theme.lambda.text;
  if (choice == Choice::fargate) return theme.fargate.text;
  return theme.ink2;
}

}  // namespace sans_serveur::ui
