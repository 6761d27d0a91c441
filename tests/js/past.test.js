// @ts-check
/** `Session`, a run with its past, as users of the package have it. Native tests (tests/session.rs) try more of the same with a clock of their own. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { initSync, Session, Trainer } from '../../www/pkg/lernkurve.js';

const MODULE = new URL('../../www/pkg/lernkurve_bg.wasm', import.meta.url);
const { memory } = initSync({ module: await readFile(MODULE) });

/** @type {import('../../www/pkg/lernkurve.js').PartialConfig} */
const CONFIG = { layers: [{ units: 9, activation: 'tanh' }], samples: 23, batchSize: 5, noise: 0.1, optimizer: { kind: 'adam', learningRate: 0.01 } };

/** A straight run, with changes of the learning rate on its way. @param {number} updates @param {[number, number][]} [changes] */
function straight(updates, changes = []) {
  const trainer = new Trainer(CONFIG);
  for (const [at, rate] of changes) {
    trainer.trainUpdates(at - trainer.updates);
    trainer.setLearningRate(rate);
  }
  trainer.trainUpdates(updates - trainer.updates);
  return trainer;
}

/** @param {Trainer} trainer @param {Trainer} expected */
function assertSame(trainer, expected) {
  assert.deepEqual([trainer.updates, trainer.checksum(), trainer.loss], [expected.updates, expected.checksum(), expected.loss]);
  assert.deepEqual(trainer.lossHistory(), expected.lossHistory());
  assert.deepEqual(trainer.snapshot(), expected.snapshot());
}

/** A clock that goes on by so many milliseconds each time it is asked. @param {import('node:test').TestContext} t @param {number} tick */
function simulateClock(t, tick) {
  let ms = 0;
  t.mock.method(performance, 'now', () => (ms += tick));
}

/** @param {() => unknown} act @returns {any} */
function thrownBy(act) {
  try {
    act();
  } catch (error) {
    return error;
  }
  return assert.fail('nothing was thrown');
}

for (const tick of [0, 0.001, 0.7, 40]) {
  test(`a clock that goes on by ${tick} ms decides how much is trained in a call, and no bit of it`, (t) => {
    simulateClock(t, tick);
    const session = new Session(CONFIG);
    let calls = 0;
    while (session.trainUntil(777, 5) === 'budget') calls += 1;
    if (tick < 0.01) assert.equal(calls, 0);
    if (tick === 40) assert.equal(calls, 776, 'each call is over its budget after one update');
    if (tick === 0.7) assert.ok(calls > 2 && calls < 777, `${calls} calls`);
    assertSame(session.trainer, straight(777));
    session.free();
  });
}

test('a budget is kept to within a slice by the clock of this place', () => {
  const session = new Session(CONFIG);
  const start = performance.now();
  assert.equal(session.trainUntil(Number.MAX_SAFE_INTEGER, 50), 'budget');
  const ms = performance.now() - start;
  assert.ok(ms >= 50, `${ms} ms`);
  assert.ok(session.trainingMs > 0 && session.trainingMs <= ms, `${session.trainingMs} of ${ms} ms`);
  session.free();
});

test('a budget of nothing trains one update', (t) => {
  simulateClock(t, 40);
  const session = new Session(CONFIG);
  for (const updates of [1, 2]) {
    assert.equal(session.trainUntil(100, 0), 'budget');
    assert.equal(session.trainer.updates, updates);
  }
  assert.equal(session.trainUntil(2, 0), 'updates');
  session.free();
});

test('it ends at the first epoch whose mean loss and whose curve are both good enough', () => {
  const session = new Session(CONFIG);
  const goal = 0.05;
  assert.equal(session.trainUntil(50_000, undefined, goal), 'loss');
  const expected = new Trainer(CONFIG);
  while (!(expected.loss <= goal && expected.evaluate() <= goal)) expected.train(1);
  assert.ok(expected.epoch > 1, 'a goal that is reached at once tests nothing');
  assertSame(session.trainer, expected);
  session.free();
});

test('any update that is gone to has the bits of a straight run, and so has what follows', () => {
  const session = new Session(CONFIG);
  session.trainUntil(2000);
  for (const updates of [100, 1500, 0, 13, 1999, 2000, 617, 2400]) {
    assert.equal(session.seek(updates), true);
    assertSame(session.trainer, straight(updates));
    assert.equal(session.head, Math.max(2000, updates));
  }
  session.seek(50);
  session.trainUntil(2500);
  assertSame(session.trainer, straight(2500));
  session.free();
});

test('a seek within a budget comes there when it is asked again', (t) => {
  simulateClock(t, 40);
  const session = new Session(CONFIG, 0);
  session.trainUntil(300);
  let calls = 1;
  while (!session.seek(200, 100)) calls += 1;
  assert.equal(calls, 100, 'two updates a call');
  assertSame(session.trainer, straight(200));
  session.free();
});

