// @ts-check
/** The network: its layers one by one, and how its weights begin. */
import { h, setAttribute, setText } from '../dom.js';
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
  const layers = layerTable(context, fields);
  const weights = initializerKind(context, 'kernelInitializer');
  const biases = initializerKind(context, 'biasInitializer');
  return group(
    () => i18n.t('controls.group.network'),
    ({ run }) => (run ? [run.config.kernelInitializer.kind, run.config.biasInitializer.kind].join() : ''),
    ({ run }) => {
      const config = /** @type {Config} */ (run?.config);
      return [
        layerCount,
        layers,
        weights,
        ...initializerParameters(context, 'kernelInitializer', config),
        biases,
        ...initializerParameters(context, 'biasInitializer', config),
      ];
    },
  );
}

/**
 * A row for each layer; those that stay keep the focus.
 * @param {Context} context
 * @param {import('./fields.js').Fields} fields
 * @returns {Part}
 */
function layerTable(context, fields) {
  const node = h('div', { class: 'layers' });
  /** @type {Part[]} */
  const rows = [];
  return {
    node,
    update(state) {
      const count = state.run?.config.layers.length ?? 0;
      while (rows.length < count) rows.push(layerRow(context, fields, rows.length));
      rows.forEach((row, index) => {
        if (index >= count) row.node.remove();
        else if (row.node.parentNode !== node) node.append(row.node);
      });
      rows.slice(0, count).forEach((row) => row.update(state));
    },
  };
}

/** @param {Context} context @param {import('./fields.js').Fields} fields @param {number} index @returns {Part} */
function layerRow(context, fields, index) {
  const { actions, i18n, store } = context;
  const units = numberField(context, fields.units(index));
  const activation = choiceField(context, fields.activation(index));
  const title = h('h3');
  const remove = h('button', { type: 'button', class: 'quiet', onClick: () => {
    const layers = store.get().run?.config.layers ?? [];
    void actions.change({ layers: layers.filter((_, other) => other !== index) });
  } }, '×');
  return {
    node: h('div', { class: 'layer' }, title, units.node, activation.node, remove),
    update(state) {
      setText(title, i18n.t('controls.layer', { layer: index + 1 }));
      setAttribute(remove, 'aria-label', i18n.t('controls.removeLayer', { layer: index + 1 }));
      remove.hidden = state.run?.config.layers.length === 1;
      units.update(state);
      activation.update(state);
    },
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
