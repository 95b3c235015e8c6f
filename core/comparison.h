// The comparison: the text that the product grew from, as data (sans-serveur/comparison/1,
// web/content/comparison.json). The document holds order, content keys, services and sources; the
// sentences are in web/content/<language>.json. The page, its static HTML and the tests read this.
//
// Where reality is finer than the text, a row has notes with their sources. What a row says about
// the user's own workload comes from comparison_for().
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalogue.h"
#include "core/message.h"
#include "core/service.h"
#include "core/verdict.h"
#include "core/workload.h"

namespace sans_serveur {

struct ComparisonSource {
  std::string id;     ///< "lambda-quotas"
  std::string title;  ///< as the page has it
  std::string url;
  std::string date;        ///< ISO, as precise as known
  bool published = false;  ///< the date is the page's own; otherwise when it was read
};

/// A finer point about one cell of a row. Texts are content keys here and below.
struct ComparisonNote {
  Service service = Service::lambda;  ///< the cell
  std::string text;
  std::vector<std::string> sources;  ///< ids, at least one
};

struct ComparisonRow {
  std::string id;  ///< "payment"
  std::string question;
  std::string lambda, fargate;
  std::vector<ComparisonNote> notes;
};

/// A sentence about one service; `strong` is the part of it to set in bold.
struct ComparisonStatement {
  Service service = Service::lambda;
  std::string text, strong;
};

/// "You want to … → use …", with the presets whose verdicts demonstrate it.
struct Recommendation {
  std::string id;
  Service service = Service::lambda;
  std::string text;
  std::vector<std::string> presets;
};

struct SideFact {
  std::string id;
  std::string title, text;
  std::vector<std::string> sources;
};

struct Comparison {
  struct {
    std::string title, answer, strong, but;
  } question;
  struct {
    std::string heading, title, text;
  } definition;
  std::string title;  ///< of the table
  std::vector<ComparisonRow> rows;
  struct {
    std::string heading, intro;
    std::vector<ComparisonStatement> statements;
  } completeness;
  struct {
    std::string heading, want, use;
    std::vector<Recommendation> items;
  } recommendations;
  std::vector<SideFact> facts;
  std::vector<ComparisonSource> sources;

  const ComparisonSource* source(std::string_view id) const;  ///< or nullptr
};

/// Reads the document. Errors: texts or sources missing, a source id that is not listed, two rows
/// of one id.
Parsed<Comparison> parse_comparison(std::string_view json);

/// The whole text as an HTML fragment, to stand under the page's own heading of level 1: sections
/// with headings, the table, its notes with their sources, both recommendations. All text is
/// escaped; ids end in the language, so that a page may hold both.
std::string to_html(const Comparison& comparison, const Catalogue& catalogue, Language language);

/// What a row says about one workload, and which service it speaks for, if any.
struct ComparisonAnswer {
  std::optional<Service> leans;
  Message text;
};

/// For the rows that this function knows: serverless, server, deploy, scaling, payment, duration,
/// event, ideal, completeness. Any other id gives an empty message.
ComparisonAnswer comparison_for(std::string_view row, const Workload& workload,
                                const Decision& decision);

/// The rows that comparison_for() knows, in the order of the source text.
std::span<const std::string_view> comparison_rows();

}  // namespace sans_serveur
