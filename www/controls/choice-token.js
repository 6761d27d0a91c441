// @ts-check
/** One of several words in the sentence. The browser's own list lies invisibly over the word: keys, readers and phones know it. */
import { h, setText } from '../dom.js';

/**
 * @typedef {import('../state/types.js').State} State
 * @typedef {import('./context.js').Part} Part
 */

/**
 * @typedef {object} ChoiceField
 * @property {string} path
 * @property {() => string} label
 * @property {() => {value: string, text: string}[]} options
 * @property {(state: State) => string} read
 * @property {(value: string) => void} write
 * @property {(state: State) => string} [show] how it reads in the sentence, where not as in the list
 */

/**
 * @param {ChoiceField} field
 * @returns {{select: HTMLSelectElement, update: (state: State) => void}}
 */
export function createSelect(field) {
  const select = h('select', { onChange: () => field.write(select.value) });
  let built = '';

  return {
    select,
    update(state) {
      const options = field.options();
      const key = options.map(({ value, text }) => value + text).join('\n');
      if (key !== built) {
        built = key;
        select.replaceChildren(...options.map(({ value, text }) => h('option', { value }, text)));
      }
      select.setAttribute('aria-label', field.label());
      select.value = field.read(state);
    },
  };
}

/**
 * @param {ChoiceField} field
 * @returns {Part}
 */
export function createChoiceToken(field) {
  const { select, update } = createSelect(field);
  const words = h('span', { class: 'words', 'aria-hidden': 'true' });
  return {
    node: h('span', { class: 'tok choice' }, words, select),
    update(state) {
      update(state);
      setText(words, field.show?.(state) ?? select.selectedOptions[0]?.text ?? '');
    },
  };
}
