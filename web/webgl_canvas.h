// The canvas: a WebGL 2 context that draws what ImGui lays out, lost and restored as browsers
// please.
#pragma once

#include <imgui.h>

namespace sans_serveur::web {

/// False when there is no WebGL 2: draw() does nothing then.
bool open_canvas();
void close_canvas();

/// Draws a frame. A font atlas whose TexID is null (new, or built anew) is uploaded first; it is
/// the only texture, whatever the draw commands say. False if there is nothing to draw on.
bool draw(const ImDrawData& data);

/// The context has gone, with everything in it.
void lose_canvas();
/// It is there again, or for the first time; false if there is none.
bool regain_canvas();

}  // namespace sans_serveur::web
