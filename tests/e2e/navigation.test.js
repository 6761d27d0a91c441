// @ts-check
/** Back and Forward step between pages and chapters, and find them as they were left. */
import assert from 'node:assert/strict';
import { becomes, eventually } from './support/eventually.js';
import { addressHolds, button, config, epoch, fragment, goesOn, isPlaying, pause, press, ready, text, train, turnTo } from './support/page.js';
import { createStage } from './support/scenario.js';

const { scenario } = createStage();

/** @typedef {import('playwright-core').Page} Page */

const STILL = { reducedMotion: /** @type {const} */ ('reduce') };
const NETWORK = 'v=2&layers=12:tanh&ui.pace=100&ui.stop=1000000';
const AT = `#${NETWORK}`;

/** @param {Page} page */
const view = (page) => page.locator('#main').getAttribute('data-view');

/** Where the focus is, in words. @param {Page} page */
const focused = (page) => page.evaluate(() => (document.activeElement?.id ? `#${document.activeElement.id}` : document.activeElement?.textContent ?? ''));

/** How many entries the tab's history has. @param {Page} page */
const entries = (page) => page.evaluate(() => history.length);

/** The chapter that is to be seen. @param {Page} page */
const chapter = async (page) => (await page.locator('#story article:not([hidden]) h2').textContent())?.slice(0, 9) ?? '';

scenario('Back from another page finds the run that was there, and it plays on', { at: AT }, async (page) => {
  await train(page, 10);
  await turnTo(page, 'Compare');
  await becomes(() => focused(page), 'Runs side by side');
  await becomes(() => page.title(), 'Runs side by side – Lernkurve');
  const stood = await epoch(page);
  await page.goBack();
  await becomes(() => view(page), 'play');
  await becomes(() => focused(page), '#main');
  await becomes(() => page.title(), 'Lernkurve – watch a neural network learn a curve');
  await becomes(() => isPlaying(page), true, 'as it was');
  assert.ok((await epoch(page)) >= stood, 'nothing was begun again');
  await pause(page);

  await page.goForward();
  await becomes(() => view(page), 'compare');
  await page.goBack();
  await becomes(() => view(page), 'play');
  assert.equal(await isPlaying(page), false, 'paused as it was');
});

scenario('Back from the story finds the run that its chapters have replaced', { browser: STILL, at: AT }, async (page) => {
  await ready(page);
  await press(page, 'Step');
  await press(page, 'Step');
  await becomes(() => epoch(page), 2);
  const [loss, before] = [await text(page, '#loss'), await entries(page)];
  await turnTo(page, 'The story');
  await becomes(() => chapter(page), 'Chapter 1');
  await addressHolds(page, ({ layers }) => layers[0].units, 300);
  await becomes(() => page.title(), 'A function nobody gives away – Lernkurve');
  await page.locator('#story article:not([hidden]) .after').click();
  await becomes(() => chapter(page), 'Chapter 2');
  await becomes(() => focused(page), 'Chapter 2 300 neurons with a kink');
  assert.equal(await entries(page), before + 2, 'one for the story, one for its second chapter');

  await page.goBack();
  await becomes(() => chapter(page), 'Chapter 1');
  await page.goBack();
  await becomes(() => view(page), 'play');
  await addressHolds(page, ({ layers }) => layers[0].units, 12);
  assert.equal(fragment(page), `${NETWORK}`);
  await becomes(() => epoch(page), 2, 'it stands where it stood');
  assert.equal(await text(page, '#loss'), loss);
  assert.equal(await isPlaying(page), false);

  await page.goForward();
  await page.goForward();
  await becomes(() => chapter(page), 'Chapter 2');
  await addressHolds(page, ({ layers }) => layers[0].units, 300);
});

