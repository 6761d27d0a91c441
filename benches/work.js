// @ts-check
/**
 * How much there is to compute: the multiply-adds of the dense formulation, whatever a kernel really does. For each
 * sample a layer of `in` inputs and `out` units takes in·out of them forward, in·out for its weights' gradient and, all
 * layers but the first, in·out for its inputs' gradient. Activations, the loss and the optimizer are not counted.
 */

/** @typedef {import('../www/pkg/lernkurve.js').Config} Config */

/** The widths of all layers, input and output included. @param {Config} config */
export const widths = (config) => [1, ...config.layers.map((layer) => layer.units), 1];

/** @param {Config} config */
export const parameters = (config) => layers(config).reduce((sum, [inputs, outputs]) => sum + (inputs + 1) * outputs, 0);

/** Multiply-adds of an epoch. @param {Config} config */
export function multiplyAdds(config) {
  const products = layers(config).map(([inputs, outputs], index) => (index === 0 ? 2 : 3) * inputs * outputs);
  return config.samples * products.reduce((sum, count) => sum + count, 0);
}

/**
 * The share of the peak that an epoch of that time comes to.
 * @param {Config} config
 * @param {number} epochMs
 * @param {number} nsPerPair of a multiplication and an addition of four lanes
 */
export const shareOfPeak = (config, epochMs, nsPerPair) => ((multiplyAdds(config) / 4) * nsPerPair) / (epochMs * 1e6);

/** [inputs, outputs] of each layer. @param {Config} config */
function layers(config) {
  const all = widths(config);
  return all.slice(1).map((outputs, index) => /** @type {const} */ ([all[index], outputs]));
}
