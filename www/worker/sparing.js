// @ts-check
/** Values that cost time to compute, and must not cost a run more than a small part of its time. */

/** A value is computed anew after this many times its own cost. */
const PATIENCE = 8;

/**
 * @template T
 * @param {() => T} compute
 * @param {() => number} now milliseconds
 * @param {number} [interval] and never sooner than this
 */
export function sparing(compute, now, interval = 0) {
  /** @type {T | undefined} */
  let value;
  let due = -Infinity;

  return {
    /** @param {boolean} [exact] compute it whatever it costs @returns {T} */
    get(exact = false) {
      const start = now();
      if (value === undefined || exact || start >= due) {
        value = compute();
        const end = now();
        due = end + Math.max(interval, PATIENCE * (end - start));
      }
      return value;
    },
  };
}
