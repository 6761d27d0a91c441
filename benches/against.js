// @ts-check
/**
 * The module against that of another commit: `node benches/against.js <ours> <theirs> [part of a case's name]`, both
 * bound for Node, as `cargo xtask bench --against <commit>` calls it.
 *
 * A machine's speed drifts by more than two commits differ by. So both modules, and ours a second time, run in turns of
 * a few milliseconds, and compared are the shortest turns of each. What ours comes to against itself is the noise.
 */
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { casesOf } from './against-cases.js';
import { table } from './report.js';

/**
 * @typedef {import('./module.js').TrainerClass} TrainerClass
 * @typedef {import('../www/pkg/lernkurve.js').Trainer} Trainer
 * @typedef {import('./against-cases.js').AgainstCase} AgainstCase
 * @typedef {{trainer: Trainer, minMs: number}} Contestant
 */

const WARM_UP_MS = 250;
const TURN_MS = 3;
const TURNS = 120;

const [ours, theirs, part = ''] = process.argv.slice(2);
if (!theirs) throw new Error('usage: node benches/against.js <our lernkurve.js> <their lernkurve.js> [part of a name]');

const first = await load(ours, 'first');
/** In the order of the table's columns. */
const modules = [first, await load(theirs, 'old'), await load(ours, 'second')].map((module) => module.Trainer);
const rows = [];
for (const one of casesOf(first.limits()).filter(({ name }) => name.includes(part))) {
  const [now, before, again] = measure(one);
  const microseconds = [before, now].map((ms) => `${(ms * 1e3).toPrecision(3)} µs`);
  rows.push([one.name, ...microseconds, (now / before).toFixed(3), (again / now).toFixed(3)]);
  console.error(`  ${one.name}: ${(now / before).toFixed(3)}`);
}
console.log(`\n${table(['an epoch, minimum', 'old', 'new', 'new / old', 'new / new'], rows, 1)}`);

/**
 * An instance of its own of a module, memory included.
 * @param {string} path
 * @param {string} name by which Node tells two loads of one file apart
 * @returns {Promise<typeof import('../www/pkg/lernkurve.js')>}
 */
async function load(path, name) {
  return import(`${pathToFileURL(resolve(path)).href}?${name}`);
}

/** Milliseconds of an epoch, or of a curve, for each module. @param {AgainstCase} one */
function measure({ config, curves }) {
  const contestants = modules.map((Trainer) => ({ trainer: new Trainer(config), minMs: Infinity }));
  const run = (/** @type {Trainer} */ trainer, /** @type {number} */ count) => {
    if (!curves) return trainer.train(count);
    for (let i = 0; i < count; i += 1) trainer.step(0);
  };
  // The same number for all of them, so that they come to the same weights.
  const count = warmUp(contestants, run);
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (let i = 0; i < contestants.length; i += 1) {
      // Each is first, second and last in turn: what ran before is still in the processor's caches.
      const contestant = contestants[(turn + i) % contestants.length];
      const start = performance.now();
      run(contestant.trainer, count);
      contestant.minMs = Math.min(contestant.minMs, (performance.now() - start) / count);
    }
  }
  for (const { trainer } of contestants) {
    if (trainer.diverged) throw new Error(`${JSON.stringify(config)} has diverged: there was nothing to measure`);
    trainer.free();
  }
  return contestants.map(({ minMs }) => minMs);
}

/**
 * Lets V8 compile all of it well; returns how many fit a turn.
 * @param {Contestant[]} contestants
 * @param {(trainer: Trainer, count: number) => void} run
 */
function warmUp(contestants, run) {
  let [count, spent] = [1, 0];
  const until = performance.now() + WARM_UP_MS * contestants.length;
  do {
    const start = performance.now();
    contestants.forEach(({ trainer }) => run(trainer, count));
    spent = (performance.now() - start) / contestants.length;
    if (spent < TURN_MS) count = Math.ceil(count * Math.min(TURN_MS / Math.max(spent, 1e-3), 8));
  } while (performance.now() < until || spent < TURN_MS / 2);
  return count;
}
