// @ts-check
/** Play or pause, one epoch, back to the beginning, another beginning, and how fast. */
import { h, icon, setAttribute, setText } from '../dom.js';
import { PACES } from '../state/pace.js';
import { createSelect } from './choice-token.js';

const PLAY = 'M8 4.8v14.4a.6.6 0 0 0 .92.5l11-7.2a.6.6 0 0 0 0-1l-11-7.2a.6.6 0 0 0-.92.5z';
const PAUSE = 'M7 5h3.5v14H7zM13.5 5H17v14h-3.5z';

/**
 * @param {HTMLElement} root
 * @param {import('./context.js').Context} context
 */
export function mountTransport(root, { store, actions, i18n }) {
  const playSign = icon(PLAY);
  const pauseSign = icon(PAUSE);
  const toggle = h('button', { type: 'button', class: 'play', onClick: actions.toggle }, playSign);
  const step = wordButton('step', actions.step, i18n);
  const reset = wordButton('reset', actions.reset, i18n);
  const newSeed = wordButton('newSeed', actions.newSeed, i18n);
  const pace = createPace(actions, i18n);
  root.append(toggle, step.node, reset.node, newSeed.node, pace.node);

  /** @param {import('../state/types.js').State} state */
  function update(state) {
    const ready = state.status === 'ready' && state.run !== null;
    const diverged = state.frame?.diverged ?? false;
    const sign = state.playing ? pauseSign : playSign;
    if (toggle.firstChild !== sign) toggle.replaceChildren(sign);
    setAttribute(toggle, 'aria-label', i18n.t(state.playing ? 'controls.pause' : 'controls.play'));
    toggle.disabled = step.node.disabled = !ready || diverged;
    reset.node.disabled = newSeed.node.disabled = !ready;
    pace.update(state);
  }

  function relabel() {
    setAttribute(root, 'aria-label', i18n.t('controls.training'));
    for (const part of [step, reset, newSeed, pace]) part.relabel();
    update(store.get());
  }

  store.subscribe(update);
  i18n.onChange(relabel);
  relabel();
}

/**
 * A word, and a shorter one where there is room for no more.
 * @param {'step' | 'reset' | 'newSeed'} name
 * @param {() => void} act
 * @param {import('../i18n/index.js').I18n} i18n
 */
function wordButton(name, act, i18n) {
  const word = h('span', { class: 'long' });
  const short = h('span', { class: 'short' });
  const node = h('button', { type: 'button', class: 'ghost', onClick: act }, word, short);
  return {
    node,
    relabel() {
      setText(word, i18n.t(`controls.${name}`));
      setText(short, i18n.t(`controls.${name}.short`));
      setAttribute(node, 'aria-label', i18n.t(`controls.${name}`));
    },
  };
}

/**
 * The browser's list lies invisibly over the words, which can so be shorter than the list's.
 * @param {import('../state/types.js').Actions} actions
 * @param {import('../i18n/index.js').I18n} i18n
 */
function createPace(actions, i18n) {
  /** @param {string} value @param {string} [form] */
  const name = (value, form = '') => i18n.t(`controls.pace.${paceKey(value)}${form}`, { count: Number(value) });
  const { select, update } = createSelect({
    path: 'ui.pace',
    label: () => i18n.t('controls.pace'),
    options: () => PACES.map((value) => ({ value, text: name(value) })),
    read: (state) => state.ui.pace,
    write: (value) => actions.setUi({ pace: value }),
  });
  const label = h('span', { class: 'label' });
  const word = h('span', { class: 'long' });
  const short = h('span', { class: 'short' });
  const node = h('label', { class: 'pace' }, label, h('span', { class: 'words', 'aria-hidden': 'true' }, word, short), select);
  return {
    node,
    relabel: () => setText(label, i18n.t('controls.pace')),
    /** @param {import('../state/types.js').State} state */
    update(state) {
      update(state);
      setText(word, name(state.ui.pace));
      setText(short, name(state.ui.pace, '.short'));
    },
  };
}

/** @param {string} pace */
const paceKey = (pace) => (pace === 'show' || pace === 'full' ? pace : 'fixed');
