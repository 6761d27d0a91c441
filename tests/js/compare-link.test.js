import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { MOST_LANES, PRESETS, canonical, countOf, laneOf, linkOfLane, readComparison, readComparison as read, rebased, withoutLane, writeComparison } from '../../www/state/compare/link.js';
import { readUi } from '../../www/state/link.js';
import init, { Trainer } from '../../www/pkg/lernkurve.js';

await init({ module_or_path: await readFile(new URL('../../www/pkg/lernkurve_bg.wasm', import.meta.url)) });

const configs = [{}, { seed: 9 }, { layers: [{ units: 20, activation: 'tanh' }], batchSize: 4 }, { optimizer: { kind: 'adam', learningRate: 0.02 } }, { optimizer: { kind: 'sgd', momentum: 0.5 } }, { kernelInitializer: { kind: 'he_normal' }, biasInitializer: { kind: 'spread' } }, { learningRateChanges: [[7, 0.5], [70, 1e-7]], regularizer: { l2: 1e-5 } }];
const links = configs.map((config) => new Trainer({ function: '|x - 0.5| + 1', ...config }).link());

test('a comparison comes back from the text it was written into', () => {
  for (const comparison of [{ preset: 'post', without: [], lanes: [] }, { preset: 'rates', without: [6, 1], lanes: [''] }, { preset: 'widths', without: [], lanes: ['', 'layers=20:tanh,5:relu~seed='] }, { preset: '', without: [], lanes: ['batchSize=7'] }]) {
    const text = writeComparison(comparison);
    assert.equal(readUi(`v=2&ui.compare=${text}`).ui.comparison, text);
    assert.deepEqual(read(text), { comparison, refused: [] });
  }
});

test('the valid part of a hostile value opens and the rest is named', () => {
  const { comparison, refused } = read('nope|seed=3|points=0,1|ui.view=x|<b>|seed=4~function=x|seed=1&seed=2|-1|base');
  assert.deepEqual(comparison, { preset: '', without: [], lanes: ['seed=3', ''] });
  assert.deepEqual(refused, ['nope', 'points=0,1', 'ui.view=x', '<b>', 'seed=4~function=x', 'seed=1&seed=2', '-1']);
  assert.deepEqual(read('post|-5|-0|-3|-3|-99').comparison.without, [3]);
  assert.deepEqual(read('toString|__proto__').comparison, { preset: '', without: [], lanes: [] });
  assert.deepEqual(read('x'.repeat(1e5)).refused.map((part) => part.length), [61]);
});

test('no more than sixteen lanes are taken, whatever they are made of', () => {
  assert.equal(read(Array(20).fill('base').join('|')).comparison.lanes.length, MOST_LANES);
  assert.deepEqual(read('seeds|base').refused, ['base']);
  const left = read('seeds|-16|base|seed=7');
  assert.equal(countOf(left.comparison), MOST_LANES);
  assert.deepEqual(left.refused, ['seed=7']);
});

test('what of a link is no comparison is named by the page, which shows the default', () => {
  const { ui, problems } = readUi('ui.compare=base|<b>|seed=7');
  assert.equal(ui.comparison, 'base|seed=7');
  assert.deepEqual(problems.map(({ code, path, params }) => [code, path, params.value]), [['page_value', 'ui.compare', '<b>']]);
  assert.equal(readUi('ui.compare=<b>').ui.comparison, 'post');
  assert.deepEqual(readUi('ui.compare='), { ui: { ...readUi('').ui, comparison: '' }, problems: [] });
});

test('a run equals the base with its lane laid over it', () => {
  for (const base of links) {
    for (const run of links) {
      const lane = laneOf(base, run);
      assert.equal(Trainer.fromLink(linkOfLane(base, lane)).link(), run, `${base} + ${lane}`);
      assert.equal(canonical(linkOfLane(base, lane)), canonical(run));
      assert.deepEqual(read(lane || 'base').refused, []);
    }
  }
});

test('lanes stay the runs they are when the base becomes another', () => {
  const lanesOf = (text, base) => read(text).comparison.lanes.map((lane) => canonical(linkOfLane(base, lane)));
  const [first] = links;
  const text = writeComparison({ preset: 'post', without: [2], lanes: links.map((link) => laneOf(first, link)) });
  for (const base of links) {
    const moved = rebased(text, first, base);
    assert.deepEqual(lanesOf(moved, base), links.map(canonical));
    assert.ok(moved.startsWith('post|-2|'));
    assert.equal(rebased(moved, base, first), text);
  }
  const data = new Trainer({ function: 'sin(x)', samples: 50 }).link();
  const [lane] = lanesOf(rebased('seed=7', first, data), data);
  assert.equal(Trainer.fromLink(lane).link(), new Trainer({ function: 'sin(x)', samples: 50, seed: 7 }).link());
});

test('a lane is taken away by its place among all', () => {
  assert.equal(withoutLane('post', 2), 'post|-3');
  assert.equal(withoutLane('post|-3', 2), 'post|-3|-4');
  assert.equal(withoutLane('post|-3|base|seed=7', 3), 'post|-3|seed=7');
  assert.equal(withoutLane('post|-1|-2|-3|seed=7', 0), 'seed=7');
  assert.equal(withoutLane('base', 0), '');
  for (const [name, count] of Object.entries(PRESETS)) assert.equal(countOf(read(withoutLane(name, count - 1)).comparison), count - 1);
});

test('nothing that is no lane is taken out', () => {
  assert.equal(withoutLane('post', -1), 'post');
});

test('lanes that a link has no room for go, and the rest stays readable', () => {
  const changes = Array.from({ length: 300 }, (_, i) => `${7 * i + 7}:0.${i + 101}`).join(';');
  const lanes = Array.from({ length: 16 }, (_, i) => `seed=${i + 1}`).join('|');
  const text = rebased(lanes, `v=2&learningRateChanges=${changes}`, 'v=2');
  const { comparison, refused } = readComparison(text);
  assert.deepEqual(refused, []);
  assert.ok(comparison.lanes.length > 0 && comparison.lanes.length < 16, `${comparison.lanes.length} lanes`);
});
