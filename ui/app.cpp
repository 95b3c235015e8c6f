#include "ui/app.h"

#include <algorithm>
#include <utility>

#include <imgui.h>

#include "core/share_link.h"
#include "ui/app_state.h"
#include "ui/embedded_page.h"
#include "ui/frame.h"
#include "ui/page.h"
#include "ui/share_sheet.h"
#include "ui/text_lines.h"

namespace sans_serveur::ui {
namespace {

constexpr double toast_s = 4;
constexpr double longest_step_s = 0.1;  // ImGui asks for a positive one

/// Code points that are drawn unless somebody types others: those of the content and of ASCII.
std::vector<std::uint32_t> characters_of(const Catalogue& catalogue) {
  std::vector<bool> seen(IM_UNICODE_CODEPOINT_MAX + 1);
  const auto add = [&seen](std::string_view text) {
    while (!text.empty()) seen[next_character(text)] = true;
  };
  for (const Language language : {Language::fr, Language::en}) {
    for (const auto& [key, text] : catalogue.entries(language)) add(text);
  }
  for (std::uint32_t i = ' '; i <= '~'; ++i) seen[i] = true;
  add("\u00a0\u202f−×≥…");  // of numbers
  std::vector<std::uint32_t> characters;
  for (std::uint32_t i = 0; i < seen.size(); ++i) {
    if (seen[i]) characters.push_back(i);
  }
  return characters;
}

bool is_text_field(const Tree& tree, std::string_view id) {
  const Node* node = tree.find(id);
  return node != nullptr && node->role == Role::text_field;
}

const PanelEntry* find_panel(std::string_view name) {
  const auto found = std::ranges::find(panels(), name, &PanelEntry::name);
  return found == panels().end() ? nullptr : &*found;
}

/// "costs, latency": as a sentence lists them.
std::string panel_names() {
  std::string names;
  for (const PanelEntry& entry : panels()) {
    names.append(names.empty() ? "" : ", ").append(entry.name);
  }
  return names;
}

Errors no_such_panel(std::string_view name, std::string choices) {
  return {
      {"panel", {"error.choice", {{"value", std::string(name)}, {"choices", std::move(choices)}}}}};
}

std::string pretty_name(const Workload& workload) {
  return workload.name.empty() ? "workload.json" : workload.name + ".json";
}

}  // namespace

struct App::Implementation {
  ImGuiContext* imgui = nullptr;
  Model model;
  AppState state;
  CanvasMemory memory;
  Fonts fonts;
  FontFiles font_files;
  std::vector<std::uint32_t> characters;
  Tree tree;
  std::vector<Action> waiting;  ///< what a drawn list has chosen, for the next frame
  Wanted wanted;                ///< by the last frame
  double last_time_s = 0;
  Message toast;  ///< without a key: none
  double toast_until_s = 0;
  bool unseen = true;                       ///< the state has changed since it was drawn
  bool replaced = false;                    ///< the workload, since the last frame
  std::vector<DrawnText> texts;             ///< of the last frame
  std::vector<DrawnText>* drawn = nullptr;  ///< a test's copy of them

