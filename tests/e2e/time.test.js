// @ts-check
/** Back and forth through a run: by its pictures, along the time line, over the losses; the same bits as a straight run. */
import assert from 'node:assert/strict';
import { number } from './support/browser.js';
import { becomes, eventually } from './support/eventually.js';
import { Trainer } from './support/module.js';
import { addressHolds, button, config, epoch, frames, pause, press, ready, train, turnTo, watchTrainer } from './support/page.js';
import { createStage } from './support/scenario.js';
import { enterLike } from './support/typing.js';

const { scenario } = createStage();

/** @typedef {import('playwright-core').Page} Page */

const STILL = { reducedMotion: /** @type {const} */ ('reduce') };
const AT = '#v=2&layers=16:tanh&optimizer=adam&learningRate=0.01&ui.stop=2000&ui.pace=full';

/** Trains to the end. @param {Page} page @param {number} [end] */
async function toTheEnd(page, end = 2000) {
  await ready(page);
  await press(page, 'Play');
  await becomes(() => epoch(page), end);
  await button(page, 'Play').waitFor();
}

/** @param {Page} page @param {number} epochs */
function straight(page, epochs) {
  const trainer = new Trainer(config(page));
  trainer.step(epochs);
  return trainer.checksum();
}

for (const width of [360, 1440]) {
  scenario(`the pictures fill in, and pressing one goes to its moment at ${width} px`, { width, browser: STILL, at: AT }, async (page) => {
    await ready(page);
    const pictures = page.locator('#strip .moments button');
    await becomes(() => pictures.count(), 8);
    assert.equal(await page.locator('#strip .ahead-yet').count(), 7, 'only epoch 0 is there');
    await toTheEnd(page);
    await becomes(() => page.locator('#strip .ahead-yet').count(), 0);
    await becomes(() => pictures.count(), 8, 'as many as were planned');
    const trainer = await watchTrainer(page);
    await page.locator('#strip').getByRole('combobox').selectOption('dense');
    await becomes(() => pictures.count(), 14);
    await page.locator('#strip').getByRole('button', { name: 'Go to epoch 100', exact: true }).click();
    await becomes(() => epoch(page), 100);
    assert.equal(await trainer.checksum(), straight(page, 100));
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing but the strip scrolls sideways');
  });
}

scenario('the time line is scrubbed by the mouse, and play goes on from there to the same bits', { browser: STILL, at: AT }, async (page) => {
  await toTheEnd(page);
  const trainer = await watchTrainer(page);
  const box = await page.locator('.track').boundingBox();
  assert.ok(box);
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.7, y);
  await page.mouse.down();
  for (let share = 0.7; share > 0.3; share -= 0.02) await page.mouse.move(box.x + box.width * share, y);
  await page.mouse.up();
  await eventually('an early moment', async () => (await epoch(page)) < 40);
  await page.locator('.now').press('ArrowLeft');
  await eventually('rest', async () => (await trainer.checksum()) === straight(page, await epoch(page)));
  assert.equal(await page.locator('.now').getAttribute('aria-valuetext'), `epoch ${await epoch(page)} of 2,000`);
  await press(page, 'Play');
  await becomes(() => epoch(page), 2000);
  await becomes(() => trainer.checksum(), straight(page, 2000));
});

scenario('keys go through the whole run', { browser: STILL, at: AT }, async (page) => {
  await toTheEnd(page);
  const now = page.locator('.now');
  await now.focus();
  for (const [key, expected] of /** @type {const} */ ([['Home', 0], ['ArrowRight', 1], ['PageUp', 10], ['PageUp', 100], ['ArrowRight', 110], ['PageDown', 11], ['End', 2000]])) {
    await now.press(key);
    await becomes(() => epoch(page), expected, key);
  }
});

scenario('the losses scrub while they are read, and a press stays there', { browser: STILL, at: AT }, async (page) => {
  await toTheEnd(page);
  const box = await page.locator('#loss-chart canvas').boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + box.width * 0.5, box.y + 20);
  await eventually('an earlier moment', async () => (await epoch(page)) < 200);
  await page.mouse.move(5, 5);
  await becomes(() => epoch(page), 2000, 'leaving returns');
  await page.mouse.click(box.x + box.width * 0.5, box.y + 20);
  await page.mouse.move(5, 5);
  await eventually('the moment pressed', async () => (await epoch(page)) < 200);
  await frames(page, 20);
  assert.ok((await epoch(page)) < 200);
});

scenario('a run of 100,000 epochs is scrubbed as well', { browser: STILL, at: '#v=2&layers=8:relu&ui.stop=100000&ui.pace=full' }, async (page) => {
  await toTheEnd(page, 100_000);
  const trainer = await watchTrainer(page);
  const now = page.locator('.now');
  await now.focus();
  await now.press('ArrowLeft');
  await becomes(() => epoch(page), 90_000);
  assert.equal(await trainer.checksum(), straight(page, 90_000));
});

