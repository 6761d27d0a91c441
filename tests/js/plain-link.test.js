// @ts-check
/** What the page tells of a link before the module has come is what the module then says, or nothing. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { initSync, limits as limitsOf, Trainer } from '../../www/pkg/lernkurve.js';
import { firstOf, hasData } from '../../www/state/first-frame.js';
import { plainConfig } from '../../www/state/plain-link.js';
import { FUNCTIONS, SETUPS } from '../../www/state/presets.js';
import { rangeOf } from '../../www/plot/y-range.js';

const pkg = new URL('../../www/pkg/', import.meta.url);
/** @type {import('../../www/state/first-frame.js').Shipped} */
const shipped = JSON.parse(await readFile(new URL('first-frame.json', pkg), 'utf8'));
initSync({ module: await readFile(new URL('lernkurve_bg.wasm', pkg)) });
const { limits } = shipped;

/** @param {string} link */
const plain = (link) => plainConfig(link, limits, shipped.run);

/** What the module says of it, where it has nothing to object. @param {string} link */
function opened(link) {
  const { trainer, problems } = Trainer.open(link);
  return { trainer, config: trainer.config(), link: trainer.link(), problems };
}

/** The same numbers whenever the test runs. @param {number} seed */
function randomly(seed) {
  let state = seed;
  const next = () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32);
  const below = (/** @type {number} */ n) => Math.floor(next() * n);
  /** @template T @param {readonly T[]} list @returns {T} */
  const one = (list) => list[below(list.length)];
  return { next, below, one };
}

/** A value within a range, often at its ends. @param {ReturnType<typeof randomly>} random @param {any} range @returns {any} */
function within({ next, below, one }, range) {
  if (range.options) return one(range.options);
  if (range.type === 'flag') return below(2) === 1;
  const [low, high] = [Math.max(range.min, -1e5), Math.min(range.max, 1e5)];
  const value = one([low, high, low + (high - low) * next(), 10 ** (6 * next() - 6), next(), below(100)]);
  const kept = Math.min(Math.max(range.integer ? Math.round(value) : value, low), high);
  if ((range.exclusiveMin && kept === low) || (range.exclusiveMax && kept === high)) return range.default;
  return kept;
}

/** @param {ReturnType<typeof randomly>} random @param {any} group */
function kindOf(random, group) {
  const kind = random.one(Object.keys(group.kinds));
  const parameters = Object.entries(group.kinds[kind].parameters).filter(() => random.below(2) === 0).map(([name, range]) => [name, within(random, range)]);
  const made = { kind, ...Object.fromEntries(parameters) };
  if (made.minval > made.maxval || 'minval' in made !== 'maxval' in made) return { kind };
  return made;
}

/** @param {number} seed */
function configuration(seed) {
  const random = randomly(seed);
  const { below, next, one } = random;
  /** @type {Record<string, any>} */
  const all = {
    function: one(['sin(2pi x)', '|x|', 'exp(-40(x - 0.5)^2)', 'x²·sin(5x)', '0,5x', 'x', 'mod(3x; 1)', "x - 1"]),
    domain: one([[0, 1], [-1, 1], [-3.5, 12.25], [1e-3, 1e6], [1990, 2024]]),
    samples: within(random, { ...limits.samples, max: 300 }),
    sampling: within(random, limits.sampling),
    noise: within(random, limits.noise),
    validation: within(random, limits.validation),
    scaling: within(random, limits.scaling),
    layers: Array.from({ length: 1 + below(4) }, () => ({ units: 1 + below(40), activation: one(limits.layers.activation.options) })),
    kernelInitializer: kindOf(random, limits.kernelInitializer),
    biasInitializer: kindOf(random, limits.biasInitializer),
    loss: within(random, limits.loss),
    optimizer: kindOf(random, limits.optimizer),
    regularizer: { l1: within(random, limits.regularizer.parameters.l1), l2: within(random, limits.regularizer.parameters.l2) },
    batchSize: within(random, { ...limits.batchSize, max: 1000 }),
    shuffle: below(2) === 0,
    seed: within(random, limits.seed),
  };
  const some = Object.fromEntries(Object.entries(all).filter(() => below(3) === 0));
  if (below(3) > 0) return some;
  const points = Array.from({ length: 2 + below(30) }, () => [Number((one([1, 10, 2000]) * next()).toFixed(3)), one([next(), -next(), 1e4 * next()])]);
  const { function: _, domain: __, ...rest } = some;
  return { ...rest, points, function: null };
}

test('of any configuration’s own link the page tells what the module tells', () => {
  let told = 0;
  for (let seed = 0; seed < 1500; seed += 1) {
    let link;
    try {
      link = new Trainer(/** @type {any} */ (configuration(seed))).link();
    } catch {
      continue;
    }
    const config = plain(link);
    if (config) assert.deepEqual(config, opened(link).config, link);
    told += config ? 1 : 0;
  }
  assert.ok(told > 1000, `only of ${told} links`);
});

const LINKS = [
  ...[...FUNCTIONS, ...SETUPS].map(({ link }) => link),
  'v=2&points=0,0.5;1,0.2;2,0.7',
  'v=2&points=1990,3.5e6;2024,-1e-7;2000,0.25&scaling=standardize&domain=1980,2030',
  'v=2&points=0,0.5;1,0.2;2,0.7;3,1&validation=0.25',
  'v=2&layers=64:tanh&optimizer=adam&learningRate=0.01&ui.pace=full&ui.stop=500',
];

