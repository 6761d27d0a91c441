//! What the bindings cannot derive: the TypeScript types of plain objects.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
declare global {
  /** `using` frees a trainer at the end of its block; older libraries of TypeScript do not know the symbol. */
  interface SymbolConstructor { readonly dispose: unique symbol }
}

export type Activation = "linear" | "relu" | "leaky_relu" | "elu" | "selu" | "gelu" | "silu" | "softplus" | "softsign"
  | "tanh" | "sigmoid" | "hard_sigmoid" | "mish" | "exponential" | "sin" | "gaussian";

export interface Layer { units: number; activation: Activation }

export type Initializer =
  | { kind: "random_uniform"; minval: number; maxval: number }
  | { kind: "random_normal"; mean: number; stddev: number }
  | { kind: "zeros" | "glorot_uniform" | "glorot_normal" | "he_uniform" | "he_normal" | "lecun_uniform" | "lecun_normal" };

export type BiasInitializer = Initializer | { kind: "spread" };

/** Names and defaults are Keras 3's. `config()` gives every hyperparameter that a rule has. */
export type Optimizer =
  | { kind: "sgd"; learningRate: number; momentum?: number; nesterov?: boolean; weightDecay?: number }
  | { kind: "rmsprop"; learningRate: number; rho?: number; momentum?: number; epsilon?: number; centered?: boolean; weightDecay?: number }
  | { kind: "adagrad"; learningRate: number; initialAccumulatorValue?: number; epsilon?: number; weightDecay?: number }
  | { kind: "adadelta"; learningRate: number; rho?: number; epsilon?: number; weightDecay?: number }
  | { kind: "adam" | "adamw"; learningRate: number; beta1?: number; beta2?: number; epsilon?: number; amsgrad?: boolean; weightDecay?: number }
  | { kind: "adamax" | "nadam"; learningRate: number; beta1?: number; beta2?: number; epsilon?: number; weightDecay?: number }
  | { kind: "lion"; learningRate: number; beta1?: number; beta2?: number; weightDecay?: number };

export type OptimizerKind = Optimizer["kind"];

/** What has a kind needs that; anything else it has may be left out. */
export type OfKind<Rule> = Rule extends { kind: unknown } ? Readonly<Pick<Rule, "kind"> & Partial<Omit<Rule, "kind">>> : never;

/** Numbers in any array that JavaScript has for them. */
export type Numbers = readonly number[] | Float32Array | Float64Array | Int8Array | Uint8Array | Uint8ClampedArray
  | Int16Array | Uint16Array | Int32Array | Uint32Array;

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
  /** What is changed in the network before the update of that number, by hand; left out where nothing is. */
  edits?: Edit[];
}

/** Units are switched off (nothing takes on what they give, and training leaves them alone) and on again (as they were), or
 * parameters (in the order of `parameters()`) are set to a value each. All are counted from 0; units and parameters are
 * written as ascending ranges, such as "0-4,7". At most 1,000. */
export type Edit =
  | [update: number, what: "off" | "on", layer: number, units: string]
  | [update: number, what: "set", parameters: string, values: number[]];

/** The same without its update. */
export type EditChange =
  | readonly [what: "off" | "on", layer: number, units: string]
  | readonly [what: "set", parameters: string, values: readonly number[] | Float32Array | Float64Array];

/** What is missing takes its default. */
export type PartialConfig = {
  readonly [Key in "function" | "samples" | "sampling" | "noise" | "validation" | "scaling" | "loss" | "batchSize" | "shuffle" | "seed"]?:
    Config[Key] | null;
} & {
  readonly domain?: readonly [number, number] | Float32Array | Float64Array | null;
  readonly points?: readonly (readonly [number, number] | readonly number[] | Float32Array | Float64Array)[] | null;
  readonly layers?: readonly Readonly<Partial<Layer>>[] | null;
  readonly kernelInitializer?: OfKind<Initializer> | null;
  readonly biasInitializer?: OfKind<BiasInitializer> | null;
  readonly optimizer?: OfKind<Optimizer> | null;
  readonly regularizer?: { readonly l1?: number; readonly l2?: number } | null;
  readonly learningRateChanges?: readonly (readonly [number, number])[] | null;
  readonly edits?: readonly (Edit | readonly [number, ...EditChange])[] | null;
};

