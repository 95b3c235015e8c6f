#include "core/queueing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <span>

namespace sans_serveur {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double negligible = 1e-17;  // of a sum of doubles
constexpr double sqrt_2pi = 2.506628274631000502;
constexpr double seconds_per_day = 86400;

/// a·b, where nothing times infinity is nothing.
double times(double a, double b) {
  return a == 0 || b == 0 ? 0 : a * b;
}

/// A count of servers, places …: beyond 1e15, doubles are no longer all whole numbers.
double whole(double count) {
  return count > 1e15 ? 1e15 : std::floor(count);
}

/// Keeps NaN, unlike std::max(0.0, x).
double not_negative(double x) {
  return x < 0 ? 0 : x;
}

// --- Poisson tails ---
// Sums are kept relative to P(N = n): that quotient neither underflows nor overflows on the side
// where it is small, whatever the size of the system.

/// x − ln(1 + x) for x > −1, without cancellation near 0.
double minus_log1p(double x) {
  if (std::abs(x) > 0.1) return x - std::log1p(x);
  const double v = x / (2 + x), v2 = v * v;
  double sum = 0;
  for (int k = 17; k >= 3; k -= 2) sum = 1.0 / k + v2 * sum;
  return x * v - 2 * v * v2 * sum;
}

/// ln(n!) − [(n + ½)·ln n − n + ½·ln 2π] for n ≥ 16 (Stirling).
double stirling(double n) {
  const double r = 1 / (n * n);
  return (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r / 1188)))) / n;
}

/// exp(z²)·erfc(z) for z ≥ 0.
double scaled_erfc(double z) {
  if (z < 10) return std::exp(z * z) * std::erfc(z);
  const double r = 1 / (2 * z * z);
  double sum = 1;
  for (int k = 21; k >= 1; k -= 2) sum = 1 - k * r * sum;
  return sum / (z * std::sqrt(std::numbers::pi));
}

double polynomial(std::span<const double> coefficients, double x) {
  double sum = 0;
  for (std::size_t i = coefficients.size(); i-- > 0;) sum = coefficients[i] + x * sum;
  return sum;
}

/// Σ c_k(eta)/s^k of Temme's uniform expansion of the incomplete gamma functions, s ≥ 500. Power
/// series of c_k from their recurrence (Temme 1979; DLMF 8.12), good to 1e-16 for |eta| < 0.35.
double temme_series(double eta, double s) {
  static constexpr std::array c0 = {
      -3.333333333333333e-1, 8.333333333333333e-2,  -1.481481481481481e-2, 1.157407407407407e-3,
      3.527336860670194e-4,  -1.787551440329218e-4, 3.919263178522438e-5,  -2.185448510679992e-6,
      -1.85406221071516e-6,  8.296711340953087e-7,  -1.766595273682608e-7, 6.707853543401498e-9,
      1.026180978424031e-8,  -4.382036018453353e-9};
  static constexpr std::array c1 = {
      -1.851851851851852e-3, -3.472222222222222e-3, 2.645502645502645e-3,  -9.902263374485597e-4,
      2.057613168724279e-4,  -4.018775720164609e-7, -1.809855033448998e-5, 7.64916091608111e-6,
      -1.612090089456345e-6, 4.647127802807434e-9,  1.378633446915721e-7};
  static constexpr std::array c2 = {
      4.133597883597883e-3,  -2.681327160493827e-3, 7.716049382716049e-4, 2.009387860082305e-6,
      -1.073665322636516e-4, 5.292344882912012e-5,  -1.276063518861873e-5};
  static constexpr std::array c3 = {6.494341563786008e-4, 2.294720936213992e-4,
                                    -4.691894943952557e-4, 2.677206320628388e-4};
  return polynomial(c0, eta) +
         (polynomial(c1, eta) + (polynomial(c2, eta) + polynomial(c3, eta) / s) / s) / s;
}

/// Where it holds, and the direct series would need hundreds of terms.
bool temme_holds(double n, double mean) {
  return n >= 500 && std::abs(mean - n) < 0.3 * n;
}

/// P(N ≤ n)/P(N = n) if mean ≥ n + 1, else P(N > n)/P(N = n).
double temme_ratio(double n, double mean) {
  const double s = n + 1, excess = (mean - s) / s;
  const double eta = std::copysign(std::sqrt(2 * minus_log1p(excess)), excess);
  const double gaussian =
      sqrt_2pi * std::sqrt(s) / 2 * scaled_erfc(std::abs(eta) * std::sqrt(s / 2));
  const double series = temme_series(eta, s);
  return mean / s * std::exp(stirling(s)) * (excess >= 0 ? gaussian + series : gaussian - series);
}

