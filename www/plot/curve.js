// @ts-check
/** The main plot: the function as a pale band, its points as rings, the network as a sharp line. */
import { drawXAxis, drawYAxis, axisTicks, rowTicks } from './axes.js';
import { traceLine } from './line.js';
import { spreadApart } from './labels.js';
import { labelFont } from './palette.js';
import { visiblePoints } from './points.js';
import { clockScale, linearScale } from './scale.js';

/**
 * @typedef {import('./scale.js').Interval} Interval
 * @typedef {import('./scale.js').Scale} Scale
 * @typedef {import('./axes.js').Box} Box
 * @typedef {import('./axes.js').Tick} Tick
 * @typedef {import('./palette.js').Palette} Palette
 * @typedef {ArrayLike<number>} Values
 */

/**
 * Where everything lies; it changes with the run, the size and the language, not with the epoch.
 * @typedef {object} Layout
 * @property {number} width
 * @property {Box} box
 * @property {Scale} x
 * @property {Scale} y
 * @property {Tick[]} xTicks
 * @property {Tick[]} yTicks
 * @property {boolean} named whether there is room for names at the lines' ends
 * @property {boolean} small
 * @property {string} font
 * @property {() => Path2D} newPath for what is drawn on the same surface
 */

/**
 * @typedef {object} Names at the lines' ends
 * @property {string} network
 * @property {string} fn
 * @property {string} [other]
 */

const SMALL = 560;
/** More points than these are a cloud: pale, and behind the function that they scatter around. */
const DENSE = 1000;

/**
 * @param {CanvasRenderingContext2D} g
 * @param {{width: number, height: number}} size
 * @param {Interval} domain
 * @param {Interval} yRange
 * @param {Names} names
 * @param {string} lang
 * @param {import('./palette.js').Type} type
 * @param {boolean} [timeOfDay] whether x is
 * @returns {Layout}
 */
export function layoutCurve(g, { width, height }, domain, yRange, names, lang, type, timeOfDay = false) {
  const small = width < SMALL;
  const font = labelFont(type, small ? 11 : 12);
  g.font = font;
  const widthOf = (/** @type {string} */ label) => g.measureText(label).width;
  const vertical = { top: 10, bottom: height - (small ? 26 : 30) };
  const y = linearScale(yRange, [vertical.bottom, vertical.top]);
  const yTicks = axisTicks(y, Math.max(5, Math.round((vertical.bottom - vertical.top) / 64)), lang);
  const left = Math.ceil(Math.max(...yTicks.map(({ label }) => widthOf(label)))) + 16;
  const namesWidth = Math.max(widthOf(names.network), widthOf(names.fn), widthOf(names.other ?? '')) + 32;
  const right = width - (small ? 14 : Math.ceil(namesWidth));
  const box = { ...vertical, left, right };
  const x = (timeOfDay ? clockScale : linearScale)(domain, [left, right]);
  return { width, box, x, y, xTicks: rowTicks(x, lang, widthOf, width), yTicks, named: !small, small, font, newPath: () => newPath(g) };
}

/** What is no canvas but draws like one brings paths of its own. @param {CanvasRenderingContext2D & {newPath?: () => Path2D}} g */
const newPath = (g) => g.newPath?.() ?? new Path2D();

/** @param {CanvasRenderingContext2D} g @param {Layout} layout @param {Palette} palette */
function drawFrame(g, { box, x, y, xTicks, yTicks, width, font }, palette) {
  g.font = font;
  drawYAxis(g, yTicks, y, box, palette);
  drawXAxis(g, xTicks, x, box, width, palette);
}

/** What lies outside the axes is not drawn. @param {CanvasRenderingContext2D} g @param {Layout} layout @param {() => void} draw */
export function clipped(g, { box }, draw) {
  g.save();
  g.beginPath();
  // The ends of the domain carry whole rings and dots.
  g.rect(box.left - 6, box.top - 6, box.right - box.left + 12, box.bottom - box.top + 6);
  g.clip();
  draw();
  g.restore();
}

/** @param {Values} xs @param {Values} ys @param {Layout} layout @returns {Path2D} */
export function linePath(xs, ys, { x, y, newPath }) {
  const path = newPath();
  traceLine(path, xs, ys, x, y);
  return path;
}

/** @typedef {{path: Path2D, radius: number}} Marks */

/** @type {Record<'ring' | 'diamond', (path: Path2D, x: number, y: number, radius: number) => void>} */
const SHAPES = {
  ring(path, x, y, radius) {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
  },
  diamond(path, x, y, radius) {
    const reach = 1.25 * radius;
    path.moveTo(x + reach, y);
    path.lineTo(x, y + reach);
    path.lineTo(x - reach, y);
    path.lineTo(x, y - reach);
    path.closePath();
  },
};

