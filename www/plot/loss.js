// @ts-check
/** Training and validation loss over the epochs. */
import { axisTicks, drawXAxis, drawYAxis, rowTicks } from './axes.js';
import { traceDense, traceMeans } from './line.js';
import { labelFont } from './palette.js';
import { linearScale, logScale } from './scale.js';
import { roundDown, roundUp } from './ticks.js';

/**
 * @typedef {import('./scale.js').Interval} Interval
 * @typedef {import('./scale.js').Scale} Scale
 * @typedef {import('./axes.js').Box} Box
 * @typedef {import('./axes.js').Tick} Tick
 * @typedef {import('./palette.js').Palette} Palette
 * @typedef {'linear' | 'log'} Kind
 * @typedef {ArrayLike<number>} Values
 * @typedef {{box: Box, width: number, x: Scale, y: Scale, xTicks: Tick[], yTicks: Tick[], font: string}} ChartLayout
 */

/**
 * Round bounds around all losses; where there are none yet, those of a loss of about one.
 * @param {Values[]} series
 * @param {Kind} kind
 * @returns {Interval}
 */
export function lossRange(series, kind) {
  let low = Infinity;
  let high = 0;
  for (const values of series) {
    for (let i = 0; i < values.length; i += 1) {
      const value = values[i];
      if (!Number.isFinite(value) || (kind === 'log' && value <= 0)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (low > high || high === 0) return kind === 'log' ? [0.001, 1] : [0, 1];
  if (kind === 'linear') return [0, roundUp(high)];
  const bottom = roundDown(low);
  const top = roundUp(high);
  return bottom < top ? [bottom, top] : [bottom / 10, top];
}

/**
 * The epochs from the first to where the run will end, so that the line moves on and the scale stays.
 * @param {number} end
 * @param {Kind} kind
 * @returns {Interval}
 */
export const epochRange = (end, kind) => (kind === 'log' ? [1, Math.max(10, end)] : [0, Math.max(1, end)]);

/**
 * @param {CanvasRenderingContext2D} g
 * @param {{width: number, height: number}} size
 * @param {Interval} epochs
 * @param {Interval} losses
 * @param {{x: Kind, y: Kind}} kinds
 * @param {string} lang
 * @param {import('./palette.js').Type} type
 * @returns {ChartLayout}
 */
export function layoutLoss(g, { width, height }, epochs, losses, kinds, lang, type) {
  const font = labelFont(type, 11);
  g.font = font;
  const widthOf = (/** @type {string} */ label) => g.measureText(label).width;
  const vertical = { top: 7, bottom: height - 24 };
  const y = scaleOf(kinds.y)(losses, [vertical.bottom, vertical.top]);
  const yTicks = axisTicks(y, Math.max(2, Math.round((vertical.bottom - vertical.top) / 32)), lang);
  const left = Math.ceil(Math.max(...yTicks.map(({ label }) => widthOf(label)), 24)) + 8;
  const box = { ...vertical, left, right: width - 8 };
  const x = scaleOf(kinds.x)(epochs, [box.left, box.right]);
  return { box, width, x, y, xTicks: rowTicks(x, lang, widthOf, width), yTicks, font };
}

/** @param {Kind} kind */
const scaleOf = (kind) => (kind === 'log' ? logScale : linearScale);

/** @param {CanvasRenderingContext2D} g @param {ChartLayout} layout @param {Palette} palette */
export function drawChartFrame(g, { box, width, x, y, xTicks, yTicks, font }, palette) {
  g.font = font;
  drawYAxis(g, yTicks, y, box, palette);
  drawXAxis(g, xTicks, x, box, width, palette);
}

/**
 * All that the loss did, pale, and the mean of each column of pixels over it.
 * @param {CanvasRenderingContext2D} g
 * @param {Values} epochs
 * @param {Values} losses
 * @param {ChartLayout} layout
 * @param {string} colour
 * @param {number[]} [dashes] tell a line from another without its colour
 */
export function drawLossLine(g, epochs, losses, { box, x, y }, colour, dashes = []) {
  g.save();
  g.beginPath();
  g.rect(box.left - 2, box.top - 2, box.right - box.left + 4, box.bottom - box.top + 2);
  g.clip();
  g.lineJoin = 'round';
  g.strokeStyle = colour;
  g.beginPath();
  traceDense(g, epochs, losses, x, y, g.getTransform().a);
  g.lineWidth = 1;
  g.globalAlpha = 0.35;
  g.stroke();
  g.beginPath();
  traceMeans(g, epochs, losses, x, y);
  g.lineWidth = 1.5;
  g.setLineDash(dashes);
  g.globalAlpha = 1;
  g.stroke();
  if (epochs.length === 1) drawDot(g, x.map(epochs[0]), y.map(losses[0]), 2, colour);
  g.restore();
}

/**
 * @param {CanvasRenderingContext2D} g
 * @param {ChartLayout} layout
 * @param {number} at in units of x
 * @param {{height: number, colour: string}[]} dots
 * @param {Palette} palette
 */
export function drawChartReading(g, { box, x, y }, at, dots, palette) {
  g.strokeStyle = palette.ink3;
  g.lineWidth = 1;
  g.beginPath();
  g.moveTo(x.map(at), box.top);
  g.lineTo(x.map(at), box.bottom);
  g.stroke();
  for (const { height, colour } of dots) {
    if (Number.isFinite(height)) drawDot(g, x.map(at), y.map(height), 3.5, colour);
  }
}

/**
 * What lies beyond the moment shown becomes pale, with a hairline where that is.
 * @param {CanvasRenderingContext2D} g
 * @param {ChartLayout} layout
 * @param {number} epoch
 * @param {Palette} palette
 */
export function fadeBeyond(g, { box, x }, epoch, palette) {
  const at = Math.max(box.left, x.map(epoch));
  g.save();
  g.globalCompositeOperation = 'destination-out';
  g.globalAlpha = 0.65;
  g.fillRect(at, box.top - 2, box.right - at + 2, box.bottom - box.top + 1);
  g.restore();
  g.fillStyle = palette.net;
  g.fillRect(at, box.top, 1, box.bottom - box.top);
}

/** @param {CanvasRenderingContext2D} g @param {number} x @param {number} y @param {number} radius @param {string} colour */
function drawDot(g, x, y, radius, colour) {
  g.beginPath();
  g.arc(x, y, radius, 0, 2 * Math.PI);
  g.fillStyle = colour;
  g.fill();
}