/// P(N ≤ n)/P(N = n) for n < mean.
double ratio_up_to(double n, double mean) {
  if (temme_holds(n, mean)) {
    return mean >= n + 1 ? temme_ratio(n, mean) : 1 + n / mean * temme_ratio(n - 1, mean);
  }
  const double inverse = 1 / mean;
  double sum = 1, term = 1;
  for (double k = n; k >= 1 && term > negligible * sum; --k) {
    term *= k * inverse;
    sum += term;
  }
  return sum;
}

/// P(N > n)/P(N = n) for n ≥ mean − 1; n need not be whole.
double ratio_beyond(double n, double mean) {
  if (mean < n + 1 && temme_holds(n, mean)) return temme_ratio(n, mean);
  double sum = 0, term = 1;
  for (double k = n + 1; term > negligible * sum; ++k) {
    term *= mean / k;
    sum += term;
  }
  return sum;
}

/// mean^n·e^−mean/n!; above 16, n need not be whole.
double poisson_density(double n, double mean) {
  if (mean == infinity || n == infinity) return 0;
  if (n < 16) {
    double factorial = 1;
    for (int k = 2; k <= n; ++k) factorial *= k;
    return std::exp(times(n, std::log(mean)) - mean) / factorial;
  }
  return std::exp(-n * minus_log1p((mean - n) / n) - stirling(n)) / (sqrt_2pi * std::sqrt(n));
}

}  // namespace

double poisson_pmf(double count, double mean) {
  const double n = std::floor(count);
  if (n < 0) return times(0, mean);
  if (mean <= 0) return n == 0 ? 1 : 0;
  return poisson_density(n, mean);
}

double poisson_cdf(double count, double mean) {
  const double n = std::floor(count);
  if (n < 0) return 0;
  if (mean <= 0 || n == infinity) return 1;
  const double density = poisson_density(n, mean);
  if (density == 0) return n < mean ? 0 : 1;
  return n < mean ? density * ratio_up_to(n, mean) : 1 - density * ratio_beyond(n, mean);
}

double poisson_tail(double count, double mean) {
  const double n = std::ceil(count);
  if (n <= mean) return 1 - poisson_cdf(n - 1, mean);
  if (n <= 0) return 1;
  if (mean <= 0 || n == infinity) return 0;
  const double density = poisson_density(n, mean);
  return density == 0 ? 0 : density * (1 + ratio_beyond(n, mean));
}

double poisson_quantile(double p, double mean) {
  if (std::isnan(p) || std::isnan(mean)) return p + mean;
  if (p <= 0 || mean <= 0) return 0;
  if (p >= 1 || mean == infinity) return infinity;
  // Cornish–Fisher, then steps to the exact one, which is nearly always within 1.
  const double z = normal_quantile(p);
  double n = std::floor(not_negative(mean + z * std::sqrt(mean) + (z * z - 1) / 6));
  if (mean > 1e15) return n;
  double density = poisson_density(n, mean), below = poisson_cdf(n, mean);
  while (below < p && density > 0) {
    ++n;
    density *= mean / n;
    below += density;
  }
  while (n > 0 && below - density >= p) {
    below -= density;
    density *= n / mean;
    --n;
  }
  return n;
}

double offered_load(double arrivals_per_s, double service_s) {
  return not_negative(times(arrivals_per_s, service_s));
}

// --- Loss ---

double erlang_b(double offered_load, double servers) {
  const double a = offered_load, c = whole(servers);
  if (std::isnan(a) || std::isnan(c)) return a + c;
  if (c <= 0 || a == infinity) return 1;
  if (a <= 0) return 0;
  if (c < 32) {  // 1/B(c) = 1 + c/a·1/B(c − 1)
    double inverse = 1;
    for (int k = 1; k <= c; ++k) inverse = 1 + inverse * k / a;
    return 1 / inverse;
  }
  if (c < a) return 1 / ratio_up_to(c, a);
  const double density = poisson_density(c, a);
  return density == 0 ? 0 : density / (1 - density * ratio_beyond(c, a));
}

