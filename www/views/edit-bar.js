// @ts-check
/** While own data are set: how it is done, and how to begin again or to end. */
import { h, setText } from '../dom.js';

/**
 * @param {import('../controls/context.js').Context} context
 * @param {() => void} clear
 */
export function createEditBar({ store, actions, i18n }, clear) {
  const hint = h('p', {});
  const empty = h('button', { type: 'button', class: 'link', onClick: clear });
  const done = h('button', { type: 'button', class: 'link', onClick: () => actions.setEditing('none') });
  const node = h('div', { class: 'edit-bar', hidden: true }, hint, empty, done);

  function update() {
    const { editing } = store.get();
    node.hidden = editing === 'none';
    if (editing === 'none') return;
    setText(hint, i18n.t(editing === 'draw' ? 'views.edit.draw' : 'views.edit.points'));
    setText(empty, i18n.t('views.edit.clear'));
    setText(done, i18n.t('views.edit.done'));
  }

  return { node, update };
}
