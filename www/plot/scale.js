// @ts-check
/** From values to pixels and back. */

/**
 * @typedef {readonly [number, number]} Interval
 * @typedef {object} Scale
 * @property {'linear' | 'log' | 'clock'} kind `clock`: linear, in hours of the day
 * @property {Interval} domain in values
 * @property {Interval} range in CSS pixels
 * @property {(value: number) => number} map
 * @property {(pixel: number) => number} invert
 */

/** Canvases draw nonsense at coordinates a float cannot hold well; nothing this far out is visible. */
const FAR = 1e5;

/** @param {number} pixel */
const drawable = (pixel) => (pixel < -FAR ? -FAR : pixel > FAR ? FAR : pixel);

/**
 * @param {Interval} domain
 * @param {Interval} range
 * @returns {Scale}
 */
export function linearScale(domain, range) {
  const slope = (range[1] - range[0]) / (domain[1] - domain[0]);
  return {
    kind: 'linear',
    domain,
    range,
    map: (value) => drawable(range[0] + (value - domain[0]) * slope),
    invert: (pixel) => domain[0] + (pixel - range[0]) / slope,
  };
}

/** @param {Interval} domain @param {Interval} range @returns {Scale} */
export const clockScale = (domain, range) => ({ ...linearScale(domain, range), kind: 'clock' });

/**
 * @param {Interval} domain both above zero
 * @param {Interval} range
 * @returns {Scale}
 */
export function logScale(domain, range) {
  const exponents = linearScale([Math.log10(domain[0]), Math.log10(domain[1])], range);
  return {
    kind: 'log',
    domain,
    range,
    map: (value) => exponents.map(Math.log10(value)),
    invert: (pixel) => 10 ** exponents.invert(pixel),
  };
}
