// The catalogue: every sentence of the product, in every language, and how a Message becomes text.
//
// web/content/<language>.json is one flat object { "dotted.key": "text", … }; all languages have
// the same keys and, per key, the same placeholders (checked by parse_catalogue and the tests).
//
// Placeholders:
//   {name}            a number as format_significant(…, 3), or a text as it is
//   {name:FORMAT}     a number in FORMAT, see core/number_format.h; a text as it is
//       int n1 n2 n3          that many decimals        sig2 sig3     significant digits
//       full                  every digit               compact       12 M, 3,2 k
//       count                 compact, before a noun: "12 M de requêtes"
//       usd usd0 usd_auto     cents, none, as needed    unit_usd      a unit price
//       pct pct1              a share (0 to 1)          ms s          a duration
//       kb mb gb              a size                    date          an ISO date (text)
//   {name:plural:tâche|tâches}   singular or plural by the number (French: below 2; English: 1).
//                     Languages may differ in these: what takes a plural in one may not in the
//                     other.
// A text parameter starting with '@' is a content key: it is replaced by that key's text, whose own
// placeholders are filled from the same message. A text that comes out empty (the unit of a number
// without one) takes the space before it along.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/message.h"

namespace sans_serveur {

class Catalogue {
 public:
  /// The text of a key, placeholders and all. A key that is missing comes back in angle quotes, is
  /// seen, and is listed by missing(). The view stays valid as long as the catalogue.
  std::string_view text(std::string_view key, Language language) const;
  bool has(std::string_view key) const;

  /// The sentence of a message, with its values in the language's formats. A parameter that the
  /// message lacks appears as its name in angle quotes.
  std::string format(const Message& message, Language language) const;

  struct Entry {
    std::string_view key, text;
  };
  /// The texts of a language, by key. The views stay valid as long as the catalogue.
  std::vector<Entry> entries(Language language) const;

  /// Keys that text() or format() were asked for and that no language has. For tests.
  std::vector<std::string> missing() const;

 private:
  friend Parsed<Catalogue> parse_catalogue(std::string_view, std::string_view);

  /// A key, its text in French and its text in English: where each begins in bytes_, and the end.
  struct Row {
    std::uint32_t key, french, english, end;
  };

  void add(std::string_view key, std::string_view french, std::string_view english);
  std::string_view view(std::uint32_t begin, std::uint32_t end) const;
  std::string_view key(const Row& row) const;
  std::string_view text(const Row& row, Language language) const;
  const Row* find(std::string_view key) const;

  // Some 1 800 keys and twice as many texts. In one piece they take the least place in a program
  // that is stored with its memory (web/prepared_app.h).
  std::string bytes_;
  std::vector<Row> rows_;                                            ///< sorted by key
  mutable std::map<std::string, std::string, std::less<>> missing_;  ///< key → the key, quoted
};

/// Reads the two content files: a catalogue, or errors (not an object of texts; a key that one
/// language lacks; placeholders that differ, do not close or have no such format; an empty text).
/// Error paths start with the language: "fr.verdict.name".
Parsed<Catalogue> parse_catalogue(std::string_view french_json, std::string_view english_json);

std::string_view language_code(Language language);  ///< "fr", "en"

}  // namespace sans_serveur
