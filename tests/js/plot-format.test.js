import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logFormat, readingFormat, stepFormat, steadyNumber } from '../../www/plot/tick-format.js';
import { duration } from '../../www/views/duration.js';

test('all labels of an axis have the same decimals, in the language’s own way', () => {
  const values = [-0.2, 0, 0.2, 1];
  assert.deepEqual(values.map(stepFormat('en', 0.2, 1)), ['−0.2', '0.0', '0.2', '1.0']);
  assert.deepEqual(values.map(stepFormat('de', 0.2, 1)), ['−0,2', '0,0', '0,2', '1,0']);
  assert.deepEqual([0, 5000, 10000].map(stepFormat('de', 5000, 10000)), ['0', '5.000', '10.000']);
});

test('very large and very small steps take powers of ten', () => {
  assert.deepEqual([0, 2e22].map(stepFormat('en', 2e22, 2e22)), ['0', '2e22']);
  assert.equal(stepFormat('en', 1e-7, 5e-7)(2e-7), '2e−7');
});

test('years and other short numbers are not grouped, longer ones are', () => {
  for (const lang of ['en', 'de']) assert.deepEqual([1990, 2000].map(stepFormat(lang, 10, 2000)), ['1990', '2000']);
  assert.deepEqual([5000, 10000].map(stepFormat('en', 5000, 10000)), ['5,000', '10,000'], 'an axis is of one kind');
  assert.equal(readingFormat('en', 1997.5, 40), '1997.50');
  assert.equal(readingFormat('de', 12345, 50000), '12.345');
});

test('millions are short, unless that would hide the difference', () => {
  assert.deepEqual([0, 5e8, 1e9, 1.5e9].map(stepFormat('en', 5e8, 1.5e9)), ['0', '500M', '1B', '1.5B']);
  assert.deepEqual([0, 5e8, 1.5e9].map(stepFormat('de', 5e8, 1.5e9)), ['0', '500\u00a0Mio.', '1,5\u00a0Mrd.']);
  assert.deepEqual([1e6, 1e6 + 0.1].map(stepFormat('en', 0.1, 1e6)), ['1,000,000.0', '1,000,000.1']);
  assert.deepEqual([0.5, 0.500001].map(stepFormat('en', 1e-6, 0.5)), ['0.500000', '0.500001']);
  assert.equal(readingFormat('en', 1000000.12, 0.5), '1,000,000.120');
  assert.notEqual(readingFormat('en', 2.51e9, 3e9), readingFormat('en', 2.52e9, 3e9));
});

test('a logarithmic axis writes each value as short as it can be', () => {
  assert.deepEqual([0.001, 0.1, 1, 10000, 1e-6].map(logFormat('en')), ['0.001', '0.1', '1', '10,000', '1e−6']);
});

test('a steady number keeps its digits', () => {
  assert.deepEqual([0.0023, 0.00231, 0.1, 12].map((value) => steadyNumber('en', value)), ['0.00230', '0.00231', '0.100', '12.0']);
  assert.equal(steadyNumber('de', 0.00231), '0,00231');
  assert.deepEqual([NaN, Infinity, -Infinity].map((value) => steadyNumber('en', value)), ['–', '∞', '−∞']);
  assert.equal(steadyNumber('en', 3.21e-8), '3.21e−8');
});

test('a reading is as fine as the plot, and an error has its sign', () => {
  assert.equal(readingFormat('en', 0.35353, 1), '0.354');
  assert.equal(readingFormat('en', 12.3456, 1000), '12');
  assert.equal(readingFormat('en', 0.0481, 1, true), '+0.048');
  assert.equal(readingFormat('de', -0.0481, 1, true), '−0,048');
  assert.equal(readingFormat('en', -0.0000001, 1), '0.000');
  assert.equal(readingFormat('en', NaN, 1), '–');
});

test('a duration is told in hundredths of seconds, then in minutes', () => {
  assert.deepEqual(duration(284, 'en'), { value: '0.28', unit: 's' });
  assert.deepEqual(duration(59_990, 'de'), { value: '59,99', unit: 's' });
  assert.deepEqual(duration(59_999, 'en'), { value: '1:00', unit: 'min' });
  assert.deepEqual(duration(185_400, 'en'), { value: '3:05', unit: 'min' });
});
