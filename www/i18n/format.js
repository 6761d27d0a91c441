// @ts-check
/** Numbers as each language writes them, and as people type them. */

/** @typedef {'en' | 'de'} Lang */

/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/**
 * Building an `Intl.NumberFormat` costs more than formatting a thousand numbers with it.
 * @param {Lang} lang
 * @param {Intl.NumberFormatOptions} options
 */
function formatOf(lang, options) {
  const key = lang + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.NumberFormat(lang, options)));
  return format;
}

/**
 * The typographic minus, in both languages.
 * @param {string} text
 */
const withMinus = (text) => text.replace('-', '−');

/**
 * A number with `digits` significant digits; very small and very large ones as 1.2e−7 would be read.
 * @param {Lang} lang
 * @param {number} value
 * @param {number} [digits]
 */
export function formatNumber(lang, value, digits = 3) {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) {
    const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
    const power = String(Number(exponent));
    return withMinus(`${formatOf(lang, { maximumSignificantDigits: digits }).format(Number(mantissa))}e${power}`)
      .replace('e-', 'e−');
  }
  return withMinus(formatOf(lang, { maximumSignificantDigits: digits }).format(value));
}

/**
 * @param {Lang} lang
 * @param {number} value
 */
export const formatInteger = (lang, value) => withMinus(formatOf(lang, { maximumFractionDigits: 0 }).format(value));

/**
 * Where there is little room: 100,000 as it is, a million as 1M.
 * @param {Lang} lang
 * @param {number} value
 */
export const formatCompact = (lang, value) => (value < 1e6 ? formatInteger(lang, value) : formatOf(lang, { notation: 'compact' }).format(value));

/**
 * A number as it stands in a field or a sentence: whole numbers with all their digits, others with so many.
 * @param {Lang} lang
 * @param {number} value
 * @param {number} [digits]
 */
export const formatValue = (lang, value, digits = 12) => (Number.isSafeInteger(value) ? formatInteger(lang, value) : formatNumber(lang, value, digits));

/**
 * A number as it stands in a field that takes any: 1946.5 may be a year, and thousands there are rare.
 * @param {Lang} lang
 * @param {number} value
 */
export function formatUngrouped(lang, value) {
  if (Math.abs(value) >= 1e7 || !Number.isFinite(value)) return formatValue(lang, value);
  return Math.abs(value) < 1000 ? formatValue(lang, value) : withMinus(formatOf(lang, { maximumSignificantDigits: 12, useGrouping: false }).format(value));
}

/**
 * A number to be typed on: all digits, no thousands, and the signs that keyboards have.
 * @param {Lang} lang
 * @param {number} value
 */
export function editable(lang, value) {
  const text = String(value).replace('e+', 'e');
  return lang === 'de' ? text.replace('.', ',') : text;
}
