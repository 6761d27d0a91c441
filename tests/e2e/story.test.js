// @ts-check
/** The story: chapters with their runs, words that drive the figure and let go, links and the way back. */
import assert from 'node:assert/strict';
import { becomes, eventually } from './support/eventually.js';
import { violations } from './support/axe.js';
import { button, config, epoch, fragment, frames, isPlaying, pause, press, text } from './support/page.js';
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
    scenario(`one can read through all chapters: ${lang}, ${width} px`, { width, at: `?lang=${lang}#v=2` }, async (page) => {
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

scenario('a word lets the time line glide to its epoch, and a chapter opens by its link', { at: '#v=2&layers=300:linear&ui.stop=3000&ui.view=story&ui.chapter=linear' }, async (page) => {
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

scenario('whoever takes over ends the glide', { at: '#v=2&ui.view=story&ui.chapter=relu300' }, async (page) => {
  await eventually('some epochs', async () => (await epoch(page)) > 2);
  await press(page, 'epoch 10,000');
  await frames(page, 8);
  await button(page, 'Play').click();
  await frames(page, 72);
  assert.ok((await epoch(page)) < 9000, 'it plays on from where the reader took over');
  assert.equal(await isPlaying(page), true);
});

scenario('the line behind the linear network is there in its chapter only', { browser: STILL, at: '#v=2&layers=300:linear&ui.stop=3000&ui.view=story&ui.chapter=linear' }, async (page) => {
  await page.locator('.legend').getByText('best line').waitFor();
  await page.locator('.contents summary').click();
  await page.locator('.contents a').nth(4).click();
  await becomes(() => title(page), 'Sigmoid: late and costly');
  await becomes(() => page.locator('.legend').getByText('best line').count(), 0);
  await page.locator('#pages a').first().click();
  await page.locator('#sentence').waitFor();
});

scenario('another run in a chapter is named as such, and the chapter\'s own is one press away', { at: '#v=2&layers=20:relu,20:relu,20:relu&ui.view=story&ui.chapter=deep' }, async (page) => {
  const note = page.locator('#story article:not([hidden]) .elsewhere');
  await eventually('its run plays', async () => (await text(page, '#epoch')) !== '0');
  assert.equal(await note.isVisible(), false);
  await page.locator('#story article:not([hidden])').getByRole('link', { name: 'two layers of 28' }).click();
  await becomes(() => config(page).layers.length, 2);
  await becomes(() => title(page), 'Deep learning, perhaps another time');
  await note.waitFor();
  assert.deepEqual(await violations(page), []);
  await note.getByRole('link').click();
  await becomes(() => config(page).layers.length, 3);
  await becomes(() => note.isVisible(), false);
  // Restarts that follow each other within a second and a half are one to be undone.
  await page.waitForTimeout(1600);
  await press(page, 'New seed');
  await note.waitFor();
  await page.keyboard.press('u');
  await becomes(() => note.isVisible(), false, 'undo brings the run back');
});

scenario('the time told is this device\'s own', { at: '#v=2&ui.pace=full&ui.view=story&ui.chapter=times' }, async (page) => {
  await becomes(() => epoch(page), 10_000);
  const spent = await text(page, '#time');
  await becomes(() => page.locator('article:not([hidden]) .own-time').textContent(), `${spent} s for 10,000 epochs`);
});

scenario('the sums of the lines are drawn', { at: '#v=2&layers=300:linear&ui.view=story&ui.chapter=linear' }, async (page) => {
  const figure = page.locator('.sums:not(.empty) canvas[role=img]');
  await figure.waitFor();
  await eventually('ink', () => figure.evaluate((/** @type {HTMLCanvasElement} */ canvas) => {
    const { data } = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value, i) => i % 4 === 3 && value > 0);
  }));
  assert.match((await figure.getAttribute('aria-label')) ?? '', /straight line/);
});

scenario('on a phone the plot stays in sight while the text goes by', { width: 360, at: '?lang=de#v=2&layers=300:sigmoid&ui.stop=30000&ui.view=story&ui.chapter=sigmoid' }, async (page) => {
  await becomes(() => title(page), 'Sigmoid: spät und teuer');
  const word = page.locator('article:not([hidden]) .word').nth(1);
  await word.evaluate((node) => scrollTo(0, scrollY + node.getBoundingClientRect().top - 0.65 * innerHeight));
  const before = await page.evaluate(() => scrollY);
  await word.click();
  await becomes(() => epoch(page), 300);
  assert.ok(before > 100, 'the header is out of sight');
  assert.equal(await page.evaluate(() => scrollY), before, 'the reader stays at the word');
  const plot = await page.locator('#plot').boundingBox();
  assert.ok(plot && plot.y >= -1 && plot.y + plot.height < 450, JSON.stringify(plot));
});

scenario('on paper stand all chapters', { at: '#v=2&ui.view=story&ui.chapter=function' }, async (page) => {
  await becomes(() => title(page), TITLES.en[0]);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('#story article:visible h2').count(), TITLES.en.length);
  assert.equal(await page.locator('#story :is(.contents, .turn):visible').count(), 0);
});

/** How many of these canvases have been drawn on. @param {import('playwright-core').Locator} canvases */
const drawn = (canvases) => canvases.evaluateAll((/** @type {HTMLCanvasElement[]} */ all) => all.filter((canvas) => {
  const { data } = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value, i) => i % 4 === 3 && value > 0);
}).length);