Throttling throttling(double arrivals_per_s, double service_s, double concurrency_limit) {
  const double load = offered_load(arrivals_per_s, service_s);
  const double refused = erlang_b(load, concurrency_limit);
  const double limit = not_negative(whole(concurrency_limit));
  return {.p_throttle = refused,
          .throttled_per_s = not_negative(times(arrivals_per_s, refused)),
          .mean_concurrency = load == infinity ? limit : load * (1 - refused)};
}

// --- M/M/c ---

double erlang_c(double offered_load, double servers) {
  const double a = offered_load, c = whole(servers);
  if (a >= c) return 1;
  const double blocked = erlang_b(a, c);
  return c * blocked / (c - not_negative(a) * (1 - blocked));
}

MMc::MMc(const MultiServerQueue& queue)
    : arrivals_(not_negative(queue.arrivals_per_s)),
      service_(not_negative(queue.service_s)),
      servers_(not_negative(whole(queue.servers))),
      load_(sans_serveur::offered_load(arrivals_, service_)),
      p_wait_(load_ == 0 && servers_ > 0 ? 0 : erlang_c(load_, servers_)),
      drain_per_s_(load_ >= servers_ ? 0 : (servers_ - load_) / service_) {}

double MMc::utilization() const {
  return load_ == servers_ ? 1 : load_ / servers_;
}

double MMc::mean_wait_of_waiting_s() const {
  return 1 / drain_per_s_;
}
double MMc::mean_wait_s() const {
  return times(p_wait_, 1 / drain_per_s_);
}
double MMc::mean_waiting() const {
  return times(arrivals_, mean_wait_s());
}
double MMc::mean_sojourn_s() const {
  return mean_wait_s() + service_;
}
double MMc::mean_in_system() const {
  return mean_waiting() + load_;
}

double MMc::wait_exceeds(double t_s) const {
  return t_s < 0 ? 1 : p_wait_ * std::exp(-times(drain_per_s_, t_s));
}

double MMc::sojourn_exceeds(double t_s) const {
  if (t_s <= 0 || drain_per_s_ == 0) return 1;
  if (service_ == 0) return 0;
  const double t = t_s / service_, spare = servers_ - 1 - load_;
  const double served = std::exp(-t);
  // (e^−t − e^−(1 + spare)t)/spare: the wait and the service together.
  const double both = std::abs(spare * t) < 1
                          ? (spare == 0 ? t : -std::expm1(-spare * t) / spare) * served
                          : (served - std::exp(-(1 + spare) * t)) / spare;
  return served + p_wait_ * both;
}

double MMc::wait_quantile_s(double p) const {
  if (p <= 1 - p_wait_) return 0;
  if (p >= 1) return infinity;
  return std::log(p_wait_ / (1 - p)) / drain_per_s_;
}

double MMc::sojourn_quantile_s(double p) const {
  if (p <= 0 || service_ == 0) return drain_per_s_ > 0 ? 0 : infinity;
  if (p >= 1 || drain_per_s_ == 0) return infinity;
  // Newton on the logarithm of the tail, which is nearly straight, within a bracket.
  const double target = std::log1p(-p);
  double low = std::max(-target * service_, wait_quantile_s(p));
  double high = infinity, t = low;
  for (int step = 0; step < 100; ++step) {
    const double tail = sojourn_exceeds(t), error = std::log(tail) - target;
    (error > 0 ? low : high) = t;
    // The tail falls by what leaves service: tail' = −mu·(tail − P(waiting still)).
    const double slope = (tail - wait_exceeds(t)) / (tail * service_);
    double next = t + error / slope;
    if (!(next >= low && next <= high)) next = high < infinity ? (low + high) / 2 : 2 * t;
    if (std::abs(next - t) <= 1e-15 * t || std::abs(error) < 1e-15) return next;
    t = next;
  }
  return t;
}

// --- M/D/c ---

