// @ts-check
/** Play, reset, and what the comparison is measured by. */
import { h, setAttribute, setText, uniqueId } from '../../dom.js';
import { editable, parseNumber } from '../../i18n/format.js';

/** @typedef {import('../../controls/context.js').Context} Context */

const AXES = /** @type {const} */ (['epochs', 'updates', 'time']);
const PACES = ['show', 'full'];

/**
 * @param {Context} context
 * @param {import('../../state/compare/race.js').Race} race
 * @param {import('./page.js').Look} look
 * @param {() => void} changed
 */
export function createControls({ i18n }, race, look, changed) {
  const play = h('button', { type: 'button', class: 'ghost', onClick: () => void (race.playing ? race.pause() : race.play()) });
  const reset = h('button', { type: 'button', class: 'ghost', onClick: () => void race.reset() });
  const pace = select(PACES, (value) => (race.pace = value));
  const axis = select(AXES, (value) => {
    race.axis = look.axis = /** @type {typeof AXES[number]} */ (value);
    changed();
  });
  const id = uniqueId('goal');
  const goal = h('input', { id, type: 'text', inputmode: 'decimal', autocomplete: 'off', onInput: readGoal, onBlur: showGoal });
  const problem = h('span', { class: 'problem', role: 'status' });
  const words = { pace: h('span'), axis: h('span'), goal: h('label', { for: id }) };
  const node = h(
    'div',
    { class: 'race-controls' },
    play,
    reset,
    h('label', {}, words.pace, ' ', pace.node),
    h('label', {}, words.axis, ' ', axis.node),
    h('span', {}, words.goal, ' ', goal, ' ', problem),
  );

  function readGoal() {
    const value = parseNumber(i18n.lang, goal.value);
    const right = value > 0;
    setText(problem, right ? '' : i18n.t('compare.goal.wrong', { value: goal.value }));
    setAttribute(goal, 'aria-invalid', right ? null : 'true');
    if (!right) return;
    look.goal = value;
    changed();
  }

  /** The last goal that was one. */
  function showGoal() {
    goal.value = editable(i18n.lang, look.goal);
    readGoal();
  }

  return {
    node,
    update() {
      setText(play, i18n.t(race.playing ? 'controls.pause' : 'controls.play'));
    },
    relabel() {
      setText(reset, i18n.t('controls.reset'));
      setText(words.pace, i18n.t('compare.pace'));
      setText(words.axis, i18n.t('compare.axis'));
      setText(words.goal, i18n.t('compare.goal'));
      pace.label((value) => i18n.t(`compare.pace.${value}`), race.pace);
      axis.label((value) => i18n.t(`compare.axis.${value}`), look.axis);
      showGoal();
      setText(play, i18n.t(race.playing ? 'controls.pause' : 'controls.play'));
    },
  };
}

/** @param {readonly string[]} values @param {(value: string) => void} chosen */
function select(values, chosen) {
  const options = values.map((value) => h('option', { value }));
  const node = h('select', { onChange: () => chosen(node.value) }, ...options);
  return {
    node,
    /** @param {(value: string) => string} text @param {string} value */
    label(text, value) {
      options.forEach((option, index) => setText(option, text(values[index])));
      node.value = value;
    },
  };
}
