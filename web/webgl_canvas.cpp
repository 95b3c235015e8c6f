#include "web/webgl_canvas.h"

#include <cstddef>
#include <initializer_list>

#include <GLES3/gl3.h>
#include <emscripten/html5_webgl.h>

// ImGui's own OpenGL backend reads all state before a frame and restores it after. Nobody else
// draws here, and each read waits for the GPU: 54 ms a frame in a software renderer. So the little
// that ImGui needs is done here: one program, one texture, triangles cut to rectangles.

namespace sans_serveur::web {

namespace {

/// OpenGL takes a place in a buffer as a pointer.
const void* buffer_offset(std::size_t bytes) {
  return reinterpret_cast<const void*>(bytes);  // NOLINT(performance-no-int-to-ptr)
}

constexpr const char* vertex_shader = R"(#version 300 es
uniform vec2 pixels;
layout(location = 0) in vec2 position;
layout(location = 1) in vec2 place;
layout(location = 2) in vec4 colour;
out vec2 atlas_place;
out vec4 ink;
void main() {
  atlas_place = place;
  ink = colour;
  gl_Position = vec4(position / pixels * vec2(2, -2) + vec2(-1, 1), 0, 1);
})";

constexpr const char* fragment_shader = R"(#version 300 es
precision highp float;
uniform sampler2D atlas;
in vec2 atlas_place;
in vec4 ink;
out vec4 result;
void main() { result = vec4(ink.rgb, ink.a * texture(atlas, atlas_place).r); })";

struct Canvas {
  EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = 0;
  bool usable = false;
  bool ready = false;  ///< what draw() needs of this context has been made
  GLuint program = 0;
  GLint pixels = -1;
};
Canvas canvas;

void add_shader(GLenum kind, const char* source) {
  const GLuint shader = glCreateShader(kind);
  glShaderSource(shader, 1, &source, nullptr);
  glCompileShader(shader);
  glAttachShader(canvas.program, shader);
  glDeleteShader(shader);  // with the program
}

/// Asks for the program; the browser makes it while other things go on. To use it is to wait for
/// it.
void ask_for_program() {
  canvas.program = glCreateProgram();
  add_shader(GL_VERTEX_SHADER, vertex_shader);
  add_shader(GL_FRAGMENT_SHADER, fragment_shader);
  glLinkProgram(canvas.program);
}

void describe_vertices() {
  GLuint names[3];
  glGenVertexArrays(1, &names[0]);
  glGenBuffers(2, &names[1]);
  glBindVertexArray(names[0]);
  glBindBuffer(GL_ARRAY_BUFFER, names[1]);
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, names[2]);
  const auto attribute = [](GLuint place, GLint size, GLenum type, std::size_t offset) {
    glEnableVertexAttribArray(place);
    glVertexAttribPointer(place, size, type, GL_TRUE, sizeof(ImDrawVert), buffer_offset(offset));
  };
  attribute(0, 2, GL_FLOAT, offsetof(ImDrawVert, pos));
  attribute(1, 2, GL_FLOAT, offsetof(ImDrawVert, uv));
  attribute(2, 4, GL_UNSIGNED_BYTE, offsetof(ImDrawVert, col));
}

/// Everything stays bound: there is one of each.
void make_objects() {
  glUseProgram(canvas.program);
  canvas.pixels = glGetUniformLocation(canvas.program, "pixels");
  describe_vertices();
  GLuint texture = 0;
  glGenTextures(1, &texture);
  glBindTexture(GL_TEXTURE_2D, texture);
  for (const GLenum filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER})
    glTexParameteri(GL_TEXTURE_2D, filter, GL_LINEAR);
  for (const GLenum wrap : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T})
    glTexParameteri(GL_TEXTURE_2D, wrap, GL_CLAMP_TO_EDGE);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glEnable(GL_BLEND);
  glEnable(GL_SCISSOR_TEST);
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  canvas.ready = true;
}

/// One byte a texel: ImGui's atlas is white, its shapes are in alpha.
void upload_atlas(ImFontAtlas& fonts) {
  unsigned char* texels = nullptr;
  int width = 0;
  int height = 0;
  fonts.GetTexDataAsAlpha8(&texels, &width, &height);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, width, height, 0, GL_RED, GL_UNSIGNED_BYTE, texels);
  fonts.SetTexID(&canvas);  // any mark will do: until the atlas is built anew, it is uploaded
}

