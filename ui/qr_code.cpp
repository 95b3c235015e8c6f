#include "ui/qr_code.h"

#include <qrcodegen.h>

namespace sans_serveur::ui {

QrCode qr_code(std::string_view text) {
  QrCode code;
  code.text = text;
  std::vector<std::uint8_t> scratch(qrcodegen_BUFFER_LEN_MAX), symbol(qrcodegen_BUFFER_LEN_MAX);
  if (!qrcodegen_encodeText(code.text.c_str(), scratch.data(), symbol.data(), qrcodegen_Ecc_LOW,
                            qrcodegen_VERSION_MIN, qrcodegen_VERSION_MAX, qrcodegen_Mask_AUTO,
                            true)) {
    return code;
  }
  code.size = qrcodegen_getSize(symbol.data());
  for (int y = 0; y < code.size; ++y) {
    for (int x = 0; x < code.size; ++x) {
      code.dark.push_back(qrcodegen_getModule(symbol.data(), x, y) ? 1 : 0);
    }
  }
  return code;
}

}  // namespace sans_serveur::ui
