// @ts-check
/** How long a visitor waits: from navigation to the first paint and to the frame that shows the first curve, with an empty cache. */
import { statistics } from './measure.js';

const VISITS = 9;
/** What is opened, below the site: the experiment, whose first frame comes with the page, and a link, whose curve the module computes. */
const ADDRESSES = { experiment: '', link: '#v=2&layers=64:tanh&optimizer=adam&learningRate=0.01' };

/**
 * @typedef {import('./measure.js').Statistics} Statistics
 * @typedef {{paint: Statistics, curve: Statistics}} Start
 */

/**
 * Of the built site, from a server on this machine.
 * @returns {Promise<Record<keyof typeof ADDRESSES, Start>>}
 */
export async function measureStart() {
  const [{ launch }, { serve }] = await Promise.all([
    import('../tests/e2e/support/browser.js'),
    import('../tests/e2e/support/serve.js'),
  ]);
  const site = await serve();
  const browser = await launch();
  try {
    return { experiment: await visits(browser, site.url + ADDRESSES.experiment), link: await visits(browser, site.url + ADDRESSES.link) };
  } finally {
    await browser.close();
    await site.close();
  }
}

/** @param {import('playwright-core').Browser} browser @param {string} url @returns {Promise<Start>} */
async function visits(browser, url) {
  const times = [];
  for (let visit = 0; visit < VISITS; visit += 1) times.push(await firstSeen(browser, url));
  return { paint: statistics(times.map(({ paint }) => paint)), curve: statistics(times.map(({ curve }) => curve)) };
}

/**
 * A context of its own has a cache of its own.
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @returns {Promise<{paint: number, curve: number}>} milliseconds
 */
async function firstSeen(browser, url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(noteFirstDrawing);
  await page.goto(url);
  const seen = await page.waitForFunction(() => {
    const curve = Reflect.get(globalThis, 'firstCurveMs');
    const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
    return curve && paint && { curve, paint };
  });
  const times = /** @type {{paint: number, curve: number}} */ (await seen.jsonValue());
  await context.close();
  return times;
}

/** Runs in the page. Axes and points may be drawn before there is a network, whose loss then is not known; what is drawn is seen one frame later. */
function noteFirstDrawing() {
  const { drawImage } = CanvasRenderingContext2D.prototype;
  /** @this {CanvasRenderingContext2D} @param {unknown[]} given */
  function noting(...given) {
    Reflect.apply(drawImage, this, given);
    if (this.canvas.id !== 'curve' || !/\d/.test(document.querySelector('#loss')?.textContent ?? '')) return;
    CanvasRenderingContext2D.prototype.drawImage = drawImage;
    requestAnimationFrame((now) => Reflect.set(globalThis, 'firstCurveMs', now));
  }
  CanvasRenderingContext2D.prototype.drawImage = noting;
}
