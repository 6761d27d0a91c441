// @ts-check
/** What the build puts into the page to be seen first is what the worker tells first, bit for bit. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { initSync, limits, Trainer } from '../../www/pkg/lernkurve.js';
import { initialState } from '../../www/state/store.js';
import { firstOf, shippedIn, shownOf } from '../../www/state/first-frame.js';
import { Session } from '../../www/worker/session.js';

const pkg = new URL('../../www/pkg/', import.meta.url);
const text = await readFile(new URL('first-frame.json', pkg), 'utf8');
/** @type {import('../../www/state/first-frame.js').Shipped} */
const shipped = JSON.parse(text);
initSync({ module: await readFile(new URL('lernkurve_bg.wasm', pkg)) });

/** Numbers as their bits, which tell -0 from 0 and one NaN from another. @param {any} value @returns {any} */
function inBits(value) {
  if (value instanceof Float32Array) return [...new Uint32Array(value.slice().buffer)];
  if (typeof value === 'number') return [...new Uint32Array(Float64Array.of(value).buffer)];
  if (Array.isArray(value)) return value.map(inBits);
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inBits(part)]));
  return value;
}

/** As trainer-worker.js answers the request that opens a link. @param {string} link */
function told(link) {
  const session = new Session(Trainer.open(link).trainer, 0);
  return { run: session.run(), frame: session.frame(true), moments: session.moments, history: session.history() };
}

for (const link of ['', 'v=2']) {
  test(`what is shown first is what the module makes of ${JSON.stringify(link)}, in every bit`, () => {
    const { history, ...expected } = told(link);
    assert.deepEqual(inBits(shownOf(shipped)), inBits(expected));
    assert.deepEqual(inBits(history), inBits(initialState().history));
  });
}

test('the forms begin with the module’s limits', () => {
  assert.deepEqual(inBits(shipped.limits), inBits(limits()));
});

test('it is shown where the address asks for no other run', () => {
  const shown = (/** @type {string} */ fragment) => 'frame' in firstOf(shipped, fragment);
  for (const fragment of ['', 'v=2', 'ui.pace=full', 'v=2&ui.pace=full', 'ui.stop=20&v=2']) assert.ok(shown(fragment), fragment);
  for (const fragment of ['v=1', 'v=3', 'seed=1', 'v=2&seed=7', 'main', 'layers=64:tanh', 'v=2&function=x', '%76=2']) assert.ok(!shown(fragment), fragment);
});

test('a page without it begins with nothing', () => {
  const page = /** @type {Document} */ (/** @type {unknown} */ ({ getElementById: () => null }));
  assert.equal(shippedIn(page), null);
});
