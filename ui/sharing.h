// Sharing: the state as the end of an address, and what came with the one that was opened.
//
//   v1.c.<payload>.<check>&lang=fr&theme=dark&panel=costs
//
// The workload is core/share_link.h's; language, theme and panel stand after it, to be read and
// changed by hand.
#pragma once

#include <string>
#include <string_view>

#include "core/message.h"
#include "ui/qr_code.h"

namespace sans_serveur::ui {

struct AppState;

/// What links of this page are made of.
struct Sharing {
  bool open = false;     ///< the sheet is
  std::string address;   ///< that links start with, without a fragment; "" if none is known
  bool hosted = false;   ///< it is not this page's own, which is a file
  std::string workload;  ///< the workload in force: encode_link()
  QrCode code;           ///< of the link, while the sheet is open
};

/// How the last link that was opened turned out, until that is dismissed.
struct Arrival {
  Errors errors;                  ///< why it was refused
  std::string prices_set;         ///< its maker's, if it is not the one in force
  bool trace_is_summary = false;  ///< its traffic is a summary of what its maker measured
};

/// What follows "#" in the address of the state.
std::string address_fragment(const AppState& state);
/// The whole link; without the address where none is known.
std::string shared_link(const AppState& state);

}  // namespace sans_serveur::ui
