// The set-ups whose captions are judged: every preset of gallery, story and comparison, each once.
import { CHAPTERS, runOf } from '../../www/state/chapters.js';
import { lanesOf } from '../../www/state/compare/presets.js';
import { FUNCTIONS, SETUPS } from '../../www/state/presets.js';
import { createLimits } from '../../www/controls/limits.js';

/** What the issues name beside the presets. */
const ALSO = {
  'one neuron': 'v=2&layers=1:relu',
  'two neurons': 'v=2&layers=2:relu',
  'one tanh': 'v=2&layers=1:tanh',
  'eight layers': 'v=2&layers=20:relu,20:relu,20:relu,20:relu,20:relu,20:relu,20:relu,20:relu',
  constant: 'v=2&function=0.5',
  zero: 'v=2&function=0',
  'points by hand': 'v=2&points=0,0.2;0.08,0.35;0.17,0.5;0.25,0.62;0.33,0.6;0.42,0.5;0.5,0.38;0.58,0.3;0.67,0.28;0.75,0.35;0.83,0.5;0.92,0.68;1,0.8',
  'years, standardized': 'v=2&points=1990,9.1;1994,8.2;1999,9.8;2003,8.4;2010,9.9;2016,10.5;2021,10.4&scaling=standardize&optimizer=adam&learningRate=0.01&kernelInitializer=he_uniform&biasInitializer=spread',
};

/** @returns {{name: string, config: object}[]} */
export function runsOf({ Trainer, limits }) {
  const parsed = (link) => {
    const { config, problems } = Trainer.parseLink(link.replace(/&ui\..*/, ''));
    if (problems.some(({ code }) => code !== 'other_version')) throw new Error(`${link}: ${JSON.stringify(problems)}`);
    return config;
  };
  const known = createLimits(limits());
  const offers = {
    activations: () => known.options('activation'),
    optimizers: () => known.options('optimizer'),
    optimizer: (kind) => (kind === known.defaultOptimizer().kind ? known.defaultOptimizer() : { kind, learningRate: known.suggestedLearningRate(kind) }),
  };
  const base = parsed('v=2');
  const lanes = ['post', 'activations', 'optimizers', 'rates', 'widths', 'depths'].flatMap((name) =>
    lanesOf(name, base, offers).map((lane) => ({ name: `compare ${name}: ${wordsOf(lane)}`, config: new Trainer({ ...base, ...lane }).config() })));
  const runs = [
    ...[...FUNCTIONS, ...SETUPS].map(({ name, link }) => ({ name: `gallery ${name}`, config: parsed(link) })),
    ...CHAPTERS.map((chapter) => ({ name: `story ${chapter.name}`, config: parsed(runOf(chapter)) })),
    ...lanes,
    ...Object.entries(ALSO).map(([name, link]) => ({ name, config: parsed(link) })),
  ];
  const seen = new Set();
  return runs.filter(({ config }) => {
    const key = JSON.stringify(config);
    return !seen.has(key) && seen.add(key);
  });
}

const wordsOf = ({ layers, optimizer }) => (layers ? layers.map(({ units, activation }) => `${units} ${activation}`).join(', ') : `${optimizer.kind} ${optimizer.learningRate}`);

/**
 * Trains one set-up with one seed and visits it at each epoch.
 * @param {object} module
 * @param {object} config
 * @param {number} seed
 * @param {number[]} epochs ascending
 * @param {(trainer: object, epoch: number, copy: () => object) => void} visit
 */
export function follow({ Trainer }, config, seed, epochs, visit) {
  const trainer = new Trainer({ ...config, seed });
  const copy = () => {
    const other = new Trainer({ layers: [{ units: 1, activation: 'linear' }] });
    other.restore(trainer.snapshot());
    return other;
  };
  for (const epoch of epochs) {
    if (epoch > trainer.epoch) trainer.step(epoch - trainer.epoch);
    visit(trainer, epoch, copy);
    if (trainer.diverged) break;
  }
  trainer.free();
}
