# How our own code is compiled: every target of ours links to `own_code`.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# Assertions stay on in the optimised native build, which is the one that the tests run.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")

add_library(own_code INTERFACE)
target_include_directories(own_code INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(own_code INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Werror)

# A fused multiply-add rounds once where two operations round twice. WebAssembly has none, so none
# anywhere: the same input gives the same bits natively and in the browser, and the tests compare.
add_compile_options(-ffp-contract=off)

option(SANITIZE "Stop on undefined behaviour and memory errors" OFF)
if(SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

if(EMSCRIPTEN)
  # Each part chooses: speed for core, size for the rest.
  set(CMAKE_CXX_FLAGS_RELEASE "-DNDEBUG")
  set(size -Oz)
  set(speed -O2)
  add_compile_options(-flto -fno-exceptions -fno-rtti)
  add_compile_definitions(JSON_NOEXCEPTION DOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS)
  # The default of 64 KB is too little for a parser that recurses.
  add_link_options(-flto -fno-exceptions -fno-rtti
    -sSTACK_SIZE=512KB -sALLOW_MEMORY_GROWTH -sFILESYSTEM=0 -sMALLOC=emmalloc)
endif()

# sources(VARIABLE PATTERN…): the files of this folder; a new one is noticed at the next build.
function(sources variable)
  list(TRANSFORM ARGN PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  file(GLOB_RECURSE found CONFIGURE_DEPENDS ${ARGN})
  set(${variable} ${found} PARENT_SCOPE)
endfunction()
