// @ts-check
/** The same network on the same data in Keras 3, as a short script. */
import { dataLines, python, rateSteps, scaledPlace, unitsLines } from './python.js';

/**
 * @typedef {import('../types.js').Run} Run
 * @typedef {import('../types.js').Config} Config
 * @typedef {import('./python.js').Comment} Comment
 */

/** Names of optimizers as Keras' classes have them. */
const OPTIMIZERS = { sgd: 'SGD', rmsprop: 'RMSprop', adagrad: 'Adagrad', adadelta: 'Adadelta', adam: 'Adam', adamw: 'AdamW', adamax: 'Adamax', nadam: 'Nadam', lion: 'Lion' };

/** Names of initializers as Keras' classes have them. */
const INITIALIZERS = { zeros: 'Zeros', random_uniform: 'RandomUniform', random_normal: 'RandomNormal', glorot_uniform: 'GlorotUniform', glorot_normal: 'GlorotNormal', he_uniform: 'HeUniform', he_normal: 'HeNormal', lecun_uniform: 'LecunUniform', lecun_normal: 'LecunNormal' };

/** What Keras does not have by that name. @type {Record<string, string>} */
const OWN_ACTIVATIONS = { sin: 'keras.ops.sin', gaussian: 'lambda z: keras.ops.exp(-z * z)', leaky_relu: 'lambda z: keras.activations.leaky_relu(z, 0.2)', gelu: 'lambda z: keras.activations.gelu(z, approximate=False)' };

/** @param {string} name such as `weightDecay` */
const snake = (name) => name.replace(/([A-Z0-9]+)/g, '_$1').toLowerCase();

/** What is off by default in Keras too need not be said; only AdamW decays unless it is told not to. @param {string} kind @param {string} name @param {unknown} value */
const isUsual = (kind, name, value) => value === false || (value === 0 && (name === 'momentum' || (name === 'weightDecay' && kind !== 'adamw')));

/** @param {Record<string, unknown>} given the kind among them */
const parameters = ({ kind, ...rest }) =>
  Object.entries(rest).filter(([name, value]) => !isUsual(String(kind), name, value)).map(([name, value]) => `${snake(name)}=${python(value)}`).join(', ');

/** @param {string} name */
const activation = (name) => OWN_ACTIVATIONS[name] ?? `"${name}"`;

/** @param {Config['kernelInitializer'] | Config['biasInitializer']} given */
function initializer(given) {
  const kind = /** @type {keyof typeof INITIALIZERS | 'spread'} */ (given.kind);
  if (kind === 'spread' || kind === 'zeros') return 'keras.initializers.Zeros()';
  return `keras.initializers.${INITIALIZERS[kind]}(${parameters({ ...given })})`;
}

/** One seed for everything, since a layer's own would be the same for all; NumPy takes 32 bits. @param {number} seed */
const seedLine = (seed) => `keras.utils.set_random_seed(${seed % 2 ** 32})`;

/** A rate that was changed while the run trained is a schedule; a boundary is the last update of the rate before. @param {Config} config @param {Comment} comment */
function scheduleLines(config, comment) {
  const { rates, starts } = rateSteps(config);
  if (starts.length === 0) return [];
  const boundaries = starts.map((start) => start - 1).join(', ');
  return ['', `# ${comment('rates')}`, `rate = keras.optimizers.schedules.PiecewiseConstantDecay([${boundaries}], [${rates.map(python).join(', ')}])`];
}

/** @param {Config} config */
function optimizer(config) {
  const { kind, learningRate, ...rest } = config.optimizer;
  const { rates, starts } = rateSteps(config);
  const rate = starts.length > 0 ? 'rate' : python(rates[0]);
  const others = parameters({ kind, ...rest });
  return `keras.optimizers.${OPTIMIZERS[/** @type {keyof typeof OPTIMIZERS} */ (kind)]}(learning_rate=${rate}${others && `, ${others}`})`;
}

/** @param {Config} config */
function layers({ layers: hidden, kernelInitializer, biasInitializer, regularizer }) {
  const regular = regularizer.l1 || regularizer.l2 ? `, kernel_regularizer=keras.regularizers.L1L2(l1=${regularizer.l1}, l2=${regularizer.l2})` : '';
  /** @param {number} units @param {string} act */
  const dense = (units, act) =>
    `    keras.layers.Dense(${units}${act === 'linear' ? '' : `, activation=${activation(act)}`}, kernel_initializer=${initializer(kernelInitializer)}, bias_initializer=${initializer(biasInitializer)}${regular}),`;
  return [...hidden.map(({ units, activation: act }) => dense(units, act)), dense(1, 'linear')];
}

/** The first layer's biases, where they are spread over the domain. @param {Config} config @param {Comment} comment */
function spread(config, comment) {
  const { biasInitializer, domain } = config;
  if (biasInitializer.kind !== 'spread') return [];
  const [low, high] = domain ?? [0, 1];
  return [
    '',
    `# ${comment('spread')}`,
    'kernel, _ = model.layers[0].get_weights()',
    `centres = ${scaledPlace(config, `${low} + ${high - low} * (np.arange(kernel.size) + 0.5) / kernel.size`)}`,
    'model.layers[0].set_weights([kernel, -kernel[0] * centres])',
  ];
}

/**
 * @param {Run} run
 * @param {string | null} numpy the function as NumPy writes it
 * @param {number} epochs
 * @param {Comment} comment
 */
export function kerasScript(run, numpy, epochs, comment) {
  const { config } = run;
  const validation = run.validationX.length > 0 ? ', validation_data=(x_val, y_val)' : '';
  return [
    `# ${comment('same', { framework: 'Keras 3' })}`,
    `# ${run.link}`,
    'import keras',
    'import numpy as np',
    '',
    seedLine(config.seed),
    ...dataLines(run, numpy, comment),
    '',
    'model = keras.Sequential([',
    '    keras.Input((1,)),',
    ...layers(config),
    '])',
    ...spread(config, comment),
    ...scheduleLines(config, comment),
    '',
    `model.compile(loss="${config.loss}", optimizer=${optimizer(config)})`,
    `history = model.fit(x[:, None], y, batch_size=${config.batchSize}, epochs=${epochs}, shuffle=${python(config.shuffle)}${validation}, verbose=0)`,
    'print("loss", history.history["loss"][-1])',
    ...unitsLines(config, 'model.predict(x[:, None], verbose=0)[:, 0] - y', comment),
    '',
  ].join('\n');
}
