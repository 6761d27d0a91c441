// @ts-check
/** A stretch of a run's past once more, to look at what was not kept: the trainer stands afterwards as it stood. */

/**
 * @typedef {import('../pkg/lernkurve.js').Trainer} Trainer
 * @typedef {import('../state/types.js').Ending} Ending
 * @typedef {import('./timeline.js').Timeline} Timeline
 */

/** An ended run is judged over so many epochs. */
const LAST_EPOCHS = 100;
/** It may take so long (milliseconds), and fewer than these epochs say nothing. */
const PATIENCE_MS = 250;
const FEWEST_EPOCHS = 20;
/** A divergence is drawn from so many curves, looked for in stretches of so many updates, the last one first. */
const FANS = 3;
const STRETCH = 100;
/** A curve is in the picture where it is at most so many times as far off as what is to be learned is tall. */
const IN_PICTURE = 1.5;

/**
 * Trains from the last kept state before `from` to there again, then calls `each` and trains `stride` updates by turns up
 * to `end`.
 * @param {Trainer} trainer
 * @param {Timeline} timeline
 * @param {number} from updates
 * @param {number} end updates
 * @param {number} stride
 * @param {() => void} each
 */
function replay(trainer, timeline, from, end, stride, each) {
  const changes = trainer.config().learningRateChanges;
  const now = trainer.snapshot();
  const state = timeline.before(from);
  try {
    if (state) trainer.restore(state.bytes);
    else trainer.reset();
    trainTo(trainer, from, changes);
    each();
    while (trainer.updates < end && !trainer.diverged) {
      trainTo(trainer, Math.min(end, trainer.updates + stride), changes);
      each();
    }
  } finally {
    trainer.restore(now);
  }
}

/** With the learning rates of the run, which an earlier state does not know of yet. @param {Trainer} trainer @param {number} updates @param {[number, number][]} changes */
function trainTo(trainer, updates, changes) {
  for (const [at, rate] of changes) {
    if (at < trainer.updates || at > updates) continue;
    trainer.trainUpdates(at - trainer.updates);
    trainer.setLearningRate(rate);
  }
  if (!trainer.diverged) trainer.trainUpdates(updates - trainer.updates);
}

/**
 * How the curve and its loss swung over the last epochs; none where the run was short, or that would take long.
 * @param {Trainer} trainer
 * @param {Timeline} timeline
 * @param {number} msPerEpoch
 * @returns {Ending | undefined}
 */
export function endingOf(trainer, timeline, msPerEpoch) {
  const perEpoch = trainer.updatesPerEpoch;
  const epochs = Math.min(LAST_EPOCHS, Math.floor(trainer.epoch / 2), Math.floor(PATIENCE_MS / msPerEpoch));
  if (epochs < FEWEST_EPOCHS) return undefined;
  /** @type {Ending} */
  const ending = { epochs, low: trainer.step(0).slice(), high: trainer.step(0).slice(), lowLoss: Infinity, highLoss: 0 };
  replay(trainer, timeline, trainer.updates - epochs * perEpoch, trainer.updates, perEpoch, () => {
    const loss = trainer.evaluate();
    ending.lowLoss = Math.min(ending.lowLoss, loss);
    ending.highLoss = Math.max(ending.highLoss, loss);
    trainer.step(0).forEach((y, i) => {
      ending.low[i] = Math.min(ending.low[i], y);
      ending.high[i] = Math.max(ending.high[i], y);
    });
  });
  return ending;
}

/**
 * The last two curves before a divergence that are still in the picture, and the one that left it.
 * @param {Trainer} trainer
 * @param {Timeline} timeline
 * @param {readonly [number, number]} yRange
 * @returns {Float32Array[]}
 */
export function fansOf(trainer, timeline, [low, high]) {
  const reach = IN_PICTURE * (high - low);
  const isInside = (/** @type {number} */ y) => Math.abs(y - (low + high) / 2) <= reach;
  const deadline = performance.now() + PATIENCE_MS;
  /** @type {Float32Array[]} */
  let inside = [];
  /** @type {Float32Array | undefined} */
  let left;
  for (let end = trainer.updates; end > 0 && inside.length < FANS - 1 && performance.now() < deadline; end -= STRETCH) {
    /** @type {Float32Array[]} */
    const found = [];
    /** @type {Float32Array | undefined} */
    let next;
    replay(trainer, timeline, Math.max(0, end - STRETCH), end, 1, () => {
      const curve = trainer.step(0);
      if (curve.every(isInside)) {
        found.push(curve.slice());
        next = undefined;
      } else if (curve.every(Number.isFinite)) next ??= curve.slice();
    });
    // Where stretches meet, the same curve would be found twice.
    if (inside.length > 0) found.pop();
    else left = next;
    inside = [...found, ...inside].slice(1 - FANS);
  }
  return left ? [...inside, left] : inside;
}
