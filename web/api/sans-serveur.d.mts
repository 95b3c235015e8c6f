// Types of sans-serveur.mjs. A test checks them against the documents that the core writes.

/** Any part of a document may be left out: the rest has its default. */
export type PartOf<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [Key in keyof T]?: PartOf<T[Key]> }
    : T;

export type Language = "fr" | "en";
export type Service = "lambda" | "fargate";
export type Choice = Service | "either" | "hybrid" | "neither";
export type Architecture = "x86_64" | "arm64";
export type FrontDoor = "none" | "function_url" | "http_api" | "rest_api" | "alb";
export type Auto = "auto";
/** How sure a figure is. */
export type Status = "sourced" | "dated" | "derived" | "user" | "unknown";

/** sans-serveur/workload/1: everything there is to say about what has to run. */
export interface Workload {
  schema: "sans-serveur/workload/1";
  name: string;
  region: string;
  architecture: Architecture;
  trigger: "http" | "object" | "queue" | "stream" | "schedule" | "websocket" | "tcp" | "udp" | "worker";
  traffic: {
    requests_per_month: number;
    shape: "flat" | "daily" | "office" | "bursty" | "trace";
    /** Requests of each interval, for the shape "trace". */
    bins: number[];
    peak_to_mean: number;
  };
  request: {
    duration_ms: number;
    duration_cv: number;
    cpu_ms: number;
    parallelism: number;
    memory_mb: number;
    request_kb: number;
    response_kb: number;
    max_duration_s: number;
  };
  runtime: {
    language: "nodejs" | "python" | "java" | "dotnet" | "go" | "rust" | "ruby" | "php" | "other";
    package: "zip" | "image";
    image_mb: number;
    init_ms: number;
    os: "linux" | "windows";
  };
  needs: {
    gpu: boolean;
    persistent_connections: boolean;
    privileged: boolean;
    local_disk_gb: number;
    sql_database: boolean;
    interruptible: boolean;
  };
  lambda: {
    memory_mb: number | Auto;
    duration_ms: number | null;
    provisioned_concurrency: number;
    provisioned_hours: number;
    snapstart: boolean;
    restore_ms: number;
    streaming: boolean;
    ephemeral_mb: number;
    front_door: FrontDoor;
    account_concurrency: number;
    idle_lifetime_s: number;
    max_lifetime_s: number;
  };
  fargate: {
    mode: Auto | "service" | "job";
    vcpu: number | Auto;
    memory_mb: number | Auto;
    concurrency_per_task: number;
    base_memory_mb: number;
    target_utilization: number;
    min_tasks: number;
    autoscaling: boolean;
    metrics_s: number;
    task_start_s: number | Auto;
    ephemeral_gb: number;
    spot_share: number;
    front_door: FrontDoor;
    min_lcu: number;
  };
  network: {
    nat_gateways: number;
    lambda_nat_gateways: number | Auto;
    fargate_nat_gateways: number | Auto;
    nat_kb_per_request: number;
    public_ipv4: boolean;
    egress: boolean;
    free_egress_gb: number;
    fixed_costs: "new" | "existing";
  };
  logs_kb_per_request: number;
  retry_factor: number;
  pricing: {
    free_tier: boolean;
    savings_plan: "none" | "1y" | "3y";
    lambda_discount: number | Auto;
    fargate_discount: number | Auto;
    spot_discount: number;
  };
  targets: { p95_ms: number | null; p99_ms: number | null };
  weights: {
    cost: number;
    latency: number;
    operations: number;
    trigger: number;
    flexibility: number;
  };
  labour: { hourly_usd: number; lambda_hours: number; fargate_hours: number };
  /** The user's own prices, by name: { "alb.lcu": 0.0084 }. */
  prices: Record<string, number>;
}

/** A workload as the core writes it: complete, but for what there may be none of. */
export type WrittenWorkload = Omit<Workload, "name" | "prices" | "traffic"> &
  Partial<Pick<Workload, "name" | "prices">> & {
    traffic: Omit<Workload["traffic"], "bins"> & Partial<Pick<Workload["traffic"], "bins">>;
  };