namespace {

/// The l-th terms of Spitzer's sums; l need not be whole if l·c ≥ 16.
struct SpitzerTerms {
  double wait = 0;   ///< P(A_l ≥ l·c)/l
  double queue = 0;  ///< E[(A_l − l·c)+]/l
};

SpitzerTerms spitzer_terms(double l, double servers, double load) {
  const double n = l * servers, mean = l * load;
  const double density = poisson_density(n, mean);
  if (density == 0) return {};
  const double ratio = 1 + ratio_beyond(n, mean);
  return {density * ratio / l, density * not_negative(servers - (servers - load) * ratio)};
}

/// ∫ of the terms over l from `from`, where they are smooth: Gauss–Legendre on geometric panels.
SpitzerTerms integral_of_terms(double from, double servers, double load) {
  static constexpr std::array nodes = {0.1834346424956498, 0.5255324099163290, 0.7966664774136267,
                                       0.9602898564975363};
  static constexpr std::array weights = {0.3626837833783620, 0.3137066458778873, 0.2223810344533745,
                                         0.1012285362903763};
  // Terms fall as exp(−l·rate).
  const double rate = servers * minus_log1p((load - servers) / servers);
  SpitzerTerms sum;
  for (double low = from; low * rate < 40; low *= 2) {
    for (std::size_t i = 0; i < 2 * nodes.size(); ++i) {
      const double node = i % 2 ? nodes[i / 2] : -nodes[i / 2];
      const SpitzerTerms terms = spitzer_terms(low * (1.5 + node / 2), servers, load);
      sum.wait += terms.wait * weights[i / 2] * low / 2;
      sum.queue += terms.queue * weights[i / 2] * low / 2;
    }
  }
  return sum;
}

/// Σ over l ≥ 1: the first 128 terms, then Euler–Maclaurin at mid-points.
SpitzerTerms spitzer_sums(double servers, double load) {
  constexpr int last = 128;
  SpitzerTerms sum, terms;
  for (int l = 1; l <= last; ++l) {
    terms = spitzer_terms(l, servers, load);
    sum.wait += terms.wait;
    sum.queue += terms.queue;
    if (terms.wait <= negligible * sum.wait && terms.queue <= negligible * sum.queue) return sum;
  }
  const SpitzerTerms next = spitzer_terms(last + 1, servers, load);
  const SpitzerTerms rest = integral_of_terms(last + 0.5, servers, load);
  return {sum.wait + rest.wait + (next.wait - terms.wait) / 24,
          sum.queue + rest.queue + (next.queue - terms.queue) / 24};
}

QueueMeans saturated() {
  return {1, infinity, infinity, infinity, infinity};
}

QueueMeans means_from_wait(double p_wait, double wait_s, double arrivals_per_s, double service_s) {
  return {.p_wait = p_wait,
          .wait_s = wait_s,
          .sojourn_s = wait_s + service_s,
          .waiting = times(arrivals_per_s, wait_s),
          .in_system = times(arrivals_per_s, wait_s + service_s)};
}

}  // namespace

QueueMeans md_c(const MultiServerQueue& queue) {
  const double arrivals = not_negative(queue.arrivals_per_s),
               service = not_negative(queue.service_s);
  const double servers = whole(queue.servers), load = offered_load(arrivals, service);
  if (std::isnan(load) || std::isnan(servers))
    return means_from_wait(load + servers, load + servers, arrivals, service);
  if (servers < 1 || load >= servers) return saturated();
  if (load == 0) return means_from_wait(0, 0, arrivals, service);
  const SpitzerTerms sums = spitzer_sums(servers, load);
  return means_from_wait(-std::expm1(-sums.wait), sums.queue / arrivals, arrivals, service);
}

// --- M/M/c/K ---

namespace {

/// Σ r^i and Σ i·r^i over i = 0 … count − 1, 0 ≤ r ≤ 1, by doubling: positive terms only.
struct GeometricSums {
  double plain = 0, weighted = 0;
};

GeometricSums geometric_sums(double r, double count) {
  GeometricSums sum, block{1, 0};  // block: the first `length` terms
  double length = 1, power = r, offset = 0, reached = 1;
  double left = count;
  while (left >= 1) {
    if (std::fmod(left, 2) == 1) {  // append a block after the `offset` terms summed so far
      sum.weighted += reached * (block.weighted + offset * block.plain);
      sum.plain += reached * block.plain;
      offset += length;
      reached *= power;
    }
    block.weighted += power * (block.weighted + length * block.plain);
    block.plain += power * block.plain;
    length *= 2;
    power *= power;
    left = std::floor(left / 2);
  }
  return sum;
}

}  // namespace

