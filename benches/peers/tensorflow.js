// @ts-check
/** TensorFlow.js in float32, by its layers API; the backend is chosen where it is loaded. */
import { dirname } from 'node:path';
import { createRequire } from 'node:module';
import { bound, xs, ys } from './data.js';

/** @typedef {import('../module.js').PartialConfig} PartialConfig */

/** @param {'cpu' | 'wasm'} backend */
export async function load(backend) {
  const { default: tf } = await import('@tensorflow/tfjs');
  tf.enableProdMode();
  if (backend === 'wasm') {
    const require = createRequire(import.meta.url);
    const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  }
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js has no backend ${backend} here`);
  return { name: `TF.js ${backend}`, prepare: (/** @type {PartialConfig} */ config) => prepare(tf, config) };
}

/**
 * @param {any} tf
 * @param {PartialConfig} config
 */
function prepare(tf, config) {
  const layers = [...(config.layers ?? [{ units: 300, activation: 'relu' }]), { units: 1, activation: 'linear' }];
  const model = tf.sequential();
  layers.forEach((layer, index) => {
    const size = bound(config, layers[index - 1]?.units ?? 1);
    const kernelInitializer = tf.initializers.randomUniform({ minval: -size, maxval: size });
    model.add(tf.layers.dense({ ...layer, kernelInitializer, ...(index === 0 ? { inputShape: [1] } : {}) }));
  });
  model.compile({ loss: 'meanSquaredError', optimizer: tf.train.adadelta(1, 0.95, 1e-6) });
  const [x, y] = [xs, ys].map((values) => tf.tensor2d(values, [values.length, 1]));
  const batchSize = config.batchSize ?? 15;
  return (/** @type {number} */ epochs) => model.fit(x, y, { epochs, batchSize, shuffle: true, verbose: 0, yieldEvery: 'never' });
}
