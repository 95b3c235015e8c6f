// The application with its files read and its first workload evaluated, before the program starts.
//
// A static object makes it, and the page is linked with -sEVAL_CTORS: the linker runs the
// constructors of static objects and stores the memory as they leave it. A page that opens reads no
// JSON, checks no text and evaluates nothing on the way to its first frame.
// A constructor that asks the browser for anything cannot run there, and would quietly be left for
// the page to run: tests/check_prepared.mjs notices.
#pragma once

#include <memory>

#include "ui/app.h"

namespace sans_serveur::web {

/// The one there is; null when it has been taken.
std::unique_ptr<ui::App> take_prepared_app();

}  // namespace sans_serveur::web
