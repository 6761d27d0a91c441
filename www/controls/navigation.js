// @ts-check
/** The header's links between the pages of the application. */
import { h, setAttribute, setText } from '../dom.js';
import { joinLink, VIEWS } from '../state/link.js';

/**
 * @param {HTMLElement} root
 * @param {import('./context.js').Context} context
 */
export function mountNavigation(root, { store, actions, i18n }) {
  const links = VIEWS.map((view) => ({ view, node: h('a', { onClick: (/** @type {MouseEvent} */ event) => follow(event, view) }) }));
  root.append(...links.map(({ node }) => node));
  root.hidden = VIEWS.length < 2;

  /** A click stays on the page with its run; opened in a new tab, the address does the same. @param {MouseEvent} event @param {string} view */
  function follow(event, view) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    actions.setUi({ view });
  }

  function update() {
    const { ui, run } = store.get();
    for (const { view, node } of links) {
      setText(node, i18n.t(`controls.page.${view}`));
      setAttribute(node, 'href', `#${joinLink(run?.link ?? '', { ...ui, view })}`);
      setAttribute(node, 'aria-current', view === ui.view ? 'page' : null);
    }
    setAttribute(root, 'aria-label', i18n.t('controls.pages'));
  }

  store.subscribe((state, previous) => {
    if (state.ui !== previous.ui || state.run !== previous.run) update();
  });
  i18n.onChange(update);
  update();
}
