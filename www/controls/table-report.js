// @ts-check
/** What was taken of a pasted table, what could be read otherwise, and what was left out: in words, with the choices. */
import { h } from '../dom.js';
import { addMessages } from '../i18n/index.js';
import { editable } from '../i18n/format.js';
import de from '../i18n/de/table.js';
import en from '../i18n/en/table.js';
import { MOST_POINTS } from '../state/table.js';

/**
 * @typedef {import('../i18n/index.js').I18n} I18n
 * @typedef {import('../state/table.js').Reading} Reading
 * @typedef {import('../state/table.js').Choice} Choice
 */

addMessages({ en, de });

/** Longer cells would hide the sentence they stand in. */
const LONGEST = 24;

/**
 * @param {I18n} i18n
 * @param {Reading} reading
 * @param {(choice: Choice) => void} choose what is to be read otherwise
 * @returns {Node[]}
 */
export function tableReport(i18n, reading, choose) {
  const part = reading.columns.length > 2 ? columnChoice : axisName;
  const taken = { count: reading.points.length, x: part(i18n, reading, 'x', choose), y: part(i18n, reading, 'y', choose) };
  return [
    h('p', {}, i18n.rich('table.taken', taken)),
    ...notes(i18n, reading).map((text) => h('p', {}, text)),
    ...doubts(i18n, reading, choose),
    ...leftOut(i18n, reading),
  ];
}

/** @param {string} text */
const short = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** @param {I18n} i18n @param {Reading} reading @param {'x' | 'y'} axis */
function axisName(i18n, reading, axis) {
  const { name, place, unit, kind } = reading[axis];
  if (kind === 'rows') return i18n.t('table.rows');
  if (name === '') return i18n.t('table.column', { place });
  return i18n.t(unit && !name.includes(unit) ? 'table.named.unit' : 'table.named', { name, unit });
}

/** @param {I18n} i18n @param {Reading} reading @param {'x' | 'y'} axis @param {(choice: Choice) => void} choose */
function columnChoice(i18n, reading, axis, choose) {
  const options = reading.columns.map(({ index, name }) => h('option', { value: index, selected: index === reading[axis].index }, name || i18n.t('table.column', { place: index + 1 })));
  const select = h('select', { 'aria-label': i18n.t(`table.${axis}`), onChange: () => choose({ [axis]: Number(select.value) }) }, ...options);
  return select;
}

/** @param {I18n} i18n @param {number} days since 1970-01-01 */
const dateText = ({ lang }, days) => new Intl.DateTimeFormat(lang === 'de' ? 'de' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(days * 86_400_000);

/** @param {I18n} i18n @param {Reading} reading @returns {string[]} */
function notes(i18n, { x, sideways, thinned, constant }) {
  const dated = x.kind === 'years' || x.kind === 'days' || x.kind === 'hours' || x.kind === 'clock';
  return [
    dated && i18n.t(`table.kind.${x.kind}`, { date: dateText(i18n, x.from ?? 0) }),
    sideways && i18n.t('table.sideways'),
    thinned > 0 && i18n.t('table.thinned', { count: thinned, most: MOST_POINTS }),
    constant !== '' && i18n.t(`table.constant.${constant}`),
  ].filter((text) => text !== false);
}

/** What could be read in another way, each with a button that does so. @param {I18n} i18n @param {Reading} reading @param {(choice: Choice) => void} choose */
function doubts(i18n, { twofold, dates }, choose) {
  /** @param {string} text @param {string} action @param {() => void} act */
  const doubt = (text, action, act) => h('p', {}, text, ' ', h('button', { type: 'button', class: 'link', onClick: act }, action));
  const found = [];
  if (twofold) {
    const other = twofold.decimal === 'point' ? 'comma' : 'point';
    const [key, values] = twofold.other !== null ? ['twofold', [twofold.value, twofold.other]] : [twofold.decimal === 'comma' ? 'joined' : 'separate', [twofold.value, NaN]];
    // Without separators of thousands, which are what is in doubt.
    const [value, switched] = values.map((number) => editable(i18n.lang, number));
    found.push(doubt(i18n.t(`table.${key}`, { text: short(twofold.text), value }), i18n.t(`table.${key}.switch`, { value: switched }), () => choose({ decimal: other })));
  }
  if (dates) {
    const order = dates.order === 'dmy' ? 'mdy' : 'dmy';
    const said = { text: short(dates.text), date: dateText(i18n, dates.days) };
    found.push(doubt(i18n.t('table.date', said), i18n.t('table.date.switch', { date: dateText(i18n, dates.other) }), () => choose({ order })));
  }
  return found;
}

/** @param {I18n} i18n @param {Reading} reading */
function leftOut(i18n, { left }) {
  const count = left.reduce((sum, { count }) => sum + count, 0);
  if (count === 0) return [];
  const reasons = left.map((reason) => {
    const more = reason.count - reason.lines.length;
    const where = i18n.t(more > 0 ? 'table.lines.more' : reason.count === 1 ? 'table.line' : 'table.lines', { lines: reason.lines.join(', '), more });
    return i18n.t(`table.left.${reason.why}`, { count: reason.count, text: short(reason.text), where });
  });
  return [h('p', {}, `${i18n.t('table.left', { count })} ${reasons.join('; ')}.`)];
}

