// @ts-check
/** Numbers to pixels: ticks under the axis, and in the plot what some neurons add and the curve without them. */
import { rowsOf } from './clumps.js';
import { linePath } from '../../plot/curve.js';
import { labelFont } from '../../plot/palette.js';
import { crisp } from '../../plot/surface.js';

/**
 * @typedef {import('./clumps.js').Clump} Clump
 * @typedef {import('../../plot/curve.js').Layout} Layout
 * @typedef {import('../../plot/palette.js').Palette} Palette
 * @typedef {import('../../plot/scale.js').Scale} Scale
 * @typedef {{clump: Clump, px: number, top: number, bottom: number}} Tick CSS pixels; it stands on its row's line
 * @typedef {{left: number, right: number, top: number, bottom: number}} Rect
 * @typedef {object} Rug
 * @property {number} left where the axis begins and ends
 * @property {number} right
 * @property {number[]} lines the rows' heights
 * @property {number[]} layers of the rows
 * @property {number} more layers that have no row
 * @property {Tick[]} ticks from left to right
 */

/** The weakest can still be seen (CSS pixels). */
const LEAST = 2.5;
/** So many curved units show how wide they are: the strongest. */
const MOST_WHISKERS = 14;

/**
 * @param {Clump[]} clumps
 * @param {Scale} x
 * @param {number} height CSS pixels
 * @returns {Rug}
 */
export function layoutRug(clumps, x, height) {
  const { layers, more } = rowsOf(clumps);
  const rows = Math.max(1, layers.length);
  const pitch = height / rows;
  // One row has its line in the middle, for what bends up and what bends down. Several are too low for that.
  const signed = rows === 1;
  const reach = signed ? pitch / 2 - 1 : pitch - 2;
  const lines = Array.from({ length: rows }, (_, row) => (row + (signed ? 0.5 : 1)) * pitch - (signed ? 0 : 1));
  const largest = clumps.reduce((most, { bend }) => Math.max(most, Math.abs(bend)), 0);
  const ticks = clumps
    .filter(({ layer }) => layers.includes(layer))
    .map((clump) => {
      const line = lines[layers.indexOf(clump.layer)];
      const size = largest > 0 ? Math.max(LEAST, Math.sqrt(Math.abs(clump.bend) / largest) * reach) : LEAST;
      const down = signed && clump.bend < 0;
      return { clump, px: x.map(clump.x), top: down ? line : line - size, bottom: down ? line + size : line };
    });
  return { left: x.range[0], right: x.range[1], lines, layers, more, ticks };
}

/** The tick nearest to a place; -1 where there is none. @param {Tick[]} ticks @param {number} px @param {number} py */
export function nearestTick(ticks, px, py) {
  // A row is as good a reason as a pixel: whoever points between two ticks means the one at that height.
  const distance = (/** @type {Tick} */ { px: x, top, bottom }) => Math.abs(x - px) + Math.max(0, top - py, py - bottom);
  return ticks.reduce((best, tick, i) => (best < 0 || distance(tick) < distance(ticks[best]) ? i : best), -1);
}

/**
 * Where each tick's count can stand without touching anything; the strongest choose first.
 * @param {Tick[]} ticks
 * @param {(text: string) => number} widthOf
 * @param {number} height of a letter
 * @param {Rect} room
 * @returns {{text: string, x: number, y: number, tick: Tick}[]} left edges and middles
 */
export function placeCounts(ticks, widthOf, height, room) {
  /** @type {Rect[]} */
  const taken = ticks.map(({ px, top, bottom }) => ({ left: px - 1.5, right: px + 1.5, top, bottom }));
  const strongest = ticks.filter(({ clump }) => clump.units.length > 1).sort((a, b) => Math.abs(b.clump.bend) - Math.abs(a.clump.bend));
  return strongest.flatMap((tick) => {
    const text = `×${tick.clump.units.length}`;
    const rect = spotsBeside(tick, widthOf(text), height).find((spot) => isWithin(spot, room) && taken.every((other) => !overlap(spot, other)));
    if (!rect) return [];
    taken.push(rect);
    return [{ text, x: rect.left, y: (rect.top + rect.bottom) / 2, tick }];
  });
}

/** Right of it, left of it, at its end or at its foot. @param {Tick} tick @param {number} width @param {number} height @returns {Rect[]} */
function spotsBeside({ px, top, bottom, clump }, width, height) {
  const up = clump.bend >= 0;
  const end = up ? Math.max(0, top - 1) : bottom + 1 - height;
  const foot = up ? bottom - height : top;
  return [end, foot, up ? bottom + 1 : top - 1 - height].flatMap((y) => [px + 3.5, px - 3.5 - width].map((left) => ({ left, right: left + width, top: y, bottom: y + height })));
}

/** @param {Rect} a @param {Rect} b */
const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** @param {Rect} a @param {Rect} room */
const isWithin = (a, room) => a.left >= room.left && a.right <= room.right && a.top >= room.top && a.bottom <= room.bottom;

