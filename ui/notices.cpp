#include "ui/notices.h"

#include "core/prices.h"
#include "ui/field_text.h"

namespace sans_serveur::ui {
namespace {

/// The errors of a document, the first ones in full.
std::string error_text(const Frame& frame, const Errors& errors) {
  constexpr std::size_t shown = 3;
  std::string text;
  for (std::size_t i = 0; i < errors.size() && i < shown; ++i) {
    if (i > 0) text += " ";
    const std::string message = frame.say(errors[i].message);
    text += errors[i].path.empty()
                ? message
                : frame.say({"error.title", {{"path", errors[i].path}, {"message", message}}});
  }
  if (errors.size() > shown) {
    text +=
        " " + frame.say({"import.errors", {{"count", static_cast<double>(errors.size())}}}) + "…";
  }
  return text;
}

void draw_import_error(const Frame& frame, float x, float& y, float width) {
  if (frame.state.import_errors.empty()) return;
  const std::string text = error_text(frame, frame.state.import_errors);
  if (banner(frame.canvas,
             {"import.error", Tone::error, frame.text("import.rejected"), text,
              frame.text("banner.close")},
             x, y, width)) {
    frame.edit(DismissErrors{});
  }
  y += 8;
}

void draw_new_version(const Frame& frame, float x, float& y, float width) {
  if (!frame.state.new_version) return;
  if (banner(frame.canvas,
             {"notice.new_version", Tone::information, frame.text("banner.new_version.title"),
              frame.text("banner.new_version.text"), frame.text("banner.new_version.action")},
             x, y, width)) {
    frame.edit(TakeNewVersion{});
  }
  y += 8;
}

/// "cut" of "error.link.cut"; "invalid" for a value that the link holds.
std::string refusal_of(const Error& error) {
  constexpr std::string_view prefix = "error.link.";
  const std::string& key = error.message.key;
  return key.starts_with(prefix) ? key.substr(prefix.size()) : "invalid";
}

void draw_refused_link(const Frame& frame, float x, float& y, float width) {
  if (frame.state.arrival.errors.empty()) return;
  const Error& error = frame.state.arrival.errors.front();
  const std::string kind = refusal_of(error);
  const std::string text = kind == "invalid" ? std::string(frame.text("banner.link.text_invalid"))
                                             : frame.say(error.message);
  if (banner(frame.canvas,
             {"link.error", Tone::error, frame.text("banner.link." + kind), text,
              frame.text("banner.link.action")},
             x, y, width)) {
    frame.edit(DismissArrival{true});
  }
  y += 8;
}

/// What is not as the maker of the link saw it.
void draw_arrival(const Frame& frame, float x, float& y, float width) {
  const Arrival& arrival = frame.state.arrival;
  const auto tell = [&](std::string_view id, std::string_view title, const std::string& text) {
    if (banner(frame.canvas,
               {id, Tone::warning, frame.text(title), text, frame.text("banner.close")}, x, y,
               width)) {
      frame.edit(DismissArrival{});
    }
    y += 8;
  };
  if (!arrival.prices_set.empty()) {
    tell("link.prices", "banner.link_prices.title",
         frame.say({"banner.link_prices.text",
                    {{"theirs", arrival.prices_set}, {"ours", frame.model.data().prices.set}}}));
  }
  if (arrival.trace_is_summary) {
    const auto steps = static_cast<double>(frame.workload().traffic.bins.size());
    tell("link.trace", "banner.link_trace.title",
         frame.say({"banner.link_trace.text", {{"steps", steps}}}));
  }
}

void draw_price_age(const Frame& frame, float x, float& y, float width) {
  const int days = price_age_days(frame.evaluation().prices_as_of, frame.today);
  if (days <= old_price_days) return;
  const std::string title =
      frame.say({"banner.prices_age.title", {{"days", static_cast<double>(days)}}});
  banner(
      frame.canvas,
      {"notice.prices_age", Tone::information, title, frame.text("banner.prices_age.text_all"), ""},
      x, y, width);
  y += 8;
}

/// The first unknown price of either bill.
const Item* unknown_item(const Decision& decision) {
  for (const Bill& bill : decision.bills) {
    for (const Item& item : bill.lines()) {
      if (item.status == PriceStatus::unknown) return &item;
    }
  }
  return nullptr;
}

void draw_partial(const Frame& frame, float x, float& y, float width) {
  const Item* item = unknown_item(frame.decision());
  if (item == nullptr) return;
  const std::string text =
      frame.say({"banner.partial.text",
                 {{"region", std::string(region_name(frame, frame.workload().region))},
                  {"price", "@price." + std::string(price_name(item->price))}}});
  banner(frame.canvas,
         {"notice.partial", Tone::warning, frame.text("banner.partial.title"), text, ""}, x, y,
         width);
  y += 8;
}

void say_verdict(const Frame& frame, const Rectangle& place) {
  const Explanation& explanation = frame.evaluation().explanation;
  say(frame.canvas, "verdict.live", Role::live,
      frame.canvas.settled(frame.say({"verdict.announce",
                                      {{"sentence", frame.say(explanation.headline)},
                                       {"lead", frame.say(explanation.lead)}}})),
      place);
}

}  // namespace

float draw_notices(const Frame& frame, float x, float y, float width) {
  const float top = y;
  say_verdict(frame, {x, y, width, 1});
  draw_import_error(frame, x, y, width);
  draw_new_version(frame, x, y, width);
  draw_refused_link(frame, x, y, width);
  draw_arrival(frame, x, y, width);
  draw_price_age(frame, x, y, width);
  draw_partial(frame, x, y, width);
  return y > top ? y + 12 : y;
}

}  // namespace sans_serveur::ui
