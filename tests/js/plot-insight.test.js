import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createI18n, loadLanguage, messages } from '../../www/i18n/index.js';
import { insightSentence, stretchOf, swingSentence } from '../../www/views/insight-text.js';

await Promise.all([loadLanguage('en'), loadLanguage('de')]);

/** Every code the module has, with numbers as it gives them. */
const INSIGHTS = [
  { code: 'straight_line', kinksInside: 0, units: 300 },
  { code: 'straight_line', kinksInside: 0, units: 1 },
  { code: 'straight_line', kinksInside: 14, units: 300 },
  { code: 'straight_line', kinksInside: -1, units: 300 },
  { code: 'linear_limit', mse: 0.021, bestMse: 0.0209, units: 300 },
  { code: 'leaps' },
  { code: 'wide_swings', missingFrom: 0.7, missingTo: 0.84, missingShare: 0.37 },
  { code: 'wide_swings', missingFrom: 0.5, missingTo: 0.5, missingShare: 0.9 },
  { code: 'one_place', from: 0.3, to: 0.4, share: 0.52, worstX: 0.31, worstError: 0.12 },
  { code: 'one_place', from: 0.3, to: 0.4, share: 0.52, worstX: 0.31, worstError: -0.12 },
  { code: 'fine_detail_missing', fineShare: 0.81 },
  { code: 'fits' },
  { code: 'dead_units', dead: 290, units: 300 },
  { code: 'overfits', loss: 0.001, validationLoss: 0.02, bestEpoch: 340 },
  { code: 'diverged', learningRate: 50 },
  { code: 'learning' },
  { code: 'dead_units', dead: 300, units: 300 },
  { code: 'dead_units', dead: 1, units: 2 },
  { code: 'dead_units', dead: 1, units: 1 },
  { code: 'dead_layer', layer: 5, units: 20 },
  { code: 'settled', since: 500 },
  { code: 'straight_line', kinksInside: 14, units: 300, since: 500 },
];

const sentenceOf = (i18n, insight, activation = 'relu') => {
  const { key, params } = insightSentence({ epoch: 1000, rmse: 0.0481, ...insight }, { domain: [0, 1], config: { layers: [{ units: 300, activation }] } }, i18n);
  return { key, text: i18n.t(key, params) };
};

test('every code has a sentence of its own, complete in both languages, with and without a function', () => {
  for (const lang of ['en', 'de']) {
    const i18n = createI18n(lang);
    for (const insight of INSIGHTS) {
      for (const hasFunction of [true, false]) {
        const { key, text } = sentenceOf(i18n, { ...insight, hasFunction });
        assert.ok(key.startsWith(`views.say.${insight.code}`), `${insight.code} is said by ${key}`);
        assert.ok(key in messages[lang]);
        assert.doesNotMatch(text, /[{}]|undefined|NaN/, text);
        assert.match(text, /\.$/);
      }
    }
  }
});

test('a caption rounds to what one can remember', () => {
  const i18n = createI18n('en');
  assert.match(sentenceOf(i18n, INSIGHTS[6]).text, /between \*x\* = 0\.70 and 0\.84: 37% of/);
  assert.match(sentenceOf(i18n, { code: 'fits', hasFunction: true }).text, /about 0\.048\./);
});

test('the stretch of x that is named is the one that is marked', () => {
  assert.deepEqual(stretchOf(INSIGHTS[6]), [0.7, 0.84]);
  assert.deepEqual(stretchOf(INSIGHTS[8]), [0.3, 0.4]);
  assert.equal(stretchOf({ code: 'fits' }), null);
});

test('an ended run whose loss swung says between what, and a calm one does not', () => {
  const i18n = createI18n('de');
  const wide = { low: Float32Array.of(0, 0.5), high: Float32Array.of(0.1, 0.6) };
  const { key, params } = swingSentence({ epochs: 100, lowLoss: 0.00204, highLoss: 0.00797, ...wide }, i18n);
  assert.equal(i18n.t(key, params), 'Über die letzten 100 Epochen schwankte der Verlust zwischen 0,002 und 0,008; so weit reicht das blasse Band.');
  assert.equal(swingSentence({ epochs: 100, lowLoss: 0.002, highLoss: 0.0029, ...wide }, i18n), null);
  // A band that is no wider than the line.
  const thin = { low: Float32Array.of(0, 0.5), high: Float32Array.of(0.001, 0.501) };
  assert.equal(swingSentence({ epochs: 100, lowLoss: 3e-14, highLoss: 4e-8, ...thin }, i18n), null);
  assert.equal(swingSentence(undefined, i18n), null);
});

test('one dead neuron is one', () => {
  assert.match(sentenceOf(createI18n('en'), { code: 'dead_units', dead: 1, units: 2, hasFunction: true }).text, /^One of the 2 neurons .* is dead: it gives/);
  assert.match(sentenceOf(createI18n('de'), { code: 'dead_units', dead: 2, units: 3, hasFunction: true }).text, /^2 der 3 Neuronen .* sind tot/);
});

test('too high and too low are told apart, and sizes carry no sign', () => {
  const i18n = createI18n('en');
  assert.match(sentenceOf(i18n, INSIGHTS[8]).text, /0\.12 too high/);
  assert.match(sentenceOf(i18n, INSIGHTS[9]).text, /0\.12 too low/);
});

test('a network that can be nothing but a line is not so "still"', () => {
  const said = (lang, activation) => sentenceOf(createI18n(lang), { code: 'straight_line', kinksInside: -1, units: 300 }, activation).text;
  assert.match(said('en', 'tanh'), /still/);
  assert.doesNotMatch(said('en', 'linear'), /still/);
  assert.match(said('de', 'tanh'), /noch/);
  assert.doesNotMatch(said('de', 'linear'), /noch/);
});

test('one kink is not spoken of as many', () => {
  const i18n = createI18n('en');
  assert.match(sentenceOf(i18n, INSIGHTS[1]).text, /its one kink/);
  assert.match(sentenceOf(i18n, INSIGHTS[0]).text, /none of its 300 kinks/);
});

test('a code that this page does not know is told as learning', () => {
  const { key } = sentenceOf(createI18n('en'), { code: 'of_the_future', hasFunction: true });
  assert.equal(key, 'views.say.learning.function');
});

test('without a function no sentence speaks of one', () => {
  for (const insight of INSIGHTS) {
    assert.doesNotMatch(sentenceOf(createI18n('en'), { ...insight, hasFunction: false }).text, /function/);
    assert.doesNotMatch(sentenceOf(createI18n('de'), { ...insight, hasFunction: false }).text, /Funktion/);
  }
});

test('a place that is a single point is not told as a stretch', () => {
  assert.match(sentenceOf(createI18n('en'), { ...INSIGHTS[7], hasFunction: false }).text, /furthest off at \*x\* = 0\.50: 90%/);
});
