# Other people's code, without our warnings: from third_party/, which script/bootstrap fills, or
# else from its authors' repositories, at the same versions.

set(third_party ${PROJECT_SOURCE_DIR}/third_party)
if(EXISTS ${third_party}/doctest)
  set(imgui_SOURCE_DIR ${third_party}/imgui)
  set(implot_SOURCE_DIR ${third_party}/implot)
  set(qrcodegen_folder ${third_party}/qrcodegen)
  set(header_folders ${third_party})
  set(font_folder ${third_party}/fonts)
else()
  include(FetchContent)
  function(fetch name repository tag)
    # No such subfolder: take the files, leave the project's own build alone.
    FetchContent_Declare(${name} GIT_REPOSITORY https://github.com/${repository}
      GIT_TAG ${tag} GIT_SHALLOW ON SOURCE_SUBDIR none)
    FetchContent_MakeAvailable(${name})
    set(${name}_SOURCE_DIR ${${name}_SOURCE_DIR} PARENT_SCOPE)
  endfunction()
  fetch(imgui ocornut/imgui v1.90.1)
  fetch(implot epezent/implot v0.17)
  fetch(qrcodegen nayuki/QR-Code-generator v1.8.0)
  set(qrcodegen_folder ${qrcodegen_SOURCE_DIR}/c)
  fetch(nlohmann_json nlohmann/json v3.11.3)
  fetch(doctest doctest/doctest v2.4.11)
  set(header_folders ${nlohmann_json_SOURCE_DIR}/include ${doctest_SOURCE_DIR})

  FetchContent_Declare(inter SOURCE_SUBDIR none
    URL https://github.com/rsms/inter/releases/download/v4.1/Inter-4.1.zip)
  FetchContent_MakeAvailable(inter)
  find_package(Python3 REQUIRED COMPONENTS Interpreter)  # with its package fonttools
  set(font_folder ${CMAKE_BINARY_DIR}/fonts)
  file(MAKE_DIRECTORY ${font_folder})
  foreach(face Inter-Regular Inter-SemiBold InterDisplay-SemiBold)
    execute_process(COMMAND_ERROR_IS_FATAL ANY
      COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/script/subset_fonts.py
        ${inter_SOURCE_DIR}/extras/otf/${face}.otf ${font_folder}/${face}.otf)
  endforeach()
endif()

# <nlohmann/json.hpp>, <doctest/doctest.h>
add_library(header_libraries INTERFACE)
target_include_directories(header_libraries SYSTEM INTERFACE ${header_folders})

# <imgui.h>, configured by ui/imconfig.h. Its pixels are web/webgl_canvas.cpp's business; natively
# they are nobody's.
add_library(imgui STATIC
  ${imgui_SOURCE_DIR}/imgui.cpp
  ${imgui_SOURCE_DIR}/imgui_draw.cpp
  ${imgui_SOURCE_DIR}/imgui_tables.cpp
  ${imgui_SOURCE_DIR}/imgui_widgets.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${imgui_SOURCE_DIR})
target_include_directories(imgui PRIVATE ${PROJECT_SOURCE_DIR})
target_compile_definitions(imgui PUBLIC IMGUI_USER_CONFIG="ui/imconfig.h")
target_compile_options(imgui PRIVATE -w ${size})
if(NOT EMSCRIPTEN)
  target_compile_options(imgui PRIVATE -O1 -g0)  # builds faster, and only tests use it
endif()

# <implot.h> and ImGui's own backend, for the bare page that the page is measured against.
if(EMSCRIPTEN)
  add_library(implot STATIC EXCLUDE_FROM_ALL
    ${imgui_SOURCE_DIR}/backends/imgui_impl_opengl3.cpp
    ${implot_SOURCE_DIR}/implot.cpp
    ${implot_SOURCE_DIR}/implot_items.cpp)
  target_include_directories(implot SYSTEM PUBLIC ${implot_SOURCE_DIR})
  target_include_directories(implot PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(implot PUBLIC imgui)
  # One type of number: ImPlot otherwise instantiates every chart for ten, half a minute of them.
  target_compile_definitions(implot PUBLIC
    IMGUI_IMPL_OPENGL_ES3 IMPLOT_CUSTOM_NUMERIC_TYPES=\(double\))
  target_compile_options(implot PRIVATE -w ${size})
endif()

# <qrcodegen.h>, C99 that is C++ too: one language less for a project to need.
add_library(qrcodegen STATIC ${qrcodegen_folder}/qrcodegen.c)
set_source_files_properties(${qrcodegen_folder}/qrcodegen.c PROPERTIES LANGUAGE CXX)
target_include_directories(qrcodegen SYSTEM PUBLIC ${qrcodegen_folder})
target_compile_options(qrcodegen PRIVATE -w ${size})
