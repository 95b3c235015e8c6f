// The cost row: what each service costs a month, and how far the verdict holds.

#include <algorithm>
#include <cmath>

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

Message lambda_caption(const Frame& frame) {
  const LambdaPlan& plan = frame.decision().lambda;
  const FrontDoor door = frame.workload().lambda.front_door;
  const Field& field = *find_field("lambda.front_door");
  const std::string name(field.choices[static_cast<std::size_t>(door)]);
  std::vector<Parameter> parameters{{"memory", plan.memory_mb}, {"billed", plan.billed_ms}};
  if (door == FrontDoor::none) return {"cost.lambda.caption_none", parameters};
  parameters.push_back({"front_door", "@choice.lambda.front_door." + name});
  return {"cost.lambda.caption", parameters};
}

Message fargate_caption(const Frame& frame) {
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
  return {"cost.fargate.caption." + std::string(kind),
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
                 std::string_view figure, std::string_view after) {
  Canvas& canvas = cell.frame.canvas;
  const Theme& theme = cell.frame.theme();
  if (!cell.flat) {
    canvas.text(Face::b12, label_left, cell.y + 14, label, label_colour);
    const float width = canvas.text(Face::d24, cell.x, cell.y + 32, figure, theme.ink);
    canvas.text(Face::s12, cell.x + width + 5, cell.y + 44.4f, after, theme.ink2);
    return;
  }
  canvas.text(Face::b12, label_left, cell.y + 26, label, label_colour);
  const float room = after.empty() ? 0 : canvas.text_width(Face::s12, after) + 5;
  canvas.text(Face::d24, cell.x + cell.width - room, cell.y + 14, figure, theme.ink, Align::right);
  canvas.text(Face::s12, cell.x + cell.width, cell.y + 26, after, theme.ink2, Align::right);
}

/// The lower edge of the part above the bar.
float figure_bottom(const Cell& cell) {
  return cell.y + (cell.flat ? 48 : 66);
}

/// Why a service is out of the question, or what it would run.
std::string service_caption(const Frame& frame, Service service) {
  if (const LimitCheck* veto = frame.decision().feasibility.veto(service)) {
    return frame.say(
        {"cost.blocked", {{"limit", "@limit." + std::string(check_name(veto->id)) + ".name"}}});
  }
  return frame.say(service == Service::lambda ? lambda_caption(frame) : fargate_caption(frame));
}

float draw_service_cell(const Cell& cell, Service service, double scale) {
  const Frame& frame = cell.frame;
  Canvas& canvas = frame.canvas;
  const ServiceColours& colours = frame.theme().of(service);
  const Bill& bill = frame.decision().bills[index(service)];
  const float mark_y = cell.y + (cell.flat ? 28 : 16);
  draw_mark(canvas, service, cell.x, mark_y, 12);
  const std::string amount = format_usd(bill.total_usd, 2, frame.language());
  const std::string figure =
      bill.partial ? frame.say({"verdict.amount_partial", {{"usd", bill.total_usd}}}) : amount;
  const std::string_view month = frame.text("cost.per_month");
  const std::string_view name = frame.name(service);
  draw_figure(cell, cell.x + 18, name, colours.text, bill.partial ? amount + " +" : amount,
              cell.flat ? "" : month);
  const Sureness sure = sureness(bill);
  const std::string_view note = frame.text(sureness_key(sure));
  if (cell.width >= 280 && !cell.flat) {
    const float width = canvas.text(Face::s12, cell.x + cell.width, cell.y + 14, note,
                                    frame.theme().ink3, Align::right);
    draw_status(canvas, sure.status, cell.x + cell.width - width - 15, cell.y + 17.5f);
  }
  const float bar = figure_bottom(cell) + 6;
  const auto length = static_cast<float>(scale > 0 ? bill.total_usd / scale : 0) * cell.width;
  canvas.fill({cell.x, bar, std::max(length, 1.0f), 6}, colours.mark);
  const std::string caption = service_caption(frame, service);
  const float text =
      draw_paragraph(canvas, Face::s12, cell.x, bar + 12, cell.width, caption, frame.theme().ink2);
  const std::string id = service == Service::lambda ? "cost.lambda" : "cost.fargate";
  const float end = bar + 12 + text;
  say(canvas, id, Role::paragraph, name, {cell.x, cell.y, cell.width, end - cell.y},
      figure + " " + std::string(month) + ". " + caption + ". " + std::string(note));
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
  draw_figure(cell, cell.x, label, frame.theme().ink2, share, cases);
  const float bar = figure_bottom(cell) + 3;
  draw_cases(frame, cell.x, bar, cell.width);
  const Decision& decision = frame.decision();
  const double lambda = decision.usd(Service::lambda), fargate = decision.usd(Service::fargate);
  const double difference = std::fabs(lambda - fargate), larger = std::max(lambda, fargate);
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
  const float gap = 48, column = (width - 2 * gap) / 3;
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
