// The files that the program carries inside itself: data, content and fonts.
// Which ones is the choice of the library that a program links; see cmake/embedding.cmake.
#pragma once

#include <span>
#include <string_view>

namespace sans_serveur::embedded {

struct File {
  std::string_view name;   ///< "data/prices.json", "content/fr.json", "fonts/Inter-Regular"
  std::string_view bytes;  ///< JSON without its indentation, or a whole font
};

/// Every file.
std::span<const File> files();

/// The bytes of a file, or an empty view when there is none of that name.
std::string_view find(std::string_view name);

/// Overwrites the JSON files with zeros, for a program that has read them and keeps no view of one.
/// Where its memory is stored afterwards (web/prepared_app.h), they take no place in it.
void forget_texts();

}  // namespace sans_serveur::embedded
