// @ts-check
/** When things go wrong: a run diverges, the worker dies, the module does not come, the browser cannot. */
import assert from 'node:assert/strict';
import { number, untilEpoch } from './support/browser.js';
import { becomes, eventually } from './support/eventually.js';
import { SMALL, addressHolds, button, config, epoch, frames, goesOn, isPlaying, press, ready, settled, train, turnTo } from './support/page.js';
import { createStage } from './support/scenario.js';
import { enterLike } from './support/typing.js';

const { scenario } = createStage();

/** @typedef {import('playwright-core').Page} Page */

for (const [width, rate] of [[360, 1000], [1440, 1000], [1440, 20]]) {
  scenario(`a run that diverges at a rate of ${rate} says so, and one click brings it back at ${width} px`, { width, at: `#v=2&optimizer=sgd&learningRate=${rate}&ui.pace=full&ui.stop=1000000` }, async (page) => {
    const back = page.locator('#say').getByRole('button');
    await back.waitFor();
    await page.locator('#say').getByText('diverged at epoch').waitFor();
    assert.equal(await button(page, 'Play').isDisabled(), true);
    assert.equal(await button(page, 'Step').isDisabled(), true);
    await back.click();
    await untilEpoch(page, 300);
    const thirds = await eventually('another rate in the address', () => Math.round((1000 * Math.log(rate / rateOf(config(page)))) / Math.log(3)) / 1000);
    assert.ok(Number.isInteger(thirds), `the rate was divided by three ${thirds} times`);
    assert.ok((await number(page, '#loss')) < 1, 'it learns');
    await goesOn(page);
  });
}

/** @param {ReturnType<typeof config>} config */
const rateOf = ({ learningRateChanges, optimizer }) => learningRateChanges.at(-1)?.[1] ?? optimizer.learningRate;

scenario('a run that diverged is left by a change that begins a better one', { at: '#v=2&optimizer=sgd&learningRate=1000&ui.pace=full' }, async (page) => {
  await page.locator('#say').getByRole('button').waitFor();
  await page.locator('.setup').getByLabel('Optimizer').selectOption('adam');
  await goesOn(page);
  assert.ok(await isPlaying(page));
});

scenario('a worker that crashes is told of, and the run goes on from its last state', { at: `#${SMALL}`, expected: /crash/ }, async (page) => {
  await train(page, 1);
  await page.waitForTimeout(1500);
  await page.workers()[0].evaluate(() => void setTimeout(() => { throw new Error('a crash'); }));
  await page.getByRole('alert').getByText('The training has stopped because of an error.').waitFor();
  assert.equal(await button(page, 'Play').isDisabled(), true);
  const reached = await epoch(page);
  await press(page, 'Restart from the last state');
  await page.getByRole('alert').waitFor({ state: 'detached' });
  const after = await epoch(page);
  assert.ok(after > 0 && after <= reached, `epoch ${after} of ${reached}`);
  await train(page, after + 1);
});

scenario('a worker that falls silent is told of', { at: `#${SMALL}` }, async (page) => {
  await train(page, 1);
  await page.workers()[0].evaluate(() => self.close());
  await page.getByRole('alert').getByText('The training has stopped').waitFor();
  await press(page, 'Restart from the last state');
  await eventually('a run', () => button(page, 'Play').isEnabled());
  await press(page, 'Play');
  await goesOn(page);
});

/** @param {import('./support/scenario.js').BrowserContext} context */
const withoutModule = (context) => context.route('**/*.wasm', (route) => route.abort());

for (const width of [360, 1440]) {
  scenario(`a module that does not come is told of, and can be asked for again at ${width} px`, { width, prepare: withoutModule, expected: /ERR_FAILED/ }, async (page) => {
    await page.getByRole('alert').getByText('What the network needs for learning could not be loaded.').waitFor();
    await page.context().unroute('**/*.wasm');
    await press(page, 'Try again');
    await eventually('a run', () => button(page, 'Play').isEnabled());
    await train(page, 1);
  });
}

/** @type {() => void} */
let fail = () => {};

/** The module is on its way until it fails. @param {import('./support/scenario.js').BrowserContext} context */
async function failLater(context) {
  /** @type {Promise<void>} */
  const due = new Promise((resolve) => (fail = resolve));
  await context.route('**/*.wasm', async (route) => {
    await due;
    await route.abort();
  });
}

for (const lang of ['en', 'de']) {
  scenario(`what was set before a module that fails to load is learned once it has been asked for again (${lang})`, { at: `?lang=${lang}`, browser: { reducedMotion: 'reduce' }, prepare: failLater, expected: /ERR_FAILED/ }, async (page) => {
    const units = page.locator('.setup input').first();
    await enterLike(page, units, '64');
    await page.locator('.setup select').nth(1).selectOption('adam');
    fail();
    await page.getByRole('alert').waitFor();
    await enterLike(page, page.locator('.setup').getByLabel(lang === 'de' ? 'Punkte' : 'Points'), '50');
    await page.context().unroute('**/*.wasm');
    await press(page, lang === 'de' ? 'Noch einmal versuchen' : 'Try again');
    await addressHolds(page, ({ layers, optimizer, samples }) => [layers[0].units, optimizer.kind, samples].join(), '64,adam,50');
    assert.equal(await units.inputValue(), '64');
  });
}

