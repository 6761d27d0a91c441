import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { courseOfFit, epochOfGoal, isBelow, measureOf } from '../../www/state/compare/goal.js';
import { differences } from '../../www/state/compare/names.js';
import { PRESETS } from '../../www/state/compare/link.js';
import { COMPARISONS } from '../../www/state/link.js';
import { lanesOf, widthFor } from '../../www/state/compare/presets.js';
import { weightsOf } from '../../www/state/plain-link.js';
import { progressAt } from '../../www/state/compare/progress.js';
import { costOfEpoch } from '../../www/worker/measure.js';
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

test('a goal is reached by who stays below it for twenty epochs in a row', () => {
  const epochs = Array.from({ length: 60 }, (_, i) => i + 1);
  const course = (values) => courseOfFit({ history: { epochs, loss: Float32Array.from(values) }, fits: [] }, 'loss');
  const dip = epochs.map((epoch) => (epoch === 5 || epoch >= 30 ? 0.1 : 0.5));
  assert.equal(epochOfGoal(course(dip), 0.2), 30, 'one epoch below is chance');
  assert.equal(epochOfGoal(course(dip), 0.05), null);
  assert.equal(epochOfGoal(course(epochs.map((epoch) => (epoch > 45 ? 0.1 : 0.5))), 0.2), null, 'fifteen in a row are too few');
  assert.equal(epochOfGoal(course(epochs.map((epoch) => (epoch % 20 === 0 ? NaN : 0.1))), 0.2), null, 'what is no number is not below');
  const thinned = courseOfFit({ history: { epochs: [1000, 1016, 1032], loss: Float32Array.of(0.5, 0.1, 0.1) }, fits: [] }, 'loss');
  assert.equal(epochOfGoal(thinned, 0.2), null);
});

test('whether it is below the goal is asked of the curve as it is now', () => {
  const frame = { diverged: false, loss: 0.1, rmse: 0.4 };
  assert.equal(isBelow({ frame }, 0.2, 'loss'), true);
  assert.equal(isBelow({ frame }, 0.2, 'rmse'), false);
  assert.equal(isBelow({ frame: { ...frame, diverged: true } }, 0.2, 'loss'), false);
  assert.equal(isBelow({ frame: null }, 0.2, 'loss'), false);
});

test('runs whose data are scaled differently are compared by how far off their curves are', () => {
  const lane = (scaling) => ({ run: { config: { scaling } } });
  assert.equal(measureOf([lane('none'), lane('none'), { run: null }]), 'loss');
  assert.equal(measureOf([lane('none'), lane('standardize')]), 'rmse');
  const fits = [{ epoch: 1, rmse: 3 }, { epoch: 40, rmse: 2 }];
  assert.deepEqual(courseOfFit({ history: null, fits }, 'rmse'), { epochs: [1, 40], values: [3, 2] });
});

test('an epoch by each measure; time is what was measured of the run alone', () => {
  const lane = { run: { updatesPerEpoch: 7 }, msPerEpoch: 0.5 };
  assert.deepEqual(['epochs', 'updates', 'time'].map((axis) => progressAt(lane, 20, axis)), [20, 140, 10]);
  assert.ok(Number.isNaN(progressAt({ ...lane, msPerEpoch: NaN }, 20, 'time')));
});

test('what an epoch costs is the median of slices, and the run is left as it is', () => {
  let clock = 0;
  const trained = [];
  const trainer = new Trainer({ layers: [{ units: 4, activation: 'tanh' }] });
  trainer.step(3);
  const before = trainer.checksum();
  class Counted extends Trainer {
    trainUpdates(count) {
      super.trainUpdates(count);
      trained.push(count);
      // An update takes 0.2 ms, and something else on the machine holds up every fourth slice.
      clock += count * 0.2 * (trained.length % 4 === 0 ? 2 : 1);
    }
  }
  const ms = costOfEpoch(Counted, trainer, 100, () => clock);
  assert.ok(Math.abs(ms - 0.2 * trainer.updatesPerEpoch) < 1e-9, String(ms));
  assert.ok(clock >= 100);
  assert.equal(trainer.checksum(), before);
});

test('what a diverged run costs is measured, too', () => {
  const trainer = new Trainer({ optimizer: { kind: 'sgd', learningRate: 1e6 } });
  trainer.step(50);
  assert.ok(trainer.diverged);
  assert.ok(costOfEpoch(Trainer, trainer, 30) > 0);
});
