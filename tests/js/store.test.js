import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore, initialState } from '../../www/state/store.js';
import { rateAt, withRateOf } from '../../www/state/rate.js';
import { Undo } from '../../www/state/undo.js';

/** A store whose turns are taken by hand. */
function byHand() {
  const turns = [];
  const store = createStore(initialState(), (fn) => turns.push(fn));
  return { store, turn: () => turns.splice(0).forEach((fn) => fn()), waiting: () => turns.length };
}

test('the state is there at once, subscribers hear once a turn', () => {
  const { store, turn, waiting } = byHand();
  const heard = [];
  store.subscribe((state, previous) => heard.push([previous.failure, state.failure]));
  store.set({ failure: 'a' });
  store.set({ failure: 'b' });
  assert.equal(store.get().failure, 'b');
  assert.equal(waiting(), 1);
  turn();
  assert.deepEqual(heard, [['', 'b']]);
});

test('a change made while subscribers are told is told in the next turn', () => {
  const { store, turn } = byHand();
  const heard = [];
  store.subscribe((state) => {
    heard.push(state.failure);
    if (state.failure === 'a') store.set({ failure: 'b' });
  });
  store.set({ failure: 'a' });
  turn();
  turn();
  assert.deepEqual(heard, ['a', 'b']);
});

test('of two notices within a turn the first is not lost, and told ones are forgotten', () => {
  const { store, turn } = byHand();
  store.set({ notice: { code: 'recovered' } });
  store.set({ notice: { code: 'reachedEpoch' } });
  assert.deepEqual(store.get().notice, { code: 'reachedEpoch', before: { code: 'recovered' } });
  turn();
  store.set({ notice: { code: 'paused' } });
  assert.deepEqual(store.get().notice, { code: 'paused' });
});

test('who has unsubscribed hears no more', () => {
  const { store, turn } = byHand();
  let calls = 0;
  store.subscribe(() => calls++)();
  store.set({ failure: 'a' });
  turn();
  assert.equal(calls, 0);
});

test('the learning rate in force is that of the last change so far', () => {
  const config = { optimizer: { kind: 'sgd', learningRate: 1 }, learningRateChanges: [[10, 0.5], [20, 0.25]] };
  assert.deepEqual([0, 9, 10, 19, 20, 99].map((updates) => rateAt(config, updates)), [1, 1, 0.5, 0.5, 0.25, 0.25]);
  assert.deepEqual(withRateOf(config, 12), { optimizer: { kind: 'sgd', learningRate: 0.5 }, learningRateChanges: [] });
});

test('a drag through many values is undone as one change', () => {
  const undo = new Undo();
  const run = (updates) => ({ saved: { bytes: new Uint8Array(), trainingMs: 0 }, ghosts: [], updates });
  const long = run(70000);
  undo.keep(long, 0);
  for (let i = 1; i < 40; i++) undo.keep(run(7), 100 * i);
  assert.equal(undo.take(), long);
  assert.equal(undo.possible, false);
});

test('a restart of its own is kept, one of a run that never began is not', () => {
  const undo = new Undo();
  const run = (updates) => ({ saved: { bytes: new Uint8Array(), trainingMs: 0 }, ghosts: [], updates });
  undo.keep(run(10), 0);
  undo.keep(run(20), 5000);
  undo.keep(run(0), 10000);
  assert.equal(undo.take()?.updates, 20);
});
