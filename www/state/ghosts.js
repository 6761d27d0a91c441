// @ts-check
/** Earlier moments that stay on the plot, at about equal steps of log(epoch): 1, 3, 10, 30, 100, … */

/** @typedef {import('./types.js').Ghost} Ghost */

const MOST = 8;

/**
 * The first epoch after `epoch` that leaves a ghost.
 * @param {number} epoch
 */
export function nextGhostEpoch(epoch) {
  let power = 1;
  while (3 * power <= epoch) power *= 10;
  return power > epoch ? power : 3 * power;
}

/**
 * @param {Ghost[]} ghosts
 * @param {Ghost} moment
 * @returns {Ghost[]} the same array where the moment leaves none
 */
export function withGhost(ghosts, moment) {
  const last = ghosts.at(-1)?.epoch ?? 0;
  const due = moment.epoch > last && nextGhostEpoch(moment.epoch - 1) === moment.epoch;
  return due ? [...ghosts, moment].slice(-MOST) : ghosts;
}
