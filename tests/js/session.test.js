import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rangeOf } from '../../www/plot/y-range.js';
import { Session } from '../../www/worker/session.js';
import { hasSimd } from '../../www/worker/simd.js';
import { sparing } from '../../www/worker/sparing.js';

/** A trainer that takes `cost` milliseconds an update, and whose loss is 1/epoch. */
function sessionWith({ cost = 0.01, perEpoch = 7, divergesAt = Infinity, evaluate = () => 0, fitMs = 0, points = false } = {}) {
  const clock = { ms: 0 };
  const trainer = {
    updates: 0,
    updatesPerEpoch: perEpoch,
    calls: [],
    get epoch() { return Math.floor(this.updates / perEpoch); },
    get loss() { return this.epoch > 0 ? 1 / this.epoch : NaN; },
    get diverged() { return this.updates >= divergesAt; },
    trainUpdates(n) {
      this.calls.push(n);
      this.updates = Math.min(this.updates + n, divergesAt);
      clock.ms += n * cost;
    },
    step: () => Float32Array.of(trainer.updates),
    target: Float32Array.of(points ? NaN : 0),
    trainY: Float32Array.of(0, 1),
    validationY: new Float32Array(),
    config: () => ({ learningRateChanges: [] }),
    reset: () => (trainer.updates = 0),
    restore: (bytes) => (trainer.updates = new DataView(bytes.buffer).getFloat64(0)),
    trainX: Float32Array.of(3),
    predict: (xs) => xs.map((x) => x * trainer.updates),
    evaluate() {
      clock.ms += fitMs;
      return evaluate(trainer);
    },
    get rmse() { return 2 * evaluate(trainer); },
    insight: () => ({ code: 'learning', updates: trainer.updates }),
    evaluateValidation: () => undefined,
    lossEpochs: () => new Float32Array(),
    lossHistory: () => new Float32Array(),
    validationLossHistory: () => new Float32Array(),
    snapshot() {
      const bytes = new Uint8Array(10);
      new DataView(bytes.buffer).setFloat64(0, trainer.updates);
      return bytes;
    },
  };
  return { trainer, clock, session: new Session(trainer, 1, {}, () => clock.ms) };
}

const request = (updates, more = {}) => ({ type: 'train', run: 1, updates, budget: 12, stopLoss: 0, exact: false, ...more });

/** Asks again and again, as the page does. */
function trainTo(session, updates, more) {
  let reply;
  do reply = session.train(request(updates, more));
  while (!reply.reachedLoss && !reply.frame.diverged && reply.frame.updates < updates);
  return reply;
}

test('a run ends exactly at the update asked for, and what it shows is of that update', () => {
  const { session } = sessionWith();
  const { frame } = trainTo(session, 70000, { exact: true });
  assert.equal(frame.updates, 70000);
  assert.equal(frame.epoch, 10000);
  assert.equal(frame.predictions[0], 70000);
  assert.equal(frame.insight.updates, 70000);
  assert.ok(Math.abs(frame.trainingMs - 700) < 1e-6);
});

test('a loss is reached at the first epoch that has it', () => {
  const { session } = sessionWith();
  const { frame, reachedLoss } = trainTo(session, 70000, { stopLoss: 1 / 300 });
  assert.ok(reachedLoss);
  assert.equal(frame.epoch, 300);
  assert.equal(frame.updates, 2100);
});

test('a loss is reached only where the epoch’s mean and the curve after it both have it', () => {
  // The curve leaps: only after each 500th epoch it is where the mean says it is.
  let asked = 0;
  const evaluate = ({ epoch }) => ((asked += 1), epoch % 500 === 0 ? 0.001 : 0.5);
  const { session } = sessionWith({ evaluate });
  const { frame } = trainTo(session, 70000, { stopLoss: 1 / 300, exact: true });
  assert.equal(frame.epoch, 500);
  assert.deepEqual([frame.loss, frame.epochLoss], [0.001, 1 / 500]);
  assert.ok(asked < 1000, 'the curve is judged once its epoch’s mean is low enough, and for each frame');
});

test('loss, error and predictions at points are those of the curve shown', () => {
  const { session } = sessionWith({ evaluate: ({ updates }) => updates, points: true });
  for (let i = 1; i < 40; i++) {
    const { frame } = session.train(request(i * 50));
    assert.deepEqual([frame.loss, frame.rmse, frame.atPoints[0]], [frame.predictions[0], 2 * frame.predictions[0], 3 * frame.predictions[0]]);
  }
  assert.equal(sessionWith().session.train(request(1)).frame.atPoints, undefined);
});

