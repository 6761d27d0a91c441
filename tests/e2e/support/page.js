// @ts-check
/** The page as a person finds it: by the names of its controls, by what it shows, by its address. */
import assert from 'node:assert/strict';
import { number, untilEpoch } from './browser.js';
import { becomes, eventually } from './eventually.js';
import { Trainer } from './module.js';
import { enterLike } from './typing.js';

/** @typedef {import('playwright-core').Page} Page */

/** A small network that learns something at once, and leaves the machine to the page. */
export const SMALL = 'v=2&layers=16:tanh&optimizer=adam&learningRate=0.01&ui.pace=100&ui.stop=1000000000';

/** @param {Page} page @param {string} name */
export const button = (page, name) => page.getByRole('button', { name, exact: true });

/** @param {Page} page @param {string} name of a button */
export const press = (page, name) => button(page, name).click();

/** Waits until the module has the run: its first frame may be seen before, and a press would wait for a button that then is another one. @param {Page} page */
export const opened = (page) => eventually('the module', () => page.evaluate(() => [...document.querySelectorAll('.transport button')].some((button) => !(/** @type {HTMLButtonElement} */ (button).disabled))));

/** Waits until there is a run, and its sentence. @param {Page} page */
export async function ready(page) {
  await eventually('a run', () => page.locator('.setup .tok').first().isVisible());
  await opened(page);
}

/** @param {Page} page */
export const isPlaying = (page) => button(page, 'Pause').isVisible();

/** Plays unless it does already, and waits for the first epochs. @param {Page} page @param {number} [epoch] */
export async function train(page, epoch = 3) {
  await ready(page);
  if (!(await isPlaying(page))) await press(page, 'Play');
  return untilEpoch(page, epoch);
}

/** @param {Page} page */
export async function pause(page) {
  if (await isPlaying(page)) await press(page, 'Pause');
  await button(page, 'Play').waitFor();
  await settled(page);
}

/** Training goes on: the epoch still changes. @param {Page} page */
export async function goesOn(page) {
  const before = await text(page, '#epoch');
  await eventually('another epoch', async () => (await text(page, '#epoch')) !== before);
}

/**
 * Lets the page draw so often: what would happen by itself has had its chance, however slow the machine is.
 * @param {Page} page
 * @param {number} count
 */
export const frames = (page, count) =>
  page.evaluate(
    (count) =>
      new Promise((/** @type {(drawn: void) => void} */ done) => {
        const next = (/** @type {number} */ left) => (left === 0 ? done() : void requestAnimationFrame(() => next(left - 1)));
        next(count);
      }),
    count,
  );

/** Waits until what is shown and the address have come to rest. @param {Page} page */
export async function settled(page) {
  let last = '';
  await eventually('rest', async () => {
    const now = [page.url(), await text(page, '#updates'), await picture(page)].join();
    const same = now === last;
    last = now;
    if (!same) await page.waitForTimeout(150);
    return same;
  });
}

/** @param {Page} page @param {string} selector */
export const text = async (page, selector) => (await page.locator(selector).textContent()) ?? '';

/** @param {Page} page */
export const epoch = (page) => number(page, '#epoch');

/** The pixels of the main plot. @param {Page} page */
export const picture = (page) => page.evaluate(() => /** @type {HTMLCanvasElement} */ (document.querySelector('#curve')).toDataURL());

/** The fragment of the address. @param {Page} page */
export const fragment = (page) => new URL(page.url()).hash.slice(1);

/** @typedef {import('../../../www/pkg/lernkurve.js').Config} Config */

/** The configuration the address holds. @param {Page} page @returns {Config} */
export const config = (page) => Trainer.parseLink(fragment(page)).config;

/**
 * Waits until the address holds what `read` takes from its configuration.
 * @template T
 * @param {Page} page
 * @param {(config: Config) => T} read
 * @param {T} expected
 * @param {string} [message]
 */
export const addressHolds = (page, read, expected, message) => becomes(() => read(config(page)), expected, message);

/** Opens the panel. @param {Page} page */
export async function openSettings(page) {
  await ready(page);
  const settings = button(page, 'All settings');
  if ((await settings.getAttribute('aria-expanded')) !== 'true') await settings.click();
  await panel(page).waitFor();
}

/** @param {Page} page */
export const panel = (page) => page.locator('#panel');

/** A field of the panel by its label. @param {Page} page @param {string} label */
export const field = (page, label) => panel(page).getByLabel(label, { exact: true });

/** Types a number into a field of the panel. @param {Page} page @param {string} label @param {string | number} value */
export async function enter(page, label, value) {
  await enterLike(page, field(page, label), String(value));
}

/** A place in the main plot, by shares of its width and height. @param {Page} page @param {number} x @param {number} y @returns {Promise<[number, number]>} */
export async function inPlot(page, x, y) {
  const box = await page.locator('#curve').boundingBox();
  assert.ok(box, 'the plot is to be seen');
  return [box.x + x * box.width, box.y + y * box.height];
}

/** The trainer in the page's worker, found when the worker next asks it how far it is. @param {Page} page */
export async function watchTrainer(page) {
  const [worker] = page.workers();
  await worker.evaluate(async () => {
    // The built worker has the module's binding within it; that of the sources imports it.
    const own = Object.values(await import(location.href)).find((part) => part?.Trainer);
    const { Trainer } = own ?? (await import(new URL('../pkg/lernkurve.js', location.href).href));
    const updates = Object.getOwnPropertyDescriptor(Trainer.prototype, 'updates');
    Object.defineProperty(Trainer.prototype, 'updates', {
      ...updates,
      get() {
        Reflect.set(globalThis, 'watched', this);
        return updates?.get?.call(this);
      },
    });
  });
  return {
    checksum: () => worker.evaluate(() => /** @type {string} */ (Reflect.get(globalThis, 'watched').checksum())),
    losses: () => worker.evaluate(() => /** @type {number[]} */ (Array.from(Reflect.get(globalThis, 'watched').lossHistory()))),
  };
}

/** Follows a link of the header. @param {Page} page @param {string} name */
export const turnTo = (page, name) => page.locator('#pages').getByRole('link', { name, exact: true }).click();