BoundedQueue mmc_k(const MultiServerQueue& queue, double capacity) {
  const double arrivals = not_negative(queue.arrivals_per_s),
               service = not_negative(queue.service_s);
  const double load = offered_load(arrivals, service), room = whole(capacity);
  const double servers = std::min(whole(queue.servers), room);
  if (!(servers >= 1)) return {.p_block = 1};
  const double places = room - servers, rho = load / servers, below = 1 / erlang_b(load, servers);
  // States relative to "all servers busy, none waits" (rho ≤ 1) or "full" (rho > 1).
  double total = 0, full = 0, waiting = 0;
  if (rho <= 1) {
    const GeometricSums sums = geometric_sums(rho, places + 1);
    total = below + sums.plain - 1;
    full = std::pow(rho, places);
    waiting = sums.weighted;
  } else {
    const GeometricSums sums = geometric_sums(1 / rho, places);
    total = std::pow(rho, -places) * below + sums.plain;
    full = 1;
    waiting = places * sums.plain - sums.weighted;
  }
  BoundedQueue result{.p_block = full / total};
  const double busy = load == infinity ? servers : load * (1 - result.p_block);
  result.throughput_per_s = load == infinity ? servers / service : arrivals * (1 - result.p_block);
  result.waiting = waiting / total;
  result.in_system = result.waiting + busy;
  result.wait_s = result.waiting > 0 ? result.waiting / result.throughput_per_s : 0;
  result.sojourn_s = result.wait_s + service;
  return result;
}

// --- M/G/1 and M/D/1 ---

double squared_cv(double mean, double second_moment) {
  return mean == 0 ? 0 : second_moment / (mean * mean) - 1;
}

QueueMeans mg_1(double arrivals_per_s, double service_s, double service_second_moment_s2) {
  const double arrivals = not_negative(arrivals_per_s), load = offered_load(arrivals, service_s);
  if (load >= 1) return saturated();
  const double wait = times(arrivals, service_second_moment_s2) / (2 * (1 - load));
  return means_from_wait(load, wait, arrivals, service_s);
}

namespace {
constexpr double erlang_series_end = 10;  // services; beyond, the dominant pole
}

MD1::MD1(double arrivals_per_s, double service_s)
    : service_(not_negative(service_s)), load_(offered_load(arrivals_per_s, service_s)) {
  if (!(load_ > 0 && load_ < 1)) return;
  // rho·(e^z − 1) = z. With w = rho·e^z = 1 + x: x − ln(1 + x) is the same for −(1 − rho) and x.
  const double spare = 1 - load_,
               target = load_ < 0.5 ? -spare - std::log(load_) : minus_log1p(-spare);
  double x = -2 * std::log(load_) - spare;  // not below the root, so that Newton is monotone
  for (int step = 0; step < 60; ++step) {
    const double less = (minus_log1p(x) - target) * (1 + x) / x;
    x -= less;
    if (std::abs(less) <= 1e-15 * x) break;
  }
  decay_ = x + spare;
  weight_ = spare / x;
}

double MD1::p_wait() const {
  return load_ > 1 ? 1 : load_;
}

double MD1::mean_wait_s() const {
  return load_ >= 1 ? infinity : times(load_, service_) / (2 * (1 - load_));
}

double MD1::wait_variance_s2() const {
  if (load_ >= 1) return infinity;
  const double wait = mean_wait_s();
  return times(load_, service_ * service_) / (3 * (1 - load_)) + wait * wait;
}

double MD1::wait_cdf_in_services(double t) const {
  if (t < 0) return 0;
  if (t > erlang_series_end) return 1 - weight_ * std::exp(-decay_ * t);
  double sum = 0, factorial = 1;
  for (int k = 0; k <= t; ++k) {
    if (k > 0) factorial *= k;
    const double x = load_ * (t - k);
    sum += std::pow(-x, k) / factorial * std::exp(x);
  }
  return (1 - load_) * sum;
}

double MD1::wait_cdf(double t_s) const {
  if (t_s < 0) return 0;
  if (load_ >= 1) return 0;
  return load_ == 0 ? 1 : wait_cdf_in_services(t_s / service_);
}

double MD1::wait_quantile_s(double p) const {
  if (load_ >= 1) return infinity;
  if (p <= 1 - load_) return 0;
  if (p >= 1) return infinity;
  const double far = std::log(weight_ / (1 - p)) / decay_;
  if (far > erlang_series_end) return far * service_;
  // Newton within a bracket; the density is rho·(F(t) − F(t − 1)) (Takács).
  double low = 0, high = erlang_series_end, t = std::clamp(far, low, high);
  for (int step = 0; step < 100; ++step) {
    const double below = wait_cdf_in_services(t);
    (below < p ? low : high) = t;
    double next = t + (p - below) / (load_ * (below - wait_cdf_in_services(t - 1)));
    if (!(next >= low && next <= high)) next = (low + high) / 2;
    if (std::abs(next - t) <= 1e-14 * t) return next * service_;
    t = next;
  }
  return t * service_;
}

