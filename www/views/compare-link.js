// @ts-check
/** From the single run to the comparison: puts the run there, and shows how many stand there already. */
import { h, setAttribute, setText } from '../dom.js';
import { countOf, readComparison } from '../state/compare/link.js';
import { joinLink } from '../state/link.js';

/** @param {import('../controls/context.js').Context} context */
export function createCompareLink({ store, actions, i18n }) {
  const put = h('button', { type: 'button', class: 'link', onClick: actions.compareRun });
  const see = h('a', { onClick: follow });
  const node = h('span', { class: 'compare-link' }, put, see);

  /** @param {MouseEvent} event */
  function follow(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    actions.setUi({ view: 'compare' });
  }

  function update() {
    const { ui, run } = store.get();
    const { comparison } = readComparison(ui.comparison);
    setText(put, i18n.t('views.compare'));
    setText(see, i18n.t('views.compared', { count: countOf(comparison) }));
    setAttribute(see, 'href', `#${joinLink(run?.link ?? '', { ...ui, view: 'compare' })}`);
    // What the page offers by itself is under "Compare" all the time.
    see.hidden = comparison.lanes.length === 0;
  }

  return {
    node,
    update,
    stop: store.subscribe((state, previous) => {
      if (state.ui !== previous.ui || state.run !== previous.run) update();
    }),
  };
}
