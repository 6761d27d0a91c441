// @ts-check
/** Everything of the set-up that the sentence leaves out, in a panel below it. It is built when first opened. */
import { dataGroup } from './panel-data.js';
import { networkGroup } from './panel-network.js';
import { pageGroup } from './panel-page.js';
import { trainingGroup } from './panel-training.js';

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
  root.hidden = true;
  root.classList.add('settings');
  root.setAttribute('role', 'region');

  const update = () => {
    if (root.hidden || !store.get().run) return;
    root.setAttribute('aria-label', i18n.t('controls.allSettings'));
    for (const group of groups) group.update(store.get());
  };

  function build() {
    groups = [dataGroup, networkGroup, trainingGroup, pageGroup].map((make) => make(context, fields));
    root.replaceChildren(...groups.map(({ node }) => node));
    store.subscribe(update);
    i18n.onChange(update);
  }

  /** @param {boolean} open */
  function show(open) {
    root.hidden = !open;
    if (open && groups.length === 0) build();
    update();
    onToggle();
  }

  return {
    isOpen: () => !root.hidden,
    toggle: () => show(root.hasAttribute('hidden')),
    showData() {
      show(true);
      const first = groups[0].node;
      first.scrollIntoView({ block: 'nearest' });
      first.querySelector('select')?.focus();
    },
  };
}
