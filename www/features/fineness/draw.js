// @ts-check
/** The error by how fine it is: bars from the coarsest waves to the finest. */
import { labelFont } from '../../plot/palette.js';
import { crisp } from '../../plot/surface.js';

/**
 * @typedef {import('../../plot/palette.js').Palette} Palette
 * @typedef {{from: number, to: number, whole: number, missing: number}} Band half-waves, and how high the function is in them and what is missing of it
 * @typedef {{left: number, right: number, top: number, bottom: number}} Box
 */

/** Waves of so many neighbouring numbers are one bar. */
const PER_BAND = 2;
/** Between two bars (CSS pixels). */
const GAP = 2;

/**
 * Energies as heights: a wave that is twice as high has four times the energy.
 * @param {{function: ArrayLike<number>, error: ArrayLike<number>}} spectrum
 * @returns {Band[]}
 */
export function bandsOf({ function: whole, error }) {
  const height = (/** @type {ArrayLike<number>} */ energies, /** @type {number} */ from) => Math.sqrt(energies[from] + energies[from + 1]);
  return Array.from({ length: whole.length / PER_BAND }, (_, i) => {
    const from = i * PER_BAND;
    return { from, to: from + PER_BAND - 1, whole: height(whole, from), missing: height(error, from) };
  });
}

/** How much of the function's energy in a band is missing; more than all of it where the network has what the function has not. @param {Band} band */
export const missingShare = ({ whole, missing }) => (missing / whole) ** 2;

/**
 * @param {{width: number, height: number}} size
 * @returns {Box}
 */
export const boxOf = ({ width, height }) => ({ left: 8, right: width - 8, top: 7, bottom: height - 24 });

/** @param {Box} box @param {number} count @param {number} px */
export const bandAt = ({ left, right }, count, px) => Math.min(count - 1, Math.max(0, Math.floor(((px - left) / (right - left)) * count)));

/**
 * Outlined what the function is made of, filled what of it is missing.
 * @param {CanvasRenderingContext2D} g
 * @param {Box} box
 * @param {Band[]} bands
 * @param {{chosen: number, coarse: string, fine: string}} shown index of the band that is read, or -1, and the words at the axis' ends
 * @param {Palette} palette
 */
export function drawBands(g, box, bands, { chosen, coarse, fine }, palette) {
  const largest = bands.reduce((most, { whole }) => Math.max(most, whole), 0) || 1;
  const step = (box.right - box.left) / bands.length;
  const tall = box.bottom - box.top;
  bands.forEach(({ whole, missing }, i) => {
    const x = box.left + i * step + GAP / 2;
    const width = step - GAP;
    g.globalAlpha = chosen < 0 || chosen === i ? 1 : 0.55;
    g.fillStyle = palette.net;
    const red = Math.min(1, missing / largest) * tall;
    g.fillRect(x, box.bottom - red, width, red);
    g.strokeStyle = palette.fn;
    g.lineWidth = 1;
    const blue = (whole / largest) * tall;
    g.strokeRect(crisp(g, x), crisp(g, box.bottom - blue), width - 1, blue);
  });
  g.globalAlpha = 1;
  drawAxis(g, box, { coarse, fine }, palette);
}

/** @param {CanvasRenderingContext2D} g @param {Box} box @param {{coarse: string, fine: string}} words @param {Palette} palette */
function drawAxis(g, { left, right, bottom }, { coarse, fine }, palette) {
  g.strokeStyle = palette.rule;
  g.beginPath();
  g.moveTo(left, crisp(g, bottom));
  g.lineTo(right, crisp(g, bottom));
  g.stroke();
  g.font = labelFont(palette, 11);
  g.fillStyle = palette.ink2;
  g.textBaseline = 'top';
  g.textAlign = 'left';
  g.fillText(coarse, left, bottom + 7);
  g.textAlign = 'right';
  g.fillText(fine, right, bottom + 7);
}