/** sans-serveur/usage/1: quantities of a month. What is left out is not used. */
export interface Usage {
  schema: "sans-serveur/usage/1";
  region: string;
  free_tier: boolean;
  lambda: {
    architecture: Architecture;
    requests: number;
    invocations: number;
    duration_ms: number;
    memory_mb: number;
    ephemeral_mb: number;
    provisioned: { concurrency: number; hours: number; requests: number; duration_ms: number };
    snapstart_cache_gb_s: number;
    snapstart_restore_gb: number;
    streamed_gb: number;
    savings_discount: number;
    provisioned_savings_discount: number;
  };
  fargate: {
    architecture: Architecture;
    os: "linux" | "windows";
    vcpu: number;
    memory_gb: number;
    ephemeral_gb: number;
    task_hours: number;
    savings_discount: number;
    spot_share: number;
    spot_discount: number;
  };
  http_api: { requests: number; request_kb: number };
  rest_api: { requests: number };
  alb: {
    hours: number;
    new_connections_per_s: number;
    active_connections: number;
    gb: number;
    rule_evaluations_per_s: number;
    lambda_target: boolean;
    lcu: number;
  };
  nat: { gateways: number; hours: number; gb: number };
  ipv4: { address_hours: number };
  logs: { gb: number; from_lambda: boolean; storage_gb: number; insights_gb: number };
  queue: { requests: number; message_kb: number };
  egress_gb: number;
  free_egress_gb: number;
  prices: Record<string, number>;
}

export interface BillItem {
  id: string;
  service: string;
  quantity: number;
  unit: string;
  unit_price_usd: number;
  /** null: its price is not known. */
  usd: number | null;
  price: string;
  price_status: Status;
  price_as_of: string | null;
  price_source?: string;
  price_note?: string;
}

/** sans-serveur/bill/1: USD a month, without tax. */
export interface Bill {
  schema: "sans-serveur/bill/1";
  region: string;
  currency: "USD";
  /** Of the items whose price is known. */
  total_usd: number;
  /** An item has no known price: the true total is higher. */
  partial: boolean;
  items: BillItem[];
  prices: PriceSet;
  unknown_fields?: string[];
}

export interface PriceSet {
  set: string;
  as_of: string;
}

/** A text by its key and parameters, and its sentence in both languages. */
export interface Text {
  key: string;
  parameters: Record<string, number | string | null>;
  fr: string;
  en: string;
}

export interface Fact extends Text {
  id: string;
  status: Status;
  as_of?: string;
  source?: string;
}

export interface Reason {
  rank: number;
  id: string;
  veto: boolean;
  points_for_fargate: number;
  name: Text;
  text: Text;
  fact: Fact;
}

export interface Score {
  lambda: number;
  fargate: number;
  points_for_fargate: number;
}

export interface Flip {
  field: string;
  /** null: no value of the field changes the verdict. */
  value: number | string | boolean | null;
  choice?: Choice;
  distance?: number;
}

export interface Verdict {
  choice: Choice;
  sentence: Text;
  lead: Text;
  margin: number | null;
  margin_usd: number | null;
  points_for_fargate: number;
  scores: Record<"cost" | "latency" | "operations" | "trigger" | "flexibility", Score>;
  reasons: Reason[];
  hybrid?: { usd: number; base_tasks: number; lambda_share: number };
  holds_share?: number;
  samples?: number;
  seed?: number;
  flips: Flip[];
}

export interface LimitCheck {
  id: string;
  severity: "ok" | "near" | "warning" | "veto";
  value: number | null;
  limit: number | null;
  fact?: string;
  as_of?: string;
  status?: Status;
  source?: string;
}

