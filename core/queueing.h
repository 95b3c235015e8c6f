// Queueing: closed forms for waiting, blocking, concurrency and cold starts.
//
// Units: seconds and arrivals per second; an offered load is in Erlang (arrivals × service).
// Poisson arrivals, steady state. Counts (servers, capacity) are rounded down to whole ones, 1e15
// at most. Loads below 0 count as 0. A queue with utilization ≥ 1 has infinite waits and lengths
// and p_wait = 1. Nothing returns NaN unless it was given NaN, and nothing allocates. Where a cost
// grows with the system, it is stated; every other function takes less than a microsecond, up to
// any size.
//
// Sources: Kleinrock, Queueing Systems I (1975); Gross & Harris, Fundamentals of Queueing Theory
// (4th ed., 2008); Tijms, A First Course in Stochastic Models (2003); others at their formula.
#pragma once

namespace sans_serveur {

// --- Poisson: requests in flight when nothing limits them ---

/// P(N = count), N ~ Poisson(mean). Relative error below 1e-12. Saddle point: Loader, 2000.
double poisson_pmf(double count, double mean);

/// P(N ≤ count). Series near the origin, else Temme's uniform expansion (SIAM J. Math. Anal.,
/// 1979).
double poisson_cdf(double count, double mean);

/// P(N ≥ count), accurate when it is small.
double poisson_tail(double count, double mean);

/// The smallest n with P(N ≤ n) ≥ p; 0 for p ≤ 0, infinite for p ≥ 1.
double poisson_quantile(double p, double mean);

/// Requests in flight when none waits: M/G/∞. Its concurrency is Poisson(offered load), whatever
/// the distribution of the service time (Takács 1962): poisson_quantile(0.99, offered_load(…)), …
double offered_load(double arrivals_per_s, double service_s);

// --- Loss: M/G/c/c, what is beyond a concurrency limit is refused ---

/// Erlang B: share of the arrivals that find all servers busy, 0 to 1; no retries; insensitive to
/// the distribution of the service time (Erlang 1917). 1 without servers.
double erlang_b(double offered_load, double servers);

/// Throttling at a concurrency limit.
struct Throttling {
  double p_throttle = 0;  ///< share of the arrivals refused (Erlang B)
  double throttled_per_s = 0;
  double mean_concurrency = 0;  ///< Erlang, what gets through
};
Throttling throttling(double arrivals_per_s, double service_s, double concurrency_limit);

// --- Waiting: several servers, one queue ---

/// Erlang C: share of the arrivals that wait in M/M/c, 0 to 1; 1 when the load reaches the servers.
double erlang_c(double offered_load, double servers);

/// c servers, first come first served.
struct MultiServerQueue {
  double arrivals_per_s = 0;
  double service_s = 0;  ///< mean
  double servers = 1;
};

/// M/M/c: exponential service (Erlang 1917; Gross & Harris §2.3). Erlang C is computed once.
class MMc {
 public:
  explicit MMc(const MultiServerQueue& queue);

  double offered_load() const { return load_; }
  double utilization() const;
  double p_wait() const { return p_wait_; }
  double mean_wait_s() const;             ///< Wq
  double mean_wait_of_waiting_s() const;  ///< Wq given that there is a wait
  double mean_waiting() const;            ///< Lq
  double mean_sojourn_s() const;          ///< W, waiting and service
  double mean_in_system() const;          ///< L

  /// P(wait > t) = C·exp(−(c·mu − lambda)·t).
  double wait_exceeds(double t_s) const;
  /// P(sojourn > t) = exp(−mu·t)·[1 + C·(1 − exp(−mu·t·(c − 1 − a)))/(c − 1 − a)].
  double sojourn_exceeds(double t_s) const;
  /// Quantiles, 0 ≤ p < 1; infinite for p ≥ 1. The wait in closed form, the sojourn by root finding
  /// to 1e-14 (about five steps).
  double wait_quantile_s(double p) const;
  double sojourn_quantile_s(double p) const;

