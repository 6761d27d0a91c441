// @ts-check
/** The module's memory while it trains for a long time. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { initSync, Trainer } from '../../www/pkg/lernkurve.js';

const bytes = await readFile(new URL('../../www/pkg/lernkurve_bg.wasm', import.meta.url));
const { memory } = initSync({ module: bytes });

const UPDATES = 1_000_000;
const SAMPLES = 25;
/** By then the history of the loss has been thinned for the first time, which takes a little memory for a moment. */
const WARM_UP_EPOCHS = 33_000;

for (const layers of [[{ units: 6, activation: 'relu' }], [{ units: 5, activation: 'tanh' }, { units: 3, activation: 'relu' }]]) {
  test(`a million updates of ${layers.length} hidden layer(s) leave the memory as large as it was`, () => {
    const trainer = new Trainer(/** @type {import('../../www/pkg/lernkurve.js').PartialConfig} */ ({
      layers,
      samples: SAMPLES,
      batchSize: 1,
      optimizer: { kind: 'adam' },
    }));
    trainer.train(WARM_UP_EPOCHS);
    const before = memory.buffer.byteLength;
    trainer.train(UPDATES / SAMPLES);
    assert.equal(trainer.updates, WARM_UP_EPOCHS * SAMPLES + UPDATES);
    assert.equal(trainer.diverged, false);
    assert.equal(memory.buffer.byteLength, before);
    trainer.free();
  });
}

test('trainers that are freed give their memory back', () => {
  const make = () => new Trainer({ layers: [{ units: 512, activation: 'tanh' }, { units: 512, activation: 'tanh' }] });
  make().free();
  const before = memory.buffer.byteLength;
  for (let i = 0; i < 20; i += 1) make().free();
  assert.equal(memory.buffer.byteLength, before);
});
