import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import init, { Trainer, limits } from '../../www/pkg/lernkurve.js';
import { NEAR, clumpsOf, isCurved, placesOf, remarkOf, rowsOf, traysOf } from '../../www/features/inside/clumps.js';
import { layoutRug, nearestTick, placeCounts } from '../../www/features/inside/draw.js';
import { followInside } from '../../www/state/follow-inside.js';
import { insideOf } from '../../www/worker/inside.js';
import { linearScale } from '../../www/plot/scale.js';

await init({ module_or_path: await readFile(new URL('../../www/pkg/lernkurve_bg.wasm', import.meta.url)) });

const place = (x, bend = 1, layer = 0, unit = 0) => ({ x, bend, width: 0, layer, unit });

test('kinks that lie close together are one tick, and none is wider than what is near', () => {
  const clumps = clumpsOf([place(0.5, 3, 0, 7), place(0.508, 1, 0, 2), place(0.2, -1, 0, 4), place(0.5, 1, 0, 7)], [0, 1]);
  assert.deepEqual(clumps.map(({ units }) => units), [[4], [2, 7]]);
  assert.ok(Math.abs(clumps[1].x - (0.5 * 4 + 0.508) / 5) < 1e-12, 'the stronger ones say where it stands');
  assert.equal(clumps[1].bend, 5);
  // However many follow each other closely.
  const chain = clumpsOf(Array.from({ length: 101 }, (_, i) => place(i / 100, 1, 0, i)), [0, 1]);
  assert.ok(chain.length >= 1 / NEAR / 2 && chain.length <= 1 / NEAR + 1, `${chain.length} ticks`);
});

test('what lies outside the axis has no tick, and nearness is measured by the axis', () => {
  const wide = clumpsOf([place(-200, 1, 0, 0), place(500, 1, 0, 1), place(505, 1, 0, 2), place(530, 1, 0, 3)], [0, 1000]);
  assert.deepEqual(wide.map(({ units }) => units), [[1, 2], [3]]);
});

test('each layer has its row, four at most', () => {
  const clumps = clumpsOf([4, 0, 5, 1, 3, 2].map((layer) => place(0.5, 1, layer, 1)), [0, 1]);
  assert.equal(clumps.length, 6, 'kinks of two layers are two ticks');
  assert.deepEqual(rowsOf(clumps), { layers: [0, 1, 2, 3], more: 2 });
});

test('ticks stand up where the curve bends up, hang down where it bends down, and the strongest reaches to the edge', () => {
  const x = linearScale([0, 1], [40, 440]);
  const { ticks, lines } = layoutRug(clumpsOf([place(0.25, 4, 0, 0), place(0.5, -1, 0, 1), place(0.75, 1e-9, 0, 2)], [0, 1]), x, 24);
  assert.deepEqual(ticks.map(({ px }) => px), [140, 240, 340]);
  assert.deepEqual(lines, [12]);
  assert.deepEqual([ticks[0].top, ticks[0].bottom], [1, 12]);
  assert.deepEqual([ticks[1].top, ticks[1].bottom], [12, 17.5], 'a quarter of the bend is half as high');
  assert.ok(ticks[2].bottom - ticks[2].top >= 2, 'the weakest can be seen');
});

test('in several rows each tick stays within its own', () => {
  const x = linearScale([0, 1], [0, 100]);
  const { ticks, lines } = layoutRug(clumpsOf([0, 1, 2, 3].flatMap((layer) => [place(0.3, 1, layer), place(0.6, -1, layer)]), [0, 1]), x, 24);
  for (const { top, bottom, clump } of ticks) {
    assert.equal(bottom, lines[clump.layer]);
    assert.ok(top >= (lines[clump.layer - 1] ?? 0), 'it does not reach into the row above');
  }
});

test('whoever points means the nearest tick, of the row at that height', () => {
  const x = linearScale([0, 1], [0, 100]);
  const { ticks } = layoutRug(clumpsOf([place(0.3, 1, 0), place(0.31, 1, 1), place(0.8, 1, 1)], [0, 1]), x, 24);
  assert.equal(nearestTick(ticks, 30, 6), 0);
  assert.equal(nearestTick(ticks, 30, 20), 1);
  assert.equal(nearestTick(ticks, 70, 6), 2);
  assert.equal(nearestTick([], 5, 5), -1);
});

