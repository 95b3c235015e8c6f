// What the application is made of, from inside the program that links data_and_fonts.
#pragma once

#include <embedded.h>

#include "ui/app.h"

namespace sans_serveur::web {

inline ui::Files embedded_files() {
  using embedded::find;
  return {.prices = find("data/prices.json"),
          .limits = find("data/limits.json"),
          .start_times = find("data/start_times.json"),
          .presets = find("data/presets.json"),
          .french = find("content/fr.json"),
          .english = find("content/en.json"),
          .font_regular = find("fonts/Inter-Regular"),
          .font_semibold = find("fonts/Inter-SemiBold"),
          .font_display = find("fonts/InterDisplay-SemiBold"),
          .comparison = find("content/comparison.json")};
}

}  // namespace sans_serveur::web
