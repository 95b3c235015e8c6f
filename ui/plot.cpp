#include "ui/plot.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sans_serveur::ui {

float Axis::at(double value) const {
  const double share =
      logarithmic ? std::log(value / from) / std::log(to / from) : (value - from) / (to - from);
  return start + length * static_cast<float>(share);
}

double Axis::value_at(float position) const {
  const double share = static_cast<double>((position - start) / length);
  return logarithmic ? from * std::pow(to / from, share) : from + (to - from) * share;
}

std::vector<double> decade_ticks(const Axis& axis, std::span<const int> multiples) {
  std::vector<double> ticks;
  const double last = axis.to * (1 + 1e-9);
  for (double decade = std::pow(10, std::floor(std::log10(axis.from))); decade <= last;
       decade *= 10) {
    for (const int multiple : multiples) {
      const double tick = decade * multiple;
      if (tick >= axis.from * (1 - 1e-9) && tick <= last) ticks.push_back(tick);
    }
  }
  return ticks;
}

std::vector<double> decade_ticks(const Axis& axis, float apart) {
  const auto fits = [&](const std::vector<double>& ticks) {
    for (std::size_t i = 1; i < ticks.size(); ++i) {
      if (std::fabs(axis.at(ticks[i]) - axis.at(ticks[i - 1])) < apart) return false;
    }
    return true;
  };
  constexpr int all[] = {1, 2, 3, 4, 5, 6, 7, 8, 9}, most[] = {1, 2, 3, 5, 7}, some[] = {1, 2, 5},
                few[] = {1, 3}, ones[] = {1};
  std::vector<double> ticks = decade_ticks(axis, some);
  if (ticks.size() < 4) {  // hardly a decade
    for (const std::span<const int> more : {std::span<const int>(all), {most}}) {
      const std::vector<double> finer = decade_ticks(axis, more);
      if (fits(finer)) return finer;
    }
  }
  if (!fits(ticks)) ticks = decade_ticks(axis, few);
  if (!fits(ticks)) ticks = decade_ticks(axis, ones);
  for (int every = 2; !fits(ticks); ++every) {  // of the decades
    ticks = decade_ticks(axis, ones);
    std::erase_if(ticks, [&](double tick) { return std::lround(std::log10(tick)) % every != 0; });
  }
  return ticks;
}

std::vector<double> linear_ticks(const Axis& axis, int count) {
  const double wanted = (axis.to - axis.from) / count;
  const double decade = std::pow(10, std::floor(std::log10(wanted)));
  double step = 10 * decade;
  for (const double factor : {5.0, 2.0, 1.0}) {
    if (decade * factor >= wanted * 0.999) step = decade * factor;
  }
  std::vector<double> ticks;
  for (double i = std::ceil(axis.from / step); i * step <= axis.to; ++i) ticks.push_back(i * step);
  return ticks;
}

float label(Canvas& canvas, Face face, float x, float baseline, std::string_view text,
            Colour colour, Align align) {
  return canvas.text(face, x, baseline - canvas.fonts().baseline(face), text, colour, align);
}

float label_on_ground(Canvas& canvas, Face face, float x, float baseline, std::string_view text,
                      Colour colour, Align align) {
  const float width = canvas.text_width(face, text);
  const float left = align == Align::right ? x - width : align == Align::centre ? x - width / 2 : x;
  canvas.fill({left - 3, baseline - 12, width + 6, 16}, canvas.theme().page);
  return label(canvas, face, x, baseline, text, colour, align);
}

void draw_crossing(Canvas& canvas, Point at) {
  canvas.circle(at, 4, canvas.theme().page);
  canvas.ring(at, 4, canvas.theme().ink, 1.5f);
}

}  // namespace sans_serveur::ui
