// @ts-check
/**
 * Time as a line one can hold: from epoch 0, by factors of ten, with where the run is, how far it has come and where it
 * will end. Pressing or dragging along the line goes to any moment of it.
 */
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

/** Any epoch of the run at a share of the line. @param {number} share @param {number} reach @param {number} last */
export const momentAt = (share, reach, last) => Math.min(last, Math.max(0, Math.round(Math.expm1(share * Math.log1p(reach)))));

/** @param {number} reach @returns {number[]} 0, 1, 10, 100, … */
export const ticksOf = (reach) => [0, ...Array.from({ length: Math.round(Math.log10(reach)) + 1 }, (_, power) => 10 ** power)];

/**
 * @param {HTMLElement} root
 * @param {Context} context
 */
export function mountTimeLine(root, { store, actions, i18n }) {
  const done = h('div', { class: 'done' });
  const reached = h('div', { class: 'reached' });
  const ahead = h('div', { class: 'ahead' });
  const now = h('div', { class: 'now', role: 'slider', tabindex: 0, 'aria-valuemin': 0 });
  const end = h('div', { class: 'end', role: 'slider', tabindex: 0, 'aria-valuemin': ENDS.min, 'aria-valuemax': ENDS.max });
  const track = h('div', { class: 'track' }, ahead, reached, done, now, end);
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
  /** The last epoch that can be gone to: the end, or as far as the run has come. @param {State} state */
  const lastOf = ({ run, frame, ui }) => Math.max(ui.stopEpoch, run && frame ? Math.floor(frame.head / run.updatesPerEpoch) : 0);

  now.addEventListener('keydown', (event) => {
    const state = store.get();
    const next = momentByKey(event, state.frame?.epoch ?? 0, lastOf(state));
    if (next === null) return;
    event.preventDefault();
    void actions.seek(next);
  });
  letScrub(track, end, {
    moved(share) {
      held = true;
      void actions.seek(momentAt(share, reach, lastOf(store.get())));
    },
    released() {
      held = false;
      update(store.get());
    },
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
    const head = run && frame ? frame.head / run.updatesPerEpoch : 0;
    const share = shareOf(epoch, reach);
    reached.style.inlineSize = percent(shareOf(head, reach));
    setAttribute(now, 'aria-valuemax', Math.max(ui.stopEpoch, Math.floor(head)));
    setAttribute(now, 'aria-valuenow', Math.floor(epoch));
    setAttribute(now, 'aria-valuetext', i18n.t('controls.timeLine.at', { epoch: Math.floor(epoch), stop: ui.stopEpoch }));
    done.style.inlineSize = percent(share);
    at(now, share);
    at(end, shareOf(ui.stopEpoch, reach));
    ahead.style.inlineSize = percent(shareOf(ui.stopEpoch, reach));
    setAttribute(end, 'aria-valuenow', ui.stopEpoch);
    setAttribute(end, 'aria-valuetext', i18n.t('controls.timeLine.endsAt', { epoch: ui.stopEpoch }));
  }

  function relabel() {
    setAttribute(root, 'aria-label', i18n.t('controls.timeLine'));
    setAttribute(now, 'aria-label', i18n.t('controls.timeLine.now'));
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

/**
 * One epoch at the beginning, about a tenth of the way later on; pages go by ten.
 * @param {KeyboardEvent} event
 * @param {number} epoch
 * @param {number} last
 * @returns {number | null}
 */
function momentByKey({ key, altKey, ctrlKey, metaKey }, epoch, last) {
  if (altKey || ctrlKey || metaKey) return null;
  const step = Math.max(1, Math.round(epoch / 10));
  if (key === 'ArrowRight' || key === 'ArrowUp') return Math.min(last, epoch + step);
  if (key === 'ArrowLeft' || key === 'ArrowDown') return Math.max(0, epoch - step);
  if (key === 'PageUp') return Math.min(last, Math.max(1, epoch * 10));
  if (key === 'PageDown') return Math.floor(epoch / 10);
  if (key === 'Home') return 0;
  return key === 'End' ? last : null;
}

/**
 * Anywhere on the track but at its end's handle.
 * @param {HTMLElement} track
 * @param {HTMLElement} end
 * @param {{moved: (share: number) => void, released: () => void}} hand
 */
function letScrub(track, end, { moved, released }) {
  let holding = false;

  /** @param {PointerEvent} event */
  function move(event) {
    const { left, width } = track.getBoundingClientRect();
    moved(Math.min(1, Math.max(0, (event.clientX - left) / width)));
  }

  track.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !event.isPrimary || (event.target instanceof Node && end.contains(event.target))) return;
    holding = true;
    track.setPointerCapture(event.pointerId);
    move(event);
  });
  track.addEventListener('pointermove', (event) => holding && event.isPrimary && move(event));
  for (const type of ['pointerup', 'pointercancel']) {
    track.addEventListener(type, () => {
      if (!holding) return;
      holding = false;
      released();
    });
  }
}
