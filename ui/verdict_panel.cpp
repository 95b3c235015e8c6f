#include "ui/verdict_panel.h"

#include <algorithm>
#include <cmath>

#include "core/number_format.h"
#include "ui/field_text.h"
#include "ui/text_block.h"
#include "ui/workload_form.h"

namespace sans_serveur::ui {
namespace {

/// The runs of the headline, each service's amount underlined in its colour.
std::vector<Run> headline_runs(const Frame& frame, const std::string& sentence, Face face,
                               const std::vector<std::string>& amounts) {
  struct Found {
    std::size_t at, size;
    Colour colour;
  };
  std::vector<Found> found;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    if (amounts[i].empty()) continue;
    std::size_t from = 0;
    for (const Found& other : found) {
      if (sentence.find(amounts[i]) == other.at) from = other.at + other.size;
    }
    const std::size_t at = sentence.find(amounts[i], from);
    const Service service = i == 0 ? Service::lambda : Service::fargate;
    if (at != sentence.npos)
      found.push_back({at, amounts[i].size(), frame.theme().of(service).mark});
  }
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.at < b.at; });
  std::vector<Run> runs;
  const std::string_view text = sentence;
  const Colour ink = frame.theme().ink;
  const float distance = face == Face::d30 ? 6 : 5;
  std::size_t done = 0;
  for (const Found& amount : found) {
    runs.push_back({text.substr(done, amount.at - done), face, ink, 0, 1, 3});
    runs.push_back({text.substr(amount.at, amount.size), face, ink, amount.colour, 3, distance});
    done = amount.at + amount.size;
  }
  runs.push_back({text.substr(done), face, ink, 0, 1, 3});
  return runs;
}

/// The amounts of the headline as it writes them: Lambda's, Fargate's.
std::vector<std::string> headline_amounts(const Frame& frame, const Message& headline) {
  std::vector<std::string> amounts(2);
  for (const Parameter& parameter : headline.parameters) {
    const double* usd = std::get_if<double>(&parameter.value);
    if (usd == nullptr) continue;
    if (parameter.name == "lambda") amounts[0] = format_usd_auto(*usd, frame.language());
    if (parameter.name == "fargate") amounts[1] = format_usd_auto(*usd, frame.language());
  }
  return amounts;
}

float draw_sentence(const Frame& frame, float x, float y, float width) {
  const Message& headline = frame.evaluation().explanation.headline;
  const std::string sentence = frame.say(headline);
  const Face face = frame.layout.phone() || frame.layout.excerpt ? Face::d24 : Face::d30;
  // The amounts' underline takes one more pixel than the text.
  const TextBlock block(frame.canvas,
                        headline_runs(frame, sentence, face, headline_amounts(frame, headline)),
                        width, line_height(face) + 1);
  block.draw(frame.canvas, x, y);
  heading(frame.canvas, "verdict.sentence", 1, sentence, {x, y, width, block.height()});
  return y + block.height();
}

float draw_lead(const Frame& frame, float x, float y, float width) {
  const std::string lead = frame.say(frame.evaluation().explanation.lead);
  const float column = std::min(width, 920.0f);
  const float height =
      draw_paragraph(frame.canvas, Face::t14, x, y, column, lead, frame.theme().ink2);
  say(frame.canvas, "verdict.lead", Role::paragraph, lead, {x, y, column, height});
  return y + height;
}

}  // namespace

float draw_verdict_eyebrow(const Frame& frame, float x, float y, float width) {
  Canvas& canvas = frame.canvas;
  const Choice choice = frame.decision().choice;
  const Workload& w = frame.workload();
  const std::string label = frame.say({"verdict.eyebrow." + std::string(choice_name(choice)),
                                       {{"margin", either_margin_points / 5}}});
  const Field& architecture = *find_field("architecture");
  const std::string subject = frame.say(
      {"verdict.subject",
       {{"name", workload_name(frame)},
        {"region", std::string(region_name(frame, w.region))},
        {"architecture", std::string(ui::choice_name(frame, architecture,
                                                     static_cast<std::size_t>(w.architecture)))}}});
  const float left = x + draw_mark(canvas, choice, x, y + 2, 12) + 6;
  const Colour colour = choice == Choice::lambda || choice == Choice::fargate
                            ? choice_text(frame.theme(), choice)
                            : frame.theme().ink;
  const float end = left + canvas.text(Face::b12, left, y, label, colour) + 6;
  // Beside it, or below where there is no room.
  const bool fits = end + canvas.text_width(Face::s12, subject) <= x + width;
  const float subject_y = fits ? y : y + 20;
  canvas.text(Face::s12, fits ? end : x, subject_y, shortened(canvas, Face::s12, subject, width),
              frame.theme().ink3);
  const float height = subject_y + 16 - y;
  say(canvas, "verdict.eyebrow", Role::paragraph, label, {x, y, width, height}, subject);
  return y + height;
}

float draw_verdict_panel(const Frame& frame, float x, float y, float width) {
  Part region(frame.canvas, "verdict", Role::region, frame.text("verdict.name"));
  const bool phone = frame.layout.phone();
  const float top = y;
  y = draw_verdict_eyebrow(frame, x, y, width) + 8;
  y = draw_sentence(frame, x, y, width) + (phone ? 8 : 4);
  y = draw_lead(frame, x, y, width) + (phone ? 16 : 20);
  y = draw_cost_row(frame, x, y, width);
  y = draw_reasons(frame, x, y + (phone ? 12 : 16), width);
  region.set_rectangle({x, top, width, y - top});
  return y;
}

}  // namespace sans_serveur::ui
