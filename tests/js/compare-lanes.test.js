import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { addMessages, createI18n, loadLanguage } from '../../www/i18n/index.js';
import de from '../../www/i18n/de/compare.js';
import en from '../../www/i18n/en/compare.js';
import { laneLook, laneStyle, LOOKS } from '../../www/plot/race.js';
import { laneLossesCsv, laneTimesCsv } from '../../www/state/compare/csv.js';
import { changesBetween, keptFor, mended, PLACES, wantedLanes } from '../../www/state/compare/lanes.js';
import { linkOfLane, PRESETS, readComparison } from '../../www/state/compare/link.js';
import { distinctNames, laneDifference, laneName } from '../../www/views/compare/words.js';
import init, { Trainer, limits } from '../../www/pkg/lernkurve.js';

await Promise.all([loadLanguage('en'), loadLanguage('de')]);

await init({ module_or_path: await readFile(new URL('../../www/pkg/lernkurve_bg.wasm', import.meta.url)) });
addMessages({ en, de });

const kinds = limits().optimizer.kinds;
const offers = {
  activations: () => limits().layers.activation.options,
  optimizers: () => Object.keys(kinds),
  optimizer: (kind) => ({ kind, learningRate: kinds[kind].suggestedLearningRate }),
};

/** A run as the page knows it. */
function runOf(partial) {
  const trainer = new Trainer(partial);
  return { config: trainer.config(), link: trainer.link(), updatesPerEpoch: trainer.updatesPerEpoch };
}

/** What a worker makes of a wanted lane. */
function opened({ source }) {
  if ('config' in source) return { run: runOf(source.config), problems: [] };
  const { config, problems } = Trainer.parseLink(source.link);
  try {
    return { run: runOf(config), problems };
  } catch (problem) {
    return { run: runOf({}), problems: [...problems, { code: problem.code, path: problem.path }] };
  }
}

const base = runOf({ layers: [{ units: 8, activation: 'tanh' }], function: 'sin(6x)' });

test('lanes of a preset that are left out are not wanted, own ones come after', () => {
  const wanted = wantedLanes(base, 'widths|-2|-6|base|seed=7', offers);
  assert.deepEqual(wanted.map(({ difference }) => difference?.layers?.[0].units ?? null), [3, 30, 100, 300, null, null]);
  assert.deepEqual(wanted.map(({ place }) => place), [0, 2, 3, 4, 6, 7], 'the places of a preset are its own, whatever is left out');
  assert.equal(new Set(wanted.map(({ key }) => key)).size, 6);
  assert.equal(opened(wanted[5]).run.link, new Trainer({ ...base.config, seed: 7 }).link());
});

test('however many lanes have gone and come, no two look alike', () => {
  assert.equal(PLACES, LOOKS);
  const wanted = wantedLanes(base, 'activations|-2|-3|-4|seed=7|seed=8|seed=9', offers);
  assert.equal(wanted.length, 16);
  assert.equal(new Set(wanted.map(({ place }) => JSON.stringify(laneLook(place)))).size, 16);
});

test('what the module refuses of a lane is mended or goes, and everything is named', () => {
  const text = 'post|base|seed=abc|seed=-1~layers=5:relu|layers=4096:relu,4096:relu,4096:relu|batchSize=3';
  const { text: valid, problems } = mended(base, text, wantedLanes(base, text, offers).map(opened));
  assert.equal(valid, 'post|base|layers=5:relu|batchSize=3');
  assert.deepEqual(problems.map(({ path }) => path), ['ui.compare, seed', 'ui.compare, seed', 'ui.compare, layers']);
  assert.deepEqual(mended(base, 'base|seed=3', wantedLanes(base, 'base|seed=3', offers).map(opened)).problems, []);
});

test('when a lane becomes the base, the others stay what they are', () => {
  for (const name of Object.keys(PRESETS)) {
    const lanes = wantedLanes(base, name, offers).map(opened);
    const links = lanes.map(({ run }) => run.link);
    const next = lanes.at(-1).run;
    const kept = keptFor(base, name, lanes, next, offers);
    // Own lanes are still told from the present base; the run's change tells them anew.
    const after = readComparison(kept).comparison.lanes.length > 0 ? wantedLanes(base, kept, offers) : wantedLanes(next, kept, offers);
    assert.deepEqual(after.map((one) => opened(one).run.link), links, `${name}: ${kept}`);
  }
});

