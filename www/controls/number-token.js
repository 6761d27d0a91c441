// @ts-check
/** A number in the sentence: dragged sideways, typed, stepped by keys; on touch a tap opens a slider. */
import { h, setText } from '../dom.js';
import { openPart } from './missing.js';
import { createNumberInput } from './number-input.js';
import { positionOf, valueAt } from './scale.js';

/**
 * @typedef {import('./context.js').Context} Context
 * @typedef {import('./context.js').Part} Part
 * @typedef {import('./number-input.js').NumberField} NumberField
 */

/** A press that moves less is a click (CSS pixels). */
const SLACK = 4;
/** From one end of the scale to the other. */
const TRAVEL = 700;

/**
 * @param {Context} context
 * @param {NumberField} field
 * @param {string} describedBy
 * @returns {Part & {problemText: (state: import('../state/types.js').State) => string}}
 */
export function createNumberToken(context, field, describedBy) {
  const number = createNumberInput(context, field, describedBy);
  const { input } = number;
  const words = h('span', { class: 'words', 'aria-hidden': 'true' });
  const node = h('span', { class: 'tok number' }, words, input);

  const show = () => setText(words, number.words);
  letDrag(context, node, input, field, number, show);
  input.addEventListener('focus', show);
  input.addEventListener('input', () => {
    used(context);
    show();
  });
  input.addEventListener('blur', show);
  letTap(node, input, () => {
    used(context);
    void openPart(context.i18n, field.label(), () => import('./number-sheet.js'), ({ openNumberSheet }) => openNumberSheet(context, field));
  });

  return {
    node,
    problemText: number.problemText,
    update(state) {
      number.update(state);
      node.classList.toggle('wrong', input.hasAttribute('aria-invalid'));
      node.classList.toggle('live', !!field.live);
      show();
    },
  };
}

/**
 * Touch opens a slider in place of the keyboard.
 * @param {HTMLElement} node
 * @param {HTMLInputElement} input
 * @param {() => void} open
 */
function letTap(node, input, open) {
  let touched = false;
  node.addEventListener('pointerdown', (event) => (touched = event.pointerType === 'touch'));
  input.addEventListener('mousedown', (event) => touched && event.preventDefault());
  input.addEventListener('click', () => {
    if (!touched) return;
    touched = false;
    open();
  });
}

/** Whoever has changed a number knows how. @param {Context} context */
function used({ store, actions }) {
  if (!store.get().ui.hinted) actions.setUi({ hinted: true });
}

/**
 * @param {Context} context
 * @param {HTMLElement} node
 * @param {HTMLInputElement} input
 * @param {NumberField} field
 * @param {ReturnType<typeof createNumberInput>} number
 * @param {() => void} show
 */
function letDrag(context, node, input, field, number, show) {
  /** @type {{x: number, position: number, moving: boolean} | null} */
  let drag = null;

  /** @param {boolean} keep */
  function end(keep) {
    if (drag?.moving) {
      window.removeEventListener('keydown', giveUp, true);
      if (keep) number.letGo();
      else number.takeBack();
      node.style.minInlineSize = '';
      node.classList.remove('dragged');
      node.closest('.sentence')?.classList.remove('quieted');
    }
    drag = null;
    show();
  }

  /** Escape takes back what the hand has moved. @param {KeyboardEvent} event */
  function giveUp(event) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    end(false);
  }

  function begin() {
    if (!drag) return;
    drag.moving = true;
    used(context);
    window.addEventListener('keydown', giveUp, true);
    input.blur();
    node.style.minInlineSize = `${node.offsetWidth}px`;
    node.classList.add('dragged');
    node.closest('.sentence')?.classList.add('quieted');
  }

  input.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'touch' || event.button !== 0 || document.activeElement === input) return;
    drag = { x: event.clientX, position: positionOf(field.scale(), number.value), moving: false };
    // At once: a fast hand leaves the word before it has moved far enough to be a drag.
    input.setPointerCapture(event.pointerId);
  });
  input.addEventListener('pointermove', (event) => {
    if (!drag) return;
    const moved = event.clientX - drag.x;
    if (!drag.moving && Math.abs(moved) < SLACK) return;
    if (!drag.moving) begin();
    number.move(valueAt(field.scale(), drag.position + moved / TRAVEL));
    show();
  });
  input.addEventListener('pointerup', () => end(true));
  input.addEventListener('pointercancel', () => end(false));
}
