// @ts-check
/** Dates and times of day as tables hold them, as numbers that an axis can have. */

/** @typedef {'dmy' | 'mdy'} Order of day and month where both are numbers before a year */

/**
 * @typedef {object} Moment
 * @property {'date' | 'time'} kind
 * @property {number} days since 1970-01-01, or since midnight; NaN where the day would have to come first and cannot
 * @property {number} [swapped] where two numbers stand before the year: the same with the month first; NaN where there is no such day
 */

const DAY_MS = 86_400_000;
const MONTHS = [['jan'], ['feb'], ['mar', 'mär', 'mrz', 'maer'], ['apr'], ['may', 'mai'], ['jun'], ['jul'], ['aug'], ['sep'], ['oct', 'okt'], ['nov'], ['dec', 'dez']];
const MONTH = String.raw`(?<month>\p{L}{3,9})\.?`;
const TIME = String.raw`(?<hour>[01]?\d|2[0-4]):(?<minute>[0-5]\d)(?::(?<second>[0-5]\d)(?:[.,]\d+)?)?(?:\s?(?<half>[ap])\.?m\.?)?`;
const ZONE = String.raw`(?:\s?(?:Z|UTC|GMT|Uhr|(?<zone>[+-]\d{2}:?\d{2})))?`;
const THEN = String.raw`(?:(?:T|,?\s+)${TIME}${ZONE})?$`;
const YEAR = String.raw`(?<year>\d{4})`;
const SHORT_YEAR = String.raw`(?<year>\d{4}|'?\d{2})`;

const PATTERNS = [
  String.raw`^${YEAR}(?<sign>[-/.])(?<m>\d{1,2})\k<sign>(?<d>\d{1,2})${THEN}`,
  String.raw`^${YEAR}[-/](?<m>\d{1,2})$`,
  String.raw`^(?<m>\d{1,2})/${YEAR}$`,
  String.raw`^(?<m>0[1-9]|1[0-2])\.(?<year>(?:19|20)\d{2})$`,
  String.raw`^(?<d>\d{1,2})\.\s?(?<m>\d{1,2})\.\s?${SHORT_YEAR}${THEN}`,
  String.raw`^(?<first>\d{1,2})(?<sign>[/-])(?<other>\d{1,2})\k<sign>${SHORT_YEAR}${THEN}`,
  String.raw`^(?<d>\d{1,2})(?:\.|st|nd|rd|th)?[\s-]+${MONTH}[\s-]+${SHORT_YEAR}${THEN}`,
  String.raw`^${MONTH}\s+(?<d>\d{1,2})(?:st|nd|rd|th)?,?\s+${YEAR}${THEN}`,
  String.raw`^${MONTH}[\s-]+${SHORT_YEAR}$`,
  String.raw`^${YEAR}[\s-]+${MONTH}$`,
  String.raw`^${YEAR}[\s-]?Q(?<quarter>[1-4])$`,
  String.raw`^Q(?<quarter>[1-4])[\s/-]?${YEAR}$`,
  String.raw`^${TIME}(?:\s?Uhr)?$`,
].map((source) => new RegExp(source, 'iu'));

const WEEKDAY = /^(?:mon?|tue?|wed?|thu?|fri?|sat?|sun?|di|mi|do|so)\p{L}{0,7}[.,]{0,2}\s+(?=[\d\p{L}])/iu;

/** @param {string} name @returns {number} 1 to 12, 0 where it is none */
const monthOf = (name) => MONTHS.findIndex((starts) => starts.some((start) => name.toLowerCase().startsWith(start))) + 1;

/** @param {string} year */
function fullYear(year) {
  const digits = year.replace("'", '');
  return digits.length > 2 ? Number(digits) : Number(digits) + (Number(digits) < 70 ? 2000 : 1900);
}

/** @param {number} year @param {number} month @param {number} day @returns {number} NaN where there is no such day */
function daysAt(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / DAY_MS : NaN;
}

/** @param {string} cell @returns {Moment | null} null where it is neither */
export function momentOf(cell) {
  if (!/[\d]/.test(cell) || cell.length > 40) return null;
  const text = cell.trim().replace(/\s+/g, ' ').replace(WEEKDAY, '');
  for (const pattern of PATTERNS) {
    const groups = pattern.exec(text)?.groups;
    const moment = groups && momentIn(groups);
    if (moment) return moment;
  }
  return null;
}

