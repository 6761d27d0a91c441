// @ts-check
/** Formulas as they are shown: x in italics, and nothing else changed. */
import { h } from '../dom.js';

/** An x that is not part of a name such as `exp` or `max`. */
const VARIABLE = /(?<![A-Za-z])x(?![A-Za-z])/g;

/**
 * @param {string} text
 * @returns {DocumentFragment}
 */
export function formula(text) {
  const fragment = document.createDocumentFragment();
  let end = 0;
  for (const { index } of text.matchAll(VARIABLE)) {
    fragment.append(text.slice(end, index), h('i', {}, 'x'));
    end = index + 1;
  }
  fragment.append(text.slice(end));
  return fragment;
}

/** Functions worth learning, beside the experiment's own. */
export const EXAMPLES = [
  { name: 'experiment', text: '0.2 + 0.4x² + 0.3x·sin(15x) + 0.05·cos(50x)' },
  { name: 'wave', text: '0.5 + 0.4·sin(2π·x)' },
  { name: 'waves', text: '0.5 + 0.4·sin(8π·x)' },
  { name: 'step', text: '0.2 + 0.6·step(x − 0.5)' },
  { name: 'kink', text: '|2x − 1|' },
  { name: 'bump', text: 'gauss(8(x − 0.5))' },
  { name: 'chirp', text: '0.5 + 0.4·sin(30x²)' },
  { name: 'saw', text: 'mod(4x, 1)' },
];
