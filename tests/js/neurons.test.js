// @ts-check
/** What a network is made of, as JavaScript has it. That it is right, tests/neurons.rs shows. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Trainer, initSync } from '../../www/pkg/lernkurve.js';

initSync({ module: await readFile(new URL('../../www/pkg/lernkurve_bg.wasm', import.meta.url)) });

test('each unit of each layer has an entry in each array', () => {
  const trainer = new Trainer({ layers: [{ units: 5, activation: 'relu' }, { units: 3, activation: 'tanh' }] });
  const { bends, ...neurons } = trainer.neurons();
  assert.deepEqual([...neurons.layer], [0, 0, 0, 0, 0, 1, 1, 1]);
  assert.deepEqual([...neurons.unit], [0, 1, 2, 3, 4, 0, 1, 2]);
  for (const array of Object.values(neurons)) assert.equal(array.length, 8);
  for (const array of Object.values(bends)) assert.equal(array.length, bends.unit.length);
  trainer.free();
});

test('one neuron is what its weights say', () => {
  const trainer = new Trainer({ layers: [{ units: 1 }], domain: [0, 2] });
  trainer.setParameters([2, -1, -3, 0.5]);
  const { position, width, share, bend, state, bends } = trainer.neurons();
  assert.deepEqual([position[0], width[0], bend[0], state[0]], [0.5, 0, -6, 2]);
  assert.deepEqual([bends.layer[0], bends.unit[0], bends.position[0], bends.bend[0]], [0, 0, 0.5, -6]);
  const added = Array.from(trainer.grid, (x) => -3 * Math.max(2 * x - 1, 0));
  const mean = added.reduce((sum, y) => sum + y, 0) / 100;
  const spread = Math.sqrt(added.reduce((sum, y) => sum + (y - mean) ** 2, 0) / 100);
  assert.ok(Math.abs(share[0] - spread) < 1e-6, `${share[0]} and ${spread}`);
  trainer.free();
});

test('the same object comes until something changes, and another where its arrays are gone', () => {
  const trainer = new Trainer();
  const first = trainer.neurons();
  assert.equal(trainer.neurons(), first);
  trainer.predict([0.5]);
  assert.equal(trainer.neurons(), first);
  const start = structuredClone(first);
  for (const change of [() => trainer.train(1), () => trainer.reset(), () => trainer.restore(new Trainer({ seed: 2 }).snapshot())]) {
    const before = trainer.neurons();
    change();
    assert.notEqual(trainer.neurons(), before);
  }
  trainer.restore(new Trainer().snapshot());
  assert.deepEqual(trainer.neurons(), start);
  structuredClone(trainer.neurons(), { transfer: [trainer.neurons().position.buffer] });
  assert.deepEqual(trainer.neurons(), start);
  trainer.free();
  assert.throws(() => trainer.neurons(), { code: 'freed' });
});

test('what a unit adds, what is missing without it, and how fine the rest is', () => {
  const trainer = new Trainer({ layers: [{ units: 2 }] });
  trainer.setParameters([1, 2, -0.5, -1, 3, -1, 0.25]);
  const ramp = Array.from(trainer.grid, (x) => 3 * Math.max(x - 0.5, 0));
  const both = Array.from(trainer.grid, (x, i) => ramp[i] - Math.max(2 * x - 1, 0));
  trainer.contribution(0, 0).forEach((y, i) => assert.ok(Math.abs(y - ramp[i]) < 1e-6));
  for (const units of [[0, 1], new Uint16Array([1, 0])]) trainer.contribution(0, units).forEach((y, i) => assert.ok(Math.abs(y - both[i]) < 1e-6));
  const { loss, rmse } = trainer.errorWithout(0, [0, 1]);
  const expected = Array.from(trainer.trainY, (y) => (0.25 - y) ** 2).reduce((sum, e) => sum + e, 0) / trainer.trainY.length;
  assert.ok(Math.abs(loss - expected) < 1e-6 && Math.abs(rmse - Math.sqrt(expected)) < 1e-6);
  assert.ok(trainer.evaluate() !== loss);
  const spectrum = trainer.spectrum();
  assert.deepEqual([spectrum?.function.length, spectrum?.error.length], [40, 40]);
  for (const [layer, units, path] of /** @type {const} */ ([[1, 0, 'layer'], [0, 2, 'units'], [0, [0, 1.5], 'units'], [0, [0, 0, 0], 'units']])) {
    assert.throws(() => trainer.contribution(layer, /** @type {any} */ (units)), { code: 'out_of_range', path });
    assert.throws(() => trainer.errorWithout(layer, /** @type {any} */ (units)), { code: 'out_of_range', path });
  }
  trainer.free();
  assert.equal(new Trainer({ points: [[0, 1], [1, 2]], function: null }).spectrum(), undefined);
});
