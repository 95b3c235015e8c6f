// The verdict: one sentence with its two amounts, what each side costs, how far it holds, and why.
#pragma once

#include "ui/frame.h"

namespace sans_serveur::ui {

/// Draws it from (x, y) down; returns its lower edge.
float draw_verdict_panel(const Frame& frame, float x, float y, float width);

/// "Verdict: Fargate", and what it is about: the line over the sentence, which also stands alone.
float draw_verdict_eyebrow(const Frame& frame, float x, float y, float width);

/// What each service costs and how far the verdict holds: three columns, or three rows on a phone.
float draw_cost_row(const Frame& frame, float x, float y, float width);

/// Why: the reasons in the order of their weight. Part of the verdict; in its own file.
float draw_reasons(const Frame& frame, float x, float y, float width);

}  // namespace sans_serveur::ui
