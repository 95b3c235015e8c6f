#include "ui/limits_panel.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/feasibility.h"
#include "core/number_format.h"
#include "core/reasons.h"
#include "ui/plot.h"

namespace sans_serveur::ui {
namespace {

constexpr float narrowest_with_columns = 700;  // below: one service under the other
constexpr float column_gap = 56;
constexpr float row_height = 44, scale_height = 24, track_height = 4;
constexpr double least_share = 0.0005;  // where the scale starts
constexpr std::array ticks{0.001, 0.01, 0.1};

/// What the service does not have at all has no scale either.
bool is_absent(const LimitCheck& check) {
  return check.limit <= 0;
}
bool is_over(const LimitCheck& check) {
  return is_absent(check) || check.value > check.limit * (1 + 1e-9);
}
/// Beyond some limits one pays more, and nothing is wrong.
bool is_exceeded(const LimitCheck& check) {
  return is_over(check) && check.severity >= Severity::warning;
}
double share_of(const LimitCheck& check) {
  return check.value / check.limit;
}

/// What is absent first, then by share.
bool is_nearer(const LimitCheck& a, const LimitCheck& b) {
  if (is_absent(a) || is_absent(b)) return is_absent(a) && !is_absent(b);
  return share_of(a) > share_of(b);
}

std::vector<LimitCheck> checks_of(const Frame& frame, Service service) {
  std::vector<LimitCheck> checks;
  for (const LimitCheck& check : frame.decision().feasibility.all()) {
    if (check.service == service) checks.push_back(check);
  }
  std::stable_sort(checks.begin(), checks.end(), is_nearer);
  return checks;
}

// --- In words ---

std::string limit_key(const LimitCheck& check) {
  return "limit." + std::string(check_name(check.id)) + ".name";
}

/// Two values in the same unit, which is told with both only where it is one of size or time.
struct Amounts {
  std::string value, limit;
};

std::string with_unit(const Frame& frame, double value, std::string_view unit) {
  const std::string number = format_significant(value, 3, frame.language());
  return number + "\u00a0" + std::string(frame.text("unit." + std::string(unit)));
}

Amounts size_amounts(const Frame& frame, const LimitCheck& check) {
  constexpr double told_in_mb = 10240;
  const auto amount = [&](double mb) {
    return mb < 1 || check.limit > told_in_mb ? format_mb(mb, frame.language())
                                              : with_unit(frame, mb, "mb");
  };
  return {amount(check.value), amount(check.limit)};
}

Amounts time_amounts(const Frame& frame, const LimitCheck& check) {
  constexpr double told_in_s = 1000;
  const auto amount = [&](double s) {
    return check.value >= told_in_s ? format_duration_ms(s * 1000, frame.language())
                                    : with_unit(frame, s, "s");
  };
  return {amount(check.value), amount(check.limit)};
}

Amounts amounts(const Frame& frame, const LimitCheck& check) {
  const Language language = frame.language();
  const std::string_view unit = check_unit(check.id);
  if (is_absent(check)) return {std::string(frame.text("limits.absent")), ""};
  if (unit == "mb") return size_amounts(frame, check);
  if (unit == "s") return time_amounts(frame, check);
  if (unit == "share") {
    return {format_percent(check.value, 0, language), format_percent(check.limit, 0, language)};
  }
  const std::string limit = format_significant(check.limit, 3, language);
  if (unit == "gb")
    return {with_unit(frame, check.value, unit), with_unit(frame, check.limit, unit)};
  if (unit == "per_second") return {with_unit(frame, check.value, unit), limit};
  return {format_significant(check.value, 2, language), limit};
}

/// As many decimals as the share is small.
std::string share_text(const Frame& frame, const LimitCheck& check) {
  if (is_absent(check)) return "";
  const double share = share_of(check);
  return format_percent(share, share >= 0.1 ? 0 : share >= 0.01 ? 1 : 2, frame.language());
}

std::string_view severity_text(const Frame& frame, const LimitCheck& check) {
  constexpr std::array keys{"limits.severity.ok", "limits.severity.near", "limits.severity.warning",
                            "limits.severity.veto"};
  if (check.severity == Severity::near && is_over(check)) return frame.text("limits.severity.paid");
  if (check.severity == Severity::warning && is_absent(check)) {
    return frame.text("limits.severity.ineffective");
  }
  return frame.text(keys[static_cast<std::size_t>(check.severity)]);
}

/// Where the limit was read, when, and how sure it is; else why it has no source.
struct Origin {
  std::string source, date, status, note;
};

Origin origin_of(const Frame& frame, const LimitCheck& check) {
  const Limits& limits = frame.model.data().limits;
  const Provenance* provenance = check_provenance(check, limits);
  if (provenance == nullptr) {
    const bool setting = is_setting(check.id);
    return {std::string(frame.text(setting ? "limits.source.setting" : "limits.source.none")), "",
            setting ? std::string(frame.text("status.user")) : "", ""};
  }
  Origin origin;
  if (const Source* source = limits.source(*provenance)) origin.source = source->reference;
  origin.date = format_date(provenance->date(), frame.language());
  origin.status = frame.text("status." + std::string(to_string(provenance->status)));
  const std::string note = "note." + std::string(limits.note(*provenance));
  if (frame.has(note)) origin.note = frame.text(note);
  return origin;
}

std::string origin_text(const Frame& frame, const LimitCheck& check) {
  const Origin origin = origin_of(frame, check);
  if (origin.date.empty()) return origin.source;
  const std::string text =
      frame.say({"limits.source",
                 {{"reference", origin.source}, {"date", origin.date}, {"status", origin.status}}});
  return origin.note.empty() ? text : text + " " + origin.note;
}

/// The state, and in words what it means beyond a limit.
std::string state_text(const Frame& frame, const LimitCheck& check) {
  std::string text(severity_text(frame, check));
  if (!is_over(check)) return text;
  text += frame.language() == Language::fr ? "\u202f: " : ": ";
  return text + frame.say(check_message(check, frame.workload(), frame.decision()));
}

DataTable::Row table_row(const Frame& frame, const LimitCheck& check) {
  const Amounts told = amounts(frame, check);
  const Origin origin = origin_of(frame, check);
  DataTable::Row row{{std::string(frame.text(limit_key(check))), "", {}, {}},
                     service_cell(frame, check.service)};
  if (is_absent(check)) {
    row.insert(row.end(), {{told.value, "", {}, {}}, {}, {}});
  } else {
    row.push_back(number_cell(told.value, check.value));
    row.push_back(number_cell(told.limit, check.limit));
    row.push_back(number_cell(share_text(frame, check), share_of(check)));
  }
  row.push_back({state_text(frame, check), "", {}, {}});
  row.push_back(
      {origin.note.empty() ? origin.source : origin.source + ". " + origin.note, "", {}, {}});
  row.push_back(
      {origin.date.empty() ? origin.status : origin.date + ", " + origin.status, "", {}, {}});
  return row;
}

DataTable limits_table(const Frame& frame) {
  const auto title = [&](const char* key) { return std::string(frame.text(key)); };
  DataTable table{"limits.chart",
                  title("limits.chart"),
                  {{title("limits.table.limit")},
                   {title("limits.table.service")},
                   {title("limits.table.value"), true},
                   {title("limits.table.maximum"), true},
                   {title("limits.table.share"), true},
                   {title("limits.table.severity")},
                   {title("limits.table.source")},
                   {title("limits.table.date")}},
                  {}};
  for (const Service service : services) {
    for (const LimitCheck& check : checks_of(frame, service)) {
      table.rows.push_back(table_row(frame, check));
    }
  }
  return table;
}

// --- Drawn ---

struct Column {
  const Frame& frame;
  Service service;
  float x, width;
  Axis scale;
  std::vector<LimitCheck> checks;  ///< the closest first

