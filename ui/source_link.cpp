#include "ui/source_link.h"

namespace sans_serveur::ui {

float draw_source_link(const Frame& frame, const ComparisonSource& source, const std::string& id,
                       float x, float y, float width) {
  constexpr std::size_t full_date = 10;  // "2026-10-09"; others are a month or a year
  std::string key = source.published ? "guide.source.published" : "guide.source.read";
  if (source.date.size() < full_date) key += "_in";
  const std::string label =
      frame.say({std::move(key), {{"title", source.title}, {"date", source.date}}});
  return link(frame.canvas, id, x, y, width, label, source.url);
}

}  // namespace sans_serveur::ui
