// @ts-check
/** How far the network is off, over x: bars up where it is too high, down where it is too low. */
import { axisTicks, rowTicks } from './axes.js';
import { labelFont } from './palette.js';
import { clockScale, linearScale } from './scale.js';

/**
 * @typedef {import('./loss.js').ChartLayout} ChartLayout
 * @typedef {import('./palette.js').Palette} Palette
 * @typedef {ArrayLike<number>} Values
 * @typedef {{xs: Values, truth: Values, errors: Float64Array}} Errors what is there, and prediction minus that
 */

/**
 * Against the function where there is one, else against the points.
 * @param {{grid: Values, target: Values, trainX: Values, trainY: Values}} run
 * @param {{predictions: Values, atPoints?: Values}} frame predictions at `grid`, and at `trainX` where there is no function
 * @returns {Errors}
 */
export function errorsOf({ grid, target, trainX, trainY }, { predictions, atPoints = [] }) {
  if (hasFunction(target)) return { xs: grid, truth: target, errors: Float64Array.from(target, (y, i) => predictions[i] - y) };
  const order = ascending(trainX);
  return {
    xs: Float64Array.from(order, (i) => trainX[i]),
    truth: Float64Array.from(order, (i) => trainY[i]),
    errors: Float64Array.from(order, (i) => atPoints[i] - trainY[i]),
  };
}

/** Sorting thousands of points once a run is enough. @type {WeakMap<object, number[]>} */
const orders = new WeakMap();

/** @param {Values} xs @returns {number[]} indices from left to right */
function ascending(xs) {
  let order = orders.get(xs);
  if (!order) orders.set(xs, (order = Array.from(xs, (_, i) => i).sort((a, b) => xs[a] - xs[b])));
  return order;
}

/** Own points may come without a function. @param {Values} target */
export const hasFunction = (target) => target.length > 0 && Number.isFinite(target[0]);

/**
 * How far the axis reaches up and down: a round number that grows at once and shrinks only when it is far too
 * large, so that the scale does not flicker.
 * @param {Values} errors
 * @param {number} before what it was in the same run; 0 at its beginning
 */
export function errorReach(errors, before) {
  let largest = 0;
  for (let i = 0; i < errors.length; i += 1) {
    const size = Math.abs(errors[i]);
    if (Number.isFinite(size) && size > largest) largest = size;
  }
  if (largest === 0) return before || 1;
  const reach = reachFor(largest);
  return reach > before || largest < 0.4 * before ? reach : before;
}

/** A little more than `size`, in steps finer than those of a tick. @param {number} size */
function reachFor(size) {
  const power = 10 ** Math.floor(Math.log10(size));
  const factor = [1, 1.5, 2, 3, 5, 7].find((step) => step * power >= size) ?? 10;
  return Number((factor * power).toPrecision(12));
}

/**
 * @param {CanvasRenderingContext2D} g
 * @param {{width: number, height: number}} size
 * @param {readonly [number, number]} domain
 * @param {number} reach
 * @param {string} lang
 * @param {import('./palette.js').Type} type
 * @param {boolean} [timeOfDay] whether x is
 * @returns {ChartLayout}
 */
export function layoutError(g, { width, height }, domain, reach, lang, type, timeOfDay = false) {
  const font = labelFont(type, 11);
  g.font = font;
  const widthOf = (/** @type {string} */ label) => g.measureText(label).width;
  const vertical = { top: 7, bottom: height - 24 };
  const y = linearScale([-reach, reach], [vertical.bottom, vertical.top]);
  const yTicks = axisTicks(y, 5, lang).map((tick) => (tick.value > 0 ? { ...tick, label: `+${tick.label}` } : tick));
  const left = Math.ceil(Math.max(...yTicks.map(({ label }) => widthOf(label)), 24)) + 8;
  const box = { ...vertical, left, right: width - 8 };
  const x = (timeOfDay ? clockScale : linearScale)(domain, [box.left, box.right]);
  return { box, width, x, y, xTicks: rowTicks(x, lang, widthOf, width), yTicks, font };
}

/**
 * @param {CanvasRenderingContext2D} g
 * @param {Errors} errors
 * @param {ChartLayout} layout
 * @param {Palette} palette
 */
export function drawErrorBars(g, { xs, errors }, { box, x, y }, palette) {
  const spacing = (box.right - box.left) / Math.max(1, xs.length);
  const width = Math.min(3, Math.max(0.75, 0.6 * spacing));
  const zero = y.map(0);
  g.save();
  g.beginPath();
  g.rect(box.left - 2, box.top, box.right - box.left + 4, box.bottom - box.top);
  g.clip();
  g.fillStyle = palette.error;
  for (const { at, low, high } of extremes(xs, errors, (value) => Math.floor(2 * x.map(value)))) {
    const top = Math.min(zero, y.map(high));
    const bottom = Math.max(zero, y.map(low));
    g.fillRect(x.map(at) - width / 2, top, width, Math.max(0.75, bottom - top));
  }
  g.restore();
}

/**
 * Of the errors that fall into the same column the lowest and the highest: more cannot be seen.
 * @param {Values} xs ascending
 * @param {Values} errors
 * @param {(x: number) => number} columnOf
 * @returns {{at: number, low: number, high: number}[]}
 */
export function extremes(xs, errors, columnOf) {
  /** @type {{at: number, low: number, high: number}[]} */
  const bars = [];
  let column = NaN;
  for (let i = 0; i < xs.length; i += 1) {
    const error = errors[i];
    if (!Number.isFinite(error)) continue;
    const bar = bars[bars.length - 1];
    if (columnOf(xs[i]) === column && bar) {
      bar.low = Math.min(bar.low, error);
      bar.high = Math.max(bar.high, error);
    } else {
      column = columnOf(xs[i]);
      bars.push({ at: xs[i], low: error, high: error });
    }
  }
  return bars;
}
