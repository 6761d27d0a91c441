// @ts-check
/** Own points while somebody sets them: a copy that is ahead of the run, written to it when a gesture ends. */
import { decimalsOf } from '../plot/tick-format.js';

/**
 * @typedef {import('../state/types.js').Run} Run
 * @typedef {import('../state/types.js').Actions} Actions
 * @typedef {[number, number]} Point
 */

/** Fewer points are a draft, which is kept but not learned. */
export const FEWEST = 2;

/** About a thousandth of what the plot shows: finer is neither seen nor needed, and makes long links. @param {number} value @param {number} span */
function rounded(value, span) {
  const fine = span / 1000;
  if (fine < 10) return Number(value.toFixed(decimalsOf(fine)));
  const unit = 10 ** Math.floor(Math.log10(fine));
  return Math.round(value / unit) * unit;
}

/** @param {Run} run @returns {Point[]} */
function pointsOf({ config, trainX, trainY, validationX, validationY }) {
  if (config.points) return config.points.map(([x, y]) => [x, y]);
  const pairs = (/** @type {Float32Array} */ xs, /** @type {Float32Array} */ ys) => Array.from(xs, (x, i) => /** @type {Point} */ ([x, ys[i]]));
  return [...pairs(trainX, trainY), ...pairs(validationX, validationY)];
}

/** @param {Actions} actions @param {() => Point[] | null} draft */
export function createSession(actions, draft) {
  /** @type {Point[]} */
  let points = [];
  /** @type {{x: number, y: number}} */
  let spans = { x: 1, y: 1 };
  /** Answers of the run that are still to come; an older one must not undo what was done since. */
  let pending = 0;
  let held = false;
  /** The run whose points these are; what is set beyond them stays until there is another. @type {number | null} */
  let followed = null;

  return {
    get points() {
      return points;
    },
    get busy() {
      return held || pending > 0;
    },
    /** A gesture begins; until `commit` or `cancel` the run changes nothing here. */
    hold() {
      held = true;
    },
    /** @param {Point[]} next */
    set(next) {
      points = next;
    },
    /** @param {Run} run */
    follow(run) {
      if (held || pending > 0 || run.id === followed) return;
      followed = run.id;
      points = draft() ?? pointsOf(run);
      spans = { x: run.domain[1] - run.domain[0], y: run.yRange[1] - run.yRange[0] };
    },
    /** The editing begins or ends: what is neither data nor a draft is forgotten. */
    forget() {
      followed = null;
    },
    /** @param {Point} point @returns {Point} */
    round: ([x, y]) => [rounded(x, spans.x), rounded(y, spans.y)],
    release() {
      held = false;
    },
    async commit() {
      held = false;
      if (points.length < FEWEST) return actions.setDraft(points);
      const sorted = [...points].sort((a, b) => a[0] - b[0]);
      pending += 1;
      await actions.setPoints(sorted);
      pending -= 1;
    },
  };
}

/** @typedef {ReturnType<typeof createSession>} Session */
