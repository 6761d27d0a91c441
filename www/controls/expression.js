// @ts-check
/** Formulas as they are shown. */
import { h } from '../dom.js';

/**
 * @typedef {import('../pkg/lernkurve.js').MathElement} MathElement
 * @typedef {readonly (readonly MathElement[])[]} Formula terms of a sum, each as its factors
 * @typedef {import('../i18n/index.js').Lang} Lang
 */

/** Beside them nothing becomes an element. */
const ELEMENTS = new Set(['mrow', 'mi', 'mn', 'mo', 'mfrac', 'msup', 'msub', 'msqrt', 'mroot']);

/**
 * A function as it was understood, as MathML; lines break between its terms, and within one that is too long.
 * @param {Formula} terms
 * @param {Lang} lang
 * @param {boolean} [large] with fractions in full size
 */
export function formula(terms, lang, large = false) {
  const fragment = document.createDocumentFragment();
  terms.forEach((factors, index) => {
    const term = h('span', { class: 'term' });
    factors.forEach((factor, place) => {
      const math = element('math', [typeset(factor, lang)]);
      if (large) math.setAttribute('displaystyle', 'true');
      // What stands first in a row counts as a sign of its number; here it joins two terms or factors.
      if (index + place > 0) math.querySelector('mo')?.setAttribute('form', 'infix');
      term.append(...(place > 0 ? [h('wbr')] : []), math);
    });
    fragment.append(...(index > 0 ? [h('wbr')] : []), term);
  });
  return fragment;
}

/** @param {MathElement} term @param {Lang} lang @returns {Element} */
function typeset([name, ...content], lang) {
  if (!ELEMENTS.has(name)) throw new Error(`no element of a formula: ${name}`);
  const made = element(name, content.map((part) => (typeof part === 'string' ? inLanguage(name, part, lang) : typeset(part, lang))));
  // Signs that enclose grow with what is tall, not with an exponent.
  if (name === 'mrow' && !made.querySelector('mfrac, msqrt, mroot')) made.querySelectorAll(':scope > mo').forEach((sign) => sign.setAttribute('stretchy', 'false'));
  // Numbers with a name stand upright.
  if (name === 'mi' && (made.textContent === 'e' || made.textContent === 'π')) made.setAttribute('mathvariant', 'normal');
  return made;
}

/** @param {string} name @param {string} text @param {Lang} lang */
function inLanguage(name, text, lang) {
  if (lang === 'en') return text;
  if (name === 'mn') return text.replace('.', ',');
  return name === 'mo' && text === ',' ? ';' : text;
}

/** @param {string} name @param {(string | Element)[]} content */
function element(name, content) {
  const made = document.createElementNS('http://www.w3.org/1998/Math/MathML', name);
  made.append(...content);
  return made;
}

/**
 * The module's notation with a typesetter's signs and the language's decimal sign; then `;` separates arguments.
 * @param {Lang} lang
 * @param {string} text
 */
export function written(lang, text) {
  const signs = text.replaceAll('*', '·').replaceAll('-', '−');
  return lang === 'de' ? signs.replaceAll(', ', '; ').replace(/(\d)\.(?=\d)/g, '$1,') : signs;
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
