// @ts-check
/**
 * Numbers as people type them: `0,5` and `0.5`, `10,000`, `10.000` and `10 000`, `1e-3`, `−2`, `.5`, `5.`.
 * A point or a comma may be a decimal sign or stand between thousands. A text is read both ways; a reading counts
 * where the field has room for it, and of two readings the one that the language writes is meant.
 */

/**
 * @typedef {import('./format.js').Lang} Lang
 */

/**
 * What a field has room for.
 * @typedef {object} Room
 * @property {number} [min]
 * @property {number} [max]
 * @property {boolean} [integer]
 * @property {boolean} [exclusiveMin]
 * @property {boolean} [exclusiveMax]
 * @property {[number, number]} [usual] where a number that need not be whole mostly lies; of two readings the one in there is meant
 */

/** @typedef {'number_missing' | 'number_unreadable' | 'number_outside' | 'number_not_whole' | 'number_as_decimal'} Mistake */

/** @typedef {{value: number} | {code: Mistake, suggestion?: number}} Reading */

/** What is not seen, such as marks of direction that come along when text is copied. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const MINUS = /[−‐‑‒–—﹣]/g;
/** All kinds of spaces, as one. */
const SPACES = /[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/g;
const APOSTROPHES = /[’‘ʼ´`′]/g;
/** Digits, points, commas and signs as East Asian keyboards write them. */
const WIDE = /[\uff0b-\uff0e\uff10-\uff19\uff25\uff45]/g;

/** A mantissa, and a power of ten as programs, calculators and people write it. */
const PARTS = /^([+-]?) ?([0-9.,' _]*?)(?: ?(?:e|[·⋅×x*] ?10 ?\^) ?\(?([+-]?) ?([0-9]+)\)?)?$/i;
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** @param {string} text */
function cleaned(text) {
  return text
    .replace(UNSEEN, '')
    .replace(WIDE, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/10 ?([⁻⁺]?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/, (_, sign, power) => `10^${sign === '⁻' ? '-' : ''}${[...power].map((digit) => SUPERSCRIPTS.indexOf(digit)).join('')}`)
    .replace(MINUS, '-')
    .replace(APOSTROPHES, "'")
    .replace(SPACES, ' ')
    .trim();
}

/**
 * A mantissa as a plain number's text, with `point` as its decimal sign and `groups` between thousands.
 * @param {string} text
 * @param {string} point
 * @param {string[]} groups
 * @returns {string | null}
 */
function plain(text, point, groups) {
  const [whole, fraction = '', ...more] = text.split(point);
  if (more.length > 0 || whole + fraction === '') return null;
  // Decimals in threes, as in 0.000 001; after anything but a 0 they would be thousands gone wrong.
  const decimals = /^0?$/.test(whole) && /^[0-9]{3}( [0-9]{3})*( [0-9]{1,3})?$/.test(fraction) ? fraction.replaceAll(' ', '') : fraction;
  if (!/^[0-9]*$/.test(decimals)) return null;
  if (/^[0-9]*$/.test(whole)) return `${whole || '0'}.${decimals || '0'}`;
  // No group of thousands begins with 0: 0.125 and 0,125 are an eighth in every language.
  const group = groups.find((sign) => {
    const between = sign === '.' ? '\\.' : sign;
    // In threes; in India in twos before the last three.
    return new RegExp(`^[1-9][0-9]{0,2}(${between}[0-9]{3})+$|^[1-9][0-9]?(${between}[0-9]{2})+${between}[0-9]{3}$`).test(whole);
  });
  return group === undefined ? null : `${whole.replaceAll(group, '')}.${decimals || '0'}`;
}

/**
 * All that a text can mean, the language's own reading first.
 * @param {Lang} lang
 * @param {string} text
 * @returns {number[]}
 */
function meanings(lang, text) {
  const found = PARTS.exec(/^[+-]?10\^/.test(text) ? text.replace(/10\^/, '1·10^') : text);
  if (!found) return [];
  const [, sign, mantissa, powerSign = '', power = '0'] = found;
  const own = lang === 'de' ? ',' : '.';
  const other = lang === 'de' ? '.' : ',';
  // What has a power of ten comes from a program or a calculator, and those leave thousands alone.
  const groups = found[4] === undefined ? [' ', "'", '_'] : [];
  const readings = [plain(mantissa, own, groups.length > 0 ? [other, ...groups] : []), plain(mantissa, other, groups.length > 0 ? [own, ...groups] : [])];
  // The sign of a zero means nothing to anybody.
  return readings.flatMap((reading) => (reading === null ? [] : [Number(`${sign}${reading}e${powerSign}${power}`) + 0]));
}

/** @param {Room} room @param {number} value */
const isWhole = ({ integer }, value) => !integer || Number.isInteger(value);

/** @param {Room} room @param {number} value */
function isInside({ min = -Infinity, max = Infinity, exclusiveMin, exclusiveMax }, value) {
  return Number.isFinite(value) && (exclusiveMin ? value > min : value >= min) && (exclusiveMax ? value < max : value <= max);
}

/** A share as a number: 0.2 for `20 %`. @param {Lang} lang @param {string} text @returns {number[]} */
function shares(lang, text) {
  const found = /^(.*[0-9.,]) ?%$/.exec(text);
  return found ? meanings(lang, found[1]).map((value) => Number((value / 100).toPrecision(15))) : [];
}

/** @param {string} text such as `1/3` @returns {number[]} */
function fractions(text) {
  const found = /^([+-]?[0-9]+) ?[/⁄:÷] ?([0-9]+)$/.exec(text);
  return found ? [Number((Number(found[1]) / Number(found[2])).toPrecision(4))] : [];
}

/**
 * @param {Lang} lang
 * @param {string} text as typed
 * @param {Room} [room]
 * @returns {Reading}
 */
export function readNumber(lang, text, room = {}) {
  const typed = cleaned(text);
  if (typed === '') return { code: 'number_missing' };
  const percent = shares(lang, typed);
  // What is a share can only be meant as one; elsewhere somebody may mean 20 by 20 %.
  const all = room.max !== undefined && room.max <= 1 ? [...meanings(lang, typed), ...percent] : meanings(lang, typed);
  const fits = (/** @type {number} */ value) => isInside(room, value) && isWhole(room, value);
  const possible = all.filter(fits);
  if (possible.length > 0) return { value: mostUsual(room, possible) };
  if (all.some((value) => isInside(room, value))) return { code: 'number_not_whole' };
  if (all.length > 0) return { code: 'number_outside' };
  const [suggestion] = [...percent, ...fractions(typed)].filter(fits);
  return suggestion === undefined ? { code: 'number_unreadable' } : { code: 'number_as_decimal', suggestion };
}

/** A learning rate of 1.234 is meant in German too, where 1234 would never be set. @param {Room} room @param {number[]} values */
function mostUsual({ usual, integer }, values) {
  const found = usual && !integer ? values.find((value) => value >= usual[0] && value <= usual[1]) : undefined;
  return found ?? values[0];
}
