// @ts-check
/** The frame of a small chart: a title with what can be switched, a canvas, and its readout. */
import { h, setAttribute, setText } from '../dom.js';
import { createReadout } from './readout.js';

/**
 * @typedef {{text: () => string, label: () => string, on: () => boolean, toggle: () => void}} Switch
 */

/**
 * @param {HTMLElement} root a figure
 * @param {() => Node | string} title
 * @param {Switch[]} [switches]
 */
export function createFigure(root, title, switches = []) {
  const name = h('span', { class: 'title' });
  const buttons = switches.map(({ toggle }) => h('button', { type: 'button', onClick: toggle }));
  const canvas = h('canvas', { tabindex: 0 });
  const stage = h('div', { class: 'plot-stage' }, canvas);
  root.replaceChildren(h('figcaption', {}, name, buttons.length > 0 && h('span', { class: 'switches' }, ...buttons)), stage);

  return {
    canvas,
    // Its lines may run anywhere.
    readout: createReadout(stage, 'above'),
    relabel: () => name.replaceChildren(title()),
    updateSwitches() {
      switches.forEach(({ text, label, on }, index) => {
        setText(buttons[index], text());
        setAttribute(buttons[index], 'aria-label', label());
        setAttribute(buttons[index], 'aria-pressed', String(on()));
      });
    },
  };
}