scenario('only pages and chapters are entries', { browser: STILL, at: AT }, async (page) => {
  await ready(page);
  const before = await entries(page);
  await press(page, 'New seed');
  await eventually('another seed', () => config(page).seed !== 1);
  await page.getByLabel('Activation', { exact: true }).first().selectOption('relu');
  await addressHolds(page, ({ layers }) => layers[0].activation, 'relu');
  assert.equal(await entries(page), before);
  await turnTo(page, 'Compare');
  await page.getByRole('button', { name: 'Learning rates' }).click();
  await eventually('the comparison in the address', () => fragment(page).includes('ui.compare=rates'));
  assert.equal(await entries(page), before + 1);
  await page.goBack();
  await becomes(() => view(page), 'play');
  assert.equal(config(page).layers[0].activation, 'relu');
});

scenario('what was changed just before the page was left is there again', { browser: STILL, at: AT }, async (page) => {
  await ready(page);
  const before = await entries(page);
  await page.evaluate(() => {
    const list = /** @type {HTMLSelectElement} */ (document.querySelector('.transport select'));
    list.value = '1000';
    list.dispatchEvent(new Event('change'));
    // Two frames later: sooner than an address is written.
    requestAnimationFrame(() => requestAnimationFrame(() => /** @type {HTMLElement} */ (document.querySelector('#pages a:last-child')).click()));
  });
  await becomes(() => view(page), 'gallery');
  await becomes(() => entries(page), before + 1);
  await page.goBack();
  await becomes(() => view(page), 'play');
  assert.match(fragment(page), /ui\.pace=1000\b/);
  await becomes(() => page.getByLabel('Pace').inputValue(), '1000');
});

for (const width of [360, 1440]) {
  scenario(`the gallery is seen again where it was left at ${width} px`, { width, browser: STILL, at: AT }, async (page) => {
    await ready(page);
    await turnTo(page, 'Gallery');
    const last = page.locator('.presets a').last();
    await last.scrollIntoViewIfNeeded();
    const top = await page.evaluate(() => scrollY);
    assert.ok(top > 100);
    await last.click();
    await becomes(() => view(page), 'play');
    await becomes(() => page.evaluate(() => scrollY), 0, 'the run is seen from its top');
    await page.goBack();
    await becomes(() => view(page), 'gallery');
    await becomes(() => page.evaluate(() => scrollY), top);
    await becomes(() => focused(page), 'Gallery');
    await page.goBack();
    await addressHolds(page, ({ layers }) => layers[0].units, 12);
  });
}

scenario('Back works after a reload, by the link alone', { browser: STILL, at: AT }, async (page) => {
  await ready(page);
  await turnTo(page, 'Gallery');
  await page.locator('.presets a').first().click();
  await becomes(() => view(page), 'play');
  await eventually('the preset in the address', () => !fragment(page).includes('layers=12'));
  await page.reload();
  await ready(page);
  await page.goBack();
  await becomes(() => view(page), 'gallery');
  await page.goBack();
  await becomes(() => view(page), 'play');
  await becomes(() => config(page).layers[0].units, 12);
  await button(page, 'Play').waitFor();
});

scenario('a value that was under the hand when the page was left is the run to come back to', { browser: STILL, at: '#v=2&layers=12:tanh&ui.stop=50' }, async (page) => {
  await ready(page);
  await page.locator('.setup .tok.number input').first().focus();
  await page.keyboard.press('ArrowUp');
  await turnTo(page, 'Compare');
  await becomes(() => view(page), 'compare');
  await addressHolds(page, ({ layers }) => layers[0].units, 13);
  await page.goBack();
  await becomes(() => view(page), 'play');
  await addressHolds(page, ({ layers }) => layers[0].units, 13);
  await becomes(() => epoch(page), 50);
});

scenario('an open dialog closes with its page', { browser: STILL, at: AT }, async (page) => {
  await ready(page);
  await turnTo(page, 'Gallery');
  await becomes(() => view(page), 'gallery');
  await turnTo(page, 'Play');
  await becomes(() => view(page), 'play');
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.goBack();
  await becomes(() => view(page), 'gallery');
  await becomes(() => page.getByRole('dialog').count(), 0);
});

