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
 * @property {(value: string, words: string) => void} [tryOut] shows what would come of it, while keys step through the list
 * @property {(value: string, text: string) => string} [say] how a choice is called where nothing is seen of the list
 * @property {(state: State) => string} [show] how it reads in the sentence, where not as in the list
 */

/** After so many quiet milliseconds, keys that step through the list have let go. */
const STEPPING_MS = 900;
/** Keys that move through a closed list: to the next one, to an end, or to a word by its letters. */
const STEPS = /^(Arrow.*|Page.*|Home|End|\S)$/u;

/**
 * Keys on a closed list go from one to the next: each is tried out, and the last one kept.
 * @param {HTMLSelectElement} select
 * @param {ChoiceField} field
 * @param {import('../state/types.js').Actions} actions
 */
export function letStep(select, field, actions) {
  const { tryOut } = field;
  if (!tryOut) return;
  let stepping = false;
  let held = false;
  let timer = 0;

  function letGo() {
    clearTimeout(timer);
    if (held) actions.keepTrial();
    held = false;
  }

  select.addEventListener('focus', () => actions.nearTrial());
  select.addEventListener('keydown', (event) => {
    stepping = STEPS.test(event.key) && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (event.key === 'Enter') letGo();
    if (event.key !== 'Escape' || !held) return;
    event.stopPropagation();
    clearTimeout(timer);
    held = false;
    actions.dropTrial();
  });
  select.addEventListener('pointerdown', () => (stepping = false));
  select.addEventListener('blur', letGo);
  // Before the field itself hears of it.
  select.addEventListener('change', (event) => {
    if (!stepping) return;
    event.stopImmediatePropagation();
    held = true;
    const { text } = select.selectedOptions[0];
    tryOut(select.value, field.say?.(select.value, text) ?? `${field.label()} ${text}`);
    clearTimeout(timer);
    timer = window.setTimeout(letGo, STEPPING_MS);
  }, { capture: true });
}

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
 * @param {import('../state/types.js').Actions} actions
 * @returns {Part}
 */
export function createChoiceToken(field, actions) {
  const { select, update } = createSelect(field);
  letStep(select, field, actions);
  const words = h('span', { class: 'words', 'aria-hidden': 'true' });
  return {
    node: h('span', { class: 'tok choice' }, words, select),
    update(state) {
      update(state);
      setText(words, field.show?.(state) ?? select.selectedOptions[0]?.text ?? '');
    },
  };
}
