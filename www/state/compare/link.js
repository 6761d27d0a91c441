// @ts-check
/**
 * A comparison in a link: `ui.compare=post`, or own lanes as what each has in place of the base run's keys, in the
 * link's own grammar with `~` between keys and `|` between lanes: `post|-3|layers=600:relu~seed=7|base`. `-3` leaves
 * out the preset's third lane; an empty value (`seed=`) stands for the default. The data belong to the base alone, so
 * no lane can have other ones, and no value needs escaping.
 */

/**
 * @typedef {object} Comparison
 * @property {string} preset '' where there is none
 * @property {number[]} without places of the preset's lanes that are left out, counted from 1
 * @property {string[]} lanes own ones; '' is the base itself
 */

/** What can be compared, in the order in which it is offered, and how many lanes it has. @type {Record<string, number>} */
export const PRESETS = { post: 4, activations: 16, optimizers: 9, rates: 6, widths: 6, depths: 6, seeds: 16 };

/** What progress is measured by: epochs, updates, or milliseconds of training. @typedef {typeof AXES[number]} Axis */
export const AXES = /** @type {const} */ (['epochs', 'updates', 'time']);

/** How fast all lanes go on. Epochs a second, as for a single run, would say nothing of updates or times. */
export const RACE_PACES = ['show', 'full'];

export const MOST_LANES = 16;
const BASE = 'base';
const LONGEST = 20_000;
/** So much of what is wrong is repeated. */
const LONGEST_NAMED = 60;

