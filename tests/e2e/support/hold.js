// @ts-check
/** The page before its module has come, and what moves when that does. */
import { eventually } from './eventually.js';

/** @typedef {import('playwright-core').Page} Page */

/** Nothing plays by itself. */
export const STILL = /** @type {const} */ ({ reducedMotion: 'reduce' });

/** @type {() => void} */
let letGo = () => {};

/** The module that is held comes. */
export const release = () => letGo();

/** The module is on its way until it is released. @param {import('./scenario.js').BrowserContext} context */
export async function holdModule(context) {
  /** @type {Promise<void>} */
  const released = new Promise((resolve) => (letGo = resolve));
  await context.route('**/lernkurve_bg.wasm', async (route) => {
    await released;
    await route.continue();
  });
  await context.addInitScript(() => {
    Reflect.set(window, 'shifts', 0);
    const note = (/** @type {PerformanceEntry} */ entry) => Reflect.set(window, 'shifts', Reflect.get(window, 'shifts') + Reflect.get(entry, 'value'));
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type: 'layout-shift', buffered: true });
  });
}

/** How far things have moved by themselves since the page was opened. @param {Page} page */
export const shifts = (page) => page.evaluate(() => Reflect.get(window, 'shifts'));

/** @typedef {{left: number, bottom: number, all: number}} Places pixels in the columns of the labels of y, in the rows of those of x, and all in all */

/**
 * How many pixels of the plot are painted, and how many of those that the last call found are not the same any more. They
 * are read off a copy: a canvas that is read off itself is drawn in another way from then on.
 * @param {Page} page
 * @returns {Promise<{painted: Places, changed: Places}>}
 */
export const painted = (page) =>
  page.evaluate(() => {
    const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('#curve'));
    const { width, height } = canvas;
    const ratio = width / canvas.clientWidth;
    const copy = Object.assign(document.createElement('canvas'), { width, height });
    const g = /** @type {CanvasRenderingContext2D} */ (copy.getContext('2d', { willReadFrequently: true }));
    g.drawImage(canvas, 0, 0);
    const now = new Uint32Array(g.getImageData(0, 0, width, height).data.buffer);
    /** @type {Uint32Array} */
    const before = Reflect.get(window, 'picture') ?? now;
    const count = (/** @type {(index: number) => boolean} */ counts) => {
      const places = { left: 0, bottom: 0, all: 0 };
      for (let index = 0; index < now.length; index += 1) {
        if (!counts(index)) continue;
        places.all += 1;
        if (index % width < 16 * ratio) places.left += 1;
        if (index > width * (height - 18 * ratio)) places.bottom += 1;
      }
      return places;
    };
    Reflect.set(window, 'picture', now);
    return { painted: count((index) => now[index] !== 0), changed: count((index) => before[index] !== 0 && before[index] !== now[index]) };
  });

/** The plot is drawn as soon as its size is known. @param {Page} page */
export const drawn = (page) => eventually('a picture', async () => (await page.locator('#curve').evaluate((canvas) => /** @type {HTMLCanvasElement} */ (canvas).width)) > 300 && (await painted(page)).painted.all > 0);
