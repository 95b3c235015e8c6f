// The content files as a whole: complete, in both languages, and typeset as each asks for.
#include <algorithm>
#include <array>
#include <set>
#include <string>

#include <doctest/doctest.h>
#include <embedded.h>

#include "core/catalogue.h"
#include "core/comparison.h"
#include "core/evaluation.h"
#include "core/html.h"
#include "core/presets.h"

using namespace sans_serveur;

namespace {

constexpr std::array languages{Language::fr, Language::en};
constexpr std::string_view narrow_space = "\u202f", hard_space = "\u00a0";

const Catalogue& content() {
  static const Catalogue catalogue = [] {
    Parsed<Catalogue> parsed =
        parse_catalogue(embedded::find("content/fr.json"), embedded::find("content/en.json"));
    for (const Error& error : parsed.errors) FAIL_CHECK(error.path << ": " << error.message.key);
    return std::move(parsed.value);
  }();
  return catalogue;
}

const Comparison& comparison() {
  static const Comparison value = [] {
    Parsed<Comparison> parsed = parse_comparison(embedded::find("content/comparison.json"));
    for (const Error& error : parsed.errors) FAIL_CHECK(error.path << ": " << error.message.key);
    CHECK(parsed.unknown.empty());
    return std::move(parsed.value);
  }();
  return value;
}

const Data& data() {
  static const Data value{parse_prices(embedded::find("data/prices.json")).value,
                          parse_limits(embedded::find("data/limits.json")).value,
                          parse_start_times(embedded::find("data/start_times.json")).value};
  return value;
}

void check_key(const std::string& key) {
  CAPTURE(key);
  CHECK(content().has(key));
}

/// A text as it is seen: without its placeholders, plural forms kept.
std::string visible(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '{') {
      result += text[i];
      continue;
    }
    const std::size_t end = text.find('}', i);
    const std::string_view inside = text.substr(i + 1, end - i - 1);
    const std::size_t plural = inside.find(":plural:");
    result += plural == std::string_view::npos ? "0" : inside.substr(plural + 8);
    i = end;
  }
  return result;
}

template <class Check>
void for_each_text(Language language, Check check) {
  for (const auto& [key, text] : content().entries(language)) {
    const std::string shown = visible(text);
    CAPTURE(key);
    CAPTURE(shown);
    check(shown);
  }
}

/// Every place of `mark` in `text`.
std::vector<std::size_t> places(std::string_view text, std::string_view mark) {
  std::vector<std::size_t> found;
  for (std::size_t at = text.find(mark); at != std::string_view::npos;
       at = text.find(mark, at + mark.size())) {
    found.push_back(at);
  }
  return found;
}

bool preceded_by(std::string_view text, std::size_t at, std::string_view what) {
  return text.substr(0, at).ends_with(what);
}

/// The code points of UTF-8 text.
std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> points;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0xC0) {
      points.push_back(byte & (byte >= 0xE0 ? 0x0Fu : 0x1Fu));
    } else if (byte >= 0x80) {
      points.back() = (points.back() << 6) | (byte & 0x3Fu);
    } else {
      points.push_back(byte);
    }
  }
  return points;
}

/// The words of a text, in small letters; what is elided keeps its apostrophe: "l’", "t’".
std::set<std::u32string> words(std::string_view text) {
  std::set<std::u32string> found;
  std::u32string word;
  for (const char32_t point : code_points(text)) {
    const bool capital = (point >= 'A' && point <= 'Z') || (point >= 0xC0 && point <= 0xDE);
    const bool small = (point >= 'a' && point <= 'z') || (point >= 0xDF && point <= 0xFF);
    if (capital || small || point == 0x152 || point == 0x153) {
      word += capital ? point + 0x20 : point;
      continue;
    }
    if (point == 0x2019) word += point;
    found.insert(std::move(word));
    word.clear();
  }
  found.insert(std::move(word));
  return found;
}

/// The fonts' subset; script/subset_fonts.py, CODE_POINTS.
bool in_fonts(char32_t point) {
  constexpr std::array<char32_t, 20> single{0x152,  0x153,  0x178,  0x2009, 0x202F, 0x2022, 0x2026,
                                            0x2030, 0x20AC, 0x2190, 0x2191, 0x2192, 0x2193, 0x2197,
                                            0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x25B2};
  const auto within = [&](char32_t from, char32_t to) { return point >= from && point <= to; };
  return within(0x20, 0x7E) || (within(0xA0, 0xFF) && point != 0xAD) || within(0x2010, 0x2014) ||
         within(0x2018, 0x201E) || point == 0x25A0 ||
         std::find(single.begin(), single.end(), point) != single.end();
}