/** @param {import('./support/scenario.js').BrowserContext} context */
const withoutWorker = (context) => context.route('**/trainer-worker.js', (route) => route.abort());

scenario('a worker that does not come is told of, and can be asked for again', { prepare: withoutWorker, expected: /ERR_FAILED/ }, async (page) => {
  await page.getByRole('alert').waitFor();
  await page.context().unroute('**/trainer-worker.js');
  await press(page, 'Try again');
  await eventually('a run', () => button(page, 'Play').isEnabled());
  await train(page, 1);
});

/** As the page finds a browser without SIMD: nothing that uses it is valid. @param {import('./support/scenario.js').BrowserContext} context */
const withoutSimd = (context) =>
  context.route('**/trainer-worker.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `WebAssembly.validate = () => false;\n${await response.text()}` });
  });

for (const [lang, words] of [['en', 'lacks WebAssembly SIMD'], ['de', 'WebAssembly']]) {
  scenario(`a browser without SIMD is told what it lacks (${lang})`, { at: `?lang=${lang}`, prepare: withoutSimd }, async (page) => {
    await page.getByRole('alert').getByText(words).waitFor();
    await becomes(() => page.locator('.transport .play').isDisabled(), true);
    assert.equal(await epoch(page), 0);
  });
}

scenario('Pause answers in the middle of a heavy epoch', { at: '#v=2&layers=512:relu,512:relu,512:relu,512:relu&ui.pace=full' }, async (page) => {
  await train(page, 0);
  await eventually('some updates', async () => (await page.locator('#updates').textContent()) !== '0');
  await press(page, 'Pause');
  await button(page, 'Play').waitFor();
  await settled(page);
  const held = await page.locator('#updates').textContent();
  await page.getByLabel('Pace').selectOption('10');
  await frames(page, 20);
  assert.equal(await page.locator('#updates').textContent(), held);
});

/** What the console says of scripts that do not come. */
const NOT_LOADED = /ERR_FAILED|ERR_INTERNET_DISCONNECTED|Failed to fetch|could not be loaded/;

/**
 * Parts that are loaded when they are asked for: which script or style does not come, how it is asked for, and what is
 * there once it has come.
 * @type {{part: RegExp, ask: (page: Page) => Promise<unknown>, there: (page: Page) => import('playwright-core').Locator}[]}
 */
const PARTS = [
  { part: /views[/-]compare[/-]page\.js/, ask: (page) => turnTo(page, 'Compare'), there: (page) => page.getByRole('heading', { name: 'Runs side by side' }) },
  { part: /views[/-]gallery[/-]page\.js/, ask: (page) => turnTo(page, 'Gallery'), there: (page) => page.getByRole('heading', { name: 'Gallery' }) },
  { part: /views[/-]story[/-]page\.js/, ask: (page) => turnTo(page, 'The story'), there: (page) => page.locator('#story article h2').first() },
  { part: /pages\.css/, ask: (page) => turnTo(page, 'Gallery'), there: (page) => page.getByRole('heading', { name: 'Gallery' }) },
  { part: /controls[/-]help-dialog\.js/, ask: (page) => press(page, 'Help'), there: (page) => page.locator('.help .words') },
  { part: /controls[/-]panel-groups\.js/, ask: (page) => press(page, 'All settings'), there: (page) => page.locator('#panel .group').first() },
  { part: /controls[/-]take-dialog\.js/, ask: (page) => press(page, 'Export …'), there: (page) => page.locator('.take select') },
  { part: /controls[/-]share-dialog\.js/, ask: (page) => press(page, 'Share'), there: (page) => page.getByLabel('Link to this run') },
];

for (const { part, ask, there } of PARTS) {
  scenario(`where ${part.source} does not come, it is said there, and asked for again`, { at: `#${SMALL}`, browser: { reducedMotion: 'reduce' }, expected: NOT_LOADED, prepare: withoutClipboard }, async (page) => {
    await ready(page);
    await button(page, 'Export …').waitFor();
    await page.context().route(part, (route) => route.abort());
    await ask(page);
    const note = page.locator('.not-here');
    await note.getByText('This part of the page could not be loaded').waitFor();
    await note.getByRole('button', { name: 'Try again' }).click();
    await note.getByRole('button', { name: 'Reload the page' }).waitFor();
    await page.context().unroute(part);
    await note.getByRole('button', { name: 'Try again' }).click();
    await there(page).waitFor();
    assert.equal(await note.count(), 0);
  });
}

/** Share then shows the link in a dialog. @param {import('./support/scenario.js').BrowserContext} context */
function withoutClipboard(context) {
  return context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => { throw new DOMException('denied', 'SecurityError'); } }));
}