// --- Sharing ---

double shared_sojourn_s(double arrivals_per_s, double service_s) {
  const double load = offered_load(arrivals_per_s, service_s);
  return load >= 1 ? infinity : not_negative(service_s) / (1 - load);
}

double shared_slowdown(double offered_load, double processors) {
  const double a = not_negative(offered_load);
  if (a >= processors || processors <= 0) return infinity;
  if (processors == infinity) return 1;
  // Numbers in system, relative to `full`: from there on all processors are used.
  const double full = std::floor(processors), rho = a / processors;
  if (a == 0) return full >= 1 ? 1 : 1 / processors;
  const double blocked = erlang_b(a, full), beyond = rho / (1 - rho);
  if (blocked == 0) return 1;
  const double number = a * (1 - blocked) + blocked * beyond * (full + 1 / (1 - rho));
  return number / (1 + blocked * beyond) / a;
}

// --- Keep-alive ---

namespace {

/// S_n(T) = P(max N ≤ n over T): its value, and −dS_n/dT.
struct Survival {
  double value = 0, falls_per_s = 0;
};

/// What is known exactly of one S_n.
struct SurvivalMoments {
  double start = 0;     ///< S(0)
  double falls = 0;     ///< −S'(0)
  double curve = 0;     ///< S''(0)
  double integral = 0;  ///< ∫S over T
};

/// The two exponentials that have these moments (Gauss quadrature of the mixture), at `time`.
Survival survival(const SurvivalMoments& moments, double time) {
  const double mean_time = moments.integral / moments.start;
  const double rate = moments.falls / moments.start, rate2 = moments.curve / moments.start;
  // The rates are the roots of x² − 2·half·x + product.
  const double spread = rate * mean_time - 1;  // 0 for one exponential, never negative (Jensen)
  const double half = (rate2 * mean_time - rate) / spread / 2;
  const double product = (rate2 - rate * rate) / spread;
  const double fast = half + std::sqrt(half * half - product), slow = product / fast;
  if (!(spread > 1e-12 && slow > 0 && fast > slow)) {
    const double left = moments.start * std::exp(-time / mean_time);
    return {left, left / mean_time};
  }
  const double weight = (rate - slow) / (fast - slow);  // of the fast one
  const double slowly = moments.start * (1 - weight) * std::exp(-slow * time);
  const double quickly = moments.start * weight * std::exp(-fast * time);
  return {slowly + quickly, slow * slowly + fast * quickly};
}

/// p_cold and environments for Poisson(load) requests in flight.
ColdStarts levels(double arrivals_per_s, double load, double lifetime_s) {
  // What is far below the load is reached at once.
  const double start = std::floor(not_negative(load - 10 * std::sqrt(load)));
  double density = poisson_pmf(start, load), below = poisson_cdf(start, load);
  double passage_s = below / (arrivals_per_s * density);  // mean, from n to n + 1
  double integral = below * passage_s;
  ColdStarts result{.environments = start};
  for (double n = start;;) {
    const double falls = arrivals_per_s * density;
    result.environments += 1;
    if (lifetime_s * below < 300 * integral) {
      const Survival left = survival({below, falls, arrivals_per_s * falls, integral}, lifetime_s);
      result.environments -= left.value;
      result.p_cold += left.falls_per_s / arrivals_per_s;
    }
    ++n;
    density *= load / n;
    below = std::min(1.0, below + density);
    if (!(n <= load || density * (1 + arrivals_per_s * lifetime_s) >= 1e-15)) break;
    passage_s = 1 / arrivals_per_s + n / load * passage_s;
    integral += below * passage_s;
  }
  return result;
}

/// The same for any load.
ColdStarts scaled_levels(double arrivals_per_s, double load, double lifetime_s) {
  constexpr double largest = 1e4;
  if (load <= largest) return levels(arrivals_per_s, load, lifetime_s);
  const double scale = std::sqrt(load / largest);
  ColdStarts result = levels(arrivals_per_s / (scale * scale), largest, lifetime_s);
  result.p_cold /= scale;
  result.environments = load + (result.environments - largest) * scale;
  return result;
}

}  // namespace