/// A sentence of an evaluation: no key and no parameter missing. Those that are stand in « », which
/// French sets with narrow spaces inside.
void check_sentence(const Message& message) {
  for (const Language language : languages) {
    const std::string text = content().format(message, language);
    CAPTURE(message.key);
    CAPTURE(text);
    CHECK_FALSE(text.empty());
    for (const std::size_t at : places(text, "«")) {
      CHECK(std::string_view(text).substr(at + 2).starts_with(narrow_space));
    }
    CHECK(text.find('{') == std::string::npos);
  }
}

void check_evaluation(const Workload& workload) {
  const Evaluation evaluation = evaluate(workload, data(), Depth::at_once);
  const Explanation& told = evaluation.explanation;
  check_sentence(told.headline);
  check_sentence(told.lead);
  for (const Reason& reason : told.reasons) {
    check_sentence(reason.name);
    check_sentence(reason.text);
    check_sentence(reason.fact.text);
  }
  for (const Message& warning : told.warnings) check_sentence(warning);
  for (const std::string& option : told.options) {
    check_key("option." + option + ".name");
    check_key("option." + option + ".why");
  }
  for (const std::string_view row : comparison_rows()) {
    check_sentence(comparison_for(row, workload, evaluation.decision).text);
  }
}

}  // namespace

TEST_CASE("content: both files parse, with the same keys and the same placeholders") {
  CHECK(content().entries(Language::fr).size() > 1000);
  CHECK(content().entries(Language::fr).size() == content().entries(Language::en).size());
}

TEST_CASE("content: every character is in the fonts") {
  for (const Language language : languages) {
    for_each_text(language, [](const std::string& text) {
      const std::vector<char32_t> points = code_points(text);
      CHECK(std::all_of(points.begin(), points.end(), in_fonts));
    });
  }
}

TEST_CASE("content: typographic apostrophes and ellipses, no double or outer spaces") {
  for (const Language language : languages) {
    for_each_text(language, [](const std::string& text) {
      CHECK(text.find('\'') == std::string::npos);
      CHECK(text.find("..") == std::string::npos);
      CHECK(text.find("  ") == std::string::npos);
      CHECK_FALSE(text.starts_with(' '));
      CHECK_FALSE(text.ends_with(' '));
    });
  }
}

TEST_CASE("content: French punctuation has its narrow spaces") {
  for_each_text(Language::fr, [](const std::string& text) {
    for (const std::string_view mark : {";", "!", "?", "»"}) {
      for (const std::size_t at : places(text, mark)) CHECK(preceded_by(text, at, narrow_space));
    }
    for (const std::size_t at : places(text, ":")) {
      const bool inside_a_name = at + 1 < text.size() && text[at + 1] != ' ';
      if (!inside_a_name) CHECK(preceded_by(text, at, narrow_space));
    }
    for (const std::size_t at : places(text, "«")) {
      CHECK(std::string_view(text).substr(at + 2).starts_with(narrow_space));
    }
    CHECK(text.find(" \u202f") == std::string::npos);
    CHECK(text.find("\u202f ") == std::string::npos);
    CHECK(text.find('"') ==
          (text.find("\"auto\"") == std::string::npos ? std::string::npos : text.find("\"auto\"")));
  });
}

TEST_CASE("content: English punctuation has no space before it and no French quotes") {
  for_each_text(Language::en, [](const std::string& text) {
    for (const std::string_view mark : {";", ":", "!", "?", ","}) {
      for (const std::size_t at : places(text, mark)) {
        CHECK_FALSE(preceded_by(text, at, " "));
        CHECK_FALSE(preceded_by(text, at, hard_space));
      }
    }
    CHECK(text.find("«") == std::string::npos);
    CHECK(text.find(narrow_space) == std::string::npos);
  });
}

