// @ts-check
/** Where things stand, so that what belongs together is seen together. */
import assert from 'node:assert/strict';
import { becomes, eventually } from './support/eventually.js';
import { lanes } from './support/compare.js';
import { button, enter, field, openSettings, panel, press, ready, text } from './support/page.js';
import { createStage } from './support/scenario.js';

const { scenario } = createStage();

/** @typedef {import('playwright-core').Page} Page */

/** @type {import('./support/scenario.js').BrowserContextOptions} */
const STILL = { reducedMotion: 'reduce' };
const SEVERAL = '#v=1&layers=4:tanh&ui.stop=20&ui.view=compare&ui.compare=';

/** @param {import('playwright-core').Locator} locator */
async function boxOf(locator) {
  const box = await locator.boundingBox();
  assert.ok(box, 'it is to be seen');
  return box;
}

/** How many lanes stand in each row. @param {Page} page */
async function rows(page) {
  const tops = await lanes(page).evaluateAll((items) => items.map((item) => Math.round(item.getBoundingClientRect().top)));
  return [...new Set(tops)].map((top) => tops.filter((other) => other === top).length);
}

for (const [comparison, expected] of /** @type {const} */ ([['post', [2, 2]], ['depths', [3, 3]], ['optimizers', [3, 3, 3]], ['activations', [4, 4, 4, 4]], ['seeds', [4, 4, 4, 4]]])) {
  scenario(`at 1440 px the lanes of “${comparison}” fill their rows, with the losses beside them in the first screen`, { browser: STILL, at: `${SEVERAL}${comparison}` }, async (page) => {
    await becomes(() => lanes(page).count(), expected.reduce((a, b) => a + b, 0));
    assert.deepEqual(await rows(page), expected);
    const chart = await boxOf(page.locator('.losses-chart canvas'));
    const last = await boxOf(lanes(page).last());
    assert.ok(chart.y + chart.height <= 900, `the chart ends at ${chart.y + chart.height}`);
    assert.ok(chart.x >= last.x + last.width, 'it stands beside the lanes');
    await page.evaluate(() => scrollBy(0, 300));
    await eventually('the chart stays in view', async () => (await boxOf(page.locator('.losses-chart canvas'))).y >= 0);
  });
}

scenario('what can be done with a lane is shown to who points at it, or comes by keys', { browser: STILL, at: `${SEVERAL}post` }, async (page) => {
  await becomes(() => lanes(page).count(), 4);
  const shown = (/** @type {number} */ index) => lanes(page).nth(index).locator('.lane-actions').evaluate((node) => getComputedStyle(node).opacity);
  await page.mouse.move(2, 2);
  assert.deepEqual(await Promise.all([0, 1].map(shown)), ['0', '0']);
  await lanes(page).nth(1).hover();
  assert.deepEqual(await Promise.all([0, 1].map(shown)), ['0', '1']);
  await page.mouse.move(2, 2);
  await page.getByRole('button', { name: 'Open: ReLU 300' }).focus();
  assert.deepEqual(await Promise.all([0, 1].map(shown)), ['1', '0']);
});

for (const lang of ['en', 'de']) {
  scenario(`at 390 px the first curve is in the first screen, and the fields are behind one button (${lang})`, { width: 390, browser: STILL, at: `?lang=${lang}${SEVERAL}post` }, async (page) => {
    await becomes(() => lanes(page).count(), 4);
    const first = await boxOf(lanes(page).first().locator('canvas'));
    assert.ok(first.y + first.height <= 664, `the first curve ends at ${first.y + first.height}`);
    assert.equal(await lanes(page).first().locator('.lane-actions').evaluate((node) => getComputedStyle(node).opacity), '1');
    const goal = page.locator('#compare input.goal');
    assert.equal(await goal.isVisible(), false);
    await page.getByRole('button', { name: /^(Pace and goal|Tempo und Ziel)$/ }).tap();
    await goal.waitFor();
  });
}

/** Whether nothing lies over the plot, and all of it is in the window. @param {Page} page */
const plotIsFree = (page) =>
  page.evaluate(() => {
    const canvas = /** @type {HTMLElement} */ (document.querySelector('#curve'));
    const { left, right, top, bottom } = canvas.getBoundingClientRect();
    const places = [[left + 8, top + 8], [right - 8, top + 8], [left + 8, bottom - 8], [right - 8, bottom - 8], [(left + right) / 2, (top + bottom) / 2]];
    return places.every(([x, y]) => document.elementFromPoint(x, y) === canvas);
  });

for (const [width, height] of [[360, 640], [390, 740], [768, 1024], [844, 390], [1180, 800], [1440, 900], [1920, 1080]]) {
  scenario(`settings leave the plot to be seen at ${width} × ${height}`, { browser: { ...STILL, viewport: { width, height } }, width, at: '#v=1&layers=16:tanh&ui.stop=50' }, async (page) => {
    await openSettings(page);
    await becomes(() => panel(page).evaluate((node) => node === document.activeElement), true);
    if (height > 400) await becomes(() => plotIsFree(page), true);
    else assert.ok((await boxOf(page.locator('#curve'))).y < height / 2, 'as much of it as there is room for');
    await press(page, 'Step');
    await becomes(() => text(page, '#epoch'), '1');
    await enter(page, 'Seed', 7);
    await eventually('the new seed', () => page.url().includes('seed=7'));
    if (height > 400) await becomes(() => plotIsFree(page), true, 'while a field is used, too');
    await field(page, 'Seed').press('Escape');
    await panel(page).waitFor({ state: 'hidden' });
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'All settings');
    assert.equal(await button(page, 'All settings').getAttribute('aria-expanded'), 'false');
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways');
  });
}

scenario('settings are closed by their button, and stay shut on other pages', { browser: STILL, at: '#v=1&layers=16:tanh&ui.stop=50' }, async (page) => {
  await openSettings(page);
  await press(page, 'Close settings');
  await panel(page).waitFor({ state: 'hidden' });
  await openSettings(page);
  await page.locator('#pages').getByRole('link', { name: 'Gallery' }).click();
  await panel(page).waitFor({ state: 'hidden' });
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).paddingRight), '0px');
  await page.locator('#pages').getByRole('link', { name: 'Play' }).click();
  await ready(page);
});
