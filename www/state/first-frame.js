// @ts-check
/**
 * What is shown before worker and module have come: the default experiment at epoch 0, which the build computes with
 * the module's own code and puts into index.html. A run of id 0 is that one; the worker does not know it.
 */
import { rangeOf } from '../plot/y-range.js';
import { runPart } from './link.js';

/**
 * @typedef {import('./types.js').State} State
 * @typedef {import('./types.js').Run} Run
 * @typedef {import('./types.js').Frame} Frame
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

/** @param {Run | null} run */
export const isShipped = (run) => run?.id === 0;

/**
 * What of it belongs to the page that is opened by a fragment: nothing where that names another run.
 * @param {Shipped} shipped
 * @param {string} fragment without `#`
 * @returns {Partial<Shown>}
 */
export function firstOf(shipped, fragment) {
  const asked = runPart(fragment);
  return asked === '' || asked === shipped.run.link ? shownOf(shipped) : {};
}

/** As the worker would tell it. @param {Shipped} shipped @returns {Shown} */
export function shownOf({ run: told, frame: seen }) {
  const [grid, target, trainX, trainY, validationX, validationY] = [told.grid, told.target, told.trainX, told.trainY, told.validationX, told.validationY].map(floats);
  const predictions = floats(seen.predictions);
  /** @type {Run} */
  const run = { ...told, id: 0, grid, target, trainX, trainY, validationX, validationY, yRange: rangeOf(target, trainY, validationY) };
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
