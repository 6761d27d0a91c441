// @ts-check
/**
 * Everything of the set-up that the sentence leaves out: a drawer beside the plot, or a sheet over the lower part of a
 * small screen, so that the plot stays in view. It is loaded and built when first opened.
 */
import { h, setAttribute, setText } from '../dom.js';
import { showPlot } from '../views/show-plot.js';
import { obtain } from './missing.js';
import { mountNoticeLine } from './notice.js';

/**
 * @typedef {import('./context.js').Context} Context
 * @typedef {import('./context.js').Part} Part
 */

/**
 * @param {HTMLElement} root
 * @param {Context} context
 * @param {import('./fields.js').Fields} fields
 * @param {() => void} onToggle
 */
export function createPanel(root, context, fields, onToggle) {
  const { store, i18n } = context;
  /** @type {Part[]} */
  let groups = [];
  /** What opened it gets the focus back. @type {Element | null} */
  let opener = null;
  const title = h('strong');
  const close = h('button', { type: 'button', class: 'quiet close', onClick: () => void show(false) }, '×');
  const head = h('header', {}, title, close);
  const body = h('div', { class: 'settings' });
  root.hidden = true;
  root.tabIndex = -1;
  root.setAttribute('role', 'region');
  root.replaceChildren(head, h('div', { class: 'scroll' }, body));
  // The sentence and what it says are out of sight where this is a sheet.
  mountNoticeLine(head, 'panel-notice', context);
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    void show(false);
  });

  const update = () => {
    if (root.hidden || !store.get().run) return;
    root.setAttribute('aria-label', i18n.t('controls.allSettings'));
    setText(title, i18n.t('controls.allSettings'));
    setAttribute(close, 'aria-label', i18n.t('controls.closeSettings'));
    for (const group of groups) group.update(store.get());
  };

  async function build() {
    const { GROUPS } = await obtain(i18n, () => import('./panel-groups.js'), (note) => {
      body.replaceChildren(note);
      return () => note.remove();
    });
    if (groups.length > 0) return;
    groups = GROUPS.map((make) => make(context, fields));
    body.replaceChildren(...groups.map(({ node }) => node));
    store.subscribe(update);
    i18n.onChange(update);
  }

  /** @param {boolean} open */
  async function show(open) {
    if (open === root.hidden) {
      const inside = root.contains(document.activeElement);
      if (open) opener = document.activeElement;
      root.hidden = !open;
      update();
      onToggle();
      if (open) enter();
      else if (inside && opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    }
    if (open && groups.length === 0) await build();
    update();
  }

  /** The plot stays in view; a sheet leaves the upper part of the screen to it. */
  function enter() {
    root.focus({ preventScroll: true });
    if (root.getBoundingClientRect().top > innerHeight / 4) document.getElementById('plot')?.scrollIntoView({ block: 'start' });
    else showPlot();
  }

  return {
    isOpen: () => !root.hidden,
    toggle: () => void show(root.hasAttribute('hidden')),
    async showData() {
      await show(true);
      const first = groups[0].node;
      first.scrollIntoView({ block: 'nearest' });
      first.querySelector('select')?.focus({ preventScroll: true });
    },
  };
}
