// @ts-check
/** The fields that sentence and panel share: where each is read, how it is written, on which scale it moves. */
import { rateAt } from '../state/rate.js';
import { scaleOf } from './limits.js';

/**
 * @typedef {import('../state/types.js').Config} Config
 * @typedef {import('./context.js').Context} Context
 * @typedef {import('./number-input.js').NumberField} NumberField
 * @typedef {import('./choice-token.js').ChoiceField} ChoiceField
 * @typedef {import('./scale.js').Scale} Scale
 */

/** @typedef {ReturnType<typeof createFields>} Fields */

/** @param {Context} context */
export function createFields({ store, actions, i18n, limits }) {
  const config = () => /** @type {Config} */ (store.get().run?.config);

  /**
   * A number that stands at the top of the config.
   * @param {'samples' | 'noise' | 'validation' | 'batchSize' | 'seed'} name
   * @param {Partial<Scale>} manner
   * @returns {NumberField}
   */
  const top = (name, manner) => ({
    path: name,
    label: () => i18n.t(`controls.field.${name}`),
    scale: () => scaleOf(limits().number(name), manner),
    read: (state) => state.run?.config[name],
    write: (value) => void actions.change({ [name]: value }),
    tryOut: (value, words) => actions.tryOut({ [name]: value }, words),
  });

  /** A number that the layers follow from. @param {string} path @param {(layers: Config['layers'], value: number) => Config['layers']} changed */
  const layered = (path, changed) => ({
    path,
    write: (/** @type {number} */ value) => void actions.changePart(path, ({ layers }) => ({ layers: changed(layers, value) })),
    tryOut: (/** @type {number} */ value, /** @type {string} */ words) => actions.tryOut({ layers: changed(config().layers, value) }, words),
  });

  /** @param {number} index @returns {NumberField} */
  const units = (index) => ({
    ...layered(`layers[${index}].units`, (layers, units) => layers.map((layer, i) => (i === index ? { ...layer, units } : layer))),
    label: () => i18n.t('controls.field.units', { layer: index + 1 }),
    scale: () => scaleOf(limits().units(), { log: true }),
    read: (state) => state.run?.config.layers[index]?.units,
    say: (count) => i18n.t(config().layers.length === 1 ? 'controls.said.units' : 'controls.said.layerUnits', { count, layer: index + 1 }),
  });

  const activations = () => limits().options('activation').map((value) => ({ value, text: i18n.t(`controls.activation.${value}`) }));

  /** @param {number} [index] of one layer; of all without it @returns {ChoiceField} */
  const activation = (index) => ({
    path: `layers[${index ?? 0}].activation`,
    label: () => (index === undefined ? i18n.t('controls.field.activation') : i18n.t('controls.field.layerActivation', { layer: index + 1 })),
    options: activations,
    read: (state) => state.run?.config.layers[index ?? 0]?.activation ?? '',
    write: (value) => void actions.change({ layers: activated(value, index) }),
    tryOut: (value, words) => actions.tryOut({ layers: activated(value, index) }, words),
  });

  /** @param {string} value @param {number} [index] of one layer; of all without it @returns {Config['layers']} */
  function activated(value, index) {
    const name = /** @type {Config['layers'][number]['activation']} */ (value);
    return config().layers.map((layer, i) => (index === undefined || i === index ? { ...layer, activation: name } : layer));
  }

  /** @type {NumberField} */
  const layerCount = {
    ...layered('layers', resized),
    label: () => i18n.t('controls.field.layers'),
    scale: () => scaleOf(limits().layerCount()),
    read: (state) => state.run?.config.layers.length,
    show: (count) => i18n.t('controls.layerCount', { count }),
    say: (count) => i18n.t('controls.layerCount', { count }),
  };

  /** @type {ChoiceField} */
  const optimizer = {
    path: 'optimizer.kind',
    label: () => i18n.t('controls.field.optimizer'),
    options: () => limits().options('optimizer').map((value) => ({ value, text: i18n.t(`controls.optimizer.${value}`) })),
    read: (state) => state.run?.config.optimizer.kind ?? '',
    write: (value) => void actions.change({ optimizer: suitedOptimizer(value) }, 'rateSuggested'),
    tryOut: (value, words) => actions.tryOut({ optimizer: suitedOptimizer(value) }, words),
    say(value, text) {
      return i18n.t('controls.said.optimizer', { optimizer: text, rate: suitedOptimizer(value).learningRate });
    },
  };

  /** With a learning rate that suits it. @param {string} value */
  function suitedOptimizer(value) {
    const kind = /** @type {Config['optimizer']['kind']} */ (value);
    const usual = limits().defaultOptimizer();
    return kind === usual.kind ? usual : { kind, learningRate: limits().suggestedLearningRate(kind) };
  }

  /** @type {ChoiceField} */
  const scaling = {
    path: 'scaling',
    label: () => i18n.t('controls.field.scaling'),
    options: () => ['standardize', 'none'].map((value) => ({ value, text: i18n.t(`controls.scaling.${value}`) })),
    read: (state) => state.run?.config.scaling ?? '',
    write: (value) => void actions.change({ scaling: /** @type {Config['scaling']} */ (value) }),
    tryOut: (value, words) => actions.tryOut({ scaling: /** @type {Config['scaling']} */ (value) }, words),
    say: (_, text) => text,
  };

  /** Where nothing more is to come, another learning rate is another training from its beginning. */
  const fromStart = () => actions.trying() || hasEnded(store.get());

  /** @type {NumberField} */
  const learningRate = {
    path: 'optimizer.learningRate',
    label: () => i18n.t('controls.field.learningRate'),
    scale: () => scaleOf(limits().learningRate(), { log: true, min: 1e-6, max: 100 }),
    read: ({ run, frame }) => run ? rateAt(run.config, frame?.updates ?? 0) : undefined,
    write: (value) => (fromStart() ? void actions.changePart('optimizer.learningRate', ({ optimizer }) => ({ optimizer: { ...optimizer, learningRate: value } })) : actions.setLearningRate(value)),
    get tryOut() {
      return fromStart() ? (/** @type {number} */ value, /** @type {string} */ words) => actions.tryOut({ optimizer: { ...config().optimizer, learningRate: value } }, words) : undefined;
    },
    get live() {
      return !fromStart();
    },
  };

  return {
    units,
    activation,
    layerCount,
    optimizer,
    scaling,
    learningRate,
    samples: top('samples', { log: true }),
    batchSize: top('batchSize', { log: true, max: 10000 }),
    noise: top('noise', { log: true, tiny: 1e-3, max: 1 }),
    validation: top('validation', { step: 0.05 }),
    seed: top('seed', {}),
  };
}

/** A run that stands at its end. @param {import('../state/types.js').State} state */
function hasEnded({ playing, run, frame, ui }) {
  if (playing || !run || !frame) return false;
  return frame.diverged || frame.updates >= ui.stopEpoch * run.updatesPerEpoch || (ui.stopLoss > 0 && frame.loss <= ui.stopLoss);
}

/**
 * New layers are like the last one, so that a deeper network is one step away.
 * @param {Config['layers']} layers
 * @param {number} count
 */
function resized(layers, count) {
  const last = layers[layers.length - 1];
  return Array.from({ length: count }, (_, i) => layers[i] ?? { ...last });
}
