// Where a figure comes from: its source, its date and how sure it is. Prices, limits and start
// times all carry one.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/message.h"

namespace sans_serveur {

class JsonReader;

/// How sure a figure is: read in a dated public source; sourced but old, contradicted or not
/// re-confirmed; computed from another figure by a stated rule; entered by the user; not known at
/// all.
enum class Status : std::uint8_t { sourced, dated, derived, user, unknown };

std::string_view to_string(Status status);

/// A public source, as the data file lists it.
struct Source {
  std::string id;         ///< "PL-F"
  std::string reference;  ///< "AWS Price List, AmazonECS, us-east-1 (offer of 2026-09-29)"
  std::string date;       ///< "2026-10-09", "2026-10" or "2026"; of its newest part
};

struct Provenance {
  static constexpr std::uint16_t none = 0xFFFF;

  Status status = Status::unknown;
  std::uint16_t source = none;   ///< index into the file's sources
  std::uint16_t note = none;     ///< index into the file's notes: content key "note." + note
  std::array<char, 11> as_of{};  ///< ISO date, as precise as the source is; NUL-terminated

  std::string_view date() const { return as_of.data(); }
};

/// What the provenances of one data file point into.
struct SourceTable {
  std::vector<Source> sources;
  std::vector<std::string> notes;

  /// The source of a figure, or nullptr (unknown, or entered by the user).
  const Source* source(const Provenance& provenance) const;
  /// Why a figure has its status: "arm_from_x86", or "".
  std::string_view note(const Provenance& provenance) const;
};

/// True for "2026", "2026-10" and "2026-10-09".
bool is_date(std::string_view text);

/// Reads { "id": { "ref": "…", "date": "2026-10-09" }, … }.
SourceTable read_sources(const JsonReader& sources);

/// Reads { "as_of": …, "status": …, "source": …, "note": … } from among the members of `place`. All
/// but the note are required, and the source must be in `table`; the note is added to it.
Provenance read_provenance(const JsonReader& place, SourceTable& table);

/// Reads an ISO date, which is required.
std::string read_date(const JsonReader& place);

}  // namespace sans_serveur
