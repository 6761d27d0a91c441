// What the story says in numbers, computed by the module: `node tests/story/write.js` writes them down for the page, and
// a test computes them again. Errors of single epochs tremble, so errors are means over a hundred epochs.

import { MEASURED_ELSEWHERE } from '../../www/state/compare/elsewhere.js';

/** Errors are taken over so many epochs. */
export const STRETCH = 100;

export const open = (Trainer, link, seed = 1) => Trainer.fromLink(`${link.replace(/&ui\..*/, '')}${seed === 1 ? '' : `&seed=${seed}`}`);

/** What a link's network comes to on its way. */
export function follow(Trainer, link, seed = 1) {
  const trainer = open(Trainer, link, seed);
  const to = (epoch) => Float32Array.from(trainer.step(epoch - trainer.epoch));
  return {
    trainer,
    /** The curve after so many epochs. */
    to,
    /** `evaluate()` after each of the hundred epochs from `first` on. */
    losses(first) {
      to(first - 1);
      return Array.from({ length: STRETCH }, () => (trainer.train(1), trainer.evaluate()));
    },
    /** Their mean, over the hundred epochs that end with `last`. */
    error: function error(last) {
      return mean(this.losses(last - STRETCH + 1));
    },
  };
}

export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The mean squared error of a level line at middle height. */
export const level = ({ trainY }) => mean(trainY.map((y) => (y - mean(trainY)) ** 2));

/** Kinks of one layer of ReLU that lie inside the domain, ascending, each with how much the slope changes there. */
export function kinksInside(trainer) {
  const { units } = trainer.config().layers[0];
  const p = trainer.parameters();
  const [from, to] = trainer.config().domain;
  return Array.from({ length: units }, (_, i) => ({ x: -p[units + i] / p[i], bend: Math.abs(p[i] * p[2 * units + i]) }))
    .filter(({ x }) => x > from + 1e-3 && x < to - 1e-3)
    .sort((a, b) => a.x - b.x);
}

/** Heaps of kinks, with at least a tenth of the domain between one and the next; what bends next to nothing is no heap. */
export function heaps(kinks) {
  const all = kinks.reduce((sum, { bend }) => sum + bend, 0);
  const groups = [];
  for (const kink of kinks.filter(({ bend }) => bend > 1e-3 * all)) {
    const last = groups.at(-1);
    if (last && kink.x - last.at(-1).x < 0.1) last.push(kink);
    else groups.push([kink]);
  }
  return groups;
}

/** What the neurons of one sigmoid layer give on the average, over all points. */
export function meanOutput(trainer) {
  const { units } = trainer.config().layers[0];
  const p = trainer.parameters();
  return mean(Array.from({ length: units }, (_, i) => mean(trainer.trainX.map((x) => 1 / (1 + Math.exp(-p[i] * x - p[units + i]))))));
}

/** Where the function is lowest. */
export const valley = ({ grid, target }) => grid[target.indexOf(Math.min(...target))];

/** What chapter 6 calls them. */
const MEASURED = [['Keras 3, TensorFlow', 'tensorflow'], ['TF.js, WebAssembly', 'tfjs'], ['Keras 3, JAX', 'jax'], ['ConvNetJS', 'convnet'], ['JAX, jit + scan', 'hand']];

const two = (value) => Number(value.toPrecision(2));

/** @param {typeof import('../../www/pkg/lernkurve.js').Trainer} Trainer @param {import('../../www/state/chapters.js').Chapter[]} chapters */
export function storyFacts(Trainer, chapters) {
  const linkOf = (name) => chapters.find((chapter) => chapter.name === name).link;
  const unitsOf = (name) => open(Trainer, linkOf(name)).config().layers[0].units;
  const relu = follow(Trainer, linkOf('relu300'));
  relu.to(100);
  const kinks = kinksInside(relu.trainer);
  const [left, right] = heaps(kinks).map((heap) => mean(heap.map(({ x }) => x)));
  const early = relu.error(3000);
  const sigmoid = follow(Trainer, linkOf('sigmoid'));
  const flat = level(sigmoid.trainer);
  sigmoid.to(29);
  const half = Number(meanOutput(sigmoid.trainer).toFixed(1));
  const worse = (first) => sigmoid.losses(first).filter((loss) => loss > flat).length;
  const deep = open(Trainer, linkOf('deep'));
  const pair = open(Trainer, chapters.find(({ name }) => name === 'deep').runs.two.link);
  return {
    function: { samples: relu.trainer.config().samples },
    relu300: { units: unitsOf('relu300'), kinks: kinks.length, left: two(left), right: two(right), valley: two(valley(relu.trainer)) },
    relu600: { units: unitsOf('relu600'), few: unitsOf('relu300'), more: unitsOf('relu600') - unitsOf('relu300') },
    linear: { units: unitsOf('linear') },
    sigmoid: {
      units: unitsOf('sigmoid'),
      half,
      worse30: worse(30),
      worse300: worse(300),
      times: two(sigmoid.error(30_000) / early),
      relu: 3000,
      last: 30_000,
    },
    times: Object.fromEntries(MEASURED.map(([name, key]) => [key, MEASURED_ELSEWHERE.find((one) => one.name === name).seconds])),
    deep: { layers: deep.config().layers.length, units: deep.config().layers[0].units, flat: unitsOf('relu300'), weights: deep.weights, each: pair.config().layers[0].units, end: 10_000 },
  };
}
