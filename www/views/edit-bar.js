// @ts-check
/** While own data are set: how it is done, and how to begin again or to end. */
import { h, setText } from '../dom.js';

/**
 * @param {import('../controls/context.js').Context} context
 * @param {() => void} clear
 */
export function createEditBar(context, clear) {
  const { store, actions, i18n } = context;
  const hint = h('p', {});
  const message = h('p', { class: 'problem', role: 'status' });
  const empty = h('button', { type: 'button', class: 'link', onClick: clear });
  const discard = h('button', { type: 'button', class: 'link', onClick: giveUp });
  const done = h('button', { type: 'button', class: 'link', onClick: () => actions.setEditing('none') });
  const node = h('div', { class: 'edit-bar', hidden: true }, hint, message, empty, discard, done);

  function giveUp() {
    actions.setDraft(null);
    actions.setEditing('none');
  }

  function update() {
    const { editing, draft, fieldProblems } = store.get();
    node.hidden = editing === 'none';
    if (editing === 'none') return;
    const problem = draft && fieldProblems.draft;
    setText(hint, i18n.t(editing === 'draw' ? 'views.edit.draw' : 'views.edit.points'));
    setText(message, problem ? context.problem(problem) : '');
    setText(empty, i18n.t('views.edit.clear'));
    setText(discard, i18n.t('views.edit.discard'));
    setText(done, i18n.t('views.edit.done'));
    discard.hidden = !problem;
  }

  return { node, update };
}