export interface Performance {
  p50_ms: number | null;
  p95_ms: number | null;
  p99_ms: number | null;
  p999_ms: number | null;
  mean_ms: number | null;
  cold_share: number | null;
  cold_starts_per_day: number | null;
  cold_ms: number | null;
  throttled_share: number | null;
  queueing_ms: number | null;
  utilization: number | null;
}

export interface SizeTried {
  vcpu: number;
  memory_mb: number;
  duration_ms: number | null;
  p99_ms: number | null;
  usd: number | null;
  meets_target: boolean;
  chosen: boolean;
}

export interface ServiceResult<Configuration> {
  feasible: boolean;
  violations: LimitCheck[];
  limits: LimitCheck[];
  configuration: Configuration;
  bill: Bill;
  performance: Performance;
  sizes: SizeTried[];
}

export interface LambdaConfiguration {
  memory_mb: number;
  memory_chosen: boolean;
  vcpu: number;
  duration_ms: number;
  billed_ms: number;
  waiting_share: number;
  init_ms: number;
  peak_requests_per_s: number;
  peak_concurrency: number;
  provisioned_share: number;
}

export interface FargateConfiguration {
  mode: "job" | "service";
  vcpu: number;
  memory_mb: number;
  size_chosen: boolean;
  duration_ms: number;
  start_s: number;
  peak_tasks: number;
  mean_tasks: number;
  low_tasks: number;
  bound: "minimum" | "cpu" | "concurrency" | "memory" | "job";
  peak_utilization: number | null;
  idle_share: number | null;
}

/** sans-serveur/evaluation/1: the decision and everything it rests on. */
export interface Evaluation {
  schema: "sans-serveur/evaluation/1";
  verdict: Verdict;
  lambda: ServiceResult<LambdaConfiguration>;
  fargate: ServiceResult<FargateConfiguration>;
  /** All crossings of the two costs up to break_even_searched_up_to requests a month. */
  break_even: { requests_per_month: number; cheaper_above: Service }[];
  break_even_searched_up_to: number;
  break_even_complete: boolean;
  curve: {
    requests_per_month: number;
    lambda_usd: number | null;
    fargate_usd: number | null;
    tasks: number;
  }[];
  labour?: { lambda_usd: number; fargate_usd: number };
  warnings: Text[];
  assumptions: Text[];
  options: { id: string; name: Text; why: Text }[];
  prices: PriceSet;
  workload: WrittenWorkload;
  /** Paths of fields of the workload that this version does not know. */
  unknown_fields?: string[];
}

export interface SharedWorkload {
  workload: WrittenWorkload;
  /** Identity of the prices that the maker of the link saw. */
  prices_set: string;
  /** Its traffic is a summary of what was measured. */
  trace_is_summary: boolean;
}

export interface DocumentError {
  /** "lambda.memory_mb"; "" for the document as a whole. */
  path: string;
  key: string;
  message: Record<Language, string>;
}

/** Thrown by all functions. Its message has a line for each error, in options.lang. */
export class InvalidDocument extends TypeError {
  readonly errors: readonly DocumentError[];
}

export interface Options {
  /** Of the message of a thrown error; documents have both languages. Default: "en". */
  lang?: Language;
}

export interface SansServeur {
  /** The verdict on a workload. Takes an object or its JSON. */
  evaluate(workload: PartOf<Workload> | string, options?: Options): Evaluation;
  /** Quantities in, line items out. */
  bill(usage: PartOf<Usage> | string, options?: Options): Bill;
  /** The fragment of the page's address that stands for a workload: "v1.c.….…". */
  encodeLink(workload: PartOf<Workload> | string, options?: Options): string;
  /** Takes a whole address, or what follows its "#". */
  decodeLink(link: string, options?: Options): SharedWorkload;
}

/**
 * Loads the core once; later calls give the same one.
 * `wasm`: the bytes of sans-serveur-core.wasm, where it cannot be fetched from beside the module.
 */
export function load(options?: { wasm?: ArrayBuffer | Uint8Array }): Promise<SansServeur>;
