// @ts-check
/** What a network is made of, and what it is without some of its units. */

/**
 * @param {import('../pkg/lernkurve.js').Trainer} trainer
 * @param {import('./protocol.js').InsideRequest} request
 * @returns {import('./protocol.js').Inside}
 */
export function insideOf(trainer, { run, off, spectrum }) {
  const start = performance.now();
  const neurons = trainer.neurons();
  const without = off && !trainer.diverged ? lookWithout(trainer, off) : undefined;
  const fineness = spectrum ? trainer.spectrum() : undefined;
  return { type: 'inside', run, updates: trainer.updates, ms: performance.now() - start, neurons, without, spectrum: fineness };
}

/**
 * @param {import('../pkg/lernkurve.js').Trainer} trainer
 * @param {import('./protocol.js').Units} off
 * @returns {import('./protocol.js').Without}
 */
function lookWithout(trainer, { layer, units }) {
  const added = trainer.contribution(layer, units);
  const curve = trainer.step(0).map((y, i) => y - added[i]);
  return { before: trainer.evaluate(), loss: trainer.errorWithout(layer, units).loss, curve, added };
}