/**
 * Points for training are rings, those kept back are diamonds: colour alone would not tell them apart.
 * @param {Values} xs
 * @param {Values} ys
 * @param {Layout} layout
 * @param {keyof typeof SHAPES} shape
 * @returns {Marks}
 */
function marksPath(xs, ys, { x, y, small, box, newPath }, shape) {
  const spacing = (box.right - box.left) / Math.max(1, xs.length - 1);
  const radius = Math.min(small ? 2.2 : 3, Math.max(1.4, 0.42 * spacing));
  const path = newPath();
  for (const i of visiblePoints(xs, ys, x, y, 2 * radius)) SHAPES[shape](path, x.map(xs[i]), y.map(ys[i]), radius);
  return { path, radius };
}

/** @param {CanvasRenderingContext2D} g @param {Path2D} path @param {Layout} layout @param {Palette} palette */
function drawBand(g, path, { small }, palette) {
  strokeWith(g, path, palette.band, small ? 7 : 9);
}

/** @param {CanvasRenderingContext2D} g @param {Marks} marks @param {string} colour @param {Palette} palette */
function drawMarks(g, { path, radius }, colour, palette) {
  g.fillStyle = palette.sheet;
  g.fill(path);
  strokeWith(g, path, colour, radius < 2 ? 1 : 1.4);
}

/**
 * All that a run does not move: axes, function and points.
 * @param {CanvasRenderingContext2D} g
 * @param {Layout} layout
 * @param {{grid: Values, target: Values, trainX: Values, trainY: Values, validationX: Values, validationY: Values}} run
 * @param {Palette} palette
 */
export function drawBackdrop(g, layout, run, palette) {
  const band = linePath(run.grid, run.target, layout);
  const dense = run.trainX.length > DENSE;
  drawFrame(g, layout, palette);
  clipped(g, layout, () => {
    if (!dense) drawBand(g, band, layout, palette);
    g.globalAlpha = dense ? 0.4 : 1;
    drawMarks(g, marksPath(run.trainX, run.trainY, layout, 'ring'), palette.fn, palette);
    drawMarks(g, marksPath(run.validationX, run.validationY, layout, 'diamond'), palette.val, palette);
    if (!dense) return;
    g.globalAlpha = 0.8;
    strokeWith(g, band, palette.sheet, 11);
    g.globalAlpha = 1;
    drawBand(g, band, layout, palette);
  });
}

/**
 * The older, the fainter.
 * @param {CanvasRenderingContext2D} g
 * @param {Path2D[]} ghosts oldest first
 * @param {Layout} layout
 * @param {Palette} palette
 */
export function drawGhosts(g, ghosts, { small }, palette) {
  const width = small ? 0.75 : 1;
  ghosts.forEach((path, index) => {
    g.globalAlpha = 0.14 + (0.36 * (index + 1)) / ghosts.length;
    strokeWith(g, path, palette.net, width);
  });
  g.globalAlpha = 1;
}

/**
 * Another run's curve: a dashed hairline in ink.
 * @param {CanvasRenderingContext2D} g
 * @param {Values} grid
 * @param {Values} predictions
 * @param {Layout} layout
 * @param {Palette} palette
 */
export function drawPinned(g, grid, predictions, layout, palette) {
  g.setLineDash([6, 4]);
  strokeWith(g, linePath(grid, predictions, layout), palette.ink2, 1.25);
  g.setLineDash([]);
}

/**
 * @param {CanvasRenderingContext2D} g
 * @param {Values} grid
 * @param {Values} predictions
 * @param {Layout} layout
 * @param {Palette} palette
 */
export function drawNetwork(g, grid, predictions, layout, palette) {
  const { x, y, small, box } = layout;
  strokeWith(g, linePath(grid, predictions, layout), palette.net, small ? 2 : 2.25);
  if ((box.right - box.left) / grid.length < 3.6) return;
  g.fillStyle = palette.net;
  g.beginPath();
  for (let i = 0; i < grid.length; i += 1) {
    if (!Number.isFinite(predictions[i])) continue;
    const px = x.map(grid[i]);
    const py = y.map(predictions[i]);
    g.moveTo(px + 2.4, py);
    g.arc(px, py, 2.4, 0, 2 * Math.PI);
  }
  g.fill();
}

/**
 * A stretch of x that is spoken of: a pale column, with a bar on the axis.
 * @param {CanvasRenderingContext2D} g
 * @param {Layout} layout
 * @param {readonly [number, number]} stretch
 * @param {Palette} palette
 */
