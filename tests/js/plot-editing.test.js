import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linearScale } from '../../www/plot/scale.js';
import { columnPoints, drawSegment, emptyColumns } from '../../www/plot/stroke.js';
import { createPointKeys } from '../../www/views/edit-keys.js';
import { createPointTool } from '../../www/views/edit-points.js';
import { createSession } from '../../www/views/edit-session.js';

const domain = [0, 1];

test('a stroke across the plot gives 101 points evenly spaced in x', () => {
  const columns = emptyColumns(101);
  drawSegment(columns, domain, [-0.1, 0], [1.1, 1.2]);
  const points = columnPoints(columns, domain);
  assert.equal(points.length, 101);
  points.forEach(([x, y], i) => {
    assert.ok(Math.abs(x - i / 100) < 1e-12);
    assert.ok(Math.abs(y - (x + 0.1)) < 1e-9);
  });
});

test('a fast stroke leaves no gap between two places of the pointer', () => {
  const columns = emptyColumns(101);
  let last = [0.2, 0.5];
  for (const next of [[0.37, 0.6], [0.41, 0.9], [0.8, 0.1]]) {
    drawSegment(columns, domain, last, next);
    last = next;
  }
  assert.deepEqual(columnPoints(columns, domain).map(([x]) => Math.round(100 * x)), Array.from({ length: 61 }, (_, i) => 20 + i));
});

test('what is drawn later replaces what it passes over, in either direction', () => {
  const columns = emptyColumns(11);
  drawSegment(columns, domain, [0, 0], [1, 0]);
  drawSegment(columns, domain, [0.6, 1], [0.3, 1]);
  assert.deepEqual([...columns], [0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0]);
});

const x = linearScale([0, 1], [0, 1000]);
const y = linearScale([0, 1], [500, 0]);
const layout = () => ({ x, y, box: { left: 0, right: 1000, top: 0, bottom: 500 } });
const run = { config: { points: [[0.1, 0.1], [0.9, 0.9]] }, domain: [0, 1], yRange: [0, 1] };

/** A session whose run takes every change, and what it was told. */
function edited() {
  const told = [];
  let draft = null;
  const session = createSession({ setPoints: (points) => Promise.resolve(told.push(points) > 0), setDraft: (points) => (draft = points) }, () => draft);
  session.follow(run);
  return { session, told, draft: () => draft };
}

test('a click beside the points adds one, written when the pointer is lifted', () => {
  const { session, told } = edited();
  const tool = createPointTool(session, layout, () => {});
  tool.down(500, 250, false);
  assert.equal(told.length, 0);
  tool.up();
  assert.deepEqual(told, [[[0.1, 0.1], [0.5, 0.5], [0.9, 0.9]]]);
});

test('a click on a point removes it; too few to learn from are kept as a draft, also beside another run', () => {
  const { session, told, draft } = edited();
  session.set([[0.1, 0.1], [0.5, 0.5], [0.9, 0.9]]);
  const tool = createPointTool(session, layout, () => {});
  tool.down(502, 249, false);
  tool.up();
  assert.deepEqual(told, [[[0.1, 0.1], [0.9, 0.9]]]);
  tool.down(100, 450, false);
  tool.up();
  assert.equal(told.length, 1);
  assert.deepEqual(session.points, [[0.9, 0.9]]);
  assert.deepEqual(draft(), [[0.9, 0.9]]);
  session.forget();
  session.follow({ ...run, id: 2 });
  assert.deepEqual(session.points, [[0.9, 0.9]]);
});

test('a drag moves a point, within the axes, and changes nothing else', () => {
  const { session, told } = edited();
  const tool = createPointTool(session, layout, () => {});
  tool.down(100, 450, false);
  tool.move(102, 451, false);
  assert.deepEqual(session.points, run.config.points, 'a trembling hand does not drag');
  tool.move(300, 900, false);
  tool.up();
  assert.deepEqual(told, [[[0.3, 0], [0.9, 0.9]]]);
});

test('a gesture that is broken off leaves things as they were', () => {
  const { session, told } = edited();
  const tool = createPointTool(session, layout, () => {});
  tool.down(500, 250, true);
  tool.move(700, 100, true);
  tool.cancel();
  assert.deepEqual(session.points, run.config.points);
  assert.equal(session.busy, false);
  assert.equal(told.length, 0);
});

test('the answer to an older change does not undo a newer one', async () => {
  const answers = [];
  const session = createSession({ setPoints: () => new Promise((answer) => answers.push(answer)) }, () => null);
  session.follow(run);
  session.set([[0, 0], [1, 1], [0.5, 0]]);
  const first = session.commit();
  session.follow(run);
  assert.equal(session.points.length, 3);
  answers[0](true);
  await first;
  session.follow({ ...run, id: run.id + 1 });
  assert.equal(session.points.length, 2);
});

/** @param {string} key @param {boolean} [shiftKey] */
const press = (key, shiftKey = false) => ({ key, shiftKey, preventDefault() {}, stopPropagation() {} });

test('keys add a point at the crosshair, pick it up, move it, and delete it', () => {
  const { session, told } = edited();
  const keys = createPointKeys(session, layout, () => {}, () => {});
  keys.key(press('ArrowRight'));
  assert.deepEqual(keys.state?.place, [0.5, 0.5], 'the first key shows the crosshair');
  keys.key(press('Enter'));
  assert.equal(told.at(-1).length, 3);
  keys.key(press('Enter'));
  keys.key(press('ArrowUp', true));
  keys.key(press('ArrowRight'));
  assert.equal(told.length, 1, 'nothing is written while a point is held');
  keys.key(press('Enter'));
  assert.deepEqual(told.at(-1), [[0.1, 0.1], [0.51, 0.6], [0.9, 0.9]]);
  keys.key(press('Delete'));
  assert.deepEqual(told.at(-1), run.config.points);
});

test('Escape puts a held point back, then hides the crosshair, then ends', () => {
  const { session } = edited();
  let ended = false;
  const keys = createPointKeys(session, layout, () => {}, () => (ended = true));
  keys.key(press('Enter'));
  keys.key(press('PageUp'));
  assert.deepEqual(keys.state?.place, [0.9, 0.9]);
  keys.key(press('Enter'));
  keys.key(press('ArrowDown'));
  keys.key(press('Escape'));
  assert.deepEqual(session.points, run.config.points);
  keys.key(press('Escape'));
  assert.equal(keys.state, null);
  keys.key(press('Escape'));
  assert.equal(ended, true);
});
