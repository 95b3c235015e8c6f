#include "ui/cost_line.h"

#include <algorithm>
#include <cmath>

#include "core/number_format.h"

namespace sans_serveur::ui {

Service cheaper(const CostPoint& point) {
  return point.lambda_usd <= point.fargate_usd ? Service::lambda : Service::fargate;
}

double usd(const CostPoint& point, Service service) {
  return service == Service::lambda ? point.lambda_usd : point.fargate_usd;
}

std::string axis_usd(double value, Language language) {
  if (value >= 1e5) return format_compact_usd(value, language);
  return format_usd(value, value < 1 ? 2 : 0, language);
}

void draw_cost_line(const Frame& frame, const Axis& x, const Axis& y,
                    std::span<const CostPoint> points, Service service) {
  std::vector<Point> line;
  line.reserve(points.size());
  for (const CostPoint& point : points) {
    // What is below a logarithmic axis has no place on it, and may be 0.
    const double lowest = y.logarithmic ? y.from / 2 : 0;
    const Point next{x.at(point.requests_per_month), y.at(std::max(usd(point, service), lowest))};
    // Points that add less than a third of a pixel only cost time.
    if (line.size() > 1 && std::fabs(next.x - line.back().x) < 0.3f &&
        std::fabs(next.y - line.back().y) < 0.3f) {
      continue;
    }
    line.push_back(next);
  }
  frame.canvas.path(line, frame.theme().of(service).mark, 2);
}

}  // namespace sans_serveur::ui
