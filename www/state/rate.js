// @ts-check
/** The learning rate in force, which may have been changed while a run was training. */

/** @typedef {import('./types.js').Config} Config */

/**
 * @param {Config} config
 * @param {number} updates
 * @returns {number}
 */
export function rateAt({ optimizer, learningRateChanges }, updates) {
  const past = learningRateChanges.filter(([update]) => update <= updates);
  return past.at(-1)?.[1] ?? optimizer.learningRate;
}

/**
 * A configuration for a run that begins with the rate now in force.
 * @param {Config} config
 * @param {number} updates
 * @returns {Config}
 */
export const withRateOf = (config, updates) => ({
  ...config,
  optimizer: { ...config.optimizer, learningRate: rateAt(config, updates) },
  learningRateChanges: [],
});