ColdStarts cold_starts(const EnvironmentPool& pool) {
  const double arrivals = not_negative(pool.arrivals_per_s),
               lifetime = not_negative(pool.idle_lifetime_s);
  const double nan = arrivals + lifetime + pool.warm_s + pool.cold_s;
  if (std::isnan(nan)) return {nan, nan, nan, nan};
  if (arrivals == 0) return {.p_cold = 1, .lifespan_s = lifetime + pool.cold_s};
  if (arrivals * lifetime == infinity ||
      offered_load(arrivals, pool.warm_s + pool.cold_s) == infinity) {
    return {.environments = infinity, .lifespan_s = infinity};
  }
  ColdStarts result;
  // Cold requests hold their environment for another time, and so change the load: a fixed point.
  double service = not_negative(pool.warm_s);
  for (int step = 0; step < 8; ++step) {
    result = scaled_levels(arrivals, offered_load(arrivals, service), lifetime);
    const double next = not_negative(pool.warm_s + result.p_cold * (pool.cold_s - pool.warm_s));
    const double change = std::abs(next - service);
    service = next;
    if (change <= 1e-4 * service) break;
  }
  result.per_day = seconds_per_day * arrivals * result.p_cold;
  result.lifespan_s = result.environments / (arrivals * result.p_cold);  // Little
  return result;
}

ColdStarts estimated_cold_starts(const EnvironmentPool& pool) {
  ColdStarts result{.p_cold = 1, .per_day = 0, .environments = 0, .lifespan_s = 0};
  if (!(pool.arrivals_per_s > 0)) return result;
  // From the top down: up there an environment is always cold, and below some n never.
  constexpr double never_cold = 30;  // exp(−30)
  const double load = pool.arrivals_per_s * pool.warm_s;
  const double per_lifetime = pool.arrivals_per_s * pool.idle_lifetime_s;
  double n = std::floor(load + 7 * std::sqrt(load) + 10);
  double pmf = poisson_pmf(n, load);
  double at_most = 1;  // P(N ≤ n)
  result.p_cold = 0;
  for (; n >= 0; --n) {
    const double returns = per_lifetime * pmf / std::max(at_most, pmf);
    if (returns > never_cold && n < load) break;
    const double ends = std::exp(-std::min(returns, never_cold));
    result.p_cold += pmf * ends;
    result.environments += 1 - at_most * ends;  // busy, or idle and not ended: number n + 1
    at_most -= pmf;
    pmf *= n / std::max(load, 1e-300);
  }
  result.environments += n + 1;
  result.per_day = result.p_cold * pool.arrivals_per_s * seconds_per_day;
  result.lifespan_s =
      result.per_day > 0 ? result.environments / result.per_day * seconds_per_day : 0;
  return result;
}

PeriodicColdStarts periodic_cold_starts(double period_s, double service_s, double idle_lifetime_s) {
  if (!(period_s > 0)) return {};
  const double period_count = std::max(1.0, std::ceil(service_s / period_s));
  const double idle = period_count * period_s - service_s;
  return {.idle_s = idle, .p_cold = idle > idle_lifetime_s ? 1.0 : 0.0};
}

// --- Log-normal ---

double normal_quantile(double p) {
  static constexpr std::array a = {3.3871328727963666080e0, 1.3314166789178437745e2,
                                   1.9715909503065514427e3, 1.3731693765509461125e4,
                                   4.5921953931549871457e4, 6.7265770927008700853e4,
                                   3.3430575583588128105e4, 2.5090809287301226727e3};
  static constexpr std::array b = {1.0,
                                   4.2313330701600911252e1,
                                   6.8718700749205790830e2,
                                   5.3941960214247511077e3,
                                   2.1213794301586595867e4,
                                   3.9307895800092710610e4,
                                   2.8729085735721942674e4,
                                   5.2264952788528545610e3};
  static constexpr std::array c = {1.42343711074968357734e0,  4.63033784615654529590e0,
                                   5.76949722146069140550e0,  3.64784832476320460504e0,
                                   1.27045825245236838258e0,  2.41780725177450611770e-1,
                                   2.27238449892691845833e-2, 7.74545014278341407640e-4};
  static constexpr std::array d = {1.0,
                                   2.05319162663775882187e0,
                                   1.67638483018380384940e0,
                                   6.89767334985100004550e-1,
                                   1.48103976427480074590e-1,
                                   1.51986665636164571966e-2,
                                   5.47593808499534494600e-4,
                                   1.05075007164441684324e-9};
  static constexpr std::array e = {6.65790464350110377720e0,  5.46378491116411436990e0,
                                   1.78482653991729133580e0,  2.96560571828504891230e-1,
                                   2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                   2.71155556874348757815e-5, 2.01033439929228813265e-7};
  static constexpr std::array f = {1.0,
                                   5.99832206555887937690e-1,
                                   1.36929880922735805310e-1,
                                   1.48753612908506148525e-2,
                                   7.86869131145613259100e-4,
                                   1.84631831751005468180e-5,
                                   1.42151175831644588870e-7,
                                   2.04426310338993978564e-15};
  if (p <= 0) return -infinity;
  if (p >= 1) return infinity;
  const double q = p - 0.5;
  if (std::abs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(a, r) / polynomial(b, r);
  }
  const double r = std::sqrt(-std::log(q < 0 ? p : 1 - p));
  const double x = r <= 5 ? polynomial(c, r - 1.6) / polynomial(d, r - 1.6)
                          : polynomial(e, r - 5) / polynomial(f, r - 5);
  return q < 0 ? -x : x;
}

