// @ts-check
/** What the scripts in Python have in common: how numbers are written, and the data. */
import { float32 } from './float32.js';

/**
 * @typedef {import('../types.js').Run} Run
 */

/** 1.0 where a number may be a fraction: some readers insist on it. @param {unknown} value */
export function python(value) {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return Number.isInteger(value) && Number(value) < 1e15 ? `${value}.0` : String(value);
}

/** @param {ArrayLike<number>} values */
const array = (values) => `np.array([${Array.from(values, float32).join(', ')}], dtype="float32")`;

/** A comment of a script, in the reader's language. @typedef {(name: 'same' | 'points' | 'rates' | 'spread' | 'rule', params?: Record<string, unknown>) => string} Comment */

/**
 * The training points `x` and `y`; where they are drawn at random, or set by hand, the points themselves are written out.
 * @param {Run} run
 * @param {string | null} numpy the function as NumPy writes it
 * @param {Comment} comment
 */
export function dataLines({ config, trainX, trainY, validationX, validationY }, numpy, comment) {
  const plain = numpy !== null && config.sampling === 'grid' && config.noise === 0 && config.validation === 0 && !config.points;
  if (plain) {
    const [low, high] = config.domain ?? [0, 1];
    return [`x = np.linspace(${low}, ${high}, ${config.samples}, dtype="float32")`, `y = (${numpy} + 0 * x).astype("float32")`];
  }
  const held = validationX.length > 0 ? [`x_val, y_val = ${array(validationX)}, ${array(validationY)}`] : [];
  return [`# ${comment('points')}`, `x = ${array(trainX)}`, `y = ${array(trainY)}`, ...held];
}

/**
 * The learning rates of a run one after the other, and the number of updates before each but the first.
 * @param {import('../types.js').Config} config
 * @returns {{rates: number[], starts: number[]}}
 */
export function rateSteps({ optimizer, learningRateChanges }) {
  const rates = [optimizer.learningRate];
  /** @type {number[]} */
  const starts = [];
  for (const [update, rate] of learningRateChanges) {
    // What was changed twice at the same update was only ever used as it was last.
    if (update === (starts.at(-1) ?? 0)) rates[rates.length - 1] = rate;
    else {
      starts.push(update);
      rates.push(rate);
    }
  }
  return { rates, starts };
}
