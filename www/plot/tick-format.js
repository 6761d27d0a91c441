// @ts-check
/** The labels of an axis: all of them with as many decimals as its step needs. */
import { clockText } from './clock.js';

/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/** @param {string} lang @param {Intl.NumberFormatOptions} options */
function formatOf(lang, options) {
  const key = lang + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.NumberFormat(lang, options)));
  return format;
}

/** @param {string} text */
const withMinus = (text) => text.replace('-', '−');

/**
 * Decimals that tell multiples of `step` apart.
 * @param {number} step
 */
export const decimalsOf = (step) => Math.min(20, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));

/** Up to here numbers stand as they are: 1990 is a year, and 5000 is read as fast as 5,000. */
const GROUPED = 10_000;
/** From here on a word or letter stands for the zeros, as far as there are words. */
const COMPACT = 1e6;
const WORDS_END = 1e15;
/** Below this, powers of ten. */
const TINY = 1e-5;
/** More digits than these are not shortened, since they would be told apart no longer. */
const SHORT = 4;

/** How many significant digits tell multiples of `step` apart up to that size. @param {number} step @param {number} largest */
const digitsOf = (step, largest) => Math.max(1, Math.floor(Math.log10(Math.max(largest, step)) + 1e-9) - Math.floor(Math.log10(step) + 1e-9) + 1);

/**
 * 0.0, 0.2, 0.4 rather than 0, 0.2, 0.4, and never two labels alike; millions in short and what is tiny with a power
 * of ten, unless it is far more than its step.
 * @param {string} lang
 * @param {number} step
 * @param {number} largest the largest size that is labelled
 * @returns {(value: number) => string}
 */
export function stepFormat(lang, step, largest) {
  const digits = digitsOf(step, largest);
  const short = digits <= SHORT && (step < TINY || largest >= COMPACT);
  const decimals = decimalsOf(step);
  const notation = largest >= COMPACT && largest < WORDS_END ? /** @type {const} */ ('compact') : /** @type {const} */ ('scientific');
  const options = short
    ? { notation, maximumSignificantDigits: digits }
    : { minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: largest >= GROUPED };
  const format = formatOf(lang, options);
  return (value) => (value === 0 && short ? '0' : withMinus(format.format(value).replace('E', 'e')));
}

/**
 * Labels of a logarithmic axis, each as short as it can be.
 * @param {string} lang
 * @returns {(value: number) => string}
 */
export function logFormat(lang) {
  const plain = formatOf(lang, { maximumSignificantDigits: 3 });
  const power = formatOf(lang, { notation: 'scientific', maximumSignificantDigits: 3 });
  return (value) => withMinus((value >= 1e-4 && value < 1e6 ? plain : power).format(value).replace('E', 'e'));
}

/**
 * A number that does not change its width as it changes: always `digits` significant digits.
 * @param {string} lang
 * @param {number} value
 * @param {number} [digits]
 */
export function steadyNumber(lang, value, digits = 3) {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞';
  const size = Math.abs(value);
  const tiny = size !== 0 && size < 1e-5;
  const options = { minimumSignificantDigits: digits, maximumSignificantDigits: digits };
  const format = formatOf(lang, tiny || size >= 1e7 ? { ...options, notation: 'scientific' } : options);
  return withMinus(format.format(value).replace('E', 'e')).replace('e-', 'e−');
}

/**
 * A value read off a plot, no finer than the plot can show it.
 * @param {string} lang
 * @param {number} value
 * @param {number} span of the axis it is read from
 * @param {boolean} [signed] with a plus where it is positive
 */
export function readingFormat(lang, value, span, signed = false) {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const digits = digitsOf(span / 500, size);
  if (size >= COMPACT && digits <= SHORT) return steadyNumber(lang, value, Math.max(3, digits));
  const decimals = decimalsOf(span / 500);
  // Neither form writes a minus before what is rounded to zero.
  const signDisplay = signed ? 'exceptZero' : 'negative';
  const format = formatOf(lang, { minimumFractionDigits: decimals, maximumFractionDigits: decimals, signDisplay, useGrouping: size >= GROUPED });
  return withMinus(format.format(value));
}

/**
 * A place on the x-axis, as fine as the plot can show it.
 * @param {string} lang
 * @param {number} value
 * @param {number} span of the axis
 * @param {boolean} timeOfDay whether x is
 */
export const placeFormat = (lang, value, span, timeOfDay) => (timeOfDay ? clockText(value, span / 100) : readingFormat(lang, value, span));