const OPTIMIZER_KEYS = ['learningRate', 'momentum', 'nesterov', 'rho', 'beta1', 'beta2', 'epsilon', 'weightDecay', 'initialAccumulatorValue', 'centered', 'amsgrad', 'learningRateChanges'];
const DATA_KEYS = ['v', 'function', 'domain', 'samples', 'sampling', 'noise', 'validation', 'points'];
const PAIR = /^([A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*)=([A-Za-z0-9_.,:;-]*)$/;

/**
 * A link's keys without the page's own; values stay as they are written, since URLSearchParams would read + as a space.
 * @param {string} link
 * @returns {Map<string, string>}
 */
const keysOf = (link) =>
  new Map(
    link.replace(/^#/, '').split('&').filter((pair) => pair.includes('=') && !pair.startsWith('ui.')).map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );

/** The same text for links of the same run, in whatever order their keys are. @param {string} link */
export const canonical = (link) => [...keysOf(link)].map((pair) => pair.join('=')).sort().join('&');

/** @param {string} lane */
const isLane = (lane) =>
  lane.split('~').every((pair) => {
    const key = PAIR.exec(pair)?.[1];
    return key !== undefined && !DATA_KEYS.includes(key) && !key.startsWith('ui.');
  });

/** @param {string} text the value of `ui.compare` */
export const presetOf = (text) => readComparison(text).comparison.preset;

/** @param {Comparison} comparison */
export const countOf = ({ preset, without, lanes }) => (preset ? PRESETS[preset] - without.length : 0) + lanes.length;

/** @param {Comparison} comparison */
export const writeComparison = ({ preset, without, lanes }) =>
  [...(preset ? [preset] : []), ...without.map((place) => `-${place}`), ...lanes.map((lane) => lane || BASE)].join('|');

/**
 * The valid part, and what was not understood.
 * @param {string} text the value of `ui.compare`
 * @returns {{comparison: Comparison, refused: string[]}}
 */
export function readComparison(text) {
  /** @type {Comparison} */
  const comparison = { preset: '', without: [], lanes: [] };
  if (text.length > LONGEST) return { comparison, refused: [`${text.slice(0, LONGEST_NAMED)}…`] };
  const parts = text.split('|').filter((part) => part !== '');
  const refused = parts.filter((part, index) => !takePart(comparison, part, index === 0));
  return { comparison, refused: refused.map((part) => (part.length > LONGEST_NAMED ? `${part.slice(0, LONGEST_NAMED)}…` : part)) };
}

/** Whether a part of the text can be taken, and is. @param {Comparison} comparison @param {string} part @param {boolean} first */
function takePart(comparison, part, first) {
  const { preset, without, lanes } = comparison;
  if (first && Object.hasOwn(PRESETS, part)) {
    comparison.preset = part;
    return true;
  }
  if (/^-\d{1,2}$/.test(part)) {
    const place = -Number(part);
    const possible = preset !== '' && place >= 1 && place <= PRESETS[preset] && !without.includes(place);
    if (possible) without.push(place);
    return possible;
  }
  if (countOf(comparison) >= MOST_LANES || (part !== BASE && !isLane(part))) return false;
  lanes.push(part === BASE ? '' : part);
  return true;
}

/**
 * What a run's link has in place of the base's; data are not compared.
 * @param {string} base
 * @param {string} run both as `Trainer.link()` writes them
 */
export function laneOf(base, run) {
  const [from, to] = [keysOf(base), keysOf(run)];
  const other = from.get('optimizer') !== to.get('optimizer');
  const keys = [...new Set([...to.keys(), ...from.keys()])].filter((key) => !DATA_KEYS.includes(key));
  return keys.flatMap((key) => {
    const own = OPTIMIZER_KEYS.includes(key) && other;
    if (own ? !to.has(key) : from.get(key) === to.get(key)) return [];
    return [`${key}=${to.get(key) ?? ''}`];
  }).join('~');
}

/**
 * The link of a lane's run. Another optimizer takes none of the base's hyperparameters.
 * @param {string} base
 * @param {string} lane
 */
export function linkOfLane(base, lane) {
  const keys = keysOf(base);
  const pairs = lane === '' ? [] : lane.split('~').map((pair) => pair.split('='));
  if (pairs.some(([key]) => key === 'optimizer')) OPTIMIZER_KEYS.forEach((key) => keys.delete(key));
  for (const [key, value] of pairs) {
    if (value === '') keys.delete(key);
    else keys.set(key, value);
  }
  return [...keys].map(([key, value]) => `${key}=${value}`).join('&');
}

/** As many own lanes as a link has room for, from the first. @param {Comparison} comparison */
function fitting(comparison) {
  const lanes = [...comparison.lanes];
  while (writeComparison({ ...comparison, lanes }).length > LONGEST) lanes.pop();
  return writeComparison({ ...comparison, lanes });
}

/**
 * The same own lanes, told from another base: what was put into a comparison stays what it is when the run changes.
 * Only the data are always the base's. Where that takes more room than a link has, the last lanes go.
 * @param {string} text the value of `ui.compare`
 * @param {string} from the base so far
 * @param {string} to
 */
export function rebased(text, from, to) {
  if (from === to) return text;
  const { comparison } = readComparison(text);
  if (comparison.lanes.length === 0) return text;
  return fitting({ ...comparison, lanes: comparison.lanes.map((lane) => laneOf(to, linkOfLane(from, lane))) });
}

/**
 * The same without one of its lanes.
 * @param {string} text the value of `ui.compare`
 * @param {number} index among all its lanes
 */
export function withoutLane(text, index) {
  const { comparison } = readComparison(text);
  const kept = keptPlaces(comparison);
  if (index < 0) return text;
  if (index < kept.length) comparison.without.push(kept[index]);
  else comparison.lanes.splice(index - kept.length, 1);
  const { preset, without, lanes } = comparison;
  return writeComparison(countOf(comparison) > lanes.length ? { preset, without, lanes } : { preset: '', without: [], lanes });
}

/** Places of the preset's lanes that are left, counted from 1. @param {Comparison} comparison */
export const keptPlaces = ({ preset, without }) =>
  Array.from({ length: preset ? PRESETS[preset] : 0 }, (_, index) => index + 1).filter((place) => !without.includes(place));
