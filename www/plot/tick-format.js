// @ts-check
/** The labels of an axis: all of them with as many decimals as its step needs. */

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

/**
 * 0.0, 0.2, 0.4 rather than 0, 0.2, 0.4; beyond a million and below 1/100,000 with a power of ten.
 * @param {string} lang
 * @param {number} step
 * @param {number} largest the largest size that is labelled
 * @returns {(value: number) => string}
 */
export function stepFormat(lang, step, largest) {
  const plain = step >= 1e-5 && largest < 1e6;
  const decimals = decimalsOf(step);
  const options = plain
    ? { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
    : { notation: /** @type {const} */ ('scientific'), maximumSignificantDigits: 4 };
  const format = formatOf(lang, options);
  return (value) => (value === 0 && !plain ? '0' : withMinus(format.format(value).replace('E', 'e')));
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
  if (Math.abs(value) >= 1e6) return steadyNumber(lang, value);
  const decimals = decimalsOf(span / 500);
  // Neither form writes a minus before what is rounded to zero.
  const signDisplay = signed ? 'exceptZero' : 'negative';
  const format = formatOf(lang, { minimumFractionDigits: decimals, maximumFractionDigits: decimals, signDisplay });
  return withMinus(format.format(value));
}
