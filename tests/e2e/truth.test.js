// @ts-check
/** What the page says and shows is so: captions that can be read, curves that are in the picture, ways back that lead somewhere. */
import assert from 'node:assert/strict';
import { becomes, eventually } from './support/eventually.js';
import { number, untilEpoch } from './support/browser.js';
import { config, epoch, picture, press, ready, settled, text } from './support/page.js';
import { Trainer } from './support/module.js';
import { createStage } from './support/scenario.js';
import { createI18n, loadLanguage } from '../../www/i18n/index.js';
import { insightSentence } from '../../www/views/insight-text.js';

const { scenario } = createStage();

/** A page that moves by itself as little as it can, and does not begin to play. @type {import('./support/scenario.js').BrowserContextOptions} */
const STILL = { reducedMotion: 'reduce' };

/** @param {import('playwright-core').Page} page */
async function settledPicture(page) {
  await settled(page);
  return picture(page);
}

/** In how many of twenty columns of the plot something warm is to be seen: only the network is. @param {import('playwright-core').Page} page */
const columnsWithCurve = (page) => page.evaluate(() => {
  const { width, height } = /** @type {HTMLCanvasElement} */ (document.querySelector('#curve'));
  // A copy, which is there to be read.
  const g = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true }));
  g.drawImage(/** @type {HTMLCanvasElement} */ (document.querySelector('#curve')), 0, 0);
  const { data } = g.getImageData(0, 0, width, height);
  const columns = new Set();
  for (let at = 0; at < data.length; at += 4) {
    const share = (((at / 4) % width) / width - 0.06) / 0.82;
    if (share >= 0 && share < 1 && data[at + 3] > 0 && data[at] > data[at + 2] + 60) columns.add(Math.floor(20 * share));
  }
  return columns.size;
});

for (const lang of ['en', 'de']) {
  scenario(`a caption stays long enough to be read (${lang})`, { at: `?lang=${lang}#v=1&ui.pace=100` }, async (page) => {
    await ready(page);
    await page.evaluate(() => {
      const said = /** @type {any} */ (window).said = [];
      const say = /** @type {Element} */ (document.querySelector('#say .sentence-now'));
      new MutationObserver(() => {
        if (say.textContent !== said.at(-1)?.words) said.push({ words: say.textContent, at: performance.now() });
      }).observe(say, { childList: true, characterData: true, subtree: true });
    });
    await eventually('four captions', () => page.evaluate(() => /** @type {any} */ (window).said.length >= 4), 60_000);
    const times = await page.evaluate(() => /** @type {any} */ (window).said.map((/** @type {{at: number}} */ { at }) => at));
    times.slice(1).forEach((/** @type {number} */ at, /** @type {number} */ i) => assert.ok(at - times[i] > 3900, `${at - times[i]} ms`));
  });
}

/** @typedef {{updates: number, fit: string, words: string, at: string}} Noted what stood there after so many updates */

/** Notes what stands under and beside the plot, whenever it changes. @param {Page} page */
const noteCaptions = (page) => page.evaluate(() => {
  /** @type {Noted[]} */
  const noted = /** @type {any} */ (window).noted = [];
  const read = (/** @type {string} */ selector) => document.querySelector(selector)?.textContent ?? '';
  const look = () => {
    const seen = { updates: Number(read('#updates').replace(/\D/g, '')), fit: `${read('#loss')} ${read('#rmse')}`, words: read('#say .sentence-now'), at: read('#say .said-at') };
    if (JSON.stringify(seen) !== JSON.stringify(noted.at(-1))) noted.push(seen);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
});

/**
 * After how many updates the network may be of which the page spoke: a busy page shows a curve, with its fit and its
 * sentence, for some frames.
 * @param {Noted[]} noted @param {number} index
 */
function updatesOf(noted, index) {
  const updates = [];
  for (let i = index; i >= 0 && noted[i].fit === noted[index].fit; i -= 1) updates.push(noted[i].updates);
  return updates;
}

for (const [lang, pace, least] of /** @type {const} */ ([['en', 'full', 1000], ['de', 'full', 1000], ['en', 'show', 60], ['de', 'show', 60]])) {
  scenario(`what is said is so of the curve in view, or of the epoch that stands above it (${lang}, ${pace})`, { at: `?lang=${lang}#v=2&ui.stop=1000000000&ui.pace=${pace}`, browser: STILL }, async (page) => {
    await ready(page);
    await noteCaptions(page);
    await page.locator('.play').click();
    await untilEpoch(page, least, 60_000);
    await page.locator('.play').click();
    await settled(page);
    /** @type {Noted[]} */
    const noted = await page.evaluate(() => /** @type {any} */ (window).noted);
    const trainer = new Trainer(config(page));
    await loadLanguage(lang);
    const i18n = createI18n(lang);
    const { updatesPerEpoch } = trainer;
    const inEpoch = (/** @type {string} */ at) => Array.from({ length: updatesPerEpoch }, (_, i) => Number(at.replace(/\D/g, '')) * updatesPerEpoch + i);
    const claims = noted.map(({ words, at }, index) => ({ words, at, of: at === '' ? updatesOf(noted, index) : inEpoch(at) }));
    /** What the module says after so many updates, as the page writes it. @type {Map<number, string>} */
    const said = new Map();
    for (const updates of [...new Set(claims.flatMap(({ of }) => of))].sort((a, b) => a - b)) {
      trainer.stepUpdates(updates - trainer.updates);
      const { key, params } = insightSentence(trainer.insight(), { domain: trainer.domain, config: trainer.config() }, i18n);
      said.set(updates, i18n.t(key, params).replace(/\[\w+:([^\]]*)\]/g, '$1').replaceAll('*', ''));
    }
    trainer.free();
    for (const { words, at, of } of claims) assert.ok(of.some((updates) => said.get(updates) === words), `“${at} ${words}” after ${of} updates, where it is “${said.get(of[0])}”`);
    assert.ok(claims.some(({ at }) => at !== ''), 'one that is held');
    assert.notEqual(claims.at(-1)?.words, claims[0].words, 'and another one at last');
    assert.equal(claims.at(-1)?.at, '', 'of the curve that stands still');
  });
}

