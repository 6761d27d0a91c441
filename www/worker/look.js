// @ts-check
/** What a network looks like with its weights as they are: the curve, how well it fits, and what is said of it. */
import { sparing } from './sparing.js';

/**
 * @typedef {import('../pkg/lernkurve.js').Trainer} Trainer
 * @typedef {{loss: number, rmse: number, atPoints: Float32Array | undefined, insight: import('../pkg/lernkurve.js').Insight}} Fit
 * @typedef {Fit & {predictions: Float32Array}} Look
 */

/** Milliseconds above which the fit does not come with every curve: a large network on many points still moves. */
const HEAVY_MS = 40;

/**
 * The curve and the fit of that very curve. They are taken together, but for a network whose fit is heavy: then the
 * curve comes more often, and the fit with every curve that stays.
 * @param {Trainer} trainer
 * @param {() => number} now milliseconds
 */
export function lookingAt(trainer, now) {
  const curve = () => trainer.step(0);
  // Without a function the points are what the network is judged by.
  const points = Number.isFinite(trainer.target[0]) ? undefined : trainer.trainX;
  /** @returns {Fit} */
  const fit = () => ({ loss: trainer.evaluate(), rmse: trainer.rmse, atPoints: points && trainer.predict(points), insight: trainer.insight() });
  let heavy = false;
  const together = sparing(() => {
    const start = now();
    // What is said is said of the last curve, so that comes first.
    const predictions = curve();
    const seen = { ...fit(), predictions };
    heavy = now() - start > HEAVY_MS;
    return seen;
  }, now);
  const curveAlone = sparing(curve, now);

  return {
    /** @param {boolean} exact of the weights as they are, whatever it costs @returns {Look} with arrays to be given away */
    get(exact) {
      const seen = together.get(exact);
      const predictions = heavy && !exact ? curveAlone.get() : seen.predictions;
      return { ...seen, predictions: predictions.slice(), atPoints: seen.atPoints?.slice() };
    },
  };
}
