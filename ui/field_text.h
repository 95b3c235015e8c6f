// Fields in words: names, values with their units, ranges, hints and flips, in the reader's
// language.
#pragma once

#include <string>
#include <string_view>

#include "core/workload.h"
#include "ui/frame.h"

namespace sans_serveur::ui {

struct ValueText {
  std::string number, unit;
  std::string joined() const;  ///< with a no-break space
};

std::string_view field_name(const Frame& frame, const Field& field);  ///< "Durée"
std::string_view field_long_name(const Frame& frame,
                                 const Field& field);  ///< "Durée d’une requête"
std::string_view field_help(const Frame& frame, const Field& field);
/// Where the number is found in one's own account.
std::string_view field_where(const Frame& frame, const Field& field);

/// The value is that of an empty workload.
bool is_standard(const Field& field, const Workload& workload);

ValueText value_text(const Frame& frame, const Field& field, double value);
/// In a column of numbers, beside the input's name: with its unit only where that is a measure.
std::string brief_value(const Frame& frame, const Field& field, double value);
/// The present value, or what the planner chose where it is automatic.
ValueText present_value_text(const Frame& frame, const Field& field);
/// What stands for `automatic` in the present evaluation; NaN where nothing does.
double planned_value(const Frame& frame, const Field& field);

std::string range_text(const Frame& frame, const Field& field);
/// What a number means for this workload ("21 req/s en moyenne"), else the field's help.
std::string hint_text(const Frame& frame, const Field& field);

/// The nearest value that changes the verdict ("Lambda à 30,1 M"), and the verdict it becomes.
struct FlipText {
  std::string text;
  Choice choice = Choice::neither;
  bool flips = false;
};
FlipText flip_text(const Frame& frame, const Field& field);

std::string_view choice_name(const Frame& frame, const Field& field, std::size_t choice);
/// A verdict in a word: "Lambda", "Either".
std::string_view choice_word(const Frame& frame, Choice choice);
std::string_view region_name(const Frame& frame, std::string_view region);
/// Node id: "workload.request.duration_ms".
std::string field_id(const Field& field);

}  // namespace sans_serveur::ui
