// @ts-check
/**
 * Numbers as tables hold them: 1,234.5 and 1.234,5, € 18,500, 5 %, 1.2 × 10³, (12). Which sign is the decimal one is
 * not to be seen in a single cell, so a cell is taken apart here and read once that is known.
 */

/** @typedef {'point' | 'comma'} Decimal */

/**
 * @typedef {object} Parts of a cell that holds a number
 * @property {boolean} negative
 * @property {string} body digits with their signs, no sign before them and no exponent after
 * @property {number} exponent
 * @property {string} unit '' where there is none
 */

const CURRENCY = String.raw`(?:US\$|[€$£¥₹₽₩]|USD|EUR|GBP|CHF|JPY)`;
const NEARLY = String.raw`(?:[~≈∼]|ca\.?|circa|c\.|approx\.?|about|etwa|rund)`;
const BODY = String.raw`\d(?:[\d.,]|[ '’_](?=\d))*|[.,]\d+`;
const EXPONENT = String.raw`(?:[eE]|D(?=[+-]?\d))\s?([+-]?\d+)(?![\p{L}\d])|\s*[×x*·⋅]\s*10(?:\s*(?:\^|\*\*)\s*[({]?\s*([+-]?\d+)\s*[)}]?|([⁺⁻]?[⁰¹²³⁴-⁹]+))`;
const DEVIATION = String.raw`\s*(?:(?:±|\+\/-)\s*[\d.,]+|\(\d[\d.,]*\))`;
const UNIT = String.raw`\s*((?:[\p{L}%‰°µΩ′″"'/]|[€$£¥₹₽₩])(?:[^\d|;,\s]|\s(?! )){0,20}(?:(?<=[\p{L}^⁻-])-?\d)?(?:\/\s?100\s?km)?)`;
const CELL = new RegExp(`^(?:${NEARLY}\\s*)?([+-])?\\s*(?:(${CURRENCY})\\s*)?([+-])?(${BODY})(?:${EXPONENT})?(?:${DEVIATION})?(-(?=\\s*(?:${CURRENCY})?$))?(?:${UNIT})?$`, 'u');