LogNormal log_normal(double mean, double cv) {
  const double variance = std::log1p(cv * cv);
  return {.mu = std::log(mean) - variance / 2, .sigma = std::sqrt(variance)};
}

double cdf(const LogNormal& distribution, double x) {
  if (x <= 0) return 0;
  const double z = std::log(x) - distribution.mu;
  if (distribution.sigma == 0) return z >= 0 ? 1 : 0;
  return std::erfc(-z / (distribution.sigma * std::numbers::sqrt2)) / 2;
}

double quantile(const LogNormal& distribution, double p) {
  if (p <= 0) return 0;
  if (p >= 1) return infinity;
  return std::exp(distribution.mu + times(distribution.sigma, normal_quantile(p)));
}

namespace {

struct Tail {
  double value = 1, density = 0, slope = 0;  ///< P(X > x), −d/dx of it, and d/dx of that
};

Tail tail(const LogNormal& distribution, double x) {
  if (x <= 0) return {};
  const double z = (std::log(x) - distribution.mu) / distribution.sigma;
  const double density = std::exp(-z * z / 2) / (sqrt_2pi * distribution.sigma * x);
  return {.value = std::erfc(z / std::numbers::sqrt2) / 2,
          .density = density,
          .slope = -density * (1 + z / distribution.sigma) / x};
}

}  // namespace

double shifted_mixture_quantile(const LogNormal& distribution, double share, double shift,
                                double p) {
  if (std::isnan(share + shift)) return share + shift;
  if (share <= 0 || shift <= 0) return quantile(distribution, p);
  const double warm = quantile(distribution, p);
  if (share >= 1 || p >= 1) return warm + shift;
  if (distribution.sigma == 0 || p <= 0) return warm + (p > 1 - share ? shift : 0);
  // Between the quantiles with all warm and all cold, and on one side of either part's own share.
  double low = warm, high = warm + shift;
  if (p < 1 - share) {
    high = std::min(high, quantile(distribution, p / (1 - share)));
  } else {
    low = std::max(low, shift + quantile(distribution, 1 - (1 - p) / share));
  }
  low *= 1 - 1e-12;  // the bracket itself is rounded
  high *= 1 + 1e-12;
  double x = p < 1 - share ? high : low;
  for (int step = 0; step < 200; ++step) {
    const Tail direct = tail(distribution, x), shifted = tail(distribution, x - shift);
    const double value = (1 - share) * direct.value + share * shifted.value;
    const double hazard = ((1 - share) * direct.density + share * shifted.density) / value;
    const double slope = ((1 - share) * direct.slope + share * shifted.slope) / value;
    const double error = std::log(value / (1 - p));  // Halley on the logarithm of the tail
    (error > 0 ? low : high) = x;
    double next =
        x + 2 * error * hazard / (2 * hazard * hazard + error * (slope + hazard * hazard));
    if (!(next >= low && next <= high)) next = (low + high) / 2;
    const double change = std::abs(next - x);  // the next error is about its cube
    if (change <= 1e-5 * std::min(x, std::abs(x - shift)) || change <= 1e-15 * x) return next;
    x = next;
  }
  return x;
}

Quantiles log_normal_quantiles(double cv) {
  const LogNormal distribution = log_normal(1, cv);
  return {.p50 = quantile(distribution, 0.5),
          .p95 = quantile(distribution, 0.95),
          .p99 = quantile(distribution, 0.99),
          .p999 = quantile(distribution, 0.999)};
}

}  // namespace sans_serveur
