// @ts-check
/** Takes the README's picture of the built page: `node tests/e2e/screenshot.js docs/screenshot.png`. */
import { launch, open, untilEpoch } from './support/browser.js';
import { serve } from './support/serve.js';

/** When the curve has most of its shape and the ghosts still tell how it came. */
const EPOCH = 3000;

const [path = 'docs/screenshot.png'] = process.argv.slice(2);
const host = await serve();
const browser = await launch();
const { page, close } = await open(browser, `${host.url}?lang=en`, {
  viewport: { width: 1280, height: 860 },
  deviceScaleFactor: 1.5,
  colorScheme: 'light',
});
await untilEpoch(page, EPOCH, 60_000);
await page.getByRole('button', { name: 'Pause', exact: true }).click();
await page.mouse.move(0, 0);
await page.waitForTimeout(300);
await page.screenshot({ path });
await close();
await browser.close();
await host.close();
console.log(`${path} shows the page`);
