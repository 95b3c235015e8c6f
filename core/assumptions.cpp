#include "core/assumptions.h"

#include <array>
#include <string>
#include <string_view>

#include "core/feasibility.h"
#include "core/plan.h"
#include "core/surroundings.h"

namespace sans_serveur {
namespace {

bool always(const Workload&) {
  return true;
}
bool answers_callers(const Workload& workload) {
  return listens(workload.trigger);
}
bool follows_traffic(const Workload& workload) {
  return workload.fargate.autoscaling && workload.fargate.mode != FargateMode::job;
}
bool is_bursty(const Workload& workload) {
  return workload.traffic.shape == Shape::bursty;
}
bool rises_slowly(const Workload& workload) {
  return workload.traffic.shape != Shape::bursty && workload.traffic.shape != Shape::flat;
}
bool is_read_by_lambda(const Workload& workload) {
  return workload.trigger == Trigger::queue || workload.trigger == Trigger::stream;
}
bool is_behind_load_balancer(const Workload& workload) {
  return listens(workload.trigger) && (workload.lambda.front_door == FrontDoor::alb ||
                                       workload.fargate.front_door == FrontDoor::alb);
}
bool has_database(const Workload& workload) {
  return workload.needs.sql_database;
}
bool writes_logs(const Workload& workload) {
  return workload.logs_kb_per_request > 0;
}
bool has_free_egress(const Workload& workload) {
  return listens(workload.trigger) && workload.network.egress &&
         workload.network.free_egress_gb > 0;
}
bool uses_snapstart(const Workload& workload) {
  return workload.lambda.snapstart;
}
bool uses_spot(const Workload& workload) {
  return workload.needs.interruptible && workload.fargate.spot_share > 0;
}

struct Assumption {
  std::string_view id;  ///< its sentence is "methodology.assumption." + id
  bool (*matters)(const Workload&);
};

constexpr std::array all{
    Assumption{"client_network", always},
    Assumption{"front_door_time", answers_callers},
    Assumption{"poisson", always},
    Assumption{"same_cpu", always},
    Assumption{"lifetimes", always},
    Assumption{"scale_out", follows_traffic},
    Assumption{"bursts", is_bursty},
    Assumption{"ramp", rises_slowly},
    Assumption{"no_batch", is_read_by_lambda},
    Assumption{"connections", is_behind_load_balancer},
    Assumption{"snapstart", uses_snapstart},
    Assumption{"spot", uses_spot},
    Assumption{"free_egress", has_free_egress},
    Assumption{"database", has_database},
    Assumption{"log_storage", writes_logs},
    Assumption{"elsewhere", always},
    Assumption{"taxes", always},
    Assumption{"third_options", always},
};

/// The values that any of the sentences may have.
std::vector<Parameter> values(const Workload& workload, const Limits& limits) {
  return {{"detection", limits.number(LimitId::ecs_detection)},
          {"idle", workload.lambda.idle_lifetime_s},
          {"life", workload.lambda.max_lifetime_s},
          {"year", std::string(lifetimes_measured)},
          {"period", burst_period_s},
          {"window", scaling_window_s},
          {"ramp", ramp_s},
          {"gb", workload.network.free_egress_gb},
          {"restore", workload.lambda.restore_ms},
          {"discount", workload.pricing.spot_discount}};
}

Message sentence(const Assumption& assumption, std::vector<Parameter> parameters) {
  return {"methodology.assumption." + std::string(assumption.id), std::move(parameters)};
}

}  // namespace

std::vector<Message> assumptions(const Workload& workload, const Limits& limits) {
  std::vector<Message> sentences;
  for (const Assumption& each : all) {
    if (each.matters(workload)) sentences.push_back(sentence(each, values(workload, limits)));
  }
  return sentences;
}

std::vector<Message> all_assumptions(const Limits& limits) {
  std::vector<Message> sentences;
  sentences.reserve(all.size());
  for (const Assumption& each : all) sentences.push_back(sentence(each, values({}, limits)));
  return sentences;
}

}  // namespace sans_serveur