  void begin(const Input& input);
  void hear(std::span<const Action> actions);
  void draw(const Input& input, std::span<const Action> actions, Output& output);
  void draw_overlays(const Frame& frame);
  void draw_current_toast(const Frame& frame);
  void show_toast(Message message);
  void put(const Workload& workload, std::string preset);
  void evaluate();
  void copy_link(Output& output);
  bool follow_sharing();
  void carry_out(const std::vector<Edit>& edits, Output& output);
  void report(const Input& input, Output& output);
  bool dark(const Input& input) const {
    return state.theme == ThemeChoice::system ? input.system_dark
                                              : state.theme == ThemeChoice::dark;
  }
};

void App::Implementation::begin(const Input& input) {
  ImGui::SetCurrentContext(imgui);
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {input.width, input.height};
  io.DisplayFramebufferScale = {input.pixel_ratio, input.pixel_ratio};
  io.DeltaTime = static_cast<float>(std::clamp(input.time_s - last_time_s, 1e-4, longest_step_s));
  last_time_s = input.time_s;
  ImGui::GetStyle().CircleTessellationMaxError = 0.1f / input.pixel_ratio;
  fonts.bake(font_files, input.pixel_ratio, characters);
  ImGui::NewFrame();
}

/// What happens to focus and typing, whichever widget it is on.
void App::Implementation::hear(std::span<const Action> actions) {
  for (const Action& action : actions) {
    switch (action.kind) {
      case Action::Kind::focus:
        memory.focus = {action.id, action.number != 0 || is_text_field(tree, action.id)};
        break;
      case Action::Kind::blur:
        if (memory.focus.id == action.id) memory.focus = {};
        if (state.draft.id == action.id) state.draft = {};
        break;
      case Action::Kind::edit:
        state.draft = {action.id, action.text, action.selection_start, action.selection_end};
        break;
      case Action::Kind::set:
        if (state.draft.id == action.id) state.draft = {};
        break;
      case Action::Kind::press:
      case Action::Kind::wheel:
        break;
    }
  }
}

void App::Implementation::draw_overlays(const Frame& frame) {
  Canvas& canvas = frame.canvas;
  const Overlays& overlays = frame.overlays;
  canvas.shield(false);
  if (state.sharing.open) draw_share_sheet(frame);
  draw_current_toast(frame);
  if (!overlays.list.id.empty()) {
    const ListResult result = open_list(canvas, overlays.list);
    if (!result.chosen.empty()) {
      const bool button = std::as_const(tree).find(result.chosen)->role == Role::button;
      waiting.push_back({.id = button ? result.chosen : overlays.list.id,
                         .kind = button ? Action::Kind::press : Action::Kind::set,
                         .text = result.chosen});
    }
    if (result.closed) frame.edit(ToggleList{""});
  } else if (!state.open_list.empty()) {
    frame.edit(ToggleList{""});  // its select is no longer there
  }
  if (state.open_list.empty()) memory.list.clear();
  const Tooltip& tip = overlays.tip;
  if (!tip.title.empty() || !tip.text.empty()) tooltip(canvas, tip);
}

void App::Implementation::draw(const Input& input, std::span<const Action> actions,
                               Output& output) {
  const Theme colours = theme(dark(input), input.more_contrast);
  const bool excerpt = state.embedding == Embedding::verdict || state.embedding == Embedding::panel;
  const Layout columns = excerpt ? excerpt_layout(input.width, input.coarse_pointer)
                                 : layout(input.width, input.coarse_pointer);
  const CanvasSetup setup{input.width,    input.height, input.pixel_ratio,
                          input.scroll_y, input.time_s, input.coarse_pointer,
                          &texts};
  tree.clear();
  wanted = {};
  texts.clear();
  std::vector<Edit> edits;
  Overlays overlays;
  {
    Canvas canvas(setup, colours, fonts, actions, tree, memory);
    canvas.fill({0, input.scroll_y, input.width, input.height}, colours.page);
    canvas.shield(!state.open_list.empty() || state.sharing.open);
    const Frame frame{canvas,         state,          model, columns,  input.today, colours.dark,
                      input.printing, input.pictures, edits, overlays, wanted};
    if (state.embedding == Embedding::none) {
      draw_page(frame);
    } else {
      draw_embedded_page(frame);
    }
    attach_lines(tree, texts);
    draw_overlays(frame);
    if (drawn != nullptr) *drawn = texts;
    const Canvas::Requests& requests = canvas.requests();
    output.content_height = requests.content_height;
    output.cursor = requests.cursor;
    output.focus = requests.focus;
    output.focus_start = requests.focus_start;
    output.focus_end = requests.focus_end;
    output.again = requests.again;
    output.again_after_s = requests.again_after_s;
    output.wheels = requests.wheels;
    if (requests.missing_glyph && fonts.widen()) {
      output.again = true;
      output.again_after_s = 0;  // whatever else may wait
    }
  }
  carry_out(edits, output);
}

void App::Implementation::carry_out(const std::vector<Edit>& edits, Output& output) {
  Effects effects;
  const bool held = ImGui::IsMouseDown(ImGuiMouseButton_Left);
  if (!edits.empty()) {
    Described before{state.workload, state.preset};
    for (const Edit& edit : edits) apply(state, edit, model, effects);
    if (effects.workload_changed && !effects.from_history) {
      state.history.record(std::move(before), effects.changed, last_time_s, held);
    }
  }
  model.look_at(state.curve_range);
  if (effects.workload_changed) evaluate();
  if (effects.other_changed && state.other) model.compare(state.other->workload);
  replaced |= effects.workload_replaced && !effects.from_history;
  if (effects.copy_link) copy_link(output);
  const bool new_code = follow_sharing();
  if (effects.export_workload) {
    output.downloads.push_back(
        {pretty_name(state.workload), "application/json", to_json(state.workload)});
  }
  for (SaveFile& file : effects.files) {
    output.downloads.push_back({std::move(file.name), std::move(file.type), std::move(file.bytes)});
  }
  if (const Node* chart = std::as_const(tree).find(effects.picture)) {
    output.picture = {effects.picture + ".png", chart->rectangle};
  }
  output.pick_file = effects.pick_file;
  output.take_new_version = effects.take_new_version;
  output.stale = !edits.empty();
  // A change is shown first; what takes longer is worked out in the frames after that one. While
  // something is dragged there is a change in each of them.
  const bool first = std::exchange(unseen, output.stale);
  const bool later = output.stale || (first && !held);
  const bool news = later || model.work(wanted, held);
  if (news || new_code || !waiting.empty()) {
    output.again = true;
    output.again_after_s = 0;
  }
}

/// The code in step with the link, while it is seen. True if it is another one.
bool App::Implementation::follow_sharing() {
  if (!state.sharing.open) return false;
  const std::string link = shared_link(state);
  if (state.sharing.code.text == link) return false;
  state.sharing.code = qr_code(link);
  return true;
}

void App::Implementation::copy_link(Output& output) {
  output.copy = shared_link(state);
  show_toast({"share.link.copied", {{"length", static_cast<double>(output.copy.size())}}});
}

void App::Implementation::show_toast(Message message) {
  toast = std::move(message);
  toast_until_s = last_time_s + toast_s;
}

void App::Implementation::draw_current_toast(const Frame& frame) {
  if (last_time_s >= toast_until_s) toast = {};
  draw_toast(frame, toast.key.empty() ? std::string() : frame.say(toast));
  if (!toast.key.empty()) frame.canvas.ask_frame(toast_until_s - last_time_s);
}

/// Everything that follows from the workload at once.
void App::Implementation::evaluate() {
  model.evaluate(state.workload);
  state.sharing.workload = encode_link(state.workload, model.data().prices.set);
}

void App::Implementation::put(const Workload& workload, std::string preset) {
  Effects effects;
  ui::set_workload(state, workload, std::move(preset), effects);
  evaluate();
}

void App::Implementation::report(const Input& input, Output& output) {
  output.link = address_fragment(state);
  output.replaced = std::exchange(replaced, false);
  output.language = language_code(state.language);
  output.title = model.catalogue().text("app.title", state.language);
  output.dark = dark(input);
  output.theme = state.theme;
  const Decision& decision = model.evaluation().decision;
  output.answer = {
      std::string(sans_serveur::choice_name(decision.choice)),
      decision.usd(Service::lambda),
      decision.usd(Service::fargate),
      decision.bills[0].partial || decision.bills[1].partial,
      model.catalogue().format(model.evaluation().explanation.headline, state.language),
      state.sharing.workload};
}

App::App() : implementation_(std::make_unique<Implementation>()) {
  implementation_->imgui = ImGui::CreateContext();
  ImGui::SetCurrentContext(implementation_->imgui);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
}

App::~App() {
  ImGui::SetCurrentContext(implementation_->imgui);
  ImGui::DestroyContext(implementation_->imgui);
}

Errors App::load(const Files& files) {
  Implementation& app = *implementation_;
  Errors errors = app.model.load(files);
  if (!errors.empty()) return errors;
  app.font_files = {files.font_regular, files.font_semibold, files.font_display};
  app.characters = characters_of(app.model.catalogue());
  const Preset& first = app.model.presets().front();
  app.state.start = first.workload;
  app.put(first.workload, first.id);
  return errors;
}

Output App::frame(const Input& input, std::span<const Action> actions) {
  Implementation& app = *implementation_;
  std::vector<Action> heard = std::exchange(app.waiting, {});
  heard.insert(heard.end(), actions.begin(), actions.end());
  app.begin(input);
  app.hear(heard);
  Output output;
  app.draw(input, heard, output);
  app.report(input, output);
  ImGui::Render();
  return output;
}

const Tree& App::semantics() const {
  return implementation_->tree;
}

void App::record_texts(std::vector<DrawnText>* texts) {
  implementation_->drawn = texts;
}

void App::set_language(std::string_view code) {
  implementation_->state.language = code.substr(0, 2) == "fr" ? Language::fr : Language::en;
}

void App::set_theme(ThemeChoice theme) {
  implementation_->state.theme = theme;
}

Errors App::set_panel(std::string_view name) {
  const PanelEntry* const entry = find_panel(name);
  if (entry == nullptr) return no_such_panel(name, panel_names());
  implementation_->state.panel = entry->panel;
  return {};
}

void App::announce_new_version() {
  implementation_->state.new_version = true;
}

Errors App::embed(std::string_view part) {
  AppState& state = implementation_->state;
  if (part == "verdict" || part == "all") {
    state.embedding = part == "all" ? Embedding::all : Embedding::verdict;
    return {};
  }
  const PanelEntry* const entry = find_panel(part);
  if (entry == nullptr) return no_such_panel(part, "verdict, " + panel_names() + ", all");
  state.panel = entry->panel;
  state.embedding = Embedding::panel;
  return {};
}

void App::set_full_tool(std::string_view address) {
  implementation_->state.full_tool = address;
}

Errors App::set_workload(std::string_view text) {
  Implementation& app = *implementation_;
  Parsed<Workload> parsed;
  if (text.starts_with('v') || text.starts_with("#v")) {
    Parsed<SharedWorkload> shared = decode_link(text);
    parsed = {std::move(shared.value.workload), std::move(shared.errors), {}};
  } else {
    parsed = parse_workload(text);
  }
  if (parsed) parsed.errors = check_region(parsed.value, app.model.data());
  if (!parsed) return std::move(parsed.errors);
  if (to_json(parsed.value) == to_json(app.state.workload)) return {};
  app.state.history.record({app.state.workload, app.state.preset}, "", app.last_time_s, false);
  app.put(parsed.value, "");
  return {};
}

std::vector<std::string> App::sentences(const Errors& errors) const {
  const Catalogue& catalogue = implementation_->model.catalogue();
  const Language language = implementation_->state.language;
  std::vector<std::string> result;
  for (const Error& error : errors) {
    const std::string text = catalogue.format(error.message, language);
    result.push_back(
        error.path.empty()
            ? text
            : catalogue.format({"error.title", {{"path", error.path}, {"message", text}}},
                               language));
  }
  return result;
}

Errors App::import_document(std::string_view json) {
  Implementation& app = *implementation_;
  if (json.find("sans-serveur/prices/") != json.npos) {
    app.state.import_errors = app.model.load_prices(json);
  } else {
    Parsed<Workload> parsed = parse_workload(json);
    if (parsed) parsed.errors = check_region(parsed.value, app.model.data());
    app.state.import_errors = parsed.errors;
    if (parsed) {
      app.state.history.record({app.state.workload, app.state.preset}, "", app.last_time_s, false);
      app.put(parsed.value, "");
      app.replaced = true;
    }
  }
  if (app.state.import_errors.empty()) {
    app.evaluate();
    if (app.state.other) app.model.compare(app.state.other->workload);
  }
  return app.state.import_errors;
}

void App::open_link(std::string_view link) {
  Implementation& app = *implementation_;
  const Presets& presets = app.model.presets();
  if (link.empty()) return app.put(app.state.start, presets.front().id);
  Parsed<SharedWorkload> shared = decode_link(link);
  if (shared) shared.errors = check_region(shared.value.workload, app.model.data());
  if (!shared) {
    app.state.arrival = {};
    app.state.arrival.errors = std::move(shared.errors);
    return;
  }
  const std::string& ours = app.model.data().prices.set;
  const Workload& workload = shared.value.workload;
  const auto preset = std::find_if(presets.begin(), presets.end(), [&](const Preset& known) {
    return encode_link(known.workload, ours) == encode_link(workload, ours);
  });
  app.put(workload, preset == presets.end() ? "" : preset->id);
  if (shared.value.prices_set != ours) app.state.arrival.prices_set = shared.value.prices_set;
  app.state.arrival.trace_is_summary = shared.value.trace_is_summary;
}

void App::set_address(std::string_view address, bool hosted) {
  implementation_->state.sharing.address = address;
  implementation_->state.sharing.hosted = hosted;
}

void App::copy_failed() {
  implementation_->show_toast({"share.copy_failed", {}});
}

std::string App::export_workload() const {
  return to_json(implementation_->state.workload);
}

}  // namespace sans_serveur::ui
