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
