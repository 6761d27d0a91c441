// @ts-check
/** Play, reset, and what the comparison is measured by. */
import { h, setAttribute, setText, uniqueId } from '../../dom.js';
import { createNumberInput } from '../../controls/number-input.js';
import { measureOf } from '../../state/compare/goal.js';
import { AXES, RACE_PACES } from '../../state/compare/link.js';
import { LAST_EPOCH } from '../../state/link.js';

/** @typedef {import('../../controls/context.js').Context} Context */

/** Losses that are worth waiting for, and all that can be typed. @type {import('../../controls/scale.js').Scale} */
const GOALS = { min: 1e-6, max: 10, log: true, room: { min: 0, max: 1e6, exclusiveMin: true, usual: [1e-6, 100] } };

/**
 * @param {Context} context
 * @param {import('../../state/compare/race.js').Race} race
 */
export function createControls(context, race) {
  const { i18n, store, actions } = context;
  const play = h('button', { type: 'button', class: 'ghost go', onClick: () => (race.playing ? stand() : void race.play()) });

  /** While all stand still, what they cost can be measured. */
  function stand() {
    race.pause();
    void race.measure();
  }

  const reset = h('button', { type: 'button', class: 'ghost', onClick: () => void race.reset() });
  const pace = select(RACE_PACES, (value) => actions.setUi({ racePace: value }));
  const axis = select(AXES, (value) => actions.setUi({ axis: value }));
  let measure = measureOf(race.lanes);
  const goal = number(context, 'goal', {
    path: 'compare.goal',
    label: () => i18n.t(measure === 'rmse' ? 'compare.goal.rmse' : 'compare.goal'),
    name: () => i18n.t('compare.goal.name'),
    scale: () => GOALS,
    read: ({ ui }) => ui.goal,
    write: (value) => actions.setUi({ goal: value }),
  });
  // Each end is another race, which begins once the keys that step it are let go of.
  const stop = number(context, 'stop', {
    path: 'compare.stop',
    label: () => i18n.t('compare.stop'),
    scale: () => ({ min: 1, max: LAST_EPOCH, integer: true, log: true }),
    read: ({ ui }) => ui.stopEpoch,
    write: (value) => actions.setUi({ stopEpoch: value }),
    patient: true,
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
      if (measure === measureOf(race.lanes)) return;
      measure = measureOf(race.lanes);
      goal.relabel();
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
 * @param {Context} context
 * @param {string} name
 * @param {import('../../controls/number-input.js').NumberField} field
 */
function number(context, name, field) {
  const problem = h('span', { class: 'problem', role: 'status', id: uniqueId('message') });
  const { input, update, problemText } = createNumberInput(context, field, problem.id);
  input.id = uniqueId(name);
  input.classList.add(name);
  const label = h('label', { for: input.id });
  const show = () => {
    update(context.store.get());
    setText(problem, problemText(context.store.get()));
  };
  context.store.subscribe(show);

  return {
    node: h('span', {}, label, ' ', input, ' ', problem),
    relabel() {
      setText(label, field.label());
      show();
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
