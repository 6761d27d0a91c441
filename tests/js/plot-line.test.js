import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spreadApart } from '../../www/plot/labels.js';
import { traceDense, traceLine, traceMeans } from '../../www/plot/line.js';
import { linearScale } from '../../www/plot/scale.js';

/** Records what would be drawn. */
function pen() {
  const drawn = [];
  return { drawn, moveTo: (x, y) => drawn.push(['M', x, y]), lineTo: (x, y) => drawn.push(['L', x, y]) };
}

const identity = linearScale([0, 1], [0, 1]);

test('a line breaks where a value is missing', () => {
  const { drawn, ...paper } = pen();
  traceLine(paper, [0, 1, 2, 3, 4], [5, 6, NaN, 7, 8], identity, identity);
  assert.deepEqual(drawn, [['M', 0, 5], ['L', 1, 6], ['M', 3, 7], ['L', 4, 8]]);
});

test('of many values in a column of pixels the lowest and the highest are drawn', () => {
  const count = 10000;
  const xs = Float64Array.from({ length: count }, (_, i) => i);
  const ys = Float64Array.from(xs, (i) => Math.sin(i * 12.9898) * (1 + i / count));
  const x = linearScale([0, count], [0, 100]);
  const { drawn, ...paper } = pen();
  traceDense(paper, xs, ys, x, identity);
  assert.ok(drawn.length <= 400 && drawn.length >= 200, `${drawn.length} points`);
  for (let column = 0; column < 100; column += 1) {
    const values = ys.slice(column * 100, column * 100 + 100);
    const shown = drawn.filter(([, px]) => Math.floor(px) === column).map(([, , py]) => py);
    assert.equal(Math.min(...shown), Math.min(...values));
    assert.equal(Math.max(...shown), Math.max(...values));
  }
});

test('few values are drawn as they are, and from left to right', () => {
  const { drawn, ...paper } = pen();
  traceDense(paper, [0, 10, 20], [3, 1, 2], identity, identity);
  assert.deepEqual(drawn, [['M', 0, 3], ['L', 10, 1], ['L', 20, 2]]);
});

test('values that are not finite are passed over', () => {
  const { drawn, ...paper } = pen();
  traceDense(paper, [0, 0.2, 0.4, 5], [Infinity, 1, NaN, 2], identity, identity);
  assert.deepEqual(drawn.map(([, , y]) => y), [1, 2]);
});

test('the mean of a column is the mean of what is finite in it', () => {
  const { drawn, ...paper } = pen();
  traceMeans(paper, [0.1, 0.3, 0.5, 4.5], [1, NaN, 3, 10], identity, identity);
  assert.deepEqual(drawn, [['M', 0.3, 2], ['L', 4.5, 10]]);
});

test('names stay where they want to be if there is room', () => {
  assert.deepEqual(spreadApart([100, 50], 16, 0, 200), [100, 50]);
});

test('names move apart, keep their order, and stay inside', () => {
  for (const wanted of [[100, 104], [195, 199], [-50, 3], [80, 80], [500, 600]]) {
    const placed = spreadApart(wanted, 16, 0, 200);
    assert.ok(Math.abs(placed[0] - placed[1]) >= 16 - 1e-9, `${placed}`);
    assert.ok(placed.every((place) => place >= 0 && place <= 200), `${placed}`);
    assert.equal(Math.sign(placed[1] - placed[0]) >= 0, wanted[1] >= wanted[0]);
  }
});
