// @ts-check
/**
 * What is shown before worker and module have come. The default experiment at epoch 0 the build computes with the
 * module's own code and puts into index.html. Of a link there is what it says itself: the sentence as far as its
 * formula, and the points, where they are those of the experiment or stand in the link. Either is a run of id 0, which
 * the worker does not know.
 */
import { rangeOf } from '../plot/y-range.js';
import { runPart } from './link.js';
import { plainConfig, weightsOf } from './plain-link.js';

/**
 * @typedef {import('./types.js').State} State
 * @typedef {import('./types.js').Run} Run
 * @typedef {import('./types.js').Frame} Frame
 * @typedef {import('./types.js').Config} Config
 * @typedef {Pick<State, 'run' | 'frame' | 'moments'>} Shown
 */

/** @typedef {'grid' | 'target' | 'trainX' | 'trainY' | 'validationX' | 'validationY'} Places numbers of a run */

/**
 * As the build writes it; lists of numbers are their bytes in base64.
 * @typedef {object} Shipped
 * @property {import('../pkg/lernkurve.js').Limits} limits
 * @property {Omit<Run, 'id' | 'yRange' | Places> & Record<Places, string>} run
 * @property {Pick<Frame, 'loss' | 'rmse' | 'insight'> & {predictions: string}} frame
 */

/** @param {Document} page @returns {Shipped | null} null where the build has left it out */
export function shippedIn(page) {
  const text = page.getElementById('first-frame')?.textContent;
  return text ? JSON.parse(text) : null;
}

/** Whether no worker has told of it. @param {Run | null} run */
export const isEarly = (run) => run?.id === 0;

/** Whether its numbers are known, and not only how many there are. @param {Run} run */
export const hasData = ({ trainX }) => !Number.isNaN(trainX[0]);

/**
 * What is known of the page that is opened by a fragment.
 * @param {Shipped} shipped
 * @param {string} fragment without `#`
 * @returns {Partial<Shown>}
 */
export function firstOf(shipped, fragment) {
  const asked = runPart(fragment);
  if (asked === '' || asked === shipped.run.link) return shownOf(shipped);
  const config = plainConfig(fragment, shipped.limits, shipped.run);
  // Of points with a function beside them, the function is not known.
  return config && !(config.points && config.function) ? { run: runOf(config, asked, shipped) } : {};
}

/** @param {Config} config @param {string} link @param {Shipped} shipped @returns {Run} */
function runOf(config, link, shipped) {
  const data = dataOf(config, shipped);
  return {
    ...data,
    id: 0,
    config,
    link,
    formula: config.function === shipped.run.config.function ? shipped.run.formula : null,
    domain: config.domain,
    yRange: rangeOf(data.target, data.trainY, data.validationY),
    updatesPerEpoch: Math.ceil(data.trainX.length / config.batchSize),
    weights: weightsOf(config.layers),
  };
}

/** What the samples are of, beside own points. */
const SOURCE = /** @type {const} */ (['function', 'domain', 'samples', 'sampling', 'noise', 'validation']);

/** NaN in place of numbers that only the module can tell. @param {Config} config @param {Shipped} shipped @returns {Pick<Run, Places>} */
function dataOf(config, { run: told }) {
  const unknown = (/** @type {number} */ count) => new Float32Array(count).fill(NaN);
  const { points, validation } = config;
  const count = points?.length ?? config.samples;
  const heldOut = Math.min(Math.max(Math.round(count * validation), validation > 0 ? 1 : 0), count - 1);
  if (!points && SOURCE.every((key) => String(config[key]) === String(told.config[key]))) {
    return placesOf(told);
  }
  const known = points && heldOut === 0;
  return {
    grid: unknown(100),
    target: unknown(100),
    trainX: known ? Float32Array.from(points, ([x]) => x) : unknown(count - heldOut),
    trainY: known ? Float32Array.from(points, ([, y]) => y) : unknown(count - heldOut),
    validationX: unknown(heldOut),
    validationY: unknown(heldOut),
  };
}

/** @param {Shipped['run']} told @returns {Pick<Run, Places>} */
function placesOf({ grid, target, trainX, trainY, validationX, validationY }) {
  return { grid: floats(grid), target: floats(target), trainX: floats(trainX), trainY: floats(trainY), validationX: floats(validationX), validationY: floats(validationY) };
}

/** As the worker would tell it. @param {Shipped} shipped @returns {Shown} */
export function shownOf({ run: told, frame: seen }) {
  const places = placesOf(told);
  const predictions = floats(seen.predictions);
  /** @type {Run} */
  const run = { ...told, ...places, id: 0, yRange: rangeOf(places.target, places.trainY, places.validationY) };
  /** @type {Frame} */
  const frame = {
    ...seen,
    run: 0,
    epoch: 0,
    updates: 0,
    head: 0,
    epochLoss: NaN,
    validationLoss: undefined,
    atPoints: undefined,
    predictions,
    diverged: false,
    fans: undefined,
    ending: undefined,
    trainingMs: 0,
    epochsPerSecond: 0,
  };
  return { run, frame, moments: [{ epoch: 0, predictions: predictions.slice() }] };
}

/** @param {string} base64 */
function floats(base64) {
  return new Float32Array(Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)).buffer);
}
