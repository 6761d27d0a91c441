// @ts-check
/** A slider with a field and step buttons, for fingers. */
import { h, openDialog, setText, uniqueId } from '../dom.js';
import { sentence } from './notice.js';
import { createNumberInput } from './number-input.js';
import { positionOf, stepped, valueAt } from './scale.js';

/** @typedef {import('./context.js').Context} Context */

const TICKS = 1000;
/** Codes of notices that say what a value has led to. */
const OUTCOMES = ['tried', 'triedSoFar', 'triedDiverged'];

/**
 * @param {Context} context
 * @param {import('./number-input.js').NumberField} field
 */
export function openNumberSheet(context, field) {
  const { i18n, store } = context;
  const messageId = uniqueId('message');
  const number = createNumberInput(context, field, messageId);
  const slider = h('input', { type: 'range', min: 0, max: TICKS, step: 1, 'aria-label': field.label() });
  slider.addEventListener('input', () => number.move(valueAt(field.scale(), Number(slider.value) / TICKS)));
  slider.addEventListener('change', () => number.letGo());

  /** @param {1 | -1} direction @param {string} sign @param {string} label */
  const stepButton = (direction, sign, label) =>
    h('button', { type: 'button', class: 'step', 'aria-label': i18n.t(label), onClick: () => number.step(stepped(field.scale(), number.target, direction)) }, sign);

  const message = h('p', { class: 'problem', id: messageId });
  const hint = h('p', { class: 'hint outcome' });
  const dialog = openDialog(
    'sheet',
    field.label(),
    i18n.t('controls.close'),
    h('div', { class: 'row' }, stepButton(-1, '−', 'controls.less'), number.input, stepButton(1, '+', 'controls.more')),
    slider,
    message,
    hint,
  );
  // What comes of it is seen above the sheet.
  document.getElementById('plot')?.scrollIntoView({ block: 'start' });

  /** What has come of the value that was kept last. */
  let kept = '';
  let { notice } = store.get();

  /** What the plot shows, or what came of it, or what a change will do. @param {import('../state/types.js').State} state */
  function outcome({ trial, ui, notice: said }) {
    if (said && said !== notice && OUTCOMES.includes(said.code)) kept = sentence(i18n, said);
    notice = said;
    if (trial) kept = '';
    if (!trial) return kept || i18n.t(field.live ? 'controls.key.live' : 'controls.key.restart');
    return i18n.t(`controls.trial.held.${trial.finished ? 'finished' : 'training'}`, { epoch: trial.epoch, stop: ui.stopEpoch });
  }

  /** @param {import('../state/types.js').State} state */
  const update = (state) => {
    number.update(state);
    if (document.activeElement !== slider) slider.value = String(Math.round(positionOf(field.scale(), number.value) * TICKS));
    slider.setAttribute('aria-valuetext', field.show?.(number.value) ?? i18n.value(number.value, 6));
    setText(message, number.problemText(state));
    setText(hint, outcome(state));
  };
  const stop = store.subscribe(update);
  dialog.addEventListener('close', () => {
    number.leave();
    stop();
  });
  update(store.get());
  slider.focus();
}
