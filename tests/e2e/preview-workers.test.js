// @ts-check
/** The workers of the preview: a training nobody waits for ends, and what a hand is shown is that of the newest values. */
import assert from 'node:assert/strict';
import { number } from './support/browser.js';
import { becomes, eventually } from './support/eventually.js';
import { Trainer } from './support/module.js';
import { ready, text } from './support/page.js';
import { createStage } from './support/scenario.js';

/** @typedef {import('playwright-core').BrowserContext} BrowserContext */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{worker: number, type: string, run?: number, units?: number, updates?: number}} Message */

const { scenario } = createStage();

const END = 3000;
const AT = `#v=2&ui.stop=${END}`;

/** @param {Page} page */
const neurons = (page) => page.locator('.setup .tok.number').first();

/** Notes what the page and its workers say to each other. @param {number} cores */
const withCores = (cores) => (/** @type {BrowserContext} */ context) => context.addInitScript(listen, cores);

/** Runs in the page. @param {number} cores */
function listen(cores) {
  Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => cores });
  /** @type {Message[]} */
  const said = [];
  /** @type {Worker[]} */
  const workers = [];
  Reflect.set(globalThis, 'said', said);
  Reflect.set(globalThis, 'workers', workers);
  globalThis.Worker = class extends Worker {
    /** @param {string | URL} url @param {WorkerOptions} [options] */
    constructor(url, options) {
      super(url, options);
      workers.push(this);
      this.addEventListener('message', ({ data }) => said.push({ worker: workers.indexOf(this), type: data.type, updates: data.frame?.updates }));
    }

    /** @param {any} message */
    postMessage(message) {
      said.push({ worker: workers.indexOf(this), type: `> ${message.type}`, run: message.run, units: message.source?.config?.layers?.[0].units });
      super.postMessage(message);
    }
  };
}

/** @param {Page} page @returns {Promise<Message[]>} */
const said = (page) => page.evaluate(() => Reflect.get(globalThis, 'said'));

/** @param {Page} page */
async function grasp(page) {
  const box = await neurons(page).boundingBox();
  assert.ok(box);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  return (/** @type {number} */ by) => page.mouse.move(x + by, y);
}

/** The outcome of the value under the hand is that of the module. @param {Page} page */
async function outcomeIsRight(page) {
  await becomes(async () => (await text(page, '.notice-line')).startsWith('Preview: the whole training'), true);
  const units = Number(await neurons(page).locator('input').inputValue());
  const trainer = new Trainer({ layers: [{ units, activation: 'relu' }] });
  trainer.train(END);
  await becomes(() => number(page, '#loss'), Number(trainer.evaluate().toPrecision(3)));
  trainer.free();
}

scenario('a worker that is told to close its run in the midst of a training trains no further', { at: AT }, async (page) => {
  await ready(page);
  const stages = await page.evaluate(async () => {
    const address = performance.getEntriesByType('resource').find(({ name }) => /trainer-worker[^/]*\.js$/.test(name))?.name;
    const worker = new Worker(/** @type {string} */ (address), { type: 'module' });
    const wasm = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('lernkurve_bg.wasm'))?.name;
    const module = await WebAssembly.compile(await (await fetch(/** @type {string} */ (wasm))).arrayBuffer());
    const stages = await new Promise((resolve) => {
      let count = 0;
      worker.onmessage = ({ data }) => {
        if (data.type === 'stage') count += 1;
        if (data.id === 2) resolve(count);
      };
      // All of it waits for the worker when it begins, so that no haste of this page decides.
      worker.postMessage({ type: 'module', module });
      worker.postMessage({ type: 'open', id: 1, run: -1, source: { config: {} } });
      worker.postMessage({ type: 'preview', id: 2, run: -1, updates: 1e9, stopLoss: 0, every: 0 });
      worker.postMessage({ type: 'close', id: 3, run: -1 });
    });
    worker.terminate();
    return stages;
  });
  assert.ok(stages <= 2, `it went on for ${stages} slices`);
});

for (const cores of [1, 4]) {
  const count = cores === 1 ? 1 : 2;
  scenario(`the newest value wins, with ${count} at work`, { at: AT, prepare: withCores(cores) }, async (page) => {
    await ready(page);
    const move = await grasp(page);
    for (let by = 4; by <= 120; by += 4) await move(-by);
    await outcomeIsRight(page);
    await move(-30);
    await outcomeIsRight(page);
    const messages = await said(page);
    const workers = new Set(messages.filter(({ type }) => type === '> preview').map(({ worker }) => worker));
    assert.equal(workers.size, count);
    await page.keyboard.press('Escape');
    await becomes(() => neurons(page).locator('input').inputValue(), '300');
    await page.mouse.up();
    // What a worker opened it has closed, or opened another one in its place.
    for (const worker of workers) {
      await eventually('the end of the last run', async () => {
        const asked = (await said(page)).filter((message) => message.worker === worker && message.type.startsWith('>'));
        return asked.at(-1)?.type === '> close' && asked.at(-1)?.run === asked.findLast(({ type }) => type === '> open')?.run;
      });
    }
  });
}

scenario('where one worker of the preview breaks, the other one shows what comes of the value', { at: AT, prepare: withCores(4) }, async (page) => {
  await ready(page);
  const move = await grasp(page);
  await move(-20);
  await outcomeIsRight(page);
  await page.evaluate(() => {
    const [, first] = /** @type {Worker[]} */ (Reflect.get(globalThis, 'workers'));
    first.dispatchEvent(new ErrorEvent('error', { message: 'broken', cancelable: true }));
  });
  await move(-40);
  await outcomeIsRight(page);
  await page.keyboard.press('Escape');
  await page.mouse.up();
});

scenario('a network whose single update takes long gives way to the next value all the same', { at: '#v=2&layers=1024:tanh,1024:tanh&samples=10000&batchSize=10000&ui.stop=50', prepare: withCores(4) }, async (page) => {
  await ready(page);
  const move = await grasp(page);
  await move(-10);
  await eventually('the first training', async () => (await said(page)).some(({ type }) => type === '> preview'));
  await move(-200);
  await move(-400);
  await eventually('one for the newest value', async () => {
    const newest = Number(await neurons(page).locator('input').inputValue());
    return (await said(page)).some(({ type, units }) => type === '> open' && units === newest);
  });
  await page.keyboard.press('Escape');
  await page.mouse.up();
});
