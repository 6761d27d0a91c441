// @ts-check
/** Language and colours of the document follow what was chosen. */

/** @param {import('./context.js').Context} context */
export function followUi({ store, i18n }) {
  const root = document.documentElement;

  function apply() {
    const { lang, theme } = store.get().ui;
    i18n.setLang(lang);
    root.lang = lang;
    if (theme === 'auto') delete root.dataset.theme;
    else root.dataset.theme = theme;
    nameLanguageInAddress(lang);
  }

  store.subscribe((state, previous) => {
    if (state.ui.lang !== previous.ui.lang || state.ui.theme !== previous.ui.theme) apply();
  });
  apply();
}

/** An address that names a language keeps naming the right one. @param {string} lang */
function nameLanguageInAddress(lang) {
  const url = new URL(location.href);
  const named = url.searchParams.get('lang');
  if (named === null || named === lang) return;
  url.searchParams.set('lang', lang);
  history.replaceState(history.state, '', url);
}
