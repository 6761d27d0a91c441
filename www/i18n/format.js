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
 * A number for a field that is typed into: no separators of thousands, all digits, the language's decimal sign.
 * @param {Lang} lang
 * @param {number} value
 */
export function editable(lang, value) {
  const text = String(value);
  return lang === 'de' ? text.replace('.', ',') : text;
}

/**
 * What somebody typed, as a number: `0,5` and `0.5`, `1.000` in German and `1,000` in English, `1e-3`, `−2`.
 * @param {Lang} lang
 * @param {string} text
 * @returns {number} NaN where it is none
 */
export function parseNumber(lang, text) {
  const compact = text.trim().replace(/−/g, '-').replace(/[\s\u00a0\u202f'’]/g, '');
  const grouped = lang === 'de' ? /^-?\d{1,3}(\.\d{3})+(,\d+)?$/ : /^-?\d{1,3}(,\d{3})+(\.\d+)?$/;
  const ungrouped = grouped.test(compact) ? compact.replace(lang === 'de' ? /\./g : /,/g, '') : compact;
  const plain = ungrouped.replace(',', '.');
  return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}
