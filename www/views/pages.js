// @ts-check
/** The pages of the application are views over one store. Each is loaded when it is first shown. */

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

/**
 * What belongs to one page alone, styles and `hidden` follow by `main[data-view]`.
 * @param {HTMLElement} main
 * @param {Context} context
 */
export function mountPages(main, context) {
  /** @type {Set<string>} */
  const mounted = new Set();

  /** @param {string} view */
  async function show(view) {
    main.dataset.view = view;
    // What nobody sees need not train.
    if (!['play', 'story'].includes(view)) context.actions.pause();
    for (const name of Object.keys(PAGES)) section(name).hidden = name !== view;
    if (!(view in PAGES) || mounted.has(view)) return;
    mounted.add(view);
    (await PAGES[view]())(section(view), context);
  }

  /** @param {string} name */
  const section = (name) => /** @type {HTMLElement} */ (main.querySelector(`#${name}`));

  context.store.subscribe((state, previous) => {
    if (state.ui.view !== previous.ui.view) void show(state.ui.view);
  });
  void show(context.store.get().ui.view);
}
