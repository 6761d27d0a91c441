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

test('units are switched off and on by hand, and a link trains the same run', () => {
  const trainer = new Trainer({ layers: [{ units: 8, activation: 'tanh' }] });
  trainer.train(3);
  const kept = trainer.parameters();
  trainer.edit(['off', 0, '0-2,5']);
  assert.deepEqual([...trainer.parameters().slice(16, 24)].map((v) => v === 0), [true, true, true, false, false, true, false, false]);
  trainer.trainUpdates(4);
  trainer.edit(['on', 0, '5']);
  assert.equal(trainer.parameters()[21], kept[21]);
  trainer.edit(['set', '3,24', new Float64Array([0.5, -1])]);
  assert.deepEqual([trainer.parameters()[3], trainer.parameters()[24]], [0.5, -1]);
  const updates = trainer.updates;
  assert.deepEqual(trainer.config().edits, [[21, 'off', 0, '0-2,5'], [updates, 'on', 0, '5'], [updates, 'set', '3,24', [0.5, -1]]]);
  assert.match(trainer.link(), /&edits=21:off:0:0-2,5;25:on:0:5;25:set:3,24:0.5,-1$/);
  trainer.trainUpdates(10);
  const replayed = Trainer.fromLink(trainer.link());
  replayed.trainUpdates(updates + 10);
  assert.deepEqual(replayed.snapshot(), trainer.snapshot());
  const again = new Trainer(trainer.config());
  again.trainUpdates(updates + 10);
  assert.equal(again.checksum(), trainer.checksum());
  const before = trainer.snapshot();
  for (const [change, code, path] of /** @type {const} */ ([
    [['off', 0, '8'], 'out_of_range', 'change[2]'], [['off', 1, '0'], 'out_of_range', 'change[1]'], [['out', 0, '0'], 'unknown_name', 'change[0]'],
    [['set', '0-1', [1]], 'out_of_range', 'change[2]'], [['off', 0, '3-1'], 'wrong_type', 'change[2]'], [['off', 0], 'wrong_type', 'change'],
  ])) {
    assert.throws(() => trainer.edit(/** @type {any} */ (change)), { code, path });
    assert.deepEqual(trainer.snapshot(), before);
  }
  assert.equal(new Trainer().config().edits, undefined);
});
