// @ts-check
/** The module on the cases of cases.json, in Node and in a page. */
import { sample, sampleWholes } from './measure.js';
import { nsPerPair } from './peak.js';

/**
 * @typedef {import('./measure.js').Statistics} Statistics
 * @typedef {import('../www/pkg/lernkurve.js').PartialConfig} PartialConfig
 * @typedef {{name: string, config: PartialConfig, aimMs?: number}} Case
 * @typedef {{name: string, epochMs: Statistics, wholeMs: Statistics | null}} Result `wholeMs`: 10,000 epochs, measured
 * @typedef {{nsPerPair: number, results: Result[]}} Report
 * @typedef {typeof import('../www/pkg/lernkurve.js').Trainer} TrainerClass
 */

/**
 * @param {TrainerClass} Trainer
 * @param {Case[]} cases
 * @param {(name: string) => void} [begins]
 * @returns {Promise<Report>}
 */
export async function measureModule(Trainer, cases, begins = () => {}) {
  const peak = await nsPerPair();
  const results = [];
  for (const { name, config } of cases) {
    begins(name);
    const epochMs = await measureEpoch(Trainer, config);
    const trainers = /** @type {InstanceType<TrainerClass>[]} */ ([]);
    const wholeMs = await sampleWholes(epochMs.median, () => {
      const trainer = new Trainer(config);
      trainers.push(trainer);
      return (epochs) => trainer.train(epochs);
    });
    trainers.forEach((trainer) => trainer.free());
    results.push({ name, epochMs, wholeMs });
  }
  return { nsPerPair: peak, results };
}

/**
 * @param {TrainerClass} Trainer
 * @param {PartialConfig} config
 * @param {Parameters<typeof sample>[1]} [options]
 */
export async function measureEpoch(Trainer, config, options) {
  const trainer = new Trainer(config);
  const epochMs = await sample((epochs) => trainer.train(epochs), options);
  const { diverged } = trainer;
  trainer.free();
  if (diverged) throw new Error(`${JSON.stringify(config)} has diverged and trains no more: there was nothing to measure`);
  return epochMs;
}

/**
 * What a call costs beyond the training, and what the curve does: milliseconds at the default configuration.
 * @param {TrainerClass} Trainer
 */
export async function measureBoundary(Trainer) {
  const trainer = new Trainer();
  const times = (/** @type {() => unknown} */ call) => (/** @type {number} */ count) => {
    for (let i = 0; i < count; i += 1) call();
  };
  const epoch = await sample((epochs) => trainer.train(epochs));
  const train = await sample(times(() => trainer.train(1)));
  const step = await sample(times(() => trainer.step(1)));
  const curve = await sample(times(() => trainer.step(0)));
  trainer.free();
  return { epoch, train, step, curve };
}