scenario('on paper each chapter has its pictures, also those that were never opened', { browser: { ...STILL, colorScheme: 'dark' }, at: '?lang=de#v=2&ui.view=story&ui.chapter=function' }, async (page) => {
  await becomes(() => title(page), TITLES.de[0]);
  // Of the epochs that the words name: 3 + 4 + 2 + 3 + 4 + 3.
  await becomes(() => page.locator('#story .paper canvas').count(), 19);
  await becomes(() => page.locator('#story .on-paper').count(), 1, 'the sums of the lines');
  assert.equal(await page.locator('#story :is(.paper, .on-paper):visible').count(), 0, 'nothing of it on the screen');
  await page.emulateMedia({ media: 'print' });
  const pictures = page.locator('#story canvas:visible');
  assert.equal(await pictures.count(), 20);
  assert.equal(await drawn(pictures), 20);
  assert.equal(await page.locator('#story .missing:visible').count(), 0);
  assert.deepEqual(await page.locator('#story .paper figcaption').allTextContents(), [0, 1, 10, 100, 1000, 3000, 10_000, 100, 10_000, 1, 1000, 3000, 30, 300, 10_000, 30_000, 300, 1000, 3000].map((epoch) => `Epoche ${epoch.toLocaleString('de')}`));
  assert.match((await page.locator('.own-time').textContent()) ?? '', /für 10\.000 Epochen$/, 'the time of the run that is told of');
  const pdf = await page.pdf({ format: 'A4' });
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
});

scenario('what is not computed yet when it is printed is said to be missing', { at: '#v=2&ui.stop=1000000000&ui.view=story&ui.chapter=function' }, async (page) => {
  await becomes(() => title(page), TITLES.en[0]);
  await eventually('its run plays', async () => (await text(page, '#epoch')) !== '0');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('#story .missing:visible').count(), 6);
  assert.match((await page.locator('#story .missing').nth(3).textContent()) ?? '', /layers=300:linear.*ui\.chapter=linear/);
  assert.equal(await page.locator('#story canvas:visible').count(), 0, 'no empty frames');
});

scenario('who turns the page by keyboard reads on at its title', { at: '#v=2&ui.view=story&ui.chapter=function' }, async (page) => {
  await becomes(() => title(page), TITLES.en[0]);
  await page.locator('article:not([hidden]) .after').focus();
  await page.keyboard.press('Enter');
  await becomes(() => page.evaluate(() => document.activeElement?.textContent ?? ''), `Chapter 2 ${TITLES.en[1]}`);
});

scenario('every entry of the gallery opens and trains', { at: '#v=2&ui.view=gallery' }, async (page) => {
  const entries = page.locator('.presets a');
  await becomes(() => entries.count(), 20);
  assert.deepEqual(await violations(page), []);
  for (let index = 0; index < 20; index += 1) {
    await page.locator('#pages a').last().click();
    await entries.nth(index).click();
    await page.locator('#sentence .tok').first().waitFor();
    await eventually('epochs', async () => (await text(page, '#updates')) !== '0');
  }
});
