#include "web/prepared_app.h"

#include <cstddef>
#include <cstdlib>
#include <unistd.h>
#include <utility>

#include <embedded.h>

#include "web/embedded_files.h"

namespace sans_serveur::web {
namespace {

/// Clears what has been freed: it would be stored with all that it held.
void clear_free_memory() {
  struct Piece {
    Piece* before;
  };
  Piece* last = nullptr;
  for (std::size_t size = 1 << 20; size >= sizeof(Piece); size /= 2) {
    for (const void* end = sbrk(0); sbrk(0) == end;) {  // the heap has a free piece of this size
      Piece* piece = static_cast<Piece*>(std::calloc(1, size));
      piece->before = last;
      last = piece;
    }
  }
  while (last != nullptr) std::free(std::exchange(last, last->before));
}

std::unique_ptr<ui::App> prepare() {
  auto app = std::make_unique<ui::App>();
  // The embedded files are tested: one that is refused here is a broken build, which the page
  // tells.
  if (!app->load(embedded_files()).empty()) std::abort();
  embedded::forget_texts();
  clear_free_memory();
  return app;
}

std::unique_ptr<ui::App> prepared = prepare();

}  // namespace

std::unique_ptr<ui::App> take_prepared_app() {
  return std::move(prepared);
}

}  // namespace sans_serveur::web
