// @ts-check
/** What the module has seen, as the key of a sentence and the numbers it names. */

import { readingFormat } from '../plot/tick-format.js';

/**
 * @typedef {import('../state/types.js').Insight} Insight
 * @typedef {import('../i18n/index.js').I18n} I18n
 * @typedef {{key: string, params: Record<string, unknown>}} Sentence
 */

/** A caption is no table. */
const DIGITS = 2;

/** Numbers that are counted and not measured. */
const COUNTS = new Set(['units', 'dead', 'kinksInside', 'epoch', 'bestEpoch']);
/** Parts of a whole. */
const SHARES = new Set(['share', 'missingShare', 'fineShare']);
/** Places on the x-axis, where 0.31 and 0.3 differ. */
const PLACES = new Set(['from', 'to', 'missingFrom', 'missingTo', 'worstX']);

/** @param {string} name @param {number} value @param {number} span of the x-axis @param {I18n} i18n */
function shown(name, value, span, i18n) {
  if (COUNTS.has(name)) return i18n.integer(value);
  if (SHARES.has(name)) return percent(value, i18n.lang);
  if (PLACES.has(name)) return readingFormat(i18n.lang, value, 10 * span);
  return i18n.number(Math.abs(value), name === 'learningRate' ? 3 : DIGITS);
}

/** @param {number} share @param {string} lang */
const percent = (share, lang) => new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 0 }).format(share);

/**
 * A finer shade of a code, where its numbers make another sentence of it.
 * @param {Record<string, any>} insight
 * @param {Record<string, string>} params
 * @param {boolean} linear whether all units are
 */
function shade({ code, kinksInside, worstError }, { from, to, missingFrom, missingTo }, linear) {
  // What can be nothing else is not so "still".
  if (code === 'straight_line' && linear) return '.linear';
  // Only units with a kink have one to count.
  if (code === 'straight_line') return kinksInside < 0 ? '.plain' : kinksInside === 0 ? '.none' : '.some';
  // Among few points the worst place may be a single one.
  const spot = from === to && missingFrom === missingTo ? '.spot' : '';
  if (code === 'one_place') return spot + (worstError > 0 ? '.high' : '.low');
  return code === 'wide_swings' ? spot : '';
}

/**
 * @param {Insight} insight
 * @param {Pick<import('../state/types.js').Run, 'domain' | 'config'>} run
 * @param {I18n} i18n
 * @returns {Sentence}
 */
export function insightSentence(insight, { domain: [low, high], config }, i18n) {
  /** @type {Record<string, string>} */
  const params = {};
  for (const [name, value] of Object.entries(insight)) {
    if (typeof value === 'number') params[name] = shown(name, value, high - low, i18n);
  }
  const aim = insight.hasFunction ? '.function' : '.points';
  const key = `views.say.${insight.code}${shade(insight, params, config.layers.every(({ activation }) => activation === 'linear'))}`;
  const known = [key, key + aim].find((candidate) => i18n.has(candidate)) ?? `views.say.learning${aim}`;
  const counted = insight.kinksInside === 0 ? insight.units : insight.kinksInside;
  return { key: known, params: { ...params, count: counted } };
}
