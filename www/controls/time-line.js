// @ts-check
/** Time as a line one can hold: from epoch 0, by factors of ten, with where the run is and where it will end. */
import { h, setAttribute } from '../dom.js';
import { LAST_EPOCH } from '../state/link.js';
import { clamped, stepped } from './scale.js';

/**
 * @typedef {import('../state/types.js').State} State
 * @typedef {import('./context.js').Context} Context
 */

/** The line reaches at least so far. */
const SHORTEST = 1000;

/** @type {import('./scale.js').Scale} */
const ENDS = { min: 1, max: LAST_EPOCH, integer: true, log: true };

/** The power of ten that leaves room beyond the end, so that it can be moved further. @param {number} stop */
export const reachOf = (stop) => Math.min(LAST_EPOCH, Math.max(SHORTEST, 10 ** (Math.floor(Math.log10(stop) + 1e-9) + 1)));

/** Share of the line that lies before an epoch. @param {number} epoch @param {number} reach */
export const shareOf = (epoch, reach) => Math.min(1, Math.log1p(epoch) / Math.log1p(reach));

/** The epoch at a share of the line, as round as a hand can place it. @param {number} share @param {number} reach */
export const epochAt = (share, reach) => clamped(ENDS, Math.round(Number(Math.expm1(share * Math.log1p(reach)).toPrecision(2))));

/** @param {number} reach @returns {number[]} 0, 1, 10, 100, … */
export const ticksOf = (reach) => [0, ...Array.from({ length: Math.round(Math.log10(reach)) + 1 }, (_, power) => 10 ** power)];

/**
 * @param {HTMLElement} root
 * @param {Context} context
 */
export function mountTimeLine(root, { store, actions, i18n }) {
  const done = h('div', { class: 'done' });
  const ahead = h('div', { class: 'ahead' });
  const now = h('div', { class: 'now' });
  const end = h('div', { class: 'end', role: 'slider', tabindex: 0, 'aria-valuemin': ENDS.min, 'aria-valuemax': ENDS.max });
  const track = h('div', { class: 'track' }, ahead, done, now, end);
  const ticks = h('div', { class: 'ticks', 'aria-hidden': 'true' });
  root.append(track, ticks);
  /** While the end is held the line keeps its length. */
  let reach = 0;
  let held = false;

  /** @param {number} stopEpoch */
  const endAt = (stopEpoch) => actions.setUi({ stopEpoch });

  end.addEventListener('keydown', (event) => {
    const next = stepByKey(event, store.get().ui.stopEpoch);
    if (next === null) return;
    event.preventDefault();
    endAt(next);
  });
  letHold(end, track, {
    moved(share) {
      held = true;
      endAt(epochAt(share, reach));
    },
    released() {
      held = false;
      update(store.get());
    },
  });

  /** @param {number} next */
  function stretch(next) {
    reach = next;
    ticks.replaceChildren(...ticksOf(reach).map((epoch) => at(h('span', {}, i18n.compact(epoch)), shareOf(epoch, reach))));
  }

  /** @param {State} state */
  function update({ run, frame, ui }) {
    const wanted = reachOf(Math.max(ui.stopEpoch, frame?.epoch ?? 0));
    if (wanted !== reach && !held) stretch(wanted);
    const epoch = run && frame ? frame.updates / run.updatesPerEpoch : 0;
    const share = shareOf(epoch, reach);
    done.style.inlineSize = percent(share);
    at(now, share);
    at(end, shareOf(ui.stopEpoch, reach));
    ahead.style.inlineSize = percent(shareOf(ui.stopEpoch, reach));
    setAttribute(end, 'aria-valuenow', ui.stopEpoch);
    setAttribute(end, 'aria-valuetext', i18n.t('controls.timeLine.endsAt', { epoch: ui.stopEpoch }));
  }

  function relabel() {
    setAttribute(root, 'aria-label', i18n.t('controls.timeLine'));
    setAttribute(end, 'aria-label', i18n.t('controls.timeLine.end'));
    setAttribute(end, 'title', i18n.t('controls.timeLine.hint'));
    reach = 0;
    update(store.get());
  }

  store.subscribe((state, previous) => {
    if (state.frame !== previous.frame || state.ui !== previous.ui || state.run !== previous.run) update(state);
  });
  i18n.onChange(relabel);
  relabel();
}

/** @param {number} share */
const percent = (share) => `${(100 * share).toFixed(3)}%`;

/** @template {HTMLElement} T @param {T} element @param {number} share @returns {T} */
function at(element, share) {
  element.style.insetInlineStart = percent(share);
  return element;
}

/**
 * @param {KeyboardEvent} event
 * @param {number} value
 * @returns {number | null}
 */
function stepByKey({ key, altKey, ctrlKey, metaKey }, value) {
  if (altKey || ctrlKey || metaKey) return null;
  if (key === 'ArrowRight' || key === 'ArrowUp') return stepped(ENDS, value, 1, 'large');
  if (key === 'ArrowLeft' || key === 'ArrowDown') return stepped(ENDS, value, -1, 'large');
  if (key === 'PageUp') return clamped(ENDS, value * 10);
  if (key === 'PageDown') return clamped(ENDS, Math.round(value / 10));
  return key === 'Home' ? ENDS.min : null;
}

/**
 * @param {HTMLElement} handle
 * @param {HTMLElement} track
 * @param {{moved: (share: number) => void, released: () => void}} hand
 */
function letHold(handle, track, { moved, released }) {
  /** From the pointer to the handle's middle, so that it does not jump when it is taken. @type {number | null} */
  let grip = null;

  handle.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    const { left, width } = handle.getBoundingClientRect();
    grip = left + width / 2 - event.clientX;
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener('pointermove', (event) => {
    if (grip === null || !event.isPrimary) return;
    const { left, width } = track.getBoundingClientRect();
    moved(Math.min(1, Math.max(0, (event.clientX + grip - left) / width)));
  });
  for (const type of ['pointerup', 'pointercancel']) {
    handle.addEventListener(type, () => {
      if (grip === null) return;
      grip = null;
      released();
    });
  }
}
