import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import init, { Trainer } from '../../www/pkg/lernkurve.js';
import { bandAt, bandsOf, boxOf, missingShare } from '../../www/features/fineness/draw.js';
import { insideOf } from '../../www/worker/inside.js';

await init({ module_or_path: await readFile(new URL('../../www/pkg/lernkurve_bg.wasm', import.meta.url)) });

test('forty waves are twenty bars, as high as the waves', () => {
  const energies = Float64Array.from({ length: 40 }, (_, k) => (k < 2 ? [9, 16][k] : 0));
  const bands = bandsOf({ function: energies, error: energies.map((energy) => energy / 4) });
  assert.equal(bands.length, 20);
  assert.deepEqual(bands[0], { from: 0, to: 1, whole: 5, missing: 2.5 });
  assert.deepEqual([bands[19].from, bands[19].to], [38, 39]);
  assert.equal(missingShare(bands[0]), 0.25);
});

test('the bars lie side by side, and every place belongs to one', () => {
  const box = boxOf({ width: 216, height: 120 });
  assert.deepEqual([-5, 8, 17.9, 18.1, 207, 300].map((px) => bandAt(box, 20, px)), [0, 0, 0, 1, 19, 19]);
});

test('the experiment finds what is coarse before what is fine', () => {
  const trainer = new Trainer();
  const asked = { type: 'inside', run: 1, spectrum: true };
  trainer.train(3000);
  const bands = bandsOf(insideOf(trainer, asked).spectrum);
  assert.ok(missingShare(bands[0]) < 0.05, `${missingShare(bands[0])} of the coarsest is missing`);
  // cos(50x) has about sixteen half-waves on the axis.
  assert.ok(missingShare(bands[8]) > 0.5, `${missingShare(bands[8])} of the ripple is missing`);
  assert.equal(insideOf(trainer, { type: 'inside', run: 1 }).spectrum, undefined);
});

test('points alone have no fineness', () => {
  const trainer = new Trainer({ function: null, points: [[0, 1], [1, 2], [2, 1]] });
  assert.equal(insideOf(trainer, { type: 'inside', run: 1, spectrum: true }).spectrum, undefined);
});
