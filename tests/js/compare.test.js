import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { rateOf, timeAt, timeUpTo } from '../../www/state/compare/extrapolate.js';
import { differences } from '../../www/state/compare/names.js';
import { PRESETS } from '../../www/state/compare/link.js';
import { COMPARISONS } from '../../www/state/link.js';
import { lanesOf, weightsOf, widthFor } from '../../www/state/compare/presets.js';
import { epochOfLoss, progressAt } from '../../www/state/compare/progress.js';
import init, { Trainer, limits } from '../../www/pkg/lernkurve.js';

await init({ module_or_path: await readFile(new URL('../../www/pkg/lernkurve_bg.wasm', import.meta.url)) });

const base = new Trainer().config();
const kinds = limits().optimizer.kinds;
const offers = {
  activations: () => limits().layers.activation.options,
  optimizers: () => Object.keys(kinds),
  optimizer: (kind) => ({ kind, learningRate: kinds[kind].suggestedLearningRate }),
};

test('every comparison has two to sixteen runs that the module takes, each another one', () => {
  for (const name of COMPARISONS) {
    const lanes = lanesOf(name, base, offers);
    assert.equal(lanes.length, PRESETS[name], name);
    const links = lanes.map((lane) => new Trainer({ ...base, ...lane }).link());
    assert.equal(new Set(links).size, lanes.length, name);
  }
});

test('a run differs from the base only in what is compared', () => {
  const fields = { activations: ['activation'], optimizers: ['optimizer'], rates: ['learningRate'], widths: ['units'], depths: ['units'], seeds: ['seed'] };
  for (const [name, allowed] of Object.entries(fields)) {
    for (const lane of lanesOf(name, base, offers)) {
      for (const { field } of differences(base, lane)) assert.ok(allowed.includes(field), `${name}: ${field}`);
    }
  }
  assert.deepEqual(differences(base, lanesOf('post', base, offers)[1]), [{ field: 'units', from: [300], to: [600] }]);
});

test('the same seed gives the same initial weights where shapes allow', () => {
  const [relu, , linear] = lanesOf('post', base, offers).map((lane) => new Trainer({ ...base, ...lane }).parameters());
  assert.deepEqual([...relu], [...linear]);
});

test('networks of every depth have about as many weights', () => {
  for (const weights of [31, 901, 4000]) {
    for (const depth of [1, 2, 3, 4, 6]) {
      const units = widthFor(depth, weights);
      const layers = Array.from({ length: depth }, () => ({ units, activation: 'relu' }));
      assert.equal(weightsOf(layers), new Trainer({ layers }).weights);
      const oneMore = weightsOf(layers.map(() => ({ units: units + 1, activation: 'relu' })));
      assert.ok(Math.abs(weightsOf(layers) - weights) <= oneMore - weightsOf(layers), `${depth} layers, ${weights} weights: ${units} units`);
    }
  }
});

test('times go on as a line from what was measured after the first fifth', () => {
  const marks = [{ epoch: 0, ms: 0 }, { epoch: 20, ms: 10 }, { epoch: 100, ms: 18 }];
  assert.equal(rateOf(marks), 0.1);
  assert.ok(Math.abs(timeAt(marks, 1000) - 108) < 1e-9);
  assert.ok(Number.isNaN(rateOf([{ epoch: 0, ms: 0 }, { epoch: 10, ms: 0.3 }])), 'three steps of a clock are no measurement');
  assert.ok(Number.isNaN(rateOf([])) && Number.isNaN(rateOf([{ epoch: 0, ms: 0 }])));
  assert.deepEqual([0, 10, 20, 60, 100, 500].map((epoch) => timeUpTo(marks, epoch)), [0, 5, 10, 14, 18, 18]);
});

test('who reaches a loss, and when, by each measure', () => {
  const lane = {
    run: { updatesPerEpoch: 7 },
    history: { epochs: [1, 2, 3, 4], loss: Float32Array.of(0.5, 0.2, 0.3, 0.1) },
    marks: [{ epoch: 0, ms: 0 }, { epoch: 4, ms: 8 }],
  };
  assert.equal(epochOfLoss(lane, 0.25), 2);
  assert.equal(epochOfLoss(lane, 0.01), null);
  assert.deepEqual(['epochs', 'updates', 'time'].map((axis) => progressAt(lane, 2, axis)), [2, 14, 4]);
});