test('counts touch neither ticks nor each other, and stay inside', () => {
  const x = linearScale([0, 1], [40, 440]);
  const places = Array.from({ length: 300 }, (_, unit) => place(((unit * 37) % 101) / 100, Math.sin(unit), 0, unit));
  const { ticks } = layoutRug(clumpsOf(places, [0, 1]), x, 24);
  const room = { left: 20, right: 476, top: 0, bottom: 24 };
  const counts = placeCounts(ticks, (text) => 6 * text.length, 9, room);
  assert.ok(counts.length > 0);
  const rects = counts.map(({ text, x: left, y }) => ({ left, right: left + 6 * text.length, top: y - 4.5, bottom: y + 4.5 }));
  const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
  rects.forEach((rect, i) => {
    assert.ok(rect.left >= room.left && rect.right <= room.right && rect.top >= room.top && rect.bottom <= room.bottom);
    rects.slice(i + 1).forEach((other) => assert.ok(apart(rect, other)));
    ticks.forEach(({ px, top, bottom }) => assert.ok(apart(rect, { left: px - 1, right: px + 1, top, bottom })));
  });
});

/** @param {object} config @param {number} epochs */
function look(config, epochs) {
  const trainer = new Trainer(config);
  trainer.train(epochs);
  const { layers, domain } = trainer.config();
  const neurons = trainer.neurons();
  const clumps = clumpsOf(placesOf(neurons, layers), domain);
  return { trainer, layers, domain, neurons, clumps, trays: traysOf(neurons, layers), remark: remarkOf(neurons, layers, domain, trainer.diverged) };
}

test('of the experiment, each of the 300 neurons is in a tick or in a tray', () => {
  const { clumps, trays, remark } = look({}, 300);
  const bending = new Set(clumps.flatMap(({ units }) => units)).size;
  assert.equal(bending + trays[0].silent + trays[0].elsewhere, 300);
  assert.ok(trays[0].silent > 150, `${trays[0].silent} are silent`);
  assert.equal(remark, null);
});

test('networks of which there is one thing to say', () => {
  assert.deepEqual(look({ layers: [{ units: 300, activation: 'linear' }] }, 5).remark, { code: 'lines', params: { count: 300 } });
  assert.deepEqual(look({ layers: [{ units: 30, activation: 'sigmoid' }] }, 0).remark, { code: 'wide' });
  assert.deepEqual(look({ optimizer: { kind: 'sgd', learningRate: 1e6 } }, 50).remark, { code: 'diverged' });
  const { trainer } = look({ layers: [{ units: 4, activation: 'relu' }, { units: 3, activation: 'relu' }] }, 0);
  trainer.setParameters(trainer.parameters().fill(-1, 8, 8 + 12 + 3));
  const { layers, domain } = trainer.config();
  assert.deepEqual(remarkOf(trainer.neurons(), layers, domain, false), { code: 'layerSilent', params: { layer: 2 } });
});

test('of every activation the module says whether it has kinks or is curved, as the rug takes it', () => {
  for (const activation of limits().layers.activation.options) {
    const layers = [{ units: 20, activation }];
    const trainer = new Trainer({ layers, domain: [-20, 20], kernelInitializer: { kind: 'he_uniform' }, biasInitializer: { kind: 'spread' } });
    const { state, bends } = trainer.neurons();
    if (state.includes(2)) assert.equal(isCurved(layers), bends.unit.length === 0, activation);
    else assert.equal(activation, 'linear');
    trainer.free();
  }
});

test('of a curved network, too, each neuron is in a tick or in a tray', () => {
  const { clumps, trays } = look({ layers: [{ units: 30, activation: 'tanh' }], optimizer: { kind: 'adam', learningRate: 0.05 } }, 300);
  const bending = new Set(clumps.flatMap(({ units }) => units)).size;
  assert.equal(bending + trays[0].silent + trays[0].elsewhere, 30);
  assert.ok(clumps.every(({ width }) => width > 0));
});