 private:
  double arrivals_, service_, servers_, load_, p_wait_;
  double drain_per_s_;  ///< c·mu − lambda; not positive when saturated
};

/// A queue's means; infinite when saturated.
struct QueueMeans {
  double p_wait = 0;
  double wait_s = 0;     ///< Wq
  double sojourn_s = 0;  ///< W
  double waiting = 0;    ///< Lq
  double in_system = 0;  ///< L
};

/// M/D/c: constant service. Crommelin's embedded chain (1932), solved by Spitzer's identity (1956):
/// with A_l ~ Poisson(l·a), Lq = Σ E[(A_l − l·c)+]/l and P(no wait) = exp(−Σ P(A_l ≥ l·c)/l). All
/// terms are positive. Relative error below 1e-9; 1 to 30 µs, most with few servers, nearly
/// saturated.
QueueMeans md_c(const MultiServerQueue& queue);

/// M/M/c/K: at most `capacity` in the system, waiting and in service; others are refused. Any load,
/// above 1 too. A capacity below the servers leaves the others idle. Gross & Harris §2.5.
struct BoundedQueue {
  double p_block = 0;
  double throughput_per_s = 0;
  double in_system = 0;  ///< L
  double waiting = 0;    ///< Lq
  double wait_s = 0;     ///< Wq of those accepted
  double sojourn_s = 0;  ///< W of those accepted
};
BoundedQueue mmc_k(const MultiServerQueue& queue, double capacity);

// --- Waiting: one server, any service time ---

/// Variance / mean² from the first two moments; 0 for a mean of 0.
double squared_cv(double mean, double second_moment);

/// M/G/1, first come first served, from E[S] and E[S²] (Pollaczek 1930, Khinchine 1932):
/// Wq = lambda·E[S²]/(2·(1 − rho)).
QueueMeans mg_1(double arrivals_per_s, double service_s, double service_second_moment_s2);

/// M/D/1: the wait's whole distribution. Up to 10 services by Erlang's series (1909), whose terms
/// alternate and cancel beyond; there its dominant pole, exp(−z·t/D)·(1 − rho)/(rho·e^z − 1) with
/// rho·(e^z − 1) = z, is exact to 1e-10 (Cramér–Lundberg; Tijms §9.2).
class MD1 {
 public:
  MD1(double arrivals_per_s, double service_s);

  double utilization() const { return load_; }
  double p_wait() const;
  double mean_wait_s() const;
  double mean_sojourn_s() const { return mean_wait_s() + service_; }
  /// Variance of the wait, s²: rho·D²/(3·(1 − rho)) + Wq² (Takács 1962).
  double wait_variance_s2() const;
  /// P(wait ≤ t).
  double wait_cdf(double t_s) const;
  /// 0 for p ≤ 1 − rho; infinite for p ≥ 1 or saturated. The sojourn's is service_s more.
  double wait_quantile_s(double p) const;

 private:
  double wait_cdf_in_services(double t) const;

