// @ts-check
/** The module in headless Chromium, by the very code that measures it in Node. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const BENCHES = fileURLToPath(new URL('.', import.meta.url));
const ORIGIN = 'https://benchmark.test';
/** @type {Record<string, string>} */
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };
/** A page on its own has a clock of 5 µs instead of 100. */
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

/**
 * @param {string} web the folder of the module bound for pages
 * @param {import('./module.js').Case[]} cases
 * @param {(name: string) => void} begins
 * @returns {Promise<import('./module.js').Report & {version: string}>}
 */
export async function measureInBrowser(web, cases, begins) {
  const { launch } = await import('../tests/e2e/support/browser.js');
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.route(`${ORIGIN}/**`, (route) => answer(route, web));
    await page.exposeFunction('begins', begins);
    await page.goto(`${ORIGIN}/benches/page.html`);
    const report = await page.evaluate(inPage, { cases, module: '/pkg/lernkurve.js', measures: '/benches/module.js' });
    return { ...report, version: browser.version() };
  } finally {
    await browser.close();
  }
}

/**
 * Runs in the page.
 * @param {{cases: import('./module.js').Case[], module: string, measures: string}} given
 * @returns {Promise<import('./module.js').Report>}
 */
async function inPage({ cases, module, measures }) {
  const { default: init, Trainer } = await import(module);
  const { measureModule } = await import(measures);
  await init();
  return measureModule(Trainer, cases, Reflect.get(globalThis, 'begins'));
}

/**
 * @param {import('playwright-core').Route} route
 * @param {string} web
 */
async function answer(route, web) {
  const [, folder, ...rest] = normalize(new URL(route.request().url()).pathname).split(/[\\/]/);
  const file = join(folder === 'pkg' ? web : BENCHES, ...rest);
  try {
    const headers = { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', ...ISOLATED };
    await route.fulfill({ body: await readFile(file), headers });
  } catch {
    await route.fulfill({ status: 404 });
  }
}
