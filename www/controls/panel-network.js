// @ts-check
/** The network: its layers one by one, and how its weights begin. */
import { h } from '../dom.js';
import { choiceField, group, numberField } from './field.js';
import { scaleOf } from './limits.js';

/**
 * @typedef {import('./context.js').Context} Context
 * @typedef {import('./context.js').Part} Part
 * @typedef {import('../state/types.js').Config} Config
 * @typedef {'kernelInitializer' | 'biasInitializer'} InitializerName
 */

/**
 * @param {Context} context
 * @param {import('./fields.js').Fields} fields
 */
export function networkGroup(context, fields) {
  const { i18n } = context;
  const layerCount = numberField(context, { ...fields.layerCount, show: undefined });
  const weights = initializerKind(context, 'kernelInitializer');
  const biases = initializerKind(context, 'biasInitializer');
  return group(
    () => i18n.t('controls.group.network'),
    ({ run }) => run ? [run.config.layers.length, run.config.kernelInitializer.kind, run.config.biasInitializer.kind].join() : '',
    ({ run }) => {
      const config = /** @type {Config} */ (run?.config);
      return [
        layerCount,
        layerTable(context, fields, config.layers.length),
        weights,
        ...initializerParameters(context, 'kernelInitializer', config),
        biases,
        ...initializerParameters(context, 'biasInitializer', config),
      ];
    },
  );
}

/**
 * @param {Context} context
 * @param {import('./fields.js').Fields} fields
 * @param {number} count
 * @returns {Part}
 */
function layerTable(context, fields, count) {
  const { actions, i18n, store } = context;
  const rows = Array.from({ length: count }, (_, i) => {
    const units = numberField(context, fields.units(i));
    const activation = choiceField(context, fields.activation(i));
    const title = h('h3', {}, i18n.t('controls.layer', { layer: i + 1 }));
    const remove = h('button', { type: 'button', class: 'quiet', 'aria-label': i18n.t('controls.removeLayer', { layer: i + 1 }) }, '×');
    remove.hidden = count === 1;
    remove.addEventListener('click', () => {
      const layers = store.get().run?.config.layers ?? [];
      void actions.change({ layers: layers.filter((__, other) => other !== i) });
    });
    return { node: h('div', { class: 'layer' }, title, units.node, activation.node, remove), parts: [units, activation] };
  });
  return {
    node: h('div', { class: 'layers' }, ...rows.map(({ node }) => node)),
    update: (state) => rows.forEach(({ parts }) => parts.forEach((part) => part.update(state))),
  };
}

/** @param {Context} context @param {InitializerName} name */
function initializerKind(context, name) {
  const { actions, i18n, limits } = context;
  return choiceField(context, {
    path: name,
    label: () => i18n.t(`controls.field.${name}`),
    options: () => limits().options(name).map((value) => ({ value, text: i18n.t(`controls.initializer.${value}`) })),
    read: (state) => state.run?.config[name].kind ?? '',
    write: (value) => void actions.change({ [name]: { kind: value } }),
    tryOut: (value, words) => actions.tryOut({ [name]: { kind: value } }, words),
  });
}

/** @param {Context} context @param {InitializerName} name @param {Config} config @returns {Part[]} */
function initializerParameters(context, name, config) {
  const { actions, i18n, limits, store } = context;
  const present = () => /** @type {any} */ (store.get().run?.config[name]);
  return limits().parameters(name, config[name].kind).map(([parameter, range]) =>
    numberField(context, {
      path: `${name}.${parameter}`,
      label: () => i18n.t(`controls.field.${parameter}`),
      scale: () => scaleOf(range, { step: 0.01 }),
      read: () => present()?.[parameter],
      write: (value) => void actions.changePart(`${name}.${parameter}`, (now) => ({ [name]: { ...now[name], [parameter]: value } })),
    }),
  );
}
