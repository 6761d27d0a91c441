// @ts-check
/** Takes the picture that a link to the page shows where it is sent: `node tests/e2e/preview.js docs/preview.png`. */
import { launch, untilEpoch } from './support/browser.js';
import { serve } from './support/serve.js';

/** Chat programs expect 1200 by 630 pixels, and show them small: so letters are half as large again. */
const SIZE = { width: 800, height: 420 };
const DENSITY = 1.5;
/** A run that has not ended, so that nothing is told of its end. */
const EPOCH = 3000;

/** The name and the plot alone, large enough to be seen in a line of a chat. */
const STYLE = `
  #pages, #tools, #sentence, #notices, #say, .time, #strip, #numbers, figure, .legend { display: none !important; }
  body { padding: 0 32px !important; }
  #header { border: 0 !important; padding-block: 14px 0 !important; }
  .mark { font-size: 38px !important; gap: 16px !important; }
  .mark svg { inline-size: 64px; block-size: 48px; }
  .stage { display: block !important; }
  #plot { block-size: 340px !important; min-block-size: 0 !important; border: 0 !important; background: none !important; }
`;

const [path = 'docs/preview.png'] = process.argv.slice(2);
const host = await serve();
const browser = await launch();
// Its style is no part of the page, whose policy forbids others than its own.
const context = await browser.newContext({ viewport: SIZE, deviceScaleFactor: DENSITY, bypassCSP: true, serviceWorkers: 'block', colorScheme: 'light', locale: 'en-GB' });
const page = await context.newPage();
await page.goto(`${host.url}?lang=en#v=2&ui.pace=show`);
await untilEpoch(page, EPOCH, 120_000);
await page.getByRole('button', { name: 'Pause', exact: true }).click();
await page.addStyleTag({ content: STYLE });
await page.mouse.move(0, 0);
await page.waitForTimeout(500);
await page.screenshot({ path });
await browser.close();
await host.close();
console.log(`${path} shows the plot`);
