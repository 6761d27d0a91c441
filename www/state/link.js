// @ts-check
/** The page's own part of a link: `ui.` keys beside those of the run. Defaults are left out. */
import { AXES, PRESETS, RACE_PACES, readComparison, writeComparison } from './compare/link.js';
import { PACES } from './pace.js';
import { defaultUi } from './store.js';

/**
 * @typedef {import('./types.js').Ui} Ui
 * @typedef {import('./types.js').Problem} Problem
 */

/** The largest epoch a run can be told to end at. */
export const LAST_EPOCH = 1e9;

/** The pages of the application, in the order of the header's links. */
export const VIEWS = ['play', 'compare', 'story', 'gallery'];

/** What can be compared, in the order in which it is offered. */
export const COMPARISONS = Object.keys(PRESETS);

/** What stands in the comparison, by the fields of `Ui`. */
export const COMPARISON_FIELDS = /** @type {const} */ (['comparison', 'racePace', 'axis', 'goal']);

/** @typedef {{key: string, read: (text: string, refuse: (part: string) => void) => unknown, when?: (runLink: string) => boolean}} Field `when`: of which runs it says anything, where not of all */

/** A field reads its value or gives undefined; it may take a part and refuse another. @type {Partial<Record<keyof Ui, Field>>} */
const FIELDS = {
  pace: { key: 'ui.pace', read: (text) => (PACES.includes(text) ? text : undefined) },
  stopEpoch: { key: 'ui.stop', read: (text) => number(text, (n) => Number.isInteger(n) && n >= 1 && n <= LAST_EPOCH) },
  stopLoss: { key: 'ui.stopLoss', read: (text) => number(text, (n) => n >= 0) },
  comparison: { key: 'ui.compare', read: comparison },
  racePace: { key: 'ui.race', read: (text) => (RACE_PACES.includes(text) ? text : undefined) },
  axis: { key: 'ui.axis', read: (text) => AXES.find((axis) => axis === text) },
  goal: { key: 'ui.goal', read: (text) => number(text, (n) => n > 0) },
  xKind: { key: 'ui.x', read: (text) => ['number', 'clock'].find((kind) => kind === text), when: (runLink) => /(^|&)points=/.test(runLink) },
  chapter: { key: 'ui.chapter', read: (text) => (/^[a-z0-9]{1,20}$/.test(text) ? text : undefined) },
  view: { key: 'ui.view', read: (text) => (VIEWS.includes(text) ? text : undefined) },
  inside: { key: 'ui.inside', read: flag },
  detail: { key: 'ui.detail', read: flag },
};

/** @param {string} text */
function flag(text) {
  return /^[01]$/.test(text) ? text === '1' : undefined;
}

/** @param {string} text @param {(n: number) => boolean} valid */
function number(text, valid) {
  const n = Number(text);
  return text.trim() !== '' && Number.isFinite(n) && valid(n) ? n : undefined;
}

/** @param {string} text @param {(part: string) => void} refuse */
function comparison(text, refuse) {
  const read = readComparison(text);
  read.refused.forEach(refuse);
  const valid = writeComparison(read.comparison);
  return valid === '' && text !== '' ? defaultUi.comparison : valid;
}

/** @returns {[keyof Ui, Field][]} */
const fields = () => /** @type {[keyof Ui, Field][]} */ (Object.entries(FIELDS));

/** A plus sign would be read as a space. @param {unknown} value */
const written = (value) => String(typeof value === 'boolean' ? Number(value) : value).replace('e+', 'e');

/**
 * @param {string} runLink as `Trainer.link()` writes it
 * @param {Ui} ui
 * @returns {string} the whole fragment, without `#`
 */
export function joinLink(runLink, ui) {
  const own = fields().filter(([name, { when }]) => ui[name] !== defaultUi[name] && (when?.(runLink) ?? true)).map(([name, { key }]) => `${key}=${written(ui[name])}`);
  return [runLink, ...own].join('&');
}

/** What of the comparison a link does not name. @param {string} fragment @returns {(keyof Ui)[]} */
export function comparisonNotIn(fragment) {
  const given = new URLSearchParams(fragment);
  return COMPARISON_FIELDS.filter((name) => !given.has(FIELDS[name]?.key ?? ''));
}

/** What a link says of the run. @param {string} fragment */
export const runPart = (fragment) => fragment.split('&').filter((part) => !part.startsWith('ui.')).join('&');

/** What programs and sentences put behind a link, and what stands before it. @param {string} text */
function withoutEnding(text) {
  const kept = text.replace(/[\s.,;:!?)\]}>"'»«”“„’‘*_~`|\\]+$/u, '');
  return [kept, text.slice(kept.length).trim()];
}

/**
 * @param {string | Record<string, string>} link a fragment with or without `#`, or its keys as the module has read them
 * @returns {{ui: Partial<Ui>, problems: Problem[]}} every field of a link, at its default where it is not given
 */
export function readUi(link) {
  const given = new URLSearchParams(typeof link === 'string' ? link.replace(/^#/, '') : link);
  const last = [...given.keys()].at(-1);
  /** @type {Record<string, unknown>} */
  const ui = {};
  /** @type {Problem[]} */
  const problems = [];
  for (const [name, { key, read }] of fields()) {
    const text = given.get(key);
    /** @param {string} part */
    const refuse = (part) => problems.push({ code: 'page_value', path: key, message: `${key} cannot be ${part}`, params: { value: part } });
    const whole = text === null ? defaultUi[name] : read(text, refuse);
    // A sentence's full stop or bracket behind the link.
    const [kept, signs] = whole === undefined && text !== null && key === last ? withoutEnding(text) : ['', ''];
    const value = whole ?? (signs && kept !== '' ? read(kept, refuse) : undefined);
    ui[name] = value ?? defaultUi[name];
    if (text === null || whole !== undefined) continue;
    if (value === undefined) refuse(text);
    else problems.push({ code: 'mended_ending', path: key, message: `${signs} does not belong to ${key}`, params: { value: signs } });
  }
  return { ui: /** @type {Partial<Ui>} */ (ui), problems };
}
