import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import de from '../../www/i18n/de/story.js';
import en from '../../www/i18n/en/story.js';
import { bestLine, CHAPTERS, linkOf, runOf } from '../../www/state/chapters.js';
import { lineSums } from '../../www/state/line-sums.js';
import { readUi } from '../../www/state/link.js';
import { STORY_FACTS } from '../../www/state/story-facts.js';
import init, { Trainer } from '../../www/pkg/lernkurve.js';
import { follow, heaps, kinksInside, level, meanOutput, storyFacts, STRETCH } from '../story/facts.js';

await init({ module_or_path: await readFile(new URL('../../www/pkg/lernkurve_bg.wasm', import.meta.url)) });

const chapter = (name) => CHAPTERS.find((one) => one.name === name);
const open = (link) => Trainer.fromLink(link.replace(/&ui\..*/, ''));

/** Claims about a network in general hold for nine seeds in ten. @param {(seed: number) => Record<string, boolean>} claims */
function generally(claims) {
  const found = Array.from({ length: 10 }, (_, i) => claims(i + 1));
  for (const name of Object.keys(found[0])) {
    const failing = found.flatMap((claim, i) => (claim[name] ? [] : [i + 1]));
    assert.ok(failing.length <= 1, `${name} does not hold for seeds ${failing}`);
    assert.ok(found[0][name], `${name} does not hold for the chapter's own seed`);
  }
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
      for (const name of Object.keys(STORY_FACTS[one.name] ?? {})) assert.ok(`${text} ${words[`story.${one.name}`]} ${Object.keys(one.runs ?? {}).map((run) => words[`story.word.${run}`])}`.includes(`{${name}}`), `${one.name}: ${name} is not said`);
      assert.deepEqual(used, [...Object.keys(one.epochs), ...Object.keys(one.runs ?? {}), ...(one.own ? ['own'] : []), ...Object.keys(STORY_FACTS[one.name] ?? {}).filter((name) => used.includes(name))].sort(), one.name);
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

test('every number in the words is the module\'s', () => {
  assert.deepEqual(STORY_FACTS, storyFacts(Trainer, CHAPTERS), 'node tests/story/write.js writes them anew');
  // What is left in figures belongs to no network: years, names of numbers in formulas and the like.
  const allowed = ['2016', '2026', '0', '1'];
  for (const [key, text] of [de, en].flatMap(Object.entries)) {
    const figures = text.replace(/\{\w+\}/g, '').match(/\d[\d.,]*\d|\d/g) ?? [];
    assert.deepEqual(figures.filter((figure) => !allowed.includes(figure)), [], key);
  }
});

test('chapter 2: all kinks begin at 0; at epoch 100 they are in two places, no hill at 1,000, one at 3,000; the ripple is missing at the end', () => {
  generally((seed) => {
    const relu = follow(Trainer, 'v=2', seed);
    const { trainer } = relu;
    const { grid, target } = trainer;
    const straight = trainer.insight().code === 'straight_line' && trainer.parameters().slice(300, 600).every((bias) => bias === 0);
    relu.to(100);
    const twoPlaces = heaps(kinksInside(trainer)).length === 2;
    // How deep it falls after it has risen: a hill and a valley beside it.
    const fall = (curve) => curve.reduce(({ top, most }, y) => ({ top: Math.max(top, y), most: Math.max(most, top - y) }), { top: -Infinity, most: 0 }).most;
    const rises = fall(relu.to(1000)) < 1e-3;
    const hill = fall(relu.to(3000)) > 0.05;
    const end = relu.to(10_000);
    const nearest = (x) => grid.reduce((best, value, i) => (Math.abs(value - x) < Math.abs(grid[best] - x) ? i : best), 0);
    const low = target.indexOf(Math.min(...target));
    const shoulder = nearest(0.25);
    const dug = (end[shoulder] - end[low]) / (target[shoulder] - target[low]);
    return { straight, twoPlaces, rises, hill, hinted: dug > 0 && dug < 0.3, tooHigh: end.at(-1) > target.at(-1) + 0.05, noRipple: rippleLeft(trainer, end, 0, 1) > 0.7 };
  });
});

test('chapter 3: 600 neurons are a touch ahead at epoch 100, and about as close at the end', () => {
  generally((seed) => {
    const [few, many] = ['relu300', 'relu600'].map((name) => follow(Trainer, chapter(name).link, seed));
    const early = many.error(100) / few.error(100);
    const closeness = Math.sqrt(many.error(10_000) / few.error(10_000));
    return { touch: early < 1 && early > 0.7, close: closeness > 0.8 && closeness < 1.25 };
  });
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

test('chapter 5: sigmoid is worse than a level line for most of the hundred epochs from 30 and from 300 on, and at 30,000 than ReLU at 3,000', () => {
  generally((seed) => {
    const relu = follow(Trainer, 'v=2', seed);
    const sigmoid = follow(Trainer, chapter('sigmoid').link, seed);
    const flat = level(sigmoid.trainer);
    sigmoid.to(29);
    const together = Math.abs(meanOutput(sigmoid.trainer) - 0.5) < 0.05;
    const mostly = (first) => sigmoid.losses(first).filter((loss) => loss > flat).length > STRETCH / 2;
    const [thirty, threeHundred] = [mostly(30), mostly(300)];
    const bow = sigmoid.to(10_000);
    const slopes = bow.slice(1).map((y, i) => y - bow[i]);
    const bowed = slopes.every((slope, i) => i === 0 || slope > slopes[i - 1] - 1e-5);
    return { together, thirty, threeHundred, bowed, late: sigmoid.error(30_000) > relu.error(3000) };
  });
});

test('chapter 6: ten thousand epochs cost mostly what is around them', () => {
  const { tensorflow, tfjs, jax, convnet, hand } = STORY_FACTS.times;
  assert.ok([tensorflow, tfjs, jax, convnet].every((seconds) => seconds > 10 * hand), 'the same arithmetic takes so much less');
});

test('chapter 7: as many weights, level at 300 epochs, and better at 1,000 than the flat network at 10,000', () => {
  const { link, runs } = chapter('deep');
  assert.equal(open(link).weights, open('v=2').weights);
  assert.ok(Math.abs(open(runs.two.link).weights - open(link).weights) < 10);
  generally((seed) => {
    const [flat, deep, two] = ['v=2', link, runs.two.link].map((one) => follow(Trainer, one, seed));
    // How far off they are, so that "about" means what is seen.
    const start = Math.sqrt(deep.error(300) / flat.error(300));
    const [atThousand, twoAtThousand, flatAtThousand] = [deep.error(1000), two.error(1000), flat.error(1000)];
    const ahead = twoAtThousand < flatAtThousand && two.error(3000) < flat.error(3000);
    return { level: start > 0.8 && start < 1.25, deeper: atThousand < flat.error(10_000), ahead };
  });
  const trainer = open(link);
  const curve = trainer.step(3000);
  const [left, right] = [rippleLeft(trainer, curve, 0, 0.5), rippleLeft(trainer, curve, 0.5, 1)];
  assert.ok(right < 0.3 && left > 0.6, `of the ripple is missing: ${left} on the left, ${right} on the right`);
});
