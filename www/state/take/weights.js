// @ts-check
/** The weights as JSON: arrays with their shapes, in the order of Keras' `get_weights()`. */
import { float32 } from './float32.js';

/**
 * @param {import('../types.js').Config} config
 * @param {import('../../worker/protocol.js').Exported} exported
 */
export function weightsJson(config, { parameters, checksum, epoch }) {
  const widths = [1, ...config.layers.map(({ units }) => units), 1];
  let at = 0;
  const take = (/** @type {number} */ count) => Array.from(parameters.subarray(at, (at += count)), (value) => (Number.isFinite(value) ? Number(float32(value)) : null));
  const weights = widths.slice(1).flatMap((outputs, layer) => {
    const inputs = widths[layer];
    return [
      { name: `layer ${layer + 1}, kernel`, shape: [inputs, outputs], values: take(inputs * outputs) },
      { name: `layer ${layer + 1}, bias`, shape: [outputs], values: take(outputs) },
    ];
  });
  return JSON.stringify({ epoch, checksum, config, weights }, null, 1);
}
