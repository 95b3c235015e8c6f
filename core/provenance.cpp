#include "core/provenance.h"

#include <algorithm>

#include "core/json.h"

namespace sans_serveur {

namespace {

constexpr std::array<std::string_view, 5> status_names{"sourced", "dated", "derived", "user",
                                                       "unknown"};

bool number_within(std::string_view digits, int min, int max) {
  int number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return false;
    number = 10 * number + (c - '0');
  }
  return number >= min && number <= max;
}

/// The index of `text` among `texts`, added if it is not there.
std::uint16_t interned(std::string_view text, std::vector<std::string>& texts) {
  const auto found = std::find(texts.begin(), texts.end(), text);
  const auto index = static_cast<std::uint16_t>(found - texts.begin());
  if (found == texts.end() && index != Provenance::none) texts.emplace_back(text);
  return index;
}

std::uint16_t read_source(const JsonReader& place, const SourceTable& table) {
  const std::string id = place.required_text(40);
  for (std::size_t i = 0; i < table.sources.size(); ++i)
    if (table.sources[i].id == id) return static_cast<std::uint16_t>(i);
  if (!id.empty()) place.fail("error.source", {{"source", json_text(id)}});
  return Provenance::none;
}

}  // namespace

std::string_view to_string(Status status) {
  return status_names[static_cast<std::size_t>(status)];
}

const Source* SourceTable::source(const Provenance& provenance) const {
  return provenance.source < sources.size() ? &sources[provenance.source] : nullptr;
}

std::string_view SourceTable::note(const Provenance& provenance) const {
  return provenance.note < notes.size() ? std::string_view(notes[provenance.note]) : "";
}

bool is_date(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  if (!number_within(text.substr(0, 4), 1990, 2199)) return false;
  if (text.size() >= 7 && (text[4] != '-' || !number_within(text.substr(5, 2), 1, 12)))
    return false;
  return text.size() < 10 || (text[7] == '-' && number_within(text.substr(8, 2), 1, 31));
}

std::string read_date(const JsonReader& place) {
  std::string date = place.required_text(40);
  if (is_date(date)) return date;
  if (!date.empty()) place.fail("error.date", {{"value", json_text(date)}});
  return "";
}

SourceTable read_sources(const JsonReader& sources) {
  constexpr std::size_t max_sources = 1000;
  SourceTable table;
  for (const auto& [id, source] : sources.members()) {
    if (table.sources.size() == max_sources) break;
    table.sources.push_back({id, source["ref"].required_text(1000), read_date(source["date"])});
  }
  return table;
}

Provenance read_provenance(const JsonReader& place, SourceTable& table) {
  Provenance provenance;
  const std::string date = read_date(place["as_of"]);
  std::copy(date.begin(), date.end(), provenance.as_of.begin());
  const auto sourced = static_cast<std::size_t>(Status::sourced);
  provenance.status =
      static_cast<Status>(place["status"].choice(sourced, std::span(status_names).first(4)));
  provenance.source = read_source(place["source"], table);
  const std::string note = place["note"].text("", 60);
  if (!note.empty()) provenance.note = interned(note, table.notes);
  return provenance;
}

}  // namespace sans_serveur