  Column(const Frame& drawn, Service shown, float left, float wide)
      : frame(drawn),
        service(shown),
        x(left),
        width(wide),
        scale{least_share, 1, left, wide - 1, true},
        checks(checks_of(drawn, shown)) {}
  float at(double share) const { return scale.at(std::clamp(share, least_share, 1.0)); }
};

/// "closest, at 48%: Unzipped code", or what is exceeded first.
std::string closest_text(const Frame& frame, const LimitCheck& closest) {
  const std::string name = "@" + limit_key(closest);
  if (is_exceeded(closest)) return frame.say({"limits.exceeded", {{"limit", name}}});
  return frame.say({"limits.closest", {{"limit", name}, {"share", share_of(closest)}}});
}

constexpr float head_height = 20;

/// What the name of the closest limit takes under that of the service, where it has no room beside.
float closest_height(const Column& column) {
  if (column.checks.empty()) return 0;
  const Canvas& canvas = column.frame.canvas;
  const std::string text = closest_text(column.frame, column.checks.front());
  const float named = 18 + canvas.text_width(Face::b14, column.frame.name(column.service));
  if (named + 12 + canvas.text_width(Face::s12, text) <= column.width) return 0;
  return 4 + paragraph_height(canvas, Face::s12, column.width, text);
}

/// `below`: the height for the name of the closest limit, or 0 if it stands beside the service's.
float draw_head(const Column& column, float y, float below) {
  Canvas& canvas = column.frame.canvas;
  const Theme& theme = column.frame.theme();
  draw_mark(canvas, column.service, column.x, y + 4, 12);
  const std::string_view name = column.frame.name(column.service);
  canvas.text(Face::b14, column.x + 18, y, name, theme.of(column.service).text);
  const std::string text = closest_text(column.frame, column.checks.front());
  if (below > 0) {
    draw_paragraph(canvas, Face::s12, column.x, y + head_height + 2, column.width, text,
                   theme.ink2);
  } else {
    canvas.text(Face::s12, column.x + column.width, y + 2, text, theme.ink2, Align::right);
  }
  return y + head_height + below;
}

float draw_scale(const Column& column, float y) {
  const Language language = column.frame.language();
  const Colour colour = column.frame.theme().ink2;
  for (const double tick : ticks) {
    label(column.frame.canvas, Face::s12, column.at(tick), y + 16,
          format_percent(tick, tick < 0.01 ? 1 : 0, language), colour, Align::centre);
  }
  label(column.frame.canvas, Face::s12, column.x + column.width, y + 16,
        format_percent(1, 0, language), colour, Align::right);
  return y + scale_height;
}

/// A cross in the colour of errors, in a box of 10.
void draw_cross(Canvas& canvas, Point centre) {
  constexpr float arm = 4;
  const std::array<Point, 2> falling{
      {{centre.x - arm, centre.y - arm}, {centre.x + arm, centre.y + arm}}};
  const std::array<Point, 2> rising{
      {{centre.x + arm, centre.y - arm}, {centre.x - arm, centre.y + arm}}};
  canvas.path(falling, canvas.theme().error, 2);
  canvas.path(rising, canvas.theme().error, 2);
}

void draw_track(const Column& column, const LimitCheck& check, float y) {
  Canvas& canvas = column.frame.canvas;
  const Theme& theme = column.frame.theme();
  const ServiceColours& colours = theme.of(column.service);
  for (const double tick : ticks) canvas.vertical(column.at(tick), y + 3, 8, theme.line2);
  const float end = column.at(share_of(check)), middle = y + 7;
  canvas.fill({column.x, y + 5, column.width, track_height}, theme.neutral3);
  canvas.fill({column.x, y + 5, is_over(check) ? column.width : end - column.x, track_height},
              share_of(check) >= near_share ? colours.mark : colours.fill1);
  canvas.fill({column.x + column.width - 1.5f, y + 1, 1.5f, 12}, theme.ink);
  if (is_exceeded(check)) {
    canvas.fill({end - 9, y + 1, 8, 12}, theme.page);
    draw_cross(canvas, {end - 5, middle});
  } else if (column.service == Service::lambda) {
    draw_triangle(canvas, {end, middle}, 5.5f, colours.mark);
  } else {
    draw_square(canvas, {end, middle}, 5, colours.mark);
  }
}

/// The value and its limit, right-aligned; returns their width.
float draw_amounts(const Column& column, const LimitCheck& check, float y) {
  const Frame& frame = column.frame;
  const Theme& theme = frame.theme();
  const Amounts told = amounts(frame, check);
  float right_edge = column.x + column.width;
  if (!told.limit.empty()) {
    const std::string limit = frame.say({"limits.of", {{"limit", told.limit}}});
    right_edge -=
        frame.canvas.text(Face::s12, right_edge, y + 2, limit, theme.ink2, Align::right) + 4;
  }
  right_edge -= frame.canvas.text(Face::b14, right_edge, y, told.value,
                                  is_exceeded(check) ? theme.error : theme.ink, Align::right);
  if (is_absent(check)) {
    right_edge -= 16;
    draw_cross(frame.canvas, {right_edge + 5, y + 10});
  }
  return column.x + column.width - right_edge;
}

float draw_row(const Column& column, const LimitCheck& check, float y) {
  const Frame& frame = column.frame;
  Canvas& canvas = frame.canvas;
  const float top = y;
  const float taken = draw_amounts(column, check, y);
  const std::string_view name = frame.text(limit_key(check));
  y += draw_paragraph(canvas, Face::t14, column.x, y, column.width - taken - 12, name,
                      frame.theme().ink);
  if (!is_absent(check)) {
    draw_track(column, check, y);
    y += 14;
  }
  if (is_over(check)) {
    const std::string words = frame.say(check_message(check, frame.workload(), frame.decision()));
    y += 2 + draw_paragraph(canvas, Face::s12, column.x, y + 2, column.width, words,
                            frame.theme().ink2);
  }
  const std::string share = share_text(frame, check);
  explain_on_hover(
      frame, "limits." + std::string(check_name(check.id)), {column.x, top, column.width, y - top},
      std::string(name) + (share.empty() ? "" : ", " + share), origin_text(frame, check));
  return std::max(top + row_height, y + 10);
}

float draw_column(const Column& column, float y, float below) {
  if (column.checks.empty()) return y;
  y = draw_head(column, y, below);
  y = draw_scale(column, y);
  for (const LimitCheck& check : column.checks) y = draw_row(column, check, y);
  return y;
}

float draw_title(const Frame& frame, float x, float y, float width) {
  Canvas& canvas = frame.canvas;
  const auto checks = frame.decision().feasibility.all();
  const auto exceeded =
      static_cast<double>(std::count_if(checks.begin(), checks.end(), is_exceeded));
  const std::string title = exceeded == 0 ? std::string(frame.text("limits.none"))
                                          : frame.say({"limits.some", {{"count", exceeded}}});
  heading(canvas, "limits.title", 3, title, {x, y, width, 20});
  const float titled = canvas.text(Face::b14, x, y, title, frame.theme().ink);
  const std::string_view scale = frame.text("limits.scale");
  const bool beside = titled + 24 + canvas.text_width(Face::s12, scale) <= width;
  if (beside) {
    canvas.text(Face::s12, x + width, y + 2, scale, frame.theme().ink3, Align::right);
    return y + 32;
  }
  return y + 32 + draw_paragraph(canvas, Face::s12, x, y + 20, width, scale, frame.theme().ink3);
}

}  // namespace

const ChartEntry limits_charts[1] = {{"limits.chart", limits_table}};

float draw_limits_panel(const Frame& frame, float x, float y, float width) {
  const float top = y;
  y = draw_title(frame, x, y, width);
  float end = y;
  if (width < narrowest_with_columns) {
    const Column lambda(frame, Service::lambda, x, width);
    const Column fargate(frame, Service::fargate, x, width);
    end = draw_column(lambda, y, closest_height(lambda)) + 16;
    end = draw_column(fargate, end, closest_height(fargate));
  } else {
    const float column = (width - column_gap) / 2;
    const Column lambda(frame, Service::lambda, x, column);
    const Column fargate(frame, Service::fargate, x + column + column_gap, column);
    const float below = std::max(closest_height(lambda), closest_height(fargate));
    end = std::max(draw_column(lambda, y, below), draw_column(fargate, y, below));
  }
  say(frame.canvas, "limits.chart", Role::image, frame.text("limits.chart"),
      {x, top, width, end - top});
  return end;
}

}  // namespace sans_serveur::ui
