// @ts-check
/** What is learned from: samples of the function, or one's own points. */
import { h } from '../dom.js';
import { openPart } from './missing.js';
import { choiceField, flagField, group, numberField } from './field.js';
import { scaleOf } from './limits.js';

/**
 * @typedef {import('./context.js').Context} Context
 * @typedef {import('./context.js').Part} Part
 * @typedef {import('../state/types.js').State} State
 */

/** What is wrong with an end that waits for the other one. */
const WAITS = 'end_waits';

/**
 * @param {Context} context
 * @param {import('./fields.js').Fields} fields
 */
export function dataGroup(context, fields) {
  const { actions, i18n, limits } = context;
  const samples = [
    numberField(context, fields.samples),
    choiceField(context, {
      path: 'sampling',
      label: () => i18n.t('controls.field.sampling'),
      options: () => limits().options('sampling').map((value) => ({ value, text: i18n.t(`controls.sampling.${value}`) })),
      read: (state) => state.run?.config.sampling ?? '',
      write: (value) => void actions.change({ sampling: /** @type {'grid' | 'random'} */ (value) }),
      tryOut: (value, words) => actions.tryOut({ sampling: /** @type {'grid' | 'random'} */ (value) }, words),
    }),
    numberField(context, fields.noise),
  ];
  const origin = source(context);
  const own = ownPoints(context);
  const both = [domainEnd(context, 0), domainEnd(context, 1), numberField(context, fields.validation), scaling(context)];
  return group(
    () => i18n.t('controls.group.data'),
    ({ run }) => String(!!run?.config.points),
    ({ run }) => [origin, ...(run?.config.points ? [own] : samples), ...both],
  );
}

/** @param {Context} context */
function scaling(context) {
  const { actions, i18n } = context;
  return flagField(context, {
    path: 'scaling',
    label: () => i18n.t('controls.field.scaling'),
    read: (state) => state.run?.config.scaling === 'standardize',
    write: (value) => void actions.change({ scaling: value ? 'standardize' : 'none' }),
  });
}

/** @param {Context} context */
function source(context) {
  const { actions, i18n } = context;
  return choiceField(context, {
    path: 'points',
    label: () => i18n.t('controls.field.source'),
    options: () => ['function', 'points'].map((value) => ({ value, text: i18n.t(`controls.source.${value}`) })),
    read: (state) => (state.run?.config.points ? 'points' : 'function'),
    write: (value) => (value === 'points' ? actions.ownPoints() : actions.useFunction()),
  });
}

/** @param {Context} context @returns {Part} */
function ownPoints(context) {
  const { actions, i18n, store } = context;
  /** @param {'points' | 'draw'} mode */
  const editing = (mode) => h('button', { type: 'button', class: 'ghost', onClick: () => actions.setEditing(store.get().editing === mode ? 'none' : mode) });
  const set = editing('points');
  const draw = editing('draw');
  const paste = h('button', { type: 'button', class: 'ghost', onClick: () => void openPart(i18n, i18n.t('controls.pasteTable'), () => import('./data-dialog.js'), ({ openDataDialog }) => openDataDialog(context)) });
  return {
    node: h('div', { class: 'own' }, set, draw, paste),
    update(state) {
      set.textContent = i18n.t('controls.setPoints');
      draw.textContent = i18n.t('controls.drawCurve');
      paste.textContent = i18n.t('controls.pasteTable');
      set.setAttribute('aria-pressed', String(state.editing === 'points'));
      draw.setAttribute('aria-pressed', String(state.editing === 'draw'));
    },
  };
}

/**
 * An end of the x-axis. One that would lie beyond the other end waits for that to be changed as well.
 * @param {Context} context
 * @param {0 | 1} end
 */
function domainEnd(context, end) {
  const { actions, i18n, limits, store } = context;
  const [path, otherPath] = [`domain[${end}]`, `domain[${1 - end}]`];
  return numberField(context, {
    path,
    label: () => i18n.t(end === 0 ? 'controls.field.from' : 'controls.field.to'),
    scale: () => scaleOf(limits().domain(), { step: 0.1 }),
    read: (state) => state.run?.domain[end],
    write(value) {
      const { run, fieldProblems } = store.get();
      const waiting = fieldProblems[otherPath];
      const other = waiting?.code === WAITS ? Number(waiting.params?.value) : run?.domain[1 - end] ?? 1 - end;
      const domain = /** @type {[number, number]} */ (end === 0 ? [value, other] : [other, value]);
      if (domain[0] >= domain[1]) return actions.refuse(path, WAITS, { value, other, ends: end === 0 ? 'from' : 'to' });
      actions.clearProblem(otherPath);
      void actions.change({ domain });
    },
  });
}
