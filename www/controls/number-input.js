// @ts-check
/**
 * A field for one number: typed in the language's own way, stepped by keys. What is refused stays in the field,
 * marked as wrong, while the last valid run goes on.
 */
import { editable, parseNumber } from '../i18n/format.js';
import { h, setAttribute } from '../dom.js';
import { clamped, stepped } from './scale.js';

/**
 * @typedef {import('../state/types.js').State} State
 * @typedef {import('./context.js').Context} Context
 * @typedef {import('./scale.js').Scale} Scale
 */

/**
 * @typedef {object} NumberField
 * @property {string} path where problems of it are found
 * @property {() => string} label
 * @property {() => Scale} scale
 * @property {(state: State) => number | undefined} read
 * @property {(value: number) => void} write
 * @property {(value: number, words: string) => void} [tryOut] shows what would come of it, while a hand moves the value
 * @property {(value: number) => string} [say] how a value is called where nothing is seen of the field
 * @property {(value: number) => string} [show] how it reads when nobody types; a number as such by default
 * @property {boolean} [live] takes effect at once
 */

/** What is typed takes effect after so many quiet milliseconds. */
const TYPING_MS = 350;
/** After so many, keys that step a value have let go of it. */
const STEPPING_MS = 700;

/**
 * @param {Context} context
 * @param {NumberField} field
 * @param {string} [describedBy] id of the message
 */
export function createNumberInput({ actions, i18n }, field, describedBy) {
  const input = h('input', {
    type: 'text',
    role: 'spinbutton',
    inputmode: 'decimal',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': describedBy,
  });
  /** The value in force. @type {number} */
  let value = NaN;
  /** What was typed and has not become the value. @type {string | null} */
  let draft = null;
  let timer = 0;
  /** A hand moves the value: what is shown is a trial. */
  let held = false;
  let journeys = 0;

  const shown = () => draft ?? (Number.isNaN(value) ? '' : editable(i18n.lang, value));

  function target() {
    const typed = draft === null ? NaN : parseNumber(i18n.lang, draft);
    return Number.isNaN(typed) ? value : typed;
  }

  function commit() {
    if (held) return letGo();
    clearTimeout(timer);
    if (draft === null) return;
    const typed = parseNumber(i18n.lang, draft);
    if (Number.isNaN(typed)) actions.refuse(field.path, 'not_a_number', { value: draft });
    else if (typed === value) dropDraft();
    else field.write(typed);
  }

  /** What is wrong with a pair of numbers as a whole is said where one of them was typed. @param {State} state */
  const problemIn = ({ fieldProblems }) => fieldProblems[field.path] ?? (draft === null ? undefined : fieldProblems[pairOf(field.path)]);

  function dropDraft() {
    clearTimeout(timer);
    draft = null;
    actions.clearProblem(field.path);
    actions.clearProblem(pairOf(field.path));
    input.value = shown();
  }

  /** The hand moves the value. @param {number} next */
  function move(next) {
    if (next === target()) return;
    draft = editable(i18n.lang, next);
    input.value = draft;
    if (!field.tryOut) return field.write(next);
    held = true;
    field.tryOut(next, field.say?.(next) ?? `${field.label()} ${i18n.number(next, 6)}`);
  }

  /** By steps, which end when no further one follows. @param {number} next */
  function step(next) {
    move(next);
    clearTimeout(timer);
    if (held) timer = window.setTimeout(letGo, STEPPING_MS);
  }

  function letGo() {
    clearTimeout(timer);
    if (!held) return;
    held = false;
    actions.keepTrial();
  }

  function takeBack() {
    clearTimeout(timer);
    if (!held) return false;
    held = false;
    draft = null;
    actions.dropTrial();
    return true;
  }

  /** What was typed or moved was meant for a run that somebody has left. @param {number} now */
  function forget(now) {
    journeys = now;
    clearTimeout(timer);
    held = false;
    draft = null;
  }

  input.addEventListener('focus', () => actions.nearTrial());
  input.addEventListener('pointerenter', () => actions.nearTrial());
  input.addEventListener('input', () => {
    letGo();
    draft = input.value;
    clearTimeout(timer);
    timer = window.setTimeout(commit, TYPING_MS);
  });
  input.addEventListener('blur', commit);
  input.addEventListener('keydown', (event) => {
    const next = keyStep(event);
    if (next) {
      event.preventDefault();
      step(next(field.scale(), target()));
    } else if (event.key === 'Enter') commit();
    else if (event.key === 'Escape' && takeBack()) event.stopPropagation();
    else if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation();
      dropDraft();
    }
  });

  return {
    input,
    get value() {
      return value;
    },
    get draft() {
      return draft;
    },
    /** Where the hand has moved the value to. */
    get target() {
      return target();
    },
    move,
    step,
    letGo,
    takeBack,
    problemIn,
    /** @param {State} state */
    update(state) {
      if (state.journeys !== journeys) forget(state.journeys);
      const problem = problemIn(state);
      const next = field.read(state) ?? NaN;
      const arrived = draft !== null && parseNumber(i18n.lang, draft) === next;
      if (!Object.is(next, value) || arrived) {
        value = next;
        if (!held && (arrived || document.activeElement !== input)) draft = null;
      }
      if (draft === null && input.value !== shown()) input.value = shown();
      const { min, max } = field.scale();
      setAttribute(input, 'aria-label', field.label());
      setAttribute(input, 'aria-invalid', problem ? 'true' : null);
      setAttribute(input, 'aria-valuenow', decimal(value));
      setAttribute(input, 'aria-valuemin', decimal(min));
      setAttribute(input, 'aria-valuemax', decimal(max));
      setAttribute(input, 'aria-valuetext', field.show && !Number.isNaN(value) ? field.show(value) : null);
    },
  };
}

/** `domain` for `domain[1]`. @param {string} path */
const pairOf = (path) => path.replace(/\[\d\]$/, '');

const DECIMAL = new Intl.NumberFormat('en', { useGrouping: false, maximumSignificantDigits: 15 });

/** As ARIA writes numbers, without exponents; what is no bound to anybody is left out. @param {number} value */
const decimal = (value) => (Math.abs(value) < 1e16 ? DECIMAL.format(value) : null);

/**
 * @param {KeyboardEvent} event
 * @returns {((scale: Scale, value: number) => number) | null}
 */
function keyStep({ key, shiftKey, altKey, ctrlKey, metaKey }) {
  if (altKey || ctrlKey || metaKey) return null;
  const size = shiftKey || key.startsWith('Page') ? 'large' : 'small';
  if (key === 'ArrowUp' || key === 'PageUp') return (scale, value) => stepped(scale, value, 1, size);
  if (key === 'ArrowDown' || key === 'PageDown') return (scale, value) => stepped(scale, value, -1, size);
  if (key === 'Home' && shiftKey) return (scale, value) => clamped(scale, Math.min(value, scale.min));
  return null;
}
