// The cost row: what each service costs a month, and how far the verdict holds.

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/number_format.h"
#include "ui/verdict_panel.h"

namespace sans_serveur::ui {
namespace {

/// How sure the prices of a bill are: the weakest of them.
struct Sureness {
  PriceStatus status = PriceStatus::sourced;
  bool arm = false;
};

int weakness(PriceStatus status) {
  switch (status) {
    case PriceStatus::sourced:
      return 0;
    case PriceStatus::derived:
      return 1;
    case PriceStatus::dated:
      return 2;
    case PriceStatus::user:
      return 3;
    case PriceStatus::unknown:
      break;
  }
  return 4;
}

Sureness sureness(const Bill& bill) {
  Sureness result;
  for (const Item& item : bill.lines()) {
    if (weakness(item.status) <= weakness(result.status)) continue;
    result = {item.status, price_name(item.price).find("arm64") != std::string_view::npos};
  }
  return result;
}

std::string_view sureness_key(const Sureness& sure) {
  switch (sure.status) {
    case PriceStatus::sourced:
      return "cost.note.sourced";
    case PriceStatus::dated:
      return "cost.note.dated";
    case PriceStatus::derived:
      return sure.arm ? "cost.note.derived" : "cost.note.derived_other";
    case PriceStatus::user:
      return "cost.note.user";
    case PriceStatus::unknown:
      break;
  }
  return "cost.note.unknown";
}

/// What runs, in a few words; `brief`: in fewer.
Message lambda_caption(const Frame& frame, bool brief) {
  const LambdaPlan& plan = frame.decision().lambda;
  const FrontDoor door = frame.workload().lambda.front_door;
  const Field& field = *find_field("lambda.front_door");
  const std::string name(field.choices[static_cast<std::size_t>(door)]);
  std::vector<Parameter> parameters{{"memory", plan.memory_mb}, {"billed", plan.billed_ms}};
  if (door == FrontDoor::none) return {"cost.lambda.caption_none", parameters};
  parameters.push_back({"front_door", "@choice.lambda.front_door." + name});
  return {brief ? "cost.lambda.caption_short" : "cost.lambda.caption", parameters};
}

Message fargate_caption(const Frame& frame, bool brief) {
  const FargatePlan& plan = frame.decision().fargate;
  if (plan.job) {
    return {"cost.fargate.caption.job",
            {{"runs", frame.workload().traffic.requests_per_month},
             {"duration", plan.duration_ms},
             {"vcpu", plan.vcpu},
             {"memory", plan.memory_mb}}};
  }
  const FrontDoor door = frame.workload().fargate.front_door;
  const std::string_view kind = door == FrontDoor::alb        ? "alb"
                                : door == FrontDoor::http_api ? "http_api"
                                : door == FrontDoor::rest_api ? "rest_api"
                                                              : "service";
  const bool named = !brief || door == FrontDoor::alb;
  return {"cost.fargate." + std::string(brief ? "caption_short" : "caption") +
              (named ? "." + std::string(kind) : ""),
          {{"tasks", plan.mean_tasks}, {"vcpu", plan.vcpu}, {"memory", plan.memory_mb}}};
}

/// A cell of the cost row: where it is, and how it stands (a column, or a row on a phone).
struct Cell {
  const Frame& frame;
  float x, y, width;
  bool flat;  ///< name on the left, figure on the right
};

/// Label, figure and what follows it; the baseline of all is the figure's when flat.
void draw_figure(const Cell& cell, float label_left, std::string_view label, Colour label_colour,
                 std::string_view figure, std::string_view after, Colour ink) {
  Canvas& canvas = cell.frame.canvas;
  const Theme& theme = cell.frame.theme();
  if (!cell.flat) {
    canvas.text(Face::b12, label_left, cell.y + 14, label, label_colour);
    const float width = canvas.text(Face::d24, cell.x, cell.y + 32, figure, ink);
    canvas.text(Face::s12, cell.x + width + 5, cell.y + 44.4f, after, theme.ink2);
    return;
  }
  canvas.text(Face::b12, label_left, cell.y + 26, label, label_colour);
  const float room = after.empty() ? 0 : canvas.text_width(Face::s12, after) + 5;
  canvas.text(Face::d24, cell.x + cell.width - room, cell.y + 14, figure, ink, Align::right);
  canvas.text(Face::s12, cell.x + cell.width, cell.y + 26, after, theme.ink2, Align::right);
}

/// The lower edge of the part above the bar.
float figure_bottom(const Cell& cell) {
  return cell.y + (cell.flat ? 48 : 66);
}

/// The sentence of the veto that rules a service out, if one does.
std::optional<std::string> veto_text(const Frame& frame, Service service) {
  const LimitCheck* veto = frame.decision().feasibility.veto(service);
  if (veto == nullptr) return std::nullopt;
  for (const Reason& reason : frame.evaluation().explanation.reasons) {
    if (reason.veto && reason.id.ends_with(check_name(veto->id))) return frame.say(reason.text);
  }
  return frame.say(
      {"cost.blocked", {{"limit", "@limit." + std::string(check_name(veto->id)) + ".name"}}});
}

/// The monthly amount, "≥" where a price is missing from it.
std::string amount_text(const Frame& frame, const Bill& bill) {
  return (bill.partial ? "≥\u00a0" : "") + format_amount(bill.total_usd, frame.language());
}

void draw_sureness(const Cell& cell, const Sureness& sure, std::string_view note) {
  if (cell.width < 280 || cell.flat) return;
  Canvas& canvas = cell.frame.canvas;
  const float end = cell.x + cell.width;
  const float width =
      canvas.text(Face::s12, end, cell.y + 14, note, cell.frame.theme().ink3, Align::right);
  draw_status(canvas, sure.status, end - width - 15, cell.y + 17.5f);
}

/// Amount and bar of a service: pale where a veto rules it out, a cross where neither will do.
void draw_amount(const Cell& cell, Service service, double scale, bool vetoed) {
  const Frame& frame = cell.frame;
  const ServiceColours& colours = frame.theme().of(service);
  const Bill& bill = frame.decision().bills[index(service)];
  const bool neither = frame.decision().choice == Choice::neither;
  draw_mark(frame.canvas, service, cell.x, cell.y + (cell.flat ? 28 : 16), 12);
  draw_figure(cell, cell.x + 18, frame.name(service), colours.text,
              neither ? "" : amount_text(frame, bill),
              cell.flat || neither ? "" : frame.text("cost.per_month"),
              vetoed ? frame.theme().ink3 : frame.theme().ink);
  const float bar = figure_bottom(cell) + 6;
  if (neither) {
    draw_mark(frame.canvas, Choice::neither, cell.flat ? cell.x + cell.width - 20 : cell.x,
              bar - 30, 20);
    return;
  }
  const auto length = static_cast<float>(scale > 0 ? bill.total_usd / scale : 0) * cell.width;
  frame.canvas.fill({cell.x, bar, std::max(length, 1.0f), 6},
                    vetoed ? colours.fill2 : colours.mark);
}

std::string caption_of(const Frame& frame, Service service, bool brief) {
  return frame.say(service == Service::lambda ? lambda_caption(frame, brief)
                                              : fargate_caption(frame, brief));
}

float draw_service_cell(const Cell& cell, Service service, double scale) {
  const Frame& frame = cell.frame;
  const Bill& bill = frame.decision().bills[index(service)];
  const std::optional<std::string> veto = veto_text(frame, service);
  draw_amount(cell, service, scale, veto.has_value());
  const Sureness sure = sureness(bill);
  const std::string_view note = frame.text(sureness_key(sure));
  if (!veto) draw_sureness(cell, sure, note);
  const float top = figure_bottom(cell) + 18;
  const std::string caption = veto ? *veto : caption_of(frame, service, false);
  // What does not fit on its line is drawn in fewer words, and told in all of them.
  const bool fits = frame.canvas.text_width(Face::s12, caption) <= cell.width;
  const std::string drawn = veto || fits ? caption : caption_of(frame, service, true);
  const float end = top + draw_paragraph(frame.canvas, Face::s12, cell.x, top, cell.width, drawn,
                                         frame.theme().ink2);
  std::string spoken = caption;
  if (frame.decision().choice != Choice::neither) {
    spoken = amount_text(frame, bill) + " " + std::string(frame.text("cost.per_month")) + ". " +
             caption + (caption.ends_with('.') ? " " : ". ") + std::string(note);
  }
  say(frame.canvas, service == Service::lambda ? "cost.lambda" : "cost.fargate", Role::paragraph,
      frame.name(service), {cell.x, cell.y, cell.width, end - cell.y}, spoken);
  return end;
}

/// A hundred cases, those in which the verdict changes set low; two bars where there is no room.
void draw_cases(const Frame& frame, float x, float y, float width) {
  Canvas& canvas = frame.canvas;
  const Choice choice = frame.decision().choice;
  const bool single = choice == Choice::lambda || choice == Choice::fargate;
  const Service service = choice == Choice::lambda ? Service::lambda : Service::fargate;
  const Colour holds = single ? frame.theme().of(service).mark : frame.theme().ink2;
  const Colour flips = single ? frame.theme().of(other(service)).mark : frame.theme().neutral1;
  const int count =
      static_cast<int>(std::lround(frame.evaluation().robustness.holds_share() * 100));
  constexpr float pitch = 3;
  if (width < 100 * pitch - 1) {
    const float split = canvas.snapped(width * static_cast<float>(count) / 100);
    canvas.fill({x, y, split, 12}, holds);
    if (count < 100) canvas.fill({x + split + 1, y + 6, width - split - 1, 6}, flips);
    return;
  }
  for (int i = 0; i < 100; ++i) {
    const float left = x + pitch * static_cast<float>(i);
    if (i < count) {
      canvas.fill({left, y, 2, 12}, holds);
    } else {
      canvas.fill({left, y + 6, 2, 6}, flips);
    }
  }
}

float draw_holds_cell(const Cell& cell) {
  const Frame& frame = cell.frame;
  const Robustness& robustness = frame.evaluation().robustness;
  const std::string share = frame.say({"robust.share", {{"share", robustness.holds_share()}}});
  const std::string_view label = frame.text("robust.name"), cases = frame.text("robust.cases");
  draw_figure(cell, cell.x, label, frame.theme().ink2, share, cases, frame.theme().ink);
  const float bar = figure_bottom(cell) + 3;
  draw_cases(frame, cell.x, bar, cell.width);
  const Decision& decision = frame.decision();
  const double lambda = decision.usd(Service::lambda), fargate = decision.usd(Service::fargate);
  // Of the amounts as they are written above, so that a reader who subtracts finds the same.
  const auto cents = [](double usd) { return std::round(usd * 100) / 100; };
  const double difference = std::fabs(cents(lambda) - cents(fargate));
  const double larger = std::max(lambda, fargate);
  const Message margin{
      "cost.margin", {{"difference", difference}, {"share", larger > 0 ? difference / larger : 0}}};
  const std::string caption = frame.say(margin);
  const float text = draw_paragraph(frame.canvas, Face::s12, cell.x, bar + 15, cell.width, caption,
                                    frame.theme().ink2);
  const float end = bar + 15 + text;
  const Rectangle box{cell.x, cell.y, cell.width, end - cell.y};
  say(frame.canvas, "verdict.holds", Role::paragraph, label, box,
      share + " " + std::string(cases) + ". " + caption);
  const Message help{"robust.help",
                     {{"count", static_cast<double>(robustness.samples)},
                      {"seed", static_cast<double>(robustness.seed)}}};
  explain_on_hover(frame, "verdict.holds", box, "", frame.say(help));
  return end;
}

/// The recommended service first, else Lambda.
Service first_service(const Frame& frame) {
  return frame.decision().choice == Choice::fargate ? Service::fargate : Service::lambda;
}

float draw_cost_columns(const Frame& frame, float x, float y, float width, double scale) {
  const float gap = frame.layout.excerpt ? 32 : 48, column = (width - 2 * gap) / 3;
  const Service first = first_service(frame);
  frame.canvas.horizontal(x, y, width, frame.theme().line);
  float end = 0;
  for (int i = 0; i < 3; ++i) {
    const Cell cell{frame, x + (column + gap) * static_cast<float>(i), y + 1, column, false};
    end = std::max(end, i == 2 ? draw_holds_cell(cell)
                               : draw_service_cell(cell, i == 0 ? first : other(first), scale));
  }
  end += 12;
  for (int i = 1; i < 3; ++i) {
    frame.canvas.vertical(x + (column + gap) * static_cast<float>(i) - gap / 2, y, end - y,
                          frame.theme().line);
  }
  frame.canvas.horizontal(x, end, width, frame.theme().line);
  return end + 1;
}

float draw_cost_rows(const Frame& frame, float x, float y, float width, double scale) {
  const Service first = first_service(frame);
  frame.canvas.horizontal(x, y, width, frame.theme().line);
  for (int i = 0; i < 3; ++i) {
    const Cell cell{frame, x, y + 1, width, true};
    y = 12 + (i == 2 ? draw_holds_cell(cell)
                     : draw_service_cell(cell, i == 0 ? first : other(first), scale));
    frame.canvas.horizontal(x, y, width, frame.theme().line);
  }
  return y + 1;
}

}  // namespace

float draw_cost_row(const Frame& frame, float x, float y, float width) {
  const Decision& decision = frame.decision();
  const double scale = std::max(decision.usd(Service::lambda), decision.usd(Service::fargate));
  return frame.layout.phone() ? draw_cost_rows(frame, x, y, width, scale)
                              : draw_cost_columns(frame, x, y, width, scale);
}

}  // namespace sans_serveur::ui