TEST_CASE("content: numbers and their units stay together") {
  constexpr std::array<std::string_view, 18> units{"ms", "s",  "min",   "h",  "Mo",   "Go",
                                                   "Ko", "MB", "GB",    "KB", "Go-s", "vCPU",
                                                   "%",  "$",  "req/s", "M",  "k",    "px"};
  for (const Language language : languages) {
    for_each_text(language, [&](const std::string& text) {
      for (std::size_t at = 1; at + 1 < text.size(); ++at) {
        if (text[at] != ' ' || text[at - 1] < '0' || text[at - 1] > '9') continue;
        const std::string_view rest = std::string_view(text).substr(at + 1);
        const std::string_view word = rest.substr(0, rest.find_first_of(" ,.;:)\u00a0\u202f"));
        CHECK(std::find(units.begin(), units.end(), word) == units.end());
        // And thousands: "10 240" with a plain space.
        CHECK_FALSE(
            (word.size() == 3 && word.find_first_not_of("0123456789") == std::string_view::npos));
      }
    });
  }
}

TEST_CASE("content: French says vous") {
  for_each_text(Language::fr, [](const std::string& text) {
    const std::set<std::u32string> used = words(text);
    for (const char32_t* word : {U"tu", U"te", U"toi", U"ton", U"ta", U"tes", U"t\u2019"}) {
      CHECK_FALSE(used.contains(word));
    }
  });
}

TEST_CASE("content: every field, choice and unit of a workload has its texts") {
  for (const Field& field : fields()) {
    const std::string key = "field." + std::string(field.path);
    for (const char* what : {".name", ".long", ".help", ".where"}) check_key(key + what);
    check_key("unit." + std::string(field.unit.empty() ? "none" : field.unit));
    for (const std::string_view choice : field.choices) {
      check_key("choice." + std::string(field.path) + "." + std::string(choice));
    }
  }
  for (const std::string_view trigger : find_field("trigger")->choices) {
    check_key("choice.trigger." + std::string(trigger) + ".long");
  }
}

TEST_CASE("content: everything that the data and the bills name has its texts") {
  for (const auto& [region, prices] : data().prices.regions) check_key("region." + region);
  for (std::size_t i = 0; i < price_count; ++i) {
    check_key("price." + std::string(price_name(static_cast<PriceId>(i))));
  }
  for (std::size_t i = 0; i < static_cast<std::size_t>(ItemId::count); ++i) {
    const std::string item = "item." + std::string(item_name(static_cast<ItemId>(i)));
    check_key(item + ".name");
    check_key(item + ".long");
  }
  for (std::size_t i = 0; i < static_cast<std::size_t>(CheckId::count); ++i) {
    const std::string check(check_name(static_cast<CheckId>(i)));
    check_key("limit." + check + ".name");
    check_key("veto." + check);
    check_key("warning." + check);
  }
  for (const SourceTable* table : std::initializer_list<const SourceTable*>{
           &data().prices, &data().limits, &data().start_times}) {
    for (const std::string& note : table->notes) check_key("note." + note);
  }
  for (const FargateObservation& observation : data().start_times.observations) {
    check_key("start.observation." + observation.id);
  }
}

TEST_CASE("content: presets have their texts, and short names fit their buttons") {
  for (const Preset& preset : parse_presets(embedded::find("data/presets.json")).value) {
    CAPTURE(preset.id);
    check_key(preset.name);
    check_key(preset.description);
    check_key(preset.short_name);
    CHECK(preset.short_name == "preset." + preset.id + ".short");
    for (const Language language : languages) {
      CHECK(code_points(content().text(preset.short_name, language)).size() <= 12);
    }
  }
}

TEST_CASE("content: the comparison has its texts, its rows in order, its notes' sources") {
  const Comparison& text = comparison();
  const auto strong_part = [](const std::string& whole, const std::string& part) {
    check_key(whole);
    check_key(part);
    for (const Language language : languages) {
      CAPTURE(whole);
      CHECK(content().text(whole, language).find(content().text(part, language)) !=
            std::string_view::npos);
    }
  };
  strong_part(text.question.answer, text.question.strong);
  for (const std::string& key :
       {text.question.title, text.question.but, text.definition.heading, text.definition.title,
        text.definition.text, text.title, text.completeness.heading, text.completeness.intro,
        text.recommendations.heading, text.recommendations.want, text.recommendations.use}) {
    check_key(key);
  }
  for (const ComparisonStatement& statement : text.completeness.statements) {
    strong_part(statement.text, statement.strong);
  }
  REQUIRE(text.rows.size() == comparison_rows().size());
  for (std::size_t i = 0; i < text.rows.size(); ++i) {
    const ComparisonRow& row = text.rows[i];
    CHECK(row.id == comparison_rows()[i]);
    for (const std::string& key : {row.question, row.lambda, row.fargate}) check_key(key);
    for (const ComparisonNote& note : row.notes) check_key(note.text);
  }
  for (const SideFact& fact : text.facts) {
    check_key(fact.title);
    check_key(fact.text);
  }
  for (const ComparisonSource& source : text.sources) {
    CAPTURE(source.id);
    CHECK(source.url.starts_with("https://"));
    CHECK(is_date(source.date));
  }
}

