// @ts-check
/** Language and colours of the document follow what was chosen. */
import { loadLanguage } from '../i18n/index.js';

/** @param {import('./context.js').Context} context */
export function followUi({ store, actions, i18n }) {
  const root = document.documentElement;

  function colour() {
    const { theme } = store.get().ui;
    if (theme === 'auto') delete root.dataset.theme;
    else root.dataset.theme = theme;
  }

  async function speak() {
    const { lang } = store.get().ui;
    try {
      await loadLanguage(lang);
    } catch (error) {
      console.error(error);
      return keepLanguage(lang);
    }
    // Another one may have been chosen meanwhile.
    if (lang !== store.get().ui.lang) return;
    i18n.setLang(lang);
    root.lang = lang;
    document.querySelector('meta[name="description"]')?.setAttribute('content', i18n.t('controls.description'));
    nameLanguageInAddress(lang);
  }

  /** Its words could not be loaded: the page goes on in the other one, until there is a connection. @param {import('../i18n/index.js').Lang} wanted */
  function keepLanguage(wanted) {
    if (store.get().ui.lang !== wanted) return;
    actions.setUi({ lang: i18n.lang });
    actions.say('languageMissing');
    addEventListener('online', () => actions.setUi({ lang: wanted }), { once: true });
  }

  store.subscribe(({ ui }, previous) => {
    if (ui.theme !== previous.ui.theme) colour();
    if (ui.lang !== previous.ui.lang) void speak();
  });
  colour();
  void speak();
}

/** An address that names a language keeps naming the right one. @param {string} lang */
function nameLanguageInAddress(lang) {
  const url = new URL(location.href);
  const named = url.searchParams.get('lang');
  if (named === null || named === lang) return;
  url.searchParams.set('lang', lang);
  history.replaceState(history.state, '', url);
}
