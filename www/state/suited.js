// @ts-check
/**
 * Settings that own data are learned with: in any unit, and whatever their curve. They are those of the experiment
 * until somebody has data of their own, and nothing that somebody chose is changed.
 */

/**
 * @typedef {import('./types.js').Config} Config
 * @typedef {import('./types.js').PartialConfig} PartialConfig
 * @typedef {[number, number][]} Points
 * @typedef {'optimizer' | 'kernelInitializer' | 'biasInitializer' | 'scaling'} Key
 */

/**
 * Measured in the module over seeds, with points drawn by hand, years, kilometres, weights, populations and prices:
 * after 1,000 epochs hardly more than their noise is left, where the experiment's Adadelta leaves drawn points all theirs.
 * @type {Required<Pick<PartialConfig, 'optimizer' | 'kernelInitializer' | 'biasInitializer'>>}
 */
const LEARNING = { optimizer: { kind: 'adam', learningRate: 0.001 }, kernelInitializer: { kind: 'he_uniform' }, biasInitializer: { kind: 'spread' } };

/** Where the experiment's settings, and those above, learn without scaling. */
const NEAR = 2;
const WIDE = 0.2;

/** @param {Points} points @param {0 | 1} at */
function rangeOf(points, at) {
  let [low, high] = [Infinity, -Infinity];
  for (const point of points) {
    if (point[at] < low) low = point[at];
    if (point[at] > high) high = point[at];
  }
  return [low, high];
}

/** Whether the points lie far from the unit square, or on very little of it. @param {Points} points */
export function isFar(points) {
  return /** @type {const} */ ([0, 1]).some((at) => {
    const [low, high] = rangeOf(points, at);
    // What is the same everywhere has no width that scaling could change.
    return low < -NEAR || high > NEAR || (high > low && high - low < WIDE);
  });
}

/** Whether a setting is still the experiment's. @type {Record<'optimizer' | 'initial', (config: Config) => boolean>} */
const EXPERIMENT = {
  optimizer: ({ optimizer, learningRateChanges }) => optimizer.kind === 'adadelta' && optimizer.learningRate === 1 && optimizer.rho === 0.95 && learningRateChanges.length === 0,
  initial: ({ kernelInitializer: kernel, biasInitializer: bias }) => kernel.kind === 'random_uniform' && kernel.minval === -0.05 && kernel.maxval === 0.05 && bias.kind === 'zeros',
};

/**
 * What suits these points and is not there yet.
 * @param {Config} config
 * @param {Points} points
 * @param {ReadonlySet<string>} chosen keys that somebody has set
 * @returns {Pick<PartialConfig, Key>}
 */
export function suited(config, points, chosen) {
  const { optimizer, kernelInitializer, biasInitializer } = LEARNING;
  const initial = !chosen.has('kernelInitializer') && !chosen.has('biasInitializer') && EXPERIMENT.initial(config);
  return {
    ...(!chosen.has('optimizer') && EXPERIMENT.optimizer(config) && { optimizer }),
    ...(initial && { kernelInitializer, biasInitializer }),
    ...suitedScaling(config, points, chosen),
  };
}

/** @param {Config} config @param {Points} points @param {ReadonlySet<string>} chosen @returns {Pick<PartialConfig, 'scaling'>} */
export function suitedScaling({ scaling }, points, chosen) {
  const wanted = isFar(points) ? 'standardize' : 'none';
  return chosen.has('scaling') || wanted === scaling ? {} : { scaling: wanted };
}

/** How own data are learned, in words the page has: a code for what was set. @param {PartialConfig} set @returns {'both' | 'learning' | 'scaling' | ''} */
export function suitedCode(set) {
  const learning = 'optimizer' in set || 'biasInitializer' in set;
  const scaling = set.scaling === 'standardize';
  return learning && scaling ? 'both' : learning ? 'learning' : scaling ? 'scaling' : '';
}
