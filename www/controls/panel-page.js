// @ts-check
/** When a run ends, and how the page behaves. Nothing here starts a run again. */
import { LAST_EPOCH } from '../state/link.js';
import { choiceField, flagField, group, numberField } from './field.js';

/** @typedef {import('./context.js').Context} Context */

/** @param {Context} context */
export function pageGroup(context) {
  const { actions, i18n } = context;
  return group(
    () => i18n.t('controls.group.page'),
    () => '',
    () => [
      stop(context, 'stopEpoch', { min: 1, max: LAST_EPOCH, integer: true, log: true }),
      stop(context, 'stopLoss', { min: 0, max: 1, log: true, tiny: 1e-6 }),
      choiceField(context, {
        path: 'ui.hidden',
        label: () => i18n.t('controls.field.hidden'),
        options: () => ['pause', 'continue'].map((value) => ({ value, text: i18n.t(`controls.hidden.${value}`) })),
        read: (state) => state.ui.hidden,
        write: (value) => actions.setUi({ hidden: /** @type {'pause' | 'continue'} */ (value) }),
        live: true,
      }),
      flagField(context, {
        path: 'ui.shortcuts',
        label: () => i18n.t('controls.field.shortcuts'),
        read: (state) => state.ui.shortcuts,
        write: (value) => actions.setUi({ shortcuts: value }),
        live: true,
      }),
    ],
  );
}

/** A number of the page's own.
 * @param {Context} context @param {'stopEpoch' | 'stopLoss'} name @param {import('./scale.js').Scale} scale */
function stop(context, name, scale) {
  const { actions, i18n } = context;
  return numberField(context, {
    path: `ui.${name}`,
    label: () => i18n.t(`controls.field.${name}`),
    scale: () => scale,
    read: (state) => state.ui[name],
    write: (value) => actions.setUi({ [name]: value }),
    live: true,
  });
}
