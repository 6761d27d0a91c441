// @ts-check
/** The main plot in small, without its axes: the function as a band, the network as a line. */
import { traceLine } from './line.js';
import { linearScale } from './scale.js';

/**
 * @typedef {import('./palette.js').Palette} Palette
 * @typedef {import('./scale.js').Interval} Interval
 * @typedef {ArrayLike<number>} Values
 */

/** Room around the lines (CSS pixels). */
const MARGIN = 4;
/** Radius of a point (CSS pixels). */
const DOT = 1.6;
/** More points than these are not told apart in so small a picture. */
const MOST_DOTS = 200;
const DASHES = [6, 5];

/**
 * The points of a run, where the function alone does not say what is learned.
 * @param {Pick<import('../state/types.js').Run, 'config' | 'trainX' | 'trainY'>} run
 * @returns {{xs: Values, ys: Values} | null}
 */
export function scatteredPoints({ config, trainX, trainY }) {
  if (!config.points && config.noise === 0) return null;
  const step = Math.max(1, trainX.length / MOST_DOTS);
  const some = (/** @type {Float32Array} */ values) => Float32Array.from({ length: Math.ceil(values.length / step) }, (_, i) => values[Math.floor(i * step)]);
  return { xs: some(trainX), ys: some(trainY) };
}

/**
 * @param {CanvasRenderingContext2D} g
 * @param {{width: number, height: number}} size
 * @param {{grid: Values, target: Values, domain: Interval, yRange: Interval}} run
 * @param {Values | null} predictions
 * @param {Palette} palette
 * @param {{xs: Values, ys: Values} | null} [points] where the function alone does not say what is learned
 * @param {Values | null} [other] another curve, dashed
 */
export function drawMoment(g, { width, height }, { grid, target, domain, yRange }, predictions, palette, points = null, other = null) {
  const x = linearScale(domain, [MARGIN, width - MARGIN]);
  const y = linearScale(yRange, [height - MARGIN, MARGIN]);
  /** @param {Values} ys @param {string} colour @param {number} lineWidth */
  const line = (ys, colour, lineWidth) => {
    const path = new Path2D();
    traceLine(path, grid, ys, x, y);
    g.lineJoin = 'round';
    g.lineCap = 'round';
    g.strokeStyle = colour;
    g.lineWidth = lineWidth;
    g.stroke(path);
  };
  /** @param {Values} xs @param {Values} ys */
  const dots = (xs, ys) => {
    g.fillStyle = palette.fn;
    g.beginPath();
    for (let i = 0; i < xs.length; i += 1) {
      g.moveTo(x.map(xs[i]) + DOT, y.map(ys[i]));
      g.arc(x.map(xs[i]), y.map(ys[i]), DOT, 0, 2 * Math.PI);
    }
    g.fill();
  };
  line(target, palette.band, 5);
  if (points) dots(points.xs, points.ys);
  if (predictions) line(predictions, palette.net, 1.5);
  if (!other) return;
  g.setLineDash(DASHES);
  line(other, palette.ink2, 1.2);
  g.setLineDash([]);
}
