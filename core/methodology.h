// Methodology: how the verdicts come about, told with the constants and the data in force.
//
// Every number of the page is read from the constant or the data file that the computation itself
// uses; the sentences and formulas are content ("methodology.…") with places for them. So a number
// that changes in the program changes here, and none can be stated that the program does not use.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/catalogue.h"
#include "core/evaluation.h"
#include "core/message.h"
#include "core/provenance.h"

namespace sans_serveur {

struct Methodology {
  /// Where the figures of a row come from.
  struct Origin {
    Status status = Status::unknown;
    std::string as_of;   ///< ISO date, as precise as known; "" if there is none
    std::string source;  ///< a reference, in English as the data file has it; "" if there is none
    std::string note;    ///< content key: why the status is what it is; "" if there is none
  };
  struct Paragraph {
    Message text;
  };
  /// One formula, in the field's notation and the reader's language.
  struct Formula {
    Message text;
  };
  struct List {
    std::vector<Message> items;
  };
  struct Row {
    std::vector<Message> cells;    ///< the first one names the row
    std::optional<Origin> origin;  ///< shown as three more cells: date, status, source
  };
  /// Either all rows have an origin or none has.
  struct Table {
    Message caption;
    std::vector<Message> columns;
    std::vector<Row> rows;
  };
  using Block = std::variant<Paragraph, Formula, List, Table>;
  struct Section {
    std::string id;  ///< "lambda_bill": an anchor, the same in every language
    Message title;
    std::vector<Block> blocks;
  };

  std::vector<Section> sections;

  const Section* find(std::string_view id) const;  ///< or nullptr
};

/// The methodology with the prices of one region. A region that the data do not have gives a
/// sentence that says so instead of prices.
Methodology methodology(const Data& data, std::string_view region);

/// The page as Markdown: one heading of level 1, then one of level 2 per section.
std::string to_markdown(const Methodology& methodology, const Catalogue& catalogue,
                        Language language);

/// The sections as an HTML fragment, to stand under the page's own heading of level 1:
/// <section id="methodology-ID"><h2>…, <p>, <pre><code> for formulas, <ul>, and tables with a
/// caption and header cells. All text is escaped; sources stay in English and are marked so.
std::string to_html(const Methodology& methodology, const Catalogue& catalogue, Language language);

}  // namespace sans_serveur
