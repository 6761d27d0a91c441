// @ts-check
/** The y that the main plot shows: it follows the curve out of the range of the target, and begins anew with each run. */
import { eased, widened } from '../plot/y-range.js';

/**
 * @typedef {import('../state/types.js').Run} Run
 * @typedef {import('../state/types.js').Frame} Frame
 * @typedef {import('../plot/scale.js').Interval} Interval
 */

const STILL = matchMedia('(prefers-reduced-motion: reduce)');
/** A frame that comes later than this was not waited for in motion (milliseconds). */
const LONGEST_STEP = 50;

export function followRange() {
  /** @type {Interval} */
  let now = [0, 1];
  /** @type {Interval} */
  let goal = now;
  /** @type {Interval} */
  let base = now;
  let run = NaN;
  /** Whether there was a run without its curve. */
  let waits = false;
  let last = 0;

  return {
    get now() {
      return now;
    },
    get moving() {
      return now !== goal;
    },
    /**
     * @param {Run} shown
     * @param {Frame | null} frame null where the curve has not come yet
     * @param {boolean} keeps whether it stays as wide as it was: values pass by under a hand
     * @returns {boolean} whether the range has changed
     */
    follow({ id, yRange }, frame, keeps) {
      const before = now;
      const time = performance.now();
      const same = base[0] === yRange[0] && base[1] === yRange[1];
      // The curve may have come only now: what was there before it has its run's range already.
      const begins = id !== run && !(same && waits);
      if (begins && !(keeps && same)) goal = yRange;
      [run, base, waits] = [id, yRange, !frame];
      for (const curve of frame ? [frame.predictions, ...(frame.fans ?? [])] : []) {
        const wider = widened(base, goal, curve);
        // The same range stays the same object, so that one sees that nothing moves.
        if (wider[0] !== goal[0] || wider[1] !== goal[1]) goal = wider;
      }
      if (begins || STILL.matches) now = goal;
      else if (now !== goal) now = eased(now, goal, Math.min(LONGEST_STEP, time - last));
      last = time;
      return now !== before;
    },
  };
}
