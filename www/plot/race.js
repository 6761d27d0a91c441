// @ts-check
/** Charts with a line for each run: losses, and computing times. */
import { spreadApart } from './labels.js';
import { traceLine, traceMeans } from './line.js';
import { drawChartFrame, layoutLoss, lossRange } from './loss.js';
import { labelFont } from './palette.js';

/**
 * @typedef {import('./palette.js').Palette} Palette
 * @typedef {import('./loss.js').ChartLayout} ChartLayout
 * @typedef {import('./scale.js').Interval} Interval
 * @typedef {ArrayLike<number>} Values
 * @typedef {'lit' | 'plain' | 'dim' | 'faint'} Emphasis
 * @typedef {{xs: Values, ys: Values, colour: string, dashes: number[], name: string, mark: string, round: number, emphasis: Emphasis}} Line mark: a short name, for where there is no room; round: how often the colours have come before
 * @typedef {Line & {beyond: {xs: Values, ys: Values}}} TimeLine
 */

/** @param {Palette} palette */
const laneColours = ({ lane1, lane2, lane3, lane4, lane5, lane6 }) => [lane1, lane2, lane3, lane4, lane5, lane6];

/** Colours come again after so many lanes, then with other dashes and marks: colour alone would not tell them apart. */
export const FEW = 6;
const DASHES = [[], [7, 3], [2, 3]];

/** So many lanes look different. */
export const LOOKS = FEW * DASHES.length;

/** @param {number} index */
export const laneLook = (index) => ({ colour: index % FEW, round: Math.floor(index / FEW) % DASHES.length });

/** Colours alone do not tell them apart. @param {{place: number}[]} lanes */
export const isMany = (lanes) => lanes.some(({ place }) => place >= FEW);

/** @param {number} index @param {Palette} palette */
export function laneStyle(index, palette) {
  const { colour, round } = laneLook(index);
  return { colour: laneColours(palette)[colour], dashes: DASHES[round], round };
}

/** @param {CanvasRenderingContext2D} g @param {ChartLayout} layout @param {() => void} draw */
function inside(g, { box }, draw) {
  g.save();
  g.beginPath();
  // Marks at the edges are whole, too.
  g.rect(box.left - 6, box.top - 6, box.right - box.left + 12, box.bottom - box.top + 12);
  g.clip();
  draw();
  g.restore();
}

/** @type {Record<Emphasis, {alpha: number, width: number}>} */
const EMPHASIS = { lit: { alpha: 1, width: 2.75 }, plain: { alpha: 1, width: 1.75 }, dim: { alpha: 0.2, width: 1.25 }, faint: { alpha: 0.25, width: 1 } };

/** What is lit lies above the rest. @template {Line} L @param {L[]} lines */
const inOrder = (lines) => [...lines].sort((a, b) => Number(a.emphasis === 'lit') - Number(b.emphasis === 'lit'));

/** Narrower charts have marks in place of names, and a key below them. */
const NARROW = 480;
const NAME_GAP = 13;
/** From a line's end to its name; within that a hairline leads to a name that had to move. */
const LEADER = 14;

/**
 * What stands at the lines' ends, and its width.
 * @param {CanvasRenderingContext2D} g
 * @param {Line[]} lines
 * @param {number} width
 * @param {import('./palette.js').Type} type
 */
function endNames(g, lines, width, type) {
  g.font = labelFont(type, 11);
  const many = lines.some(({ round }) => round > 0);
  /** @param {Line} line */
  const textOf = ({ name, mark }) => (width < NARROW ? mark : many && mark !== name ? `${mark}\u2002${name}` : name);
  const texts = new Map(lines.map((line) => [line, textOf(line)]));
  // Room for those that are not shown now, too: lighting one up must not move the chart.
  const room = LEADER + Math.max(0, ...[...texts.values()].map((text) => g.measureText(text).width));
  return { texts: new Map([...texts].filter(([{ emphasis }]) => emphasis !== 'faint')), room };
}

/** @param {CanvasRenderingContext2D} g @param {Map<Line, string>} texts @param {ChartLayout} layout */
function drawEndNames(g, texts, { x, y, box, font }) {
  const ends = [...texts].flatMap(([line, text]) => {
    let last = line.ys.length - 1;
    while (last >= 0 && !Number.isFinite(line.ys[last])) last -= 1;
    return last < 0 ? [] : [{ text, line, px: x.map(line.xs[last]), py: y.map(line.ys[last]) }];
  });
  const places = spreadApart(ends.map(({ py }) => py), NAME_GAP, box.top + 6, box.bottom - 4);
  g.font = font;
  g.textBaseline = 'middle';
  g.textAlign = 'left';
  g.lineWidth = 1;
  ends.forEach(({ text, line, px, py }, index) => {
    const alpha = line.emphasis === 'dim' ? 0.35 : 1;
    g.globalAlpha = 0.5 * alpha;
    if (px > box.right - 2 && Math.abs(places[index] - py) > 4) {
      g.strokeStyle = line.colour;
      g.beginPath();
      g.moveTo(box.right + 1, py);
      g.lineTo(box.right + LEADER - 3, places[index]);
      g.stroke();
    }
    g.globalAlpha = alpha;
    g.fillStyle = line.colour;
    g.fillText(text, box.right + LEADER, places[index]);
  });
  g.globalAlpha = 1;
}

