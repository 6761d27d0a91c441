// @ts-check
/**
 * What the page can tell of a link before the module has come: the configuration of one that is just as the module
 * writes it. This is no second reader of links. Of any other text, and of whatever the module would mend, refuse or
 * complete by more than a default, it makes nothing, and the page waits for the module.
 */
import { runPart } from './link.js';

/**
 * @typedef {import('./types.js').Config} Config
 * @typedef {import('../pkg/lernkurve.js').Limits} Limits
 * @typedef {Record<string, any>} Values
 * @typedef {{type?: string, min?: number, max?: number, integer?: boolean, exclusiveMin?: boolean, exclusiveMax?: boolean, options?: readonly string[]}} Range
 */

/** Nothing that a program puts into a link, or takes for a sign of its own. */
const PLAIN = /^[\w.~+*/^(),:;%=&-]+$/;
/** The page's own keys are read by link.js. */
const OWN = /^ui\.\w+=[\w.-]*$/;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e-?\d+)?$/;
/** Ends that lie nearer to each other, as a share of their size, may be one number to the network. */
const NARROW = 1e-6;

/** That the whole link is not plain. */
class Unread extends Error {}

/** @param {boolean} plain */
function insist(plain) {
  if (!plain) throw new Unread();
}

/**
 * @param {string} fragment without `#`
 * @param {Limits} limits
 * @param {{link: string, config: Config}} usual what a link says that begins as all do, such as `v=2`, and says no more
 * @returns {Config | null} null where the module must read it
 */
export function plainConfig(fragment, limits, usual) {
  try {
    insist(PLAIN.test(fragment));
    insist(fragment.split('&').every((part) => !part.startsWith('ui.') || OWN.test(part)));
    const [first, ...pairs] = runPart(fragment).split('&');
    insist(first === usual.link);
    return { ...usual.config, ...completed(givenIn(pairs), limits) };
  } catch (error) {
    if (error instanceof Unread) return null;
    throw error;
  }
}

/** @param {string[]} pairs @returns {Map<string, string>} */
function givenIn(pairs) {
  const given = new Map();
  for (const pair of pairs) {
    const [key, value, ...more] = pair.split('=');
    insist(!!value && more.length === 0 && !given.has(key));
    given.set(key, value);
  }
  return given;
}

/** Takes what is known out of `given`; a key that is left is not known. @param {Map<string, string>} given @param {Limits} limits @returns {Config} */
function completed(given, limits) {
  /** @template T @param {string} key @param {T} missing @param {(text: string) => T} read @returns {T} */
  const take = (key, missing, read) => {
    const text = given.get(key);
    given.delete(key);
    return text === undefined ? missing : read(text);
  };
  /** @param {keyof Limits} key */
  const single = (key) => {
    const range = /** @type {Range & {default: unknown}} */ (limits[key]);
    return take(key, range.default, (text) => read(text, range));
  };
  /** @param {Record<string, Range>} parameters @param {Values} defaults @param {string} [prefix] */
  const group = (parameters, defaults, prefix = '') =>
    Object.fromEntries(Object.keys(defaults).map((name) => [name, name in parameters ? take(prefix + name, defaults[name], (text) => read(text, parameters[name])) : defaults[name]]));
  /** @param {'optimizer' | 'kernelInitializer' | 'biasInitializer'} key @param {string} prefix */
  const kind = (key, prefix) => {
    const { kinds, default: usual } = /** @type {{kinds: Record<string, {parameters: Record<string, any>}>, default: Values}} */ (limits[key]);
    const base = take(key, usual, (name) => {
      insist(Object.hasOwn(kinds, name));
      return { kind: name, ...Object.fromEntries(Object.entries(kinds[name].parameters).map(([own, range]) => [own, range.default])) };
    });
    return group(kinds[base.kind].parameters, base, prefix);
  };

  const points = take('points', null, (text) => pairsOf(text, limits.domain));
  const config = {
    function: take('function', points ? null : limits.function.default, decoded),
    domain: take('domain', points ? around(points) : limits.domain.default, (text) => ascending(listOf(text, limits.domain))),
    samples: single('samples'),
    sampling: single('sampling'),
    noise: single('noise'),
    validation: single('validation'),
    ...(points && { points }),
    scaling: single('scaling'),
    layers: take('layers', limits.layers.default, (text) => layersOf(text, limits.layers)),
    kernelInitializer: kind('kernelInitializer', 'kernelInitializer.'),
    biasInitializer: kind('biasInitializer', 'biasInitializer.'),
    loss: single('loss'),
    optimizer: kind('optimizer', ''),
    regularizer: group(limits.regularizer.parameters, limits.regularizer.default),
    batchSize: single('batchSize'),
    shuffle: single('shuffle'),
    seed: single('seed'),
    learningRateChanges: [],
  };
  insist(given.size === 0);
  insist([config.kernelInitializer, config.biasInitializer].every(({ minval, maxval }) => minval === undefined || minval <= maxval));
  insist(weightsOf(config.layers) <= limits.layers.maxWeights);
  if (points) insist(points.length >= limits.points.minCount && points.length <= limits.points.maxCount);
  return /** @type {Config} */ (/** @type {unknown} */ (config));
}

