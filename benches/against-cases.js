// @ts-check
/** What `cargo xtask bench --against` compares: every activation, optimizer and loss, the sizes, depths and the curve. */

/**
 * @typedef {import('../www/pkg/lernkurve.js').PartialConfig} PartialConfig
 * @typedef {{name: string, config: PartialConfig, curves?: boolean}} AgainstCase `curves`: not an epoch, but `step(0)`
 */

/** @param {string} activation @param {number} units @param {number} [count] */
const hidden = (activation, units, count = 1) => /** @type {PartialConfig} */ ({
  layers: Array.from({ length: count }, () => ({ units, activation })),
});

/**
 * @param {import('../www/pkg/lernkurve.js').Limits} limits of the configuration, which name all choices
 * @returns {AgainstCase[]}
 */
export function casesOf({ layers, optimizer, loss }) {
  const relu = hidden('relu', 300);
  return [
    ...[10, 300, 600].map((units) => ({ name: `ReLU ${units}`, config: hidden('relu', units) })),
    { name: 'ReLU 300, full batch', config: { ...relu, batchSize: 101 } },
    { name: 'ReLU 300, full batch, random x', config: { ...relu, batchSize: 101, sampling: 'random' } },
    { name: 'ReLU 300, full batch of 1,000', config: { ...relu, batchSize: 1_000, samples: 1_000 } },
    { name: 'ReLU 4096, full batch', config: { ...hidden('relu', 4_096), batchSize: 101, ...gentle } },
    ...['relu', 'sigmoid', 'tanh'].map((one) => ({ name: `curve, ${one} 300`, config: hidden(one, 300), curves: true })),
    ...layers.activation.options.map((/** @type {string} */ one) => ({ name: `${one} 300`, config: activated(one) })),
    { name: 'tanh 300, full batch', config: { ...hidden('tanh', 300), batchSize: 101 } },
    { name: 'hard_sigmoid 300, full batch', config: { ...hidden('hard_sigmoid', 300), batchSize: 101 } },
    { name: 'tanh 2 × 16', config: hidden('tanh', 16, 2) },
    { name: 'tanh 2 × 64', config: hidden('tanh', 64, 2) },
    { name: 'gelu 2 × 64', config: { ...hidden('gelu', 64, 2), ...he } },
    { name: 'ReLU 4 × 256', config: { ...hidden('relu', 256, 4), ...he, batchSize: 32 } },
    ...Object.keys(optimizer.kinds).map((kind) => ({ name: `ReLU 300, ${kind}`, config: { ...relu, ...trainedBy(kind) } })),
    ...loss.options.map((/** @type {string} */ one) => ({ name: `ReLU 300, ${one}`, config: { ...relu, loss: one } })),
    { name: 'ReLU 300, l1 and l2', config: { ...relu, regularizer: { l1: 1e-6, l2: 1e-6 } } },
    { name: 'ReLU 300, validation', config: { ...relu, validation: 0.2 } },
  ].map((one) => /** @type {AgainstCase} */ (one));
}

/** Weights of ±0.05 would fade to nothing over several layers. */
const he = { kernelInitializer: { kind: 'he_uniform' } };
const gentle = { optimizer: { kind: 'sgd', learningRate: 1e-4 } };

/** What grows without bound takes smaller steps. @param {string} activation */
const activated = (activation) => ({ ...hidden(activation, 300), ...(activation === 'exponential' ? gentle : {}) });

/** @param {string} kind */
const trainedBy = (kind) => ({ optimizer: { kind, learningRate: kind === 'adadelta' ? 1 : 1e-4 } });
