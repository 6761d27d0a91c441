// @ts-check
/** One test in a page of its own, which must leave nothing behind in the console and ask nobody else for anything. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open } from './browser.js';
import { serve } from './serve.js';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').BrowserContext} BrowserContext
 * @typedef {import('playwright-core').BrowserContextOptions} BrowserContextOptions
 */

/**
 * @typedef {object} Setting
 * @property {string} [at] what follows the site's address, such as `?lang=en#seed=7`
 * @property {string} [host] its name, where it is not this machine's
 * @property {number} [width] of the window: a phone with a touch screen where it is below 700
 * @property {BrowserContextOptions} [browser]
 * @property {(context: BrowserContext) => unknown} [prepare] before the page loads
 * @property {RegExp} [expected] what the console may say because the test provokes it
 */

/** @type {BrowserContextOptions} */
const PHONE = { hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

/** A site and a browser for all scenarios of a file. */
export function createStage() {
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

  /** @param {Setting} setting */
  async function visit({ at = '', host, width = 1440, browser: options, prepare, expected } = {}) {
    const url = new URL(`${site.url}${at.startsWith('?') ? at : `?lang=en${at}`}`);
    if (host) url.hostname = host;
    const phone = width < 700 ? PHONE : {};
    const viewport = { width, height: width < 700 ? 740 : 900 };
    const visited = await open(browser, url.href, { viewport, ...phone, ...options }, prepare);
    return {
      page: visited.page,
      problems: visited.problems,
      async close() {
        await visited.page.context().close();
        assert.deepEqual(visited.problems.filter((problem) => !expected?.test(problem)), []);
      },
    };
  }

  /**
   * @param {string} sentence what the page does
   * @param {Setting} setting
   * @param {(page: Page) => Promise<void>} play
   */
  function scenario(sentence, setting, play) {
    test(sentence, async () => {
      const visited = await visit(setting);
      try {
        await play(visited.page);
      } catch (error) {
        await visited.page.context().close();
        // What went wrong in the page may be why.
        if (error instanceof Error && visited.problems.length > 0) error.message += `; the page says: ${visited.problems.join('; ')}`;
        throw error;
      }
      await visited.close();
    });
  }

  return { scenario, visit, url: () => site.url };
}