scenario('without a connection a page says so, and comes by itself with the connection', { at: `?lang=de#${SMALL}`, browser: { reducedMotion: 'reduce' }, expected: NOT_LOADED }, async (page) => {
  await ready(page);
  await button(page, 'Exportieren …').waitFor();
  await page.context().setOffline(true);
  await turnTo(page, 'Galerie');
  await page.locator('#gallery .not-here').getByText('Es besteht keine Verbindung.').waitFor();
  await page.context().setOffline(false);
  await page.getByRole('heading', { name: 'Galerie' }).waitFor();
});

scenario('the page stays in its language where the other one cannot be loaded', { at: `?lang=de#${SMALL}`, browser: { reducedMotion: 'reduce' }, expected: NOT_LOADED }, async (page) => {
  await ready(page);
  await page.context().setOffline(true);
  await page.locator('#tools button').first().click();
  await page.locator('.notice-line').getByText('Die englischen Texte konnten nicht geladen werden.').waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'de');
  await page.context().setOffline(false);
  await becomes(() => page.locator('html').getAttribute('lang'), 'en');
});

/** @param {import('./support/scenario.js').BrowserContext} context */
const withoutWords = (context) => context.route(/i18n[/-]en[/-]start\.js/, (route) => route.abort());

scenario('where the words do not come there are those of the bare page, and a way to try again', { prepare: withoutWords, expected: NOT_LOADED }, async (page) => {
  await page.getByText('This page is not there yet').waitFor();
  await page.getByText('Die Seite ist noch nicht da').waitFor();
  await page.context().unroute(/i18n[/-]en[/-]start\.js/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await ready(page);
  assert.equal(await page.getByText('This page is not there yet').count(), 0);
});

/** As in a frame that another page has closed in, or a browser that keeps nothing. @param {import('./support/scenario.js').BrowserContext} context */
const forbidMemory = (context) =>
  context.addInitScript(() => {
    const deny = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage', 'caches', 'indexedDB']) Object.defineProperty(window, name, { get: deny });
    for (const name of ['serviceWorker', 'clipboard', 'storage']) Object.defineProperty(Navigator.prototype, name, { get: deny });
  });

scenario('a browser that forbids all memory trains, shares and exports all the same', { at: `#${SMALL}`, prepare: forbidMemory }, async (page) => {
  await train(page, 3);
  await page.locator('#tools button').nth(1).click();
  await press(page, 'Share');
  await page.getByLabel('Link to this run').waitFor();
  await page.keyboard.press('Escape');
  await press(page, 'Export …');
  await page.locator('.take').getByRole('button', { name: 'Copy' }).first().click();
  await page.getByText('Copying is not allowed here').waitFor();
});

/** @param {import('./support/scenario.js').BrowserContext} context */
const forbidWorkers = (context) =>
  context.addInitScript(() => {
    Reflect.set(window, 'Worker', function Worker() {
      throw new DOMException('denied', 'SecurityError');
    });
  });

for (const view of ['play', 'compare', 'story', 'gallery']) {
  scenario(`where workers are forbidden the page says so: ${view}`, { at: `#v=2&ui.view=${view}`, prepare: forbidWorkers, browser: { reducedMotion: 'reduce' } }, async (page) => {
    await page.getByRole('alert').getByText('The page may not start workers here').waitFor();
    assert.equal(await page.getByRole('link', { name: 'Open in a tab of its own' }).getAttribute('href'), page.url());
  });
}

for (const shared of [true, false]) {
  scenario(`a sandboxed frame has a message, and no exception, ${shared ? 'with' : 'without'} scripts of its own`, { expected: /CORS policy|ERR_FAILED|preload/ }, async (page) => {
    // A frame of no origin gets scripts only from who lets anybody have them.
    if (shared) {
      await page.context().route('**/*', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, headers: { ...response.headers(), 'access-control-allow-origin': '*' } });
      });
    }
    await page.context().route('**/frame.html', (route) => route.fulfill({ contentType: 'text/html', body: '<iframe sandbox="allow-scripts" width="900" height="600" src="./?lang=de"></iframe>' }));
    await page.goto(new URL('frame.html', page.url()).href);
    const words = shared ? 'Hier darf die Seite keine Worker starten' : 'Die Seite ist noch nicht da';
    await page.frameLocator('iframe').getByText(words).waitFor();
  });
}

/** Two hundred points set by hand make a link that few programs carry. */
const LONG = `#v=2&layers=4:tanh&ui.stop=20&points=${Array.from({ length: 200 }, (_, i) => `${(i / 200).toFixed(4)},${(0.1234 + i / 300).toFixed(4)}`).join(';')}`;

scenario('a link longer than common programs carry says so when it is shared', { at: LONG, browser: { reducedMotion: 'reduce', permissions: ['clipboard-write'] } }, async (page) => {
  await ready(page);
  await press(page, 'Share');
  await page.locator('.notice-line').getByText(/^Link copied\. It has \d,\d{3} characters/).waitFor();
});

scenario('a long link says so where it is copied by hand', { at: LONG, browser: { reducedMotion: 'reduce' }, prepare: withoutClipboard }, async (page) => {
  await ready(page);
  await press(page, 'Share');
  await page.locator('.link-dialog').getByText(/^The link has \d,\d{3} characters/).waitFor();
});
