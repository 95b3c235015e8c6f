// The tool as a part of another page: what it holds, and what it says to that page.

#include "ui/embedded_page.h"

#include <string>

#include <doctest/doctest.h>

#include "tests/ui/page.h"

namespace sans_serveur::ui {
namespace {

constexpr const char* address = "https://example.org/index.html";

struct Embedded : Page {
  explicit Embedded(std::string_view part, std::string_view language = "en") : Page(language) {
    CHECK(app.embed(part).empty());
    app.set_full_tool(address);
    input.width = 720;
    input.height = 520;
    settle();
  }
};

TEST_CASE("the verdict alone: sentence, costs, reasons and foot, no header, no form, no tabs") {
  Embedded page("verdict");
  for (const char* const id : {"verdict.sentence", "cost.lambda", "cost.fargate", "reason.5",
                               "foot.prices", "foot.full_tool"}) {
    CAPTURE(id);
    CHECK(page.find(id) != nullptr);
  }
  for (const char* const id : {"header", "form", "tabs", "form.summary", "options"}) {
    CAPTURE(id);
    CHECK(page.find(id) == nullptr);
  }
  const Node& link = *page.find("foot.full_tool");
  CHECK(link.role == Role::link);
  CHECK(link.value_text == address);
  CHECK(link.name == "Open the full tool ↗");
  CHECK(page.find("footer")->rectangle.height == 44);
}

TEST_CASE("the verdict of the first case fits in 720 by 520, its foot at the lower edge") {
  Embedded page("verdict");
  CHECK(page.settle().content_height <= 520);
  CHECK(bottom(page.find("footer")->rectangle) == 520);
  page.input.height = 2000;
  CHECK(page.settle().content_height <= 520);  // a high frame does not make the content higher
  CHECK(bottom(page.find("footer")->rectangle) == 2000);
}

TEST_CASE("one panel, under the verdict in a line") {
  Embedded page("comparison", "fr");
  CHECK(page.text("verdict.eyebrow").starts_with("Verdict"));
  CHECK(page.find("verdict.sentence") == nullptr);
  CHECK(page.find("titled.comparison") != nullptr);
  CHECK(page.find("header") == nullptr);
}

TEST_CASE("all of it, with the form folded where it is narrow") {
  Embedded page("all");
  CHECK(page.find("header") == nullptr);
  CHECK(page.find("tabs") != nullptr);
  CHECK(page.find("workload.trigger") == nullptr);
  page.press("form.edit");
  CHECK(page.find("form") != nullptr);
  CHECK(page.find("footer") != nullptr);
}

TEST_CASE("a part that there is not is refused with those that there are, and changes nothing") {
  Embedded page("verdict");
  const Errors errors = page.app.embed("bills");
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].path == "panel");
  const std::string sentence = page.app.sentences(errors)[0];
  CHECK(sentence.find("panel: bills") == 0);
  CHECK(sentence.find("verdict, comparison, costs") != std::string::npos);
  page.settle();
  CHECK(page.find("verdict.sentence") != nullptr);
}

TEST_CASE("a workload from the page around it changes the answer") {
  Embedded page("verdict");
  const Answer first = page.settle().answer;
  CHECK(first.choice == "fargate");
  CHECK(first.sentence.find("Choose Fargate") == 0);
  CHECK(first.fargate_usd < first.lambda_usd);
  CHECK(page.app.set_workload(R"({"traffic": {"requests_per_month": 1000}})").empty());
  const Answer second = page.settle().answer;
  CHECK(second.choice == "lambda");
  CHECK(second != first);
}

TEST_CASE("a bad one is refused with field, value and range, in the language; nothing changes") {
  for (const char* const language : {"fr", "en"}) {
    Embedded page("verdict", language);
    const Answer before = page.settle().answer;
    const Errors errors = page.app.set_workload(R"({"lambda": {"memory_mb": 20000}})");
    REQUIRE(errors.size() == 1);
    const std::string sentence = page.app.sentences(errors)[0];
    const bool french = std::string_view(language) == "fr";
    CHECK(sentence.find("lambda.memory_mb") == 0);
    CHECK(sentence.find(french ? "20\u202f000" : "20,000") != std::string::npos);
    CHECK(sentence.find("128") != std::string::npos);
    CHECK(sentence.find(french ? "10\u202f240" : "10,240") != std::string::npos);
    CHECK(page.settle().answer == before);
    CHECK(page.find("import.error") == nullptr);  // it is for the page around to tell
  }
}

}  // namespace
}  // namespace sans_serveur::ui
