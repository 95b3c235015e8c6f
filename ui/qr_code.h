// QR codes: a text as a square of dark and light modules (ISO/IEC 18004), by Nayuki's library.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sans_serveur::ui {

struct QrCode {
  std::string text;                ///< what it says
  int size = 0;                    ///< modules along a side; 0: the text is too long for one
  std::vector<std::uint8_t> dark;  ///< size × size, row by row: 1 dark, 0 light

  bool is_dark(int x, int y) const {
    return dark[static_cast<std::size_t>(y) * static_cast<std::size_t>(size) +
                static_cast<std::size_t>(x)] != 0;
  }
};

/// The light border that readers need around it, in modules.
inline constexpr int qr_quiet_zone = 4;

/// The smallest code that holds the text (up to 2 953 bytes). Takes a few milliseconds.
QrCode qr_code(std::string_view text);

}  // namespace sans_serveur::ui
