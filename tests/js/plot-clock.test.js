import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axisTicks, rowTicks } from '../../www/plot/axes.js';
import { clockText, isTimeOfDay } from '../../www/plot/clock.js';
import { clockScale } from '../../www/plot/scale.js';
import { placeFormat } from '../../www/plot/tick-format.js';
import { createI18n, loadLanguage } from '../../www/i18n/index.js';
import { insightSentence } from '../../www/views/insight-text.js';
import { joinLink, readUi } from '../../www/state/link.js';
import { defaultUi } from '../../www/state/store.js';

const labels = (domain, most) => axisTicks(clockScale(domain, [0, 600]), most, 'de').map(({ label }) => label);

test('an axis of the time of day is divided as clocks are', () => {
  assert.deepEqual(labels([8, 18], 12), ['8:00', '9:00', '10:00', '11:00', '12:00', '13:00', '14:00', '15:00', '16:00', '17:00', '18:00']);
  assert.deepEqual(labels([0, 24], 9), ['0:00', '3:00', '6:00', '9:00', '12:00', '15:00', '18:00', '21:00', '24:00']);
  assert.deepEqual(labels([8.5, 10], 7), ['8:30', '8:45', '9:00', '9:15', '9:30', '9:45', '10:00']);
  assert.deepEqual(labels([8.1, 8.6], 4), ['8:10', '8:20', '8:30']);
  assert.deepEqual(labels([8, 8.01], 4), ['8:00:00', '8:00:10', '8:00:20', '8:00:30']);
});

test('there are no more ticks than there is room for, at least two where a day has them, and no two alike', () => {
  for (let i = 1; i < 300; i += 1) {
    const span = 24 / 1.03 ** i;
    const low = (24 - span) * Math.abs(Math.sin(i));
    for (const most of [2, 4, 9]) {
      const shown = labels([low, low + span], most);
      assert.ok(shown.length <= most, `${shown} in ${low} + ${span}`);
      assert.equal(new Set(shown).size, shown.length, `${shown}`);
    }
    if (span > 0.1) assert.ok(rowTicks(clockScale([low, low + span], [40, 700]), 'en', (label) => 6 * label.length, 740).length >= 2, `${low} + ${span}`);
  }
});

test('a time is rounded to what is told apart, and minutes never reach sixty', () => {
  assert.deepEqual([8.5, 8.99999, 0, 24, 13.25].map((hours) => clockText(hours, 0.1)), ['8:30', '9:00', '0:00', '24:00', '13:15']);
  assert.equal(clockText(8.99999, 0.001), '9:00:00');
  assert.equal(placeFormat('de', 8.3333, 10, true), '8:20');
  assert.equal(placeFormat('de', 8.3333, 10, false), '8,33');
});

test('what is said of a place names the time of day', async () => {
  await Promise.all([loadLanguage('en'), loadLanguage('de')]);
  const insight = { code: 'wide_swings', epoch: 10, rmse: 1, hasFunction: false, missingFrom: 8.5, missingTo: 9.75, missingShare: 0.4 };
  for (const [lang, words] of [['en', /between \*x\* = 8:30 and 9:45/], ['de', /zwischen \*x\* = 8:30 und 9:45/]]) {
    const i18n = createI18n(lang);
    const { key, params } = insightSentence(insight, { domain: [8, 18], config: { layers: [{ activation: 'relu' }] } }, i18n, true);
    assert.match(i18n.t(key, params), words);
  }
});

test('that x is the time of day is part of a link to own points, and of no other', () => {
  const ui = { ...defaultUi, xKind: 'clock' };
  const link = joinLink('v=2&points=8.5,1;9,2', ui);
  assert.equal(link, 'v=2&points=8.5,1;9,2&ui.x=clock');
  assert.equal(readUi(link).ui.xKind, 'clock');
  assert.equal(joinLink('v=2&function=x', ui), 'v=2&function=x');
  assert.equal(readUi('v=2').ui.xKind, 'number');
  assert.deepEqual(readUi('v=2&ui.x=moon').problems.map(({ path }) => path), ['ui.x']);
});

test('only own points within a day are shown by the clock', () => {
  const run = (points, domain) => ({ ui: { xKind: 'clock' }, run: { config: { points }, domain } });
  assert.equal(isTimeOfDay(run([[8, 1], [9, 2]], [8, 9])), true);
  assert.equal(isTimeOfDay(run(undefined, [8, 9])), false);
  assert.equal(isTimeOfDay(run([[8, 1], [90, 2]], [8, 90])), false);
  assert.equal(isTimeOfDay({ ui: { xKind: 'clock' }, run: null }), false);
});
