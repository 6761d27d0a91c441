// @ts-check
/** The experiment's samples and a shuffled order, as every library gets them. */

export const SAMPLES = 101;

export const xs = Array.from({ length: SAMPLES }, (_, i) => i / (SAMPLES - 1));
export const ys = xs.map((x) => 0.2 + 0.4 * x * x + 0.3 * x * Math.sin(15 * x) + 0.05 * Math.cos(50 * x));

/** The bound of the initial kernels of a layer, uniform about 0. @param {import('../module.js').PartialConfig} config @param {number} inputs */
export const bound = ({ kernelInitializer }, inputs) => (kernelInitializer?.kind === 'he_uniform' ? Math.sqrt(6 / inputs) : 0.05);

/** @template T @param {T[]} items in place */
export function shuffle(items) {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    [items[last], items[other]] = [items[other], items[last]];
  }
}
