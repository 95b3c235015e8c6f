#include "ui/guide_panel.h"

#include <algorithm>

#include "core/comparison.h"
#include "ui/source_link.h"

namespace sans_serveur::ui {
namespace {

constexpr float narrowest_with_facts = 720;  // below: the facts stand under the text

/// The runs of a text in which a part is set in bold.
std::vector<Run> with_strong(const Frame& frame, std::string_view text, std::string_view strong) {
  const Colour ink = frame.theme().ink;
  const std::size_t at = strong.empty() ? text.npos : text.find(strong);
  if (at == text.npos) return {{text, Face::t14, ink, 0, 1, 3}};
  return {{text.substr(0, at), Face::t14, ink, 0, 1, 3},
          {text.substr(at, strong.size()), Face::b14, ink, 0, 1, 3},
          {text.substr(at + strong.size()), Face::t14, ink, 0, 1, 3}};
}

/// What is drawn into: a column, filled from the top.
struct Column {
  const Frame& frame;
  float x, y, width;

  void title(std::string_view id, std::string_view text) {
    heading(frame.canvas, id, 3, text, {x, y, width, 24});
    y += draw_paragraph(frame.canvas, Face::d18, x, y, width, text, frame.theme().ink);
  }

  void paragraph(std::string_view id, const std::vector<Run>& runs) {
    const TextBlock block(frame.canvas, runs, width);
    block.draw(frame.canvas, x, y);
    std::string spoken;
    for (const Run& run : runs) spoken += run.text;
    say(frame.canvas, id, Role::paragraph, spoken, {x, y, width, block.height()});
    y += block.height();
  }
};

void draw_question(Column& c, const Comparison& text) {
  const Frame& frame = c.frame;
  c.title("guide.question", frame.text(text.question.title));
  c.y += 8;
  std::vector<Run> runs =
      with_strong(frame, frame.text(text.question.answer), frame.text(text.question.strong));
  runs.push_back({" ", Face::t14, frame.theme().ink, 0, 1, 3});
  runs.push_back({frame.text(text.question.but), Face::t14, frame.theme().ink, 0, 1, 3});
  c.paragraph("guide.answer", runs);
}

void draw_definition(Column& c, const Comparison& text) {
  const Frame& frame = c.frame;
  c.y += 24;
  c.title("guide.definition.heading", frame.text(text.definition.heading));
  c.y += 12;
  const float top = c.y;
  Column inner{frame, c.x + 18, c.y + 2, c.width - 18};
  inner.paragraph("guide.definition",
                  {{frame.text(text.definition.title), Face::b14, frame.theme().ink, 0, 1, 3}});
  inner.y += 4;
  inner.paragraph("guide.definition.text",
                  {{frame.text(text.definition.text), Face::t14, frame.theme().ink2, 0, 1, 3}});
  c.y = inner.y + 2;
  frame.canvas.fill({c.x, top, 2, c.y - top}, frame.theme().ink);
}

void draw_completeness(Column& c, const Comparison& text) {
  const Frame& frame = c.frame;
  c.y += 24;
  c.title("guide.completeness", frame.text(text.completeness.heading));
  c.y += 8;
  c.paragraph("guide.completeness.intro",
              {{frame.text(text.completeness.intro), Face::t14, frame.theme().ink2, 0, 1, 3}});
  for (const ComparisonStatement& statement : text.completeness.statements) {
    c.y += 4;
    const std::string id = "guide.completeness." +
                           std::string(statement.service == Service::lambda ? "lambda" : "fargate");
    c.paragraph(id, with_strong(frame, frame.text(statement.text), frame.text(statement.strong)));
  }
}

/// Links that load the presets of a recommendation, side by side. Returns the height drawn.
float draw_tries(const Frame& frame, const Recommendation& item, float x, float y, float width) {
  float left = x, top = y;
  for (const std::string& id : item.presets) {
    const Preset* preset = frame.model.preset(id);
    if (preset == nullptr) continue;
    std::string label = frame.say({"action.try.preset", {{"name", "@" + preset->name}}});
    float room = frame.canvas.text_width(Face::s12, label);
    if (room > width) {  // on the narrowest, the preset's name alone
      label = frame.text(preset->name);
      room = frame.canvas.text_width(Face::s12, label);
    }
    if (left > x && left + room > x + width) {
      left = x;
      top += 24;
    }
    if (link_button(frame.canvas, "guide.try." + id, left, top, label, Align::left, Face::s12,
                    frame.text(preset->description))) {
      frame.edit(ChoosePreset{id});
    }
    left += room + 20;
  }
  return top - y + 16;
}

void draw_recommendation(Column& c, const Recommendation& item) {
  const Frame& frame = c.frame;
  frame.canvas.horizontal(c.x, c.y, c.width, frame.theme().line);
  c.y += 13;
  const bool lambda = item.service == Service::lambda;
  const std::string_view use = frame.text(lambda ? "service.lambda" : "service.fargate");
  const std::string_view want = frame.text(item.text);
  const float use_width = frame.canvas.text_width(Face::b14, use);
  const TextBlock block(frame.canvas, {{want, Face::t14, frame.theme().ink, 0, 1, 3}},
                        c.width - 24 - 12 - use_width);
  block.draw(frame.canvas, c.x + 24, c.y);
  draw_mark(frame.canvas, item.service, c.x, c.y + 4, 12);
  frame.canvas.text(Face::b14, c.x + c.width, c.y, use, frame.theme().of(item.service).text,
                    Align::right);
  const Part part(frame.canvas, "guide.want." + item.id, Role::list_item,
                  std::string(want) + " " + std::string(use), {c.x, c.y, c.width, block.height()});
  c.y += block.height() + 6;
  c.y += draw_tries(frame, item, c.x + 24, c.y, c.width - 24) + 12;
}

void draw_recommendations(Column& c, const Comparison& text) {
  const Frame& frame = c.frame;
  c.y += 24;
  c.title("guide.recommendations", frame.text(text.recommendations.heading));
  c.y += 8;
  const std::string_view want = frame.text(text.recommendations.want);
  const std::string_view use = frame.text(text.recommendations.use);
  frame.canvas.text(Face::b12, c.x, c.y, want, frame.theme().ink2);
  frame.canvas.text(Face::b12, c.x + c.width, c.y, use, frame.theme().ink2, Align::right);
  const Part list(frame.canvas, "guide.recommendations.list", Role::list,
                  std::string(want) + " " + std::string(use), {c.x, c.y, c.width, 0});
  c.y += 24;
  for (const Recommendation& item : text.recommendations.items) draw_recommendation(c, item);
}

void draw_facts(Column& c, const Comparison& text) {
  const Frame& frame = c.frame;
  for (const SideFact& fact : text.facts) {
    frame.canvas.horizontal(c.x, c.y, c.width, frame.theme().line);
    c.y += 11;
    c.paragraph("guide.fact." + fact.id,
                {{frame.text(fact.title), Face::b12, frame.theme().ink, 0, 1, 3}});
    c.y += 2;
    c.paragraph("guide.fact." + fact.id + ".text",
                {{frame.text(fact.text), Face::s12, frame.theme().ink2, 0, 1, 3}});
    c.y += 2;
    for (const std::string& id : fact.sources) {
      const ComparisonSource* source = text.source(id);
      if (source == nullptr) continue;
      c.y += 4 + draw_source_link(frame, *source, "guide.fact." + fact.id + "." + id, c.x, c.y,
                                  c.width);
    }
    c.y += 10;
  }
}

/// The page beside this one that tells how everything is computed.
void draw_methodology(Column& c) {
  const Frame& frame = c.frame;
  frame.canvas.horizontal(c.x, c.y, c.width, frame.theme().line);
  c.y += 13;
  const std::string address =
      "methodology." + std::string(language_code(frame.language())) + ".html";
  c.y += link(frame.canvas, "guide.methodology", c.x, c.y, c.width, frame.text("methodology.name"),
              address);
}

/// What the keys do, for those who have not found out.
void draw_keyboard(Column& c) {
  const Frame& frame = c.frame;
  c.y += 12;
  frame.canvas.horizontal(c.x, c.y, c.width, frame.theme().line);
  c.y += 11;
  const std::string_view title = frame.text("keyboard.title");
  c.paragraph("guide.keyboard", {{title, Face::b12, frame.theme().ink, 0, 1, 3}});
  const Part list(frame.canvas, "guide.keyboard.list", Role::list, title, {c.x, c.y, c.width, 0});
  for (const std::string_view key : {"tab", "arrows", "page", "home", "enter", "undo"}) {
    c.y += 4;
    const std::string id = "guide.keyboard." + std::string(key);
    const std::string_view text = frame.text("keyboard." + std::string(key));
    const TextBlock block(frame.canvas, {{text, Face::s12, frame.theme().ink2, 0, 1, 3}}, c.width);
    block.draw(frame.canvas, c.x, c.y);
    say(frame.canvas, id, Role::list_item, text, {c.x, c.y, c.width, block.height()});
    c.y += block.height();
  }
}

}  // namespace

float draw_guide_panel(const Frame& frame, float x, float y, float width) {
  constexpr float facts_width = 300, gap = 56;
  const Comparison& text = frame.model.comparison();
  const bool beside = width >= narrowest_with_facts;
  Column main{frame, x, y, beside ? width - facts_width - gap : width};
  draw_question(main, text);
  draw_definition(main, text);
  draw_completeness(main, text);
  draw_recommendations(main, text);
  Column facts{frame, beside ? x + width - facts_width : x, beside ? y : main.y + 24,
               beside ? facts_width : width};
  draw_facts(facts, text);
  draw_methodology(facts);
  draw_keyboard(facts);
  return std::max(main.y, facts.y);
}

}  // namespace sans_serveur::ui
