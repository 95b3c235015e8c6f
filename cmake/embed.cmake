# Run by embed() with cmake -P: writes OUTPUT, C++ with the bytes of FILES.

function(bytes_of file variable)
  if(file MATCHES "\\.json$")
    # No JSON string can hold a line break, so this takes only the indentation away.
    file(READ ${file} text)
    string(REGEX REPLACE "[ \t\r]*\n[ \t\r]*" "" text "${text}")
    string(HEX "${text}" hex)
  else()
    file(READ ${file} hex HEX)
  endif()
  string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${hex}")
  set(${variable} "${bytes}" PARENT_SCOPE)
endfunction()

set(arrays "")
set(entries "")
set(texts "")
foreach(file IN LISTS FILES)
  cmake_path(GET file PARENT_PATH folder)
  cmake_path(GET folder FILENAME folder)
  cmake_path(GET file FILENAME name)
  bytes_of(${file} bytes)
  string(REGEX REPLACE "[^a-zA-Z0-9]" "_" array "${folder}_${name}")
  if(name MATCHES "\\.json$")
    string(APPEND arrays "char ${array}[] = \"${bytes}\";\n")
    string(APPEND texts "  std::ranges::fill(${array}, '\\0');\n")
  else()
    string(REGEX REPLACE "\\.(otf|ttf)$" "" name ${name})
    string(APPEND arrays "constexpr char ${array}[] = \"${bytes}\";\n")
  endif()
  string(APPEND entries "    {\"${folder}/${name}\", {${array}, sizeof ${array} - 1}},\n")
endforeach()

file(WRITE ${OUTPUT} "// Written by cmake/embed.cmake.
#include <algorithm>

#include <embedded.h>

namespace sans_serveur::embedded {
namespace {
${arrays}
constexpr File table[] = {
${entries}};
}  // namespace

std::span<const File> files() { return table; }

std::string_view find(std::string_view name) {
  for (const File& file : table)
    if (file.name == name) return file.bytes;
  return {};
}

void forget_texts() {
${texts}}

}  // namespace sans_serveur::embedded
")
