// The comparison and the guide as HTML.
#include <utility>

#include "core/comparison.h"
#include "core/html.h"

namespace sans_serveur {
namespace {

std::string_view service_key(Service service) {
  return service == Service::lambda ? "service.lambda" : "service.fargate";
}

class HtmlWriter {
 public:
  HtmlWriter(const Comparison& comparison, const Catalogue& catalogue, Language language)
      : comparison_(comparison), catalogue_(catalogue), language_(language) {}

  std::string write() {
    question();
    definition();
    table();
    completeness();
    recommendations();
    facts();
    return std::move(html_);
  }

 private:
  std::string text(std::string_view key) const {
    return html_escaped(catalogue_.text(key, language_));
  }

  /// A sentence of which one part is strong.
  std::string with_strong(std::string_view key, std::string_view strong_key) const {
    std::string sentence = text(key);
    const std::string strong = text(strong_key);
    const std::size_t at = sentence.find(strong);
    if (!strong.empty() && at != sentence.npos)
      sentence.replace(at, strong.size(), "<strong>" + strong + "</strong>");
    return sentence;
  }

  void element(std::string_view tag, const std::string& inside) {
    html_.append("<").append(tag).append(">").append(inside);
    html_.append("</").append(tag).append(">\n");
  }
  void open(std::string_view heading) {
    html_ += "<section>\n";
    element("h2", text(heading));
  }
  void close() { html_ += "</section>\n"; }

  void question() {
    const auto& part = comparison_.question;
    open(part.title);
    element("p", with_strong(part.answer, part.strong) + ' ' + text(part.but));
    close();
  }

  void definition() {
    const auto& part = comparison_.definition;
    open(part.heading);
    element("p", "<strong>" + text(part.title) + "</strong>");
    element("p", text(part.text));
    close();
  }

  // ---- the table, and its notes below it ----

  std::string note_id(std::size_t number) const {
    return "note-" + std::to_string(number) + '-' + std::string(language_code(language_));
  }

  /// A cell's text, with the numbers of its notes; `first` is the number of the row's first note.
  std::string cell(const ComparisonRow& row, Service service, std::size_t first) const {
    std::string inside = text(service == Service::lambda ? row.lambda : row.fargate);
    for (std::size_t i = 0; i < row.notes.size(); ++i) {
      if (row.notes[i].service != service) continue;
      const std::size_t number = first + i;
      inside +=
          " <a class=\"note\" href=\"#" + note_id(number) + "\">" + std::to_string(number) + "</a>";
    }
    return "<td>" + inside + "</td>";
  }

  void table() {
    open(comparison_.title);
    html_ += "<table>\n<thead><tr>";
    for (const std::string_view column : {"question", "lambda", "fargate"}) {
      html_ += "<th scope=\"col\">" + text("comparison.column." + std::string(column)) + "</th>";
    }
    html_ += "</tr></thead>\n<tbody>\n";
    std::size_t note = 1;
    for (const ComparisonRow& row : comparison_.rows) {
      element("tr", "<th scope=\"row\">" + text(row.question) + "</th>" +
                        cell(row, Service::lambda, note) + cell(row, Service::fargate, note));
      note += row.notes.size();
    }
    html_ += "</tbody>\n</table>\n";
    notes();
    close();
  }

  void notes() {
    html_ += "<ol>\n";
    std::size_t number = 1;
    for (const ComparisonRow& row : comparison_.rows) {
      for (const ComparisonNote& note : row.notes) {
        html_ += "<li id=\"" + note_id(number++) + "\">" + text(note.text);
        sources(note.sources);
        html_ += "</li>\n";
      }
    }
    html_ += "</ol>\n";
  }

  void sources(const std::vector<std::string>& ids) {
    html_ += " <span class=\"sources\">";
    std::string_view separator;
    for (const std::string& id : ids) {
      const ComparisonSource* source = comparison_.source(id);
      if (source == nullptr) continue;
      const Message label{source->published ? "guide.source.published" : "guide.source.read",
                          {{"title", source->title}, {"date", source->date}}};
      html_.append(separator).append("<a href=\"").append(html_escaped(source->url)).append("\">");
      html_.append(html_escaped(catalogue_.format(label, language_))).append("</a>");
      separator = " · ";
    }
    html_ += "</span>";
  }

  // ---- what follows from it ----

  void completeness() {
    const auto& part = comparison_.completeness;
    open(part.heading);
    element("p", text(part.intro));
    html_ += "<ul>\n";
    for (const ComparisonStatement& statement : part.statements)
      element("li", with_strong(statement.text, statement.strong));
    html_ += "</ul>\n";
    close();
  }

  void recommendations() {
    const auto& part = comparison_.recommendations;
    open(part.heading);
    html_ += "<table>\n";
    element("thead", "<tr><th scope=\"col\">" + text(part.want) + "</th><th scope=\"col\">" +
                         text(part.use) + "</th></tr>");
    html_ += "<tbody>\n";
    for (const Recommendation& item : part.items) {
      element("tr", "<th scope=\"row\">" + text(item.text) + "</th><td><strong>" +
                        text(service_key(item.service)) + "</strong></td>");
    }
    html_ += "</tbody>\n</table>\n";
    close();
  }

  void facts() {
    html_ += "<section>\n";
    for (const SideFact& fact : comparison_.facts) {
      element("h3", text(fact.title));
      html_ += "<p>" + text(fact.text);
      sources(fact.sources);
      html_ += "</p>\n";
    }
    close();
  }

  const Comparison& comparison_;
  const Catalogue& catalogue_;
  Language language_;
  std::string html_;
};

}  // namespace

std::string to_html(const Comparison& comparison, const Catalogue& catalogue, Language language) {
  return HtmlWriter(comparison, catalogue, language).write();
}

}  // namespace sans_serveur
