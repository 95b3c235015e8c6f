#include "core/json.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <sstream>

#include <doctest/doctest.h>

using namespace sans_serveur;

namespace {

/// "path: key (name=value, …)" for each error, one per line.
std::string described(const Errors& errors) {
  std::ostringstream text;
  for (const Error& error : errors) {
    text << error.path << ": " << error.message.key;
    for (const Parameter& parameter : error.message.parameters) {
      text << ' ' << parameter.name << '=';
      std::visit([&](const auto& value) { text << value; }, parameter.value);
    }
    text << '\n';
  }
  return text.str();
}

std::string errors_of(std::string_view text) {
  return described(JsonDocument(text).errors());
}

}  // namespace

TEST_CASE("json: syntax errors tell line and column") {
  CHECK(errors_of("") == ": error.json.syntax line=1 column=1\n");
  CHECK(errors_of("{\n  \"a\": 1,\n}") == ": error.json.syntax line=3 column=1\n");
  CHECK(errors_of("{\"é\": tru}") == ": error.json.syntax line=1 column=10\n");
  CHECK(errors_of("[1] 2") == ": error.json.syntax line=1 column=5\n");
  CHECK(errors_of("[NaN]").find("error.json.syntax") != std::string::npos);
  CHECK(errors_of("[1e999]") == ": error.json.overflow line=1 column=6\n");
  CHECK(errors_of("[\"\xC3\x28\"]").find("error.json.syntax") != std::string::npos);
  CHECK(errors_of("[\"\\uD800\"]").find("error.json.syntax") != std::string::npos);
}

TEST_CASE("json: duplicate keys and deep nesting are errors with a path") {
  CHECK(errors_of(R"({"a": {"b": 1, "c": [{"d": 1, "d": 2}], "b": 2}})") ==
        "a.c[0].d: error.json.duplicate\na.b: error.json.duplicate\n");
  const std::string deep(max_json_depth, '[');
  CHECK(errors_of(deep + std::string(max_json_depth, ']')).empty());
  const std::string hostile(1'000'000, '[');
  CHECK(errors_of(hostile).find("error.json.depth max=64") != std::string::npos);
}

TEST_CASE("json: a reader gives the value, or the fallback and an error") {
  JsonDocument document(R"({"n": 2.5, "i": 3, "t": "x", "b": true, "null": null, "o": {"p": 7}})");
  const JsonReader root = document.root();
  CHECK(root["n"].number(0) == 2.5);
  CHECK(root["absent"].number(4) == 4);
  CHECK(root["i"].integer(0, {0, 10}) == 3);
  CHECK(root["t"].text("") == "x");
  CHECK(root["b"].toggle(false));
  CHECK(root.at("o.p").number(0) == 7);
  CHECK(root.at("o.q.r").number(1) == 1);
  CHECK(root["null"]["inside"].number(1) == 1);
  CHECK(std::isnan(root["null"].number_or_automatic(1)));
  constexpr std::array<std::string_view, 2> names{"w", "x"};
  CHECK(root["t"].choice(0, names) == 1);
  CHECK(document.errors().empty());

  CHECK(root["n"].number(1, {3, 9, "ms"}) == 1);
  CHECK(root["n"].integer(1, {0, 9}) == 1);
  CHECK(root["t"].number(1) == 1);
  CHECK(root["null"].number(1) == 1);
  CHECK(root["t"]["inside"].number(1) == 1);
  constexpr std::array<std::string_view, 2> others{"a", "b"};
  CHECK(root["t"].choice(1, others) == 1);
  CHECK(root["i"].text("z") == "z");
  CHECK(root["o"].elements(9).empty());
  CHECK(described(document.errors()) ==
        "n: error.range value=2.5 min=3 max=9 unit=@unit.ms\n"
        "n: error.integer value=2.5\n"
        "t: error.json.type expected=@json.number found=@json.text\n"
        "null: error.json.type expected=@json.number found=@json.null\n"
        "t: error.choice value=\"x\" choices=a, b\n"
        "i: error.json.type expected=@json.text found=@json.number\n"
        "o: error.json.type expected=@json.array found=@json.object\n");
}

