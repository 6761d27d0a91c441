// @ts-check
/** What the module reports of its ranges and options, as the forms need it. Known once the worker is ready. */

/**
 * @typedef {import('./scale.js').Scale} Scale
 * @typedef {import('../state/types.js').Config} Config
 */

/**
 * A number's range or a flag, as the module describes it.
 * @typedef {{type: 'number' | 'flag', min?: number, max?: number, integer?: boolean, exclusiveMin?: boolean, exclusiveMax?: boolean, default: number | boolean}} Parameter
 */

/**
 * The range is the module's; how a number moves in it is the page's choice. A slider need not reach all that is
 * allowed: what lies beyond its `max` can be typed.
 * @param {Parameter} parameter
 * @param {Partial<Scale>} [manner]
 * @returns {Scale}
 */
export function scaleOf({ min = -Infinity, max = Infinity, integer, exclusiveMin, exclusiveMax }, manner = {}) {
  const [low, high] = [Math.max(min, manner.min ?? -Infinity), Math.min(max, manner.max ?? Infinity)];
  return { integer, ...manner, min: low, max: high, room: { min, max, integer, exclusiveMin, exclusiveMax, usual: [low, high] } };
}

/** @param {import('../pkg/lernkurve.js').Limits} described as `limits()` of the module gives it */
export function createLimits(described) {
  /** @type {Record<string, {options: () => string[]}>} */
  const kinds = {
    optimizer: { options: () => Object.keys(described.optimizer.kinds) },
    kernelInitializer: { options: () => Object.keys(described.kernelInitializer.kinds) },
    biasInitializer: { options: () => Object.keys(described.biasInitializer.kinds) },
    activation: { options: () => described.layers.activation.options },
    sampling: { options: () => described.sampling.options },
    loss: { options: () => described.loss.options },
  };

  return {
    /** @param {'samples' | 'noise' | 'validation' | 'batchSize' | 'seed'} name @returns {Parameter} */
    number: (name) => /** @type {Parameter} */ (described[name]),
    /** @returns {Parameter} */
    units: () => described.layers.units,
    /** @returns {Parameter} */
    layerCount: () => ({ type: 'number', integer: true, min: described.layers.minCount, max: described.layers.maxCount, default: 1 }),
    /** @returns {Parameter} */
    learningRate: () => described.learningRateChanges.value,
    /** @returns {Parameter} */
    domain: () => /** @type {Parameter} */ (described.domain),
    /** @param {string} name such as `activation` @returns {string[]} */
    options: (name) => kinds[name].options(),
    /**
     * What a rule of that kind can be told, in the order it is shown.
     * @param {'optimizer' | 'kernelInitializer' | 'biasInitializer'} group
     * @param {string} kind
     * @returns {[string, Parameter][]}
     */
    parameters: (group, kind) => Object.entries(described[group].kinds[kind]?.parameters ?? {}),
    /** @returns {[string, Parameter][]} */
    penalties: () => Object.entries(described.regularizer.parameters),
    /** @param {string} kind @returns {number} */
    suggestedLearningRate: (kind) => described.optimizer.kinds[kind].suggestedLearningRate,
    /** @returns {Config['optimizer']} */
    defaultOptimizer: () => described.optimizer.default,
  };
}

/** @typedef {ReturnType<typeof createLimits>} Limits */
