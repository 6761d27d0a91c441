import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import de from '../../www/i18n/de/story.js';
import en from '../../www/i18n/en/story.js';
import { bestLine, CHAPTERS, linkOf, runOf } from '../../www/state/chapters.js';
import { lineSums } from '../../www/state/line-sums.js';
import { readUi } from '../../www/state/link.js';
import init, { Trainer } from '../../www/pkg/lernkurve.js';

await init({ module_or_path: await readFile(new URL('../../www/pkg/lernkurve_bg.wasm', import.meta.url)) });

const chapter = (name) => CHAPTERS.find((one) => one.name === name);
const open = (link) => Trainer.fromLink(link.replace(/&ui\..*/, ''));

/** Losses over all points at those epochs. */
function losses(link, epochs) {
  const trainer = open(link);
  const found = epochs.map((epoch) => {
    trainer.train(epoch - trainer.epoch);
    return trainer.evaluate();
  });
  trainer.free();
  return found;
}

/** How much of 0.05·cos(50x) a curve lacks between two x: 1 is all of it. Found by least squares beside a line and a sine. */
function rippleLeft({ grid, target }, curve, from, to) {
  const rows = [...grid.keys()].filter((i) => grid[i] >= from && grid[i] <= to);
  const bases = [(x) => Math.cos(50 * x), (x) => Math.sin(50 * x), () => 1, (x) => x].map((basis) => rows.map((i) => basis(grid[i])));
  const missing = rows.map((i) => target[i] - curve[i]);
  const dot = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);
  const matrix = bases.map((row) => [...bases.map((column) => dot(row, column)), dot(row, missing)]);
  for (const [pivot, top] of matrix.entries()) {
    for (const row of matrix.filter((other) => other !== top)) {
      const factor = row[pivot] / top[pivot];
      top.forEach((value, i) => (row[i] -= factor * value));
    }
  }
  return matrix[0][4] / matrix[0][0] / 0.05;
}

test('every chapter is a link without a fault, and each of its words is there in both languages', () => {
  for (const one of CHAPTERS) {
    const link = linkOf(one);
    assert.deepEqual(Trainer.parseLink(link).problems, [], one.name);
    assert.deepEqual(readUi(link).problems, [], one.name);
    assert.equal(readUi(link).ui.chapter, one.name);
    assert.equal(open(link).link(), runOf(one), 'the page tells by this whether another run is playing');
    for (const words of [de, en]) {
      const text = [...one.paragraphs, 'task'].map((name) => words[`story.${one.name}.${name}`]).join(' ');
      const used = [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();
      assert.deepEqual(used, [...Object.keys(one.epochs), ...Object.keys(one.runs ?? {}), ...(one.own ? ['own'] : [])].sort(), one.name);
    }
    for (const { link: run } of Object.values(one.runs ?? {})) assert.deepEqual([...Trainer.parseLink(run).problems, ...readUi(run).problems], []);
  }
});

test('chapter 1: at first the network says nearly the same everywhere, then it lies at the right height, then it rises', () => {
  const trainer = open('v=2');
  const spread = (curve) => Math.max(...curve) - Math.min(...curve);
  const start = trainer.step(0);
  assert.ok(spread(start) < 0.05 * spread(trainer.target), String(spread(start)));
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  assert.ok(Math.abs(mean(trainer.step(1)) - mean(trainer.target)) < 0.15);
  const tenth = trainer.step(9);
  assert.ok(tenth.at(-1) - tenth[0] > 0.3);
});

test('chapter 2: all kinks begin at 0; one bend at epoch 100, little between 300 and 1,000, a hill and a valley at 3,000; the ripple is missing at the end', () => {
  const trainer = open('v=2');
  const rms = (a, b) => Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / a.length);
  const turns = (curve) => curve.reduce((count, _, i) => (i > 1 && Math.sign(curve[i] - curve[i - 1]) !== Math.sign(curve[i - 1] - curve[i - 2]) && Math.abs(curve[i] - curve[i - 2]) > 1e-4 ? count + 1 : count), 0);
  assert.equal(trainer.insight().code, 'straight_line');
  const [, , kinks] = [0, 0, trainer.parameters().slice(300, 600)];
  assert.ok(kinks.every((bias) => bias === 0));
  const at = {};
  for (const epoch of [100, 300, 1000, 3000, 10_000]) at[epoch] = Float32Array.from(trainer.step(epoch - trainer.epoch));
  assert.ok(rms(at[300], at[1000]) < 0.02, String(rms(at[300], at[1000])));
  assert.ok(rms(at[1000], at[3000]) > 3 * rms(at[300], at[1000]));
  assert.ok(turns(at[1000]) < turns(at[3000]) && turns(at[3000]) >= 2, `${turns(at[1000])} and ${turns(at[3000])} turns`);
  const { grid, target } = trainer;
  const nearest = (x) => grid.reduce((best, value, i) => (Math.abs(value - x) < Math.abs(grid[best] - x) ? i : best), 0);
  const [shoulder, valley] = [nearest(0.25), nearest(0.31)];
  const dug = (at[10_000][shoulder] - at[10_000][valley]) / (target[shoulder] - target[valley]);
  assert.ok(dug > 0 && dug < 0.3, `${dug} of the valley`);
  assert.ok(at[10_000].at(-1) > target.at(-1) + 0.1, 'too high at the right end');
  assert.ok(rippleLeft(trainer, at[10_000], 0, 1) > 0.7, 'no ripple');
});

