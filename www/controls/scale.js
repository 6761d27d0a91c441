// @ts-check
/** How a number moves when it is dragged, slid or stepped: evenly, or by factors where sizes matter. */

/**
 * @typedef {object} Scale
 * @property {number} min
 * @property {number} max
 * @property {boolean} [integer]
 * @property {boolean} [log] by factors; a min of 0 lies below `tiny`
 * @property {number} [tiny] the smallest number above 0 that is offered
 * @property {number} [step] of an even scale
 * @property {import('../i18n/reading.js').Room} [room] what can be typed, where that is more than can be slid to
 */

/** @typedef {'small' | 'large'} StepSize */

/** @param {number} value @param {number} digits */
const rounded = (value, digits) => Number(value.toPrecision(digits));

/** @param {Scale} scale @param {number} value */
export const clamped = ({ min, max }, value) => Math.min(max, Math.max(min, value));

/** The lower end of a logarithmic scale. @param {Scale} scale */
const floorOf = ({ min, tiny = 1e-6 }) => (min > 0 ? min : tiny);

/** Values a slider of limited length can tell apart. @param {Scale} scale @param {number} value */
function snapped(scale, value) {
  if (scale.integer) return value < 100 ? Math.round(value) : Math.round(rounded(value, 2));
  if (scale.log) return rounded(value, 2);
  const step = scale.step ?? (scale.max - scale.min) / 100;
  return rounded(Math.round(value / step) * step, 12);
}

/**
 * @param {Scale} scale
 * @param {number} value
 * @returns {number} 0 to 1
 */
export function positionOf(scale, value) {
  const { min, max } = scale;
  if (!scale.log) return (clamped(scale, value) - min) / (max - min);
  const low = floorOf(scale);
  return value < low ? 0 : Math.log(Math.min(value, max) / low) / Math.log(max / low);
}

/**
 * @param {Scale} scale
 * @param {number} position
 */
export function valueAt(scale, position) {
  const { min, max } = scale;
  const at = Math.min(1, Math.max(0, position));
  if (!scale.log) return clamped(scale, snapped(scale, min + at * (max - min)));
  if (at === 0) return min;
  const low = floorOf(scale);
  return clamped(scale, snapped(scale, low * (max / low) ** at));
}

/**
 * One step up (1) or down (-1).
 * @param {Scale} scale
 * @param {number} value
 * @param {1 | -1} direction
 * @param {StepSize} [size]
 */
export function stepped(scale, value, direction, size = 'small') {
  if (scale.integer) return clamped(scale, size === 'large' && scale.log ? tens(value, direction) : value + direction * (size === 'large' ? 10 : 1));
  if (scale.log) return clamped(scale, byFactor(scale, value, direction, size));
  const step = (scale.step ?? (scale.max - scale.min) / 100) * (size === 'large' ? 10 : 1);
  return clamped(scale, rounded(value + direction * step, 12));
}

/** To the next multiple of ten, a hundred or a thousand, as large as the number. @param {number} value @param {1 | -1} direction */
function tens(value, direction) {
  const unit = 10 ** Math.max(1, Math.floor(Math.log10(Math.max(1, direction > 0 ? value : value - 1))));
  return direction > 0 ? (Math.floor(value / unit) + 1) * unit : (Math.ceil(value / unit) - 1) * unit;
}

/** Along 1, 2, 5, 10, …, or by ten. @param {Scale} scale @param {number} value @param {1 | -1} direction @param {StepSize} size */
function byFactor(scale, value, direction, size) {
  const low = floorOf(scale);
  if (value < low) return direction > 0 ? low : scale.min;
  if (value === low && direction < 0) return scale.min;
  if (size === 'large') return Math.max(low, rounded(value * 10 ** direction, 3));
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const ladder = [0.5, 1, 2, 5, 10].map((m) => rounded(m * power, 6));
  const next = direction > 0 ? ladder.find((m) => m > value * (1 + 1e-9)) : ladder.reverse().find((m) => m < value * (1 - 1e-9));
  return Math.max(low, next ?? value);
}
