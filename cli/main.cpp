// sans-serveur: the decision core on the command line.
//
// JSON goes to standard output. What is wrong goes to standard error, one line each, in --lang's
// language. Exit status: 0 done, 1 a file or a document is wrong, 2 the command line is.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <embedded.h>

#include "core/bill.h"
#include "core/catalogue.h"
#include "core/comparison.h"
#include "core/evaluation.h"
#include "core/json.h"
#include "core/methodology.h"

namespace sans_serveur {
namespace {

enum ExitStatus { done = 0, wrong_input = 1, wrong_command_line = 2 };

/// What every command works with.
struct Session {
  Language language = Language::en;
  Catalogue catalogue;
  Data data;
  std::vector<std::string> arguments;          ///< after the command's name
  std::map<std::string, std::string> options;  ///< "--lang" → "fr"
};

struct Command {
  std::string_view name;
  std::string_view arguments;  ///< as shown in the usage: "FILE"
  std::size_t argument_count;
  int (*run)(const Session&);
};

struct Option {
  std::string_view name;
  std::string_view value;  ///< as shown in the usage: "FILE"
};

int run_bill(const Session& session);
int run_comparison(const Session& session);
int run_evaluate(const Session& session);
int run_methodology(const Session& session);

/// One line per command; the summary shown by --help is the content key "cli.help." + name.
constexpr std::array commands{
    Command{"evaluate", "FILE", 1, run_evaluate},
    Command{"bill", "FILE", 1, run_bill},
    Command{"methodology", "", 0, run_methodology},
    Command{"comparison", "", 0, run_comparison},
};

/// Options, which all take a value and stand anywhere; explained by "cli.help." + name without
/// "--".
constexpr std::array options{
    Option{"--lang", "fr|en"},        Option{"--prices", "FILE"},
    Option{"--limits", "FILE"},       Option{"--start-times", "FILE"},
    Option{"--content", "DIRECTORY"}, Option{"--content-fr", "FILE"},
    Option{"--content-en", "FILE"},   Option{"--region", "REGION"},
    Option{"--format", "md|html"},
};

void complain(const Session& session, const Message& message) {
  std::cerr << session.catalogue.format(message, session.language) << '\n';
}

/// "file: field"; standard input has no name.
std::string place(const std::string& file, const std::string& field) {
  if (file == "-") return field;
  return field.empty() ? file : file + ": " + field;
}

/// Writes "file: field: what is wrong with it" for each error.
void complain(const Session& session, const std::string& file, const Errors& errors) {
  for (const Error& error : errors) {
    const std::string where = place(file, error.path);
    const std::string text = session.catalogue.format(error.message, session.language);
    const std::string_view key = where.empty() ? "cli.error_root" : "cli.error";
    complain(session, {std::string(key), {{"path", where}, {"message", text}}});
  }
}

void complain_of_unknown(const Session& session, const std::string& file,
                         const std::vector<std::string>& fields) {
  for (const std::string& field : fields)
    complain(session, {"cli.unknown_field", {{"path", place(file, field)}}});
}

/// All of a stream, or nothing if it cannot be read. Stops soon after what a parser accepts.
std::optional<std::string> read_all(std::istream& stream) {
  std::string text;
  std::array<char, 1 << 16> block;
  while (stream && text.size() <= max_json_bytes) {
    stream.read(block.data(), block.size());
    text.append(block.data(), static_cast<std::size_t>(stream.gcount()));
  }
  if (stream.bad()) return std::nullopt;
  return text;
}

/// The text of a file, or of standard input for "-". Says so if it cannot be read.
std::optional<std::string> read_file(const Session& session, const std::string& file) {
  std::optional<std::string> text;
  if (file == "-") {
    text = read_all(std::cin);
  } else if (std::ifstream stream(file, std::ios::binary); stream) {
    text = read_all(stream);
  }
  if (!text) complain(session, {"cli.file", {{"file", file}}});
  return text;
}

/// The text of the file that an option names, else that of the program itself.
std::optional<std::string> data_text(const Session& session, const std::string& option,
                                     std::string_view embedded_name) {
  const auto found = session.options.find(option);
  if (found == session.options.end()) return std::string(embedded::find(embedded_name));
  return read_file(session, found->second);
}

/// Parses a data file into `value`. Says what is wrong with it otherwise.
template <class T>
bool load(const Session& session, const std::string& option, std::string_view embedded_name,
          Parsed<T> (*parse)(std::string_view), T& value) {
  const std::optional<std::string> text = data_text(session, option, embedded_name);
  if (!text) return false;
  Parsed<T> parsed = parse(*text);
  const auto given = session.options.find(option);
  const std::string file =
      given == session.options.end() ? std::string(embedded_name) : given->second;
  complain(session, file, parsed.errors);
  complain_of_unknown(session, file, parsed.unknown);
  value = std::move(parsed.value);
  return parsed.errors.empty();
}

bool load_data(Session& session) {
  Data& data = session.data;
  bool good = load(session, "--prices", "data/prices.json", parse_prices, data.prices);
  good &= load(session, "--limits", "data/limits.json", parse_limits, data.limits);
  good &=
      load(session, "--start-times", "data/start_times.json", parse_start_times, data.start_times);
  return good;
}

/// Takes the sentences of --content instead of the program's own, which tell what is wrong with
/// them.
bool load_content(Session& session) {
  session.catalogue =
      parse_catalogue(embedded::find("content/fr.json"), embedded::find("content/en.json")).value;
  if (const auto found = session.options.find("--content"); found != session.options.end()) {
    session.options.emplace("--content-fr", found->second + "/fr.json");
    session.options.emplace("--content-en", found->second + "/en.json");
  }
  const auto french = data_text(session, "--content-fr", "content/fr.json");
  const auto english = data_text(session, "--content-en", "content/en.json");
  if (!french || !english) return false;
  Parsed<Catalogue> parsed = parse_catalogue(*french, *english);
  complain(session, "--content", parsed.errors);
  if (parsed.errors.empty()) session.catalogue = std::move(parsed.value);
  return parsed.errors.empty();
}

/// Reads the document that a command is given; nothing, and what is wrong said, if it is bad.
template <class T>
std::optional<Parsed<T>> read_document(const Session& session,
                                       Parsed<T> (*parse)(std::string_view)) {
  const std::string& file = session.arguments[0];
  const std::optional<std::string> text = read_file(session, file);
  if (!text) return std::nullopt;
  Parsed<T> parsed = parse(*text);
  complain(session, file, parsed.errors);
  complain_of_unknown(session, file, parsed.unknown);
  if (!parsed) return std::nullopt;
  return parsed;
}

/// "2026-11-23", by the system's clock, which nothing but this file looks at.
std::string today() {
  const auto days = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const std::chrono::year_month_day date(days);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

/// Says when the prices are old enough to have changed.
void warn_of_age(Evaluation& evaluation) {
  const int days = price_age_days(evaluation.prices_as_of, today());
  if (days <= old_price_days) return;
  evaluation.explanation.warnings.push_back(
      {"warning.prices.old", {{"days", static_cast<double>(days)}}});
}

int run_evaluate(const Session& session) {
  const auto workload = read_document(session, parse_workload);
  if (!workload) return wrong_input;
  const Errors errors = check_region(workload->value, session.data);
  complain(session, session.arguments[0], errors);
  if (!errors.empty()) return wrong_input;
  Evaluation evaluation = evaluate(workload->value, session.data);
  warn_of_age(evaluation);
  std::cout << to_json(evaluation, session.data, session.catalogue) << '\n';
  return done;
}

int run_bill(const Session& session) {
  const auto usage = read_document(session, parse_usage);
  if (!usage) return wrong_input;
  const Parsed<RegionPrices> prices = prices_for(usage->value, session.data.prices);
  complain(session, session.arguments[0], prices.errors);
  if (!prices) return wrong_input;
  std::cout << to_json(bill(usage->value, prices.value), usage->value, session.data.prices,
                       usage->unknown)
            << '\n';
  return done;
}

int run_methodology(const Session& session) {
  const auto given = session.options.find("--region");
  const std::string region = given == session.options.end() ? Workload{}.region : given->second;
  if (!session.data.prices.find(region)) {
    complain(session, "--region", {unknown_region("", region, session.data.prices)});
    return wrong_input;
  }
  const auto asked = session.options.find("--format");
  const std::string format = asked == session.options.end() ? "md" : asked->second;
  if (format != "md" && format != "html") {
    complain(session, {"cli.option", {{"option", "--format " + format}}});
    return wrong_command_line;
  }
  const Methodology method = methodology(session.data, region);
  std::cout << (format == "html" ? to_html(method, session.catalogue, session.language)
                                 : to_markdown(method, session.catalogue, session.language));
  return done;
}

int run_comparison(const Session& session) {
  Parsed<Comparison> comparison = parse_comparison(embedded::find("content/comparison.json"));
  complain(session, "content/comparison.json", comparison.errors);
  if (!comparison) return wrong_input;
  std::cout << to_html(comparison.value, session.catalogue, session.language);
  return done;
}

std::string synopsis() {
  std::string text = "sans-serveur [OPTION…] ";
  std::string_view separator = "";
  for (const Command& command : commands) {
    text.append(separator).append(command.name);
    if (!command.arguments.empty()) text.append(" ").append(command.arguments);
    separator = " | ";
  }
  return text;
}

/// A line of --help: what to write, and what it is for.
void explain(const Session& session, std::string_view name, std::string_view value) {
  std::string written = "  " + std::string(name) + ' ' + std::string(value);
  written.resize(std::max<std::size_t>(written.size() + 2, 26), ' ');
  const std::string_view plain = name.substr(std::min(name.find_first_not_of('-'), name.size()));
  std::cout << written << session.catalogue.text("cli.help." + std::string(plain), session.language)
            << '\n';
}

int help(const Session& session) {
  std::cout << session.catalogue.format({"cli.usage", {{"usage", synopsis()}}}, session.language)
            << "\n\n";
  for (const Command& command : commands) explain(session, command.name, command.arguments);
  std::cout << '\n';
  for (const Option& option : options) explain(session, option.name, option.value);
  explain(session, "--help", "");
  return done;
}

/// What the words of the command line are.
struct CommandLine {
  std::vector<std::string> words;  ///< neither options nor their values
  std::map<std::string, std::string> options;
  std::string bad_option;  ///< unknown, or without its value
  bool help = false;
};

/// Takes the option at `i`; its value is after '=' or is the next word.
void read_option(std::span<char* const> words, std::size_t& i, CommandLine& line) {
  const std::string word = words[i];
  const std::size_t equals = word.find('=');
  const std::string name = word.substr(0, equals);
  const bool known = std::any_of(options.begin(), options.end(),
                                 [&](const Option& option) { return option.name == name; });
  if (known && equals != std::string::npos) {
    line.options[name] = word.substr(equals + 1);
  } else if (known && i + 1 < words.size()) {
    line.options[name] = words[++i];
  } else {
    line.bad_option = name;
  }
}

CommandLine read_command_line(std::span<char* const> words) {
  CommandLine line;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word == "--help" || word == "-h") {
      line.help = true;
    } else if (word.starts_with("-") && word != "-") {
      read_option(words, i, line);
    } else {
      line.words.emplace_back(word);
    }
  }
  return line;
}

const Command* find_command(std::string_view name) {
  const auto found = std::find_if(commands.begin(), commands.end(),
                                  [&](const Command& command) { return command.name == name; });
  return found == commands.end() ? nullptr : found;
}

int refuse(const Session& session, const Message& message) {
  complain(session, message);
  complain(session, {"cli.usage", {{"usage", synopsis()}}});
  return wrong_command_line;
}

int run_command(Session& session, const CommandLine& line) {
  if (line.words.empty()) return refuse(session, {"cli.no_command", {}});
  const Command* command = find_command(line.words[0]);
  if (!command) return refuse(session, {"cli.command", {{"command", line.words[0]}}});
  session.arguments.assign(line.words.begin() + 1, line.words.end());
  if (session.arguments.size() != command->argument_count) {
    const std::string key = command->argument_count > 0 ? "cli.arguments" : "cli.arguments_none";
    return refuse(session, {key, {{"command", std::string(command->name)}}});
  }
  if (!load_data(session)) return wrong_input;
  const int status = command->run(session);
  std::cout.flush();
  return std::cout ? status : wrong_input;
}

int run(std::span<char* const> words) {
  const CommandLine line = read_command_line(words);
  Session session;
  session.options = line.options;
  const auto given = line.options.find("--lang");
  const std::string language = given == line.options.end() ? "en" : given->second;
  if (language == "fr") session.language = Language::fr;

  if (!load_content(session)) return wrong_input;
  if (line.help) return help(session);
  if (!line.bad_option.empty())
    return refuse(session, {"cli.option", {{"option", line.bad_option}}});
  if (language != "fr" && language != "en")
    return refuse(session, {"cli.option", {{"option", "--lang " + language}}});
  return run_command(session, line);
}

}  // namespace
}  // namespace sans_serveur

int main(int count, char** arguments) {
  try {
    return sans_serveur::run({arguments + 1, static_cast<std::size_t>(count > 0 ? count - 1 : 0)});
  } catch (const std::exception& exception) {  // memory, or a stream
    std::fprintf(stderr, "sans-serveur: %s\n", exception.what());
    return 1;
  }
}
