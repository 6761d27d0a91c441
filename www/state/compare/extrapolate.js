// @ts-check
/** Computing times: what was measured, and what it comes to at the end if it goes on like that. */

/** A run's time up to an epoch. @typedef {{epoch: number, ms: number}} Mark */

/** The first epochs are slower: browsers compile what is used often. So the rate is that of the later part. */
const WARM_SHARE = 0.2;

/** A browser's clock may have steps of a tenth of a millisecond: less than this says nothing. */
const LEAST_MS = 2;

/**
 * Milliseconds an epoch, over the epochs after the first fifth.
 * @param {Mark[]} marks ascending
 * @returns {number} NaN where too little was measured
 */
export function rateOf(marks) {
  const last = marks.at(-1);
  if (!last || last.epoch === 0) return NaN;
  const start = marks.findLast(({ epoch }) => epoch <= last.epoch * WARM_SHARE) ?? { epoch: 0, ms: 0 };
  const ms = last.ms - start.ms;
  return ms < LEAST_MS ? NaN : ms / (last.epoch - start.epoch);
}

/**
 * The time at an epoch that is not reached yet: a line on from the last mark.
 * @param {Mark[]} marks
 * @param {number} epoch
 */
export function timeAt(marks, epoch) {
  const last = marks.at(-1);
  return last ? last.ms + rateOf(marks) * (epoch - last.epoch) : NaN;
}

/**
 * The time at an epoch that was passed: between the marks around it.
 * @param {Mark[]} marks ascending, the first at epoch 0
 * @param {number} epoch
 */
export function timeUpTo(marks, epoch) {
  const after = marks.findIndex((mark) => mark.epoch >= epoch);
  if (after < 0) return marks.at(-1)?.ms ?? NaN;
  if (after === 0) return marks[0].ms;
  const [a, b] = [marks[after - 1], marks[after]];
  return a.ms + ((b.ms - a.ms) * (epoch - a.epoch)) / (b.epoch - a.epoch);
}

/** Of the experiment's 10,000 epochs, in seconds, on other machines and by other programs. */
export const MEASURED_ELSEWHERE = [
  { name: 'Keras 3, TensorFlow', seconds: 604 },
  { name: 'TF.js, WebAssembly', seconds: 145 },
  { name: 'Keras, Theano, 2016', seconds: 60 },
  { name: 'Keras 3, JAX', seconds: 37 },
  { name: 'ConvNetJS', seconds: 24 },
  { name: 'JAX, jit + scan', seconds: 1.4 },
];
