// @ts-check
/** How the time of an epoch grows with units, samples and layers. */
import { measureEpoch } from './module.js';
import { parameters } from './work.js';

/**
 * @typedef {import('./module.js').TrainerClass} TrainerClass
 * @typedef {import('./module.js').PartialConfig} PartialConfig
 * @typedef {{at: number, epochMs: number, nsPerWeightAndSample: number}} Point
 * @typedef {{by: 'units' | 'samples' | 'layers', name: string, points: Point[]}} Series
 */

const QUICK = { budgetMs: 250, warmUpMs: 120, atLeast: 3 };

/** @param {string} activation @param {number} units @param {number} [count] */
const layers = (activation, units, count = 1) => ({ layers: Array.from({ length: count }, () => ({ units, activation })) });

const UNITS = [10, 30, 100, 300, 1_000, 4_096];
const SAMPLES = [10, 30, 100, 300, 1_000, 3_000, 10_000];
const LAYERS = [1, 2, 3, 4, 5, 6, 7, 8];
/** Weights of ±0.05 would fade to nothing over eight layers, and bold steps would diverge. */
const DEEP = { kernelInitializer: { kind: 'he_uniform' }, optimizer: { kind: 'sgd', learningRate: 1e-4 } };

/** @type {{by: Series['by'], name: string, values: number[], config: (value: number) => object}[]} */
const SERIES = [
  { by: 'units', name: 'ReLU', values: UNITS, config: (units) => layers('relu', units) },
  { by: 'units', name: 'tanh', values: UNITS, config: (units) => layers('tanh', units) },
  { by: 'samples', name: 'ReLU 300', values: SAMPLES, config: (samples) => ({ ...layers('relu', 300), samples }) },
  { by: 'samples', name: 'tanh 300', values: SAMPLES, config: (samples) => ({ ...layers('tanh', 300), samples }) },
  { by: 'layers', name: 'ReLU 256', values: LAYERS, config: (count) => ({ ...layers('relu', 256, count), ...DEEP }) },
  { by: 'layers', name: 'tanh 64', values: LAYERS, config: (count) => ({ ...layers('tanh', 64, count), ...DEEP }) },
];

/**
 * @param {TrainerClass} Trainer
 * @param {(name: string) => void} begins
 * @returns {Promise<Series[]>}
 */
export async function measureScaling(Trainer, begins) {
  const measured = [];
  for (const { by, name, values, config } of SERIES) {
    begins(`${by}: ${name}`);
    const points = [];
    for (const at of values) points.push(await measurePoint(Trainer, at, /** @type {PartialConfig} */ (config(at))));
    measured.push({ by, name, points });
  }
  return measured;
}

/** @param {TrainerClass} Trainer @param {number} at @param {PartialConfig} config @returns {Promise<Point>} */
async function measurePoint(Trainer, at, config) {
  const complete = new Trainer(config).config();
  const { min: epochMs } = await measureEpoch(Trainer, config, QUICK);
  return { at, epochMs, nsPerWeightAndSample: (epochMs * 1e6) / (parameters(complete) * complete.samples) };
}
