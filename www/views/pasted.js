// @ts-check
/** What was pasted into the plot, or learned from the dialog: what was taken of it, with the other readings at hand. */
import { h, setAttribute } from '../dom.js';
import { openDataDialog } from '../controls/data-dialog.js';
import { tableReport } from '../controls/table-report.js';
import { parsePastedTable } from '../state/table.js';

/**
 * @typedef {import('../controls/context.js').Context} Context
 * @typedef {import('../state/types.js').State} State
 * @typedef {import('../state/table.js').Choice} Choice
 */

/**
 * @param {HTMLElement} place at whose end it stands
 * @param {Context} context
 */
export function mountPasted(place, context) {
  const { store, actions, i18n } = context;
  const words = h('div', { class: 'report' });
  const close = h('button', { type: 'button', class: 'quiet close', onClick: () => actions.forgetPasted() }, '×');
  const node = h('div', { class: 'pasted', role: 'group', hidden: true }, words, close);
  place.append(node);

  /** @param {Choice} other */
  function choose(other) {
    const { pasted } = store.get();
    if (!pasted) return;
    const choice = { ...pasted.choice, ...other };
    const reading = parsePastedTable(pasted.text, i18n.lang, choice);
    // Where the other reading leaves nothing to learn, the dialog says so and keeps the text.
    if ('problem' in reading) openDataDialog(context, pasted.text);
    else void actions.paste({ text: pasted.text, choice, reading });
  }

  function render() {
    const { pasted } = store.get();
    node.hidden = !pasted;
    if (!pasted) return words.replaceChildren();
    const focused = node.contains(document.activeElement);
    words.replaceChildren(...tableReport(i18n, pasted.reading, choose), ...suitedWords(pasted.suited));
    setAttribute(node, 'aria-label', i18n.t('table.pasted'));
    setAttribute(close, 'aria-label', i18n.t('table.close'));
    const next = words.querySelector('select, button') ?? close;
    if (focused && next instanceof HTMLElement) next.focus();
  }

  /** @param {string | undefined} code of what was set because it suits the points */
  function suitedWords(code) {
    if (!code) return [];
    const undo = h('button', { type: 'button', class: 'link', onClick: () => actions.useOldSettings() }, i18n.t('table.suited.undo'));
    return [h('p', {}, i18n.t(`table.suited.${code}`), ' ', undo)];
  }

  store.subscribe((state, previous) => {
    if (state.pasted !== previous.pasted) render();
    else if (state.run !== previous.run && state.pasted && !areOf(state.pasted, state)) actions.forgetPasted();
  });
  i18n.onChange(render);
  render();
}

/** Whether the run still learns these very points. @param {NonNullable<State['pasted']>} pasted @param {State} state */
function areOf({ reading: { points } }, { run }) {
  const learned = run?.config.points;
  return !!learned && learned.length === points.length && learned.every(([x, y], i) => x === points[i][0] && y === points[i][1]);
}

/** While points are set, a table that is pasted anywhere on the page becomes them. @param {Context} context @param {string} text */
export async function pasteInto(context, text) {
  const reading = parsePastedTable(text, context.i18n.lang);
  if ('problem' in reading || !(await context.actions.paste({ text, choice: {}, reading }))) openDataDialog(context, text);
}
