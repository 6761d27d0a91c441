// @ts-check
/** Which runs a comparison puts side by side: each differs from the base in what is compared, and in nothing else. */
import { weightsOf } from '../plain-link.js';
import { MOST_LANES } from './link.js';

/**
 * @typedef {import('../types.js').Config} Config
 * @typedef {import('../types.js').PartialConfig} PartialConfig
 * @typedef {Config['layers']} Layers
 * @typedef {Layers[number]['activation']} Activation
 * @typedef {Config['optimizer']['kind']} Kind
 */

/**
 * What the module offers, as far as it is compared.
 * @typedef {object} Offers
 * @property {() => string[]} activations
 * @property {() => string[]} optimizers
 * @property {(kind: string) => Config['optimizer']} optimizer of that kind, with a learning rate that suits it
 */

const WIDTHS = [3, 10, 30, 100, 300, 1000];
const FACTORS = [0.01, 0.1, 0.3, 1, 3, 10];
const DEPTHS = [1, 2, 3, 4, 5, 6];

/** @param {number} units @param {string} activation @returns {Layers} */
const layer = (units, activation) => [{ units, activation: /** @type {Activation} */ (activation) }];

/**
 * So many layers of equal width with about so many weights: the root of (d - 1)·n² + (d + 2)·n + 1 = weights.
 * @param {number} depth
 * @param {number} weights
 */
export function widthFor(depth, weights) {
  const [a, b, c] = [depth - 1, depth + 2, 1 - weights];
  const root = a === 0 ? -c / b : (-b + Math.sqrt(b * b - 4 * a * c)) / (2 * a);
  return Math.max(1, Math.round(root));
}

/** @type {Record<string, (base: Config, offers: Offers) => PartialConfig[]>} */
const MAKERS = {
  post: () => [layer(300, 'relu'), layer(600, 'relu'), layer(300, 'linear'), layer(300, 'sigmoid')].map((layers) => ({ layers })),
  activations: ({ layers }, { activations }) =>
    activations().map((name) => ({ layers: layers.map(({ units }) => layer(units, name)[0]) })),
  optimizers: (_, { optimizers, optimizer }) => optimizers().map((kind) => ({ optimizer: optimizer(kind) })),
  rates: ({ optimizer }) =>
    FACTORS.map((factor) => ({ optimizer: { ...optimizer, learningRate: Number((optimizer.learningRate * factor).toPrecision(6)) } })),
  widths: ({ layers }) => WIDTHS.map((units) => ({ layers: layers.map(({ activation }) => layer(units, activation)[0]) })),
  depths: ({ layers }) => {
    const weights = weightsOf(layers);
    const { activation } = layers[0];
    return DEPTHS.map((depth) => ({ layers: Array.from({ length: depth }, () => layer(widthFor(depth, weights), activation)[0]) }));
  },
  seeds: ({ seed }) => Array.from({ length: MOST_LANES }, (_, i) => ({ seed: seed + i })),
};

/**
 * @param {string} name one of link.js' COMPARISONS
 * @param {Config} base
 * @param {Offers} offers
 * @returns {PartialConfig[]} what each lane has in place of the base's
 */
export const lanesOf = (name, base, offers) => MAKERS[name](base, offers).slice(0, MOST_LANES);