/** @param {Record<string, string | undefined>} groups @returns {Moment | null} */
function momentIn({ year, month, m, d, first, other, quarter, hour, minute, second, half, zone }) {
  const time = hour === undefined ? 0 : timeOf(Number(hour), Number(minute), Number(second ?? 0), half) - offsetOf(zone);
  if (Number.isNaN(time)) return null;
  if (year === undefined) return { kind: 'time', days: time };
  const full = fullYear(year);
  if (first !== undefined) {
    const [dmy, mdy] = [daysAt(full, Number(other), Number(first)), daysAt(full, Number(first), Number(other))];
    if (Number.isNaN(dmy) && Number.isNaN(mdy)) return null;
    return { kind: 'date', days: dmy + time, swapped: mdy + time };
  }
  const number = month === undefined ? Number(m ?? 3 * Number(quarter) - 2) : monthOf(month);
  const days = daysAt(full, number, Number(d ?? 1));
  return Number.isNaN(days) ? null : { kind: 'date', days: days + time };
}

/** Parts of a day. @param {number} hour @param {number} minute @param {number} second @param {string | undefined} half */
function timeOf(hour, minute, second, half) {
  if (half && (hour < 1 || hour > 12)) return NaN;
  const hours = half ? (hour % 12) + (/p/i.test(half) ? 12 : 0) : hour;
  return (hours + minute / 60 + second / 3600) / 24;
}

/** @param {string | undefined} zone */
function offsetOf(zone) {
  if (!zone) return 0;
  const [, sign, hours, minutes] = /** @type {RegExpExecArray} */ (/^([+-])(\d{2}):?(\d{2})$/.exec(zone));
  return ((sign === '-' ? -1 : 1) * (Number(hours) + Number(minutes) / 60)) / 24;
}

/** @param {number[]} values */
const isSorted = (values) => values.every((value, i) => i === 0 || value >= values[i - 1]) || values.every((value, i) => i === 0 || value <= values[i - 1]);

/**
 * Whether day or month comes first, from all dates of a column.
 * @param {readonly Moment[]} moments
 * @param {Order} usual the language's
 * @param {Order} [chosen] by the person
 * @returns {{order: Order, twofold: boolean}} `twofold`: the other one is possible too
 */
export function orderOf(moments, usual, chosen) {
  const open = moments.filter(({ swapped }) => swapped !== undefined);
  const impossible = (/** @type {Order} */ order) => open.filter((moment) => Number.isNaN(daysIn(moment, order))).length;
  const [dmy, mdy] = [impossible('dmy'), impossible('mdy')];
  if (dmy !== mdy) return { order: dmy < mdy ? 'dmy' : 'mdy', twofold: false };
  if (open.every(({ days, swapped }) => days === swapped)) return { order: usual, twofold: false };
  // Measurements come in their order of time.
  const orders = /** @type {const} */ (['dmy', 'mdy']).filter((order) => isSorted(moments.map((moment) => daysIn(moment, order))));
  return { order: chosen ?? (orders.length === 1 ? orders[0] : usual), twofold: true };
}

/** @param {Moment} moment @param {Order} order */
export const daysIn = ({ days, swapped }, order) => (order === 'mdy' && swapped !== undefined ? swapped : days);

/** How moments become numbers. @typedef {{unit: 'years' | 'days' | 'hours', from: number | null}} Clock `from`: the day, since 1970-01-01, that counts as 0 */

/**
 * Years where there is at least one between the first and the last, as 2024.5; else days since the first one, or hours.
 * @param {readonly number[]} days
 * @returns {Clock}
 */
export function clockOf(days) {
  const [first, last] = rangeOf(days);
  const span = last - first;
  if (span >= 365) return { unit: 'years', from: null };
  const whole = days.every((day) => Number.isInteger(day));
  return { unit: whole || span > 2 ? 'days' : 'hours', from: Math.floor(first) };
}

/** @param {readonly number[]} values */
function rangeOf(values) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** Seconds are finer than any axis; a short number keeps links short. @param {number} value */
const rounded = (value) => Number(value.toFixed(5));

/** @param {number} days @param {Clock} clock */
export function onClock(days, { unit, from }) {
  if (unit !== 'years') return rounded((days - (from ?? 0)) * (unit === 'days' ? 1 : 24));
  const year = new Date(Math.floor(days) * DAY_MS).getUTCFullYear();
  const start = daysAt(year, 1, 1);
  return rounded(year + (days - start) / (daysAt(year + 1, 1, 1) - start));
}