/**
 * @param {CanvasRenderingContext2D} g
 * @param {Rug} rug
 * @param {{chosen: number, trails: number[][], x: Scale, height: number, width: number}} shown index of the tick that is pointed at, or -1; where ticks were before, oldest first
 * @param {Palette} palette
 */
export function drawRug(g, rug, { chosen, trails, x, height, width }, palette) {
  drawLines(g, rug, palette);
  trails.forEach((places, age) => {
    g.globalAlpha = (0.28 * (age + 1)) / trails.length;
    g.fillStyle = palette.net;
    for (const px of places) g.fillRect(px - 0.5, rug.lines[0] - 2, 1, 4);
  });
  drawWhiskers(g, rug, x, palette);
  rug.ticks.forEach(({ px, top, bottom }, i) => {
    g.globalAlpha = chosen < 0 || chosen === i ? 1 : 0.45;
    g.fillStyle = palette.net;
    const wide = chosen === i ? 3 : 2;
    g.fillRect(px - wide / 2, top, wide, bottom - top);
  });
  g.globalAlpha = 1;
  drawCounts(g, rug, { chosen, height, width }, palette);
}

/** @param {CanvasRenderingContext2D} g @param {Rug} rug @param {Palette} palette */
function drawLines(g, { left, right, lines, layers, more }, palette) {
  g.strokeStyle = palette.rule;
  g.lineWidth = 1;
  g.beginPath();
  for (const line of lines) {
    g.moveTo(left, crisp(g, line));
    g.lineTo(right, crisp(g, line));
  }
  g.stroke();
  if (layers.length < 2) return;
  g.font = labelFont(palette, 9.5);
  g.fillStyle = palette.ink2;
  g.textAlign = 'right';
  g.textBaseline = 'middle';
  // Rows lie closer than letters are high: every second number stands further left.
  layers.forEach((layer, row) => g.fillText(String(layer + 1), left - 8 - 10 * (row % 2), lines[row] - 3));
  g.textAlign = 'left';
  if (more > 0) g.fillText(`+${more}`, right + 6, lines[lines.length - 1] - 3);
}

/** @param {CanvasRenderingContext2D} g @param {Rug} rug @param {Scale} x @param {Palette} palette */
function drawWhiskers(g, { ticks, left, right, lines }, x, palette) {
  const curved = ticks.filter(({ clump }) => clump.width > 0).sort((a, b) => Math.abs(b.clump.bend) - Math.abs(a.clump.bend));
  g.fillStyle = palette.net;
  g.globalAlpha = 0.4;
  for (const { clump } of curved.slice(0, MOST_WHISKERS)) {
    const from = Math.max(left, x.map(clump.x - clump.width / 2));
    const to = Math.min(right, x.map(clump.x + clump.width / 2));
    g.fillRect(from, lines[0] - 0.5, to - from, 1);
  }
  g.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} g @param {Rug} rug @param {{chosen: number, height: number, width: number}} shown @param {Palette} palette */
function drawCounts(g, { ticks, lines, left }, { chosen, height, width }, palette) {
  if (lines.length > 1) return;
  g.font = labelFont(palette, 10.5);
  g.textAlign = 'left';
  g.textBaseline = 'middle';
  const room = { left: left - 20, right: width - 4, top: 0, bottom: height };
  for (const { text, x, y, tick } of placeCounts(ticks, (label) => g.measureText(label).width, 11, room)) {
    g.fillStyle = ticks[chosen] === tick ? palette.net : palette.ink2;
    g.fillText(text, x, y);
  }
}

/**
 * In the plot: where the kink is, what its neurons add, and the curve without them.
 * @param {CanvasRenderingContext2D} g clipped to the plot
 * @param {Layout} layout
 * @param {ArrayLike<number>} grid
 * @param {{x: number, curve: ArrayLike<number>, added: ArrayLike<number>}} without
 * @param {Palette} palette
 */
export function drawWithout(g, layout, grid, { x: at, curve, added }, palette) {
  const { x, y, box } = layout;
  g.save();
  g.lineJoin = 'round';
  g.strokeStyle = palette.ink3;
  g.lineWidth = 1;
  g.globalAlpha = 0.5;
  g.beginPath();
  g.moveTo(crisp(g, x.map(at)), box.top);
  g.lineTo(crisp(g, x.map(at)), box.bottom);
  g.stroke();
  g.globalAlpha = 1;
  g.strokeStyle = palette.net;
  g.stroke(linePath(grid, raised(added, y.domain), layout));
  g.strokeStyle = palette.ink;
  g.lineWidth = 1.5;
  g.setLineDash([5, 4]);
  g.stroke(linePath(grid, curve, layout));
  g.restore();
}

/** What is added is a line above 0; where the plot does not show 0, above its lower end. @param {ArrayLike<number>} added @param {readonly [number, number]} range */
function raised(added, [low, high]) {
  const base = low <= 0 && high >= 0 ? 0 : low - Array.from(added).reduce((least, value) => Math.min(least, value), Infinity);
  return Float64Array.from(added, (value) => value + base);
}
