//! What the bindings cannot derive: the TypeScript types of plain objects.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export type Activation = "linear" | "relu" | "leaky_relu" | "elu" | "selu" | "gelu" | "silu" | "softplus" | "softsign"
  | "tanh" | "sigmoid" | "hard_sigmoid" | "mish" | "exponential" | "sin" | "gaussian";

export interface Layer { units: number; activation: Activation }

export type Initializer =
  | { kind: "random_uniform"; minval: number; maxval: number }
  | { kind: "random_normal"; mean: number; stddev: number }
  | { kind: "zeros" | "glorot_uniform" | "glorot_normal" | "he_uniform" | "he_normal" | "lecun_uniform" | "lecun_normal" };

export type BiasInitializer = Initializer | { kind: "spread" };

export type OptimizerKind = "sgd" | "rmsprop" | "adagrad" | "adadelta" | "adam" | "adamw" | "adamax" | "nadam" | "lion";

/** Which keys a rule has, `limits()` tells; names and defaults are Keras 3's. */
export interface Optimizer {
  kind: OptimizerKind;
  learningRate: number;
  momentum?: number;
  nesterov?: boolean;
  rho?: number;
  beta1?: number;
  beta2?: number;
  epsilon?: number;
  weightDecay?: number;
  initialAccumulatorValue?: number;
  centered?: boolean;
  amsgrad?: boolean;
}

export type Loss = "mean_squared_error" | "mean_absolute_error" | "huber" | "log_cosh";

/** A complete, normalised configuration. */
export interface Config {
  /** An expression in x; null where there are only points. */
  function: string | null;
  /** [low, high] of x. */
  domain: [number, number];
  samples: number;
  sampling: "grid" | "random";
  /** Standard deviation of Gaussian noise on y. */
  noise: number;
  /** Fraction held out, 0 to 0.9. */
  validation: number;
  /** Own data, [x, y] each. */
  points?: [number, number][];
  /** With "standardize" the network sees x and y of the training samples with mean 0 and standard deviation 1. */
  scaling: "none" | "standardize";
  /** The hidden layers. */
  layers: Layer[];
  kernelInitializer: Initializer;
  biasInitializer: BiasInitializer;
  loss: Loss;
  optimizer: Optimizer;
  regularizer: { l1: number; l2: number };
  batchSize: number;
  shuffle: boolean;
  seed: number;
  /** [update, value]: from that update on the learning rate is that value. */
  learningRateChanges: [number, number][];
}

/** What is missing takes its default. */
export type PartialConfig = {
  [Key in Exclude<keyof Config, "points" | "layers" | "kernelInitializer" | "biasInitializer" | "optimizer" | "regularizer">]?: Config[Key];
} & {
  points?: ArrayLike<ArrayLike<number>>;
  layers?: Partial<Layer>[];
  kernelInitializer?: { kind: string; minval?: number; maxval?: number; mean?: number; stddev?: number };
  biasInitializer?: { kind: string; minval?: number; maxval?: number; mean?: number; stddev?: number };
  optimizer?: Partial<Optimizer> & { kind: OptimizerKind };
  regularizer?: { l1?: number; l2?: number };
};

/** A mistake as data. What `new Trainer` throws is an `Error` with these. */
export interface Problem {
  code: string;
  /** Such as `layers[0].units`. */
  path: string;
  message: string;
  /** For expressions: [start, end) in UTF-16 units. */
  span?: [number, number];
  params: Record<string, unknown>;
}

export interface ParsedLink {
  config: Config;
  problems: Problem[];
  /** The engine's version that the link names; null where it names none. */
  version: number | null;
  /** The page's own keys, which begin with `ui.`. */
  ui: Record<string, string>;
}

export type InsightCode = "straight_line" | "linear_limit" | "leaps" | "wide_swings" | "one_place" | "fine_detail_missing"
  | "fits" | "dead_units" | "overfits" | "diverged" | "learning";

/** What there is to see now. Which numbers there are depends on the code. */
export interface Insight {
  code: InsightCode;
  epoch: number;
  rmse: number;
  hasFunction: boolean;
  suggestion?: { code: string; change: PartialConfig };
  [number: string]: unknown;
}

/** Ranges, options and defaults by key of the configuration. */
export type Limits = Record<keyof Config, Record<string, any>>;
"#;
