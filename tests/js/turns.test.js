import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { initSync, Trainer } from '../../www/pkg/lernkurve.js';
import { Session } from '../../www/worker/session.js';
import { trainInTurns } from '../../www/worker/turns.js';

initSync({ module: await readFile(new URL('../../www/pkg/lernkurve_bg.wasm', import.meta.url)) });

const request = (updates, more = {}) => ({ type: 'preview', run: -1, updates, stopLoss: 0, every: 20, ...more });

/** A session whose clock goes on by `cost` milliseconds with each update. */
function sessionWith(config, cost) {
  const trainer = new Trainer(config);
  const clock = () => trainer.updates * cost;
  return { trainer, session: new Session(trainer, -1, {}, clock) };
}

/** Turns that are counted, with something that happens in one of them. */
function turns(happens = {}) {
  let count = 0;
  return { next: async () => void happens[++count]?.(), close() {} };
}

test('a preview ends with the bits of a straight training, having said what there was on the way', async () => {
  const { trainer, session } = sessionWith({ layers: [{ units: 12, activation: 'tanh' }] }, 0.5);
  const stages = [];
  const end = await trainInTurns(session, request(700), (stage) => stages.push(stage.frame.updates), () => true);
  const straight = new Trainer({ layers: [{ units: 12, activation: 'tanh' }] });
  straight.train(100);
  assert.equal(trainer.checksum(), straight.checksum());
  assert.deepEqual([...end.frame.predictions], [...straight.step(0)]);
  assert.deepEqual([...end.history.loss], [...straight.lossHistory()]);
  assert.ok(stages.length >= 10 && stages.every((updates, i) => updates < 700 && updates > (stages[i - 1] ?? 0)), String(stages));
  [trainer, straight].forEach((one) => one.free());
});

test('once nobody wants it, not one more update is trained', async () => {
  const { trainer, session } = sessionWith({}, 1);
  let [wanted, at, told] = [true, 0, 0];
  const leave = () => {
    wanted = false;
    at = trainer.updates;
  };
  const reply = await trainInTurns(session, request(70_000), () => (told += 1), () => wanted, turns({ 12: leave }));
  assert.equal(reply, null);
  assert.equal(trainer.updates, at);
  assert.ok(at > 0 && told > 0);
  trainer.free();
});

test('messages are looked at again within ten milliseconds of training, whatever an update costs below that', async () => {
  for (const cost of [0.001, 0.02, 0.3, 2, 7]) {
    const { trainer, session } = sessionWith({ layers: [{ units: 2, activation: 'relu' }] }, cost);
    let [last, longest] = [0, 0];
    const next = async () => {
      longest = Math.max(longest, session.now() - last);
      last = session.now();
    };
    await trainInTurns(session, request(Math.min(70_000, Math.ceil(1400 / cost))), () => {}, () => true, { next, close() {} });
    assert.ok(longest <= 10, `${longest} ms at ${cost} ms an update`);
    trainer.free();
  }
});

test('a preview ends at a loss, and at a divergence', async () => {
  const calm = sessionWith({}, 1);
  const reached = await trainInTurns(calm.session, request(70_000, { stopLoss: 0.05 }), () => {}, () => true);
  assert.ok(reached.reachedLoss && reached.frame.updates < 70_000);
  const wild = sessionWith({ layers: [{ units: 2, activation: 'linear' }], optimizer: { kind: 'sgd', learningRate: 100 } }, 1);
  const diverged = await trainInTurns(wild.session, request(70_000), () => {}, () => true);
  assert.ok(diverged.frame.diverged);
  [calm, wild].forEach(({ trainer }) => trainer.free());
});
