import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearestLine } from '../../www/plot/nearest.js';

const layout = { x: { map: (x) => 100 * x }, y: { map: (y) => 100 - 100 * y } };
const lines = [
  { xs: [0, 1], ys: [0, 1] },
  { xs: [0, 1], ys: [0.5, 0.5] },
  { xs: [], ys: [] },
  { xs: [0, 0.5, 1], ys: [1, NaN, 1] },
];

test('the nearest line is meant, between its points, too', () => {
  assert.equal(nearestLine(lines, layout, 25, 75), 0);
  assert.equal(nearestLine(lines, layout, 25, 52), 1);
  assert.equal(nearestLine(lines, layout, 95, 9), 0);
  assert.equal(nearestLine(lines, layout, 2, 1), 3, 'a point alone');
});

test('none is, where none is near, and no line is drawn over what is missing', () => {
  assert.equal(nearestLine(lines, layout, 25, 20), -1);
  assert.equal(nearestLine(lines, layout, 50, 0), -1);
  assert.equal(nearestLine([], layout, 0, 0), -1);
});
