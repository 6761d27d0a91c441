// @ts-check
/** A plot that is read along one axis is, to a screen reader, a slider whose value is what stands there. */
import { setAttribute } from '../dom.js';

/**
 * @param {HTMLElement} element
 * @param {{label: string, min: number, max: number, now: number, text: string}} values
 */
export function describeSlider(element, { label, min, max, now, text }) {
  setAttribute(element, 'role', 'slider');
  setAttribute(element, 'aria-label', label);
  setAttribute(element, 'aria-valuemin', min);
  setAttribute(element, 'aria-valuemax', max);
  setAttribute(element, 'aria-valuenow', now);
  setAttribute(element, 'aria-valuetext', text);
}
