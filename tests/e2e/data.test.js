// @ts-check
/** Own data: set, dragged and removed by mouse, finger and keys, drawn freehand, pasted as a table. */
import assert from 'node:assert/strict';
import { becomes, eventually } from './support/eventually.js';
import { SMALL, addressHolds, button, config, field, goesOn, inPlot, openSettings, train } from './support/page.js';
import { createStage } from './support/scenario.js';

const { scenario } = createStage();

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page */
const count = (page) => config(page).points?.length ?? 0;

/** Two points at the edges, and the tool to set more. @param {Page} page */
async function startEmpty(page) {
  await train(page, 1);
  await openSettings(page);
  await field(page, 'Learns from').selectOption('points');
  await becomes(() => count(page), 12);
  await button(page, 'Start empty').click();
  await page.locator('#curve').scrollIntoViewIfNeeded();
}

/** @param {Page} page @param {[number, number]} from @param {[number, number]} to */
async function drag(page, from, to) {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(...to, { steps: 8 });
  await page.mouse.up();
}

scenario('a click adds a point, a drag moves it, a click on it removes it', { at: `#${SMALL}` }, async (page) => {
  await startEmpty(page);
  await page.mouse.click(...await inPlot(page, 0.2, 0.7));
  await page.mouse.click(...await inPlot(page, 0.4, 0.3));
  await becomes(() => count(page), 2);
  await page.mouse.click(...await inPlot(page, 0.6, 0.5));
  await becomes(() => count(page), 3);
  const before = config(page).points?.map(([x, y]) => [x, y]) ?? [];
  await drag(page, await inPlot(page, 0.4, 0.3), await inPlot(page, 0.5, 0.6));
  await eventually('the point elsewhere', () => {
    const middle = config(page).points?.[1];
    return middle && middle[0] > before[1][0] && middle[1] < before[1][1];
  });
  assert.equal(count(page), 3);
  await page.mouse.click(...await inPlot(page, 0.6, 0.5));
  await becomes(() => count(page), 2);
  await goesOn(page);
  await button(page, 'Done').click();
  await button(page, 'Done').waitFor({ state: 'hidden' });
  await field(page, 'Learns from').selectOption('function');
  await addressHolds(page, ({ points }) => points === undefined, true);
});

scenario('on a phone taps set points', { width: 360, at: `#${SMALL}` }, async (page) => {
  await startEmpty(page);
  await page.touchscreen.tap(...await inPlot(page, 0.25, 0.7));
  await page.touchscreen.tap(...await inPlot(page, 0.45, 0.3));
  // Two points are a run of their own, and the sentence above the plot changes with it.
  await becomes(() => count(page), 2);
  await page.touchscreen.tap(...await inPlot(page, 0.7, 0.5));
  await becomes(() => count(page), 3);
  await page.touchscreen.tap(...await inPlot(page, 0.45, 0.3));
  await becomes(() => count(page), 2);
  await goesOn(page);
});

scenario('keys alone set, move and remove points', { at: `#${SMALL}` }, async (page) => {
  await startEmpty(page);
  const plot = page.locator('#curve');
  await plot.focus();
  for (const key of ['ArrowLeft', 'Shift+ArrowLeft', 'Enter', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Enter', 'Shift+ArrowUp', 'Enter']) await page.keyboard.press(key);
  await becomes(() => count(page), 3);
  const before = JSON.stringify(config(page).points);
  for (const key of ['Enter', 'ArrowUp', 'ArrowUp', 'Enter']) await page.keyboard.press(key);
  await eventually('a moved point', () => JSON.stringify(config(page).points) !== before);
  assert.equal(count(page), 3);
  await page.keyboard.press('Delete');
  await becomes(() => count(page), 2);
  await goesOn(page);
});

scenario('a curve is drawn freehand, and learned', { at: `#${SMALL}` }, async (page) => {
  await startEmpty(page);
  await button(page, 'Draw a curve').click();
  await page.locator('#curve').scrollIntoViewIfNeeded();
  await page.mouse.move(...await inPlot(page, 0.15, 0.8));
  await page.mouse.down();
  for (const [x, y] of [[0.3, 0.2], [0.5, 0.6], [0.7, 0.3], [0.85, 0.7]]) await page.mouse.move(...await inPlot(page, x, y), { steps: 12 });
  await page.mouse.up();
  await eventually('many points', () => count(page) > 30);
  await goesOn(page);
});

scenario('a single point is kept, what is missing is said, and the next one is learned', { at: `#${SMALL}` }, async (page) => {
  await startEmpty(page);
  await button(page, 'Done').click();
  await page.getByText('Learning needs two points, and so far there are none.').waitFor();
  await page.mouse.click(...await inPlot(page, 0.3, 0.6));
  await button(page, 'Done').click();
  await page.getByText('so far there is 1. Set another one.').waitFor();
  assert.equal(count(page), 12, 'the run still learns what it learned');
  // Another seed is another run, and the point is still there.
  await button(page, 'New seed').click();
  await addressHolds(page, ({ seed }) => seed !== 1, true);
  await page.mouse.click(...await inPlot(page, 0.6, 0.3));
  await becomes(() => count(page), 2);
  await button(page, 'Done').click();
  await button(page, 'Done').waitFor({ state: 'hidden' });
  await goesOn(page);
});

scenario('a draft can be given up, and points that were set come back after a look at the function', { at: '?lang=de#v=2&ui.pace=100' }, async (page) => {
  await button(page, 'Alle Einstellungen').click();
  await field(page, 'Lernt aus').selectOption('points');
  await becomes(() => count(page), 12);
  await page.locator('#curve').scrollIntoViewIfNeeded();
  await page.mouse.click(...await inPlot(page, 0.5, 0.15));
  await becomes(() => count(page), 13);
  const set = JSON.stringify(config(page).points);
  await button(page, 'Leer anfangen').click();
  await button(page, 'Fertig').click();
  await button(page, 'Diesen Entwurf verwerfen').click();
  await button(page, 'Fertig').waitFor({ state: 'hidden' });
  assert.equal(JSON.stringify(config(page).points), set);
  await field(page, 'Lernt aus').selectOption('function');
  await addressHolds(page, ({ points, optimizer }) => points === undefined && optimizer.kind, 'adadelta', 'the function is learned as before');
  await field(page, 'Lernt aus').selectOption('points');
  await addressHolds(page, ({ points }) => JSON.stringify(points), set);
});

scenario('own points begin with what learns them, unless somebody chose otherwise', { at: '#v=2&ui.pace=100' }, async (page) => {
  await openSettings(page);
  await field(page, 'Learns from').selectOption('points');
  await addressHolds(page, ({ optimizer, biasInitializer }) => `${optimizer.kind} ${biasInitializer.kind}`, 'adam spread');
  await page.getByText('suits points like yours').first().waitFor();
  await button(page, 'Undo').click();
  await addressHolds(page, ({ points, optimizer }) => points === undefined && optimizer.kind, 'adadelta');
  await field(page, 'Optimizer').selectOption('sgd');
  await addressHolds(page, ({ optimizer }) => optimizer.kind, 'sgd');
  await field(page, 'Learns from').selectOption('points');
  await addressHolds(page, ({ points, optimizer }) => points && optimizer.kind, 'sgd');
});