/** Spaces of all widths, minus signs of all lengths. @param {string} cell */
const plain = (cell) => cell.replace(/[\s\u00a0\u2000-\u200a\u202f]/g, ' ').replace(/[−‒–﹣－](?=\s?[€$£\d.,(])/g, '-').trim();

/** Marks of notes behind a value: 12[3], 12*, 12†. @param {string} cell */
const withoutNotes = (cell) => cell.replace(/(?<=.)\s?(?:\[[\p{L}\d ]{1,8}\]|[*†‡])+$/u, '');

/**
 * @param {string} cell
 * @returns {Parts | null} null where it is no number
 */
export function partsOf(cell) {
  let text = withoutNotes(plain(cell)).replace(/^'(?=[-+\d.,])/, '');
  // Book-keepers write a loss in parentheses.
  const loss = /^\(\s*([^()]*\d[^()]*)\)$/.exec(text);
  if (loss) text = loss[1].trim();
  const found = CELL.exec(text);
  if (!found) return null;
  const [, sign, currency, inner, body, e, power, superscript, behind, unit = ''] = found;
  if (unit.split(' ').length > 3) return null;
  const exponent = Number(e ?? power ?? (superscript ? fromSuperscript(superscript) : 0));
  const negative = (sign === '-') !== (inner === '-') !== (behind === '-') !== !!loss;
  return { negative, body, exponent, unit: (currency ?? unit).trim() };
}

/** The same for nothing but digits, with a sign at most before and within them. @param {string} cell @returns {Parts} */
export const plainParts = (cell) => ({ negative: cell.startsWith('-'), body: cell.replace('-', ''), exponent: 0, unit: '' });

/** @param {string} text */
const fromSuperscript = (text) => [...text].map((sign) => (sign === '⁻' ? '-' : sign === '⁺' ? '' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign))).join('');

/**
 * @param {Parts} parts
 * @param {Decimal} decimal
 * @returns {number} NaN where it cannot be read so
 */
export function valueOf({ negative, body, exponent }, decimal) {
  const sign = decimal === 'point' ? '.' : ',';
  const [whole, fraction, ...more] = body.split(sign);
  if (more.length > 0 || (fraction !== undefined && !/^\d*$/.test(fraction))) return NaN;
  // NumPy writes "5."; a comma at the end is one that separates.
  if (fraction === '' && (decimal === 'comma' || whole === '')) return NaN;
  const digits = ungrouped(whole, decimal === 'point' ? ',' : '.');
  if (digits === null) return NaN;
  const value = Number(`${digits || '0'}.${fraction || '0'}e${exponent}`);
  return negative ? -value : value;
}

/** Digits without what sets their thousands apart; a leading 0 is never a group. @param {string} whole @param {string} sign @returns {string | null} */
function ungrouped(whole, sign) {
  if (/^\d*$/.test(whole)) return whole;
  const used = [...new Set(whole.replace(/\d/g, ''))];
  if (used.length !== 1 || !`${sign} '’_`.includes(used[0])) return null;
  const groups = whole.split(used[0]);
  // India counts in hundreds beyond the first thousand: 12,34,567.
  const size = groups.slice(1, -1).every((group) => group.length === 2) && groups.length > 2 ? 2 : 3;
  const regular = /^[1-9]\d{0,2}$/.test(groups[0]) && groups.slice(1, -1).every((group) => group.length === size) && groups[groups.length - 1].length === 3;
  return regular ? groups.join('') : null;
}

/** How a column's cells can be read. @typedef {{point: number, comma: number, twofold: Parts | null}} Votes cells that only the one reading takes, or one that means something else in each */

/** @param {readonly Parts[]} cells @returns {Votes} */
function votesOf(cells) {
  /** @type {Votes} */
  const votes = { point: 0, comma: 0, twofold: null };
  for (const parts of cells) {
    const [point, comma] = [valueOf(parts, 'point'), valueOf(parts, 'comma')];
    if (Number.isNaN(comma) && !Number.isNaN(point)) votes.point += 1;
    else if (Number.isNaN(point) && !Number.isNaN(comma)) votes.comma += 1;
    else if (point !== comma && !Number.isNaN(point)) votes.twofold ??= parts;
  }
  return votes;
}

/**
 * The decimal sign of each column. All columns agree, unless each of them by itself leaves no doubt of another.
 * @param {readonly Parts[][]} columns
 * @param {Decimal} usual the language's
 * @param {Decimal} [chosen] by the person
 * @returns {{decimals: Decimal[], twofold: Parts | null}} `twofold`: a cell that could as well have been read the other way
 */
export function decimalsOf(columns, usual, chosen) {
  const votes = columns.map(votesOf);
  const point = votes.reduce((sum, vote) => sum + vote.point, 0);
  const comma = votes.reduce((sum, vote) => sum + vote.comma, 0);
  const twofold = votes.find((vote) => vote.twofold)?.twofold ?? null;
  if (point === 0 && comma === 0) return { decimals: columns.map(() => chosen ?? usual), twofold };
  const most = point === comma ? usual : point > comma ? 'point' : 'comma';
  return { decimals: votes.map((vote) => (vote.point === vote.comma ? most : vote.point > vote.comma ? 'point' : 'comma')), twofold: null };
}

/** By what a column's numbers are multiplied where its cells name thousands and millions by turns. @type {Record<string, number>} */
const MAGNITUDES = { '': 1, k: 1e3, K: 1e3, tsd: 1e3, thousand: 1e3, tausend: 1e3, M: 1e6, m: 1e6, mio: 1e6, mn: 1e6, million: 1e6, millionen: 1e6, millions: 1e6, B: 1e9, bn: 1e9, mrd: 1e9, billion: 1e9, milliarde: 1e9, milliarden: 1e9 };

/** @param {string} unit */
const magnitudeOf = (unit) => MAGNITUDES[unit] ?? MAGNITUDES[unit.toLowerCase().replace(/\.$/, '')];

/**
 * What a column is measured in: the unit of most of its cells, and what else is one with it.
 * @param {readonly Parts[]} cells
 * @returns {{unit: string, factor: (unit: string) => number}} `factor`: NaN for a unit that does not belong here
 */
export function unitOf(cells) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { unit } of cells) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  const same = (/** @type {string} */ a, /** @type {string} */ b) => a.replace(/\s/g, '') === b.replace(/\s/g, '');
  const named = [...counts].filter(([unit]) => unit !== '').sort((a, b) => b[1] - a[1]);
  if (named.length > 1 && named.every(([unit]) => magnitudeOf(unit) !== undefined)) return { unit: '', factor: magnitudeOf };
  const unit = named[0]?.[0] ?? '';
  return { unit, factor: (other) => (other === '' || same(other, unit) ? 1 : NaN) };
}
