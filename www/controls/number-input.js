// @ts-check
/**
 * A field for one number: typed in whatever way people write numbers, stepped by keys. While the focus is in it, its
 * text belongs to the person: nothing else writes there. Enter or leaving takes it over; what is refused stays in the
 * field, marked as wrong, while the last valid run goes on.
 */
import { editable, formatUngrouped } from '../i18n/format.js';
import { readNumber } from '../i18n/reading.js';
import { h, setAttribute } from '../dom.js';
import { namedProblem } from './problem.js';
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
 * @property {() => string} [name] what a message calls it, where that is not its label
 * @property {() => Scale} scale
 * @property {(state: State) => number | undefined} read
 * @property {(value: number) => void} write
 * @property {(value: number, words: string) => void} [tryOut] shows what would come of it, while a hand moves the value
 * @property {(value: number) => string} [say] how a value is called where nothing is seen of the field
 * @property {(value: number) => string} [show] how it reads when nobody types; a number as such by default
 * @property {boolean} [live] takes effect at once
 * @property {boolean} [patient] steps by keys are taken over only once no further one follows
 */

/** Who has typed and then waits so long sees what would come of it (milliseconds). */
const PREVIEW_MS = 2500;
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
    autocomplete: 'off',
    spellcheck: 'false',
    enterkeyhint: 'done',
    'aria-describedby': describedBy,
  });
  /** The value in force; of the trial while there is one. @type {number} */
  let value = NaN;
  /** What was typed or moved and has not become the value. @type {string | null} */
  let draft = null;
  /** What was taken over and is not the value yet. @type {number | null} */
  let pending = null;
  /** What a trial is shown of. @type {number | null} */
  let held = null;
  /** The value in force before the trial. */
  let before = NaN;
  /** The focus is in the field, even while another window has it. */
  let here = false;
  /** The press that brings the focus marks all of the text, unless it marks a part of it itself. */
  let entering = false;
  /** It shows a number of a run that somebody has left, and the next one is not there yet. */
  let outdated = false;
  let timer = 0;
  let journeys = 0;

  const room = () => field.scale().room ?? field.scale();

  /** @returns {number | null} null where what is written is none */
  function written() {
    if (draft === null) return null;
    const reading = readNumber(i18n.lang, draft, room());
    return 'value' in reading ? reading.value : null;
  }

  const target = () => written() ?? held ?? value;

  /** @param {string} text */
  function setText(text) {
    if (input.value !== text) input.value = text;
  }

  const editableText = () => (Number.isNaN(value) ? '' : editable(i18n.lang, value));

  const normalText = () => (field.scale().integer ? i18n.value(value) : formatUngrouped(i18n.lang, value));

  /** Its normal form, once the focus has left. */
  function render() {
    if (!here) setText(draft ?? (Number.isNaN(value) ? '' : normalText()));
  }

  function clearProblems() {
    actions.clearProblem(field.path);
    actions.clearProblem(pairOf(field.path));
  }

  /** What is written is the value in force. */
  function settle() {
    draft = pending = null;
    render();
  }

  /** @param {number} next */
  function tryOut(next) {
    if (held === null) before = value;
    held = next;
    field.tryOut?.(next, field.say?.(next) ?? `${field.label()} ${i18n.value(next, 6)}`);
  }

  function dropTrial() {
    clearTimeout(timer);
    if (held === null) return false;
    held = null;
    value = before;
    actions.dropTrial();
    return true;
  }

  /** Enter, or the focus has left. */
  function commit() {
    clearTimeout(timer);
    if (draft === null) return;
    const typed = draft;
    const reading = readNumber(i18n.lang, typed, room());
    if ('code' in reading) {
      dropTrial();
      actions.refuse(field.path, reading.code, { ...room(), ...reading, value: typed });
    } else if (reading.value === held) letGo();
    else {
      dropTrial();
      take(reading.value);
    }
  }

  /** @param {number} next */
  function take(next) {
    if (next === pending) return;
    clearProblems();
    if (next === value && pending === null) return settle();
    pending = next;
    field.write(next);
  }

  /** A pause while typing: what would come of it is shown as under a hand. */
  function preview() {
    const next = written();
    if (held !== null && (next === null || next === before)) dropTrial();
    else if (next !== null && next !== (held ?? value) && (held !== null || field.tryOut)) tryOut(next);
  }

  /** What is wrong with a pair of numbers as a whole is said where one of them was typed. @param {State} state */
  const problemIn = ({ fieldProblems }) => fieldProblems[field.path] ?? (draft === null ? undefined : fieldProblems[pairOf(field.path)]);

  /** The hand moves the value. @param {number} next */
  function move(next) {
    if (next === target()) return;
    draft = editable(i18n.lang, next);
    pending = null;
    setText(draft);
    if (held !== null || field.tryOut) tryOut(next);
    else if (!field.patient) take(next);
  }

  /** By steps, which end when no further one follows. @param {number} next */
  function step(next) {
    move(next);
    clearTimeout(timer);
    timer = window.setTimeout(held === null ? commit : letGo, STEPPING_MS);
  }

  function letGo() {
    clearTimeout(timer);
    if (held === null) return;
    clearProblems();
    pending = held;
    held = null;
    actions.keepTrial();
  }

  /** What was there comes back, where anything was under way. */
  function takeBack() {
    if (held === null && (draft === null || pending !== null)) return false;
    dropTrial();
    draft = pending = null;
    clearProblems();
    setText(editableText());
    render();
    return true;
  }

  /** What stands there was meant for a run that somebody has left: what is not typed from now on is that of the new one. @param {number} now */
  function forget(now) {
    journeys = now;
    clearTimeout(timer);
    outdated = here;
    draft = pending = held = null;
  }

  input.addEventListener('pointerenter', () => actions.nearTrial());
  input.addEventListener('focus', () => {
    actions.nearTrial();
    if (here) return;
    here = entering = true;
    if (draft === null) setText(editableText());
    input.select();
  });
  input.addEventListener('click', () => {
    if (entering && input.selectionStart === input.selectionEnd) input.select();
    entering = false;
  });
  input.addEventListener('input', () => {
    draft = input.value;
    pending = null;
    outdated = false;
    clearTimeout(timer);
    if (input.hasAttribute('aria-invalid') && written() !== null) clearProblems();
    if (held !== null || field.tryOut) timer = window.setTimeout(preview, PREVIEW_MS);
  });
  input.addEventListener('blur', () => {
    if (document.activeElement === input && !document.hasFocus()) return;
    leave();
  });
  input.addEventListener('keydown', (event) => {
    entering = false;
    const next = keyStep(event);
    if (next) {
      event.preventDefault();
      step(next(field.scale(), target()));
    } else if (event.key === 'Enter') commit();
    else if (event.key === 'Escape' && takeBack()) {
      // A sheet around the field stays open.
      event.preventDefault();
      event.stopPropagation();
    }
  });

  function leave() {
    here = entering = false;
    commit();
    render();
  }

  return {
    input,
    get value() {
      return value;
    },
    /** What stands there: typed, or the number as it is written in a sentence. */
    get words() {
      if (here) return input.value;
      if (draft !== null && input.hasAttribute('aria-invalid')) return draft;
      return field.show?.(target()) ?? i18n.value(target(), 6);
    },
    /** Where the hand has moved the value to. */
    get target() {
      return target();
    },
    move,
    step,
    letGo,
    takeBack,
    leave,
    /** @param {State} state */
    problemText(state) {
      const problem = problemIn(state);
      return problem ? namedProblem(i18n, field.name?.() ?? field.label(), problem) : '';
    },
    /** @param {State} state */
    update(state) {
      const problem = problemIn(state);
      const next = field.read(state) ?? NaN;
      const moved = !Object.is(next, value);
      value = next;
      if (state.journeys !== journeys) forget(state.journeys);
      if (outdated && !state.opening) {
        outdated = false;
        setText(editableText());
      }
      if (problem) pending = null;
      else if (pending !== null && next === pending) settle();
      else if (moved && !here && held === null && pending === null) draft = null;
      render();
      describe(input, field, value, !!problem);
    },
  };
}

/** What is heard of the field. @param {HTMLInputElement} input @param {NumberField} field @param {number} value @param {boolean} wrong */
function describe(input, field, value, wrong) {
  const { min, max, integer, room } = field.scale();
  const [low, high] = [room?.min ?? min, room?.max ?? max];
  // A phone's keyboard for decimals has no minus sign.
  setAttribute(input, 'inputmode', low < 0 ? 'text' : integer ? 'numeric' : 'decimal');
  setAttribute(input, 'aria-label', field.label());
  setAttribute(input, 'aria-invalid', wrong ? 'true' : null);
  setAttribute(input, 'aria-valuenow', decimal(value));
  setAttribute(input, 'aria-valuemin', decimal(low));
  setAttribute(input, 'aria-valuemax', decimal(high));
  setAttribute(input, 'aria-valuetext', field.show && !Number.isNaN(value) ? field.show(value) : null);
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
