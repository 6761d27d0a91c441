// @ts-check
/** The story: chapters with their runs, words that drive the figure and let go, links and the way back. */
import assert from 'node:assert/strict';
import { becomes, eventually } from './support/eventually.js';
import { violations } from './support/axe.js';
import { button, config, epoch, fragment, isPlaying, pause, press, text } from './support/page.js';
import { createStage } from './support/scenario.js';

const { scenario } = createStage();

/** @typedef {import('playwright-core').Page} Page */

const STILL = { reducedMotion: /** @type {const} */ ('reduce') };
const TITLES = {
  en: ['A function nobody gives away', '300 neurons with a kink', 'And with 600?', 'Why linear is boring', 'Sigmoid: late and costly', 'What it costs', 'Deep learning, perhaps another time', 'Your function'],
  de: ['Eine Funktion, die niemand verrät', '300 Neuronen mit Knick', 'Und mit 600?', 'Warum linear langweilig ist', 'Sigmoid: spät und teuer', 'Was es kostet', 'Deep Learning, vielleicht ein andermal', 'Deine Funktion'],
};

/** @param {Page} page */
const title = async (page) => ((await page.locator('#story article:not([hidden]) h2').textContent()) ?? '').replace(/^(Chapter|Kapitel) \d /, '');

for (const lang of /** @type {const} */ (['en', 'de'])) {
  for (const width of [360, 1440]) {
    scenario(`one can read through all chapters: ${lang}, ${width} px`, { width, at: `?lang=${lang}#v=1` }, async (page) => {
      await page.locator('#pages a').nth(2).click();
      for (const [index, expected] of TITLES[lang].entries()) {
        await becomes(() => title(page), expected);
        await eventually('its run plays', async () => (await text(page, '#epoch')) !== '0');
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways');
        if (index === 3) assert.deepEqual(await violations(page), []);
        if (index < 7) await page.locator('#story article:not([hidden]) .after').click();
      }
      await page.goBack();
      await becomes(() => title(page), TITLES[lang][6]);
    });
  }
}

scenario('a word lets the time line glide to its epoch, and a chapter opens by its link', { at: '#v=1&layers=300:linear&ui.stop=3000&ui.view=story&ui.chapter=linear' }, async (page) => {
  await becomes(() => title(page), 'Why linear is boring');
  assert.equal(config(page).layers[0].activation, 'linear');
  await page.locator('.legend').getByText('best line').waitFor();
  await press(page, 'epoch 1,000');
  await becomes(() => epoch(page), 1000);
  assert.equal(await isPlaying(page), false);
  await press(page, 'Play');
  await eventually('it goes on', async () => (await epoch(page)) > 1000);
  await pause(page);
  assert.match(fragment(page), /ui\.chapter=linear/);
});

scenario('whoever takes over ends the glide', { at: '#v=1&ui.view=story&ui.chapter=relu300' }, async (page) => {
  await eventually('some epochs', async () => (await epoch(page)) > 2);
  await press(page, 'epoch 10,000');
  await page.waitForTimeout(120);
  await button(page, 'Play').click();
  await page.waitForTimeout(1200);
  assert.ok((await epoch(page)) < 9000, 'it plays on from where the reader took over');
  assert.equal(await isPlaying(page), true);
});

scenario('the line behind the linear network is there in its chapter only', { browser: STILL, at: '#v=1&layers=300:linear&ui.stop=3000&ui.view=story&ui.chapter=linear' }, async (page) => {
  await page.locator('.legend').getByText('best line').waitFor();
  await page.locator('.contents a').nth(4).click();
  await becomes(() => title(page), 'Sigmoid: late and costly');
  await becomes(() => page.locator('.legend').getByText('best line').count(), 0);
  await page.locator('#pages a').first().click();
  await page.locator('#sentence').waitFor();
});

scenario('every entry of the gallery opens and trains', { at: '#v=1&ui.view=gallery' }, async (page) => {
  const entries = page.locator('.presets a');
  await becomes(() => entries.count(), 19);
  assert.deepEqual(await violations(page), []);
  for (let index = 0; index < 19; index += 1) {
    await page.locator('#pages a').last().click();
    await entries.nth(index).click();
    await page.locator('#sentence .tok').first().waitFor();
    await eventually('epochs', async () => (await text(page, '#updates')) !== '0');
  }
});
