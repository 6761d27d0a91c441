// @ts-check
/** The formula, written where it is read: a line under the sentence with what is wrong underlined in it. */
import { h, setAttribute, setText, uniqueId } from '../dom.js';
import { EXAMPLES, formula } from './expression.js';

/**
 * @typedef {import('./context.js').Context} Context
 * @typedef {import('./expression.js').Formula} Formula
 * @typedef {import('../state/types.js').State} State
 */

/** Quiet milliseconds of typing until the formula is shown, what is wrong is said, and it takes effect. */
const SHOW_MS = 120;
const SAY_MS = 600;
const TAKE_MS = 1000;

/**
 * @param {Context} context
 * @param {() => void} onClose
 */
export function createFunctionEditor({ store, actions, i18n, problem }, onClose) {
  const messageId = uniqueId('message');
  const input = h('input', { type: 'text', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', 'aria-describedby': messageId });
  const wavy = h('div', { class: 'wavy', 'aria-hidden': 'true' });
  const message = h('p', { class: 'problem', id: messageId });
  const understood = h('div', { class: 'understood', role: 'group' });
  const examples = h('select', {});
  const close = h('button', { type: 'button', class: 'quiet close', onClick: onClose }, '×');
  const label = h('label', {}, h('i', {}, 'f'), '(', h('i', {}, 'x'), ') =');
  input.id = uniqueId('function');
  label.htmlFor = input.id;
  const node = h('div', { class: 'function-editor', hidden: true }, label, h('div', { class: 'writing' }, wavy, input), examples, close, understood, message);
  let timer = 0;
  /** What the newest problem is about: its span counts in this text. */
  let judged = '';
  /** The run that it was refused in. */
  let judgedIn = 0;
  let judging = false;
  /** What was typed and has not taken effect, beside the function that it was typed for. @type {{text: string, instead: string | null} | null} */
  let draft = null;
  /** The draft's formula. @type {{text: string, terms: Formula} | null} */
  let read = null;
  /** @type {{terms: Formula | null, lang: string}} */
  let shown = { terms: null, lang: '' };

  const present = () => store.get().run?.config.function ?? null;

  async function commit() {
    clearTimeout(timer);
    judged = input.value;
    judging = true;
    await actions.change({ function: judged });
    judging = false;
    if (node.hidden) return actions.clearProblem('function');
    judgedIn = store.get().run?.id ?? 0;
    update(store.get());
  }

  /** What is not a function yet is left alone until the hand rests. */
  async function show() {
    const text = input.value;
    const terms = await actions.readFunction(text);
    if (text !== input.value || draft === null) return;
    read = terms && { text, terms };
    if (terms) actions.clearProblem('function');
    timer = window.setTimeout(commit, (terms ? TAKE_MS : SAY_MS) - SHOW_MS);
    update(store.get());
  }

  input.addEventListener('input', () => {
    clearTimeout(timer);
    wavy.replaceChildren();
    draft = { text: input.value, instead: draft ? draft.instead : present() };
    timer = window.setTimeout(show, SHOW_MS);
    update(store.get());
  });
  input.addEventListener('scroll', () => (wavy.scrollLeft = input.scrollLeft));
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') void commit();
    if (event.key === 'Escape') onClose();
  });
  input.addEventListener('blur', () => {
    if (draft && judged !== draft.text) void commit();
  });
  examples.addEventListener('change', () => {
    const text = EXAMPLES.find(({ name }) => name === examples.value)?.text ?? input.value;
    draft = { text, instead: present() };
    input.value = text;
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
    setAttribute(understood, 'aria-label', i18n.t('controls.understood'));
  }
  retitle();
  i18n.onChange(retitle);

  /** The formula of what is typed, or else of what is learned. @param {State} state */
  function typeset({ run, fieldProblems }) {
    const mine = draft && read?.text === draft.text ? read.terms : null;
    const terms = mine ?? run?.formula ?? null;
    understood.hidden = fieldProblems.function !== undefined || !terms;
    understood.classList.toggle('pending', draft !== null && !mine);
    if (terms === shown.terms && i18n.lang === shown.lang) return;
    shown = { terms, lang: i18n.lang };
    understood.replaceChildren(formula(terms ?? [], i18n.lang, true));
  }

  /** A draft ends when it is learned, or when another function is chosen elsewhere. @param {string | null} learned */
  function settle(learned) {
    if (draft && (learned === draft.text || learned !== draft.instead)) draft = null;
    if (draft === null && learned !== null && document.activeElement !== input) input.value = learned;
  }

  /** @param {State} state */
  function update(state) {
    if (node.hidden) return;
    settle(present());
    const wrong = state.fieldProblems.function;
    setAttribute(input, 'aria-invalid', wrong ? 'true' : null);
    setText(message, wrong ? problem(wrong) : '');
    underline(wrong?.span);
    typeset(state);
    // In another run, what was refused for its x may be right.
    const again = draft !== null && judged === draft.text && judgedIn !== state.run?.id && (!wrong || wrong.code === 'not_finite');
    if (again && !judging && !actions.trying()) void commit();
  }

  return {
    node,
    /** @param {string} text */
    open(text) {
      node.hidden = false;
      input.value = text;
      input.focus();
      update(store.get());
    },
    /** What is refused does not outlive the editor. */
    close() {
      clearTimeout(timer);
      draft = null;
      node.hidden = true;
      actions.clearProblem('function');
    },
    update,
  };
}
