import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochAt, reachOf, shareOf, ticksOf } from '../../www/controls/time-line.js';

test('the line leaves room beyond the end of the run', () => {
  assert.equal(reachOf(1), 1000);
  assert.equal(reachOf(9999), 10_000);
  assert.equal(reachOf(10_000), 100_000);
  assert.equal(reachOf(1e9), 1e9);
});

test('an epoch and its place on the line belong together', () => {
  assert.equal(shareOf(0, 1000), 0);
  assert.equal(shareOf(1000, 1000), 1);
  assert.equal(shareOf(5000, 1000), 1);
  for (const epoch of [1, 7, 10, 250, 10_000, 100_000]) assert.equal(epochAt(shareOf(epoch, 100_000), 100_000), epoch);
});

test('where a hand lets go is a round number, and never before the first epoch', () => {
  assert.equal(epochAt(0, 100_000), 1);
  const epoch = epochAt(0.7123, 100_000);
  assert.equal(epoch, Number(epoch.toPrecision(2)));
});

test('ticks are epoch 0 and the powers of ten', () => {
  assert.deepEqual(ticksOf(1000), [0, 1, 10, 100, 1000]);
});
