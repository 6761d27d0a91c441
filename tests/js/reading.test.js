import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { editable, formatValue } from '../../www/i18n/format.js';
import { readNumber } from '../../www/i18n/reading.js';

const LANGUAGES = /** @type {const} */ (['en', 'de']);
const RATE = { min: 0, max: 1e6, exclusiveMin: true, usual: [1e-6, 100] };
const UNITS = { min: 1, max: 4096, integer: true };
const ANY = { min: -1e9, max: 1e9 };

const rows = readFileSync(new URL('../fixtures/cases/numbers.tsv', import.meta.url), 'utf8').split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.split('\t'));

test('each number is read as people mean it', () => {
  assert.ok(rows.length >= 34);
  for (const [lang, min, max, whole, typed, expected] of rows) {
    const reading = readNumber(lang, typed, { min: Number(min), max: Number(max), integer: whole === 'yes' });
    assert.equal(expected === 'error' ? 'code' in reading : reading.value, expected === 'error' ? true : Number(expected), `${lang} “${typed}”`);
  }
});

/** @param {object} room @param {[lang: string, typed: string, expected: number | string][]} cases */
function reads(room, cases) {
  for (const [lang, typed, expected] of cases) {
    const reading = readNumber(lang, typed, room);
    assert.equal(reading.value ?? reading.code, expected, `${lang} “${typed}”`);
  }
}

test('the range decides between two readings, and the language where both fit', () => {
  reads(RATE, [['de', '1.024', 1.024], ['en', '1,024', 1.024], ['de', '0,005', 0.005], ['en', '10,000.5', 10000.5], ['de', '2000', 2000]]);
  reads({ min: 0, max: 0.9 }, [['de', '0.250', 0.25], ['de', '1.000', 'number_outside']]);
  reads({ min: 1, max: 4294967295, integer: true, usual: [1, 10000] }, [['de', '20.000', 20000], ['en', '20,000', 20000], ['en', '20.000', 20], ['de', '1.500.000', 1500000]]);
  reads(ANY, [['de', '1.024', 1024], ['en', '1,024', 1024], ['de', '1,024', 1.024], ['de', '1.024,25', 1024.25], ['en', '1,024.25', 1024.25]]);
});

test('signs and spaces of all kinds are known', () => {
  reads(ANY, [
    ['en', '−2', -2], ['en', '–2', -2], ['en', '— 2', -2], ['en', '‑2', -2], ['en', '+3', 3], ['de', '- 0,5', -0.5], ['en', '-.5', -0.5],
    ['en', '10\u00a0000', 10000], ['en', '10\u202f000', 10000], ['en', '10\u2009000', 10000], ['de', "10'000,5", 10000.5], ['de', '10’000', 10000], ['en', '10_000', 10000],
    ['en', '  7 ', 7], ['en', '\u200e7\u200b', 7], ['en', '７，５', 7.5], ['en', '0.000 001', 0.000001], ['en', '-0', 0],
  ]);
});

test('powers of ten are read in every form, and leave thousands alone', () => {
  reads(ANY, [
    ['en', '1e-3', 0.001], ['en', '1.2e−7', 1.2e-7], ['de', '1,2E-7', 1.2e-7], ['de', '1.500e-3', 0.0015], ['en', '1e+3', 1000], ['en', '2e3', 2000],
    ['en', '10^-3', 0.001], ['en', '-10^3', -1000], ['en', '2·10^-3', 0.002], ['de', '2,5 × 10⁻³', 0.0025], ['en', '10⁶', 1e6], ['en', '3*10^(-2)', 0.03], ['en', '4x10^2', 400],
  ]);
  reads(UNITS, [['en', '1e3', 1000], ['en', '1e-3', 'number_outside']]);
});

test('what is no number, or not one for this field, is refused and not misread', () => {
  reads(ANY, [
    ['en', '', 'number_missing'], ['en', ' ', 'number_missing'], ['en', '-', 'number_unreadable'], ['en', '.', 'number_unreadable'], ['en', '1e', 'number_unreadable'], ['en', '1e-', 'number_unreadable'],
    ['en', 'abc', 'number_unreadable'], ['en', '5 px', 'number_unreadable'], ['de', '5 €', 'number_unreadable'], ['en', '10k', 'number_unreadable'], ['en', '0x10', 'number_unreadable'], ['en', 'Infinity', 'number_unreadable'],
    ['en', 'NaN', 'number_unreadable'], ['en', '1 5', 'number_unreadable'], ['en', '10 00', 'number_unreadable'], ['en', '1,2,3', 'number_unreadable'], ['en', '1 + 1', 'number_unreadable'], ['en', '--5', 'number_unreadable'],
    ['en', '5-', 'number_unreadable'], ['en', '=5', 'number_unreadable'], ['en', '1.000.00', 'number_unreadable'], ['en', '1e999', 'number_outside'], ['en', '1,000 000', 'number_unreadable'],
  ]);
  reads(UNITS, [['en', '1.5', 'number_not_whole'], ['en', '16.0', 16], ['en', '0', 'number_outside'], ['en', '4097', 'number_outside'], ['en', '-3', 'number_outside'], ['en', '007', 7]]);
  reads(RATE, [['en', '0', 'number_outside'], ['en', '-1', 'number_outside']]);
  reads({ min: 0, max: 1, exclusiveMax: true }, [['en', '1', 'number_outside'], ['en', '0.999', 0.999]]);
});

test('a share may be written in percent, where only a share can be meant', () => {
  reads({ min: 0, max: 0.9 }, [['en', '20 %', 0.2], ['de', '12,5%', 0.125], ['en', '95%', 'number_outside'], ['en', '7%', 0.07], ['en', '%', 'number_unreadable']]);
  reads(UNITS, [['en', '50%', 'number_unreadable']]);
  assert.deepEqual(readNumber('de', '50 %', RATE), { code: 'number_as_decimal', suggestion: 0.5 });
});

test('a fraction is refused with the number to write', () => {
  assert.deepEqual(readNumber('en', '1/3', RATE), { code: 'number_as_decimal', suggestion: 0.3333 });
  assert.deepEqual(readNumber('en', '1/0', RATE), { code: 'number_unreadable' });
  assert.deepEqual(readNumber('en', '6/4', UNITS), { code: 'number_unreadable' });
});

test('what a field shows is read as the same number, to type on or not', () => {
  for (const lang of LANGUAGES) {
    for (const value of [0, 1, 0.05, -2.5, 1e-7, 1.5e-7, 10000, 1234.5678, -1234567, 1e7, 2.5e21, 0.001, 9007199254740991]) {
      assert.equal(readNumber(lang, editable(lang, value)).value, value, `${lang} ${editable(lang, value)}`);
      assert.equal(readNumber(lang, formatValue(lang, value)).value, value, `${lang} ${formatValue(lang, value)}`);
    }
  }
});

test('numbers are written the language’s way, with a true minus', () => {
  assert.deepEqual([10000, -0.5, 1e7, 1.5e-7].map((value) => formatValue('de', value)), ['10.000', '−0,5', '10.000.000', '1,5e−7']);
  assert.deepEqual([10000, -0.5, 1e7, 1.5e-7].map((value) => formatValue('en', value)), ['10,000', '−0.5', '10,000,000', '1.5e−7']);
  assert.deepEqual([10000, -0.5, 1e21].map((value) => editable('de', value)), ['10000', '-0,5', '1e21']);
});
