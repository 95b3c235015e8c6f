#include "ui/comparison_panel.h"

#include <algorithm>
#include <array>

#include "core/comparison.h"
#include "ui/source_link.h"

namespace sans_serveur::ui {
namespace {

constexpr float narrowest_table = 560;  // below: one card per row

std::string number_of(std::size_t note) {
  return std::to_string(note + 1);
}

/// The notes of all rows, numbered as they come.
struct NoteNumbers {
  std::size_t next = 0;

  /// "1", "1 2"…: the marks of one cell.
  std::string take(const ComparisonRow& row, Service service) const {
    std::string marks;
    std::size_t number = next;
    for (const ComparisonNote& note : row.notes) {
      if (note.service == service) {
        marks += (marks.empty() ? "" : "\u00a0") + number_of(number);
      }
      ++number;
    }
    return marks;
  }
};

void draw_lean(const Frame& frame, const std::optional<Service>& leans, float x, float y) {
  if (leans) {
    draw_mark(frame.canvas, *leans, x, y, 12);
  } else {
    draw_tie(frame.canvas, x, y, 12, frame.theme().ink3);
  }
}

std::string_view lean_key(const std::optional<Service>& leans) {
  if (!leans) return "comparison.lean.even";
  return *leans == Service::lambda ? "comparison.lean.lambda" : "comparison.lean.fargate";
}

/// A row's texts, and how they are set in a cell.
struct RowTexts {
  std::string_view question, lambda, fargate;
  std::string lambda_marks, fargate_marks, yours;
  std::optional<Service> leans;

  RowTexts(const Frame& frame, const ComparisonRow& row, const NoteNumbers& numbers)
      : question(frame.text(row.question)),
        lambda(frame.text(row.lambda)),
        fargate(frame.text(row.fargate)),
        lambda_marks(numbers.take(row, Service::lambda)),
        fargate_marks(numbers.take(row, Service::fargate)) {
    const ComparisonAnswer answer = comparison_for(row.id, frame.workload(), frame.decision());
    leans = answer.leans;
    if (!answer.text.key.empty()) yours = frame.say(answer.text);
  }
};

/// What AWS's own words say, with the marks of its notes.
std::vector<Run> cell_runs(const Frame& frame, std::string_view text, const std::string& marks) {
  std::vector<Run> runs{{text, Face::t14, frame.theme().ink2, 0, 1, 3}};
  if (!marks.empty()) {
    runs.push_back({"\u00a0", Face::s12, frame.theme().ink3, 0, 1, 3});
    runs.push_back({marks, Face::s12, frame.theme().ink3, 0, 1, 3});
  }
  return runs;
}

void add_cell(const Frame& frame, const std::string& id, Role role, std::string_view text,
              const Rectangle& box) {
  say(frame.canvas, id, role, text, box);
}

// --- As a table ---

struct Columns {
  std::array<float, 4> x, width;