  double service_, load_;
  double decay_ = 0;   ///< z
  double weight_ = 0;  ///< of the dominant pole
};

// --- Sharing: requests run at once and slow each other down ---

/// M/G/1-PS: mean sojourn E[S]/(1 − rho), insensitive (Kleinrock 1967); in seconds.
double shared_sojourn_s(double arrivals_per_s, double service_s);

/// Mean slowdown (≥ 1) of a request that uses at most one processor, on a task whose `processors`
/// (vCPU; fractions count) are shared by all requests in it: mean sojourn / time alone on one full
/// processor. For whole c it is 1 + C(c, a)/(c·(1 − rho)), for c ≤ 1 it is 1/(c·(1 − rho)).
/// Insensitive to the distribution of the CPU time (Cohen 1979). `offered_load`: arrivals × CPU
/// seconds.
double shared_slowdown(double offered_load, double processors);

// --- Keep-alive: cold starts ---

/// A pool of environments, one request each, the most recently used idle one first; one that stays
/// idle for `idle_lifetime_s` ends. warm_s and cold_s: mean times for which a request that meets a
/// warm or no environment holds one.
struct EnvironmentPool {
  double arrivals_per_s = 0;
  double idle_lifetime_s = 0;
  double warm_s = 0;
  double cold_s = 0;
};

struct ColdStarts {
  double p_cold = 0;  ///< share of the requests; 1 without arrivals
  double per_day = 0;
  double environments = 0;  ///< mean number alive, busy or idle
  double lifespan_s = 0;    ///< mean, of an environment
};

/// Cold starts of a pool. With the most recently used first, the number alive is the maximum of the
/// requests in flight N over the last T = idle lifetime. So, with S_n(T) = P(max N ≤ n over T):
///   environments = Σ_n (1 − S_n(T)), p_cold = −Σ_n S_n'(T)/lambda, lifespan by Little's law.
/// For exponential service N is a reversible birth–death process and S_n a mixture of exponentials
/// (Keilson 1979); the two that share its exact S_n(0), S_n'(0), S_n''(0) and integral are taken,
/// from the mean first passages 1/(lambda·ErlangB(n)). Service → 0 gives p_cold = exp(−lambda·T)
/// and 1 − exp(−lambda·T) environments, exactly. Error of p_cold against simulations: 2 % for T ≥ 3
/// services (4 % at 1 000 Erlang), +13 % for T = 0.3 services; −7 % for log-normal service of cv 3,
/// +2 % for constant service; −5 % for cold requests 30 times as long as warm ones. Of
/// environments: 2 %.
/// About 3 µs at 1 Erlang, 10 µs at 100, 75 µs at 10 000 and more. Beyond 10 000 in the diffusion
/// limit: p_cold·√load and (environments − load)/√load as at 10 000 (p_cold off by 1 % at 1e6).
ColdStarts cold_starts(const EnvironmentPool& pool);

/// The same for inner loops, 0.1 to 1 µs up to 1 000 Erlang: within a tenth where the share is
/// above 1e-4, and low by up to a third below, where it no longer moves a percentile. Environment n
/// + 1 serves when n are busy; the time between two such moments is taken as exponential, of rate
/// lambda·P(N = n)/P(N ≤ n), and the environment is cold when that exceeds T.
ColdStarts estimated_cold_starts(const EnvironmentPool& pool);

/// Deterministic arrivals, one every `period_s`.
struct PeriodicColdStarts {
  double idle_s = 0;  ///< of an environment between two requests
  double p_cold = 0;  ///< in the long run: 0 or 1
};
/// An environment serves every k-th request, k = max(1, ceil(service/period)), and is cold if it
/// was idle for longer than the idle lifetime.
PeriodicColdStarts periodic_cold_starts(double period_s, double service_s, double idle_lifetime_s);

// --- Durations: log-normal ---

/// Standard normal quantile, relative error 1e-15 (Wichura, AS 241, 1988); ∓infinity at 0 and 1.
double normal_quantile(double p);

/// exp(mu + sigma·Z), Z standard normal.
struct LogNormal {
  double mu = 0;
  double sigma = 0;
};

/// With a given mean (> 0; 0 gives the constant 0) and coefficient of variation:
/// sigma² = ln(1 + cv²), mu = ln(mean) − sigma²/2 (Johnson, Kotz & Balakrishnan, 1994, ch. 14).
LogNormal log_normal(double mean, double cv);

double cdf(const LogNormal& distribution, double x);
double quantile(const LogNormal& distribution, double p);  ///< 0 at p ≤ 0, infinite at p ≥ 1

/// Quantile of a mixture: with probability 1 − `share` the log-normal, with probability `share` the
/// log-normal plus `shift` (a cold start's init). By safeguarded Halley steps, to 1e-9.
double shifted_mixture_quantile(const LogNormal& distribution, double share, double shift,
                                double p);

/// Quantiles of a log-normal with mean 1: multiply them by the mean.
struct Quantiles {
  double p50 = 1, p95 = 1, p99 = 1, p999 = 1;
};
Quantiles log_normal_quantiles(double cv);

}  // namespace sans_serveur
