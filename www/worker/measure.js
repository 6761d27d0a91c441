// @ts-check
/** What an epoch of a run costs on this device, measured by itself: not what a show with drawing and other runs took. */

/** @typedef {import('../pkg/lernkurve.js').Trainer} Trainer */

/** A slice of training is at least so long: the clock of a browser may have steps of a whole millisecond. */
const SLICE_MS = 10;
/** At least so many slices, however long one takes. */
const SLICES = 3;
/** For a run that has diverged: its cost is that of its arithmetic, which a small rate keeps finite. */
const SMALL_RATE = 1e-9;

/**
 * Trains a copy of the run in slices and returns the median of their costs; the run itself is left alone.
 * @param {typeof import('../pkg/lernkurve.js').Trainer} Trainer
 * @param {Trainer} run
 * @param {number} ms how long at least
 * @param {() => number} [now] milliseconds
 * @returns {number} milliseconds an epoch
 */
export function costOfEpoch(Trainer, run, ms, now = () => performance.now()) {
  const copy = copyOf(Trainer, run);
  try {
    const costs = sliceCosts(copy, ms, now);
    return median(costs) * run.updatesPerEpoch;
  } finally {
    copy.free();
  }
}

/** @param {typeof import('../pkg/lernkurve.js').Trainer} Trainer @param {Trainer} run */
function copyOf(Trainer, run) {
  const copy = new Trainer(run.config());
  if (run.diverged) copy.setLearningRate(SMALL_RATE);
  else copy.restore(run.snapshot());
  return copy;
}

/**
 * @param {Trainer} copy
 * @param {number} ms
 * @param {() => number} now
 * @returns {number[]} milliseconds an update
 */
function sliceCosts(copy, ms, now) {
  /** @type {number[]} */
  const costs = [];
  const end = now() + ms;
  let updates = 1;
  for (let start = now(); costs.length < SLICES || start < end; ) {
    copy.trainUpdates(updates);
    const stop = now();
    if (copy.diverged) {
      // What was left undone cost nothing: begin anew with what the beginning costs.
      copy.reset();
      copy.setLearningRate(SMALL_RATE);
    } else if (stop - start >= SLICE_MS) costs.push((stop - start) / updates);
    else updates *= 2;
    start = now();
  }
  return costs;
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}
