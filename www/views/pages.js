// @ts-check
/** The pages of the application are views over one store. Each is loaded when it is first shown. */
import { obtain } from '../controls/missing.js';
import { loadStyles } from '../dom.js';

/**
 * @typedef {import('../controls/context.js').Context} Context
 * @typedef {(root: HTMLElement, context: Context) => void} Mount
 */

/** By the name that `ui.view` has; the page of the single run is always there. @type {Record<string, () => Promise<Mount>>} */
const PAGES = {
  story: async () => (await import('./story/page.js')).mountStory,
  compare: async () => (await import('./compare/page.js')).mountCompare,
  gallery: async () => (await import('./gallery/page.js')).mountGallery,
};

/** Which these pages have in common. */
const STYLES = new URL('../styles/pages.css', import.meta.url);

/**
 * What belongs to one page alone, styles and `hidden` follow by `main[data-view]`.
 * @param {HTMLElement} main
 * @param {Context} context
 */
export function mountPages(main, context) {
  const { store, actions, i18n } = context;
  /** @type {Map<string, Promise<void>>} */
  const mounted = new Map();
  /** Once the page that was last asked for is there. */
  let shown = Promise.resolve();

  /** In another page's frame there is the plot alone. */
  const embedded = 'embed' in document.documentElement.dataset;

  /** @param {string} wanted */
  async function show(wanted) {
    const view = embedded ? 'play' : wanted;
    main.dataset.view = view;
    // What nobody sees need not train.
    if (!['play', 'story'].includes(view)) actions.pause();
    for (const name of Object.keys(PAGES)) section(name).hidden = name !== view;
    if (!(view in PAGES)) return;
    if (!mounted.has(view)) mounted.set(view, mount(view));
    await mounted.get(view);
  }

  /** Settled once the page is there, or says that it could not be loaded. @param {string} view @returns {Promise<void>} */
  function mount(view) {
    const root = section(view);
    return new Promise((settled) => {
      const page = obtain(i18n, () => Promise.all([PAGES[view](), loadStyles(STYLES)]), (note) => {
        root.replaceChildren(note);
        settled();
        return () => note.remove();
      });
      void page.then(([mountPage]) => {
        mountPage(root, context);
        settled();
        void nameDocument();
      });
    });
  }

  /** @param {string} name */
  const section = (name) => /** @type {HTMLElement} */ (main.querySelector(`#${name}`));

  /** The heading of the page that is to be seen; that of the single run has none. */
  function heading() {
    const { view } = store.get().ui;
    const all = view in PAGES ? section(view).querySelectorAll('h2') : [];
    return [...all].find((title) => title.offsetParent !== null) ?? null;
  }

  /** The document is called as its page is. */
  async function nameDocument() {
    await shown;
    // The number of a chapter stands before its name, in an element of its own.
    const name = heading()?.lastChild?.textContent;
    document.title = name ? `${name} – Lernkurve` : i18n.t('controls.title');
  }

  store.subscribe(({ ui }, previous) => {
    if (ui.view !== previous.ui.view) shown = show(ui.view);
    if (ui.view !== previous.ui.view || ui.chapter !== previous.ui.chapter) void nameDocument();
  });
  i18n.onChange(() => void nameDocument());
  shown = show(store.get().ui.view);
  void nameDocument();

  return {
    /**
     * Somebody came here from another page or chapter, and reads on at its heading.
     * @param {number} top how far down it is to be seen
     */
    async arrive(top) {
      // The page and all that follows the state are told in this very turn.
      await Promise.resolve();
      await shown;
      document.querySelectorAll('dialog').forEach((dialog) => dialog.close());
      const place = heading() ?? main;
      place.tabIndex = -1;
      place.focus({ preventScroll: true });
      scrollTo(0, top);
    },
  };
}
