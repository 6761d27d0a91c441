// @ts-check
/** The built page without a network, and a new build that is offered. */
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, number, untilEpoch } from './support/browser.js';
import { becomes, eventually } from './support/eventually.js';
import { pause } from './support/page.js';
import { DIST, serve } from './support/serve.js';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {string} */
let copy;
before(async () => {
  browser = await launch();
  copy = await mkdtemp(join(tmpdir(), 'lernkurve-site-'));
  await cp(DIST, copy, { recursive: true });
});
after(async () => {
  await browser?.close();
  await rm(copy, { recursive: true, force: true });
});

/** A page whose worker has taken everything in. */
async function installed() {
  const site = await serve({ root: copy });
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(`${site.url}#v=2&layers=16:tanh&ui.pace=100&ui.stop=1000000000`);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  return { site, context, page };
}

test('what is listed for offline is all there is, and nothing else', async () => {
  const script = await readFile(join(DIST, 'sw.js'), 'utf8');
  const listed = JSON.parse(/const FILES = (\[.*?\]);/.exec(script)?.[1] ?? '[]');
  const files = (await readdir(DIST, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(DIST.length).replace(/^[\\/]/, '').replaceAll('\\', '/'));
  // The picture for links is there where the site was built with its address, and for others alone.
  const expected = ['./', ...paths.filter((path) => !['index.html', 'sw.js', 'preview.png'].includes(path))];
  assert.deepEqual([...listed].sort(), expected.sort());
});

test('it can be installed as an app', async () => {
  const site = await serve();
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(site.url);
  const client = await context.newCDPSession(page);
  const { errors, url } = await client.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  assert.match(url, /manifest\.webmanifest$/);
  const { installabilityErrors } = await client.send('Page.getInstallabilityErrors');
  // The windows of a test are private ones.
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'), []);
  await context.close();
  await site.close();
});

test('after its first visit the page trains without a network', async () => {
  const { site, context, page } = await installed();
  await site.close();
  await context.setOffline(true);
  await page.reload();
  await untilEpoch(page, 3);
  await page.locator('#pages a').nth(1).click();
  await page.locator('.lanes li').first().waitFor();
  await context.close();
});

test('a new build is offered, and taken only when asked for', async () => {
  const { site, context, page } = await installed();
  await page.reload();
  await untilEpoch(page, 3);
  const worker = join(copy, 'sw.js');
  await writeFile(worker, (await readFile(worker, 'utf8')).replace(/const VERSION = '/, "const VERSION = 'next-"));
  await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()).then(() => undefined));
  await page.getByText('A new version of this page is available.', { exact: true }).waitFor();
  await page.locator('#live').getByText('You can load it at the top.').waitFor({ state: 'attached' });
  await page.evaluate(() => caches.open('lernkurve /elsewhere/ 1'));
  const epoch = await untilEpoch(page, 4);
  assert.ok(epoch >= 4, 'the run goes on');
  await pause(page);
  const stood = await number(page, '#epoch');
  const loss = await page.locator('#loss').textContent();
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Load it' }).click()]);
  await becomes(() => number(page, '#epoch'), stood, 'the run stands where it stood');
  await becomes(() => page.locator('#loss').textContent(), loss, 'with the same loss');
  assert.match(page.url(), /layers=16:tanh/);

  assert.ok(await page.evaluate(() => caches.has('lernkurve /elsewhere/ 1')), 'another copy of the page keeps its cache');
  await page.evaluate(() => caches.delete('lernkurve /elsewhere/ 1'));
  await eventually('the new build alone', () => page.evaluate(async () => (await caches.keys()).map((name) => name.includes(' next-')).join()).then((found) => found === 'true'));
  await context.close();
  await site.close();
});
