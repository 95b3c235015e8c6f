// How Dear ImGui is built for this project; see IMGUI_USER_CONFIG in cmake/third_party.cmake.
#pragma once

// WebGL has no base vertex: 16-bit indices would break a list of more than 65 536 vertices.
#define ImDrawIdx unsigned int

// A page has no files, needs no demo, and each of these weighs tens of kilobytes.
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
