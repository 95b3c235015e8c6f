// Benchmark of the decision core. Prints, per operation, the median time of several runs and its
// ratio to a yardstick measured in the same run: the natural logarithm of a thousand numbers. Times
// depend on the machine and on its neighbours; the ratios hardly do.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include <embedded.h>

#include "core/evaluation.h"
#include "core/presets.h"

namespace sans_serveur {
namespace {

constexpr int runs = 9;
volatile double sink = 0;  ///< keeps results from being optimised away

double now_us() {
  using namespace std::chrono;
  return duration<double, std::micro>(steady_clock::now().time_since_epoch()).count();
}

/// Median microseconds of one call, over `runs` runs of `calls` calls; after a while of others, as
/// WebAssembly is first run as it comes and compiled well only in the background.
template <class Function>
double median_us(int calls, Function function) {
  constexpr double warm_up_us = 100'000;
  for (const double start = now_us(); now_us() - start < warm_up_us;) function(0);
  std::vector<double> times;
  for (int run = 0; run < runs; ++run) {
    const double start = now_us();
    for (int call = 0; call < calls; ++call) function(call);
    times.push_back((now_us() - start) / calls);
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

double yardstick_us() {
  return median_us(200, [](int call) {
    double sum = 0;
    for (int i = 1; i <= 1000; ++i) sum += std::log(i + call * 0.001);
    sink = sink + sum;
  });
}

void report(const char* what, double us, double yardstick) {
  std::printf("  %-44s %10.2f µs %10.3f ×\n", what, us, us / yardstick);
}

Data published_data() {
  return {parse_prices(embedded::find("data/prices.json")).value,
          parse_limits(embedded::find("data/limits.json")).value,
          parse_start_times(embedded::find("data/start_times.json")).value};
}

void report_decisions(const Data& data, double yardstick) {
  const auto presets = parse_presets(embedded::find("data/presets.json"));
  double sum = 0;
  for (const Preset& preset : presets.value) {
    const Evaluation evaluation = evaluate(preset.workload, data, Depth::at_once);
    const Facts facts = facts_of(evaluation, data);
    const double us =
        median_us(300, [&](int) { sink = sink + decide(preset.workload, facts).total_points; });
    report(("decision: " + preset.id).c_str(), us, yardstick);
    sum += us;
  }
  report("decision: mean of the presets", sum / static_cast<double>(presets.value.size()),
         yardstick);
}

void report_whole(const Workload& workload, const Data& data, double yardstick) {
  const Evaluation evaluation = evaluate(workload, data, Depth::at_once);
  const Facts facts = facts_of(evaluation, data);
  report("bill",
         median_us(20000,
                   [&](int) {
                     sink = sink + bill(evaluation.decision.fargate.usage, facts.prices).total_usd;
                   }),
         yardstick);
  report("evaluation, at once",
         median_us(20,
                   [&](int) {
                     sink = sink + evaluate(workload, data, Depth::at_once).decision.total_points;
                   }),
         yardstick);
  report("evaluation, full",
         median_us(1, [&](int) { sink = sink + evaluate(workload, data).decision.total_points; }),
         yardstick);
  for (const int side : {100, 200}) {
    std::vector<float> cells(static_cast<std::size_t>(side * side));
    const MapAxis x{find_field("traffic.requests_per_month"), 3e6, 1e9, side};
    const MapAxis y{find_field("request.cpu_ms"), 3, 170, side};
    const double us = median_us(1, [&](int) {
      flip_map(workload, facts, x, y, cells);
      sink = sink + cells[0];
    });
    report(side == 100 ? "flip map, 100 × 100" : "flip map, 200 × 200", us, yardstick);
  }
}

}  // namespace
}  // namespace sans_serveur

int main() {
  using namespace sans_serveur;
  const Data data = published_data();
  const double yardstick = yardstick_us();
  std::printf("  median of %d runs; 1 × = %.2f µs (a thousand logarithms)\n", runs, yardstick);
  report_decisions(data, yardstick);
  const auto presets = parse_presets(embedded::find("data/presets.json"));
  report_whole(presets.value.front().workload, data, yardstick);
}
