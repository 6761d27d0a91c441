// @ts-check
/** Grid lines and their labels, as many as there is room for. */
import { clockText, clockTicks } from './clock.js';
import { crisp } from './surface.js';
import { linearTicks, logTicks } from './ticks.js';
import { logFormat, stepFormat } from './tick-format.js';

/**
 * @typedef {import('./scale.js').Scale} Scale
 * @typedef {import('./palette.js').Palette} Palette
 * @typedef {{value: number, label: string}} Tick
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 */

/** Room between two labels in a row. */
const GAP = 10;

/**
 * @param {Scale} scale
 * @param {number} most
 * @param {string} lang
 * @returns {Tick[]}
 */
export function axisTicks({ kind, domain }, most, lang) {
  if (kind === 'log') {
    const values = logTicks(domain, most);
    const ticks = labelled(values, logFormat(lang));
    // Within a very short stretch they need more digits.
    return ticks.some(({ label }, i) => label === ticks[i - 1]?.label) ? labelled(values, stepFormat(lang, values[1] - values[0], values[values.length - 1])) : ticks;
  }
  if (kind === 'clock') {
    const { values, step } = clockTicks(domain, most);
    return labelled(values, (value) => clockText(value, step));
  }
  const { values, step } = linearTicks(domain, most);
  return labelled(values, stepFormat(lang, step, Math.max(...values.map(Math.abs))));
}

/** @param {number[]} values @param {(value: number) => string} format @returns {Tick[]} */
const labelled = (values, format) => values.map((value) => ({ value, label: format(value) }));

/**
 * The finest ticks whose labels stand clear of each other in a row.
 * @param {Scale} scale
 * @param {string} lang
 * @param {(label: string) => number} widthOf
 * @param {number} width of the canvas
 * @returns {Tick[]}
 */
export function rowTicks(scale, lang, widthOf, width) {
  const [from, to] = scale.range;
  for (let most = Math.max(2, Math.floor((to - from) / 40)); most > 2; most -= 1) {
    const ticks = axisTicks(scale, most, lang);
    if (standClear(ticks, scale, widthOf, width)) return ticks;
  }
  const ticks = axisTicks(scale, 2, lang);
  return standClear(ticks, scale, widthOf, width) ? ticks : ticks.slice(0, 1);
}

/** @param {Tick[]} ticks @param {Scale} scale @param {(label: string) => number} widthOf @param {number} width */
function standClear(ticks, scale, widthOf, width) {
  let end = -Infinity;
  return ticks.every(({ value, label }) => {
    const half = widthOf(label) / 2;
    const centre = labelCentre(scale.map(value), half, width);
    const clear = centre - half >= end + GAP;
    end = centre + half;
    return clear;
  });
}

/** Under its tick, or as near to it as the canvas's edge allows. @param {number} x @param {number} half @param {number} width */
const labelCentre = (x, half, width) => Math.min(Math.max(x, half), width - half);

/**
 * @param {CanvasRenderingContext2D} g
 * @param {Tick[]} ticks
 * @param {Scale} scale
 * @param {Box} box
 * @param {Palette} palette
 */
export function drawYAxis(g, ticks, scale, box, palette) {
  g.textAlign = 'right';
  g.textBaseline = 'middle';
  g.fillStyle = palette.ink3;
  g.strokeStyle = palette.rule2;
  g.lineWidth = 1;
  g.beginPath();
  for (const { value, label } of ticks) {
    const y = scale.map(value);
    g.moveTo(box.left, crisp(g, y));
    g.lineTo(box.right, crisp(g, y));
    g.fillText(label, box.left - 7, y + 0.5);
  }
  g.stroke();
}

/**
 * @param {CanvasRenderingContext2D} g
 * @param {Tick[]} ticks
 * @param {Scale} scale
 * @param {Box} box
 * @param {number} width of the canvas: no label leaves it
 * @param {Palette} palette
 */
export function drawXAxis(g, ticks, scale, box, width, palette) {
  g.textAlign = 'center';
  g.textBaseline = 'top';
  g.fillStyle = palette.ink3;
  g.strokeStyle = palette.rule;
  g.lineWidth = 1;
  g.beginPath();
  g.moveTo(box.left, crisp(g, box.bottom));
  g.lineTo(box.right, crisp(g, box.bottom));
  for (const { value, label } of ticks) {
    const x = scale.map(value);
    const half = g.measureText(label).width / 2;
    g.moveTo(crisp(g, x), box.bottom);
    g.lineTo(crisp(g, x), box.bottom + 4);
    g.fillText(label, labelCentre(x, half, width), box.bottom + 8);
  }
  g.stroke();
}
