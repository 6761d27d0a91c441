// @ts-check
/** Charts with a line for each run: losses, and computing times. */
import { spreadApart } from './labels.js';
import { traceLine, traceMeans } from './line.js';
import { drawChartFrame, layoutLoss, lossRange } from './loss.js';

/**
 * @typedef {import('./palette.js').Palette} Palette
 * @typedef {import('./loss.js').ChartLayout} ChartLayout
 * @typedef {import('./scale.js').Interval} Interval
 * @typedef {ArrayLike<number>} Values
 * @typedef {{xs: Values, ys: Values, colour: string, dashes: number[], name: string, faint?: boolean}} Line
 */

/** @param {Palette} palette */
const laneColours = ({ lane1, lane2, lane3, lane4, lane5, lane6 }) => [lane1, lane2, lane3, lane4, lane5, lane6];

/** Colours come again after so many lanes, then with other dashes and marks: colour alone would not tell them apart. */
export const FEW = 6;
const DASHES = [[], [7, 3], [2, 3]];

/** @param {number} index */
export const laneLook = (index) => ({ colour: index % FEW, round: Math.floor(index / FEW) % DASHES.length });

/** @param {number} index @param {Palette} palette */
export function laneStyle(index, palette) {
  const { colour, round } = laneLook(index);
  return { colour: laneColours(palette)[colour], dashes: DASHES[round], round };
}

/** @param {CanvasRenderingContext2D} g @param {ChartLayout} layout @param {() => void} draw */
function inside(g, { box }, draw) {
  g.save();
  g.beginPath();
  g.rect(box.left - 2, box.top - 2, box.right - box.left + 4, box.bottom - box.top + 2);
  g.clip();
  draw();
  g.restore();
}

/** @param {CanvasRenderingContext2D} g @param {Line[]} lines @param {ChartLayout} layout */
function drawEndNames(g, lines, { x, y, box, font }) {
  const ends = lines.flatMap(({ xs, ys, name, colour, faint }) => {
    let last = ys.length - 1;
    while (last >= 0 && !Number.isFinite(ys[last])) last -= 1;
    return last < 0 || faint || !name ? [] : [{ name, colour, px: x.map(xs[last]), py: y.map(ys[last]) }];
  });
  const places = spreadApart(ends.map(({ py }) => py), 13, box.top + 6, box.bottom - 4);
  g.font = font;
  g.textBaseline = 'middle';
  g.textAlign = 'left';
  ends.forEach(({ name, colour }, index) => {
    g.fillStyle = colour;
    g.fillText(name, box.right + 6, places[index]);
  });
}

/** Room for names on the right. @param {CanvasRenderingContext2D} g @param {Line[]} lines @param {number} width @param {string} family */
function namesWidth(g, lines, width, family) {
  if (width < 480) return 0;
  g.font = `11px ${family}`;
  return 10 + Math.max(0, ...lines.filter(({ faint }) => !faint).map(({ name }) => g.measureText(name).width));
}

/**
 * Losses over progress, both axes logarithmic.
 * @param {CanvasRenderingContext2D} g
 * @param {{width: number, height: number}} size
 * @param {Line[]} lines
 * @param {{end: number, start: number, goal: number, band: {xs: Values, low: Values, high: Values} | null}} what
 * @param {Palette} palette
 * @param {string} lang
 */
export function drawRace(g, size, lines, { start, end, goal, band }, palette, lang) {
  const room = namesWidth(g, lines, size.width, palette.font);
  const range = lossRange(lines.map(({ ys }) => ys), 'log');
  const layout = layoutLoss(g, { ...size, width: size.width - room }, [start, Math.max(start * 10, end)], range, { x: 'log', y: 'log' }, lang, palette.font);
  drawChartFrame(g, layout, palette);
  inside(g, layout, () => {
    if (band) fillBand(g, band, layout, palette);
    if (goal > 0) drawGoal(g, goal, layout, palette);
    for (const { xs, ys, colour, dashes, faint } of lines) {
      g.beginPath();
      traceMeans(g, xs, ys, layout.x, layout.y);
      g.lineJoin = 'round';
      g.strokeStyle = colour;
      g.globalAlpha = faint ? 0.25 : 1;
      g.lineWidth = faint ? 1 : 1.75;
      g.setLineDash(dashes);
      g.stroke();
    }
    g.setLineDash([]);
    g.globalAlpha = 1;
  });
  if (room > 0) drawEndNames(g, lines, layout);
}

/** @param {CanvasRenderingContext2D} g @param {{xs: Values, low: Values, high: Values}} band @param {ChartLayout} layout @param {Palette} palette */
function fillBand(g, { xs, low, high }, { x, y }, palette) {
  if (xs.length === 0) return;
  g.beginPath();
  for (let i = 0; i < xs.length; i += 1) g.lineTo(x.map(xs[i]), y.map(high[i]));
  for (let i = xs.length - 1; i >= 0; i -= 1) g.lineTo(x.map(xs[i]), y.map(low[i]));
  g.closePath();
  g.globalAlpha = 0.15;
  g.fillStyle = palette.net;
  g.fill();
  g.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} g @param {number} goal @param {ChartLayout} layout @param {Palette} palette */
function drawGoal(g, goal, { box, y }, palette) {
  g.beginPath();
  g.moveTo(box.left, y.map(goal));
  g.lineTo(box.right, y.map(goal));
  g.strokeStyle = palette.ink2;
  g.lineWidth = 1;
  g.setLineDash([2, 3]);
  g.stroke();
  g.setLineDash([]);
}

/**
 * Computing times over epochs, both logarithmic: what was measured as a line, what it comes to as dashes, and what was
 * measured elsewhere as dots.
 * @param {CanvasRenderingContext2D} g
 * @param {{width: number, height: number}} size
 * @param {(Line & {beyond: {xs: Values, ys: Values}})[]} lines times in seconds
 * @param {Line[]} elsewhere
 * @param {number} end last epoch
 * @param {Palette} palette
 * @param {string} lang
 */
export function drawTimes(g, size, lines, elsewhere, end, palette, lang) {
  const all = [...lines, ...elsewhere];
  const room = namesWidth(g, all, size.width, palette.font);
  const range = lossRange(all.flatMap(({ ys }) => [ys]).concat(lines.map(({ beyond }) => beyond.ys)), 'log');
  const layout = layoutLoss(g, { ...size, width: size.width - room }, [10, Math.max(100, end)], range, { x: 'log', y: 'log' }, lang, palette.font);
  const { x, y } = layout;
  drawChartFrame(g, layout, palette);
  /** @param {Values} xs @param {Values} ys @param {string} colour @param {number[]} dashes @param {number} width */
  const stroke = (xs, ys, colour, dashes, width) => {
    g.beginPath();
    traceLine(g, xs, ys, x, y);
    g.strokeStyle = colour;
    g.setLineDash(dashes);
    g.lineWidth = width;
    g.stroke();
    g.setLineDash([]);
  };
  inside(g, layout, () => {
    for (const { xs, ys, colour } of elsewhere) stroke(xs, ys, colour, [1, 4], 1);
    for (const { xs, ys, colour, beyond } of lines) {
      stroke(beyond.xs, beyond.ys, colour, [5, 4], 1.25);
      stroke(xs, ys, colour, [], 2);
    }
  });
  if (room > 0) {
    const whole = lines.map((line) => ({ ...line, xs: [...Array.from(line.xs), ...Array.from(line.beyond.xs)], ys: [...Array.from(line.ys), ...Array.from(line.beyond.ys)] }));
    drawEndNames(g, [...whole, ...elsewhere], layout);
  }
}
