import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { landmarksTo, nextLandmark } from '../../www/worker/landmarks.js';
import { MOST_BYTES, SPACING_MS, Timeline } from '../../www/worker/timeline.js';
import { Session } from '../../www/worker/session.js';
import init, { Trainer } from '../../www/pkg/lernkurve.js';

await init({ module_or_path: await readFile(new URL('../../www/pkg/lernkurve_bg.wasm', import.meta.url)) });

const state = (updates, size = 1000) => ({ updates, trainingMs: updates, bytes: new Uint8Array(size) });
const CONFIG = { layers: [{ units: 12, activation: 'tanh' }], noise: 0.1, seed: 5, optimizer: { kind: 'adam', learningRate: 0.01 } };

/** Asks again and again, as the page does. */
function until(session, updates, type = 'train') {
  let reply;
  do reply = session[type]({ updates, budget: 5, stopLoss: 0, exact: true });
  while (reply.frame.updates !== updates);
  return reply;
}

test('landmarks are 1, 2, 3, 5 and their tens', () => {
  assert.deepEqual(landmarksTo(60), [0, 1, 2, 3, 5, 10, 20, 30, 50]);
  assert.deepEqual(landmarksTo(100, 'usual'), [0, 1, 3, 10, 30, 100]);
  assert.deepEqual(landmarksTo(9999, 'sparse'), [0, 1, 10, 100, 1000]);
  assert.deepEqual([0, 1, 5, 50, 99, 100].map(nextLandmark), [1, 2, 10, 100, 100, 200]);
});

test('the states kept never take more than the bound, and the newest is among them', () => {
  const timeline = new Timeline();
  for (let updates = 0; updates < 500; updates += 1) timeline.keep(state(updates, 1e6));
  assert.ok(timeline.bytes <= MOST_BYTES, String(timeline.bytes));
  assert.ok(timeline.states.length > 8);
  assert.equal(timeline.before(1e9).updates, 499);
  timeline.keep(state(500, 2 * MOST_BYTES));
  assert.deepEqual(timeline.states.map(({ updates }) => updates), [500], 'one state is kept, however large');
});

test('the last state before a moment is found, wherever it was put in', () => {
  const timeline = new Timeline();
  for (const updates of [70, 7, 700, 70]) timeline.keep(state(updates));
  assert.deepEqual(timeline.states.map(({ updates }) => updates), [7, 70, 700]);
  assert.deepEqual([6, 7, 699, 1e9].map((updates) => timeline.before(updates)?.updates), [undefined, 7, 70, 700]);
  assert.equal(timeline.isDue(700 + SPACING_MS - 1), false);
  assert.equal(timeline.isDue(700 + SPACING_MS), true);
  timeline.dropAfter(70);
  assert.deepEqual(timeline.states.map(({ updates }) => updates), [7, 70]);
});

test('any moment that is gone back to has the bits of a straight run, and so has what follows', () => {
  const session = new Session(new Trainer(CONFIG), 1);
  until(session, 7000);
  for (const updates of [700, 3500, 0, 13, 6999, 7000, 1234, 9001]) {
    const { frame } = until(session, updates, 'seek');
    const straight = new Trainer(CONFIG);
    straight.stepUpdates(updates);
    assert.equal(session.trainer.checksum(), straight.checksum(), `update ${updates}`);
    assert.deepEqual([...frame.predictions], [...straight.step(0)]);
    assert.equal(frame.head, Math.max(7000, updates));
    straight.free();
  }
  until(session, 700, 'seek');
  until(session, 8000);
  const straight = new Trainer(CONFIG);
  straight.stepUpdates(8000);
  assert.equal(session.trainer.checksum(), straight.checksum());
});

test('what is begun anew from an earlier moment knows every change of the rate, and so does what is undone', () => {
  const session = new Session(new Trainer(CONFIG), 1);
  until(session, 700);
  session.setLearningRate(0.002);
  until(session, 1400);
  until(session, 350, 'seek');
  const saved = session.saveAll();
  session.returnToHead();
  session.trainer.reset();
  assert.deepEqual(session.trainer.config().learningRateChanges, [[700, 0.002]]);

  const trainer = new Trainer(CONFIG);
  trainer.restore(saved.bytes);
  const undone = new Session(trainer, 2, saved);
  until(undone, 1400);
  const straight = new Trainer(CONFIG);
  straight.stepUpdates(700);
  straight.setLearningRate(0.002);
  straight.stepUpdates(700);
  assert.equal(undone.trainer.checksum(), straight.checksum());
});

test('the losses stay those of all that was computed while an earlier moment is looked at', () => {
  const session = new Session(new Trainer(CONFIG), 1);
  until(session, 7000);
  until(session, 70, 'seek');
  assert.equal(session.history().loss.length, 1000);
  assert.equal(session.history().loss.length, 1000, 'and again: what was sent away was a copy');
  until(session, 7700);
  assert.equal(session.history().loss.length, 1100);
});

test('changes of the learning rate come again where they were, until another hand changes it', () => {
  const session = new Session(new Trainer(CONFIG), 1);
  const straight = new Trainer(CONFIG);
  until(session, 700);
  straight.stepUpdates(700);
  session.setLearningRate(0.002);
  straight.setLearningRate(0.002);
  until(session, 1400);
  until(session, 500, 'seek');
  until(session, 1400);
  straight.stepUpdates(700);
  assert.equal(session.trainer.checksum(), straight.checksum());
  assert.deepEqual(session.trainer.config().learningRateChanges, straight.config().learningRateChanges);

  until(session, 350, 'seek');
  session.setLearningRate(0.05);
  assert.equal(session.frame(true).head, 350, 'what lay ahead was another run');
  assert.equal(session.moments.at(-1).epoch, 50);
  until(session, 1400);
  const other = new Trainer(CONFIG);
  other.stepUpdates(350);
  other.setLearningRate(0.05);
  other.stepUpdates(1050);
  assert.equal(session.trainer.checksum(), other.checksum());
});

test('every landmark leaves its curve, once and exactly', () => {
  const session = new Session(new Trainer(CONFIG), 1);
  const told = [...session.moments];
  const take = ({ moments }) => told.push(...(moments ?? []));
  for (const updates of [1000, 2100]) {
    let reply;
    do take((reply = session.train({ updates, budget: 1, stopLoss: 0, exact: false })));
    while (reply.frame.updates < updates);
  }
  take(until(session, 70, 'seek'));
  take(until(session, 2100));
  assert.deepEqual(told.map(({ epoch }) => epoch), landmarksTo(300));
  for (const { epoch, predictions } of told) {
    const straight = new Trainer(CONFIG);
    assert.deepEqual([...predictions], [...straight.step(epoch)], `epoch ${epoch}`);
    straight.free();
  }
});
