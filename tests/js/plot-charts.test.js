import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorReach, errorsOf, extremes, hasFunction } from '../../www/plot/error.js';
import { epochRange, lossRange } from '../../www/plot/loss.js';

const grid = Float32Array.from([0, 0.5, 1]);

test('errors are predictions minus function', () => {
  const target = Float32Array.from([1, 1, 1]);
  const { xs, errors } = errorsOf({ grid, target, trainX: grid, trainY: grid }, { predictions: Float32Array.from([1.5, 1, 0.25]) });
  assert.deepEqual([...xs], [0, 0.5, 1]);
  assert.deepEqual([...errors], [0.5, 0, -0.75]);
});

test('without a function errors are told at the points, from left to right', () => {
  const target = Float32Array.from([NaN, NaN, NaN]);
  const trainX = Float32Array.from([0.75, 0.25]);
  const run = { grid, target, trainX, trainY: Float32Array.from([1, 2]) };
  // Between the places of the curve the network is not straight: at the points it is asked itself.
  const { xs, truth, errors } = errorsOf(run, { predictions: Float32Array.from([0, 2, 4]), atPoints: Float32Array.from([3.5, 0.5]) });
  assert.equal(hasFunction(target), false);
  assert.deepEqual([...xs], [0.25, 0.75]);
  assert.deepEqual([...truth], [2, 1]);
  assert.deepEqual([...errors], [-1.5, 2.5]);
});

test('of many errors in one column of pixels the lowest and the highest are drawn', () => {
  const bars = extremes([0, 0.1, 0.2, 5, 5.5, 9], [1, -2, 3, 4, NaN, -1], Math.floor);
  assert.deepEqual(bars, [{ at: 0, low: -2, high: 3 }, { at: 5, low: 4, high: 4 }, { at: 9, low: -1, high: -1 }]);
});

test('the error’s axis grows at once and shrinks only when it is far too large', () => {
  assert.equal(errorReach([0.1, -0.24], 0), 0.3);
  assert.equal(errorReach([0.31], 0.3), 0.5);
  assert.equal(errorReach([0.25], 0.5), 0.5);
  assert.equal(errorReach([0.1], 0.5), 0.1);
  assert.equal(errorReach([0], 0), 1);
  assert.ok(errorReach([NaN, Infinity, 0.2], 0) === 0.2);
});

test('the loss’s axis has round bounds around every finite loss', () => {
  assert.deepEqual(lossRange([[0.1, 0.0031], [0.14]], 'log'), [0.002, 0.2]);
  assert.deepEqual(lossRange([[0.1, 0.0031]], 'linear'), [0, 0.1]);
  assert.deepEqual(lossRange([[NaN, Infinity, 0.02]], 'log'), [0.002, 0.02]);
  assert.deepEqual(lossRange([[0, 0.5]], 'log'), [0.05, 0.5]);
  for (const kind of ['log', 'linear']) {
    const [low, high] = lossRange([[]], kind);
    assert.ok(low < high);
  }
});

test('the epochs reach to where the run will end', () => {
  assert.deepEqual(epochRange(10000, 'log'), [1, 10000]);
  assert.deepEqual(epochRange(10000, 'linear'), [0, 10000]);
  assert.deepEqual(epochRange(1, 'log'), [1, 10]);
});
