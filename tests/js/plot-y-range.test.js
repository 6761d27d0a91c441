import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eased, widened } from '../../www/plot/y-range.js';

const near = (range, expected) => range.forEach((y, i) => assert.ok(Math.abs(y - expected[i]) < 1e-9, String(range)));

test('a curve inside leaves the range as it is, and one outside is taken in with some room', () => {
  near(widened([0, 1], [0, 1], [0.2, 0.9]), [0, 1]);
  near(widened([0, 1], [0, 1], [0.2, 1.3]), [0, 1.35]);
  near(widened([0, 1], [0, 1.35], [-0.5, 0.9]), [-0.55, 1.35]);
});

test('what was shown stays in sight', () => near(widened([0, 1], [0, 1.6], [0.1]), [0, 1.6]));

test('no more than three times the height is shown, and each side gets its share', () => {
  near(widened([0, 1], [0, 1], [1e9]), [0, 3]);
  near(widened([0, 1], [0, 1], [-1e9, 1e9]), [-1, 2]);
  near(widened([0, 1], [0, 1], [-0.25, 50]), [-0.3, 2.7]);
  near(widened([10, 12], [10, 12], [-50, 12.4]), [6.5, 12.5]);
});

test('what is not finite says nothing', () => near(widened([0, 1], [0, 1], [NaN, Infinity, -Infinity, 0.5]), [0, 1]));

test('a range comes to its end in a second, and never beyond', () => {
  let range = /** @type {any} */ ([0, 1]);
  for (let ms = 0; ms < 1000; ms += 16) {
    const next = eased(range, [-1, 2], 16);
    assert.ok(next[0] <= range[0] && next[0] >= -1 && next[1] >= range[1] && next[1] <= 2);
    range = next;
  }
  assert.deepEqual(range, [-1, 2]);
  assert.deepEqual(eased([0, 1], [-1, 2], Infinity), [-1, 2]);
});
