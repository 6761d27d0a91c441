// @ts-check
/** The page in a frame of another one: at every size all of it is to be seen, in that page's colours. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/browser.js';
import { becomes, eventually } from './support/eventually.js';
import { serve } from './support/serve.js';

const SIZES = /** @type {const} */ ([[280, 200], [360, 300], [640, 420], [1200, 800]]);
const RUN = '#v=2&layers=16:tanh&optimizer=adam&learningRate=0.01&ui.pace=100&ui.stop=1000000000';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let site;
before(async () => {
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/**
 * @param {readonly [number, number]} size
 * @param {'de' | 'en'} lang
 * @param {'light' | 'dark'} colorScheme
 */
async function framed([width, height], lang, colorScheme) {
  const context = await browser.newContext({ locale: lang, colorScheme, serviceWorkers: 'block', viewport: { width: width + 100, height: height + 100 } });
  const page = await context.newPage();
  await page.setContent(`<p>An article.</p><iframe src="${site.url}?embed${RUN}" title="run" width="${width}" height="${height}" style="border: 0"></iframe>`);
  const frame = page.frameLocator('iframe');
  await frame.locator('.whole').waitFor();
  await eventually('epochs', async () => (await frame.locator('#epoch').textContent()) !== '0');
  return { page, frame, close: () => context.close() };
}

for (const size of SIZES) {
  for (const [lang, scheme, paper, play, whole] of /** @type {const} */ ([
    ['de', 'light', 'rgb(250, 248, 244)', 'Pause', 'In Lernkurve öffnen'],
    ['en', 'dark', 'rgb(21, 21, 19)', 'Pause', 'Open in Lernkurve'],
  ])) {
    test(`a frame of ${size.join(' × ')}, ${lang}, ${scheme}`, async () => {
      const { frame, close } = await framed(size, lang, scheme);
      const root = frame.locator('html');
      assert.deepEqual(await root.evaluate((node) => [node.scrollWidth > innerWidth, node.scrollHeight > innerHeight]), [false, false], 'nothing has to be scrolled');
      assert.equal(await root.evaluate((node) => getComputedStyle(node).backgroundColor), paper);
      const link = frame.getByRole('link', { name: whole, exact: true });
      const parts = { plot: frame.locator('#curve'), play: frame.getByRole('button', { name: play, exact: true }), epoch: frame.locator('#epoch'), loss: frame.locator('#loss'), link };
      for (const [name, part] of Object.entries(parts)) {
        const [inside, high] = await part.evaluate((node) => {
          const { left, top, right, bottom, height } = node.getBoundingClientRect();
          return [left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight, height];
        });
        assert.ok(inside && high > 10, `${name} is to be seen`);
      }
      for (const name of ['play', 'link']) {
        const { width, height } = await parts[/** @type {'play' | 'link'} */ (name)].evaluate((node) => node.getBoundingClientRect().toJSON());
        assert.ok(width >= 44 && height >= 44, `${name} is easy to hit: ${width} × ${height}`);
      }
      assert.ok((await parts.plot.evaluate((node) => node.getBoundingClientRect().height)) >= 0.35 * size[1], 'the plot has most of the room');
      await parts.play.click();
      await frame.getByRole('button', { name: lang === 'de' ? 'Start' : 'Play', exact: true }).waitFor();
      assert.equal(await link.getAttribute('target'), '_blank');
      await close();
    });
  }
}

test('a frame has the colours of the page around it, whatever was chosen in Lernkurve itself', async () => {
  const context = await browser.newContext({ locale: 'en', colorScheme: 'light', serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(`${site.url}?lang=en${RUN}`);
  await page.getByRole('button', { name: 'Switch to dark colours' }).click();
  await becomes(() => page.locator('html').getAttribute('data-theme'), 'dark');
  await page.goto(`${site.url}?embed&lang=en${RUN}`);
  await page.locator('.whole').waitFor();
  assert.equal(await page.locator('html').getAttribute('data-theme'), null);
  await context.close();
});
