import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BUDGET_MS, standing } from '../../www/state/compare/progress.js';
import { Race } from '../../www/state/compare/race.js';
import { Refusal } from '../../www/worker/host.js';

/** Workers without a clock: what an update costs is said, and every answer is given by hand. */
class FakeHost {
  asked = [];
  stopped = false;
  listen() {}
  stop() {
    this.stopped = true;
  }
  request(request) {
    if (request.type === 'measure') return Promise.resolve({ type: 'measured', msPerEpoch: this.msPerEpoch ?? 1 });
    return new Promise((resolve) => this.asked.push({ request, resolve }));
  }
}

const UPDATES = 7;
const frames = [];
globalThis.requestAnimationFrame = (fn) => frames.push(fn);
Object.defineProperty(globalThis, 'navigator', { value: { hardwareConcurrency: 3 }, configurable: true });

/** A clock that moves by a frame at a time. */
let clock = 0;
Object.defineProperty(globalThis, 'performance', { value: { now: () => clock }, configurable: true });

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** @param {number[]} costs milliseconds an update @param {number[]} [perEpoch] updates an epoch */
async function raceOf(costs, perEpoch = costs.map(() => UPDATES)) {
  const hosts = [];
  const race = new Race(() => {}, () => {
    const host = new FakeHost();
    hosts.push(host);
    return host;
  });
  const opening = race.open(costs.map((_, index) => ({ key: `seed=${index}`, source: { link: `seed=${index}` }, difference: {}, place: index })), 200);
  hosts.forEach((host, index) => {
    host.done = 0;
    host.msPerEpoch = costs[index] * perEpoch[index];
    const config = { batchSize: 1, layers: [{ units: 10 * index + 1, activation: 'relu' }] };
    const run = { id: index, link: `seed=${index}`, updatesPerEpoch: perEpoch[index], weights: 1, config };
    host.asked.shift().resolve({ run, frame: { epoch: 0, updates: 0, trainingMs: 0, diverged: false }, history: { epochs: [], loss: [] }, problems: [] });
  });
  await opening;
  return { race, hosts, costs, perEpoch };
}

/** Answers the oldest question of a worker as a session would: until there, or until the budget is spent. */
function answer({ hosts, costs, perEpoch }, index) {
  const { request, resolve } = hosts[index].asked.shift();
  const host = hosts[index];
  assert.equal(request.type, 'train');
  host.done = Math.min(request.updates, host.done + Math.max(1, Math.ceil(request.budget / costs[index])));
  resolve({ frame: { epoch: Math.floor(host.done / perEpoch[index]), updates: host.done, trainingMs: host.done * costs[index], diverged: false } });
}

/** Runs to the end; `look` sees all lanes after every answer. */
async function toTheEnd(game, look) {
  const { race, hosts } = game;
  await race.play();
  for (let i = 0; race.playing; i += 1) {
    assert.ok(i < 200_000, 'comes to an end');
    clock += 16;
    frames.splice(0).forEach((fn) => fn());
    const busy = hosts.flatMap((host, index) => (host.asked.length > 0 ? [index] : []));
    const work = busy.map((index) => Math.min(BUDGET_MS, game.costs[index] * (hosts[index].asked[0].request.updates - hosts[index].done)));
    assert.ok(work.reduce((sum, ms) => sum + ms, 0) <= 2 * BUDGET_MS + 1e-6, `work for two of three cores: ${work}`);
    // Whoever was asked first answers last: the order must not hang on it.
    for (const index of busy.reverse()) {
      answer(game, index);
      await turn();
      look(race.lanes);
    }
    await turn();
  }
  assert.ok(race.lanes.every(({ frame }) => frame.epoch === 200), 'all at the end');
}

/** Of the lanes that still train. */
const spread = (lanes, axis) => {
  const places = lanes.filter(({ frame }) => frame.epoch < 200).map((lane) => standing(lane, axis));
  return places.length < 2 ? 0 : Math.max(...places) - Math.min(...places);
};

for (const pace of ['show', 'full']) {
  test(`by computing time lanes advance by equal time, whatever an epoch costs: ${pace}`, async () => {
    const game = await raceOf([0.01, 0.05, 0.4, 3]);
    game.race.axis = 'time';
    game.race.pace = pace;
    // Each may be ahead by what it may do at once, and by the one update that it was asked for at least.
    await toTheEnd(game, (lanes) => assert.ok(spread(lanes, 'time') <= 2 * BUDGET_MS + 3 + 1e-9, String(spread(lanes, 'time'))));
  });

  test(`by epochs, and by updates, they advance by those: ${pace}`, async () => {
    for (const axis of ['epochs', 'updates']) {
      const game = await raceOf([1, 2, 8], [7, 14, 3]);
      game.race.axis = axis;
      game.race.pace = pace;
      await toTheEnd(game, (lanes) => {
        const running = lanes.filter(({ frame }) => frame.epoch < 200);
        const least = Math.min(...running.map((lane) => standing(lane, axis)));
        // What is worth a request, or a fifth; and the rest of an epoch.
        assert.ok(spread(running, axis) <= Math.max(BUDGET_MS, 0.2 * least) + 1, `${axis}: ${spread(running, axis)} at ${least}`);
      });
    }
  });
}