/** A mistake as data. What the module throws is an `Error` with these. */
export interface Problem {
  /** Stable, such as `wrong_type`, `out_of_range`, `unreadable`, `out_of_memory`; `module_broken`: load the module anew. */
  code: string;
  /** Such as `layers[0].units`, or the name of an argument. */
  path: string;
  message: string;
  /** For expressions: [start, end) in UTF-16 units. */
  span?: [number, number];
  params: Record<string, unknown>;
  /** Of `unreadable`: what looking at the value threw. */
  cause?: unknown;
}

/** An element of presentation MathML: its name, and its text or what is in it. Numbers have a decimal point. */
export type MathElement = [
  element: "mrow" | "mi" | "mn" | "mo" | "mfrac" | "msup" | "msub" | "msqrt" | "mroot",
  ...content: (string | MathElement)[],
];

export interface ParsedLink {
  config: Config;
  problems: Problem[];
  /** The engine's version that the link names; null where it names none. */
  version: number | null;
  /** The page's own keys, which begin with `ui.`. */
  ui: Record<string, string>;
}

/** What `Trainer.open` gives. */
export type Opened = Omit<ParsedLink, "config"> & { trainer: Trainer };

/** Why `Session.trainUntil` has ended: so many updates are trained, the loss is reached, the time is spent, or nothing
 * more can be trained. */
export type Stop = "updates" | "loss" | "budget" | "diverged";

/** The curve as it was at the end of an epoch: the predictions at `Trainer.grid`. */
export interface CurveSnapshot { epoch: number; predictions: Float32Array }

export type InsightCode = "straight_line" | "linear_limit" | "leaps" | "wide_swings" | "one_place" | "fine_detail_missing"
  | "fits" | "dead_units" | "dead_layer" | "settled" | "overfits" | "diverged" | "learning";

/** What there is to see now. Which numbers there are depends on the code. */
export interface Insight {
  code: InsightCode;
  epoch: number;
  rmse: number;
  hasFunction: boolean;
  suggestion?: { code: string; change: PartialConfig };
  [number: string]: unknown;
}

/** The hidden units, layer by layer: an entry each in every array. In units of x and y. To be read, not written: as long
 * as nothing changes, `neurons()` gives the same object; all its arrays lie in one buffer. */
export interface Neurons {
  /** From 0. */
  layer: Uint8Array;
  /** From 0 in its layer. */
  unit: Uint16Array;
  /** Its kink, or the middle of its step, bell or (the nearest to -b/w) wave; the middle between `hard_sigmoid`'s two kinks.
   * Of several, in a later layer, the one that bends the curve most. NaN where the domain has none. */
  position: Float64Array;
  /** How wide its transition is there; 0 of a kink. */
  width: Float64Array;
  /** Root mean square of what it adds to the curve over the grid, about its mean; in layers before the last
   * NaN, where their units times all weights are more than 300,000: ask `contribution`. */
  share: Float64Array;
  /** v·|w|, v being dy/da and w dz/dx at the position: positive where the curve bends up there or, of a step, where that goes up. */
  bend: Float64Array;
  /** 0 silent: adds nothing; 1 active throughout: bends nothing; 2 bends inside the domain; 3 not known: weights that are
   * not finite, or more than 300,000. */
  state: Uint8Array;
  /** Bends of the curve, in no order: each kink of a piecewise-linear unit; and, in a network of several layers, of each
   * curved unit the place where its part of the curve's second derivative is largest. */
  bends: {
    /** The layer that causes it. */
    layer: Uint8Array;
    unit: Uint16Array;
    position: Float64Array;
    /** By how much the curve's slope changes, of a curved unit over the width of its transition. */
    bend: Float64Array;
  };
}

/** How much of the function, and of the curve less the function, is in waves of 0 to 39 half-waves over the domain: squared
 * coefficients of the orthonormal DCT-II on the grid, of which all 100 would be the sum of squares. */
export interface Spectrum { function: Float64Array; error: Float64Array }

/** Ranges, options and defaults by key of the configuration. */
export type Limits = Record<keyof Config, Record<string, any>>;
"#;