TEST_CASE("content: the comparison as HTML says all of it, and its notes are there") {
  const Comparison& text = comparison();
  for (const Language language : languages) {
    const std::string html = to_html(text, content(), language);
    const auto says = [&](const std::string& key) {
      CAPTURE(key);
      CHECK(html.find(html_escaped(content().text(key, language))) != std::string::npos);
    };
    std::size_t note_number = 0;
    for (const ComparisonRow& row : text.rows) {
      for (const std::string& key : {row.question, row.lambda, row.fargate}) says(key);
      for (const ComparisonNote& note : row.notes) {
        says(note.text);
        const std::string id =
            "note-" + std::to_string(++note_number) + '-' + std::string(language_code(language));
        CHECK(html.find("href=\"#" + id + "\"") != std::string::npos);
        CHECK(html.find("id=\"" + id + "\"") != std::string::npos);
      }
    }
    for (const Recommendation& item : text.recommendations.items) says(item.text);
    for (const SideFact& fact : text.facts) {
      says(fact.title);
      says(fact.text);
    }
    for (const std::string& key :
         {text.question.title, text.question.but, text.definition.text, text.completeness.intro}) {
      says(key);
    }
    const std::string strong(content().text(text.question.strong, language));
    CHECK(html.find("<strong>" + strong + "</strong>") != std::string::npos);
    for (const ComparisonSource& source : text.sources) {
      CAPTURE(source.id);
      CHECK(html.find("href=\"" + html_escaped(source.url) + '"') != std::string::npos);
    }
  }
}

TEST_CASE("content: defects of the comparison are errors") {
  const auto first_error = [](std::string_view from, std::string_view to) {
    std::string text(embedded::find("content/comparison.json"));
    const std::size_t place = text.find(from);
    REQUIRE(place != std::string::npos);
    const Errors errors = parse_comparison(text.replace(place, from.size(), to)).errors;
    return errors.empty() ? "" : errors[0].path + ": " + errors[0].message.key;
  };
  CHECK(first_error("comparison/1", "comparison/9") == "schema: error.schema");
  CHECK(first_error("\"fargate\"]", "\"nowhere\"]") ==
        "rows[1].notes[1].sources: error.comparison.source");
  CHECK(first_error("\"deploy\"", "\"server\"") == "rows[2].id: error.comparison.row_twice");
  CHECK_FALSE(parse_comparison("{}").errors.empty());
  CHECK_FALSE(parse_comparison("[1").errors.empty());
}

TEST_CASE("content: whatever the choices, an evaluation finds its sentences") {
  for (const Preset& preset : parse_presets(embedded::find("data/presets.json")).value) {
    check_evaluation(preset.workload);
    for (const Field& field : fields()) {
      if (field.kind != FieldKind::choice && field.kind != FieldKind::toggle) continue;
      for (double value = field.min; value <= field.max; ++value) {
        Workload workload = preset.workload;
        field.set(workload, value);
        if (check(workload).empty()) check_evaluation(workload);
      }
    }
  }
  CHECK(content().missing() == std::vector<std::string>{});
}

TEST_CASE("content: at the ends of every field, an evaluation finds its sentences") {
  for (const Field& field : fields()) {
    for (const double value : {field.min, field.max}) {
      CAPTURE(field.path);
      CAPTURE(value);
      Workload workload;
      field.set(workload, value);
      if (field.path == "request.cpu_ms") workload.request.duration_ms = field.max;
      if (check(workload).empty()) check_evaluation(workload);
    }
  }
  CHECK(content().missing() == std::vector<std::string>{});
}