  Columns(float left, float total) {
    constexpr std::array<float, 4> shares{0.195f, 0.225f, 0.27f, 0.31f};
    for (std::size_t i = 0; i < 4; ++i) {
      x[i] = i == 0 ? left : x[i - 1] + width[i - 1];
      width[i] = shares[i] * total;
    }
  }
  Rectangle cell(std::size_t i, float y, float height) const { return {x[i], y, width[i], height}; }
};

float draw_head(const Frame& frame, const Columns& columns, float y) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  constexpr float height = 32;
  canvas.fill(columns.cell(3, y, height), theme.side);
  const Part row(canvas, "comparison.head", Role::row, "", {columns.x[0], y, 0, height});
  add_cell(frame, "comparison.head.question", Role::column_header,
           frame.text("comparison.column.question"), columns.cell(0, y, height));
  for (const Service service : {Service::lambda, Service::fargate}) {
    const std::size_t i = service == Service::lambda ? 1 : 2;
    const std::string key = service == Service::lambda ? "lambda" : "fargate";
    const std::string_view name = frame.text("comparison.column." + key);
    draw_mark(canvas, service, columns.x[i], y + 10, 12);
    canvas.text(Face::b12, columns.x[i] + 18, y + 8, name, theme.of(service).text);
    add_cell(frame, "comparison.head." + key, Role::column_header, name,
             columns.cell(i, y, height));
  }
  const std::string_view yours = frame.text("comparison.column.yours");
  canvas.text(Face::b12, columns.x[3] + 12, y + 8, yours, theme.ink);
  add_cell(frame, "comparison.head.yours", Role::column_header, yours, columns.cell(3, y, height));
  return y + height;
}

float draw_row(const Frame& frame, const Columns& columns, const ComparisonRow& row,
               const NoteNumbers& numbers, float y) {
  constexpr float pad = 12;
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const RowTexts texts(frame, row, numbers);
  const TextBlock question(canvas, {{texts.question, Face::b14, theme.ink, 0, 1, 3}},
                           columns.width[0] - pad);
  const TextBlock lambda(canvas, cell_runs(frame, texts.lambda, texts.lambda_marks),
                         columns.width[1] - pad);
  const TextBlock fargate(canvas, cell_runs(frame, texts.fargate, texts.fargate_marks),
                          columns.width[2] - pad);
  const TextBlock yours(canvas, {{texts.yours, Face::s12, theme.ink2, 0, 1, 3}},
                        columns.width[3] - 2 * pad - 20);
  const float tallest = std::max(std::max(question.height(), lambda.height()),
                                 std::max(fargate.height(), yours.height()));
  const float height = std::max(41.0f, tallest + 9);
  canvas.fill(columns.cell(3, y, height), theme.side);
  canvas.horizontal(columns.x[0], y, columns.x[3] + columns.width[3] - columns.x[0], theme.line);
  const float middle = y + 1 + (height - 1) / 2;
  question.draw(canvas, columns.x[0], middle - question.height() / 2);
  lambda.draw(canvas, columns.x[1], middle - lambda.height() / 2);
  fargate.draw(canvas, columns.x[2], middle - fargate.height() / 2);
  yours.draw(canvas, columns.x[3] + pad + 20, middle - yours.height() / 2);
  draw_lean(frame, texts.leans, columns.x[3] + pad, middle - yours.height() / 2 + 2);

  const std::string id = "comparison." + row.id;
  const Part part(canvas, id, Role::row, "", {columns.x[0], y, 0, height});
  add_cell(frame, id + ".question", Role::row_header, texts.question, columns.cell(0, y, height));
  add_cell(frame, id + ".lambda", Role::cell, texts.lambda, columns.cell(1, y, height));
  add_cell(frame, id + ".fargate", Role::cell, texts.fargate, columns.cell(2, y, height));
  add_cell(frame, id + ".yours", Role::cell,
           texts.yours + " (" + std::string(frame.text(lean_key(texts.leans))) + ")",
           columns.cell(3, y, height));
  return y + height;
}

// --- As cards ---

float draw_card(const Frame& frame, const ComparisonRow& row, const NoteNumbers& numbers, float x,
                float y, float width) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const RowTexts texts(frame, row, numbers);
  const std::string id = "comparison." + row.id;
  const Part part(canvas, id, Role::row, "", {x, y, width, 0});
  y += 12;
  const float question = draw_paragraph(canvas, Face::b14, x, y, width, texts.question, theme.ink);
  add_cell(frame, id + ".question", Role::row_header, texts.question, {x, y, width, question});
  y += question + 4;
  const float column = (width - 16) / 2, text = column - 20;
  float tallest = 0;
  for (const Service service : services) {
    const bool is_lambda = service == Service::lambda;
    const float left = is_lambda ? x : x + column + 16;
    const std::string_view words = is_lambda ? texts.lambda : texts.fargate;
    const TextBlock block(
        canvas, cell_runs(frame, words, is_lambda ? texts.lambda_marks : texts.fargate_marks),
        text);
    draw_mark(canvas, service, left, y + 4, 12);
    block.draw(canvas, left + 20, y);
    add_cell(frame, id + (is_lambda ? ".lambda" : ".fargate"), Role::cell, words,
             {left, y, column, block.height()});
    tallest = std::max(tallest, block.height());
  }
  y += tallest + 8;
  const TextBlock yours(canvas, {{texts.yours, Face::s12, theme.ink2, 0, 1, 3}}, width - 40);
  const Rectangle box{x, y, width, yours.height() + 16};
  canvas.fill(box, theme.side, 4);
  draw_lean(frame, texts.leans, x + 10, y + 10);
  yours.draw(canvas, x + 30, y + 8);
  add_cell(frame, id + ".yours", Role::cell, texts.yours, box);
  return bottom(box) + 12;
}

