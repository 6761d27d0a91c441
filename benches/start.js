// @ts-check
/** How long a visitor waits for the first curve: from navigation to the frame that shows it, with an empty cache. */
import { statistics } from './measure.js';

const VISITS = 9;

/**
 * Of the built site, from a server on this machine.
 * @returns {Promise<import('./measure.js').Statistics>}
 */
export async function measureStart() {
  const [{ launch }, { serve }] = await Promise.all([
    import('../tests/e2e/support/browser.js'),
    import('../tests/e2e/support/serve.js'),
  ]);
  const site = await serve();
  const browser = await launch();
  try {
    const times = [];
    for (let visit = 0; visit < VISITS; visit += 1) times.push(await firstCurve(browser, site.url));
    return statistics(times);
  } finally {
    await browser.close();
    await site.close();
  }
}

/**
 * A context of its own has a cache of its own.
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 */
async function firstCurve(browser, url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(noteFirstDrawing);
  await page.goto(url);
  const drawn = await page.waitForFunction(() => Reflect.get(globalThis, 'firstCurveMs'));
  const milliseconds = /** @type {number} */ (await drawn.jsonValue());
  await context.close();
  return milliseconds;
}

/** Runs in the page. The plot is drawn on only once there is a network to show; what is drawn is seen one frame later. */
function noteFirstDrawing() {
  const { drawImage } = CanvasRenderingContext2D.prototype;
  /** @this {CanvasRenderingContext2D} @param {unknown[]} given */
  function noting(...given) {
    Reflect.apply(drawImage, this, given);
    if (this.canvas.id !== 'curve') return;
    CanvasRenderingContext2D.prototype.drawImage = drawImage;
    requestAnimationFrame((now) => Reflect.set(globalThis, 'firstCurveMs', now));
  }
  CanvasRenderingContext2D.prototype.drawImage = noting;
}
