// @ts-check
/** A table of x and y, pasted as text. What is read of it is shown at once, before anything is learned. */
import { editable } from '../i18n/format.js';
import { parsePastedTable } from '../state/table.js';
import { h, openDialog, uniqueId } from '../dom.js';
import { tableReport } from './table-report.js';

/** So long nobody types (milliseconds). */
const PAUSE_MS = 250;

/** @typedef {import('../state/table.js').Choice} Choice */

/**
 * @param {import('./context.js').Context} context
 * @param {string} [pasted] elsewhere, where it could not be read
 */
export function openDataDialog(context, pasted) {
  const { actions, i18n, store } = context;
  const messageId = uniqueId('message');
  const text = h('textarea', { rows: 10, spellcheck: 'false', 'aria-label': i18n.t('controls.table'), 'aria-describedby': messageId });
  text.value = pasted ?? tableOf(store.get().run?.config.points ?? [], i18n);
  const message = h('p', { class: 'problem', id: messageId, role: 'status' });
  const report = h('div', { class: 'report', role: 'status' });
  const use = h('button', { type: 'submit', class: 'share' }, i18n.t('controls.useTable'));
  const form = h('form', { method: 'dialog' }, h('p', { class: 'hint' }, i18n.t('controls.tableHint')), text, message, report, h('div', { class: 'row' }, use));
  /** @type {Choice} */
  let choice = {};
  let timer = 0;

  text.addEventListener('input', (event) => {
    choice = {};
    clearTimeout(timer);
    // What is pasted is complete; what is typed is not yet wrong.
    if (event instanceof InputEvent && event.inputType === 'insertFromPaste') look(true);
    else timer = window.setTimeout(() => look(false), PAUSE_MS);
  });

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    const reading = look(true);
    if (!reading) return text.focus();
    if (await actions.paste({ text: text.value, choice, reading })) dialog.close();
    else complain(store.get().fieldProblems.points);
  });

  /** @param {boolean} complete whether it can be said that it is no table */
  function look(complete) {
    const read = parsePastedTable(text.value, i18n.lang, choice);
    complain('problem' in read && complete ? read.problem : undefined);
    report.replaceChildren(...('problem' in read ? [] : tableReport(i18n, read, choose)));
    return 'problem' in read ? null : read;
  }

  /** @param {Choice} other */
  function choose(other) {
    choice = { ...choice, ...other };
    look(true);
    // What was pressed may be gone.
    if (!report.contains(document.activeElement)) use.focus();
  }

  /** @param {import('../state/types.js').Problem | undefined} problem */
  function complain(problem) {
    message.textContent = problem ? context.problem(problem) : '';
    text.toggleAttribute('aria-invalid', !!problem);
  }

  const dialog = openDialog('data', i18n.t('controls.pasteTable'), i18n.t('controls.close'), form);
  dialog.addEventListener('close', () => {
    clearTimeout(timer);
    actions.clearProblem('points');
  });
  if (pasted === undefined) text.select();
  else look(true);
}

/** As the language writes numbers, so that they are read again as they are. @param {[number, number][]} points @param {import('../i18n/index.js').I18n} i18n */
const tableOf = (points, { lang }) => points.map((point) => point.map((value) => editable(lang, value)).join('\t')).join('\n');
