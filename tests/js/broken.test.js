// @ts-check
/** A module that has failed says so, on the console and at every later call. Failures are made by damaging its memory from outside. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const bytes = await readFile(new URL('../../www/pkg/lernkurve_bg.wasm', import.meta.url));
let count = 0;

/** A module of its own. */
async function loaded() {
  count += 1;
  const module = await import(`../../www/pkg/lernkurve.js?copy=${count}`);
  return { module, memory: module.initSync({ module: bytes }).memory };
}

/** @param {() => unknown} act @returns {any} */
function thrownBy(act) {
  try {
    act();
  } catch (error) {
    return error;
  }
  return assert.fail('nothing was thrown');
}

/** @param {any} error */
function assertBroken(error) {
  assert.ok(error instanceof Error);
  assert.equal(/** @type {any} */ (error).code, 'module_broken');
  assert.match(error.message, /loaded anew/);
}

/** Whatever it is asked. @param {any} module @param {any} trainer */
function assertNothingWorks(module, trainer) {
  const calls = [() => trainer.step(1), () => trainer.epoch, () => trainer.reset(), () => trainer.free(), () => trainer.snapshot(), () => module.limits(), () => module.functionToNumpy('x'), () => module.Trainer.open('v=2'), () => module.Trainer.parseLink('v=2'), () => new module.Trainer()];
  for (const call of calls) assertBroken(thrownBy(call));
  for (let i = 0; i < 10_000; i += 1) thrownBy(calls[i % calls.length]);
}

test('a panic is told on the console and ends the module’s work with an error that says what to do', async (t) => {
  const { module, memory } = await loaded();
  const said = t.mock.method(console, 'error', () => {});
  const trainer = new module.Trainer({ samples: 37, batchSize: 5 });
  // The order of the samples before the first shuffle: 0, 1, 2, …, 36. One that does not exist is a place outside of an array.
  const words = new Uint32Array(memory.buffer);
  const places = [...words.keys()].filter((at) => words[at + 1] === 1 && words.subarray(at, at + 37).every((word, i) => word === i));
  assert.ok(places.length > 0);
  for (const at of places) words[at + 20] = 0xffff_fff0;
  assertBroken(thrownBy(() => trainer.step(1)));
  assert.equal(said.mock.callCount(), 1);
  assert.match(String(said.mock.calls[0].arguments[0]), /panicked at .*\.rs/);
  assertNothingWorks(module, trainer);
});

test('after a trap without words every later call says what to do', async () => {
  const { module, memory } = await loaded();
  const trainer = new module.Trainer();
  const other = new module.Trainer();
  // Where trainers keep the addresses of what they hold, nothing is to be found any more. What stands before them says
  // whether there is a trainer at all. The object itself holds no number but the place of that.
  const held = new Uint32Array(memory.buffer, trainer.__wbg_ptr, 140).find((word) => word !== 0);
  assert.ok(held);
  new Uint32Array(memory.buffer, held, 400).fill(0x7fff_ffff, 32);
  const error = thrownBy(() => trainer.step(1));
  assert.ok(error instanceof WebAssembly.RuntimeError || error.code === 'module_broken');
  assertNothingWorks(module, other);
});

test('a module that is loaded anew works', async () => {
  const { module } = await loaded();
  assert.equal(new module.Trainer().step(1).length, 100);
});
