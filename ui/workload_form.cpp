#include "ui/workload_form.h"

#include <algorithm>
#include <array>

#include "ui/field_text.h"
#include "ui/field_widgets.h"

namespace sans_serveur::ui {
namespace {

/// Shown above the fold, in their own places.
constexpr std::string_view main_fields[] = {
    "architecture",        "trigger",           "traffic.requests_per_month", "traffic.shape",
    "request.duration_ms", "request.cpu_ms",    "request.memory_mb",          "targets.p99_ms",
    "lambda.front_door",   "fargate.front_door"};

constexpr std::string_view main_sliders[] = {"request.duration_ms", "request.cpu_ms",
                                             "request.memory_mb", "targets.p99_ms"};

bool is_main(const Field& field) {
  return std::find(std::begin(main_fields), std::end(main_fields), field.path) !=
         std::end(main_fields);
}

/// The group of a field: what its path starts with.
std::string_view group_of(const Field& field) {
  if (field.path == "logs_kb_per_request") return "network";
  if (field.path == "retry_factor") return "request";
  return field.path.substr(0, field.path.find('.'));
}

/// What the form is drawn with: a column, filled from the top.
struct Column {
  const Frame& frame;
  float x, y, width;

  void space(float height) { y += height; }
};

void draw_title(Column& c) {
  const Frame& frame = c.frame;
  const std::string_view title = frame.text("form.title");
  heading(frame.canvas, "form.title", 2, title, {c.x, c.y, c.width, 20});
  frame.canvas.text(Face::b14, c.x, c.y, title, frame.theme().ink);
  const std::string_view reset = frame.text("form.reset");
  const float size = frame.layout.large_controls ? 40 : 24;
  const float x = c.x + c.width - frame.canvas.text_width(Face::s12, reset) - 12 - 2 * size;
  const History& history = frame.state.history;
  if (icon_button(frame.canvas, "form.undo", {x, c.y + 10 - size / 2, size, size}, Icon::undo,
                  frame.text("action.undo"), !history.can_undo())) {
    frame.edit(Undo{});
  }
  if (icon_button(frame.canvas, "form.redo", {x + size, c.y + 10 - size / 2, size, size},
                  Icon::redo, frame.text("action.redo"), !history.can_redo())) {
    frame.edit(Redo{});
  }
  if (link_button(frame.canvas, "form.reset", c.x + c.width, c.y + 2, reset, Align::right,
                  Face::s12, frame.text("form.reset.long"))) {
    frame.edit(ResetWorkload{});
  }
  c.space(28);
}

constexpr std::size_t first_presets = 6, preset_columns = 3;

/// Presets from one to another, in rows of three.
void draw_preset_rows(Column& c, std::size_t from, std::size_t to) {
  constexpr float gap = 4;
  const Frame& frame = c.frame;
  const float width = (c.width - gap * (preset_columns - 1)) / preset_columns;
  const float height = frame.sizes().preset;
  for (std::size_t i = from; i < to; ++i) {
    const Preset& preset = frame.model.presets()[i];
    const std::size_t column = (i - from) % preset_columns, row = (i - from) / preset_columns;
    const Rectangle box{c.x + (width + gap) * static_cast<float>(column),
                        c.y + (height + gap) * static_cast<float>(row), width, height};
    if (preset_button(frame.canvas, "preset." + preset.id, box, frame.text(preset.short_name),
                      frame.state.preset == preset.id, frame.text(preset.description))) {
      frame.edit(ChoosePreset{preset.id});
    }
  }
  const std::size_t rows = (to - from + preset_columns - 1) / preset_columns;
  c.space(static_cast<float>(rows) * (height + gap) - gap);
}

/// The chosen preset is not among the first ones.
bool chosen_is_further(const Frame& frame) {
  const Presets& presets = frame.model.presets();
  for (std::size_t i = first_presets; i < presets.size(); ++i) {
    if (presets[i].id == frame.state.preset) return true;
  }
  return false;
}

void draw_presets(Column& c) {
  const Frame& frame = c.frame;
  const std::size_t count = frame.model.presets().size();
  draw_preset_rows(c, 0, std::min(first_presets, count));
  if (count <= first_presets) return;
  const bool open = frame.state.presets_open || chosen_is_further(frame);
  c.space(8);
  if (disclosure(frame.canvas, "form.presets.more", {c.x, c.y, c.width, 16},
                 frame.text("form.presets.more"), "", open)) {
    frame.edit(TogglePresets{});
  }
  c.space(16);
  if (!open) return;
  c.space(8);
  draw_preset_rows(c, first_presets, count);
}

void draw_label(Column& c, std::string_view text) {
  c.frame.canvas.text(Face::b12, c.x, c.y, text, c.frame.theme().ink);
  c.space(24);
}

void draw_trigger(Column& c) {
  constexpr std::array shown{0, 1, 2, 3, 4, 5, 6, 8};  // UDP is under "More settings"
  const Frame& frame = c.frame;
  draw_label(c, frame.text("form.trigger"));
  draw_cells(frame, *find_field("trigger"), c.x, c.y, c.width, 4, shown);
  c.space(icon_grid_height(shown.size(), 4));
}

void draw_traffic(Column& c) {
  constexpr std::array shown{0, 1, 2, 3, 4};
  const Frame& frame = c.frame;
  frame.canvas.text(Face::t14, c.x, c.y, frame.text("form.traffic"), frame.theme().ink);
  const Shape shape = frame.workload().traffic.shape;
  if (shape != Shape::flat && shape != Shape::trace) {
    const float left = draw_entry(frame, *find_field("traffic.peak_to_mean"), c.x + c.width, c.y);
    frame.canvas.text(Face::s12, left - 6, c.y + 2.5f, frame.text("form.peak"), frame.theme().ink3,
                      Align::right);
  }
  c.space(26);
  draw_cells(frame, *find_field("traffic.shape"), c.x, c.y, c.width, 5, shown);
  if (frame.workload().traffic.bins.empty()) {
    explain_on_hover(frame, "help.trace", {c.x + c.width * 0.8f, c.y, c.width * 0.2f, 46}, "",
                     std::string(frame.text("form.trace_disabled")));
  }
  c.space(46);
  if (const Refusal* refused = refusal(frame.state, "traffic.peak_to_mean")) {
    c.space(4 + draw_paragraph(frame.canvas, Face::s12, c.x, c.y + 4, c.width,
                               frame.say(refused->message), frame.theme().error));
  }
}

void draw_slider(Column& c, std::string_view path) {
  const Field& field = *find_field(path);
  c.space(draw_number_field(c.frame, field, c.x, c.y, c.width));
}

void draw_region(const Frame& frame, const Rectangle& box) {
  std::vector<Option> options;
  int selected = -1;
  for (const auto& [region, prices] : frame.model.data().prices.regions) {
    if (region == frame.workload().region) selected = static_cast<int>(options.size());
    Option option;
    option.id = "workload.region." + region;
    option.label = region_name(frame, region);
    option.detail = region;
    options.push_back(std::move(option));
  }
  const SelectResult result = select(frame.canvas, "workload.region", box,
                                     frame.text("field.region.long"), options, selected);
  if (result.toggled) frame.edit(ToggleList{"workload.region"});
  if (result.chosen) {
    frame.edit(SetRegion{options[static_cast<std::size_t>(*result.chosen)].detail});
  }
  offer_list(frame, "workload.region", box, options, selected);
}

void draw_region_and_architecture(Column& c) {
  const Frame& frame = c.frame;
  const float half = (c.width - 8) / 2, second = c.x + half + 8, height = frame.sizes().select;
  frame.canvas.text(Face::b12, c.x, c.y, frame.text("field.region.name"), frame.theme().ink);
  frame.canvas.text(Face::b12, second, c.y, frame.text("field.architecture.name"),
                    frame.theme().ink);
  c.space(24);
  draw_region(frame, {c.x, c.y, half, height});
  draw_segments(frame, *find_field("architecture"), {second, c.y, half, height});
  c.space(height);
}

void draw_front_doors(Column& c) {
  constexpr std::array lambda_doors{0, 1, 2, 3, 4};
  constexpr std::array fargate_doors{0, 2, 3, 4};  // a function URL is Lambda's alone
  const Frame& frame = c.frame;
  const float half = (c.width - 8) / 2, second = c.x + half + 8, height = frame.sizes().select;
  draw_mark(frame.canvas, Service::lambda, c.x, c.y + 3, 10);
  draw_mark(frame.canvas, Service::fargate, second, c.y + 3, 10);
  const std::string_view label = frame.text("form.front_door");
  frame.canvas.text(Face::b12, c.x + 16, c.y, label, frame.theme().ink);
  frame.canvas.text(Face::b12, second + 16, c.y, label, frame.theme().ink);
  c.space(24);
  draw_select(frame, *find_field("lambda.front_door"), {c.x, c.y, half, height}, lambda_doors);
  draw_select(frame, *find_field("fargate.front_door"), {second, c.y, half, height}, fargate_doors);
  c.space(height);
}

/// "par défaut", or how many fields of a group are not.
std::string group_state(const Frame& frame, std::string_view group) {
  int altered = 0;
  for (const Field& field : fields()) {
    if (is_main(field) || group_of(field) != group) continue;
    altered += is_standard(field, frame.workload()) ? 0 : 1;
  }
  if (altered == 0) return std::string(frame.text("form.standard"));
  return frame.say({"form.group_changed", {{"changed", static_cast<double>(altered)}}});
}

void draw_group(Column& c, const std::string& group) {
  const Frame& frame = c.frame;
  const std::string id = "form.group." + group;
  c.space(10);
  frame.canvas.horizontal(c.x, c.y, c.width, frame.theme().line);
  c.space(10);
  const bool open =
      std::ranges::find(frame.state.open_groups, group) != frame.state.open_groups.end();
  if (disclosure(frame.canvas, id, {c.x, c.y, c.width, 16}, frame.text(id),
                 group_state(frame, group), open)) {
    frame.edit(ToggleGroup{group});
  }
  c.space(16);
  if (!open) return;
  for (const Field& field : fields()) {
    if (is_main(field) || group_of(field) != group) continue;
    c.space(12);
    c.space(draw_field(frame, field, c.x, c.y, c.width));
  }
  c.space(10);
}

/// What to call the workload; without a name, what it would be called is shown as a default is.
void draw_name(Column& c) {
  const Frame& frame = c.frame;
  const std::string& name = frame.workload().name;
  const std::string shown = workload_name(frame);
  const Refusal* refused = refusal(frame.state, "name");
  const std::string error = refused != nullptr ? frame.say(refused->message) : "";
  const float label_width =
      frame.canvas.text(Face::t14, c.x, c.y, frame.text("field.name.name"), frame.theme().ink);
  Entry field;
  field.id = "workload.name";
  field.name = frame.text("field.name.long");
  field.value = shown;
  field.editable = name;
  field.description = refused != nullptr ? std::string_view(error) : frame.text("field.name.help");
  field.invalid = refused != nullptr;
  if (refused != nullptr) field.refused = refused->text;
  field.quiet = name.empty();
  field.words = true;
  field.room = c.width - label_width - 16;
  if (const auto text = entry(frame.canvas, field, frame.state.draft, c.x + c.width, c.y)) {
    frame.edit(SetName{*text});
  }
  c.space(26);
  const Colour colour = refused != nullptr ? frame.theme().error : frame.theme().ink3;
  c.space(draw_paragraph(frame.canvas, Face::s12, c.x, c.y, c.width, field.description, colour));
}

/// The folded fields, in groups that are folded too: there are dozens.
void draw_groups(Column& c) {
  std::vector<std::string_view> groups;
  for (const Field& field : fields()) {
    const std::string_view group = group_of(field);
    if (is_main(field) || std::find(groups.begin(), groups.end(), group) != groups.end()) continue;
    groups.push_back(group);
  }
  for (const std::string_view group : groups) draw_group(c, std::string(group));
}

void draw_more(Column& c) {
  const Frame& frame = c.frame;
  int count = 0, altered = 0;
  for (const Field& field : fields()) {
    if (is_main(field)) continue;
    ++count;
    altered += is_standard(field, frame.workload()) ? 0 : 1;
  }
  const std::string detail = frame.say(
      {altered > 0 ? "form.more_count" : "form.more_count_none",
       {{"count", static_cast<double>(count)}, {"changed", static_cast<double>(altered)}}});
  frame.canvas.horizontal(c.x, c.y, c.width, frame.theme().line);
  c.space(13);
  const bool open = frame.state.more_open;
  if (disclosure(frame.canvas, "form.more", {c.x, c.y, c.width, 16},
                 frame.text(open ? "form.more.close" : "form.more"), detail, open)) {
    frame.edit(ToggleMore{});
  }
  c.space(16);
  if (!open) return;
  c.space(16);
  draw_name(c);
  draw_groups(c);
}

/// Keeps this workload beside the one that is edited further.
void draw_compare(Column& c) {
  const Frame& frame = c.frame;
  if (frame.state.other) return;
  if (link_button(frame.canvas, "form.compare", c.x, c.y, frame.text("variant.compare"),
                  Align::left, Face::s12, frame.text("variant.compare.long"))) {
    frame.edit(StartComparing{});
  }
  c.space(28);
}

}  // namespace

float draw_workload_form(const Frame& frame, float x, float y, float width) {
  Column c{frame, x, y, width};
  const float apart = frame.layout.phone() ? 16 : 12;
  draw_title(c);
  draw_presets(c);
  c.space(16);
  draw_trigger(c);
  c.space(16);
  draw_slider(c, "traffic.requests_per_month");
  c.space(16);
  draw_traffic(c);
  c.space(16);
  for (const std::string_view path : main_sliders) {
    draw_slider(c, path);
    c.space(path == "targets.p99_ms" ? 16 : apart);
  }
  draw_region_and_architecture(c);
  c.space(16);
  draw_front_doors(c);
  c.space(16);
  draw_more(c);
  c.space(16);
  draw_compare(c);
  const std::string_view local = frame.text("app.local");
  say(frame.canvas, "form.local", Role::paragraph, local, {c.x, c.y, c.width, 16});
  c.space(draw_paragraph(frame.canvas, Face::s12, c.x, c.y, c.width, local, frame.theme().ink3));
  return c.y;
}

std::string workload_name(const Frame& frame, const Described& described) {
  if (!described.workload.name.empty()) return described.workload.name;
  if (const Preset* preset = frame.model.preset(described.preset)) {
    return std::string(frame.text(preset->short_name));
  }
  const Field& trigger = *find_field("trigger");
  return std::string(
      choice_name(frame, trigger, static_cast<std::size_t>(described.workload.trigger)));
}

std::string workload_name(const Frame& frame) {
  return workload_name(frame, {frame.state.workload, frame.state.preset});
}

float draw_workload_summary(const Frame& frame, float y) {
  Canvas& canvas = frame.canvas;
  const float padding = frame.layout.header_padding, width = frame.layout.width;
  const Workload& w = frame.workload();
  const bool brief = frame.layout.phone();
  const std::string title =
      frame.say({brief ? "form.summary_short" : "form.summary",
                 {{"name", workload_name(frame)}, {"requests", w.traffic.requests_per_month}}});
  const std::string details = frame.say(
      {brief ? "form.summary.details_short" : "form.summary.details",
       {{"region", std::string(region_name(frame, w.region))},
        {"architecture", std::string(choice_name(frame, *find_field("architecture"),
                                                 static_cast<std::size_t>(w.architecture)))},
        {"duration", w.request.duration_ms},
        {"cpu", w.request.cpu_ms},
        {"memory", w.request.memory_mb},
        {"peak", w.traffic.peak_to_mean}}});
  const ButtonText edit{frame.text("form.edit")};
  const float button_wide = button_width(canvas, edit), button_high = frame.sizes().button;
  const float room = width - 2 * padding - button_wide - 12;
  const float lines = paragraph_height(canvas, Face::b14, room, title) +
                      paragraph_height(canvas, Face::s12, room, details);
  const float height = std::max(lines, button_high) + 24;
  canvas.fill({0, y, width, height}, frame.theme().side);
  canvas.horizontal(0, y + height, width, frame.theme().line);
  const float top = y + (height - lines) / 2;
  const Part part(canvas, "form", Role::region, frame.text("form.title"), {0, y, width, height});
  say(canvas, "form.summary", Role::paragraph, title + " " + details, {padding, top, room, lines});
  const float first =
      draw_paragraph(canvas, Face::b14, padding, top, room, title, frame.theme().ink);
  draw_paragraph(canvas, Face::s12, padding, top + first, room, details, frame.theme().ink2);
  if (button(
          canvas, "form.edit",
          {width - padding - button_wide, y + (height - button_high) / 2, button_wide, button_high},
          edit)) {
    frame.edit(ToggleForm{});
  }
  return y + height + 1;
}

}  // namespace sans_serveur::ui
