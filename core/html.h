// HTML: what the writers of text pages share.
#pragma once

#include <string>
#include <string_view>

namespace sans_serveur {

/// The text as it stands in an element or in an attribute in double quotes.
std::string html_escaped(std::string_view text);

}  // namespace sans_serveur