struct Pixels {
  int width = 0;
  int height = 0;
};

void clear(const Pixels& pixels) {
  glViewport(0, 0, pixels.width, pixels.height);
  glScissor(0, 0, pixels.width, pixels.height);
  const ImVec4& ground = ImGui::GetStyle().Colors[ImGuiCol_WindowBg];
  glClearColor(ground.x, ground.y, ground.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
}

/// Cuts to a rectangle of ImGui's, counted from the top; false when nothing is left.
bool cut(const ImVec4& rectangle, const ImVec2& scale, const Pixels& pixels) {
  const auto left = static_cast<int>(rectangle.x * scale.x);
  const auto top = static_cast<int>(rectangle.y * scale.y);
  const auto right = static_cast<int>(rectangle.z * scale.x);
  const auto bottom = static_cast<int>(rectangle.w * scale.y);
  if (right <= left || bottom <= top) return false;
  glScissor(left, pixels.height - bottom, right - left, bottom - top);
  return true;
}

template <class Element>
void upload(GLenum buffer, const ImVector<Element>& elements) {
  glBufferData(buffer, elements.size_in_bytes(), elements.Data, GL_STREAM_DRAW);
}

void draw_list(const ImDrawList& list, const ImVec2& scale, const Pixels& pixels) {
  static_assert(sizeof(ImDrawIdx) == 4);
  upload(GL_ARRAY_BUFFER, list.VtxBuffer);
  upload(GL_ELEMENT_ARRAY_BUFFER, list.IdxBuffer);
  for (const ImDrawCmd& command : list.CmdBuffer) {
    if (command.UserCallback != nullptr || !cut(command.ClipRect, scale, pixels)) continue;
    glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount), GL_UNSIGNED_INT,
                   buffer_offset(command.IdxOffset * sizeof(ImDrawIdx)));
  }
}

}  // namespace

bool open_canvas() {
  EmscriptenWebGLContextAttributes attributes;
  emscripten_webgl_init_context_attributes(&attributes);
  attributes.majorVersion = 2;
  attributes.alpha = attributes.depth = attributes.stencil = attributes.antialias = false;
  attributes.enableExtensionsByDefault = false;
  attributes.powerPreference = EM_WEBGL_POWER_PREFERENCE_LOW_POWER;
  // platform.library.js has put the page's element under this name. page.js has asked for a context
  // before, to save time: its attributes are in force, and must be these.
  canvas.context = emscripten_webgl_create_context("!canvas", &attributes);
  canvas.usable = canvas.context > 0;
  if (!canvas.usable) return false;
  emscripten_webgl_make_context_current(canvas.context);
  ask_for_program();
  return true;
}

void close_canvas() {
  if (canvas.context > 0) emscripten_webgl_destroy_context(canvas.context);
  canvas = {};
}

bool draw(const ImDrawData& data) {
  if (!canvas.usable || data.DisplaySize.x <= 0 || data.DisplaySize.y <= 0) return false;
  if (!canvas.ready) make_objects();
  ImFontAtlas& fonts = *ImGui::GetIO().Fonts;
  if (fonts.TexID == nullptr) upload_atlas(fonts);

  Pixels pixels;
  emscripten_webgl_get_drawing_buffer_size(canvas.context, &pixels.width, &pixels.height);
  const ImVec2 scale{static_cast<float>(pixels.width) / data.DisplaySize.x,
                     static_cast<float>(pixels.height) / data.DisplaySize.y};
  clear(pixels);
  glUniform2f(canvas.pixels, data.DisplaySize.x, data.DisplaySize.y);
  for (const ImDrawList* list : data.CmdLists) draw_list(*list, scale, pixels);
  return true;
}

void lose_canvas() {
  // What was made has gone with the context: the first frame with another one makes it again.
  canvas.usable = canvas.ready = false;
  ImGui::GetIO().Fonts->SetTexID(nullptr);
}

bool regain_canvas() {
  if (canvas.context <= 0) return open_canvas();
  canvas.usable = true;
  ask_for_program();
  return true;
}

}  // namespace sans_serveur::web
