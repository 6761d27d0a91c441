// @ts-check
/** What the page shall know of a run, read off its trainer. */
import { functionToMath } from '../pkg/lernkurve.js';
import { rangeOf } from '../plot/y-range.js';

/**
 * @typedef {import('../pkg/lernkurve.js').Trainer} Trainer
 * @typedef {import('../state/types.js').Run} Run
 * @typedef {import('../state/types.js').History} History
 */

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
