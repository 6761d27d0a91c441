// @ts-check
/** Which moments of a run tell most of how its curve came about. */

/** @typedef {{epoch: number, predictions: ArrayLike<number>}} Moment */

/** How far apart two curves are: the root of the mean square. @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
function apart(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] - b[i]) ** 2;
  const distance = Math.sqrt(sum / Math.max(1, a.length));
  // A curve that has no finite values is like no other.
  return Number.isFinite(distance) ? distance : Infinity;
}

/**
 * As many moments as are planned up to the last one. They are looked at one after the other, and whenever there are too
 * many, that one goes which shows the least that the one before it does not; so what is shown hardly changes while a
 * run goes on.
 * @template {Moment} T
 * @param {T[]} moments ascending
 * @param {number[]} planned epochs, ascending
 * @returns {T[]}
 */
export function tellingMoments(moments, planned) {
  /** @type {T[]} */
  const kept = [];
  for (const moment of moments) {
    kept.push(moment);
    const room = planned.filter((epoch) => epoch <= moment.epoch).length;
    while (kept.length > Math.max(1, room)) kept.splice(leastTelling(kept), 1);
  }
  return kept;
}

/** @param {Moment[]} kept at least two, of which the first stays */
function leastTelling(kept) {
  const changes = kept.slice(1).map(({ predictions }, index) => apart(predictions, kept[index].predictions));
  return changes.indexOf(Math.min(...changes)) + 1;
}
