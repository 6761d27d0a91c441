// @ts-check
/** Which runs a comparison wants, from the run it is told from; and what of it was no run. */
import { withRateOf } from '../rate.js';
import { canonical, keptPlaces, laneOf, linkOfLane, readComparison, writeComparison } from './link.js';
import { lanesOf } from './presets.js';

/**
 * @typedef {import('../types.js').Run} Run
 * @typedef {import('../types.js').Config} Config
 * @typedef {import('../types.js').PartialConfig} PartialConfig
 * @typedef {import('../types.js').Problem} Problem
 * @typedef {import('./presets.js').Offers} Offers
 * @typedef {import('./race.js').Lane} Lane
 * @typedef {import('./race.js').Wanted} Wanted
 */

/** So many places look different, as plot/race.js draws them. */
export const PLACES = 18;

/** What presets start from: the learning rate that was last in force holds from the beginning. @param {Config} config */
export const baseOf = (config) => withRateOf(config, Infinity);

/**
 * A preset's lanes keep their places when others of it are left out, and own ones come after them: what a link says
 * has the same numbers and colours for whoever opens it.
 * @param {Run} run
 * @param {string} text the value of `ui.compare`
 * @param {Offers} offers
 * @returns {Wanted[]}
 */
export function wantedLanes(run, text, offers) {
  const { comparison } = readComparison(text);
  const base = baseOf(run.config);
  const all = comparison.preset ? lanesOf(comparison.preset, base, offers) : [];
  const preset = keptPlaces(comparison).map((place) => {
    const difference = all[place - 1];
    const config = { ...base, ...difference };
    return { key: JSON.stringify(config), source: { config }, difference, place: place - 1 };
  });
  const places = ownPlaces(comparison, all.length);
  const own = comparison.lanes.map((lane, index) => {
    const link = linkOfLane(run.link, lane);
    return { key: canonical(link), source: { link }, difference: null, place: places[index] };
  });
  return [...preset, ...own];
}

/** After the preset's, and where looks run out, those of the lanes that are left out. @param {import('./link.js').Comparison} comparison @param {number} count of the preset's */
function ownPlaces(comparison, count) {
  const kept = keptPlaces(comparison).map((place) => place - 1);
  const after = Array.from({ length: PLACES - count }, (_, index) => count + index);
  return [...after, ...Array.from({ length: count }, (_, place) => place).filter((place) => !kept.includes(place))];
}

/** What one configuration has in place of another's. @param {Config} from @param {Config} to @returns {PartialConfig} */
export const changesBetween = (from, to) =>
  Object.fromEntries(Object.entries(to).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(from, key))));

/**
 * Own lanes whose link the module did not understand, as far as it did; where nothing of one is left, it goes.
 * @param {Run} run
 * @param {string} text the value of `ui.compare`
 * @param {Lane[]} lanes opened from it
 * @returns {{text: string, problems: Problem[]}}
 */
export function mended(run, text, lanes) {
  const { comparison } = readComparison(text);
  const own = lanes.slice(lanes.length - comparison.lanes.length);
  const kept = comparison.lanes.map((lane, index) => {
    const { problems, run: opened } = own[index];
    if (problems.length === 0 || !opened) return lane;
    const valid = laneOf(run.link, opened.link);
    // Where the whole is impossible the worker opens something else.
    const pairs = lane.split('~');
    return valid !== '' && valid.split('~').every((pair) => pairs.includes(pair)) ? valid : null;
  });
  const problems = own.flatMap((lane) => lane.problems).map((problem) => ({ ...problem, path: `ui.compare, ${problem.path}` }));
  return { text: writeComparison({ ...comparison, lanes: kept.filter((lane) => lane !== null) }), problems };
}

/**
 * The comparison as it must be told when one of its runs becomes the base: presets that would then have other lanes
 * become own ones.
 * @param {Run} run
 * @param {string} text the value of `ui.compare`
 * @param {Lane[]} lanes
 * @param {Run} next
 * @param {Offers} offers
 */
export function keptFor(run, text, lanes, next, offers) {
  const { comparison: { preset } } = readComparison(text);
  /** @param {Config} base */
  const runs = (base) => JSON.stringify(lanesOf(preset, base, offers).map((difference) => ({ ...base, ...difference })));
  if (preset === '' || runs(baseOf(run.config)) === runs(baseOf(next.config))) return text;
  return writeComparison({ preset: '', without: [], lanes: lanes.flatMap((lane) => (lane.run ? [laneOf(run.link, lane.run.link)] : [])) });
}
