// @ts-check
/** From the function to own points and back: what belongs to the one must not linger in the other. */
import { suited, suitedScaling } from './suited.js';

/**
 * @typedef {import('./types.js').Run} Run
 * @typedef {import('./types.js').PartialConfig} PartialConfig
 * @typedef {[number, number][]} Points
 */

/** Own data begins as so many points of what is there, so that there is something to take hold of. */
const FIRST_POINTS = 12;

export class OwnData {
  /** What somebody set or pasted last. @type {Points | null} */
  #set = null;
  /** Keys of settings that somebody made. @type {Set<string>} */
  #chosen = new Set();
  /** What was set because it suits own points, and what it replaced. @type {PartialConfig} */
  #suited = {};
  /** @type {PartialConfig} */
  #replaced = {};
  /** What was learned before the points, where there was something. @type {Pick<PartialConfig, 'function' | 'domain'>} */
  #earlier = {};

  /** Whether somebody has set or pasted points. */
  get remembers() {
    return this.#set !== null;
  }

  /** To begin with: what was set before, or some of what is learned now. @param {Run} run @returns {Points} */
  first(run) {
    return this.#set ?? someOf(run);
  }

  /** What is set because it suits own points, and by nobody since. */
  get suited() {
    return this.#suited;
  }

  /** A setting that somebody made stays. @param {PartialConfig} partial */
  choose(partial) {
    for (const key of Object.keys(partial)) {
      this.#chosen.add(key);
      Reflect.deleteProperty(this.#suited, key);
    }
  }

  /** Another link: what was chosen was chosen for another run. */
  begin() {
    this.#chosen.clear();
    this.#replaced = {};
    this.#suited = {};
  }

  /**
   * Points that were set in the plot, whose x-axis must then stay where it is.
   * @param {Run | null} run the present one
   * @param {Points} points
   * @returns {PartialConfig}
   */
  set(run, points) {
    this.#set = points;
    this.#leave(run);
    const stays = run && points.every(([x]) => x >= run.domain[0] && x <= run.domain[1]);
    return { points, function: null, domain: stays ? run.domain : undefined };
  }

  /**
   * Points that come as a whole, with all that suits them.
   * @param {Run | null} run
   * @param {Points} points
   * @param {boolean} remembered whether they were made, and not only taken from the function
   * @returns {PartialConfig}
   */
  take(run, points, remembered) {
    if (remembered) this.#set = points;
    this.#leave(run);
    return { points, function: null, domain: undefined, ...(run && this.#suit(run, suited(run.config, points, this.#chosen))) };
  }

  /** What own points that were set in the plot still want once that has ended. @param {Run} run @returns {PartialConfig | null} null where it is nothing */
  finish(run) {
    const { config } = run;
    if (!config.points) return null;
    const { scaling } = suitedScaling(config, config.points, this.#chosen);
    return scaling === 'standardize' ? this.#suit(run, { scaling }) : null;
  }

  /** The function again, with what it was learned with. @param {Run | null} run @returns {PartialConfig} */
  leave(run) {
    const kept = Object.entries(this.#suited).filter(([key, value]) => run && same(Reflect.get(run.config, key), value));
    const back = Object.fromEntries(kept.map(([key]) => [key, Reflect.get(this.#replaced, key)]));
    this.#replaced = {};
    this.#suited = {};
    return { points: undefined, function: undefined, domain: undefined, ...this.#earlier, ...back };
  }

  /** What was set because it suits own points, as it was before; from now on that is somebody's choice. @returns {PartialConfig} */
  unsuit() {
    const replaced = this.#replaced;
    this.choose(replaced);
    this.#replaced = {};
    this.#suited = {};
    return replaced;
  }

  /** @param {Run | null} run */
  #leave(run) {
    const config = run?.config;
    if (config && !config.points) this.#earlier = { function: config.function, domain: config.domain };
  }

  /** @param {Run} run @param {PartialConfig} partial */
  #suit(run, partial) {
    for (const key of Object.keys(partial)) {
      if (!(key in this.#suited)) Reflect.set(this.#replaced, key, Reflect.get(run.config, key));
      Reflect.set(this.#suited, key, Reflect.get(partial, key));
    }
    return partial;
  }
}

/** Whether all that was set is still so; the module has filled in the rest. @param {any} now @param {any} set */
const same = (now, set) => (typeof set === 'object' ? Object.entries(set).every(([key, value]) => now[key] === value) : now === set);

/** @param {Run} run @returns {Points} */
function someOf({ trainX, trainY }) {
  const pairs = Array.from(trainX, (x, i) => /** @type {[number, number]} */ ([round(x), round(trainY[i])])).sort((a, b) => a[0] - b[0]);
  const stride = Math.max(1, (pairs.length - 1) / (FIRST_POINTS - 1));
  const count = Math.min(FIRST_POINTS, pairs.length);
  return Array.from({ length: count }, (_, i) => pairs[Math.round(i * stride)]);
}

/** Four digits are enough for a point set by hand, and keep the link short. @param {number} value */
const round = (value) => Number(value.toPrecision(4));
