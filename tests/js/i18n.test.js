import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { addMessages, bestLanguage, createI18n, loadLanguage, messages } from '../../www/i18n/index.js';
import deGallery from '../../www/i18n/de/gallery.js';
import enGallery from '../../www/i18n/en/gallery.js';
import deCompare from '../../www/i18n/de/compare.js';
import enCompare from '../../www/i18n/en/compare.js';
import deStory from '../../www/i18n/de/story.js';
import enStory from '../../www/i18n/en/story.js';
import deHelp from '../../www/i18n/de/help.js';
import enHelp from '../../www/i18n/en/help.js';
import deTable from '../../www/i18n/de/table.js';
import enTable from '../../www/i18n/en/table.js';
import deTake from '../../www/i18n/de/take.js';
import enTake from '../../www/i18n/en/take.js';
import deFineness from '../../www/features/fineness/words.de.js';
import enFineness from '../../www/features/fineness/words.en.js';
import deInside from '../../www/features/inside/words.de.js';
import enInside from '../../www/features/inside/words.en.js';
import { formatNumber, formatUngrouped } from '../../www/i18n/format.js';

await Promise.all([loadLanguage('en'), loadLanguage('de')]);

addMessages({ en: { ...enGallery, ...enCompare, ...enStory, ...enTake, ...enHelp, ...enTable, ...enInside, ...enFineness }, de: { ...deGallery, ...deCompare, ...deStory, ...deTake, ...deHelp, ...deTable, ...deInside, ...deFineness } });

const texts = (message) => (typeof message === 'string' ? [message] : [message.one, message.other]);
const placeholders = (message) => [...new Set(texts(message).flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort();
const marks = (message) => [...new Set(texts(message).flatMap((text) => text.match(/\[(net|fn|val):/g) ?? []))].sort();

test('both languages have the same keys, placeholders and marks', () => {
  assert.deepEqual(Object.keys(messages.de).sort(), Object.keys(messages.en).sort());
  for (const [key, english] of Object.entries(messages.en)) {
    const german = messages.de[key];
    assert.deepEqual(placeholders(german), placeholders(english), key);
    assert.deepEqual(marks(german), marks(english), key);
    assert.equal(typeof german, typeof english, key);
  }
});

test('no sentence is empty, and each key begins with its area', () => {
  for (const lang of ['en', 'de']) {
    for (const [key, message] of Object.entries(messages[lang])) {
      assert.match(key, /^(views|controls|errors|gallery|compare|story|take|help|table|inside|fineness)\./);
      texts(message).forEach((text) => assert.ok(text.trim(), key));
    }
  }
});

test('every key the page asks for by name exists', () => {
  const folders = ['controls', 'views', 'state', 'plot', 'features'].map((name) => new URL(`../../www/${name}/`, import.meta.url));
  for (const folder of folders) {
    for (const file of readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.js'))) {
      const source = readFileSync(new URL(file, folder), 'utf8');
      for (const [, key] of source.matchAll(/i18n\.(?:t|rich)\('((?:views|controls|errors|inside|fineness)\.[\w.]+)'/g)) {
        assert.ok(key in messages.en, `${file} asks for ${key}`);
      }
    }
  }
});

test('a sentence follows the count and writes numbers as its language does', () => {
  const english = createI18n('en');
  assert.equal(english.t('controls.layerCount', { count: 1 }), '1 layer');
  assert.equal(english.t('controls.layerCount', { count: 2 }), '2 layers');
  assert.equal(english.t('controls.notice.stopRaised', { epoch: 100000 }), 'Continues to epoch 100,000.');
  const german = createI18n('de');
  assert.equal(german.t('controls.layerCount', { count: 2 }), '2 Schichten');
  assert.equal(german.t('controls.notice.stopRaised', { epoch: 100000 }), 'Es geht weiter bis Epoche 100.000.');
});

test('listeners hear of a change of language once', () => {
  const i18n = createI18n('en');
  let heard = 0;
  i18n.onChange(() => heard++);
  i18n.setLang('de');
  i18n.setLang('de');
  assert.equal(heard, 1);
  assert.equal(i18n.t('controls.pause'), 'Pause');
  assert.equal(i18n.t('controls.play'), 'Start');
});

test('the browser’s languages decide, English where none is spoken', () => {
  assert.equal(bestLanguage(['fr', 'de-AT', 'en']), 'de');
  assert.equal(bestLanguage(['en-GB', 'de']), 'en');
  assert.equal(bestLanguage(['fr']), 'en');
});

test('numbers keep their digits and use a true minus', () => {
  assert.equal(formatNumber('en', 0.0023147), '0.00231');
  assert.equal(formatNumber('de', 0.0023147), '0,00231');
  assert.equal(formatNumber('en', -1.5), '−1.5');
  assert.equal(formatNumber('en', 0.0000001234), '1.23e−7');
  assert.equal(formatNumber('de', NaN), '–');
});

test('fields that take any number write years as years', () => {
  const cases = [[1946.5, '1946.5', '1946,5'], [1990, '1990', '1990'], [-12345.25, '−12345.25', '−12345,25'], [0.001, '0.001', '0,001'], [1e-7, '1e−7', '1e−7'], [0, '0', '0']];
  for (const [value, en, de] of cases) assert.deepEqual([formatUngrouped('en', value), formatUngrouped('de', value)], [en, de]);
});
