// @ts-check
/**
 * The address always holds the present configuration, and a link pasted into it is taken. Another page, or another
 * chapter of the story, is an entry of its own in the tab's history; all else rewrites the present entry.
 */
import { joinLink, readUi, runPart } from './link.js';

/**
 * @typedef {import('./types.js').Store} Store
 * @typedef {import('./types.js').State} State
 * @typedef {import('./types.js').Ui} Ui
 * @typedef {import('./visits.js').Visits} Visits
 */

/** A change that stands for so long is written (milliseconds). */
const QUIET_MS = 150;
/** Safari refuses more than 100 writes in 30 seconds. */
const SPACING_MS = 320;

/** Where in the application one is. @param {Pick<Ui, 'view' | 'chapter'>} ui */
const placeOf = ({ view, chapter }) => (view === 'story' && chapter ? `story/${chapter}` : view);

/** The fragment that stands there. */
const fragmentNow = () => location.hash.slice(1);

/**
 * @param {Store} store
 * @param {Visits} visits
 * @param {string} opened the fragment that was opened already
 * @param {object} tell
 * @param {(fragment: string) => Promise<unknown>} tell.open a link was followed
 * @param {(fragment: string, visit: () => ReturnType<Visits['at']>) => Promise<number>} tell.goBack to an entry, forth as well; gives the id of a run that was opened again
 * @param {() => number} tell.present the id of the run that is no trial
 * @param {() => boolean} tell.trying whether a trial may yet become the run
 * @param {(top: number) => void} tell.arrive another place is there, to be seen from so many pixels below its top
 */
export function followAddress(store, visits, opened, { open, goBack, present, trying, arrive }) {
  let written = opened;
  let lastWrite = -Infinity;
  let timer = 0;
  /** Entries are numbered along the history. */
  let entry = Number(history.state?.entry ?? 0);
  const { view, chapter } = { ...store.get().ui, ...readUi(opened).ui };
  let place = placeOf({ view, chapter });
  /** Ways to another run that have not come to their end: what is shown meanwhile belongs to no entry. */
  let underWay = 0;
  /** How far the place that is about to be shown was scrolled. @type {number | null} */
  let arriving = null;
  /** How far the page is scrolled; once another place is shown, that is no longer to be known. */
  let top = scrollY;

  /** A trial is no run yet. @param {State} state */
  const fragmentOf = ({ run, trial, ui }) => joinLink(run && !trial ? run.link : runPart(written), ui);

  /** @param {'pushState' | 'replaceState'} how @param {string} fragment */
  function record(how, fragment) {
    lastWrite = performance.now();
    history[how]({ entry }, '', `#${fragment}`);
    written = fragmentNow();
  }

  function write() {
    timer = 0;
    const { run, trial } = store.get();
    if (!run || trial || underWay > 0) return;
    const fragment = fragmentOf(store.get());
    // A link that was followed and is not heard of yet has the say.
    if (fragment !== written && fragmentNow() === written) record('replaceState', fragment);
  }

  /** @param {State} state */
  function leave({ playing }) {
    if (underWay === 0) visits.note(entry, { run: present(), trying: trying(), playing, top });
  }

  /** @param {State} state @param {State} previous */
  function step(state, previous) {
    leave(previous);
    const left = fragmentOf(previous);
    // What was changed just before is not written yet.
    if (left !== written && underWay === 0) record('replaceState', left);
    entry += 1;
    visits.forgetFrom(entry);
    record('pushState', fragmentOf(state));
    place = placeOf(state.ui);
    arrive(0);
  }

  /** The history has moved, and the page is to follow. @param {number} top */
  function moved(top) {
    clearTimeout(timer);
    written = fragmentNow();
    const next = placeOf({ view: 'play', chapter: '', ...readUi(written).ui });
    if (next !== place) arriving = top;
    place = next;
  }

  /** @param {State} state @param {State} previous */
  function follow(state, previous) {
    const next = placeOf(state.ui);
    if (next === place && arriving !== null) {
      arrive(arriving);
      arriving = null;
    }
    // The story opens its first chapter by itself, and a changed link tells of its page only once it is mended.
    const goesOn = state.opening && state.journeys === previous.journeys;
    if (next.startsWith(`${place}/`) || goesOn) place = next;
    if (next !== place && fragmentNow() === written) step(state, previous);
    if (state.run?.link === previous.run?.link && state.ui === previous.ui && state.trial === previous.trial) return;
    writeSoon();
  }

  function writeSoon() {
    clearTimeout(timer);
    timer = window.setTimeout(write, Math.max(QUIET_MS, lastWrite + SPACING_MS - performance.now()));
  }

  window.addEventListener('popstate', ({ state }) => {
    // An entry without a number is new: a link was followed, of which the next event tells.
    if (typeof state?.entry !== 'number') return;
    leave(store.get());
    entry = state.entry;
    const arrived = entry;
    const visit = () => visits.at(arrived);
    moved(visit()?.top ?? 0);
    void travel(goBack(written, visit).then((id) => id && visits.becomes(visit()?.run ?? 0, id)));
  });

  /** @param {Promise<unknown>} journey */
  async function travel(journey) {
    underWay += 1;
    try {
      await journey;
    } finally {
      underWay -= 1;
      writeSoon();
    }
  }

  function followed() {
    if (fragmentNow() === written) return;
    leave(store.get());
    entry += 1;
    visits.forgetFrom(entry);
    moved(0);
    record('replaceState', written);
    void travel(open(written));
  }

  window.addEventListener('hashchange', followed);
  window.addEventListener('scroll', () => (top = scrollY), { passive: true });
  history.replaceState({ entry }, '');
  store.subscribe(follow);
  // Before anybody listened, a link may have been pasted or another page opened.
  followed();
  const now = store.get();
  follow(now, { ...now, ui: { ...now.ui, view, chapter } });
  scrollByHand();
}

/** The browser would scroll before the other page is there. A reload it still takes care of. */
function scrollByHand() {
  history.scrollRestoration = 'manual';
  window.addEventListener('pageshow', () => (history.scrollRestoration = 'manual'));
  window.addEventListener('pagehide', () => (history.scrollRestoration = 'auto'));
}
