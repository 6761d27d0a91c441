// @ts-check
/** A run from its first epoch to its last: the same numbers, the same picture, and whose turn it is. */
import assert from 'node:assert/strict';
import { number, untilEpoch } from './support/browser.js';
import { becomes, eventually } from './support/eventually.js';
import { Trainer } from './support/module.js';
import { addressHolds, button, config, epoch, frames, goesOn, isPlaying, pause, picture, press, ready, settled, text, train, watchTrainer } from './support/page.js';
import { createStage } from './support/scenario.js';

const { scenario } = createStage();

/** @type {import('./support/scenario.js').BrowserContextOptions} */
const STILL = { reducedMotion: 'reduce' };

for (const width of [360, 1440]) {
  scenario(`the default run learns the curve in 10,000 epochs at ${width} px`, { width, browser: STILL }, async (page) => {
    await ready(page);
    const trainer = await watchTrainer(page);
    await page.getByLabel('Pace').selectOption('full');
    await press(page, 'Play');
    assert.equal(await untilEpoch(page, 10_000, 120_000), 10_000);
    await button(page, 'Play').waitFor();
    await becomes(() => text(page, '#updates'), '70,000');
    const best = Math.min(...(await trainer.losses()).slice(-100));
    assert.ok(best > 0.0015 && best < 0.0045, `the best of the last 100 epochs is ${best}`);
    assert.ok((await number(page, '#loss')) < 0.02, 'the loss shown is that of a curve that was learned');
    await goesOnWhenAsked(page);
  });
}

/** @param {import('playwright-core').Page} page */
async function goesOnWhenAsked(page) {
  await press(page, 'Play');
  await untilEpoch(page, 10_001);
  await eventually('the new end in the address', () => page.url().includes('ui.stop=100000'));
  await press(page, 'Pause');
}

scenario('the page trains to the same bits as the module in Node', { browser: STILL, at: '#v=2&layers=24:tanh,12:relu&noise=0.05&validation=0.2&seed=7' }, async (page) => {
  await ready(page);
  const watched = await watchTrainer(page);
  await page.getByLabel('Pace').selectOption('full');
  await press(page, 'Play');
  await untilEpoch(page, 40);
  await pause(page);
  const trainer = new Trainer(config(page));
  trainer.stepUpdates(await number(page, '#updates'));
  assert.equal(await watched.checksum(), trainer.checksum());
  assert.equal(await epoch(page), trainer.epoch);
  // In the middle of an epoch, as likely as not: the loss shown is that of the curve shown, not of an epoch that is past.
  for (const [shown, truth] of [['#loss', trainer.evaluate()], ['#rmse', trainer.rmse]]) {
    assert.ok(Math.abs((await number(page, String(shown))) - Number(truth)) <= 0.01 * Number(truth), `${shown} is that of the curve`);
  }
});

scenario('a step is one epoch, and pauses', {}, async (page) => {
  await train(page, 1);
  await press(page, 'Step');
  await button(page, 'Play').waitFor();
  await settled(page);
  const before = await epoch(page);
  await press(page, 'Step');
  await becomes(() => epoch(page), before + 1);
  assert.equal(await number(page, '#updates'), 7 * (before + 1));
  await press(page, 'Step');
  await becomes(() => epoch(page), before + 2);
  assert.equal(await isPlaying(page), false);
});

scenario('Pause holds the run, and Play goes on from there', {}, async (page) => {
  await train(page, 2);
  await pause(page);
  const [held, picture1] = [await text(page, '#updates'), await picture(page)];
  await frames(page, 24);
  assert.equal(await text(page, '#updates'), held);
  assert.equal(await picture(page), picture1);
  await press(page, 'Play');
  await goesOn(page);
});

for (const width of [360, 1440]) {
  scenario(`Reset leads back to the same numbers and the same pixels at ${width} px`, { width, browser: STILL, at: '#v=2&ui.pace=full&seed=3' }, async (page) => {
    const beginning = await settledPicture(page);
    assert.equal(await number(page, '#loss'), Number(new Trainer(config(page)).evaluate().toPrecision(3)));
    await press(page, 'Step');
    await becomes(() => epoch(page), 1);
    const first = [await text(page, '#loss'), await settledPicture(page)];
    assert.notEqual(first[1], beginning, 'an epoch changes the picture');
    await press(page, 'Play');
    await untilEpoch(page, 60);
    await press(page, 'Reset');
    await becomes(() => epoch(page), 0);
    assert.equal(await isPlaying(page), false);
    assert.equal(await settledPicture(page), beginning);
    await press(page, 'Step');
    await becomes(() => epoch(page), 1);
    assert.deepEqual([await text(page, '#loss'), await settledPicture(page)], first);
  });
}

/** @param {import('playwright-core').Page} page */
async function settledPicture(page) {
  await ready(page);
  await settled(page);
  return picture(page);
}

scenario('New seed begins another run, and Undo brings back the first', { browser: STILL }, async (page) => {
  await ready(page);
  await press(page, 'Step');
  await press(page, 'Step');
  await becomes(() => epoch(page), 2);
  const [loss, seed] = [await text(page, '#loss'), config(page).seed];
  await press(page, 'New seed');
  await becomes(() => epoch(page), 0);
  await eventually('another seed in the address', () => config(page).seed !== seed);
  await press(page, 'Undo');
  await becomes(() => epoch(page), 2);
  assert.equal(await text(page, '#loss'), loss);
  await addressHolds(page, ({ seed: now }) => now, seed);
});

scenario('New seed while a run plays lets the next one play', { at: '#v=2&layers=20:tanh&ui.pace=100' }, async (page) => {
  await train(page);
  await press(page, 'New seed');
  await eventually('another seed in the address', () => config(page).seed !== 1);
  await goesOn(page);
  assert.ok(await isPlaying(page));
});

scenario('a run ends at the epoch asked for', { at: '#v=2&layers=8:tanh&ui.pace=full&ui.stop=37' }, async (page) => {
  await becomes(() => epoch(page), 37);
  await button(page, 'Play').waitFor();
  await settled(page);
  assert.equal(await epoch(page), 37);
});

scenario('a run ends at the first epoch whose loss is small enough', { at: '#v=2&ui.pace=full&ui.stopLoss=0.02' }, async (page) => {
  await untilEpoch(page, 1);
  await button(page, 'Play').waitFor();
  const trainer = new Trainer(config(page));
  do trainer.step(1);
  while (trainer.loss > 0.02 || trainer.evaluate() > 0.02);
  assert.equal(await epoch(page), trainer.epoch);
});

scenario('each pace is taken at once and kept in the address', { at: '#v=2&layers=8:tanh&ui.stop=1000000' }, async (page) => {
  await train(page, 1);
  for (const pace of ['1', '10', '100', '1000', 'full']) {
    await page.getByLabel('Pace').selectOption(pace);
    await eventually(`pace ${pace} in the address`, () => page.url().includes(`ui.pace=${pace}`));
    await goesOn(page);
  }
  await page.getByLabel('Pace').selectOption('show');
  await eventually('the default left out of the address', () => !page.url().includes('ui.pace'));
  assert.ok(await isPlaying(page));
});
