// @ts-check
/** Everything of the set-up that the sentence leaves out, in a panel below it. It is loaded and built when first opened. */

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

  async function build() {
    const { GROUPS } = await import('./panel-groups.js');
    if (groups.length > 0) return;
    groups = GROUPS.map((make) => make(context, fields));
    root.replaceChildren(...groups.map(({ node }) => node));
    store.subscribe(update);
    i18n.onChange(update);
  }

  /** @param {boolean} open */
  async function show(open) {
    if (open && groups.length === 0) await build();
    root.hidden = !open;
    update();
    onToggle();
  }

  return {
    isOpen: () => !root.hidden,
    toggle: () => void show(root.hasAttribute('hidden')),
    async showData() {
      await show(true);
      const first = groups[0].node;
      first.scrollIntoView({ block: 'nearest' });
      first.querySelector('select')?.focus();
    },
  };
}
