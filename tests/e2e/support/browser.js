// @ts-check
/** The browser the tests drive: the system's Chromium, or the one that $CHROMIUM names. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Where the page is as insecure as in a classroom's network. */
export const PLAIN_HOST = 'classroom.test';

/** No sandbox, since it refuses to start as root; no talk with anyone, since a test must not depend on it. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A name that is not this machine's own: a page from there over plain http has fewer rights.
  `--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1`,
];

/** @returns {Promise<import('playwright-core').Browser>} */
export function launch() {
  return chromium.launch({ executablePath: executable(), args: ARGUMENTS });
}

/** Where it lies. */
export function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
  if (!found) throw new Error('no Chromium on the PATH: run `cargo xtask setup`, or name one in $CHROMIUM');
  return found;
}

/**
 * Opens an address in a fresh context and notes all that must not happen there.
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {import('playwright-core').BrowserContextOptions} [options] English and 1440 px wide unless told otherwise
 * @param {(context: import('playwright-core').BrowserContext) => unknown} [prepare] what must be so before the page loads
 */
export async function open(browser, url, options = {}, prepare = () => {}) {
  // What the service worker does is tested on its own: here it would ask for everything behind the page's back.
  const context = await browser.newContext({ locale: 'en-GB', serviceWorkers: 'block', viewport: { width: 1440, height: 900 }, ...options });
  await prepare(context);
  const page = await context.newPage();
  const problems = watch(page, new URL(url).origin);
  await page.goto(url);
  return {
    page,
    problems,
    /** Fails when anything was wrong since the page was opened, and closes it. */
    async close() {
      await context.close();
      assert.deepEqual(problems, []);
    },
  };
}

/**
 * What must not happen: errors and warnings in the console, uncaught errors, failed requests, foreign requests.
 * @param {import('playwright-core').Page} page
 * @param {string} origin
 * @returns {string[]} grows
 */
function watch(page, origin) {
  /** @type {string[]} */
  const problems = [];
  page.on('console', (message) => {
    if (message.text() === 'Service Worker registration blocked by Playwright') return;
    if (['error', 'warning'].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  page.context().on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !['data:', 'blob:'].includes(url.protocol)) problems.push(`foreign: ${url}`);
  });
  return problems;
}

/**
 * The number an output shows, whatever separators its language has.
 * @param {import('playwright-core').Page} page
 * @param {string} selector
 */
export async function number(page, selector) {
  const text = (await page.locator(selector).textContent()) ?? '';
  const german = (await page.locator('html').getAttribute('lang'))?.startsWith('de');
  const plain = german ? text.replace(/\./g, '').replace(',', '.') : text.replace(/,/g, '');
  return Number(plain.replace(/\s/g, '').replace('−', '-'));
}

/**
 * Waits until the run has reached an epoch.
 * @param {import('playwright-core').Page} page
 * @param {number} epoch
 * @param {number} [timeout] in milliseconds
 */
export async function untilEpoch(page, epoch, timeout = 30_000) {
  const end = Date.now() + timeout;
  let now = await number(page, '#epoch');
  while (!(now >= epoch)) {
    if (Date.now() > end) throw new Error(`the page is at epoch ${now} after ${timeout} ms, not at ${epoch}`);
    await page.waitForTimeout(50);
    now = await number(page, '#epoch');
  }
  return now;
}
