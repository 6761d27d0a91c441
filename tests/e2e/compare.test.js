// @ts-check
/** Runs side by side: the same runs as alone, who is first, what they cost, and where each can be taken. */
import assert from 'node:assert/strict';
import { becomes, eventually } from './support/eventually.js';
import { Trainer } from './support/module.js';
import { addressHolds, button, config, epoch, fragment, picture, press, text } from './support/page.js';
import { violations } from './support/axe.js';
import { createStage } from './support/scenario.js';

const { scenario } = createStage();

/** @typedef {import('playwright-core').Page} Page */

const STILL = { reducedMotion: /** @type {const} */ ('reduce') };
const END = 300;
const AT = `#v=1&ui.stop=${END}&ui.view=compare`;

/** @param {Page} page */
const lanes = (page) => page.locator('.lanes li');

/** @param {Page} page @param {number} [end] */
async function race(page, end = END) {
  await lanes(page).first().waitFor();
  await page.locator('#compare').getByLabel('Pace').selectOption('full');
  await press(page, 'Play');
  await eventually('all at the end', async () => (await page.locator('.lane-numbers').allTextContents()).every((numbers) => numbers.startsWith(`epoch ${end.toLocaleString('en')},`)));
}

/** @param {Partial<import('../../www/pkg/lernkurve.js').PartialConfig>} partial @param {number} epochs */
function straight(partial, epochs) {
  const trainer = new Trainer(partial);
  trainer.step(epochs);
  return trainer;
}

for (const width of [360, 1440]) {
  scenario(`the post’s four train to the losses they have alone at ${width} px`, { width, browser: STILL, at: AT }, async (page) => {
    await becomes(() => lanes(page).count(), 4);
    await race(page);
    assert.deepEqual(await page.locator('.lanes b').allTextContents(), ['ReLU 300', 'ReLU 600', 'linear 300', 'sigmoid 300']);
    const shown = (await page.locator('.lane-numbers').allTextContents()).map((numbers) => Number(numbers.split('loss ')[1]));
    const layers = /** @type {const} */ ([[300, 'relu'], [600, 'relu'], [300, 'linear'], [300, 'sigmoid']]);
    const alone = layers.map(([units, activation]) => straight({ layers: [{ units, activation }] }, END).loss);
    assert.deepEqual(shown, alone.map((loss) => Number(loss.toPrecision(3))));
    assert.match((await lanes(page).nth(1).textContent()) ?? '', /only: neurons 300 → 600/);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways');
    assert.deepEqual(await violations(page), []);
  });
}

scenario('the flag goes to whoever reaches the goal first', { browser: STILL, at: AT }, async (page) => {
  await race(page);
  await page.getByLabel('First to a loss of').fill('0.02');
  const reached = [300, 600].map((units) => straight({ layers: [{ units, activation: 'relu' }] }, END).lossHistory().findIndex((loss) => loss <= 0.02) + 1);
  const first = reached[1] < reached[0] ? 1 : 0;
  await becomes(async () => ((await lanes(page).nth(first).locator('.flag').textContent()) ?? '').includes(`epoch ${reached[first]}`), true);
  assert.equal(await page.locator('.flag').filter({ hasText: '⚑' }).count(), 1);
  await page.getByLabel('First to a loss of').fill('zero');
  await page.getByText('A loss is a number above 0, not “zero”.').waitFor();
});

scenario('every comparison is one click, and has its own link', { browser: STILL, at: '#v=1&layers=20:tanh&ui.stop=20&ui.view=compare' }, async (page) => {
  const counts = { Activations: 16, Optimizers: 9, 'Learning rates': 6, Widths: 6, Depths: 6, '16 seeds': 16, 'The post’s four': 4 };
  for (const [name, count] of Object.entries(counts)) {
    await press(page, name);
    await becomes(() => lanes(page).count(), count, name);
    await becomes(() => button(page, name).getAttribute('aria-pressed'), 'true');
  }
  await press(page, 'Depths');
  await eventually('the link', () => fragment(page).includes('ui.compare=depths'));
  await page.reload();
  await becomes(() => lanes(page).count(), 6);
  await race(page, 20);
});

scenario('pause answers at once, and reset goes back to the first epoch', { at: '#v=1&ui.view=compare' }, async (page) => {
  await eventually('some epochs', async () => /epoch [1-9]/.test((await page.locator('.lane-numbers').first().textContent()) ?? ''));
  await press(page, 'Pause');
  await button(page, 'Play').waitFor();
  await page.waitForTimeout(200);
  const at = await page.locator('.lane-numbers').allTextContents();
  await page.waitForTimeout(400);
  assert.deepEqual(await page.locator('.lane-numbers').allTextContents(), at);
  await press(page, 'Reset');
  await eventually('epoch 0', async () => (await page.locator('.lane-numbers').allTextContents()).every((numbers) => numbers.startsWith('epoch 0')));
});

scenario('a lane opens as the run, with its losses, and can be pinned and undone', { browser: STILL, at: AT }, async (page) => {
  await race(page);
  await page.getByRole('button', { name: 'Pin: linear 300' }).click();
  await page.getByRole('button', { name: 'Open: sigmoid 300' }).click();
  await addressHolds(page, ({ layers }) => layers[0].activation, 'sigmoid');
  await becomes(() => epoch(page), END);
  assert.equal(await text(page, '#loss'), straight(config(page), END).loss.toPrecision(3));
  await page.locator('.legend').getByText('linear 300').waitFor();
  const pinned = await picture(page);
  await press(page, 'Unpin');
  await eventually('another picture', async () => (await picture(page)) !== pinned);
  await press(page, 'Undo');
  await addressHolds(page, ({ layers }) => layers[0].activation, 'relu');
});

scenario('the table says what the times are made of', { browser: STILL, at: AT }, async (page) => {
  await race(page);
  await page.waitForTimeout(600);
  const rows = await page.locator('.costs tbody tr').evaluateAll((found) => found.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
  assert.equal(rows.length, 10, 'four runs and six measured elsewhere');
  const number = (/** @type {string} */ cell) => Number(cell.replace(/[,×\s]/g, ''));
  for (const [name, ...cells] of rows.slice(0, 4)) {
    const [anEpoch, anUpdate] = cells.map(number);
    assert.ok(anEpoch > 0 && Math.abs(anEpoch / anUpdate / 7 - 1) < 0.02, `${name}: ${cells}`);
  }
  assert.equal(Math.min(...rows.slice(0, 4).map((row) => number(row[4]))), 1);
  assert.deepEqual(rows[4].slice(0, 2), ['Keras 3, TensorFlow *', '60,400']);
});
