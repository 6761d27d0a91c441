// @ts-check
/** Round values for an axis: 1, 2 or 5 times a power of ten. */

/** @typedef {import('./scale.js').Interval} Interval */

/** What is left of 0.1 + 0.2 once the noise of binary fractions is cut off. @param {number} value */
const exact = (value) => Number(value.toPrecision(12));

/** The same for a multiple of `step`, which may be much smaller. @param {number} value @param {number} step */
const exactIn = (value, step) => (step >= 1 ? Number(value.toPrecision(15)) : Number(value.toFixed(Math.min(100, 2 - Math.floor(Math.log10(step))))));

/**
 * The smallest of 1, 2, 5, 10, 20, … that is at least `size`.
 * @param {number} size above zero
 */
export function roundUp(size) {
  const power = 10 ** Math.floor(Math.log10(size));
  const factor = [1, 2, 5, 10].find((step) => exact(step * power) >= exact(size)) ?? 10;
  return exact(factor * power);
}

/**
 * The largest of …, 0.1, 0.2, 0.5, 1, 2, … that is at most `size`.
 * @param {number} size above zero
 */
export function roundDown(size) {
  const power = 10 ** Math.floor(Math.log10(size));
  const factor = [10, 5, 2, 1].find((step) => exact(step * power) <= exact(size)) ?? 1;
  return exact(factor * power);
}

/** @param {Interval} domain @param {number} step @returns {number[]} the multiples of `step` inside */
function multiples([low, high], step) {
  const slack = step * 1e-6;
  const first = Math.ceil((low - slack) / step);
  const last = Math.floor((high + slack) / step);
  return Array.from({ length: last - first + 1 }, (_, i) => exactIn((first + i) * step, step) + 0).filter((value, i, all) => value !== all[i - 1]);
}

/**
 * The finest ones of which there is room for all.
 * @param {Interval} domain
 * @param {number} most how many there is room for, at least 2
 * @returns {{values: number[], step: number}}
 */
export function linearTicks(domain, most) {
  let step = roundDown((domain[1] - domain[0]) / most);
  let values = multiples(domain, step);
  while (values.length > most) {
    step = roundUp(1.5 * step);
    values = multiples(domain, step);
  }
  return { values, step };
}

/**
 * Powers of ten, every so many of them; with less than two of them inside, 1-2-5 steps between.
 * @param {Interval} domain both above zero
 * @param {number} most
 * @returns {number[]}
 */
export function logTicks([low, high], most) {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const every = Math.ceil((last - first + 1) / most);
  const powers = powersOfTen(first, last).filter((_, i) => (first + i) % every === 0);
  if (powers.length >= 2) return powers;
  const inside = (/** @type {number} */ value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
  const steps = powersOfTen(first - 1, last).flatMap((power) => [power, exact(2 * power), exact(5 * power)]).filter(inside);
  return steps.length >= 2 && steps.length <= most ? steps : linearTicks([low, high], most).values;
}

/** @param {number} first @param {number} last */
const powersOfTen = (first, last) => Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => exact(10 ** (first + i)));
