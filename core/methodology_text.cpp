// The methodology as Markdown and as HTML.
#include <utility>

#include "core/html.h"
#include "core/methodology.h"

namespace sans_serveur {
namespace {

using Origin = Methodology::Origin;

/// What both forms share: sentences in one language.
class Sentences {
 public:
  Sentences(const Catalogue& catalogue, Language language)
      : catalogue_(catalogue), language_(language) {}

  std::string operator()(const Message& message) const {
    return catalogue_.format(message, language_);
  }
  std::string text(std::string_view key) const { return (*this)({std::string(key), {}}); }
  std::string column(std::string_view name) const {
    return text("methodology.column." + std::string(name));
  }
  std::string date(const Origin& origin) const {
    if (origin.as_of.empty()) return {};
    return (*this)({"methodology.value.date", {{"date", origin.as_of}}});
  }
  std::string status(const Origin& origin) const {
    return text("status." + std::string(to_string(origin.status)));
  }
  std::string note(const Origin& origin) const {
    return origin.note.empty() ? std::string() : text(origin.note);
  }
  bool english() const { return language_ == Language::en; }

 private:
  const Catalogue& catalogue_;
  Language language_;
};

bool has_origins(const Methodology::Table& table) {
  return !table.rows.empty() && table.rows.front().origin.has_value();
}

constexpr std::string_view origin_columns[] = {"date", "status", "source"};

// ---- Markdown ----

std::string markdown_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '<') {
      escaped += "&lt;";
      continue;
    }
    if (c == '\\' || c == '|' || c == '*' || c == '`' || c == '[' || c == ']') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

class MarkdownWriter {
 public:
  MarkdownWriter(const Catalogue& catalogue, Language language) : say_(catalogue, language) {}

  std::string write(const Methodology& methodology) {
    text_ = "# " + markdown_escaped(say_.text("methodology.name")) + "\n";
    for (const Methodology::Section& section : methodology.sections) {
      text_ += "\n## " + markdown_escaped(say_(section.title)) + "\n";
      for (const Methodology::Block& block : section.blocks) {
        text_ += '\n';
        std::visit([this](const auto& kind) { add(kind); }, block);
      }
    }
    return std::move(text_);
  }

 private:
  void add(const Methodology::Paragraph& paragraph) {
    text_ += markdown_escaped(say_(paragraph.text)) + '\n';
  }
  void add(const Methodology::Formula& formula) { text_ += "    " + say_(formula.text) + '\n'; }
  void add(const Methodology::List& list) {
    for (const Message& item : list.items) text_ += "- " + markdown_escaped(say_(item)) + '\n';
  }
  void add(const Methodology::Table& table) {
    text_ += "**" + markdown_escaped(say_(table.caption)) + "**\n\n";
    const bool origins = has_origins(table);
    std::string rule;
    for (const Message& column : table.columns) heading(say_(column), rule);
    if (origins) {
      for (const std::string_view name : origin_columns) heading(say_.column(name), rule);
    }
    text_ += "|\n" + rule + "|\n";
    for (const Methodology::Row& row : table.rows) add(row);
  }
  void heading(const std::string& title, std::string& rule) {
    cell(title);
    rule += "| --- ";
  }
  void add(const Methodology::Row& row) {
    for (const Message& each : row.cells) cell(say_(each));
    if (row.origin) {
      cell(say_.date(*row.origin));
      cell(say_.status(*row.origin));
      const std::string note = say_.note(*row.origin);
      cell(row.origin->source + (note.empty() ? "" : ". " + note));
    }
    text_ += "|\n";
  }
  void cell(std::string_view content) { text_ += "| " + markdown_escaped(content) + ' '; }

  Sentences say_;
  std::string text_;
};

// ---- HTML ----

class HtmlWriter {
 public:
  HtmlWriter(const Catalogue& catalogue, Language language) : say_(catalogue, language) {}

  std::string write(const Methodology& methodology) {
    for (const Methodology::Section& section : methodology.sections) {
      text_ += "<section id=\"methodology-" + section.id + "\">\n";
      element("h2", say_(section.title));
      for (const Methodology::Block& block : section.blocks) {
        std::visit([this](const auto& kind) { add(kind); }, block);
      }
      text_ += "</section>\n";
    }
    return std::move(text_);
  }

 private:
  void element(std::string_view tag, std::string_view content) {
    const std::string name(tag);
    text_ += '<' + name + '>' + html_escaped(content) + "</" + name + ">\n";
  }
  void add(const Methodology::Paragraph& paragraph) { element("p", say_(paragraph.text)); }
  void add(const Methodology::Formula& formula) {
    text_ += "<pre><code>" + html_escaped(say_(formula.text)) + "</code></pre>\n";
  }
  void add(const Methodology::List& list) {
    text_ += "<ul>\n";
    for (const Message& item : list.items) element("li", say_(item));
    text_ += "</ul>\n";
  }
  void add(const Methodology::Table& table) {
    text_ += "<table>\n";
    element("caption", say_(table.caption));
    text_ += "<thead><tr>";
    for (const Message& column : table.columns) heading(say_(column));
    if (has_origins(table)) {
      for (const std::string_view name : origin_columns) heading(say_.column(name));
    }
    text_ += "</tr></thead>\n<tbody>\n";
    for (const Methodology::Row& row : table.rows) add(row);
    text_ += "</tbody>\n</table>\n";
  }
  void heading(std::string_view title) {
    text_ += "<th scope=\"col\">" + html_escaped(title) + "</th>";
  }
  void add(const Methodology::Row& row) {
    text_ += "<tr>";
    bool first = true;
    for (const Message& cell : row.cells) {
      const std::string content = html_escaped(say_(cell));
      text_ += first ? "<th scope=\"row\">" + content + "</th>" : "<td>" + content + "</td>";
      first = false;
    }
    if (row.origin) add(*row.origin);
    text_ += "</tr>\n";
  }
  void add(const Origin& origin) {
    text_ += "<td>" + html_escaped(say_.date(origin)) + "</td><td>" +
             html_escaped(say_.status(origin)) + "</td><td>";
    const std::string source = html_escaped(origin.source);
    text_ += say_.english() || source.empty() ? source : "<span lang=\"en\">" + source + "</span>";
    if (!origin.note.empty())
      text_ += (source.empty() ? "" : ". ") + html_escaped(say_.note(origin));
    text_ += "</td>";
  }

  Sentences say_;
  std::string text_;
};

}  // namespace

std::string to_markdown(const Methodology& methodology, const Catalogue& catalogue,
                        Language language) {
  return MarkdownWriter(catalogue, language).write(methodology);
}

std::string to_html(const Methodology& methodology, const Catalogue& catalogue, Language language) {
  return HtmlWriter(catalogue, language).write(methodology);
}

}  // namespace sans_serveur
