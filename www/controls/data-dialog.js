// @ts-check
/** A table of x and y, pasted as text. */
import { parseTable } from '../state/table.js';
import { h, openDialog, uniqueId } from '../dom.js';

/** @param {import('./context.js').Context} context */
export function openDataDialog(context) {
  const { actions, i18n, store } = context;
  const messageId = uniqueId('message');
  const points = store.get().run?.config.points ?? [];
  const text = h('textarea', { rows: 12, spellcheck: 'false', 'aria-label': i18n.t('controls.table'), 'aria-describedby': messageId });
  text.value = points.map(([x, y]) => `${x}\t${y}`).join('\n');
  const message = h('p', { class: 'problem', id: messageId, role: 'status' });
  const use = h('button', { type: 'submit', class: 'share' }, i18n.t('controls.useTable'));
  const form = h('form', { method: 'dialog' }, h('p', { class: 'hint' }, i18n.t('controls.tableHint')), text, message, h('div', { class: 'row' }, use));

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const read = parseTable(text.value);
    if ('problem' in read) return show(read.problem);
    if (await actions.setPoints(read.points)) dialog.close();
    else show(store.get().fieldProblems.points);
  });

  /** @param {import('../state/types.js').Problem | undefined} problem */
  function show(problem) {
    message.textContent = problem ? context.problem(problem) : '';
    text.setAttribute('aria-invalid', 'true');
    text.focus();
  }

  const dialog = openDialog('data', i18n.t('controls.pasteTable'), i18n.t('controls.close'), form);
  dialog.addEventListener('close', () => actions.clearProblem('points'));
  text.select();
}
