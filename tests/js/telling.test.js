import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import init, { Trainer } from '../../www/pkg/lernkurve.js';
import { tellingMoments } from '../../www/state/telling.js';
import { landmarksTo } from '../../www/worker/landmarks.js';

await init({ module_or_path: await readFile(new URL('../../www/pkg/lernkurve_bg.wasm', import.meta.url)) });

/** A run's curves at all landmarks. */
function momentsOf(config, last) {
  const trainer = new Trainer(config);
  return landmarksTo(last).map((epoch) => ({ epoch, predictions: Float32Array.from(trainer.step(epoch - trainer.epoch)) }));
}

const epochs = (moments) => moments.map(({ epoch }) => epoch);
const flat = (epoch, height) => ({ epoch, predictions: [height, height] });

test('moments at which nothing changed give way to those at which much did', () => {
  const moments = [flat(0, 0), flat(1, 1), flat(2, 1.001), flat(3, 1.002), flat(5, 1.003), flat(10, 1.004), flat(20, 2), flat(30, 3), flat(50, 4), flat(100, 5)];
  assert.deepEqual(epochs(tellingMoments(moments, [0, 1, 3, 10, 30, 100])), [0, 1, 20, 30, 50, 100]);
});

test('the first stays, and there are as many as planned', () => {
  for (const config of [{}, { layers: [{ units: 300, activation: 'sigmoid' }] }, { layers: [{ units: 5, activation: 'linear' }] }]) {
    const moments = momentsOf(config, 999);
    const planned = landmarksTo(999, 'usual');
    const kept = epochs(tellingMoments(moments, planned));
    assert.equal(kept.length, planned.length);
    assert.equal(kept[0], 0);
    assert.deepEqual(kept, [...kept].sort((a, b) => a - b));
  }
});

test('what is shown hardly changes from one landmark to the next', () => {
  const moments = momentsOf({}, 9999);
  const planned = landmarksTo(9999, 'usual');
  let before = epochs(tellingMoments(moments.slice(0, 1), planned));
  for (let count = 2; count <= moments.length; count += 1) {
    const now = epochs(tellingMoments(moments.slice(0, count), planned));
    assert.ok(before.filter((epoch) => !now.includes(epoch)).length <= 1, `${before} became ${now}`);
    before = now;
  }
});

test('a curve without finite values is told of', () => {
  const moments = [flat(0, 0), flat(1, 0), flat(2, 0), flat(3, NaN), flat(5, 0), flat(10, 0)];
  assert.ok(epochs(tellingMoments(moments, [0, 1, 3, 10])).includes(3));
});
