// Numbers as people type them: "55 M", "1,5", "1 500", "60 %", "2 Go".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/message.h"
#include "core/workload.h"

namespace sans_serveur::ui {

/// The value of a text in the unit of a field. Both decimal signs and any spaces are understood;
/// so are exponents, k, M, G or B, millions in words, %, and the units of durations and sizes.
/// "auto" (or nothing, or the language's word for it) is automatic where the field may be. Nothing
/// if it is no number.
std::optional<double> parse_entry(std::string_view text, const Field& field, Language language,
                                  std::string_view automatic_word);

/// A value as one would type it, from which parse_entry() reads the same value.
std::string editable_value(const Field& field, double value, Language language);

}  // namespace sans_serveur::ui