/**
 * Losses over progress, both axes logarithmic.
 * @param {CanvasRenderingContext2D} g
 * @param {{width: number, height: number}} size
 * @param {Line[]} lines
 * @param {{end: number, start: number, goal: number, band: {xs: Values, low: Values, high: Values} | null}} what
 * @param {Palette} palette
 * @param {string} lang
 * @returns {ChartLayout}
 */
export function drawRace(g, size, lines, { start, end, goal, band }, palette, lang) {
  const { texts, room } = endNames(g, lines, size.width, palette);
  const range = lossRange(lines.map(({ ys }) => ys), 'log');
  const layout = layoutLoss(g, { ...size, width: size.width - room }, [start, Math.max(start * 10, end)], range, { x: 'log', y: 'log' }, lang, palette);
  drawChartFrame(g, layout, palette);
  inside(g, layout, () => {
    if (band) fillBand(g, band, layout, palette);
    if (goal > 0) drawGoal(g, goal, layout, palette);
    for (const { xs, ys, colour, dashes, emphasis } of inOrder(lines)) {
      g.beginPath();
      traceMeans(g, xs, ys, layout.x, layout.y);
      g.lineJoin = 'round';
      g.strokeStyle = colour;
      g.globalAlpha = EMPHASIS[emphasis].alpha;
      g.lineWidth = EMPHASIS[emphasis].width;
      g.setLineDash(dashes);
      g.stroke();
    }
    g.setLineDash([]);
    g.globalAlpha = 1;
  });
  drawEndNames(g, texts, layout);
  return layout;
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

/** A disc, a ring, a diamond. @param {CanvasRenderingContext2D} g @param {number} x @param {number} y @param {number} round @param {Palette} palette */
function drawMark(g, x, y, round, palette) {
  g.beginPath();
  if (round === 2) {
    for (const [dx, dy] of [[0, -5], [5, 0], [0, 5], [-5, 0]]) g.lineTo(x + dx, y + dy);
    g.closePath();
  } else g.arc(x, y, 3.5, 0, 2 * Math.PI);
  if (round === 1) g.fillStyle = palette.sheet;
  g.fill();
  g.lineWidth = 1.5;
  g.stroke();
}

/**
 * Computing times over epochs, both logarithmic: what was measured as a line to a mark, what it comes to as dashes from
 * there, and what was measured elsewhere as dots.
 * @param {CanvasRenderingContext2D} g
 * @param {{width: number, height: number}} size
 * @param {TimeLine[]} lines times in seconds
 * @param {Line[]} elsewhere
 * @param {number} end last epoch
 * @param {Palette} palette
 * @param {string} lang
 * @returns {ChartLayout}
 */
export function drawTimes(g, size, lines, elsewhere, end, palette, lang) {
  const whole = lines.map((line) => ({ ...line, xs: [...Array.from(line.xs), ...Array.from(line.beyond.xs)], ys: [...Array.from(line.ys), ...Array.from(line.beyond.ys)] }));
  const { texts, room } = endNames(g, [...whole, ...elsewhere], size.width, palette);
  const range = lossRange([...whole, ...elsewhere].map(({ ys }) => ys), 'log');
  const layout = layoutLoss(g, { ...size, width: size.width - room }, [10, Math.max(100, end)], range, { x: 'log', y: 'log' }, lang, palette);
  drawChartFrame(g, layout, palette);
  inside(g, layout, () => {
    g.lineWidth = 1;
    g.setLineDash([1, 4]);
    for (const { xs, ys, colour } of elsewhere) {
      g.strokeStyle = colour;
      g.beginPath();
      traceLine(g, xs, ys, layout.x, layout.y);
      g.stroke();
    }
    g.setLineDash([]);
    inOrder(lines).forEach((line) => drawTimeLine(g, line, layout, palette));
  });
  drawEndNames(g, texts, layout);
  return layout;
}

/** @param {CanvasRenderingContext2D} g @param {TimeLine} line @param {ChartLayout} layout @param {Palette} palette */
function drawTimeLine(g, { xs, ys, beyond, colour, round, emphasis }, { x, y }, palette) {
  const { alpha, width } = EMPHASIS[emphasis];
  g.globalAlpha = alpha;
  g.strokeStyle = g.fillStyle = colour;
  g.beginPath();
  traceLine(g, beyond.xs, beyond.ys, x, y);
  g.setLineDash([5, 4]);
  g.lineWidth = 0.7 * width;
  g.stroke();
  g.setLineDash([]);
  g.beginPath();
  traceLine(g, xs, ys, x, y);
  g.lineWidth = width;
  g.stroke();
  const tip = xs.length - 1;
  if (tip >= 0) drawMark(g, x.map(xs[tip]), y.map(ys[tip]), round, palette);
  g.globalAlpha = 1;
}