test('a fit that is heavy takes a small part of the time, and the curve moves on without it', () => {
  const { session, clock } = sessionWith({ cost: 1, fitMs: 300, evaluate: ({ updates }) => updates });
  const start = clock.ms;
  const curves = new Set();
  const fits = new Set();
  for (let i = 0; i < 2000; i++) {
    const { frame } = session.train(request(1e9));
    curves.add(frame.predictions[0]);
    fits.add(frame.loss);
  }
  assert.ok((300 * fits.size) / (clock.ms - start) < 0.2, `${fits.size} fits`);
  assert.ok(curves.size > 1900, `${curves.size} curves`);
  const { frame } = session.train(request(session.updates + 1, { exact: true, budget: 1e9 }));
  assert.deepEqual([frame.loss, frame.predictions[0]], [frame.updates, frame.updates]);
});

test('an answer comes within the budget and one slice, however long an update takes', () => {
  for (const cost of [0.001, 0.1, 1, 40]) {
    const { session, clock } = sessionWith({ cost });
    for (let i = 0; i < 20; i++) {
      const start = clock.ms;
      session.train(request(1e9));
      assert.ok(clock.ms - start <= 12 + Math.max(6, 2 * cost), `${cost} ms an update: ${clock.ms - start} ms`);
    }
  }
});

test('cheap updates are soon taken by the thousand', () => {
  const { session, trainer } = sessionWith({ cost: 0.001 });
  trainTo(session, 100000);
  assert.ok(trainer.calls.length < 80, `${trainer.calls.length} calls`);
});

test('training ends where it diverged', () => {
  const { session } = sessionWith({ divergesAt: 100 });
  const { frame } = trainTo(session, 70000);
  assert.equal(frame.updates, 100);
  assert.ok(frame.diverged);
});

test('a divergence is drawn from its last curves that fit on a plot, and the run stands where it stood', () => {
  // The curve is the number of updates; the target lies between 0 and 1, so that it has left the picture with the third.
  const { session, trainer } = sessionWith({ divergesAt: 360 });
  const { frame } = trainTo(session, 70000);
  assert.deepEqual(frame.fans.map(([y]) => y), [1, 2, 3]);
  assert.equal(trainer.updates, 360);
  assert.equal(session.train(request(70000)).frame.fans.length, 3, 'the first frame took its arrays away');
});

test('an ended run is judged over its last hundred epochs, and stands where it stood', () => {
  const { session, trainer } = sessionWith({ evaluate: ({ epoch }) => 1 + (epoch % 2) });
  const { frame } = trainTo(session, 7000, { exact: true, ends: true });
  const { epochs, low, high, lowLoss, highLoss } = frame.ending;
  assert.deepEqual([epochs, low[0], high[0], lowLoss, highLoss], [100, 6300, 7000, 1, 2]);
  assert.deepEqual([trainer.updates, frame.updates, frame.predictions[0]], [7000, 7000, 7000]);
  assert.equal(trainTo(session, 7007, { exact: true }).frame.ending, undefined, 'it went on');
  assert.equal(trainTo(sessionWith().session, 70, { exact: true, ends: true }).frame.ending, undefined, 'too short to tell');
});

test('a snapshot is given away about once a second', () => {
  const { session } = sessionWith({ cost: 1 });
  let saved = 0;
  for (let i = 0; i < 500; i++) if (session.train(request(1e9)).saved) saved++;
  const seconds = session.trainingMs / 1000;
  assert.ok(saved >= seconds * 0.8 && saved <= seconds, `${saved} in ${seconds} s`);
});

test('a costly value is computed seldom, and at once where it must be exact', () => {
  let ms = 0;
  let computed = 0;
  const value = sparing(() => ((ms += 10), ++computed), () => ms);
  for (let i = 0; i < 100; i++) {
    value.get();
    ms += 1;
  }
  assert.ok(computed <= 3, String(computed));
  assert.equal(value.get(true), computed);
});

test('the range of y has room above and below, even where all is one value', () => {
  const near = (range, expected) => range.forEach((y, i) => assert.ok(Math.abs(y - expected[i]) < 1e-6, String(range)));
  near(rangeOf(Float32Array.of(0, 1), Float32Array.of(NaN, 0.5)), [-0.12, 1.12]);
  near(rangeOf(Float32Array.of(2, 2)), [0, 4]);
  near(rangeOf(Float32Array.of(0)), [-1, 1]);
  near(rangeOf(new Float32Array()), [-1, 1]);
});

test('the probe for SIMD is a valid module', () => {
  assert.equal(hasSimd(), true);
});