test('own lanes are named by all that they differ in, in both languages', () => {
  const lane = (text) => {
    const run = runOf(Trainer.parseLink(linkOfLane(base.link, text)).config);
    return { own: true, run, failure: '', difference: changesBetween(base.config, run.config) };
  };
  const cases = {
    '': ['tanh 8', 'same as under “Play”'],
    'seed=7': ['seed 7', 'only: seed 1 → 7'],
    'layers=20:relu,5:tanh~optimizer=adam~learningRate=0.01': ['ReLU, tanh 20 + 5, Adam, learning rate 0.01', 'differs: neurons 8 → 20 + 5, activation tanh → ReLU, tanh, optimizer Adadelta → Adam, learning rate 1 → 0.01'],
    'learningRate=0.5': ['learning rate 0.5', 'only: learning rate 1 → 0.5'],
    'shuffle=false~l2=0.001': ['L2 penalty 0.001, shuffling off', 'differs: L2 penalty 0 → 0.001, shuffling on → off'],
    'loss=huber': ['loss function Huber', 'only: loss function mean squared error → Huber'],
    'learningRateChanges=7:0.5': ['later learning rate 0.5 from update 7', 'only: later learning rate none → 0.5 from update 7'],
  };
  const [english, german] = [createI18n('en'), createI18n('de')];
  for (const [text, [name, difference]] of Object.entries(cases)) {
    assert.equal(laneName(english, base.config, lane(text)), name);
    assert.equal(laneDifference(english, base.config, lane(text)), difference);
    assert.doesNotMatch(laneName(german, base.config, lane(text)) + laneDifference(german, base.config, lane(text)), /compare\.|controls\.|undefined|object/);
  }
  assert.equal(laneName(english, base.config, { own: true, run: null, failure: '', difference: {} }), '…');
  const many = ['seed=3', 'batchSize=5~shuffle=false~l1=0.1~seed=3', 'batchSize=5~shuffle=false~l1=0.1~seed=4'].map((text, place) => ({ ...lane(text), place }));
  const [alone, second, third] = distinctNames(english, base.config, many);
  assert.equal(alone, 'seed 3');
  assert.equal(second.replace(/^2: /, ''), third.replace(/^3: /, ''), 'named alike, they begin with their numbers');
  assert.notEqual(second, third);
});

test('sixteen lanes differ in colour or dashes, and in colour or mark', () => {
  const palette = Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`lane${n}`, `#${n}`]));
  const styles = Array.from({ length: 16 }, (_, index) => laneStyle(index, palette));
  assert.equal(new Set(styles.map(({ colour, dashes }) => `${colour} ${dashes}`)).size, 16);
  assert.equal(new Set(Array.from({ length: 16 }, (_, index) => JSON.stringify(laneLook(index)))).size, 16);
});

test('tables hold what was kept of each run, and say what is no measurement', () => {
  const lanes = [
    { name: 'ReLU 5 + 6, "mine"', history: { epochs: [1, 2, 4], loss: Float32Array.of(0.5, 0.25, 0.1) }, frame: { epoch: 4 }, msPerEpoch: 2 },
    { name: 'tanh 8', history: { epochs: [1, 3], loss: Float32Array.of(1, NaN) }, frame: { epoch: 0 }, msPerEpoch: NaN },
  ];
  assert.deepEqual(parse(laneLossesCsv(lanes)), [['epoch', 'ReLU 5 + 6, "mine"', 'tanh 8'], ['1', '0.5', '1'], ['2', '0.25', ''], ['3', '', ''], ['4', '0.1', '']]);
  assert.deepEqual(parse(laneTimesCsv(lanes, 10)), [['run', 'epoch', 'seconds', 'kind'], [lanes[0].name, '4', '0.008', 'trained'], [lanes[0].name, '10', '0.02', 'extrapolated']]);
});
