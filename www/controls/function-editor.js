// @ts-check
/** The formula, written where it is read: a line under the sentence with what is wrong underlined in it. */
import { h, setAttribute, setText, uniqueId } from '../dom.js';
import { EXAMPLES } from './expression.js';

/** @typedef {import('./context.js').Context} Context */

/** What is typed takes effect after so many quiet milliseconds. */
const TYPING_MS = 250;

/**
 * @param {Context} context
 * @param {() => void} onClose
 */
export function createFunctionEditor({ actions, i18n, problem }, onClose) {
  const messageId = uniqueId('message');
  const input = h('input', { type: 'text', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', maxlength: 1000, 'aria-describedby': messageId });
  const wavy = h('div', { class: 'wavy', 'aria-hidden': 'true' });
  const message = h('p', { class: 'problem', id: messageId });
  const examples = h('select', {});
  const close = h('button', { type: 'button', class: 'quiet close', onClick: onClose }, '×');
  const label = h('label', {}, h('i', {}, 'f'), '(', h('i', {}, 'x'), ') =');
  input.id = uniqueId('function');
  label.htmlFor = input.id;
  const node = h('div', { class: 'function-editor', hidden: true }, label, h('div', { class: 'writing' }, wavy, input), examples, close, message);
  let timer = 0;
  /** What the newest problem is about: its span counts in this text. */
  let judged = '';

  async function commit() {
    clearTimeout(timer);
    judged = input.value;
    await actions.change({ function: judged });
  }

  input.addEventListener('input', () => {
    clearTimeout(timer);
    wavy.replaceChildren();
    timer = window.setTimeout(commit, TYPING_MS);
  });
  input.addEventListener('scroll', () => (wavy.scrollLeft = input.scrollLeft));
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') void commit();
    if (event.key === 'Escape') onClose();
  });
  examples.addEventListener('change', () => {
    input.value = EXAMPLES.find(({ name }) => name === examples.value)?.text ?? input.value;
    examples.value = '';
    void commit();
  });

  /** @param {[number, number] | undefined} span */
  function underline(span) {
    if (!span || judged !== input.value) return wavy.replaceChildren();
    const [start, end] = span;
    // At the end of the text something is missing: a space is underlined there.
    wavy.replaceChildren(judged.slice(0, start), h('u', {}, judged.slice(start, end) || ' '), judged.slice(end));
    wavy.scrollLeft = input.scrollLeft;
  }

  function retitle() {
    const choose = h('option', { value: '' }, i18n.t('controls.examples'));
    examples.replaceChildren(choose, ...EXAMPLES.map(({ name }) => h('option', { value: name }, i18n.t(`controls.example.${name}`))));
    setAttribute(examples, 'aria-label', i18n.t('controls.examples'));
    setAttribute(close, 'aria-label', i18n.t('controls.close'));
    setAttribute(input, 'aria-label', i18n.t('controls.field.function'));
  }
  retitle();
  i18n.onChange(retitle);

  return {
    node,
    /** @param {string} text */
    open(text) {
      node.hidden = false;
      input.value = text;
      input.focus();
    },
    /** What is refused does not outlive the editor. */
    close() {
      clearTimeout(timer);
      node.hidden = true;
      actions.clearProblem('function');
    },
    /** @param {import('../state/types.js').State} state */
    update(state) {
      const wrong = state.fieldProblems.function;
      setAttribute(input, 'aria-invalid', wrong ? 'true' : null);
      setText(message, wrong ? problem(wrong) : '');
      underline(wrong?.span);
      const valid = state.run?.config.function;
      if (!wrong && valid && document.activeElement !== input) input.value = valid;
    },
  };
}
