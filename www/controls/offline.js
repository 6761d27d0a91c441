// @ts-check
/**
 * The page installs itself for times without a network, once it is published over https. A new version is offered and
 * never forced into a running experiment: after the change the same run stands where it stood.
 */
import { h, setText } from '../dom.js';

/** @typedef {import('./context.js').Context} Context */

/** Published files lie in a folder named by their content; the sources do not. */
const PUBLISHED = /^(.*\/)[0-9a-f]{16}\//.exec(import.meta.url);
/** A tab may stay open for days: it asks for a new version when it is looked at again, but not sooner than this. */
const ASK_AGAIN_MS = 3_600_000;
const RESUME = 'lernkurve.resume';

/** @param {Context} context */
export async function installOffline(context) {
  resume(context);
  if (!PUBLISHED || !('serviceWorker' in navigator) || !isSecureContext) return;
  const offer = createOffer(context);
  try {
    const registration = await navigator.serviceWorker.register(`${PUBLISHED[1]}sw.js`);
    if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => {
        if (installing.state === 'installed' && navigator.serviceWorker.controller) offer(installing);
      });
    });
    askNowAndThen(registration);
  } catch {
    // A browser may forbid it; the page works with a network all the same.
  }
}

/** A quiet line with a button. @param {Context} context @returns {(waiting: ServiceWorker) => void} */
function createOffer({ store, actions, i18n }) {
  /** @type {ServiceWorker | null} */
  let newest = null;
  const words = h('span');
  const button = h('button', { type: 'button', class: 'link', onClick: takeOver });
  const line = h('p', { class: 'update', hidden: true }, words, ' ', button);
  document.getElementById('header')?.after(line);
  const relabel = () => {
    setText(words, i18n.t('controls.update'));
    setText(button, i18n.t('controls.update.now'));
  };
  i18n.onChange(relabel);
  relabel();

  function takeOver() {
    button.disabled = true;
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      remember(store.get());
      location.reload();
    }, { once: true });
    newest?.postMessage('take over');
  }

  return (waiting) => {
    newest = waiting;
    line.hidden = false;
    actions.say('update');
  };
}

/** @param {ServiceWorkerRegistration} registration */
function askNowAndThen(registration) {
  let asked = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' || Date.now() - asked < ASK_AGAIN_MS) return;
    asked = Date.now();
    registration.update().catch(() => {
      // No network just now.
    });
  });
}

/** Where the run stands, for the same tab after a reload. @param {import('../state/types.js').State} state */
function remember({ run, frame, playing }) {
  try {
    if (run && frame) sessionStorage.setItem(RESUME, JSON.stringify({ link: run.link, updates: frame.updates, playing }));
  } catch {
    // Then the run begins anew.
  }
}

/** The same link trains the same run, bit by bit: it is computed again up to where it stood. @param {Context} context */
async function resume({ store, actions }) {
  const { link, updates, playing } = remembered();
  if (!link || link !== store.get().run?.link) return;
  await actions.seekUpdates(updates);
  if (playing) actions.play();
}

/** Read once. @returns {{link?: string, updates: number, playing?: boolean}} */
function remembered() {
  try {
    const text = sessionStorage.getItem(RESUME);
    sessionStorage.removeItem(RESUME);
    return { updates: 0, ...JSON.parse(text ?? '{}') };
  } catch {
    return { updates: 0 };
  }
}
