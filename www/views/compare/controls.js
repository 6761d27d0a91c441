// @ts-check
/** Play, reset, and what the comparison is measured by. */
import { h, setAttribute, setText, uniqueId } from '../../dom.js';
import { editable, parseNumber } from '../../i18n/format.js';
import { AXES, RACE_PACES } from '../../state/compare/link.js';
import { LAST_EPOCH } from '../../state/link.js';

/** @typedef {import('../../controls/context.js').Context} Context */

/**
 * @param {Context} context
 * @param {import('../../state/compare/race.js').Race} race
 */
export function createControls({ i18n, store, actions }, race) {
  const play = h('button', { type: 'button', class: 'ghost go', onClick: () => void (race.playing ? race.pause() : race.play()) });
  const reset = h('button', { type: 'button', class: 'ghost', onClick: () => void race.reset() });
  const pace = select(RACE_PACES, (value) => actions.setUi({ racePace: value }));
  const axis = select(AXES, (value) => actions.setUi({ axis: value }));
  const goal = number(i18n, 'goal', (value) => value > 0 && Number.isFinite(value), 'input', {
    get: () => store.get().ui.goal,
    set: (value) => actions.setUi({ goal: value }),
  });
  // Where it ends is changed when it is said, not with every digit.
  const stop = number(i18n, 'stop', (value) => Number.isInteger(value) && value >= 1 && value <= LAST_EPOCH, 'change', {
    get: () => store.get().ui.stopEpoch,
    set: (value) => actions.setUi({ stopEpoch: value }),
  });
  const words = { pace: h('span'), axis: h('span') };
  const fields = h('div', { class: 'race-fields', id: uniqueId('fields') }, h('label', {}, words.pace, ' ', pace.node), h('label', {}, words.axis, ' ', axis.node), stop.node, goal.node);
  // On a phone the fields would keep the first curve from the first screen.
  const more = h('button', { type: 'button', class: 'ghost more', 'aria-expanded': 'false', 'aria-controls': fields.id, onClick: unfold });
  const node = h('div', { class: 'race-controls' }, play, reset, more, fields);

  function unfold() {
    const open = fields.classList.toggle('open');
    setAttribute(more, 'aria-expanded', String(open));
  }

  return {
    node,
    update() {
      setText(play, i18n.t(race.playing ? 'controls.pause' : 'controls.play'));
    },
    relabel() {
      setText(reset, i18n.t('controls.reset'));
      setText(more, i18n.t('compare.fields'));
      setText(words.pace, i18n.t('compare.pace'));
      setText(words.axis, i18n.t('compare.axis'));
      pace.label((value) => i18n.t(`compare.pace.${value}`), store.get().ui.racePace);
      axis.label((value) => i18n.t(`compare.axis.${value}`), store.get().ui.axis);
      goal.relabel();
      stop.relabel();
      setText(play, i18n.t(race.playing ? 'controls.pause' : 'controls.play'));
    },
  };
}

/**
 * A field for a number, which says what is wrong with it.
 * @param {import('../../i18n/index.js').I18n} i18n
 * @param {string} name
 * @param {(value: number) => boolean} valid
 * @param {'input' | 'change'} when it is taken
 * @param {{get: () => number, set: (value: number) => void}} value
 */
function number(i18n, name, valid, when, { get, set }) {
  const id = uniqueId(name);
  const label = h('label', { for: id });
  const field = h('input', { id, class: name, type: 'text', inputmode: 'decimal', autocomplete: 'off' });
  const problem = h('span', { class: 'problem', role: 'status' });
  /** What the field stands for. */
  let shown = NaN;
  field.addEventListener(when, read);
  // What is taken when it is said stays to be corrected.
  if (when === 'input') field.addEventListener('blur', show);

  function read() {
    const value = parseNumber(i18n.lang, field.value);
    const right = valid(value);
    setText(problem, right ? '' : i18n.t(`compare.${name}.wrong`, { value: field.value }));
    setAttribute(field, 'aria-invalid', right ? null : 'true');
    if (right) shown = value;
    if (right && value !== get()) set(value);
  }

  /** The last that was right. */
  function show() {
    shown = get();
    setText(problem, '');
    setAttribute(field, 'aria-invalid', null);
    field.value = editable(i18n.lang, shown);
  }

  return {
    node: h('span', {}, label, ' ', field, ' ', problem),
    relabel() {
      setText(label, i18n.t(`compare.${name}`));
      // Who is writing, or has to correct something, goes on, unless a link says something else meanwhile.
      const busy = document.activeElement === field || field.hasAttribute('aria-invalid');
      if (!busy || get() !== shown) show();
    },
  };
}

/** @template {string} T @param {readonly T[]} values @param {(value: T) => void} chosen */
function select(values, chosen) {
  const options = values.map((value) => h('option', { value }));
  const node = h('select', { onChange: () => chosen(values[node.selectedIndex]) }, ...options);
  return {
    node,
    /** @param {(value: string) => string} text @param {string} value */
    label(text, value) {
      options.forEach((option, index) => setText(option, text(values[index])));
      node.value = value;
    },
  };
}
