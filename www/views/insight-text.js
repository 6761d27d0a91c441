// @ts-check
/** What the module has seen, as the key of a sentence and the numbers it names. */

import { placeFormat, readingFormat } from '../plot/tick-format.js';

/**
 * @typedef {import('../state/types.js').Insight} Insight
 * @typedef {import('../i18n/index.js').I18n} I18n
 * @typedef {{key: string, params: Record<string, unknown>}} Sentence
 */

/** A caption is no table. */
const DIGITS = 2;

/** Numbers that are counted and not measured. */
const COUNTS = new Set(['units', 'dead', 'layer', 'kinksInside', 'epoch', 'bestEpoch', 'since']);
/** Parts of a whole. */
const SHARES = new Set(['share', 'missingShare', 'fineShare']);
/** Places on the x-axis, where 0.31 and 0.3 differ. */
const PLACES = new Set(['from', 'to', 'missingFrom', 'missingTo', 'worstX']);

/** @param {string} name @param {number} value @param {number} span of the x-axis @param {I18n} i18n @param {boolean} timeOfDay whether x is */
function shown(name, value, span, i18n, timeOfDay) {
  if (COUNTS.has(name)) return i18n.integer(value);
  if (SHARES.has(name)) return percent(value, i18n.lang);
  if (PLACES.has(name) && timeOfDay) return placeFormat(i18n.lang, value, span, true);
  // Years stay whole.
  if (PLACES.has(name)) return readingFormat(i18n.lang, value, span >= 10 && Math.abs(value - Math.round(value)) < 1e-4 * span ? 500 : 10 * span);
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
function shade({ code, kinksInside, worstError, dead, units, since, rmse }, { from, to, missingFrom, missingTo }, linear) {
  // What can be nothing else is not so "still".
  if (code === 'straight_line' && linear) return '.linear';
  // What has long been so is not so "still" either.
  if (code === 'straight_line' && since) return '.settled';
  if (code === 'fits' && rmse === 0) return '.exact';
  if (code === 'dead_units') return dead === units ? '.all' : '';
  // Only units with a kink have one to count.
  if (code === 'straight_line') return kinksInside < 0 ? '.plain' : kinksInside === 0 ? '.none' : '.some';
  // Among few points the worst place may be a single one.
  const spot = from === to && missingFrom === missingTo ? '.spot' : '';
  if (code === 'one_place') return spot + (worstError > 0 ? '.high' : '.low');
  return code === 'wide_swings' ? spot : '';
}

/** The stretch of x that a sentence names. @param {Insight} insight @returns {readonly [number, number] | null} */
export function stretchOf(insight) {
  const { from = insight.missingFrom, to = insight.missingTo } = /** @type {Record<string, any>} */ (insight);
  return typeof from === 'number' && typeof to === 'number' ? [from, to] : null;
}

/** A loss that swings by less is nothing to speak of, nor is a band that nobody sees: as a part of the curve's height. */
const SWINGS = 1.5;
const SEEN = 0.02;

/** @param {import('../state/types.js').Ending} ending @returns {number} the band's greatest width beside its whole height */
function widthOf({ low, high }) {
  const width = low.reduce((most, y, i) => Math.max(most, high[i] - y), 0);
  return width / (Math.max(...high) - Math.min(...low));
}

/** How an ended run swung, where it did. @param {import('../state/types.js').Ending | undefined} ending @param {I18n} i18n @returns {Sentence | null} */
export function swingSentence(ending, i18n) {
  if (!ending || !(ending.highLoss > SWINGS * ending.lowLoss) || widthOf(ending) < SEEN) return null;
  const { epochs, lowLoss, highLoss } = ending;
  return { key: 'views.say.swing', params: { epochs: i18n.integer(epochs), low: i18n.number(lowLoss, DIGITS), high: i18n.number(highLoss, DIGITS) } };
}

/**
 * @param {Insight} insight
 * @param {Pick<import('../state/types.js').Run, 'domain' | 'config'>} run
 * @param {I18n} i18n
 * @param {boolean} [timeOfDay] whether x is
 * @returns {Sentence}
 */
export function insightSentence(insight, { domain: [low, high], config }, i18n, timeOfDay = false) {
  /** @type {Record<string, string>} */
  const params = {};
  for (const [name, value] of Object.entries(insight)) {
    if (typeof value === 'number') params[name] = shown(name, value, high - low, i18n, timeOfDay);
  }
  const aim = insight.hasFunction ? '.function' : '.points';
  const key = `views.say.${insight.code}${shade(insight, params, config.layers.every(({ activation }) => activation === 'linear'))}`;
  const known = [key, key + aim].find((candidate) => i18n.has(candidate)) ?? `views.say.learning${aim}`;
  const isPart = insight.code === 'dead_units' && insight.dead !== insight.units;
  const counted = isPart ? insight.dead : insight.kinksInside || insight.units;
  return { key: known, params: { ...params, count: counted } };
}
