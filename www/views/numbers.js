// @ts-check
/** Epoch, loss and how far off the curve is, large; updates, speed and time beside them. Widths are fixed: nothing moves but the digits. */
import { h, setText } from '../dom.js';
import { steadyNumber } from '../plot/tick-format.js';
import { duration } from './duration.js';

/**
 * @typedef {import('../state/types.js').State} State
 * @typedef {import('../state/types.js').Frame} Frame
 * @typedef {import('../controls/context.js').Context} Context
 */

/** Outputs speak up on their own unless told not to. */
const output = (/** @type {string} */ id) => h('output', { id, 'aria-live': 'off' });

/** Three digits of a speed are enough, and flicker less. @param {number} value */
const rounded = (value) => Number(value.toPrecision(value < 1000 ? 2 : 3));

/**
 * @param {HTMLElement} root
 * @param {Context} context
 */
export function mountNumbers(root, { store, i18n }) {
  const numbers = {
    epoch: output('epoch'),
    loss: output('loss'),
    rmse: output('rmse'),
    updates: output('updates'),
    speed: output('speed'),
    time: output('time'),
    validation: output('validation-loss'),
  };
  const unit = h('small');
  const terms = Object.fromEntries(Object.keys(numbers).map((name) => [name, h('dt')]));
  const rows = Object.entries(numbers).map(([name, value]) =>
    h('div', {}, terms[name], h('dd', {}, value, name === 'time' && ' ', name === 'time' && unit)),
  );
  root.replaceChildren(h('dl', { class: 'reads main' }, ...rows.slice(0, 3)), h('dl', { class: 'reads more' }, ...rows.slice(3)));

  /** @param {State} state */
  function update({ frame, run }) {
    const { lang } = i18n;
    const time = duration(frame?.trainingMs ?? 0, lang);
    const speed = frame?.epochsPerSecond ?? 0;
    setText(numbers.epoch, i18n.integer(frame?.epoch ?? 0));
    setText(numbers.loss, steadyNumber(lang, frame?.loss ?? NaN));
    setText(numbers.rmse, steadyNumber(lang, frame?.rmse ?? NaN, 2));
    setText(numbers.updates, i18n.integer(frame?.updates ?? 0));
    setText(numbers.speed, speed > 0 ? i18n.number(rounded(speed), 3) : '–');
    setText(numbers.time, time.value);
    setText(unit, time.unit);
    setText(numbers.validation, steadyNumber(lang, frame?.validationLoss ?? NaN));
    rows[rows.length - 1].hidden = (run?.validationX.length ?? 0) === 0;
  }

  function relabel() {
    Object.entries(terms).forEach(([name, term]) => setText(term, i18n.t(`views.numbers.${name}`)));
    root.setAttribute('aria-label', i18n.t('views.numbers'));
    update(store.get());
  }

  const stop = store.subscribe((state, previous) => {
    if (state.frame !== previous.frame || state.run !== previous.run) update(state);
  });
  const stopLanguage = i18n.onChange(relabel);
  relabel();

  return () => {
    stop();
    stopLanguage();
  };
}
