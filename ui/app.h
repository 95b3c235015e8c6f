// The application: one state, drawn each frame, changed only by edits.
//
//   Input + Actions → frame() → draw(state) → edits → apply(edits) → evaluate if the workload
//   changed
//
// Knows nothing of a browser: whoever owns the window (web/main.cpp, the tests) fills in an Input,
// calls frame(), renders ImGui's draw data, mirrors the semantic tree, and calls again when asked
// to.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/message.h"
#include "ui/semantics.h"

namespace sans_serveur::ui {

struct DrawnText;

enum class ThemeChoice { system, light, dark };
enum class Panel { comparison, costs, latency, limits, changes, guide };
/// How much of the tool there is: alone in its page, or which part of it inside another page.
enum class Embedding { none, verdict, panel, all };

/// The text of the files that the application is made of; see web/data and web/content.
struct Files {
  std::string_view prices, limits, start_times, presets, french, english;
  std::string_view font_regular, font_semibold,
      font_display;             ///< OpenType bytes, kept by the caller
  std::string_view comparison;  ///< web/content/comparison.json
};

/// What the surroundings say before a frame.
struct Input {
  float width = 1280, height = 800;  ///< of the viewport, CSS px
  float pixel_ratio = 1;             ///< devicePixelRatio
  float scroll_y = 0;                ///< of the document, CSS px
  double time_s = 0;                 ///< monotonic
  std::string_view today;            ///< "2026-11-23": prices older than 180 days are told
  bool system_dark = false;
  bool coarse_pointer = false;
  bool reduced_motion = false;
  bool more_contrast = false;
  bool printing = false;  ///< every panel is wanted in the tree, the form too
  bool pictures = false;  ///< there is a canvas of which a picture can be taken
};

/// The answer in brief, for a page that holds this one.
struct Answer {
  std::string choice;                      ///< "lambda", "fargate", "either", "hybrid", "neither"
  double lambda_usd = 0, fargate_usd = 0;  ///< a month; what is known of it where `partial`
  bool partial = false;                    ///< a price is missing from one of them
  std::string sentence;                    ///< in the language in force
  std::string workload;                    ///< a link's payload: encode_link()

  bool operator==(const Answer&) const = default;
};

/// What the surroundings have to do after a frame.
struct Output {
  float content_height =
      0;               ///< of the document, CSS px: the page scrolls natively, the canvas stays
  bool stale = false;  ///< an edit came of it: what it drew is not the state any more
  bool again = false;  ///< something moves or settles: draw another frame
  double again_after_s = 0;             ///< … not before this many seconds (a tooltip that waits)
  std::string_view cursor = "default";  ///< CSS cursor
  std::string focus;  ///< id of a node that the mirror should focus now; "" for none
  int focus_start = -1,
      focus_end = -1;  ///< the selection of a text field it focuses, UTF-16 units; -1: all
  std::vector<WheelArea> wheels;  ///< where the wheel is of use
  std::string copy;               ///< text for the clipboard; "" for none
  struct Download {
    std::string name, type, bytes;
  };
  std::vector<Download> downloads;
  /// A part of the document to be drawn anew and kept as a PNG file; no name: none.
  struct Picture {
    std::string name;
    Rectangle box;
  };
  Picture picture;
  bool pick_file = false;  ///< let the reader choose a file; it comes back through import_document
  bool take_new_version = false;  ///< load the page's new version in place of this one
  std::string link;       ///< the state, as the fragment of the page's address; see sharing.h
  bool replaced = false;  ///< it is of another workload, not of the last one edited
  std::string language;   ///< "fr" or "en": the document's language
  std::string title;      ///< the document's title
  bool dark = false;      ///< the theme in force
  ThemeChoice theme = ThemeChoice::system;  ///< the reader's choice, which the page remembers
  Answer answer;
};

class App {
 public:
  App();
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  /// Reads the files. Errors leave the state as it was: a bad price file never replaces a good one.
  Errors load(const Files& files);

  /// One frame between ImGui::NewFrame and ImGui::Render, both called here. Pointer events have
  /// been given to ImGui's io by the caller; `actions` are those of the mirror, or of a test.
  Output frame(const Input& input, std::span<const Action> actions);

  const Tree& semantics() const;

  /// Records every text that later frames draw, for tests; nullptr ends that.
  void record_texts(std::vector<DrawnText>* texts);

  /// Changes from outside: the address, an embedding page, a file dropped on the page.
  void set_language(std::string_view code);
  void set_theme(ThemeChoice theme);
  /// An error for a name that no panel has.
  Errors set_panel(std::string_view name);
  /// A new version of the page is ready: a notice says so.
  void announce_new_version();
  /// Inside another page: "verdict", a panel's name or "all"; an error for any other name.
  Errors embed(std::string_view part);
  /// Where an embedded part's link to the whole tool leads; "" for no link.
  void set_full_tool(std::string_view address);
  /// A workload document or a link from the page around this one: its errors are for that page to
  /// tell.
  Errors set_workload(std::string_view text);
  /// A workload, prices or content document; errors are shown on the page and the state stays.
  Errors import_document(std::string_view json);
  /// The link of an address's fragment, without what follows "&"; "": the workload of the start.
  /// A link that cannot be opened is told on the page, and the state stays.
  void open_link(std::string_view link);
  /// What links start with: the page's own address, or, of a page opened from a file (`hosted`),
  /// the one where others find it; "" if none is known.
  void set_address(std::string_view address, bool hosted);
  /// The clipboard refused what Output::copy asked for.
  void copy_failed();
  /// The workload as a sans-serveur/workload/1 document.
  std::string export_workload() const;
  /// What is wrong, in the language in force, each with the path of its field.
  std::vector<std::string> sentences(const Errors& errors) const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace sans_serveur::ui
