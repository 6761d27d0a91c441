// @ts-check
/** What happened, in one sentence: heard by a screen reader, and seen where nothing else on the page shows it. */
import { h } from '../dom.js';

/**
 * @typedef {import('./context.js').Context} Context
 * @typedef {import('../state/types.js').Notice} Notice
 */

/** A reader needs time for a sentence: sooner ones wait, and of those that wait the newest is said. */
const SPACING_MS = 1500;
/** How long a sentence stays to be seen. */
const SEEN_MS = 7000;

/** What the page shows nowhere else. */
const SEEN = ['languageMissing', 'copiedLong', 'sharedLong', 'suited.both', 'suited.learning', 'suited.scaling', 'pasted', 'rateSuggested', 'stopRaised', 'stopLossLowered', 'copied', 'undone', 'restarted', 'recovered', 'opened', 'tried', 'triedSoFar', 'triedDiverged', 'pinned', 'compared', 'comparedAlready', 'comparisonFull', 'lanesDropped', 'laneRemoved', 'lanePutBack', 'laneAdded'];

/** Of all that has happened since, the last that is to be seen. @param {Notice | null | undefined} notice @param {Notice | null} since @returns {Notice | null} */
function newestSeen(notice, since) {
  if (!notice || notice === since) return null;
  return SEEN.includes(notice.code) ? notice : newestSeen(notice.before, since);
}

/**
 * @param {import('../i18n/index.js').I18n} i18n
 * @param {Notice} notice
 */
export function sentence(i18n, { code, params = {} }) {
  const optimizer = params.optimizer ? i18n.t(`controls.optimizer.${params.optimizer}`) : '';
  const loss = typeof params.loss === 'number' ? i18n.number(params.loss, 3) : '';
  return i18n.t(`controls.notice.${code}`, { ...params, optimizer, loss });
}

/**
 * @param {HTMLElement} root the one polite live region
 * @param {Context} context
 */
export function mountLiveRegion(root, { store, i18n }) {
  let last = -Infinity;
  let timer = 0;

  function say() {
    const { notice } = store.get();
    if (!notice) return;
    last = performance.now();
    root.textContent = sentence(i18n, notice);
  }

  store.subscribe((state, previous) => {
    if (!state.notice || state.notice === previous.notice) return;
    clearTimeout(timer);
    timer = window.setTimeout(say, Math.max(0, last + SPACING_MS - performance.now()));
  });
}

/**
 * A quiet line that comes and goes. The live region says the same, so readers are not told twice.
 * @param {HTMLElement} place at whose end it stands
 * @param {string} name of its class
 * @param {Context} context
 */
export function mountNoticeLine(place, name, { store, i18n }) {
  const root = h('p', { class: name, 'aria-hidden': 'true' });
  place.append(root);
  let timer = 0;
  function clear() {
    clearTimeout(timer);
    root.replaceChildren();
  }

  store.subscribe(({ notice, trial, ui }, previous) => {
    // What was said of another page says nothing of this one.
    if (ui.view !== previous.ui.view && notice === previous.notice) clear();
    if (trial && trial !== previous.trial) {
      clearTimeout(timer);
      root.textContent = i18n.t(`controls.trial.${trial.finished ? 'finished' : 'training'}`, { epoch: trial.epoch, stop: ui.stopEpoch });
      return;
    }
    if (!trial && previous.trial) root.replaceChildren();
    const seen = newestSeen(notice, previous.notice);
    if (!seen) return;
    root.textContent = sentence(i18n, seen);
    clearTimeout(timer);
    timer = window.setTimeout(clear, SEEN_MS);
  });
}
