// @ts-check
/** What is seen before worker and module have come: the default curve with its sentence, which then stays where it is. */
import assert from 'node:assert/strict';
import { becomes, eventually } from './support/eventually.js';
import { drawn, holdModule, release, shifts, STILL } from './support/hold.js';
import { button, config, picture, ready } from './support/page.js';
import { createStage } from './support/scenario.js';

const { scenario } = createStage();

/** @typedef {import('playwright-core').Page} Page */

/** What is said of the network. @param {Page} page */
const words = (page) => Promise.all(['.setup', '#say', '#numbers', '.legend'].map((part) => page.locator(part).innerText()));

for (const width of [360, 768, 1440, 1920]) {
  for (const lang of ['en', 'de']) {
    scenario(`the default curve is there before the module, and nothing moves when that comes (${lang}, ${width} px)`, { at: `?lang=${lang}`, width, browser: STILL, prepare: holdModule }, async (page) => {
      await drawn(page);
      assert.match((await page.locator('.setup').textContent()) ?? '', lang === 'de' ? /^Ein Netz aus 300\sReLU.* aus 101\sPunkten/ : /^A network of 300\sReLU.* from 101\spoints/);
      assert.equal(await page.locator('.transport .play').isDisabled(), true);
      const before = { picture: await picture(page), words: await words(page) };
      release();
      await becomes(() => page.locator('.transport .play').isEnabled(), true);
      await page.locator('#strip canvas').first().waitFor();
      assert.equal(await picture(page), before.picture);
      assert.deepEqual(await words(page), before.words);
      assert.equal(await shifts(page), 0);
    });
  }
}

for (const width of [360, 600, 768, 1024, 1440, 1920]) {
  scenario(`a sentence as long as the experiment's finds its room when the run of a link comes (${width} px)`, { at: '#v=2&layers=64:tanh&optimizer=adam&learningRate=0.01', width, browser: STILL, prepare: holdModule }, async (page) => {
    await page.locator('#tools button').first().waitFor();
    release();
    await ready(page);
    await page.locator('#strip canvas').first().waitFor();
    const moved = await shifts(page);
    assert.ok(moved < 0.01, `the layout has shifted by ${moved}`);
  });
}

scenario('what is typed before the module has come is learned once it has', { browser: STILL, prepare: holdModule }, async (page) => {
  await drawn(page);
  const units = page.locator('.setup input').first();
  await units.click();
  await page.keyboard.type('64', { delay: 60 });
  await page.keyboard.press('Enter');
  release();
  await eventually('64 units', () => config(page).layers[0].units === 64);
  assert.equal(await units.inputValue(), '64');
});

scenario('what is dragged before the module has come is learned once it has', { browser: STILL, prepare: holdModule }, async (page) => {
  await drawn(page);
  const box = await page.locator('.setup .number').first().boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 150, box.y + box.height / 2, { steps: 12 });
  await page.mouse.up();
  const wanted = await page.locator('.setup input').first().inputValue();
  assert.notEqual(wanted, '300');
  release();
  await eventually('another number of units', () => config(page).layers[0].units === Number(wanted));
});

scenario('a hand that holds a value when the module comes is shown what comes of it', { browser: STILL, prepare: holdModule }, async (page) => {
  await drawn(page);
  const box = await page.locator('.setup .number').first().boundingBox();
  assert.ok(box);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 150, y, { steps: 12 });
  release();
  await eventually('a training under the hand', async () => (await page.locator('#epoch').textContent()) !== '0');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await ready(page);
  assert.equal(config(page).layers[0].units, 300);
});

scenario('a learning rate that is typed before the module has come holds from the start', { browser: STILL, prepare: holdModule }, async (page) => {
  await drawn(page);
  const rate = page.locator('.setup').getByLabel('Learning rate');
  await rate.click();
  await page.keyboard.type('0.5', { delay: 60 });
  await page.keyboard.press('Enter');
  release();
  await eventually('the rate', () => config(page).optimizer.learningRate === 0.5 || config(page).learningRateChanges.at(-1)?.[1] === 0.5);
});

scenario('an optimizer that is chosen before the module has come is learned with', { browser: STILL, prepare: holdModule }, async (page) => {
  await drawn(page);
  await page.locator('.setup').getByLabel('Optimizer').selectOption('adam');
  release();
  await eventually('Adam', () => config(page).optimizer.kind === 'adam');
  await button(page, 'Play').waitFor();
});

scenario('an end of the time line that is gone to before the module has come is gone to', { browser: STILL, prepare: holdModule }, async (page) => {
  await drawn(page);
  await page.getByRole('slider', { name: 'Moment' }).or(page.locator('.time-line .now')).first().focus();
  await page.keyboard.press('ArrowRight');
  release();
  await becomes(() => page.locator('#epoch').textContent(), '1');
});
