// @ts-check
/** How it is trained: loss, optimizer with all it can be told, penalties, batches, order, seed. */
import { choiceField, flagField, group, numberField } from './field.js';
import { scaleOf } from './limits.js';

/**
 * @typedef {import('./context.js').Context} Context
 * @typedef {import('./context.js').Part} Part
 * @typedef {import('../state/types.js').Config} Config
 */

/** Shares move evenly. */
const SHARE = { step: 0.01 };

/** Tiny numbers move by factors. @type {Record<string, Partial<import('./scale.js').Scale>>} */
const MANNERS = {
  epsilon: { log: true },
  weightDecay: { log: true, tiny: 1e-6, max: 1 },
  initialAccumulatorValue: { log: true, tiny: 1e-6, max: 10 },
};

/**
 * @param {Context} context
 * @param {import('./fields.js').Fields} fields
 */
export function trainingGroup(context, fields) {
  const { actions, i18n, limits } = context;
  const loss = choiceField(context, {
    path: 'loss',
    label: () => i18n.t('controls.field.loss'),
    options: () => limits().options('loss').map((value) => ({ value, text: i18n.t(`controls.loss.${value}`) })),
    read: (state) => state.run?.config.loss ?? '',
    write: (value) => void actions.change({ loss: /** @type {Config['loss']} */ (value) }),
    tryOut: (value, words) => actions.tryOut({ loss: /** @type {Config['loss']} */ (value) }, words),
  });
  const optimizer = choiceField(context, fields.optimizer);
  const learningRate = numberField(context, fields.learningRate);
  const rest = [
    ...limits().penalties().map(([name, range]) => penalty(context, name, range)),
    numberField(context, fields.batchSize),
    flagField(context, {
      path: 'shuffle',
      label: () => i18n.t('controls.field.shuffle'),
      read: (state) => state.run?.config.shuffle ?? false,
      write: (value) => void actions.change({ shuffle: value }),
    }),
    numberField(context, fields.seed),
  ];
  return group(
    () => i18n.t('controls.group.training'),
    ({ run }) => run?.config.optimizer.kind ?? '',
    ({ run }) => [loss, optimizer, learningRate, ...hyperparameters(context, run?.config.optimizer.kind ?? ''), ...rest],
  );
}

/** @param {Context} context @param {string} kind @returns {Part[]} */
function hyperparameters(context, kind) {
  const { actions, i18n, limits, store } = context;
  const present = () => /** @type {any} */ (store.get().run?.config.optimizer);
  return limits().parameters('optimizer', kind).filter(([name]) => name !== 'learningRate').map(([name, range]) => {
    const field = {
      path: `optimizer.${name}`,
      label: () => i18n.t(`controls.field.${name}`),
      read: () => present()?.[name],
      write: (/** @type {number | boolean} */ value) => void actions.changePart(`optimizer.${name}`, (now) => ({ optimizer: { ...now.optimizer, [name]: value } })),
    };
    if (range.type === 'flag') return flagField(context, field);
    return numberField(context, { ...field, scale: () => scaleOf(range, MANNERS[name] ?? SHARE) });
  });
}

/** @param {Context} context @param {string} name @param {import('./limits.js').Parameter} range */
function penalty(context, name, range) {
  const { actions, i18n } = context;
  return numberField(context, {
    path: `regularizer.${name}`,
    label: () => i18n.t(`controls.field.${name}`),
    scale: () => scaleOf(range, { log: true, tiny: 1e-6, max: 1 }),
    read: (state) => state.run?.config.regularizer[/** @type {'l1' | 'l2'} */ (name)],
    write: (value) => void actions.changePart(`regularizer.${name}`, ({ regularizer }) => ({ regularizer: { ...regularizer, [name]: value } })),
  });
}
