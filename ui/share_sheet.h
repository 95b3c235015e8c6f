// The share sheet: the link as text and as a QR code, over the page while it is open; and the toast
// that says what was done.
#pragma once

#include "ui/frame.h"

namespace sans_serveur::ui {

/// Draws it over everything, below the header's button.
void draw_share_sheet(const Frame& frame);

/// A short message at the foot of the viewport; with an empty one only its live region, which a
/// screen reader must know before there is something to say.
void draw_toast(const Frame& frame, std::string_view text);

}  // namespace sans_serveur::ui
