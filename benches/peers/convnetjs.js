// @ts-check
/**
 * ConvNetJS, float64 in plain JavaScript, a sample at a time. It carries a last batch that is not full into the next
 * epoch, so it updates 6.7 times an epoch where the others do 7 times.
 */
import { bound, shuffle, xs, ys } from './data.js';

/** @typedef {import('../module.js').PartialConfig} PartialConfig */

export async function load() {
  // @ts-expect-error it has no types
  const { default: convnetjs } = await import('convnetjs');
  return { name: 'ConvNetJS', prepare: (/** @type {PartialConfig} */ config) => prepare(convnetjs, config) };
}

/**
 * @param {any} convnetjs
 * @param {PartialConfig} config
 */
function prepare(convnetjs, config) {
  const net = new convnetjs.Net();
  net.makeLayers([{ type: 'input', out_sx: 1, out_sy: 1, out_depth: 1 }, ...hidden(config), { type: 'regression', num_neurons: 1 }]);
  initialise(net, config);
  const options = { method: 'adadelta', ro: 0.95, eps: 1e-6, batch_size: config.batchSize ?? 15, l2_decay: 0 };
  const trainer = new convnetjs.Trainer(net, options);
  const inputs = xs.map((x) => new convnetjs.Vol([x]));
  const order = xs.map((_, i) => i);
  return (/** @type {number} */ epochs) => {
    for (let epoch = 0; epoch < epochs; epoch += 1) {
      shuffle(order);
      for (const i of order) trainer.train(inputs[i], [ys[i]]);
    }
  };
}

/** A linear layer is one without an activation. @param {PartialConfig} config */
function hidden(config) {
  const layers = config.layers ?? [{ units: 300, activation: 'relu' }];
  return layers.map(({ units, activation }) => ({
    type: 'fc',
    num_neurons: units,
    ...(activation === 'linear' ? {} : { activation }),
  }));
}

/** @param {any} net @param {PartialConfig} config */
function initialise(net, config) {
  for (const layer of net.layers.filter((/** @type {any} */ layer) => layer.layer_type === 'fc')) {
    layer.biases.w.fill(0);
    for (const { w } of layer.filters) w.forEach((/** @type {number} */ _, /** @type {number} */ i) => {
      w[i] = (2 * Math.random() - 1) * bound(config, w.length);
    });
  }
}
