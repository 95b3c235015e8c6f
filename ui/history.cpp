#include "ui/history.h"

#include <utility>

namespace sans_serveur::ui {
namespace {

constexpr std::size_t most_steps = 100;
constexpr double same_step_s = 1;

}  // namespace

void History::record(Described before, std::string_view what, double time_s, bool held) {
  const bool same_drag = held && last_held_;
  const bool continues = !what.empty() && what == last_what_ &&
                         (same_drag || time_s - last_time_s_ < same_step_s) && !past_.empty();
  last_what_ = what;
  last_time_s_ = time_s;
  last_held_ = held;
  future_.clear();
  if (continues) return;
  if (past_.size() == most_steps) past_.erase(past_.begin());
  past_.push_back(std::move(before));
}

std::optional<Described> History::undo(Described present) {
  if (past_.empty()) return std::nullopt;
  future_.push_back(std::move(present));
  Described before = std::move(past_.back());
  past_.pop_back();
  last_what_.clear();
  return before;
}

std::optional<Described> History::redo(Described present) {
  if (future_.empty()) return std::nullopt;
  past_.push_back(std::move(present));
  Described after = std::move(future_.back());
  future_.pop_back();
  last_what_.clear();
  return after;
}

}  // namespace sans_serveur::ui
