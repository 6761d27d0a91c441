import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import init, { Trainer } from '../../www/pkg/lernkurve.js';
import { COMPARISON_FIELDS, comparisonNotIn, joinLink, readUi } from '../../www/state/link.js';
import { defaultUi } from '../../www/state/store.js';

await init({ module_or_path: await readFile(new URL('../../www/pkg/lernkurve_bg.wasm', import.meta.url)) });

test('defaults are left out of a link', () => {
  assert.equal(joinLink('v=2&seed=7', defaultUi), 'v=2&seed=7');
});

test('what differs comes back from the link it was written into', () => {
  const differing = { pace: '100', stopEpoch: 250, stopLoss: 0.001, axis: 'time', goal: 0.005, racePace: 'full', inside: true, detail: true };
  const link = joinLink('v=2', { ...defaultUi, ...differing });
  assert.equal(link, 'v=2&ui.pace=100&ui.stop=250&ui.stopLoss=0.001&ui.race=full&ui.axis=time&ui.goal=0.005&ui.inside=1&ui.detail=1');
  assert.deepEqual(readUi(`#${link}`), { ui: { ...differing, view: 'play', comparison: 'post', xKind: 'number', chapter: '' }, problems: [] });
});

test('large numbers are written as they are read', () => {
  const link = joinLink('v=2', { ...defaultUi, goal: 1e21, stopLoss: 1e-7 });
  assert.deepEqual(readUi(link).problems, []);
  assert.deepEqual([readUi(link).ui.goal, readUi(link).ui.stopLoss], [1e21, 1e-7]);
});

test('what a link does not name of a comparison', () => {
  assert.deepEqual(comparisonNotIn('v=2'), COMPARISON_FIELDS);
  assert.deepEqual(comparisonNotIn('v=2&ui.axis=time&ui.compare=post'), ['racePace', 'goal']);
});

test('a link without a key means its default, so that an opened link is the whole truth', () => {
  assert.deepEqual(readUi('v=2').ui, { pace: 'show', stopEpoch: 10000, stopLoss: 0, view: 'play', comparison: 'post', racePace: 'show', axis: 'epochs', goal: 0.01, xKind: 'number', chapter: '', inside: false, detail: false });
});

test('what cannot be is named and replaced by the default', () => {
  for (const [text, path] of [['ui.pace=fast', 'ui.pace'], ['ui.stop=0', 'ui.stop'], ['ui.stop=1e99', 'ui.stop'], ['ui.stop=', 'ui.stop'], ['ui.stopLoss=-1', 'ui.stopLoss'], ['ui.stopLoss=NaN', 'ui.stopLoss'], ['ui.axis=miles', 'ui.axis'], ['ui.goal=0', 'ui.goal'], ['ui.race=100', 'ui.race'], ['ui.inside=yes', 'ui.inside'], ['ui.detail=2', 'ui.detail']]) {
    const { ui, problems } = readUi(text);
    assert.deepEqual(problems.map((problem) => problem.path), [path], text);
    assert.deepEqual(ui, readUi('').ui, text);
  }
});

test('the page\'s own keys are read as the module has mended them', () => {
  for (const damaged of ['v=2&amp;ui.view=story&amp;ui.chapter=linear', 'v%3D2%26ui.view%3Dstory%26ui.chapter%3Dlinear', 'v=2\\&ui.view=story\\&ui.chapter=linear', 'v=2&ui.view=story&\r\n> ui.chapter=linear', 'v=2\\u0026ui.view=story\\u0026ui.chapter=linear']) {
    const { ui } = Trainer.parseLink(damaged);
    const read = readUi(ui);
    assert.deepEqual([read.ui.view, read.ui.chapter, read.problems], ['story', 'linear', []], damaged);
  }
});

test('what a sentence puts behind a link is taken off its last value, and said', () => {
  for (const [text, name, value] of [['ui.view=story.', 'view', 'story'], ['ui.stop=100)', 'stopEpoch', 100], ['ui.goal=0.05.', 'goal', 0.05], ['ui.chapter=deep>', 'chapter', 'deep'], ['ui.race=full”', 'racePace', 'full'], ['ui.pace=100!', 'pace', '100'], ['ui.axis=time,', 'axis', 'time']]) {
    const { ui, problems } = readUi(`v=2&${text}`);
    assert.equal(ui[name], value, text);
    assert.deepEqual(problems.map(({ code }) => code), ['mended_ending'], text);
    assert.deepEqual(readUi(`v=2&${text}&seed=7`).problems.map(({ code }) => code), ['page_value'], `${text} within the link`);
  }
});
