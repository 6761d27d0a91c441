import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import de from '../../www/i18n/de/gallery.js';
import en from '../../www/i18n/en/gallery.js';
import { FUNCTIONS, SETUPS } from '../../www/state/presets.js';
import { readUi } from '../../www/state/link.js';
import init, { Trainer } from '../../www/pkg/lernkurve.js';

await init({ module_or_path: await readFile(new URL('../../www/pkg/lernkurve_bg.wasm', import.meta.url)) });

const ALL = [...FUNCTIONS, ...SETUPS];
const named = (name) => ALL.find((preset) => preset.name === name).link;
const open = (name) => Trainer.fromLink(named(name).replace(/&ui\..*/, ''));

test('every preset is a link without a fault, and has its words', () => {
  for (const { name, link } of ALL) {
    assert.deepEqual(Trainer.parseLink(link).problems, [], name);
    assert.deepEqual(readUi(link).problems, [], name);
    for (const words of [de, en]) assert.ok(words[`gallery.${name}`] && words[`gallery.${name}.words`], name);
  }
  assert.equal(new Set(ALL.map(({ name }) => name)).size, ALL.length);
});

test('every function is learned by its network, as far as it is said', () => {
  for (const { name, link } of FUNCTIONS) {
    if (name === 'experiment') continue;
    const trainer = Trainer.fromLink(link);
    const [first] = [trainer.evaluate()];
    trainer.step(1000);
    assert.ok(trainer.evaluate() < 0.5 * first, `${name}: ${first} → ${trainer.evaluate()}`);
    trainer.free();
  }
});

test('what is said of the set-ups is so', () => {
  const overfit = open('overfit');
  overfit.step(2000);
  const held = overfit.validationLossHistory();
  assert.ok(held.at(-1) > 1.2 * Math.min(...held), `the loss held out rises: ${Math.min(...held)} → ${held.at(-1)}`);

  const tooFast = open('tooFast');
  tooFast.step(200);
  assert.equal(tooFast.diverged, true);

  const linear = open('linear');
  linear.step(500);
  assert.equal(linear.insight().code, 'linear_limit');

  const loss = (name) => {
    const trainer = open(name);
    trainer.step(1500);
    return trainer.evaluate();
  };
  assert.ok(loss('suggested') < 0.5 * loss('relu600'));
});
