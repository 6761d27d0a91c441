// @ts-check
/**
 * The preview: how many whole trainings a second the page shows while a hand moves a value of the default set-up, and
 * how evenly it draws meanwhile. A page with one worker for it and a page that has two take turns, since a machine's
 * speed drifts.
 */
import { statistics } from './measure.js';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {{wholes: number, frames: number[]}} Round whole trainings that were shown, and milliseconds between frames
 * @typedef {object} Preview
 * @property {number} workers
 * @property {number} everyMs how often the value moves
 * @property {number} wholesPerSecond
 * @property {import('./measure.js').Statistics} frames
 * @property {number} longestMs
 */

const ROUNDS = 3;
const ROUND_MS = 4_000;
const WARM_UP_MS = 1_500;
/** A hand that steps, and one that drags. */
const EVERY_MS = [100, 33];
/** A drag to and fro, in CSS pixels. */
const REACH = 120;
const STRIDE = 3;

/** @returns {Promise<Preview[]>} */
export async function measurePreview() {
  const [{ launch }, { serve }] = await Promise.all([
    import('../tests/e2e/support/browser.js'),
    import('../tests/e2e/support/serve.js'),
  ]);
  const site = await serve();
  const browser = await launch();
  try {
    const pages = [await pageWith(browser, site.url, 1), await pageWith(browser, site.url, 2)];
    const measured = [];
    for (const everyMs of EVERY_MS) measured.push(...(await compare(pages, everyMs)));
    return measured;
  } finally {
    await browser.close();
    await site.close();
  }
}

/**
 * @param {Page[]} pages by the number of their workers
 * @param {number} everyMs
 */
async function compare(pages, everyMs) {
  /** @type {Round[][]} */
  const rounds = pages.map(() => []);
  for (const page of pages) await drag(page, everyMs, WARM_UP_MS);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [i, page] of pages.entries()) rounds[i].push(await drag(page, everyMs, ROUND_MS));
  }
  return rounds.map((each, i) => summary(each, i + 1, everyMs));
}

/** @param {Round[]} rounds @param {number} workers @param {number} everyMs @returns {Preview} */
function summary(rounds, workers, everyMs) {
  const seconds = (ROUNDS * ROUND_MS) / 1000;
  const frames = rounds.flatMap((round) => round.frames);
  const wholes = rounds.reduce((sum, round) => sum + round.wholes, 0);
  return { workers, everyMs, wholesPerSecond: wholes / seconds, frames: statistics(frames), longestMs: Math.max(...frames) };
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {number} workers
 */
async function pageWith(browser, url, workers) {
  const context = await browser.newContext({ locale: 'en-GB', serviceWorkers: 'block', viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  // The page has a second worker where there are cores for it; with one core it has one.
  await context.addInitScript((cores) => Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => cores }), workers === 1 ? 1 : 4);
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('.setup .tok.number').first().waitFor();
  return page;
}

/**
 * Drags the number of neurons to and fro, and takes it back.
 * @param {Page} page
 * @param {number} everyMs
 * @param {number} forMs
 * @returns {Promise<Round>}
 */
async function drag(page, everyMs, forMs) {
  const box = await page.locator('.setup .tok.number').first().boundingBox();
  if (!box) throw new Error('the number of neurons is not to be seen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.bringToFront();
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - REACH / 2, y);
  await page.evaluate(watch);
  const start = performance.now();
  for (let step = 1; performance.now() - start < forMs; step += 1) {
    await page.mouse.move(x + zigzag(step * STRIDE), y);
    await page.waitForTimeout(Math.max(0, start + step * everyMs - performance.now()));
  }
  const seen = await page.evaluate(() => /** @type {() => Round} */ (Reflect.get(globalThis, 'seen'))());
  await page.keyboard.press('Escape');
  await page.mouse.up();
  return seen;
}

/** Between -REACH and 0. @param {number} way */
const zigzag = (way) => Math.abs((way % (2 * REACH)) - REACH) - REACH;

/** Runs in the page: what a person sees at each frame. */
function watch() {
  const text = (/** @type {string} */ selector) => document.querySelector(selector)?.textContent ?? '';
  /** @type {number[]} */
  const frames = [];
  let [wholes, shown, last, running] = [0, '', performance.now(), true];
  /** @param {number} now */
  function note(now) {
    if (!running) return;
    frames.push(now - last);
    last = now;
    const loss = text('#loss');
    const whole = text('#epoch') === '10,000' && loss !== shown;
    if (whole) wholes += 1;
    if (whole) shown = loss;
    requestAnimationFrame(note);
  }
  requestAnimationFrame((now) => {
    last = now;
    requestAnimationFrame(note);
  });
  Reflect.set(globalThis, 'seen', () => {
    running = false;
    return { wholes, frames };
  });
}
