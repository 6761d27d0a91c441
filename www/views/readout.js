// @ts-check
/** Exact values beside the place they belong to, never over it: at its side, or above a small chart. */
import { h, setText } from '../dom.js';

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {string} value
 * @property {'net' | 'fn' | 'val' | ''} [kind] whose value it is
 */

/** Between the place and the box; a finger is wide. */
const DISTANCE = { mouse: 14, touch: 34 };

/** @param {HTMLElement} root positioned; the box lies in it @param {'beside' | 'above'} [where] */
export function createReadout(root, where = 'beside') {
  const list = h('dl', { class: `readout ${where}`, hidden: true, 'aria-hidden': 'true' });
  root.append(list);

  /** @param {number} count */
  function ensureRows(count) {
    while (list.children.length > count) list.lastElementChild?.remove();
    while (list.children.length < count) list.append(h('div', {}, h('dt'), h('dd')));
  }

  return {
    /**
     * @param {Row[]} rows
     * @param {number} x of the place, CSS pixels in `root`
     * @param {number} top
     * @param {boolean} [touch]
     */
    show(rows, x, top, touch = false) {
      ensureRows(rows.length);
      rows.forEach(({ name, value, kind }, index) => {
        const [term, description] = list.children[index].children;
        setText(term, name);
        setText(description, value);
        term.className = kind ? `c-${kind}` : '';
      });
      list.hidden = false;
      if (where === 'above') return;
      const distance = touch ? DISTANCE.touch : DISTANCE.mouse;
      const width = list.offsetWidth;
      const fitsRight = x + distance + width <= root.clientWidth - 4;
      const fitsLeft = x - distance - width >= 4;
      const left = fitsRight && !(fitsLeft && x > root.clientWidth / 2) ? x + distance : x - distance - width;
      list.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    },
    hide() {
      list.hidden = true;
    },
    remove: () => list.remove(),
  };
}
