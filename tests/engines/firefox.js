// @ts-check
/** Firefox, driven over WebDriver BiDi, which it speaks itself: no driver program is needed. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import puppeteer from 'puppeteer-core';

const NAMES = ['firefox', 'firefox-esr'];

function executable() {
  if (process.env.FIREFOX) return process.env.FIREFOX;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

/** Why it cannot be driven here; empty where it can. */
export const missing = () => (executable() ? '' : 'Firefox not installed');

/** @returns {Promise<import('./remote.js').Remote>} */
export async function launchFirefox() {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: executable(), headless: true });
  const page = await browser.newPage();
  await page.setViewport({ width: 1440, height: 1000 });
  const { keyboard, mouse } = page;
  return {
    open: async (url) => void (await page.goto(url)),
    // The script is the test's own text, as WebDriver takes it: a function's body with `arguments`.
    run: (script, ...values) => page.evaluate(`(function () { ${script} }).apply(null, ${JSON.stringify(values)})`),
    click: (selector) => page.click(selector),
    async type(text, msPerKey) {
      for (const key of text) {
        await keyboard.press(/** @type {import('puppeteer-core').KeyInput} */ (key === '\n' ? 'Enter' : key));
        await new Promise((resolve) => setTimeout(resolve, msPerKey));
      }
    },
    async selectAll() {
      await keyboard.down('Control');
      await keyboard.press('a');
      await keyboard.up('Control');
    },
    async drag([fromX, fromY], [toX, toY]) {
      await mouse.move(fromX, fromY);
      await mouse.down();
      await mouse.move(toX, toY, { steps: 8 });
      await mouse.up();
    },
    close: () => browser.close(),
  };
}
