import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Previews } from '../../www/state/previews.js';
import { createStore, initialState } from '../../www/state/store.js';
import { Trials } from '../../www/state/trials.js';
import { config, FakeHost, runOf, turns } from './support/fake-host.js';

const EPOCHS = 100;

async function createTrials() {
  const run = runOf(1, config(300));
  const frame = { epoch: 7, updates: 7, loss: 0.5, predictions: new Float32Array(2) };
  const state = initialState();
  const store = createStore({ ...state, status: 'ready', run, frame, playing: true, ui: { ...state.ui, stopEpoch: EPOCHS } }, () => {});
  const hosts = [];
  const start = () => {
    hosts.push(new FakeHost());
    return hosts.at(-1);
  };
  const done = { adopted: [], changed: [], played: 0 };
  const loop = { pause: async () => store.set({ playing: false }), play: () => (done.played += 1) };
  const runs = { adopt: async (...given) => done.adopted.push(given), change: async (partial) => done.changed.push(partial) };
  const trials = new Trials(store, loop, runs, async (show) => new Previews(show, start, () => 1));
  await trials.warm();
  return { store, loop, runs, host: hosts[0], done, run, frame, trials };
}

const units = (count) => ({ layers: config(count).layers });

test('a training shows what it has come to after each slice, and then its end', async () => {
  const { trials, host, store } = await createTrials();
  void trials.tryOut(units(5));
  await turns();
  await host.answer();
  const seen = [];
  while (host.waiting.length > 0) {
    await host.answer();
    seen.push(store.get().trial);
  }
  assert.deepEqual(seen, [40, 80, 100].map((epoch) => ({ epoch, finished: epoch === EPOCHS })));
  assert.equal(store.get().run.config.layers[0].units, 5);
  assert.equal(store.get().history.loss.length, EPOCHS, 'the whole history is there');
});

test('the curves of the values passed stay as hairlines, and so does that of the run that waits', async () => {
  const { trials, host, store, frame } = await createTrials();
  const passed = [];
  for (let count = 1; count <= 9; count += 1) {
    void trials.tryOut(units(count));
    await turns();
    while (host.waiting.length > 0) await host.answer();
    passed.push(store.get().frame.predictions);
  }
  const ghosts = store.get().ghosts.map(({ predictions }) => predictions);
  assert.equal(ghosts[0], frame.predictions, 'the run that waits');
  assert.deepEqual(ghosts.slice(1).map((curve) => passed.indexOf(curve)), [2, 3, 4, 5, 6, 7], 'the last six before this one');
});

test('the worker is not asked for the states of a value that is passed', async () => {
  const { trials, host } = await createTrials();
  void trials.tryOut(units(5));
  await turns();
  assert.deepEqual(host.asked.map(({ type, forget }) => [type, forget]), [['open', true]]);
});

test('taking back shows the run as it was, and it goes on', async () => {
  const { trials, host, store, done, run, frame } = await createTrials();
  void trials.tryOut(units(5));
  await turns();
  await host.answer();
  await host.answer();
  assert.notEqual(store.get().run, run);
  await trials.drop();
  assert.equal(store.get().run, run);
  assert.equal(store.get().frame, frame);
  assert.equal(store.get().trial, null);
  assert.equal(done.played, 1);
  assert.deepEqual(done.adopted, []);
});

test('letting go makes the trial the run, with the state it has come to', async () => {
  const { trials, host, done } = await createTrials();
  void trials.tryOut(units(5), '5 neurons');
  await turns();
  for (let i = 0; i < 4; i += 1) await host.answer();
  const kept = trials.keep();
  await turns();
  await host.answer();
  await kept;
  const [[saved, waited, { finished, words }]] = done.adopted;
  assert.deepEqual([saved.bytes[0], waited.playing, finished, words], [EPOCHS, true, true, '5 neurons']);
});

test('a value that was let go is kept when the hand goes to another word at once', async () => {
  const { trials, host, done } = await createTrials();
  void trials.tryOut(units(5));
  await turns();
  await host.answer();
  await host.answer();
  const kept = trials.keep();
  void trials.tryOut({ batchSize: 7 });
  await host.answer();
  await new Promise((resolve) => setTimeout(resolve, 30));
  while (host.waiting.length > 0 && done.adopted.length === 0) await host.answer();
  await kept;
  assert.equal(done.adopted.length, 1, 'the first value became the run');
});

test('a link that is opened meanwhile is not overwritten by what was let go', async () => {
  const { trials, host, done } = await createTrials();
  void trials.tryOut(units(5));
  await turns();
  await host.answer();
  const kept = trials.keep();
  await turns();
  trials.abandon();
  while (host.waiting.length > 0) await host.answer();
  await kept;
  assert.deepEqual(done.adopted, []);
});

test('a value that is refused says so where it was set', async () => {
  const { trials, host, store, done, run } = await createTrials();
  void trials.tryOut(units(5000));
  await turns();
  await host.answer();
  await trials.keep();
  assert.equal(store.get().run, run);
  assert.deepEqual(done.changed, [units(5000)]);
});

test('where its script does not come, letting go changes the run all the same', async () => {
  const { store, loop, runs, done, run } = await createTrials();
  const trials = new Trials(store, loop, runs, async () => {
    throw new TypeError('offline');
  });
  void trials.tryOut(units(5));
  await turns();
  assert.equal(store.get().run, run, 'nothing is shown before');
  await trials.keep();
  assert.deepEqual(done.changed, [units(5)]);
});
