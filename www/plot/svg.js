// @ts-check
/** The main plot as a drawing of its own: real lines, real text, on white paper. */
import { layoutCurve } from './curve.js';
import { traceLine } from './line.js';

/** @typedef {import('./scale.js').Scale} Scale */

const SIZE = { width: 960, height: 560 };
const CAPTION = 44;
const NAMESPACE = 'http://www.w3.org/2000/svg';

/** @param {string} name @param {Record<string, string | number>} attributes @param {(Node | string)[]} children */
function node(name, attributes, ...children) {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** @param {ArrayLike<number>} xs @param {ArrayLike<number>} ys @param {{x: Scale, y: Scale}} scales */
function pathData(xs, ys, { x, y }) {
  const parts = /** @type {string[]} */ ([]);
  /** @param {string} letter */
  const put = (letter) => (/** @type {number} */ px, /** @type {number} */ py) => void parts.push(`${letter}${px.toFixed(2)} ${py.toFixed(2)}`);
  traceLine({ moveTo: put('M'), lineTo: put('L') }, xs, ys, x, y);
  return parts.join('');
}

/**
 * @param {import('../state/types.js').Run} run
 * @param {import('../state/types.js').Frame} frame
 * @param {{network: string, fn: string, caption: string[]}} words
 * @param {import('./palette.js').Palette} palette
 * @param {string} lang
 * @returns {string}
 */
export function curveSvg(run, frame, words, palette, lang) {
  const g = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
  const layout = layoutCurve(g, SIZE, run.domain, run.yRange, words, lang, palette.font);
  const { box, x, y, xTicks, yTicks } = layout;
  const text = { 'font-family': palette.font, 'font-size': 12, fill: palette.ink2 };
  const svg = node('svg', { xmlns: NAMESPACE, width: SIZE.width, height: SIZE.height + CAPTION, viewBox: `0 0 ${SIZE.width} ${SIZE.height + CAPTION}` }, node('rect', { width: '100%', height: '100%', fill: palette.sheet }));
  for (const { value, label } of yTicks) {
    svg.append(node('line', { x1: box.left, x2: box.right, y1: y.map(value), y2: y.map(value), stroke: palette.rule2 }), node('text', { ...text, x: box.left - 8, y: y.map(value) + 4, 'text-anchor': 'end' }, label));
  }
  svg.append(node('line', { x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom, stroke: palette.rule }));
  for (const { value, label } of xTicks) svg.append(node('text', { ...text, x: x.map(value), y: box.bottom + 20, 'text-anchor': 'middle' }, label));
  const line = { fill: 'none', 'stroke-linejoin': 'round', 'stroke-linecap': 'round' };
  const plot = node('g', { 'clip-path': 'url(#box)' });
  plot.append(node('path', { ...line, d: pathData(run.grid, run.target, layout), stroke: palette.fn, 'stroke-opacity': 0.18, 'stroke-width': 9 }));
  for (let i = 0; i < run.trainX.length; i += 1) plot.append(node('circle', { cx: x.map(run.trainX[i]), cy: y.map(run.trainY[i]), r: 3, fill: palette.sheet, stroke: palette.fn, 'stroke-width': 1.4 }));
  for (let i = 0; i < run.validationX.length; i += 1) plot.append(node('rect', { x: x.map(run.validationX[i]) - 3, y: y.map(run.validationY[i]) - 3, width: 6, height: 6, transform: `rotate(45 ${x.map(run.validationX[i])} ${y.map(run.validationY[i])})`, fill: palette.sheet, stroke: palette.val, 'stroke-width': 1.4 }));
  plot.append(node('path', { ...line, d: pathData(run.grid, frame.predictions, layout), stroke: palette.net, 'stroke-width': 2.25 }));
  const clip = node('clipPath', { id: 'box' }, node('rect', { x: box.left - 6, y: box.top - 6, width: box.right - box.left + 12, height: box.bottom - box.top + 6 }));
  svg.append(node('defs', {}, clip), plot);
  words.caption.forEach((sentence, index) => svg.append(node('text', { ...text, x: box.left, y: SIZE.height + 14 + 17 * index }, sentence)));
  return new XMLSerializer().serializeToString(svg);
}

/** The drawing as a PNG with twice the pixels. @param {string} svg @returns {Promise<Blob>} */
export async function pngOf(svg) {
  const image = new Image();
  const loaded = new Promise((resolve, reject) => {
    image.onload = resolve;
    image.onerror = () => reject(new Error('the drawing could not be read'));
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await loaded;
  const canvas = document.createElement('canvas');
  canvas.width = 2 * image.width;
  canvas.height = 2 * image.height;
  const g = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  g.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'));
}