TEST_CASE("json: what nobody asked for is listed") {
  JsonDocument document(R"({"a": {"b": 1, "c": 2}, "d": [{"e": 1}, {"f": 2}], "g": {"h": 1}})");
  const JsonReader root = document.root();
  root["a"]["b"].number(0);
  for (const JsonReader& element : root["d"].elements(9)) element["e"].number(0);
  CHECK(document.unknown() == std::vector<std::string>{"a.c", "d[1].f", "g"});
  root["g"].accept();
  CHECK(document.unknown() == std::vector<std::string>{"a.c", "d[1].f"});
}

TEST_CASE("json: texts of hostile length or content stay whole") {
  JsonDocument document("{\"s\": \"" + std::string(100, 'x') + "\xC3\xA9\", \"t\": \"@key\"}");
  CHECK(document.root()["s"].json(102) == "\"" + std::string(100, 'x') + "…");
  CHECK(document.root()["s"].text("short", 50) == "short");
  CHECK(document.root()["t"].json() == "\"@key\"");
  std::string many = "{";
  for (int i = 0; i < 500; ++i) many += "\"k\":1,";
  CHECK(JsonDocument(many + "\"z\":1}").errors().size() == 1);
  JsonDocument array("[" + std::string(5000, '0').replace(0, 1, "0") + "]");
  CHECK(array.errors().size() == 1);
}

TEST_CASE("json: whatever the bytes, an answer") {
  std::mt19937 random(20261123);
  const std::string_view alphabet = "{}[]:,\"\\ \n\tnulltruefalse0123456789eE+-.u\xC3\xA9\xFF";
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    const std::size_t length = random() % 60;
    for (std::size_t i = 0; i < length; ++i) text += alphabet[random() % alphabet.size()];
    JsonDocument document(text);
    document.root()["a"].number(0);
    document.root().members();
    CHECK(document.unknown().size() <= max_json_errors);
    if (document.errors().empty()) CHECK(JsonDocument(document.root().json()).errors().empty());
  }
}

TEST_CASE("json: numbers are written as JavaScript writes them, and read back") {
  CHECK(json_number(0) == "0");
  CHECK(json_number(-0.0) == "-0");
  CHECK(json_number(140000) == "140000");
  CHECK(json_number(1.66667e-5) == "0.0000166667");
  CHECK(json_number(2e-7) == "2e-7");
  CHECK(json_number(-1234.5) == "-1234.5");
  CHECK(json_number(0.1 + 0.2) == "0.30000000000000004");
  CHECK(json_number(1e20) == "100000000000000000000");
  CHECK(json_number(1e21) == "1e21");
  CHECK(json_number(1.5e300) == "1.5e300");
  CHECK(json_number(std::numeric_limits<double>::quiet_NaN()) == "null");
  CHECK(json_number(std::numeric_limits<double>::infinity()) == "null");

  std::mt19937_64 random(7);
  for (int round = 0; round < 5000; ++round) {
    const std::uint64_t bits = random();
    double number = 0;
    std::memcpy(&number, &bits, sizeof number);
    if (!std::isfinite(number)) continue;
    CHECK(JsonDocument(json_number(number)).root().number(0) == number);
  }
}

TEST_CASE("json: a writer nests, indents, escapes") {
  JsonWriter writer;
  writer.begin_object();
  writer.field("a", 1);
  writer.field("b", "q\"\\\n\x01é\xFF");
  writer.field("c", true);
  writer.key("d");
  writer.begin_array();
  writer.value(1.5);
  writer.null();
  writer.begin_object();
  writer.end_object();
  writer.end_array();
  writer.end_object();
  CHECK(writer.str() ==
        "{\n  \"a\": 1,\n  \"b\": \"q\\\"\\\\\\n\\u0001é\xEF\xBF\xBD\",\n  \"c\": true,\n"
        "  \"d\": [\n    1.5,\n    null,\n    {}\n  ]\n}");
  JsonWriter compact(0);
  compact.begin_array();
  compact.value("x");
  compact.value(2);
  compact.end_array();
  CHECK(compact.str() == "[\"x\",2]");
}
