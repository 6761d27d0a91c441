import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { untrue } from '../captions/judge.js';
import { follow, runsOf } from '../captions/runs.js';
import init, * as module from '../../www/pkg/lernkurve.js';

await init({ module_or_path: await readFile(new URL('../../www/pkg/lernkurve_bg.wasm', import.meta.url)) });

// The whole table, of ten seeds to epoch 10,000, is printed by `node tests/captions/table.js`, for somebody to read.
const EPOCHS = [1, 10, 100, 1000];
const SEEDS = [1, 2];

const runs = runsOf(module);

test('every preset of gallery, story and comparison is among the runs whose captions are judged', () => {
  assert.ok(runs.length > 60, String(runs.length));
  for (const place of ['gallery', 'story', 'compare activations', 'compare optimizers', 'compare rates', 'compare widths', 'compare depths']) {
    assert.ok(runs.some(({ name }) => name.startsWith(place)), place);
  }
});

test('what is said of the gallery’s networks is so, for nine in ten or more of each sentence', () => {
  const judged = new Map();
  for (const { name, config } of runs.filter(({ name }) => !name.startsWith('compare'))) {
    for (const seed of SEEDS) {
      follow(module, config, seed, EPOCHS, (trainer, epoch, copy) => {
        const insight = trainer.insight();
        const of = judged.get(insight.code) ?? { said: 0, wrong: [] };
        judged.set(insight.code, of);
        of.said += 1;
        const wrong = untrue(trainer, insight, copy);
        if (wrong.length > 0) of.wrong.push(`${name}, seed ${seed}, epoch ${epoch}: ${wrong.join('; ')}`);
      });
    }
  }
  assert.ok(judged.size >= 8, `only ${[...judged.keys()]} were said`);
  for (const [code, { said, wrong }] of judged) assert.ok(wrong.length <= 0.1 * said, `${code} was said ${said} times:\n${wrong.join('\n')}`);
});

test('a judge that is told something else objects', () => {
  const trainer = new module.Trainer({ layers: [{ units: 12, activation: 'relu' }] });
  trainer.step(50);
  const { rmse } = trainer.insight();
  const claims = [
    { code: 'fits' },
    { code: 'linear_limit' },
    { code: 'dead_units', dead: 12, units: 12 },
    { code: 'dead_layer', layer: 1, units: 12 },
    { code: 'one_place', from: 0, to: 0.1, share: 0.9, worstX: 0, worstError: 0.3 },
    { code: 'wide_swings', missingFrom: 0, missingTo: 0.1, missingShare: 0.9 },
    { code: 'straight_line', kinksInside: 11, units: 12 },
    { code: 'diverged' },
    { code: 'never heard of' },
  ];
  for (const claim of claims) assert.notDeepEqual(untrue(trainer, { rmse, ...claim }, () => trainer), [], claim.code);
  trainer.free();
});
