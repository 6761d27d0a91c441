// @ts-check
/** The header's tools: language, light or dark, the keys, and Share. */
import { h, setAttribute, setText } from '../dom.js';
import { openPart } from './missing.js';

/** @typedef {import('./context.js').Context} Context */

/**
 * What the tools do; shortcuts do the same.
 * @param {Context} context
 */
export function createTools({ store, actions, i18n, ...rest }) {
  const context = { store, actions, i18n, ...rest };
  return {
    inside: () => store.get().ui.view === 'play' && actions.setUi({ inside: !store.get().ui.inside }),
    language: () => actions.setUi({ lang: store.get().ui.lang === 'de' ? 'en' : 'de' }),
    theme: () => actions.setUi({ theme: isDark(store.get().ui.theme) ? 'light' : 'dark' }),
    help: () => void openPart(i18n, i18n.t('controls.help'), () => import('./help-dialog.js'), ({ openHelpDialog }) => openHelpDialog(context)),
    async share() {
      if ((await actions.share()) !== 'shown') return;
      await openPart(i18n, i18n.t('controls.share'), () => import('./share-dialog.js'), ({ openShareDialog }) => openShareDialog(context));
    },
  };
}

const DARK = '(prefers-color-scheme: dark)';

/** @param {'auto' | 'light' | 'dark'} theme */
const isDark = (theme) => (theme === 'auto' ? matchMedia(DARK).matches : theme === 'dark');

/**
 * @param {HTMLElement} root
 * @param {Context} context
 * @param {ReturnType<typeof createTools>} tools
 */
export function mountTools(root, { store, i18n }, tools) {
  const language = h('button', { type: 'button', class: 'quiet', onClick: tools.language });
  const theme = h('button', { type: 'button', class: 'quiet', onClick: tools.theme }, h('span', { 'aria-hidden': 'true' }, '◐'));
  const help = h('button', { type: 'button', class: 'quiet', onClick: tools.help }, h('span', { 'aria-hidden': 'true' }, '?'));
  const share = h('button', { type: 'button', class: 'share', onClick: tools.share });
  root.append(language, theme, help, share);

  function update() {
    const { ui, run } = store.get();
    const other = ui.lang === 'de' ? 'en' : 'de';
    setText(language, other.toUpperCase());
    setAttribute(language, 'lang', other);
    setAttribute(language, 'aria-label', other === 'de' ? 'DE – Deutsch' : 'EN – English');
    setAttribute(theme, 'aria-label', i18n.t(isDark(ui.theme) ? 'controls.toLight' : 'controls.toDark'));
    setAttribute(help, 'aria-label', i18n.t('controls.help'));
    setText(share, i18n.t('controls.share'));
    share.disabled = run === null;
  }

  store.subscribe((state, previous) => {
    if (state.ui !== previous.ui || state.run !== previous.run) update();
  });
  i18n.onChange(update);
  // By default the colours are the system's, and so is what the button would change.
  matchMedia(DARK).addEventListener('change', update);
  update();
}