for (const link of LINKS) {
  test(`the run that is told of early is the one that comes: ${link.slice(0, 60)}`, () => {
    const { run } = firstOf(shipped, link);
    assert.ok(run);
    const { trainer, config, problems } = opened(link);
    assert.deepEqual(problems, []);
    assert.deepEqual(run.config, config);
    assert.deepEqual([...run.domain], [...trainer.domain]);
    assert.equal(run.updatesPerEpoch, trainer.updatesPerEpoch);
    assert.equal(run.weights, trainer.weights);
    assert.deepEqual([run.trainX.length, run.validationX.length], [trainer.trainX.length, trainer.validationX.length]);
    if (!hasData(run)) return;
    assert.deepEqual([run.trainX, run.trainY], [trainer.trainX, trainer.trainY]);
    assert.deepEqual(run.yRange, rangeOf(trainer.target, trainer.trainY, trainer.validationY));
  });
}

test('points that stand in the link, and the experiment’s, are there early; others are not', () => {
  const known = (/** @type {string} */ link) => {
    const { run } = firstOf(shipped, link);
    return !!run && hasData(run);
  };
  for (const link of ['v=2&points=0,0.5;1,0.2', 'v=2&layers=64:tanh', 'v=2&seed=7&optimizer=sgd', 'v=2&scaling=standardize']) assert.ok(known(link), link);
  for (const link of ['v=2&function=x', 'v=2&samples=50', 'v=2&noise=0.1', 'v=2&validation=0.2', 'v=2&sampling=random', 'v=2&domain=0,2', 'v=2&points=0,0.5;1,0.2&validation=0.5', 'v=2&points=0,0.5;1,0.2&function=x']) assert.ok(!known(link), link);
});

/** How people, programs and older versions write what a configuration of ours can be as well. */
const OTHERS = [
  '', 'main', 'v=1', 'v=3&layers=64:tanh', 'layers=64:tanh', 'layers=64:tanh&v=2', 'V=2&layers=64:tanh', 'v=2&LAYERS=64:tanh', 'v=2&layers=64:TANH', 'v=2&layers=64', 'v=2&layers=64:tanh,', 'v=2&layers=64:tanh:3',
  'v=2&layers=0:tanh', 'v=2&layers=4097:tanh', 'v=2&layers=4096:tanh,4096:tanh', 'v=2&layers=064:tanh', 'v=2&layers=6.4e1:tanh,', 'v=2&seed=7&seed=8', 'v=2&seed=-1', 'v=2&seed=1.5', 'v=2&seed=9007199254740993', 'v=2&seed=', 'v=2&seed',
  'v=2&learningRate=0', 'v=2&learningRate=1e-60', 'v=2&learningRate=0,01', 'v=2&learningRate=.01', 'v=2&learningRate=+1', 'v=2&learningRate=1e+1', 'v=2&learningRate=0x1', 'v=2&learningRate=Infinity', 'v=2&learningRate= 1', 'v=2&learningRate=1.',
  'v=2&optimizer=Adam', 'v=2&optimizer=toString', 'v=2&beta1=0.9', 'v=2&optimizer=adam&rho=0.9', 'v=2&optimizer=adam&beta1=1', 'v=2&nesterov=true', 'v=2&optimizer=sgd&nesterov=1', 'v=2&constructor=1', 'v=2&__proto__=1',
  'v=2&function=', 'v=2&function=x+1.', 'v=2&function=sin%', 'v=2&function=sin(9x', 'v=2&function=%66', 'v=2&function=x%2B1', 'v=2&function=2%2520x', 'v=2&function=x^2&amp;seed=7', 'v=2&amp;seed=7', 'v=2%26seed=7', 'v=2&function=sin(9x)%', 'v=2&function=x;', 'v=2&function=sqrt(x-2)',
  'v=2&domain=1,0', 'v=2&domain=0,0', 'v=2&domain=0', 'v=2&domain=0,1,2', 'v=2&domain=0,1e39', 'v=2&domain=1,1.00000001', 'v=2&points=0,1', 'v=2&points=0,1;2', 'v=2&points=0,1;2,3;', 'v=2&points=0,1;2,3.', 'v=2&points=1,1;1,2', 'v=2&points=0,1;1,1e39', 'v=2&points=0:1;1:2',
  'v=2&kernelInitializer.minval=1', 'v=2&kernelInitializer.minval=-0.1', 'v=2&kernelInitializer=he_uniform&kernelInitializer.minval=0', 'v=2&kernelInitializer=spread', 'v=2&biasInitializer=spread', 'v=2&l1=-1', 'v=2&l1=0.1', 'v=2&learningRateChanges=700:0.3', 'v=2&optimizer=adadelta', 'v=2&shuffle=1', 'v=2&shuffle=false',
  'v=2&seed=7)', 'v=2&seed=7.', 'v=2&seed=7#', '#v=2&seed=7', 'v=2&seed=7&ui.pace=full)', 'v=2&ui.pace=fu%6Cl&seed=7', 'v=2&ui.x=%2520&seed=7', 'v=2&seed=7&', '&v=2&seed=7', 'v=2&&seed=7', 'v=2&unknown=1', 'v=2&edits=1', 'v=2&seed=７', 'v=2&seed=−7', 'v=2&seed=7\u200b',
];

for (const link of OTHERS) {
  test(`of ${JSON.stringify(link)} the page tells no more than is so`, () => {
    const config = plain(link);
    if (!config) return;
    const { config: expected, problems } = opened(link);
    // Whether a function is one, and finite, the module alone can say: it is not shown.
    const concerns = problems.filter(({ path }) => path !== 'function');
    assert.deepEqual(concerns, []);
    const { function: _, ...rest } = config;
    const { function: __, ...others } = expected;
    assert.deepEqual(rest, others);
  });
}

test('limits are those of the module', () => assert.deepEqual(limits, limitsOf()));