scenario('a run goes on from Back to Back while one only looks around', { at: AT }, async (page) => {
  await train(page, 5);
  for (const name of ['Gallery', 'Compare']) await turnTo(page, name);
  await becomes(() => view(page), 'compare');
  await page.goBack();
  await becomes(() => view(page), 'gallery');
  assert.equal(await isPlaying(page), false, 'what nobody sees does not train');
  await page.goBack();
  await becomes(() => view(page), 'play');
  await goesOn(page);
});

scenario('another page that was opened before the address was followed is a step as well', {
  browser: STILL,
  at: AT,
  prepare: (context) => context.addInitScript(() => {
    // As soon as the header has its links, before there is a first curve.
    const timer = setInterval(() => {
      const link = /** @type {HTMLElement | null} */ (document.querySelector('#pages a:last-child'));
      if (!link) return;
      clearInterval(timer);
      link.click();
    }, 1);
  }),
}, async (page) => {
  await becomes(() => view(page), 'gallery');
  await eventually('the page in the address', () => fragment(page).includes('ui.view=gallery'));
  await page.goBack();
  await becomes(() => view(page), 'play');
  await addressHolds(page, ({ layers }) => layers[0].units, 12);
});

/** How many neurons the sentence names. @param {Page} page */
const units = (page) => page.locator('.setup .tok.number .words').first().textContent();

/** Pastes a link into the address. @param {Page} page @param {string} link */
const follow = (page, link) => page.evaluate((fragment) => void (location.hash = fragment), link);

scenario('a run is found as it stood, though the page in between had one of the same link', { browser: STILL, at: '' }, async (page) => {
  await ready(page);
  for (let i = 1; i <= 3; i += 1) {
    await press(page, 'Step');
    await becomes(() => epoch(page), i);
  }
  const loss = await text(page, '#loss');
  await turnTo(page, 'The story');
  await becomes(() => chapter(page), 'Chapter 1');
  await becomes(() => epoch(page), 0);
  await page.goBack();
  await becomes(() => view(page), 'play');
  await becomes(() => epoch(page), 3, 'it stands where it stood');
  assert.equal(await text(page, '#loss'), loss);
});

scenario('a link that is followed while a value is under the hand leaves the run that waited to its entry', { browser: STILL, at: '#v=2&layers=12:tanh&ui.stop=100000' }, async (page) => {
  await ready(page);
  await page.locator('.setup .tok.number input').first().focus();
  await page.keyboard.press('ArrowUp');
  await follow(page, 'v=2&layers=7:relu&seed=99');
  await addressHolds(page, ({ layers, seed }) => `${layers[0].units} ${seed}`, '7 99');
  await becomes(() => units(page), '7');
  await page.goBack();
  await becomes(() => units(page), '12');
  await addressHolds(page, ({ layers }) => layers[0].units, 12);
});

scenario('each entry keeps its own run, however quickly one steps past it', { browser: STILL, at: '#v=2&layers=12:tanh' }, async (page) => {
  await ready(page);
  const heavy = 'v=2&layers=300:relu,300:relu,300:relu&samples=1000&batchSize=1000';
  for (const [link, shown] of [['v=2&layers=40:relu', '40'], [heavy, '300']]) {
    await follow(page, link);
    await becomes(() => units(page), shown);
  }
  await press(page, 'Play');
  await goesOn(page);
  await page.evaluate(() => {
    addEventListener('popstate', () => history.back(), { once: true });
    history.back();
  });
  await becomes(() => units(page), '12');
  await page.goForward();
  await becomes(() => units(page), '40');
  await addressHolds(page, ({ layers }) => layers[0].units, 40);
  await page.goForward();
  await becomes(() => units(page), '300');
  await becomes(() => isPlaying(page), true, 'as it was');
});
