// The two services compared, and names for arrays that hold one value per service.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace sans_serveur {

enum class Service : std::uint8_t { lambda, fargate };

inline constexpr std::array services{Service::lambda, Service::fargate};

inline constexpr std::size_t index(Service service) {
  return static_cast<std::size_t>(service);
}
inline constexpr Service other(Service service) {
  return service == Service::lambda ? Service::fargate : Service::lambda;
}

}  // namespace sans_serveur
