// @ts-check
/** What the page shall know of a run, read off its trainer. */
import { functionToMath } from '../pkg/lernkurve.js';

/**
 * @typedef {import('../pkg/lernkurve.js').Trainer} Trainer
 * @typedef {import('../state/types.js').Run} Run
 * @typedef {import('../state/types.js').History} History
 */

/** Share of the range that stays free above and below. */
const MARGIN = 0.12;
/** Networks begin near zero: where that lies so near (as a share of the range) it is shown as well. */
const NEAR_ZERO = 0.2;

/**
 * Of all that is to be learned, so that the plot's scale stays while the network moves.
 * @param {Float32Array[]} parts
 * @returns {[number, number]}
 */
export function rangeOf(...parts) {
  let low = Infinity;
  let high = -Infinity;
  for (const part of parts) {
    for (const y of part) {
      if (y < low) low = y;
      if (y > high) high = y;
    }
  }
  if (low > high) return [-1, 1];
  const reach = NEAR_ZERO * (high - low);
  if (low > 0 && low < reach) low = 0;
  if (high < 0 && -high < reach) high = 0;
  const room = MARGIN * (high - low) || Math.abs(high) || 1;
  return [low - room, high + room];
}

/** @param {Trainer} trainer */
export const yRangeOf = ({ target, trainY, validationY }) => rangeOf(target, trainY, validationY);

/** The link without the page's own keys, which the page adds anew. @param {string} link */
const withoutUi = (link) => link.replace(/^#/, '').split('&').filter((pair) => !pair.startsWith('ui.')).join('&');

/**
 * @param {Trainer} trainer
 * @param {number} id
 * @returns {Run}
 */
export function describe(trainer, id) {
  const { grid, target, trainX, trainY, validationX, validationY } = trainer;
  const config = trainer.config();
  return {
    id,
    config,
    formula: config.function === null ? null : functionToMath(config.function),
    link: withoutUi(trainer.link()),
    grid,
    target,
    trainX,
    trainY,
    validationX,
    validationY,
    domain: trainer.domain,
    yRange: yRangeOf(trainer),
    updatesPerEpoch: trainer.updatesPerEpoch,
    weights: trainer.weights,
  };
}

/**
 * @param {Trainer} trainer
 * @returns {History}
 */
export const historyOf = (trainer) => ({
  epochs: trainer.lossEpochs(),
  loss: trainer.lossHistory(),
  validationEpochs: trainer.validationLossHistory().length > 0 ? trainer.lossEpochs() : new Float32Array(),
  validationLoss: trainer.validationLossHistory(),
});
