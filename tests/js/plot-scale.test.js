import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linearScale, logScale } from '../../www/plot/scale.js';

const close = (actual, expected) => assert.ok(Math.abs(actual - expected) < 1e-9 * Math.max(1, Math.abs(expected)), `${actual} is not ${expected}`);

test('a linear scale maps its ends to the ends of the range, also upside down', () => {
  const y = linearScale([-1, 3], [400, 0]);
  close(y.map(-1), 400);
  close(y.map(3), 0);
  close(y.map(1), 200);
});

test('a logarithmic scale gives each power of ten the same room', () => {
  const x = logScale([1, 10000], [0, 400]);
  [1, 10, 100, 1000, 10000].forEach((value, i) => close(x.map(value), 100 * i));
});

test('pixels come back as the values they were', () => {
  for (const scale of [linearScale([-2, 7], [30, 900]), logScale([0.002, 30], [500, 10])]) {
    for (const value of [0.003, 0.5, 1, 6.9]) close(scale.invert(scale.map(value)), value);
  }
});

test('no value leads further out than a canvas can draw', () => {
  const y = linearScale([0, 1], [400, 0]);
  for (const value of [1e38, -1e38, Infinity, -Infinity]) {
    assert.ok(Math.abs(y.map(value)) <= 1e5);
  }
  assert.ok(logScale([0.001, 1], [400, 0]).map(0) >= 400, 'zero lies below every logarithmic axis');
});
