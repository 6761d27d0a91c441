import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextGhostEpoch, withGhost } from '../../www/state/ghosts.js';
import { advance, nextStop, showEpoch, showSeconds, SHOW_SECONDS } from '../../www/state/pace.js';

/** Plays a pace frame by frame and returns the epochs. */
function played(pace, stopEpoch, seconds, from = 0, fps = 60) {
  const epochs = [from];
  for (let i = 0; i < seconds * fps; i++) epochs.push(advance(pace, epochs.at(-1), 1 / fps, stopEpoch));
  return epochs;
}

test('the show reaches its end in fifteen seconds, whatever the end', () => {
  for (const end of [1, 10, 1000, 10000, 100000]) {
    assert.equal(showEpoch(0, end), 0);
    assert.ok(Math.abs(showEpoch(SHOW_SECONDS, end) / end - 1) < 1e-12);
    const epochs = played('show', end, SHOW_SECONDS + 0.1);
    assert.equal(epochs.at(-1), end);
    assert.ok(epochs.at(-20) < end);
  }
});

test('the show knows from an epoch alone where it stands', () => {
  for (const end of [10, 10000, 1e6]) {
    for (const seconds of [0, 0.01, 0.5, 3, 7.5, 14.99]) {
      assert.ok(Math.abs(showSeconds(showEpoch(seconds, end), end) - seconds) < 1e-9);
    }
  }
});

test('single updates of the first epoch can be seen, and no frame skips back', () => {
  const epochs = played('show', 10000, SHOW_SECONDS);
  const firstEpoch = epochs.findIndex((epoch) => epoch >= 1);
  assert.ok(firstEpoch > 30 && firstEpoch < 90, `${firstEpoch} frames for the first epoch`);
  epochs.slice(1).forEach((epoch, i) => assert.ok(epoch >= epochs[i]));
});

test('a pause in the middle of the show costs nothing', () => {
  const whole = played('show', 10000, 10);
  const half = played('show', 10000, 5);
  assert.ok(Math.abs(played('show', 10000, 5, half.at(-1)).at(-1) - whole.at(-1)) < 1e-6 * whole.at(-1));
});

test('a fixed pace is as fast as it says and ends where it shall', () => {
  assert.ok(Math.abs(played('10', 10000, 2).at(-1) - 20) < 1e-9);
  assert.equal(played('1000', 1500, 2).at(-1), 1500);
  assert.equal(advance('full', 3, 0.001, 10000), 10000);
});

test('a run that has ended goes on to the next power of ten', () => {
  assert.deepEqual([0, 1, 9, 10, 2500, 10000, 100000].map(nextStop), [10, 10, 10, 100, 10000, 100000, 1000000]);
});

test('ghosts stay at 1, 3, 10, 30, … and are eight at most', () => {
  const seen = [];
  for (let epoch = 0; seen.length < 8; epoch = seen.at(-1)) seen.push(nextGhostEpoch(epoch));
  assert.deepEqual(seen, [1, 3, 10, 30, 100, 300, 1000, 3000]);
  const predictions = new Float32Array(1);
  let ghosts = [];
  for (const epoch of [1, 2, 3, 3, 10, 17, 30, 100, 300, 1000, 3000, 10000]) ghosts = withGhost(ghosts, { epoch, predictions });
  assert.deepEqual(ghosts.map(({ epoch }) => epoch), [3, 10, 30, 100, 300, 1000, 3000, 10000]);
});
