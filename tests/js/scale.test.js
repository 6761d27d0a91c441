import assert from 'node:assert/strict';
import { test } from 'node:test';
import { positionOf, stepped, valueAt } from '../../www/controls/scale.js';

const units = { min: 1, max: 4096, integer: true, log: true };
const rate = { min: 1e-6, max: 100, log: true };
const noise = { min: 0, max: 1, log: true, tiny: 1e-3 };
const share = { min: 0, max: 0.9, step: 0.05 };

test('a slider reaches both ends and comes back to where it was', () => {
  for (const scale of [units, rate, noise, share]) {
    assert.equal(valueAt(scale, 0), scale.min);
    assert.equal(valueAt(scale, 1), scale.max);
    for (const value of [0.05, 0.5, 0.9]) if (!scale.integer) assert.equal(valueAt(scale, positionOf(scale, value)), value);
  }
  assert.equal(valueAt(units, positionOf(units, 300)), 300);
});

test('a slide never leaves the range and never goes back', () => {
  for (const scale of [units, rate, noise, share]) {
    let last = -Infinity;
    for (let at = -0.2; at <= 1.2; at += 0.01) {
      const value = valueAt(scale, at);
      assert.ok(value >= Math.max(last, scale.min) && value <= scale.max);
      last = value;
    }
  }
});

test('learning rates step along 1, 2, 5, 10, and by ten', () => {
  assert.deepEqual([1, 2, 5, 3].map((value) => stepped(rate, value, 1)), [2, 5, 10, 5]);
  assert.deepEqual([1, 2, 5, 3, 0.001].map((value) => stepped(rate, value, -1)), [0.5, 1, 2, 2, 0.0005]);
  assert.equal(stepped(rate, 0.03, 1, 'large'), 0.3);
  assert.equal(stepped(rate, 100, 1, 'large'), 100);
});

test('what may be nothing comes to nothing, and back', () => {
  assert.equal(stepped(noise, 0.001, -1), 0);
  assert.equal(stepped(noise, 0, 1), 0.001);
});

test('whole numbers step by one, and largely by as much as they are large', () => {
  assert.equal(stepped(units, 300, 1), 301);
  assert.equal(stepped(units, 1, -1), 1);
  assert.deepEqual([300, 301, 99, 5].map((value) => stepped(units, value, 1, 'large')), [400, 400, 100, 10]);
  assert.deepEqual([300, 301, 100, 5].map((value) => stepped(units, value, -1, 'large')), [200, 300, 90, 1]);
});

test('even scales step evenly, without dust in the last digit', () => {
  assert.equal(stepped(share, 0.15, 1), 0.2);
  assert.equal(stepped(share, 0.2, -1, 'large'), 0);
});