void add_card_head(const Frame& frame, const Rectangle& place) {
  const Part row(frame.canvas, "comparison.head", Role::row, "", place);
  for (const char* const column : {"question", "lambda", "fargate", "yours"}) {
    add_cell(frame, std::string("comparison.head.") + column, Role::column_header,
             frame.text(std::string("comparison.column.") + column), place);
  }
}

float draw_rows(const Frame& frame, float x, float y, float width) {
  const Comparison& comparison = frame.model.comparison();
  const bool cards = width < narrowest_table;
  Part table(frame.canvas, "comparison.table", Role::table, frame.text("comparison.title"));
  const float top = y;
  const Columns columns(x, width);
  if (cards) {
    add_card_head(frame, {x, y, width, 0});
  } else {
    y = draw_head(frame, columns, y);
  }
  NoteNumbers numbers;
  for (const ComparisonRow& row : comparison.rows) {
    if (cards) {
      if (&row != &comparison.rows.front())
        frame.canvas.horizontal(x, y, width, frame.theme().line);
      y = draw_card(frame, row, numbers, x, y, width);
    } else {
      y = draw_row(frame, columns, row, numbers, y);
    }
    numbers.next += row.notes.size();
  }
  table.set_rectangle({x, top, width, y - top});
  return y;
}

// --- Notes ---

float draw_note(const Frame& frame, const ComparisonNote& note, std::size_t number, float x,
                float y, float width) {
  constexpr float indent = 24;
  const std::string id = "comparison.note." + std::to_string(number + 1);
  const std::string text = std::string(frame.text(note.text));
  frame.canvas.text(Face::s12, x, y, number_of(number), frame.theme().ink3);
  const float column = std::min(width - indent, 720.0f);
  const float height =
      draw_paragraph(frame.canvas, Face::s12, x + indent, y, column, text, frame.theme().ink2);
  say(frame.canvas, id, Role::paragraph, number_of(number) + ".", {x, y, width, height}, text);
  y += height + 2;
  for (const std::string& source : note.sources) {
    const ComparisonSource* found = frame.model.comparison().source(source);
    if (found == nullptr) continue;
    std::string source_id = id;
    source_id.append(".").append(source);
    y += 4 + draw_source_link(frame, *found, source_id, x + indent, y, column);
  }
  return y + 6;
}

float draw_notes(const Frame& frame, float x, float y, float width) {
  const std::string_view title = frame.text("guide.sources");
  heading(frame.canvas, "comparison.notes", 3, title, {x, y, width, 16});
  frame.canvas.text(Face::b12, x, y, title, frame.theme().ink2);
  y += 24;
  std::size_t number = 0;
  for (const ComparisonRow& row : frame.model.comparison().rows) {
    for (const ComparisonNote& note : row.notes) {
      y = draw_note(frame, note, number++, x, y, width);
    }
  }
  return y;
}

}  // namespace

float draw_comparison_panel(const Frame& frame, float x, float y, float width) {
  y = draw_rows(frame, x, y, width);
  frame.canvas.horizontal(x, y, width, frame.theme().line);
  return draw_notes(frame, x, y + 20, width);
}

}  // namespace sans_serveur::ui