test('each lane is measured alone while all stand still, and lanes of the same work share the figure', async () => {
  const { race, hosts } = await raceOf([1, 2, 4]);
  race.lanes[2].run.config = race.lanes[1].run.config;
  const asked = [];
  hosts.forEach((host, index) => {
    const answer = host.request.bind(host);
    host.request = (request) => {
      if (request.type === 'measure') asked.push([index, hosts.flatMap(({ asked: open }) => open).length]);
      return answer(request);
    };
  });
  await race.measure();
  assert.deepEqual(asked, [[0, 0], [1, 0]]);
  assert.deepEqual(race.lanes.map(({ msPerEpoch }) => msPerEpoch), [UPDATES, 2 * UPDATES, 2 * UPDATES]);
  await race.measure();
  assert.equal(asked.length, 2, 'once is enough');
});

test('whoever plays waits for one measurement at most, unless time is what counts', async () => {
  for (const [axis, measured] of [['epochs', 1], ['time', 3]]) {
    const { race } = await raceOf([1, 2, 4]);
    race.axis = axis;
    void race.measure();
    await race.play();
    assert.equal(race.playing, true);
    assert.equal(race.lanes.filter(({ msPerEpoch }) => msPerEpoch > 0).length, measured, axis);
    race.pause();
  }
});

test('whoever has computed least comes next', async () => {
  const game = await raceOf([1, 1, 1]);
  const { race, hosts } = game;
  race.axis = 'time';
  race.pace = 'full';
  race.lanes.forEach((lane, index) => {
    hosts[index].done = [9, 2, 5][index];
    Object.assign(lane.frame, { updates: hosts[index].done, trainingMs: hosts[index].done });
  });
  await race.play();
  frames.splice(0).forEach((fn) => fn());
  assert.deepEqual(hosts.map(({ asked }) => asked.length), [0, 1, 1]);
  race.close();
});

test('lanes that stay go on, new ones come from their beginning, and what has gone is stopped', async () => {
  const game = await raceOf([1, 1, 1]);
  const { race, hosts } = game;
  const [first, , third] = race.lanes;
  Object.assign(third.frame, { updates: 70, epoch: 10 });
  const opening = race.open([{ key: 'seed=2', source: { link: 'seed=2' }, difference: null }, { key: 'seed=9', source: { link: 'seed=9' }, difference: null }, { key: 'seed=0', source: { link: 'seed=0' }, difference: {} }], 200);
  assert.deepEqual(hosts.map(({ stopped }) => stopped), [false, true, false, false]);
  hosts[3].asked.shift().resolve({ run: { ...first.run, id: 3, link: 'seed=9' }, frame: { epoch: 0, updates: 0, trainingMs: 0, diverged: false }, history: null, problems: [] });
  await opening;
  assert.deepEqual(race.lanes.map(({ frame, own }) => [frame.epoch, own]), [[10, true], [0, true], [0, false]]);
  assert.equal(race.lanes[0], third);
  assert.equal(race.lanes[2], first);
});

test('a lane that stays takes the place that the comparison gives it', async () => {
  const { race } = await raceOf([1, 1]);
  const [first] = race.lanes;
  void race.open([{ key: 'seed=0', source: { link: 'seed=0' }, difference: {}, place: 4 }], 200);
  assert.equal(race.lanes[0], first);
  assert.equal(first.place, 4);
  race.close();
});

test('played again at its end, all begin again', async () => {
  const game = await raceOf([1]);
  game.race.pace = 'full';
  await toTheEnd(game, () => {});
  const playing = game.race.play();
  await turn();
  const { request, resolve } = game.hosts[0].asked.shift();
  assert.equal(request.type, 'reset');
  game.hosts[0].done = 0;
  resolve({ run: { ...game.race.lanes[0].run, id: request.next }, frame: { epoch: 0, updates: 0, trainingMs: 0, diverged: false }, history: { epochs: [], loss: [] }, problems: [] });
  await playing;
  assert.equal(game.race.playing, true);
  game.race.close();
});

/** Answers the next question of each worker as after a reset. @param {Awaited<ReturnType<typeof raceOf>>} game */
function answerResets({ hosts }) {
  hosts.forEach((host) => {
    const { request, resolve } = host.asked.shift();
    assert.equal(request.type, 'reset');
    resolve({ run: { id: request.next, link: '', updatesPerEpoch: UPDATES, weights: 1, config: { batchSize: 1 } }, frame: { epoch: 0, updates: 0, trainingMs: 0, diverged: false }, history: { epochs: [], loss: [] }, problems: [] });
  });
}

test('a reset that is under way is not asked for again, and play waits for it', async () => {
  const game = await raceOf([1, 1]);
  const { race, hosts } = game;
  const [first, second] = [race.reset(), race.reset()];
  const playing = race.play();
  await turn();
  assert.deepEqual(hosts.map(({ asked }) => asked.length), [1, 1]);
  assert.equal(race.playing, false);
  answerResets(game);
  await Promise.all([first, second, playing]);
  assert.equal(race.playing, true);
  assert.deepEqual(race.lanes.map(({ failure }) => failure), ['', '']);
  race.pause();
});

test('an answer to a question about an earlier run is no failure', async () => {
  const { race, hosts } = await raceOf([1]);
  const reset = race.reset();
  hosts[0].request = () => Promise.reject(new Refusal({ code: 'outdated', path: '', message: 'no such run' }));
  answerResets({ hosts });
  await reset;
  await race.reset();
  assert.equal(race.lanes[0].failure, '');
});

test('who pauses while play waits wants no more of it', async () => {
  const game = await raceOf([1]);
  const { race } = game;
  const reset = race.reset();
  const playing = race.play();
  race.pause();
  answerResets(game);
  await Promise.all([reset, playing]);
  assert.equal(race.playing, false);
});