test('chapter 3: 600 neurons are a touch ahead at epoch 100, and no better at the end', () => {
  const [few, many] = ['relu300', 'relu600'].map((name) => losses(chapter(name).link, [100, 9800, 9900, 10_000]));
  assert.ok(many[0] < few[0] && many[0] > 0.7 * few[0], `${few[0]} and ${many[0]}`);
  const best = (values) => Math.min(...values.slice(1));
  const ratio = best(many) / best(few);
  assert.ok(ratio > 0.6 && ratio < 1.6, String(ratio));
});

test('chapter 4: the linear network is a line at any time, and ends on the least-squares line, whatever the seed', () => {
  for (const seed of [1, 2]) {
    const trainer = open(`${chapter('linear').link.replace('&ui.stop=3000', '')}&seed=${seed}`);
    const { slope, offset } = bestLine(trainer.trainX, trainer.trainY);
    for (const epochs of [1, 999, 2000]) {
      const curve = trainer.step(epochs);
      const bend = curve.reduce((most, y, i) => (i > 1 ? Math.max(most, Math.abs(y - 2 * curve[i - 1] + curve[i - 2])) : most), 0);
      assert.ok(bend < 1e-6, `bends by ${bend}`);
    }
    // Single epochs tremble about it, since each batch pulls elsewhere.
    const off = Math.max(...trainer.step(0).map((y, i) => Math.abs(y - (slope * trainer.grid[i] + offset))));
    assert.ok(off < 0.02, `seed ${seed}: ${off} off the line`);
    const least = trainer.trainY.reduce((sum, y, i) => sum + (y - slope * trainer.trainX[i] - offset) ** 2, 0) / trainer.trainX.length;
    assert.ok(trainer.evaluate() >= least * (1 - 1e-5), 'no line is better');
  }
});

test('chapter 4: every sum of the network\'s lines is a line, and the last is what it predicts', () => {
  const trainer = open(chapter('linear').link);
  const curve = trainer.step(3000);
  const sums = lineSums(trainer.parameters(), 300, 30);
  assert.equal(sums.length, 11);
  assert.equal(sums[0].slope, 0, 'the output\'s bias alone is level');
  const { slope, offset } = sums[10];
  curve.forEach((y, i) => assert.ok(Math.abs(slope * trainer.grid[i] + offset - y) < 1e-5));
  const doubled = lineSums(Float32Array.of(2, 3, 0.5, 0.25, 10, 100, 1), 2, 1);
  assert.deepEqual(doubled, [{ slope: 0, offset: 1 }, { slope: 20, offset: 6 }, { slope: 320, offset: 31 }]);
});

test('chapter 5: sigmoid is worse than a level line at epochs 30 and 300, and at 30,000 not where ReLU is at 3,000', () => {
  const trainer = open('v=2');
  const mean = trainer.trainY.reduce((sum, y) => sum + y, 0) / trainer.trainY.length;
  const level = trainer.trainY.reduce((sum, y) => sum + (y - mean) ** 2, 0) / trainer.trainY.length;
  const [thirty, threeHundred, , end] = losses(chapter('sigmoid').link, [30, 300, 10_000, 30_000]);
  assert.ok(thirty > level && threeHundred > level, `${thirty}, ${threeHundred}, level ${level}`);
  const [relu] = losses('v=2', [3000]);
  assert.ok(end > 1.4 * relu && end < 1.7 * relu, `${end} and ${relu}`);
  const bow = open(chapter('sigmoid').link).step(10_000);
  const slopes = bow.slice(1).map((y, i) => y - bow[i]);
  assert.ok(slopes.every((slope, i) => i === 0 || slope > slopes[i - 1] - 1e-5), 'it bends one way only');
});

test('chapter 7: three layers of 20 have 901 weights, are level at 300 epochs, and far better at 1,000 and 10,000', () => {
  const { link, runs } = chapter('deep');
  assert.equal(open(link).weights, 901);
  assert.equal(open('v=2').weights, 901);
  assert.ok(Math.abs(open(runs.two.link).weights - 901) < 10);
  const epochs = [300, 1000, 3000];
  const [flat, deep, two] = ['v=2', link, runs.two.link].map((one) => losses(one, epochs));
  assert.ok(deep[0] / flat[0] > 0.8 && deep[0] / flat[0] < 1.2, `${deep[0]} and ${flat[0]}`);
  // The flat network's error trembles from epoch to epoch: the smallest of many counts.
  const least = Math.min(...losses('v=2', Array.from({ length: 100 }, (_, i) => 9901 + i)));
  assert.ok(deep[1] < least, `${deep[1]} and ${least}`);
  assert.ok(epochs.every((_, i) => two[i] < flat[i]), `${two} and ${flat}`);
  const trainer = open(link);
  const curve = trainer.step(3000);
  const [left, right] = [rippleLeft(trainer, curve, 0, 0.5), rippleLeft(trainer, curve, 0.5, 1)];
  assert.ok(right < 0.3 && left > 0.6, `of the ripple is missing: ${left} on the left, ${right} on the right`);
});
