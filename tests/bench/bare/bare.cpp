// The yardstick of the page: the least that Dear ImGui and ImPlot need to show something. One
// window, one plot, GLFW and WebGL 2, drawn in a loop as their examples do, without input. Measured
// by tests/bench/page.mjs beside the page itself.
#include <GLFW/glfw3.h>
#include <cmath>

#include <backends/imgui_impl_opengl3.h>
#include <emscripten/emscripten.h>
#include <imgui.h>
#include <implot.h>

namespace {

GLFWwindow* window = nullptr;
constexpr int points = 200;
double xs[points], ys[points];

// The time of the first frame, where the benchmark looks for it.
EM_JS(void, note_frame, (),
      { globalThis.bareFirstFrameAt = globalThis.bareFirstFrameAt || performance.now(); });

void frame() {
  glfwPollEvents();
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::GetIO().DisplaySize = ImVec2(1280, 800);
  ImGui::NewFrame();
  ImGui::SetNextWindowSize(ImVec2(1000, 600), ImGuiCond_FirstUseEver);
  ImGui::Begin("Bare");
  if (ImPlot::BeginPlot("Plot", ImVec2(-1, -1))) {
    ImPlot::PlotLine("sine", xs, ys, points);
    ImPlot::EndPlot();
  }
  ImGui::End();
  ImGui::Render();
  int width = 0, height = 0;
  glfwGetFramebufferSize(window, &width, &height);
  glViewport(0, 0, width, height);
  glClearColor(1, 1, 1, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  glfwSwapBuffers(window);
  note_frame();
}

}  // namespace

int main() {
  for (int i = 0; i < points; ++i) {
    xs[i] = static_cast<double>(i) / points;
    ys[i] = std::sin(xs[i] * 12);
  }
  if (glfwInit() == 0) return 1;
  window = glfwCreateWindow(1280, 800, "Bare", nullptr, nullptr);
  if (window == nullptr) return 1;
  glfwMakeContextCurrent(window);
  ImGui::CreateContext();
  ImPlot::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui_ImplOpenGL3_Init("#version 300 es");
  emscripten_set_main_loop(frame, 0, false);
}
