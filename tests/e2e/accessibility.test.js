// @ts-check
/** What axe-core finds, what a screen reader hears, and what fits into a window. */
import assert from 'node:assert/strict';
import { becomes, eventually } from './support/eventually.js';
import { SMALL, button, epoch, field, openSettings, press, ready, text, train } from './support/page.js';
import { violations } from './support/axe.js';
import { createStage } from './support/scenario.js';
import { typeLike } from './support/typing.js';

const { scenario } = createStage();

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page @param {string} where */
const accessible = async (page, where) => assert.deepEqual(await violations(page), [], where);

for (const lang of ['en', 'de']) {
  for (const width of [360, 1440]) {
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      scenario(`axe-core finds nothing: ${lang}, ${width} px, ${colorScheme}`, { width, at: `?lang=${lang}#${SMALL}`, browser: { colorScheme, reducedMotion: 'reduce' } }, async (page) => {
        await ready(page);
        await page.locator('.transport button').nth(1).click();
        await becomes(() => epoch(page), 1);
        await accessible(page, 'at the start');
        await page.locator('[aria-controls=panel]').click();
        await page.locator('#panel .group').first().waitFor();
        await accessible(page, 'with the panel open');
        await page.locator('#tools button').nth(2).click();
        await page.getByRole('dialog').waitFor();
        await accessible(page, 'with the list of keys');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: /^(Function|Funktion): / }).click();
        await typeLike(page, page.locator('.function-editor input'), 'sinn(');
        await page.locator('.wavy u').waitFor();
        await accessible(page, 'with a mistake in the formula');
      });
    }
  }
}

scenario('axe-core finds nothing in the dialogs for data, numbers and links', { width: 360, at: `#${SMALL}&nonsense=1`, browser: { reducedMotion: 'reduce' } }, async (page) => {
  await openSettings(page);
  await accessible(page, 'with a notice');
  await page.locator('.setup').getByLabel('Batch size').tap();
  await page.getByRole('dialog').waitFor();
  await accessible(page, 'with a slider');
  await page.keyboard.press('Escape');
  await field(page, 'Learns from').selectOption('points');
  await button(page, 'Done').waitFor();
  await accessible(page, 'while points are set');
  await press(page, 'Paste a table');
  await button(page, 'Learn these points').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

scenario('axe-core finds nothing once a run has diverged', { at: '#v=2&optimizer=sgd&learningRate=1000&ui.pace=full' }, async (page) => {
  await page.locator('#say').getByRole('button').waitFor();
  await accessible(page, 'after divergence');
});

/** Writes down all that the live region says. @param {Page} page */
const listen = (page) =>
  page.evaluate(() => {
    const live = /** @type {HTMLElement} */ (document.querySelector('#live'));
    /** @type {{words: string, time: number}[]} */
    const heard = [];
    Reflect.set(window, 'heard', heard);
    new MutationObserver(() => heard.push({ words: live.textContent ?? '', time: performance.now() })).observe(live, { childList: true, characterData: true, subtree: true });
  });

/** @param {Page} page @returns {Promise<{words: string, time: number}[]>} */
const heard = (page) => page.evaluate(() => Reflect.get(window, 'heard'));

scenario('there is one polite live region, and it is silent while a run plays', { at: `#${SMALL}` }, async (page) => {
  await train(page, 1);
  assert.equal(await page.locator('[aria-live=polite]').count(), 1);
  assert.equal(await page.locator('[aria-live=assertive]').count(), 0);
  await listen(page);
  const from = await epoch(page);
  await eventually('many epochs', async () => (await epoch(page)) > from + 200);
  assert.ok((await heard(page)).length <= 1, JSON.stringify(await heard(page)));
});

scenario('many steps are not told one after the other, and the last one is', { at: `#${SMALL}`, browser: { reducedMotion: 'reduce' } }, async (page) => {
  await ready(page);
  await listen(page);
  for (let steps = 1; steps <= 12; steps += 1) {
    await press(page, 'Step');
    await becomes(() => epoch(page), steps);
  }
  await eventually('the last step', async () => (await text(page, '#live')).startsWith('Epoch 12,'));
  const told = await heard(page);
  assert.ok(told.slice(1).every(({ time }, i) => time - told[i].time > 1400), `each has time to be read out: ${JSON.stringify(told)}`);
});

for (const width of [320, 360, 390, 768, 1440, 1920]) {
  for (const lang of ['en', 'de']) {
    scenario(`nothing but the strip of pictures scrolls sideways at ${width} px (${lang})`, { width, at: `?lang=${lang}#v=2&layers=300:leaky_relu,300:hard_sigmoid,300:exponential&optimizer=adadelta&validation=0.2&ui.pace=full` }, async (page) => {
      await ready(page);
      await page.locator('[aria-controls=panel]').click();
      await page.locator('#panel .group').first().waitFor();
      await page.getByRole('button', { name: /^(Function|Funktion): / }).click();
      await eventually('epochs', async () => (await text(page, '#epoch')) !== '0');
      const wide = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        const beyond = [...document.querySelectorAll('main *, header *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1 && !element.closest('.wavy, svg, .unseen, .moments'));
        return { by: scrollWidth - clientWidth, beyond: beyond.map((element) => element.outerHTML.slice(0, 100)) };
      });
      assert.deepEqual(wide, { by: 0, beyond: [] });
    });
  }
}
