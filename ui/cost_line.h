// One service's cost as a line, and what both charts of costs say about it.
#pragma once

#include <span>
#include <string>

#include "core/break_even.h"
#include "ui/cost_curve.h"
#include "ui/frame.h"
#include "ui/plot.h"

namespace sans_serveur::ui {

Service cheaper(const CostPoint& point);
double usd(const CostPoint& point, Service service);

/// An amount on an axis: whole dollars, cents below one, compact from 100 000 on.
std::string axis_usd(double value, Language language);

void draw_cost_line(const Frame& frame, const Axis& x, const Axis& y,
                    std::span<const CostPoint> points, Service service);

/// The crossings from close by with the cause of each, or the sentence that there is none. Returns
/// the lower edge.
float draw_crossings_column(const Frame& frame, const CostCurve& curve, float x, float y,
                            float width);

}  // namespace sans_serveur::ui
