#include "ui/latency_notes.h"

#include <cmath>

#include "core/day.h"
#include "core/number_format.h"
#include "ui/latency_axis.h"

namespace sans_serveur::ui {
namespace {

/// A difference below this share of a duration is "almost none".
constexpr double material_share = 0.01;
/// A share of refused requests below this one is not worth a note.
constexpr double least_throttled = 0.0001;

struct Note {
  std::string_view id, title;
  std::string figure;  ///< "" for none
  std::string text;
};

/// As many decimals as two digits take: "0,013 %", "1,4 %", "57 %".
std::string small_percent(double share, Language language) {
  int decimals = 0;
  for (double percent = share * 100; percent < 10 && decimals < 3 && share > 0; percent *= 10) {
    ++decimals;
  }
  return format_percent(share, decimals, language);
}

Note cold_note(const Frame& frame) {
  const Workload& workload = frame.workload();
  const Performance& performance = frame.decision().performance[index(Service::lambda)];
  Note note{"latency.cold", frame.text("latency.cold.title"),
            small_percent(performance.cold_share, frame.language()), ""};
  if (performance.cold_share <= 0) {
    note.text = frame.text("latency.cold.none");
    return note;
  }
  const double per_day =
      workload.traffic.requests_per_month * workload.retry_factor / hours_per_month * 24;
  note.text = frame.say({"latency.cold.text",
                         {{"count", performance.cold_starts_per_day},
                          {"requests", per_day},
                          {"cold_ms", performance.cold_ms},
                          {"idle_s", workload.lambda.idle_lifetime_s}}});
  if (workload.lambda.idle_lifetime_s == LambdaSettings{}.idle_lifetime_s) {
    note.text +=
        " " + frame.say({"latency.cold.measured", {{"year", std::string(lifetimes_measured)}}});
  }
  return note;
}

Note throttled_note(const Frame& frame, double share) {
  return {"latency.throttled", frame.text("latency.throttled.title"),
          small_percent(share, frame.language()),
          frame.say({"latency.throttled.text", {{"share", share}}})};
}

Note job_note(const Frame& frame) {
  const double start_s = frame.decision().fargate.start_s;
  return {"latency.job", frame.text("latency.job.title"),
          frame.say({"latency.plus", {{"ms", start_s * 1000}}}),
          frame.say({"latency.job.text", {{"start_s", start_s}}})};
}

Note queue_note(const Frame& frame) {
  const Performance& performance = frame.decision().performance[index(Service::fargate)];
  const Day& day = frame.model.day();
  const double low = day.moments[day.quietest].of(Service::fargate).p99_ms;
  const double high = day.moments[day.busiest].of(Service::fargate).p99_ms;
  const std::vector<Parameter> values{{"utilization", performance.utilization},
                                      {"tasks", frame.decision().fargate.peak_tasks},
                                      {"low_ms", low},
                                      {"high_ms", high},
                                      {"wait_ms", performance.queueing_ms}};
  Note note{"latency.queue", frame.text("latency.queue.title"), "", ""};
  const auto plus = [&](double ms) { return frame.say({"latency.plus", {{"ms", ms}}}); };
  if (!std::isfinite(performance.queueing_ms) || !std::isfinite(performance.p99_ms)) {
    note.text = frame.say({"latency.queue.saturated", values});
  } else if (high - low > material_share * low) {
    note.figure = plus(high - low);
    note.text = frame.say({"latency.queue.p99", values});
  } else if (performance.queueing_ms > material_share * performance.mean_ms) {
    note.figure = plus(performance.queueing_ms);
    note.text = frame.say({"latency.queue.text", values});
  } else {
    note.text = frame.say({"latency.queue.none", values});
  }
  return note;
}

/// Tasks that are added, or that nobody adds.
Note scale_out_note(const Frame& frame) {
  const double seconds = frame.decision().performance[index(Service::fargate)].scale_out_s;
  const std::string_view title = frame.text("latency.scale_out.title");
  if (std::isnan(seconds)) {
    return {
        "latency.scale_out", title, "",
        frame.say({"latency.scale_out.fixed", {{"tasks", frame.decision().fargate.peak_tasks}}})};
  }
  const StartTimes& times = frame.model.data().start_times;
  const double metrics_s = frame.workload().fargate.metrics_s;
  return {"latency.scale_out", title, format_duration_ms(seconds * 1000, frame.language()),
          frame.say({"latency.scale_out.text", {{"seconds", seconds}}}) + " " +
              frame.say({"latency.scale_out.parts",
                         {{"trigger", times.scale_out_trigger_s(metrics_s)},
                          {"metrics", metrics_s},
                          {"start", frame.decision().fargate.start_s},
                          {"date", std::string(times.scale_out.date())}}})};
}

std::vector<Note> notes_of(const Frame& frame, Service service) {
  std::vector<Note> notes;
  if (service == Service::lambda) {
    notes.push_back(cold_note(frame));
    const double throttled = frame.decision().performance[index(Service::lambda)].throttled_share;
    if (throttled > least_throttled) notes.push_back(throttled_note(frame, throttled));
  } else if (frame.decision().fargate.job) {
    notes.push_back(job_note(frame));
  } else {
    notes.push_back(queue_note(frame));
    notes.push_back(scale_out_note(frame));
  }
  return notes;
}

float draw_note(const Frame& frame, Service service, const Note& note, float x, float y,
                float width) {
  Canvas& canvas = frame.canvas;
  const Theme& theme = frame.theme();
  const float top = y;
  canvas.horizontal(x, y, width, theme.line);
  y += 12;
  const std::string id(note.id);
  heading(canvas, id + ".title", 4, note.title, {x, y, width, 20});
  draw_mark(canvas, service, x, y + 4, 12);
  canvas.text(Face::b14, x + 20, y, note.title, theme.ink);
  canvas.text(Face::b14, x + width, y, note.figure, theme.of(service).text, Align::right);
  y += 22;
  y += draw_paragraph(canvas, Face::s12, x, y, width, note.text, theme.ink2);
  say(canvas, id, Role::paragraph, note.text, {x, top, width, y - top}, note.figure);
  return y + 12;
}

}  // namespace

float draw_latency_notes(const Frame& frame, Service service, float x, float y, float width) {
  for (const Note& note : notes_of(frame, service)) {
    y = draw_note(frame, service, note, x, y, width);
  }
  return y;
}

}  // namespace sans_serveur::ui
