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

/** @param {ArrayLike<number>} values @param {string} type */
const array = (values, type) => `np.array([${Array.from(values, float32).join(', ')}], dtype="${type}")`;

/** A comment of a script, in the reader's language. @typedef {(name: 'same' | 'points' | 'rates' | 'spread' | 'rule' | 'scaled' | 'units', params?: Record<string, unknown>) => string} Comment */

/**
 * The training points `x` and `y`; where they are drawn at random, or set by hand, the points themselves are written out.
 * @param {Run} run
 * @param {string | null} numpy the function as NumPy writes it
 * @param {Comment} comment
 */
export function dataLines({ config, trainX, trainY, validationX, validationY }, numpy, comment) {
  // What is scaled is rounded after that.
  const type = config.scaling === 'standardize' ? 'float64' : 'float32';
  const held = validationX.length > 0 ? [`x_val, y_val = ${array(validationX, type)}, ${array(validationY, type)}`] : [];
  const plain = numpy !== null && config.sampling === 'grid' && config.noise === 0 && config.validation === 0 && !config.points;
  if (plain) {
    const [low, high] = config.domain ?? [0, 1];
    return [`x = np.linspace(${low}, ${high}, ${config.samples}, dtype="${type}")`, `y = (${numpy} + 0 * x).astype("${type}")`, ...scaledLines(config, false, comment)];
  }
  return [`# ${comment('points')}`, `x = ${array(trainX, type)}`, `y = ${array(trainY, type)}`, ...held, ...scaledLines(config, held.length > 0, comment)];
}

/**
 * x and y as the network sees them, where they are scaled.
 * @param {import('../types.js').Config} config
 * @param {boolean} held whether there are points for validation
 * @param {Comment} comment
 */
function scaledLines({ scaling }, held, comment) {
  if (scaling !== 'standardize') return [];
  return [
    `# ${comment('scaled')}`,
    'mean_x, scale_x = x.mean(), x.std() if np.ptp(x) > 0 else 1.0',
    'mean_y, scale_y = y.mean(), y.std() if np.ptp(y) > 0 else 1.0',
    ...(held ? ['x_val, y_val = ((x_val - mean_x) / scale_x).astype("float32"), ((y_val - mean_y) / scale_y).astype("float32")'] : []),
    'x, y = ((x - mean_x) / scale_x).astype("float32"), ((y - mean_y) / scale_y).astype("float32")',
  ];
}

/**
 * How a place of the domain is written as the network sees it.
 * @param {import('../types.js').Config} config
 * @param {string} place
 */
export const scaledPlace = ({ scaling }, place) => (scaling === 'standardize' ? `(${place} - mean_x) / scale_x` : place);

/**
 * The last line of a script whose loss is one of scaled values.
 * @param {import('../types.js').Config} config
 * @param {string} errors what is predicted minus what is there, as NumPy has it
 * @param {Comment} comment
 */
export const unitsLines = ({ scaling }, errors, comment) =>
  scaling === 'standardize' ? [`# ${comment('units')}`, `print("rmse", scale_y * np.sqrt(np.mean((${errors}) ** 2)))`] : [];

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
