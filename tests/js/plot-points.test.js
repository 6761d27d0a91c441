import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearestIndex, pointAt, visiblePoints } from '../../www/plot/points.js';
import { linearScale } from '../../www/plot/scale.js';

const x = linearScale([0, 1], [0, 1000]);
const y = linearScale([0, 1], [500, 0]);

test('the nearest stop is found, at both ends too', () => {
  const stops = [0, 0.1, 0.5, 1];
  assert.deepEqual([-5, 0.04, 0.06, 0.3, 0.31, 0.9, 7].map((value) => nearestIndex(stops, value)), [0, 0, 1, 1, 2, 3, 3]);
  assert.equal(nearestIndex([], 1), -1);
});

test('the nearest stop is the one a search through all of them finds', () => {
  const stops = Array.from({ length: 50 }, (_, i) => i + 0.4 * Math.sin(7 * i));
  for (let value = -2; value < 52; value += 0.37) {
    const nearest = Math.min(...stops.map((stop) => Math.abs(stop - value)));
    assert.ok(Math.abs(stops[nearestIndex(stops, value)] - value) <= nearest + 1e-12);
  }
});

test('of two points within reach the nearer one is hit, and none beyond it', () => {
  const points = [[0.5, 0.5], [0.51, 0.5], [0.9, 0.1]];
  assert.equal(pointAt(points, 506, 250, x, y, 12), 1);
  assert.equal(pointAt(points, 503, 250, x, y, 12), 0);
  assert.equal(pointAt(points, 700, 250, x, y, 12), -1);
});

test('few points are all drawn, many only once for each cell they fall into', () => {
  const few = Float32Array.from({ length: 101 }, () => 0.5);
  assert.equal(visiblePoints(few, few, x, y, 6).length, 101);
  const many = Float32Array.from({ length: 10000 }, (_, i) => i / 9999);
  const shown = visiblePoints(many, many.map(() => 0.5), x, y, 6);
  assert.ok(shown.length > 100 && shown.length <= 168, `${shown.length} points`);
  assert.equal(new Set(shown.map((i) => Math.floor(x.map(many[i]) / 6))).size, shown.length);
});
