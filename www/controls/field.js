// @ts-check
/** One labelled field of the panel: a number, a choice, or yes and no; with what is wrong right under it. */
import { createSelect, letStep } from './choice-token.js';
import { h, setText, uniqueId } from '../dom.js';
import { createNumberInput } from './number-input.js';

/**
 * @typedef {import('./context.js').Context} Context
 * @typedef {import('./context.js').Part} Part
 * @typedef {import('../state/types.js').State} State
 */

/**
 * @typedef {object} FlagField
 * @property {string} path
 * @property {() => string} label
 * @property {(state: State) => boolean} read
 * @property {(value: boolean) => void} write
 * @property {boolean} [live]
 */

/**
 * @param {Context} context
 * @param {string} path
 * @param {() => string} label
 * @param {() => boolean} live takes effect at once
 * @param {HTMLElement} control
 * @param {(state: State) => void} update
 * @param {string} [messageId]
 * @param {(state: State) => string} [problemText]
 * @returns {Part}
 */
function labelled(context, path, label, live, control, update, messageId = uniqueId('message'), problemText = ({ fieldProblems }) => (fieldProblems[path] ? context.problem(fieldProblems[path]) : '')) {
  const words = h('label', { for: control.id ||= uniqueId('field') });
  const message = h('p', { class: 'problem', id: messageId });
  const kind = control instanceof HTMLInputElement && control.type === 'checkbox' ? 'flag' : 'value';
  const node = h('div', { class: `field ${kind}` }, words, control, message);
  return {
    node,
    update(state) {
      setText(words, label());
      update(state);
      node.classList.toggle('live', live());
      setText(message, problemText(state));
    },
  };
}

/** @param {Context} context @param {import('./number-input.js').NumberField} field */
export function numberField(context, field) {
  const messageId = uniqueId('message');
  const number = createNumberInput(context, field, messageId);
  return labelled(context, field.path, field.label, () => !!field.live, number.input, number.update, messageId, number.problemText);
}

/** @param {Context} context @param {import('./choice-token.js').ChoiceField & {live?: boolean}} field */
export function choiceField(context, field) {
  const { select, update } = createSelect(field);
  letStep(select, field, context.actions);
  return labelled(context, field.path, field.label, () => !!field.live, select, update);
}

/** @param {Context} context @param {FlagField} field */
export function flagField(context, field) {
  const box = h('input', { type: 'checkbox', onChange: () => field.write(box.checked) });
  /** What was clicked stays to be seen until the run that has it is there. @type {boolean | null} */
  let inForce = null;
  return labelled(context, field.path, field.label, () => !!field.live, box, (state) => {
    const next = field.read(state);
    if (next !== inForce) box.checked = inForce = next;
  });
}

/**
 * A group of fields under a heading. Its parts may differ from state to state: they are looked at anew where `shape`
 * changes, and those that stay keep their place, and the focus.
 * @param {() => string} title
 * @param {(state: State) => string} shape
 * @param {(state: State) => (Part | HTMLElement)[]} build
 * @returns {Part}
 */
export function group(title, shape, build) {
  const heading = h('h2', { id: uniqueId('group') });
  const body = h('div', { class: 'fields' });
  const node = h('div', { class: 'group', role: 'group', 'aria-labelledby': heading.id }, heading, body);
  /** @type {(Part | HTMLElement)[]} */
  let parts = [];
  /** @type {string | null} */
  let built = null;
  return {
    node,
    update(state) {
      setText(heading, title());
      const key = shape(state);
      if (key !== built) {
        built = key;
        parts = build(state);
        arrange(body, parts.map((part) => (part instanceof HTMLElement ? part : part.node)));
      }
      for (const part of parts) if (!(part instanceof HTMLElement)) part.update(state);
    },
  };
}

/** Those that are there already are not moved. @param {HTMLElement} parent @param {HTMLElement[]} nodes */
function arrange(parent, nodes) {
  for (const child of [...parent.children]) if (!nodes.includes(/** @type {HTMLElement} */ (child))) child.remove();
  nodes.forEach((node, index) => {
    const there = parent.children[index] ?? null;
    if (there !== node) parent.insertBefore(node, there);
  });
}
