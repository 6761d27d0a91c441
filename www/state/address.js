// @ts-check
/** The address always holds the present configuration, and a link pasted into it is taken. */
import { joinLink } from './link.js';

/** @typedef {import('./types.js').Store} Store */

/** A change that stands for so long is written (milliseconds). */
const QUIET_MS = 150;
/** Safari refuses more than 100 writes in 30 seconds. */
const SPACING_MS = 320;

/**
 * @param {Store} store
 * @param {(fragment: string) => void} open
 */
export function followAddress(store, open) {
  let written = location.hash.slice(1);
  let lastWrite = -Infinity;
  let timer = 0;

  /** @returns {string | null} */
  const wanted = () => {
    const { run, ui, trial } = store.get();
    return run && !trial ? joinLink(run.link, ui) : null;
  };

  function write() {
    timer = 0;
    const fragment = wanted();
    if (fragment === null || fragment === written) return;
    // A link was followed and is not heard of yet: it has the say.
    if (location.hash.slice(1) !== written) return;
    written = fragment;
    lastWrite = performance.now();
    history.replaceState(history.state, '', `#${fragment}`);
    written = location.hash.slice(1);
  }

  store.subscribe((state, previous) => {
    if (state.run?.link === previous.run?.link && state.ui === previous.ui && state.trial === previous.trial) return;
    clearTimeout(timer);
    timer = window.setTimeout(write, Math.max(QUIET_MS, lastWrite + SPACING_MS - performance.now()));
  });

  window.addEventListener('hashchange', () => {
    const fragment = location.hash.slice(1);
    if (fragment === written) return;
    clearTimeout(timer);
    written = fragment;
    open(fragment);
  });
}
