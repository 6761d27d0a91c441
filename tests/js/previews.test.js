import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Previews } from '../../www/state/previews.js';
import { config, FakeHost, turns } from './support/fake-host.js';

const EPOCHS = 100;

function createPreviews(workers = 2) {
  const hosts = [];
  const shown = [];
  const start = () => {
    hosts.push(new FakeHost());
    return hosts.at(-1);
  };
  const clock = { ms: 0 };
  const show = (preview) => shown.push([unitsOf(preview), preview.frame.epoch]);
  const previews = new Previews(show, start, () => workers, () => clock.ms);
  previews.warm();
  /** A value comes under the hand; its worker has it open where one is free. */
  async function add(units, more = {}) {
    const preview = previews.add({ ...config(units), ...more }, { epochs: EPOCHS, loss: 0 });
    await turns();
    return preview;
  }
  return { previews, hosts, shown, clock, add };
}

const unitsOf = ({ config: { layers } }) => layers[0].units;
const opened = ({ asked }) => asked.filter(({ type }) => type === 'open').map(({ source }) => unitsOf(source));
const waitsFor = ({ waiting }) => waiting.map(({ request }) => request.type);

/** Until the worker has nothing more to say. */
async function finish(host) {
  while (host.waiting.length > 0) await host.answer();
}

test('the newest value takes the free worker', async () => {
  const { hosts, add } = createPreviews();
  await add(1);
  await hosts[0].answer();
  await add(2);
  assert.deepEqual(hosts.map(opened), [[1], [2]]);
  await finish(hosts[0]);
  await add(3);
  assert.deepEqual(hosts.map(opened), [[1, 3], [2]]);
});

test('where no worker is free the newest value waits for a training that ends soon, in place of older ones', async () => {
  const { hosts, shown, add } = createPreviews();
  await add(1);
  await add(2);
  for (const host of hosts) for (let i = 0; i < 2; i += 1) await host.answer();
  await add(3);
  await add(4);
  assert.deepEqual(hosts.map(opened), [[1], [2]], 'both end soon');
  await finish(hosts[0]);
  assert.deepEqual(hosts.map(opened), [[1, 4], [2]], 'the newest is next');
  assert.ok(shown.some(([units, epoch]) => units === 1 && epoch === EPOCHS), 'a hand that never rests sees whole trainings');
});

test('a training that takes long gives its worker to the newest value, and ends', async () => {
  const { hosts, clock, add } = createPreviews(1);
  const [host] = hosts;
  await add(1);
  await host.answer();
  await host.answer();
  clock.ms += 10_000;
  await add(2);
  assert.deepEqual(host.closed, [-1]);
  assert.deepEqual(opened(host), [1, 2]);
  assert.deepEqual(waitsFor(host), ['open'], 'of the first one nothing more comes');
  await host.answer();
  await host.answer();
  assert.equal(host.waiting[0].request.run, -2);
});

test('a training that has shown nothing for long does not keep the newest value waiting', async () => {
  const { hosts, clock, add } = createPreviews(1);
  await add(1);
  await hosts[0].answer();
  clock.ms += 100;
  await add(2);
  assert.deepEqual(opened(hosts[0]), [1, 2]);
});

test('what is shown never goes back to an older value', async () => {
  const { hosts, shown, add } = createPreviews();
  await add(1);
  await hosts[0].answer();
  await hosts[0].answer();
  await add(2);
  for (let i = 0; i < 3; i += 1) await hosts[1].answer();
  assert.deepEqual(shown, [[1, 40]], 'the older one ends soon, and comes first');
  await finish(hosts[1]);
  assert.deepEqual(shown, [[1, 40], [2, EPOCHS]], 'unless the newer one is there before it');
  assert.deepEqual(hosts[0].closed, [-1], 'for which nobody waits then');
  assert.deepEqual(hosts[0].waiting, []);
});

test('stages of a newer value are shown where no older one ends soon', async () => {
  const { hosts, shown, clock, add } = createPreviews();
  await add(1);
  await hosts[0].answer();
  await hosts[0].answer();
  await add(2);
  await hosts[1].answer();
  clock.ms += 10_000;
  await hosts[1].answer();
  assert.deepEqual(shown, [[1, 40], [2, 40]]);
});

test('once a value is chosen, all others end', async () => {
  const { previews, hosts, add } = createPreviews();
  await add(1);
  const second = await add(2);
  await hosts[0].answer();
  await hosts[1].answer();
  await add(3);
  previews.keepOnly(second);
  await turns();
  assert.deepEqual([hosts[0].closed, hosts[1].closed], [[-1], undefined]);
  await finish(hosts[1]);
  assert.ok(second.finished);
  assert.deepEqual(hosts.map(opened), [[1], [2]], 'the one that waited is never begun');
  const saved = previews.save(second);
  await hosts[1].answer();
  assert.equal((await saved).saved.bytes[0], EPOCHS);
});

test('a chosen value that waits is begun at once', async () => {
  const { previews, hosts, add } = createPreviews(1);
  await add(1);
  await hosts[0].answer();
  const second = await add(2);
  assert.deepEqual(opened(hosts[0]), [1]);
  previews.keepOnly(second);
  await turns();
  assert.deepEqual(opened(hosts[0]), [1, 2]);
});

test('everything is disposed of in the end: each run that was opened is closed', async () => {
  const { previews, hosts, add } = createPreviews();
  for (let units = 1; units <= 9; units += 1) {
    await add(units);
    for (const host of hosts) if (host.waiting.length > 0) await host.answer();
  }
  previews.keepOnly(null);
  for (const host of hosts) {
    const last = host.asked.filter(({ type }) => type === 'open').at(-1).run;
    assert.equal(host.closed.at(-1), last, 'the last one; those before it were replaced');
    assert.deepEqual(waitsFor(host).filter((type) => type === 'preview'), []);
  }
});

test('a worker whose single update takes long ends with its training', async () => {
  const { hosts, add } = createPreviews(1);
  const layers = Array.from({ length: 2 }, () => ({ units: 1, activation: 'tanh' }));
  const first = await add(1, { layers, batchSize: 10 });
  await hosts[0].answer();
  first.run = { ...first.run, weights: 4_000_000, trainX: new Float32Array(10_000), config: { ...first.run.config, batchSize: 10_000 } };
  await add(2);
  assert.ok(hosts[0].stopped, 'no message would end it');
  assert.deepEqual(opened(hosts[1]), [2]);
});

test('where one worker breaks the other one goes on, and the newest value is tried once more', async () => {
  const { hosts, shown, add } = createPreviews();
  await add(1);
  await add(2);
  for (const host of hosts) await host.answer();
  await hosts[1].fail();
  await finish(hosts[0]);
  assert.deepEqual(shown.at(-1), [1, EPOCHS]);
  assert.equal(hosts.length, 3);
  await finish(hosts[2]);
  assert.deepEqual(shown.at(-1), [2, EPOCHS]);
});

test('a value that breaks two workers is given up', async () => {
  const { hosts, add } = createPreviews(1);
  const preview = await add(1);
  await hosts[0].fail();
  await hosts[1].fail();
  assert.ok(preview.refused);
  assert.equal(hosts.length, 2);
  await add(2);
  await finish(hosts[2]);
});

test('a value that is refused leaves its worker to the next one', async () => {
  const { hosts, add, shown } = createPreviews(1);
  const preview = await add(5000);
  await hosts[0].answer();
  assert.ok(preview.refused);
  await add(2);
  await finish(hosts[0]);
  assert.deepEqual(shown.at(-1), [2, EPOCHS]);
});
