// @ts-check
/** Sums of ever more straight lines: hairlines that darken towards the last, which is the network. */
import { labelFont } from './palette.js';
import { linearScale } from './scale.js';

/**
 * @typedef {import('./palette.js').Palette} Palette
 * @typedef {import('../state/line-sums.js').Line} Line
 */

const MARGIN = 8;
/** Room at the right for the numbers of lines (CSS pixels). */
const NAMES = 40;

/**
 * @param {CanvasRenderingContext2D} g
 * @param {{width: number, height: number}} size
 * @param {Line[]} sums
 * @param {{first: string, last: string}} names at the ends of the first and the last
 * @param {Palette} palette
 */
export function drawLineSums(g, { width, height }, sums, names, palette) {
  const ends = sums.flatMap(({ slope, offset }) => [offset, offset + slope]);
  const x = linearScale([0, 1], [MARGIN, width - NAMES]);
  const y = linearScale([Math.min(...ends), Math.max(...ends)], [height - MARGIN, MARGIN]);
  g.strokeStyle = palette.net;
  g.lineCap = 'round';
  sums.forEach(({ slope, offset }, index) => {
    const last = index === sums.length - 1;
    g.globalAlpha = last ? 1 : 0.25 + (0.4 * index) / sums.length;
    g.lineWidth = last ? 2.25 : 1;
    g.beginPath();
    g.moveTo(x.map(0), y.map(offset));
    g.lineTo(x.map(1), y.map(offset + slope));
    g.stroke();
  });
  g.globalAlpha = 1;
  g.font = labelFont(palette, 11);
  g.textBaseline = 'middle';
  for (const [text, { slope, offset }, colour] of /** @type {[string, Line, string][]} */ ([
    [names.first, sums[0], palette.ink2],
    [names.last, sums[sums.length - 1], palette.net],
  ])) {
    g.fillStyle = colour;
    g.fillText(text, x.map(1) + 6, y.map(offset + slope));
  }
}
