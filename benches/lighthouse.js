// @ts-check
/** Lighthouse's mobile preset on the built site: a processor four times slower, a slow network, a server that compresses. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const RUNS = 3;
const LONGEST_MS = 180_000;

/**
 * The score of a run is 0 to 1; times in milliseconds; the shift has no unit.
 * @typedef {{score: number, firstPaint: number, largestPaint: number, blocking: number, shift: number}} Report
 * @typedef {{runs: number, version: string} & Report} Lighthouse the medians
 */

/**
 * @param {string} folder where npm has installed Lighthouse
 * @returns {Promise<Lighthouse>}
 */
export async function measureLighthouse(folder) {
  const [{ executable }, { serve }] = await Promise.all([
    import('../tests/e2e/support/browser.js'),
    import('../tests/e2e/support/serve.js'),
  ]);
  const site = await serve({ compressed: true });
  try {
    const reports = [];
    let version = '';
    for (let run = 0; run < RUNS; run += 1) {
      const full = await audit(folder, site.url, executable());
      version = full.lighthouseVersion;
      reports.push(reportOf(full));
    }
    return { runs: RUNS, version, ...medians(reports) };
  } finally {
    await site.close();
  }
}

/** @param {string} folder @param {string} url @param {string} chromium */
async function audit(folder, url, chromium) {
  const script = join(folder, 'node_modules', 'lighthouse', 'cli', 'index.js');
  const options = ['--output=json', '--quiet', '--only-categories=performance', '--form-factor=mobile', '--chrome-flags=--headless=new --no-sandbox'];
  const { stdout } = await promisify(execFile)(process.execPath, [script, url, ...options], {
    env: { ...process.env, CHROME_PATH: chromium },
    maxBuffer: 64 << 20,
    timeout: LONGEST_MS,
  });
  return JSON.parse(stdout);
}

/** @param {any} full what Lighthouse writes @returns {Report} */
function reportOf({ categories, audits }) {
  const value = (/** @type {string} */ name) => audits[name].numericValue;
  return {
    score: categories.performance.score,
    firstPaint: value('first-contentful-paint'),
    largestPaint: value('largest-contentful-paint'),
    blocking: value('total-blocking-time'),
    shift: value('cumulative-layout-shift'),
  };
}

/** @param {Report[]} reports @returns {Report} */
function medians(reports) {
  const median = (/** @type {keyof Report} */ key) => reports.map((report) => report[key]).sort((a, b) => a - b)[Math.floor(reports.length / 2)];
  return { score: median('score'), firstPaint: median('firstPaint'), largestPaint: median('largestPaint'), blocking: median('blocking'), shift: median('shift') };
}
