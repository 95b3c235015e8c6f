# Files inside the program, so that it opens offline, by double-click, with nothing to fetch.

# embed(TARGET [JSON FILE…] [FONTS FILE…]): a library that holds these files, read through
# <embedded.h>. A JSON file is called like its place: web/data/prices.json is "data/prices.json";
# third_party/fonts/Inter-Regular.otf is "fonts/Inter-Regular". A program links one such library.
function(embed target)
  cmake_parse_arguments(arg "" "" "JSON;FONTS" ${ARGN})
  set(files ${arg_JSON} ${arg_FONTS})
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${target}.cpp)
  add_custom_command(
    OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -D "FILES=${files}" -D OUTPUT=${source}
      -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${files} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    COMMENT "Embedding files in ${target}" VERBATIM)
  add_library(${target} STATIC ${source})
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR}/cmake)
endfunction()
