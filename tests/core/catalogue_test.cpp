#include "core/catalogue.h"

#include <doctest/doctest.h>

using namespace sans_serveur;

namespace {

constexpr std::string_view french = R"({
  "amount": "Prenez {service} : {usd:usd_auto} par mois.",
  "service.lambda": "Lambda",
  "tasks": "{tasks:int} {tasks:plural:tâche|tâches}",
  "date": "au {date:date}",
  "range": "de {min:full} à {max:full} {unit}.",
  "unit.none": "",
  "outer": "Verdict : {inner}",
  "loop": "{self}"
})";

constexpr std::string_view english = R"({
  "amount": "Choose {service}: {usd:usd_auto} a month.",
  "service.lambda": "Lambda",
  "tasks": "{tasks:int} {tasks:plural:task|tasks}",
  "date": "{date:date}",
  "range": "from {min:full} to {max:full} {unit}.",
  "unit.none": "",
  "outer": "Verdict: {inner}",
  "loop": "{self}"
})";

Catalogue catalogue() {
  Parsed<Catalogue> parsed = parse_catalogue(french, english);
  REQUIRE(parsed.errors.empty());
  return parsed.value;
}

std::string first_error(std::string_view one, std::string_view other) {
  const Errors errors = parse_catalogue(one, other).errors;
  return errors.empty() ? "" : errors[0].path + ": " + errors[0].message.key;
}

}  // namespace

TEST_CASE("catalogue: a message becomes a sentence of each language") {
  const Catalogue texts = catalogue();
  const Message message{"amount", {{"service", "@service.lambda"}, {"usd", 3.2}}};
  CHECK(texts.format(message, Language::fr) == "Prenez Lambda : 3,20\u00a0$ par mois.");
  CHECK(texts.format(message, Language::en) == "Choose Lambda: $3.20 a month.");
  CHECK(texts.format({"date", {{"date", "2026-10-09"}}}, Language::fr) ==
        "au 9\u00a0oct.\u00a02026");
  CHECK(texts.format({"date", {{"date", 2021.0}}}, Language::en) == "2021");
}

TEST_CASE("catalogue: plurals start at two in French, and everywhere but at one in English") {
  const Catalogue texts = catalogue();
  const auto tasks = [&](double count, Language language) {
    return texts.format({"tasks", {{"tasks", count}}}, language);
  };
  CHECK(tasks(0, Language::fr) == "0 tâche");
  CHECK(tasks(1, Language::fr) == "1 tâche");
  CHECK(tasks(2, Language::fr) == "2 tâches");
  CHECK(tasks(0, Language::en) == "0 tasks");
  CHECK(tasks(1, Language::en) == "1 task");
  CHECK(tasks(4, Language::en) == "4 tasks");
}

TEST_CASE("catalogue: an empty text takes the space before it along") {
  const Catalogue texts = catalogue();
  const auto range = [&](const char* unit) {
    return texts.format({"range", {{"min", 0.01}, {"max", 10240.0}, {"unit", unit}}}, Language::en);
  };
  CHECK(range("ms") == "from 0.01 to 10,240 ms.");
  CHECK(range("") == "from 0.01 to 10,240.");
  CHECK(range("@unit.none") == "from 0.01 to 10,240.");
}

TEST_CASE("catalogue: a text given as a key is filled from the same message") {
  const Catalogue texts = catalogue();
  const Message message{"outer",
                        {{"inner", "@amount"}, {"service", "@service.lambda"}, {"usd", 12.0}}};
  CHECK(texts.format(message, Language::en) == "Verdict: Choose Lambda: $12 a month.");
  CHECK(texts.format({"loop", {{"self", "@loop"}}}, Language::en) == "«@loop»");
}

TEST_CASE("catalogue: what is missing is seen and listed") {
  const Catalogue texts = catalogue();
  CHECK(texts.missing().empty());
  CHECK(texts.text("nowhere", Language::fr) == "«nowhere»");
  CHECK(texts.format({"tasks", {}}, Language::en) == "«tasks» «tasks»");
  CHECK_FALSE(texts.has("nowhere"));
  CHECK(texts.missing() == std::vector<std::string>{"nowhere"});
}

TEST_CASE("catalogue: defects of the files are errors that name the language and the key") {
  CHECK(first_error(R"({"a": "x"})", R"({"a": "x"})").empty());
  CHECK(first_error(R"({"a": "x", "b": "y"})", R"({"a": "x"})") == "en.b: error.content.missing");
  CHECK(first_error(R"({"a": "x"})", R"({"a": "x", "b": "y"})") == "fr.b: error.content.missing");
  CHECK(first_error(R"({"a": ""})", R"({"a": "x"})") == "fr.a: error.content.empty");
  CHECK(first_error(R"({"a": "{x:usd}"})", R"({"a": "{x:usd0}"})") ==
        "en.a: error.content.placeholders_differ");
  CHECK(first_error(R"({"a": "{x:nothing}"})", R"({"a": "{x:nothing}"})") ==
        "fr.a: error.content.placeholder");
  CHECK(first_error(R"({"a": "{x"})", R"({"a": "x"})") == "fr.a: error.content.placeholder");
  CHECK(first_error(R"({"a": "x}"})", R"({"a": "x"})") == "fr.a: error.content.placeholder");
  CHECK(first_error(R"({"a": "{x:plural:one}"})", R"({"a": "{x}"})") ==
        "fr.a: error.content.placeholder");
  CHECK(first_error(R"({"a": 1})", R"({"a": "x"})") == "fr.a: error.json.type");
  CHECK(first_error("[", R"({"a": "x"})").starts_with("fr."));
}

TEST_CASE("catalogue: a plural may be in one language only, if the number is in both") {
  CHECK(first_error(R"({"a": "{x:int} {x:plural:dépasse|dépassent}"})", R"({"a": "{x:int} may"})")
            .empty());
}