test('changes of the learning rate come again where they were, until there is another one', () => {
  const session = new Session(CONFIG);
  session.trainUntil(700);
  session.setLearningRate(0.002);
  session.trainUntil(1400);
  session.seek(350);
  session.seek(1300);
  assertSame(session.trainer, straight(1300, [[700, 0.002]]));
  session.seek(333);
  session.setLearningRate(0.05);
  assert.equal(session.head, 333, 'what lay ahead was another run');
  assert.ok(session.curves().every(({ epoch }) => 5 * epoch <= 333));
  session.trainUntil(1400);
  assertSame(session.trainer, straight(1400, [[333, 0.05]]));
  session.free();
});

test('the checkpoints stay within their bytes, and going back does not need them', (t) => {
  simulateClock(t, 60);
  const size = new Trainer(CONFIG).snapshot().length;
  for (const bytes of [0, size >> 1, 40 * size]) {
    const session = new Session(CONFIG, bytes);
    session.trainUntil(3000);
    assert.ok(session.checkpointBytes <= bytes, `${session.checkpointBytes} of ${bytes}`);
    assert.equal(session.checkpointBytes > 0, bytes > size);
    session.seek(1234);
    assertSame(session.trainer, straight(1234));
    session.free();
  }
});

test('the curves are those of a straight run at its landmarks, whatever is gone to', () => {
  const session = new Session(CONFIG);
  session.trainUntil(5 * 60);
  session.seek(12);
  session.seek(200);
  const curves = session.curves();
  assert.deepEqual(curves.map(({ epoch }) => epoch), [0, 1, 2, 3, 5, 10, 20, 30, 50]);
  const trainer = new Trainer(CONFIG);
  for (const { epoch, predictions } of curves) assert.deepEqual(predictions, trainer.step(epoch - trainer.epoch), `epoch ${epoch}`);
  session.free();
});

test('a run that diverges says so, and can be gone back in', () => {
  const session = new Session({ ...CONFIG, optimizer: { kind: 'sgd', learningRate: 900 } });
  assert.equal(session.trainUntil(1_000_000), 'diverged');
  const end = session.trainer.updates;
  assert.equal(session.seek(end - 1), true);
  assert.equal(session.trainer.diverged, false);
  assert.equal(session.seek(end + 10), false);
  assert.equal(session.trainer.diverged, true);
  session.free();
});

test('a trainer from a link or a snapshot gets a past from where it stands', () => {
  const trainer = Trainer.fromLink(new Trainer(CONFIG).link());
  trainer.restore(straight(123).snapshot());
  const session = trainer.session();
  assert.equal(session.head, 123);
  session.trainUntil(200);
  assert.equal(trainer.updates, 200, 'it trains this very trainer');
  session.seek(40);
  assertSame(trainer, straight(40));
  const another = trainer.session(1000);
  assert.equal(another.head, 40);
  another.free();
  assert.equal(thrownBy(() => trainer.loss).code, 'freed');
});

test('sessions that are freed give their memory back', () => {
  const use = () => {
    const session = new Session({ layers: [{ units: 256, activation: 'tanh' }, { units: 256, activation: 'tanh' }] }, 8 << 20);
    session.trainUntil(50);
    session.seek(3);
    session.free();
  };
  use();
  const before = memory.buffer.byteLength;
  for (let i = 0; i < 10; i += 1) use();
  assert.equal(memory.buffer.byteLength, before);
});

test('where there is no clock it says so, and the module works on', () => {
  const property = Object.getOwnPropertyDescriptor(globalThis, 'performance');
  assert.ok(property?.configurable);
  const trainer = new Trainer(CONFIG);
  Reflect.deleteProperty(globalThis, 'performance');
  try {
    for (const act of [() => new Session(CONFIG), () => trainer.session()]) {
      const error = thrownBy(act);
      assert.deepEqual([error instanceof Error, error.code], [true, 'no_clock']);
    }
  } finally {
    Object.defineProperty(globalThis, 'performance', property);
  }
  trainer.trainUpdates(10);
  assertSame(trainer, straight(10));
});

test('it does the same in a worker', async () => {
  const script = `
    import { readFileSync } from 'node:fs';
    import { parentPort, workerData } from 'node:worker_threads';
    import { initSync, Session } from ${JSON.stringify(new URL('../../www/pkg/lernkurve.js', import.meta.url).href)};
    initSync({ module: readFileSync(new URL(workerData.module)) });
    const session = new Session(workerData.config);
    while (session.trainUntil(1000, 2) === 'budget');
    session.seek(321);
    parentPort.postMessage(session.trainer.checksum());`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`), { workerData: { module: MODULE.href, config: CONFIG } });
  const checksum = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  assert.equal(checksum, straight(321).checksum());
  await worker.terminate();
});
