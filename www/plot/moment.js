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

/**
 * @param {CanvasRenderingContext2D} g
 * @param {{width: number, height: number}} size
 * @param {{grid: Values, target: Values, domain: Interval, yRange: Interval}} run
 * @param {Values | null} predictions
 * @param {Palette} palette
 */
export function drawMoment(g, { width, height }, { grid, target, domain, yRange }, predictions, palette) {
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
  line(target, palette.band, 5);
  if (predictions) line(predictions, palette.net, 1.5);
}
