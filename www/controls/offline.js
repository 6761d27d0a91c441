// @ts-check
/**
 * The page installs itself for times without a network, once it is published over https. A new version is offered and
 * never forced into a running experiment; the address holds the run, so it is there again after the change.
 */
import { h, setText } from '../dom.js';

/** Published files lie in a folder named by their content; the sources do not. */
const PUBLISHED = /^(.*\/)[0-9a-f]{16}\//.exec(import.meta.url);

/** @param {import('./context.js').Context} context */
export async function installOffline({ i18n }) {
  if (!PUBLISHED || !('serviceWorker' in navigator) || !isSecureContext) return;
  const words = h('span');
  const button = h('button', { type: 'button', class: 'link' });
  const line = h('p', { class: 'update', role: 'status', hidden: true }, words, ' ', button);
  document.getElementById('header')?.after(line);
  const relabel = () => {
    setText(words, i18n.t('controls.update'));
    setText(button, i18n.t('controls.update.now'));
  };
  i18n.onChange(relabel);
  relabel();

  /** @param {ServiceWorker} waiting */
  function offer(waiting) {
    line.hidden = false;
    button.addEventListener('click', () => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload());
      waiting.postMessage('take over');
    }, { once: true });
  }

  try {
    const registration = await navigator.serviceWorker.register(`${PUBLISHED[1]}sw.js`);
    if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => {
        if (installing.state === 'installed' && navigator.serviceWorker.controller) offer(installing);
      });
    });
  } catch {
    // A browser may forbid it; the page works with a network all the same.
  }
}