scenario('the curve of the first run stays in the picture, wherever it is in its first epochs', { at: '#v=1', browser: STILL }, async (page) => {
  await ready(page);
  for (let at = 1; at <= 4; at += 1) {
    await press(page, 'Step');
    await becomes(() => epoch(page), at);
    await settledPicture(page);
    assert.equal(await columnsWithCurve(page), 20, `epoch ${at}`);
  }
});

scenario('a curve that leaves the range of the function widens it, and Reset restores it', { at: '#v=1&layers=300:sigmoid&ui.pace=full', browser: STILL }, async (page) => {
  await ready(page);
  const beginning = await settledPicture(page);
  for (let at = 1; at <= 3; at += 1) {
    await press(page, 'Step');
    await becomes(() => epoch(page), at);
  }
  await settledPicture(page);
  assert.equal(await columnsWithCurve(page), 20);
  await press(page, 'Reset');
  await becomes(() => epoch(page), 0);
  assert.equal(await settledPicture(page), beginning);
});

scenario('a run that was wrecked in its first epoch is drawn, and goes back to epoch 0', { at: '#v=1&optimizer=sgd&learningRate=3&layers=20:tanh&kernelInitializer=he_normal&ui.pace=full&ui.stop=50', browser: STILL }, async (page) => {
  await ready(page);
  await press(page, 'Play');
  const back = page.locator('#say .advice');
  await back.waitFor();
  assert.ok((await epoch(page)) <= 2, 'it was wrecked in its first epoch');
  await settledPicture(page);
  assert.ok((await columnsWithCurve(page)) >= 5, 'its last curves are drawn');
  await back.click();
  await page.getByText(/Back at epoch 0, continuing with learning rate/).first().waitFor();
  await becomes(() => epoch(page), 50);
  await eventually('a link to a run that does not diverge', () => {
    const trainer = new Trainer(config(page));
    trainer.step(50);
    return trainer.diverged === false;
  });
  assert.deepEqual(config(page).learningRateChanges[0][0], 0, 'the rate is smaller from the very first update');
});

scenario('an ended run says how it swung, and its numbers are those of its curve', { at: '#v=1&ui.pace=full&ui.stop=4000', browser: STILL }, async (page) => {
  await ready(page);
  await press(page, 'Play');
  await untilEpoch(page, 4000, 60_000);
  const trainer = new Trainer(config(page));
  trainer.step(3900);
  const losses = [trainer.evaluate()];
  for (let i = 0; i < 100; i += 1) {
    trainer.step(1);
    losses.push(trainer.evaluate());
  }
  assert.equal(await number(page, '#loss'), Number(trainer.evaluate().toPrecision(3)));
  assert.equal(await number(page, '#rmse'), Number(trainer.rmse.toPrecision(2)));
  const swings = Math.max(...losses) > 1.5 * Math.min(...losses);
  const said = /Over the last 100 epochs the loss swung between ([\d.]+) and ([\d.]+)/;
  if (!swings) return assert.doesNotMatch(await text(page, '#say'), said);
  await eventually('how it swung', async () => said.test(await text(page, '#say')));
  const [, low, high] = said.exec(await text(page, '#say')) ?? [];
  assert.deepEqual([Number(low), Number(high)], [Math.min(...losses), Math.max(...losses)].map((loss) => Number(loss.toPrecision(2))));
});