export function drawStretch(g, { x, box, small }, [from, to], palette) {
  // A single point has a width too.
  const least = small ? 6 : 8;
  const [left, right] = [x.map(from), x.map(to)];
  const width = Math.max(least, right - left);
  const start = (left + right - width) / 2;
  g.fillStyle = palette.net;
  g.globalAlpha = 0.07;
  g.fillRect(start, box.top, width, box.bottom - box.top);
  g.globalAlpha = 0.7;
  g.fillRect(start, box.bottom - 1, width, 2.5);
  g.globalAlpha = 1;
}

/**
 * How a run diverged: from the function (or from the middle, where there is none) to each update's curve, ever stronger.
 * @param {CanvasRenderingContext2D} g
 * @param {{grid: Values, target: Values}} run
 * @param {Values[]} curves in their order
 * @param {Layout} layout
 * @param {Palette} palette
 */
export function drawFans(g, { grid, target }, curves, layout, palette) {
  const { x, y, box } = layout;
  const root = (/** @type {number} */ i) => (Number.isFinite(target[i]) ? y.map(target[i]) : (box.top + box.bottom) / 2);
  g.fillStyle = palette.net;
  curves.forEach((curve, index) => {
    g.beginPath();
    for (let i = 0; i < grid.length; i += 1) g.lineTo(x.map(grid[i]), root(i));
    for (let i = grid.length - 1; i >= 0; i -= 1) g.lineTo(x.map(grid[i]), y.map(curve[i]));
    g.closePath();
    g.globalAlpha = 0.08 + 0.06 * index;
    g.fill();
  });
  curves.forEach((curve, index) => {
    g.globalAlpha = 0.4 + (0.6 * (index + 1)) / curves.length;
    strokeWith(g, linePath(grid, curve, layout), palette.net, 1 + 0.5 * index);
  });
  g.globalAlpha = 1;
}

/**
 * Between the lowest and the highest that a curve has been.
 * @param {CanvasRenderingContext2D} g
 * @param {Values} grid
 * @param {{low: Values, high: Values}} band
 * @param {Layout} layout
 * @param {Palette} palette
 */
export function drawSwing(g, grid, { low, high }, { x, y }, palette) {
  g.fillStyle = palette.net;
  g.globalAlpha = 0.14;
  g.beginPath();
  for (let i = 0; i < grid.length; i += 1) g.lineTo(x.map(grid[i]), y.map(low[i]));
  for (let i = grid.length - 1; i >= 0; i -= 1) g.lineTo(x.map(grid[i]), y.map(high[i]));
  g.closePath();
  g.fill();
  g.globalAlpha = 1;
}

/**
 * The lines' names at their right ends; they keep clear of each other and inside the plot.
 * @param {CanvasRenderingContext2D} g
 * @param {Layout} layout
 * @param {{text: string, colour: string, height: number}[]} names heights in units of y
 */
export function drawNames(g, { y, box, font }, names) {
  const shown = names.filter(({ height }) => Number.isFinite(height));
  const places = spreadApart(shown.map(({ height }) => y.map(height)), 16, box.top + 6, box.bottom - 8);
  g.font = font;
  g.textAlign = 'left';
  g.textBaseline = 'middle';
  shown.forEach(({ text, colour, height }, index) => {
    const beyond = height > y.domain[1] ? ' ↑' : height < y.domain[0] ? ' ↓' : '';
    g.fillStyle = colour;
    g.fillText(text + beyond, box.right + 12, places[index]);
  });
}

/**
 * A hairline at one x, with the values it names as dots.
 * @param {CanvasRenderingContext2D} g
 * @param {Layout} layout
 * @param {number} at in units of x
 * @param {{height: number, colour: string}[]} dots
 * @param {Palette} palette
 */
export function drawReading(g, { x, y, box }, at, dots, palette) {
  const px = x.map(at);
  g.strokeStyle = palette.ink3;
  g.lineWidth = 1;
  g.beginPath();
  g.moveTo(px, box.top);
  g.lineTo(px, box.bottom);
  g.stroke();
  for (const { height, colour } of dots) {
    if (!Number.isFinite(height)) continue;
    g.beginPath();
    g.arc(px, y.map(height), 5, 0, 2 * Math.PI);
    g.fillStyle = colour;
    g.fill();
    g.strokeStyle = palette.sheet;
    g.lineWidth = 2;
    g.stroke();
  }
}

/** @param {CanvasRenderingContext2D} g @param {Path2D} path @param {string} colour @param {number} width */
function strokeWith(g, path, colour, width) {
  g.lineJoin = 'round';
  g.lineCap = 'round';
  g.strokeStyle = colour;
  g.lineWidth = width;
  g.stroke(path);
}
