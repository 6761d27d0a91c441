import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Loop } from '../../www/state/loop.js';
import { createStore, initialState } from '../../www/state/store.js';

/** Frames are drawn when the test says so. */
function stage() {
  const frames = [];
  globalThis.requestAnimationFrame = (fn) => frames.push(fn);
  globalThis.document = /** @type {any} */ ({ visibilityState: 'visible' });
  return { draw: () => frames.splice(0).forEach((fn) => fn()) };
}

/** A worker that answers when the test says so. */
function createHost() {
  const waiting = [];
  return {
    waiting,
    extraPatience: 0,
    request: (request) => new Promise((resolve) => waiting.push({ request, resolve })),
    async answer(epoch) {
      const { request, resolve } = waiting.shift();
      resolve({ type: 'trained', reachedLoss: false, frame: { run: 1, epoch, updates: epoch, head: epoch, loss: 1, epochLoss: 1, diverged: false, predictions: new Float32Array(), epochsPerSecond: 0 } });
      for (let turn = 0; turn < 9; turn += 1) await null;
      return request;
    },
  };
}

function createRun() {
  const { draw } = stage();
  const store = createStore(initialState(), (fn) => fn());
  store.set({
    status: 'ready',
    run: /** @type {any} */ ({ id: 1, updatesPerEpoch: 1, weights: 1, config: { batchSize: 1 } }),
    frame: /** @type {any} */ ({ run: 1, epoch: 0, updates: 0, head: 0, diverged: false }),
    ui: { ...initialState().ui, pace: '1000' },
  });
  const host = createHost();
  return { draw, store, host, loop: new Loop(store, /** @type {any} */ (host)) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

for (const [deed, act] of /** @type {const} */ ([['Pause', (loop) => loop.pause()], ['a step', (loop) => loop.stepEpoch()], ['a seek', (loop) => loop.seek(1)]])) {
  test(`who presses Play before ${deed} is answered sees the run go on`, async () => {
    const { draw, store, host, loop } = createRun();
    if (deed === 'Pause') store.set({ playing: true });
    void act(loop);
    await settled();
    assert.equal(host.waiting.length, 1, 'it is asked for');
    loop.play();
    draw();
    assert.equal(host.waiting.length, 1, 'one question at a time');
    await host.answer(1);
    await settled();
    for (let frame = 0; frame < 5 && host.waiting.length === 0; frame += 1) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      draw();
    }
    assert.equal(host.waiting[0]?.request.type, 'train');
    assert.equal(store.get().playing, true);
  });
}