/** @param {string} text @param {Range} range */
function read(text, range) {
  if (range.options) {
    insist(range.options.includes(text));
    return text;
  }
  if (range.type !== 'flag') return numberIn(text, range);
  insist(text === 'true' || text === 'false');
  return text === 'true';
}

/** Within its limits, and so after rounding to single precision. @param {string} text @param {Range} range */
function numberIn(text, { min = -Infinity, max = Infinity, integer, exclusiveMin, exclusiveMax }) {
  insist(NUMBER.test(text));
  const value = Number(text);
  insist(!integer || Number.isInteger(value));
  for (const x of integer ? [value] : [value, Math.fround(value)]) insist((exclusiveMin ? x > min : x >= min) && (exclusiveMax ? x < max : x <= max));
  return value;
}

/** @param {string} text @param {Range} range */
const listOf = (text, range) => text.split(',').map((part) => numberIn(part, range));

/** @param {string} text @param {Range} range @returns {[number, number][]} */
function pairsOf(text, range) {
  return text.split(';').map((item) => {
    const pair = listOf(item, range);
    insist(pair.length === 2);
    return /** @type {[number, number]} */ (pair);
  });
}

/** @param {number[]} ends */
function ascending(ends) {
  const [low, high] = ends;
  insist(ends.length === 2 && high - low > NARROW * Math.max(Math.abs(low), Math.abs(high)));
  return ends;
}

/** A margin of 5 % on both sides. @param {[number, number][]} points */
function around(points) {
  const xs = points.map(([x]) => x);
  const [low, high] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))];
  const margin = 0.05 * (high - low);
  return ascending([low - margin, high + margin]);
}

/** @param {string} text @param {Limits['layers']} limits */
function layersOf(text, limits) {
  const layers = text.split(',').map((layer) => {
    const [units, activation, ...more] = layer.split(':');
    insist(more.length === 0 && limits.activation.options.includes(activation ?? ''));
    return { units: numberIn(units, limits.units), activation };
  });
  insist(layers.length >= limits.minCount && layers.length <= limits.maxCount);
  return layers;
}

/** Encoded once, whichever signs. Whether it is a function the module says: it is not shown before. @param {string} text */
function decoded(text) {
  insist(!text.includes('%25'));
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Unread();
  }
}

/** How many weights: kernels and biases of all layers, from one number to one number. @param {readonly {units: number}[]} layers */
export function weightsOf(layers) {
  const units = [1, ...layers.map((layer) => layer.units), 1];
  return units.slice(1).reduce((sum, out, index) => sum + (units[index] + 1) * out, 0);
}