for (const layers of [[{ units: 12, activation: 'relu' }], [{ units: 5, activation: 'tanh' }, { units: 6, activation: 'relu' }]]) {
  test(`without a unit the curve is what a network that never had it draws: ${layers.length} layers`, () => {
    const trainer = new Trainer({ layers, optimizer: { kind: 'adam', learningRate: 0.01 } });
    trainer.train(50);
    const before = trainer.checksum();
    const fewer = new Trainer({ layers: [{ ...layers[0], units: layers[0].units - 1 }, ...layers.slice(1)] });
    const { units } = layers[0];
    const next = layers[1]?.units ?? 1;
    // Unit 2 of the first layer, cut out of its kernel, its biases and the kernel after it.
    const gone = new Set([2, units + 2, ...Array.from({ length: next }, (_, i) => 2 * units + 2 * next + i)]);
    fewer.setParameters(trainer.parameters().filter((_, i) => !gone.has(i)));
    const { without, updates, neurons } = insideOf(trainer, { type: 'inside', run: 1, off: { layer: 0, units: [2] } });
    const wanted = fewer.step(0);
    const whole = trainer.step(0);
    without.curve.forEach((y, i) => assert.ok(Math.abs(y - wanted[i]) < 1e-5));
    without.added.forEach((y, i) => assert.ok(Math.abs(y - (whole[i] - wanted[i])) < 2e-5));
    assert.ok(Math.abs(without.loss - fewer.evaluate()) < 1e-6);
    assert.equal(without.before, trainer.evaluate());
    assert.equal(updates, trainer.updates);
    assert.equal(neurons.unit.length, layers.reduce((sum, layer) => sum + layer.units, 0));
    assert.equal(trainer.checksum(), before, 'the run is left alone');
  });
}

/** A page whose worker answers when it is told to. */
function fakePage() {
  let state = { run: { id: 1 }, frame: { updates: 7 }, playing: false };
  const listeners = new Set();
  const asked = [];
  return {
    asked,
    set(patch) {
      state = { ...state, ...patch };
      listeners.forEach((fn) => fn());
    },
    answer: async (reply) => {
      asked.shift().resolve(reply);
      await new Promise((resolve) => setImmediate(resolve));
    },
    context: {
      store: { get: () => state, subscribe: (fn) => (listeners.add(fn), () => listeners.delete(fn)) },
      actions: { inside: (wish) => new Promise((resolve) => asked.push({ wish, resolve })) },
    },
  };
}

test('one question is on its way at a time, and a newer moment is asked for after its answer', async () => {
  const page = fakePage();
  const taken = [];
  const { stop } = followInside(page.context, () => ({}), (answer) => taken.push(answer.updates));
  page.set({ frame: { updates: 8 } });
  page.set({ frame: { updates: 9 } });
  assert.equal(page.asked.length, 1);
  await page.answer({ run: 1, updates: 7, ms: 0 });
  assert.equal(page.asked.length, 1, 'the newest moment is not known yet');
  await page.answer({ run: 1, updates: 9, ms: 0 });
  assert.deepEqual(taken, [7, 9]);
  assert.equal(page.asked.length, 0, 'nothing has changed since');
  stop();
  page.set({ frame: { updates: 10 } });
  assert.equal(page.asked.length, 0);
});

test('answers of an older run are dropped, and where nobody can tell it is asked again once something changes', async () => {
  const page = fakePage();
  const taken = [];
  const { stop } = followInside(page.context, () => ({}), (answer) => taken.push(answer.run));
  page.set({ run: { id: 2 } });
  await page.answer({ run: 1, updates: 7, ms: 0 });
  assert.deepEqual(taken, []);
  await page.answer(null);
  assert.equal(page.asked.length, 0);
  page.set({ frame: { updates: 8 } });
  await page.answer({ run: 2, updates: 8, ms: 0 });
  assert.deepEqual(taken, [2]);
  stop();
});
