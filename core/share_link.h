// Share links: a workload as a few hundred characters at the end of an address.
//
//   v1.c.<payload>.<check>
//
// v1       version: what the numbers below mean, for ever. A link of a later one is refused as such
// c        codec: CBOR (RFC 8949), in base64url
// payload  one flat array: the price set's identity, then for each field that differs from version
//          1's default how many numbers are skipped since the last one, and its value
// check    CRC-32 of all before it, in base64url: a link cut short or altered is told from a good
//          one
//
// The numbers and the defaults of version 1 are a table in share_link.cpp that is only ever
// appended to: when a default changes in workload.h, links made before still mean what they meant.
// Choices are their places in workload.h's lists, which are appended to likewise.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/message.h"
#include "core/workload.h"

namespace sans_serveur {

/// No link that encode_link() writes is longer; a longer one is refused unread.
inline constexpr std::size_t max_link_length = 2000;

/// A measured trace travels as at most so many steps, of 256 levels.
inline constexpr std::size_t summary_steps = 64;

struct SharedWorkload {
  Workload workload;
  std::string prices_set;         ///< identity of the price set that its maker saw
  bool trace_is_summary = false;  ///< its traffic is the summary of a measured one
};

/// The link's text, of the characters A–Z a–z 0–9 - _ and the dot. `prices_set`: see Prices::set.
std::string encode_link(const Workload& workload, std::string_view prices_set);

/// The workload of a link, valid by check(Workload); or one error, whatever the bytes:
/// - error.link.cut: its end is missing;
/// - error.link.altered: it is not what encode_link() wrote;
/// - error.link.newer: a later version of the program wrote it;
/// or the errors of a workload that can no longer be.
Parsed<SharedWorkload> decode_link(std::string_view text);

/// The last part of a link whose first parts are `text`: CRC-32 (ISO 3309, the one of gzip), in
/// base64url.
std::string link_check(std::string_view text);

/// A trace as its summary: steps in the order of time, each the mean of its part of the trace; the
/// levels of the steps are then replaced, rank by rank, by the means of as many equal parts of the
/// sorted trace, because costs depend on how often a rate occurs rather than on when. Whole numbers
/// of 0 to 255, the highest of them 255 unless all are 0.
std::vector<double> trace_summary(const std::vector<double>& bins);

}  // namespace sans_serveur
