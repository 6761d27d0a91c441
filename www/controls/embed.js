// @ts-check
/** The page inside another one (`?embed`): plot and transport, and a way out to the whole. */
import { h, setAttribute, setText } from '../dom.js';
import { joinLink } from '../state/link.js';

/** @param {import('./context.js').Context} context */
export function mountEmbedded({ store, i18n }) {
  const long = h('span', { class: 'long' });
  const short = h('span', { class: 'short', 'aria-hidden': 'true' }, 'Lernkurve ↗');
  const link = h('a', { class: 'whole', target: '_blank', rel: 'noopener' }, long, short);
  document.getElementById('transport')?.after(link);

  function update() {
    const { run, ui } = store.get();
    const url = new URL(location.href);
    url.search = '';
    url.hash = joinLink(run?.link ?? '', ui);
    setAttribute(link, 'href', url.href);
    setText(long, i18n.t('controls.whole'));
    setAttribute(link, 'aria-label', i18n.t('controls.whole'));
  }

  store.subscribe((state, previous) => {
    document.documentElement.toggleAttribute('data-diverged', state.frame?.diverged ?? false);
    if (state.run !== previous.run || state.ui !== previous.ui) update();
  });
  i18n.onChange(update);
  update();
}