scenario('a change of the learning rate at an earlier moment makes what lay ahead another run', { browser: STILL, at: AT }, async (page) => {
  await toTheEnd(page);
  await page.locator('#strip').getByRole('combobox').selectOption('dense');
  await page.locator('#strip').getByRole('button', { name: 'Go to epoch 100', exact: true }).click();
  await page.locator('#strip').getByRole('combobox').selectOption('usual');
  await becomes(() => epoch(page), 100);
  await enterLike(page, page.locator('.setup').getByLabel('Learning rate'), '0.001');
  await becomes(() => page.locator('#strip .ahead-yet').count(), 2, 'epochs 300 and 1,000 are still to come');
  await addressHolds(page, ({ learningRateChanges }) => learningRateChanges.join(';'), '700,0.001');
  await press(page, 'Play');
  await becomes(() => epoch(page), 2000);
  const trainer = new Trainer(config(page));
  trainer.step(2000);
  await becomes(() => number(page, '#loss'), Number(trainer.evaluate().toPrecision(3)));
});

scenario('while it plays the losses are only read', { at: '#v=2&layers=16:tanh&optimizer=adam&learningRate=0.01&ui.pace=100&ui.stop=1000000000' }, async (page) => {
  await train(page, 30);
  const box = await page.locator('#loss-chart canvas').boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + 40, box.y + 20);
  const before = await epoch(page);
  await eventually('training goes on', async () => (await epoch(page)) > before);
  await pause(page);
});

scenario('on a phone a tap on a picture brings the plot into sight, with its moment', { width: 360, browser: STILL, at: AT }, async (page) => {
  await toTheEnd(page);
  const strip = page.locator('#strip');
  await page.evaluate(() => scrollTo(0, /** @type {HTMLElement} */ (document.querySelector('#strip')).offsetTop - 40));
  const plot = page.locator('#plot');
  assert.ok(((await plot.boundingBox())?.y ?? 0) < 0, 'it is out of sight');
  const picture = strip.locator('.moments button').nth(2);
  const wanted = Number(/epoch ([\d,]+)/.exec((await picture.getAttribute('aria-label')) ?? '')?.[1].replace(',', ''));
  assert.ok(wanted > 0);
  await picture.tap();
  await becomes(() => epoch(page), wanted);
  await becomes(async () => Math.round((await plot.boundingBox())?.y ?? -1) >= 0, true);
  const box = await strip.locator('.moments canvas').first().boundingBox();
  assert.ok(box && box.y + box.height <= 740, 'and the pictures stay in sight');
});

scenario('the page says how one moves through a run, and what that takes', { browser: STILL, at: AT }, async (page) => {
  await ready(page);
  await page.locator('#strip').getByText('Click a picture to go there').waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByText('states of the run, 32 MB of them at most').waitFor();
});

scenario('on a phone the pictures move on with the run, until a hand moves them', { width: 360, browser: STILL, at: AT }, async (page) => {
  const left = () => page.locator('#strip .moments').evaluate((list) => list.scrollLeft);
  /** @param {number} index from the end where it is negative */
  const inSight = (index) =>
    page.locator('#strip .moments button').nth(index).evaluate((picture) => {
      const [own, list] = [picture, /** @type {Element} */ (picture.closest('.moments'))].map((element) => element.getBoundingClientRect());
      return own.left >= list.left && own.right <= list.right;
    });
  await ready(page);
  assert.equal(await left(), 0);
  await toTheEnd(page);
  await becomes(() => inSight(-1), true);
  assert.equal(await inSight(0), false);
  // A finger that goes up and down over them moves the page, and not them.
  await page.locator('#strip .moments').dispatchEvent('pointerdown');
  await page.locator('#time-line').getByRole('slider').first().press('Home');
  await becomes(left, 0);
  await page.locator('#strip .moments').dispatchEvent('pointerdown');
  await page.locator('#strip .moments').evaluate((list) => (list.scrollLeft = 300));
  await frames(page, 6);
  await page.locator('#time-line').getByRole('slider').first().press('End');
  await becomes(() => epoch(page), 2000);
  await page.locator('#time-line').getByRole('slider').first().press('Home');
  await becomes(() => epoch(page), 0);
  assert.ok((await left()) > 0, 'a hand has led them here');
  await press(page, 'New seed');
  await becomes(left, 0, 'another run begins at its beginning');

  // A run that has moved on while another page was shown.
  await turnTo(page, 'The story');
  await becomes(() => page.locator('#strip').isVisible(), false);
  await addressHolds(page, ({ layers }) => layers[0].units, 300);
  await page.getByLabel('Pace').selectOption('full');
  await press(page, 'Play');
  await becomes(() => epoch(page), 10_000);
  await turnTo(page, 'Play');
  await becomes(() => inSight(-1), true);
});
