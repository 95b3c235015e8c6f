# Toolchain of the `web` preset: the Emscripten that script/bootstrap unpacked, else the one on the
# PATH (emsdk).

set(emscripten ${CMAKE_CURRENT_LIST_DIR}/../.toolchain/emscripten/usr/share/emscripten)
if(NOT EXISTS ${emscripten}/emcc)
  find_program(EMCC emcc NO_CMAKE_FIND_ROOT_PATH REQUIRED)
  cmake_path(GET EMCC PARENT_PATH emscripten)
endif()
include(${emscripten}/cmake/Modules/Platform/Emscripten.cmake)
