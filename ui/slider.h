// The slider field and the entry: the two ways to give a number.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/sensitivity.h"
#include "ui/slider_scale.h"
#include "ui/widgets.h"

namespace sans_serveur::ui {

/// What is being typed, and into which field; kept by the application between frames.
struct Draft {
  std::string id;  ///< of the entry; "" if none is being edited
  std::string text;
  int start = 0, end = 0;  ///< the selection, UTF-16 units
};

/// A number or a name to type. At rest it is plain text at the right end of its row; while it is
/// edited, or after a refused entry, a field.
struct Entry {
  std::string_view id;
  std::string_view name;         ///< spoken
  std::string_view value, unit;  ///< "55 M", "par mois"
  std::string_view editable;     ///< the value as one would type it
  std::string_view description;  ///< the range, or what was wrong
  bool invalid = false;
  std::string_view refused;  ///< the text that was not accepted, while invalid
  bool quiet = false;        ///< a default: shown with less weight
  bool words = false;        ///< a name, not a number
  float room = 0;            ///< the width at most; 0: as much as the text takes
};
/// Draws it with its right edge at `x`, on a row of 20 px. The text that was committed, if any.
std::optional<std::string> entry(Canvas& canvas, const Entry& entry, const Draft& draft, float x,
                                 float y);

struct SliderField {
  std::string_view id;         ///< of the slider; the entry is "<id>.entry"
  std::string_view name;       ///< shown
  std::string_view long_name;  ///< spoken
  std::string_view value, unit;
  std::string_view editable;
  std::string_view range;  ///< "1 à 180 ms": spoken with the entry
  std::string_view hint;   ///< below, left
  std::string_view note;   ///< below, right: the nearest flip
  Colour note_colour = 0;
  std::string_view error;  ///< below, instead of both
  std::string_view refused;
  std::span<const Zone>
      zones;  ///< the verdict along the range; empty: not known yet, or one verdict
  double number = 0;
  bool large = false;      ///< for fingers
  bool automatic = false;  ///< the planner chooses: the thumb is drawn as a proposal
  bool with_entry = true;
  std::string_view standard{};  ///< "par défaut", where the value is the default and shown so
};

struct SliderResult {
  std::optional<double> value;      ///< from the track, or the mirror's slider
  std::optional<std::string> text;  ///< from the entry
};
SliderResult slider_field(Canvas& canvas, const SliderField& field, const SliderScale& scale,
                          const Draft& draft, float x, float y, float width);
float slider_field_height(const Canvas& canvas, const SliderField& field, float width);

}  // namespace sans_serveur::ui
