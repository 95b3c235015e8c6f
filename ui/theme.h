// Colours, by the name of what they are for, in a light and a dark theme.
//
// Measures and contrasts: every text colour is at least 4.5 : 1 on every ground it is used on.
// There is one accent per service and no other; selection, focus and progress are ink.
#pragma once

#include <cstdint>

#include "core/service.h"
#include "core/verdict.h"

namespace sans_serveur::ui {

/// Red, green, blue, alpha from the lowest byte up, as ImGui packs them.
using Colour = std::uint32_t;

struct ServiceColours {
  Colour mark;   ///< marks, lines, bars; never text
  Colour fill1;  ///< lighter and lighter fills
  Colour fill2;
  Colour fill3;
  Colour text;
};

struct Theme {
  bool dark;
  Colour page, side;       ///< grounds: the main area; the form and highlighted cells
  Colour field, hover;     ///< inputs; hovered or unselected controls
  Colour line, line2;      ///< hairlines; borders of controls
  Colour ink, ink2, ink3;  ///< text, focus, selection; second text; help and units
  ServiceColours lambda, fargate;
  Colour neutral1, neutral2, neutral3;  ///< parts equal on both sides, empty tracks, "within 10 %"
  Colour error;

  const ServiceColours& of(Service service) const {
    return service == Service::lambda ? lambda : fargate;
  }
};

/// The theme; with more contrast, hairlines become borders and borders become help text.
Theme theme(bool dark, bool more_contrast);

/// The fill of a zone where a choice is the verdict: a service's fill at the given depth (1 to 3),
/// or neutral where no single service is.
Colour zone_fill(const Theme& theme, Choice choice, int depth);

/// Text about a choice: the service's text colour, or ink2.
Colour choice_text(const Theme& theme, Choice choice);

}  // namespace sans_serveur::ui
