// @ts-check
/** Runs side by side: the same runs as alone, who is first, what they cost, and where each can be taken. */
import assert from 'node:assert/strict';
import { compared, lanes, named, race, straight } from './support/compare.js';
import { becomes, eventually } from './support/eventually.js';
import { addressHolds, button, config, epoch, fragment, frames, picture, press, ready, text, turnTo } from './support/page.js';
import { violations } from './support/axe.js';
import { createStage } from './support/scenario.js';
import { enterLike } from './support/typing.js';

const { scenario } = createStage();

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page */
const numbers = (page) => page.locator('.lane-number').allTextContents();

const STILL = { reducedMotion: /** @type {const} */ ('reduce') };
const END = 300;
const GOAL = 0.02;
const AT = `#v=2&ui.stop=${END}&ui.view=compare`;

for (const width of [360, 1440]) {
  scenario(`the post’s four train to the losses they have alone at ${width} px`, { width, browser: STILL, at: AT }, async (page) => {
    await becomes(() => lanes(page).count(), 4);
    await race(page, END);
    assert.deepEqual(await page.locator('.lanes b').allTextContents(), ['ReLU 300', 'ReLU 600', 'linear 300', 'sigmoid 300']);
    const shown = (await page.locator('.lane-numbers').allTextContents()).map((numbers) => Number(numbers.split('loss ')[1]));
    const layers = /** @type {const} */ ([[300, 'relu'], [600, 'relu'], [300, 'linear'], [300, 'sigmoid']]);
    const alone = layers.map(([units, activation]) => straight({ layers: [{ units, activation }] }, END).evaluate());
    assert.deepEqual(shown, alone.map((loss) => Number(loss.toPrecision(3))));
    assert.match((await lanes(page).nth(1).textContent()) ?? '', /only: neurons 300 → 600/);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways');
    assert.deepEqual(await violations(page), []);
  });
}

scenario('the flag goes to whoever reaches the goal first', { browser: STILL, at: AT }, async (page) => {
  await race(page, END);
  await enterLike(page, page.getByLabel('Goal: a loss of'), String(GOAL));
  /** The first of twenty epochs in a row below the goal. @param {number} units */
  const reachedBy = (units) => {
    const below = Array.from(straight({ layers: [{ units, activation: 'relu' }] }, END).lossHistory(), (loss) => loss <= GOAL);
    return below.findIndex((_, i) => below.slice(i, i + 20).length === 20 && below.slice(i, i + 20).every(Boolean)) + 1;
  };
  const reached = [300, 600].map(reachedBy);
  assert.ok(reached.every((epoch) => epoch > 0), `both reach it: ${reached}`);
  const first = reached[1] < reached[0] ? 1 : 0;
  await becomes(async () => ((await lanes(page).nth(first).locator('.flag').textContent()) ?? '').includes(`epoch ${reached[first]}`), true);
  assert.equal(await page.locator('.flag').filter({ hasText: '⚑' }).count(), 1);
  await enterLike(page, page.getByLabel('Goal: a loss of'), 'zero');
  await page.getByText('Goal: “zero” is not a number. Numbers above 0 and up to 1,000,000 are possible.').waitFor();
});

scenario('the end can be moved away, and the lanes go on', { browser: STILL, at: '#v=2&layers=8:tanh&ui.stop=20&ui.view=compare' }, async (page) => {
  await race(page, 20);
  const field = page.locator('#compare').getByLabel('End at epoch');
  await enterLike(page, field, '2.5');
  await page.getByText('End at epoch: 2.5 is not a whole number. Whole numbers from 1 to 1,000,000,000 are possible.').waitFor();
  await enterLike(page, field, '50');
  await becomes(() => new URLSearchParams(fragment(page)).get('ui.stop'), '50');
  assert.ok((await page.locator('.lane-numbers').allTextContents()).every((numbers) => numbers.startsWith('epoch 20,')), 'none begins again');
  await race(page, 50);
});

scenario('every comparison is one click, and has its own link', { browser: STILL, at: '#v=2&layers=20:tanh&ui.stop=20&ui.view=compare' }, async (page) => {
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

scenario('pause answers at once, and reset goes back to the first epoch', { at: '#v=2&ui.view=compare' }, async (page) => {
  await eventually('some epochs', async () => /epoch [1-9]/.test((await page.locator('.lane-numbers').first().textContent()) ?? ''));
  await press(page, 'Pause');
  await button(page, 'Play').waitFor();
  await frames(page, 12);
  const at = await page.locator('.lane-numbers').allTextContents();
  await frames(page, 24);
  assert.deepEqual(await page.locator('.lane-numbers').allTextContents(), at);
  await press(page, 'Reset');
  await eventually('epoch 0', async () => (await page.locator('.lane-numbers').allTextContents()).every((numbers) => numbers.startsWith('epoch 0')));
});

scenario('a lane opens as the run, with its losses, and can be pinned and undone', { browser: STILL, at: AT }, async (page) => {
  await race(page, END);
  await page.getByRole('button', { name: 'Pin: linear 300' }).click();
  await page.getByRole('button', { name: 'Open: sigmoid 300' }).click();
  await addressHolds(page, ({ layers }) => layers[0].activation, 'sigmoid');
  await becomes(() => epoch(page), END);
  assert.equal(await text(page, '#loss'), straight(config(page), END).evaluate().toPrecision(3));
  await page.locator('.legend').getByText('linear 300').waitFor();
  const pinned = await picture(page);
  await press(page, 'Hide');
  await eventually('another picture', async () => (await picture(page)) !== pinned);
  await press(page, 'Undo');
  await addressHolds(page, ({ layers }) => layers[0].activation, 'relu');
});

scenario('the table says what the times are made of', { browser: STILL, at: AT }, async (page) => {
  await race(page, END);
  const cells = () => page.locator('.costs tbody tr').evaluateAll((found) => found.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
  await eventually('all costs', async () => (await cells()).every(([, cost]) => cost !== '–'));
  const rows = await cells();
  assert.equal(rows.length, 10, 'four runs and six measured elsewhere');
  const number = (/** @type {string} */ cell) => Number(cell.replace(/[,×\s]/g, ''));
  for (const [name, ...cells] of rows.slice(0, 4)) {
    const [anEpoch, anUpdate] = cells.map(number);
    assert.ok(anEpoch > 0 && Math.abs(anEpoch / anUpdate / 7 - 1) < 0.02, `${name}: ${cells}`);
  }
  assert.equal(Math.min(...rows.slice(0, 4).map((row) => number(row[4]))), 1);
  assert.deepEqual(rows[4].slice(0, 2), ['Keras 3, TensorFlow\u00a0*', '60,400']);
});

const TINY = '#v=2&layers=8:tanh&ui.stop=40';

scenario('another run set up, the comparison shows it from its beginning, by itself', { at: '#v=2&layers=8:tanh&ui.stop=1000000&ui.view=compare&ui.compare=seeds' }, async (page) => {
  await becomes(() => lanes(page).count(), 16);
  await page.getByRole('link', { name: 'Play', exact: true }).click();
  await enterLike(page, page.getByLabel('Batch size').first(), '20');
  await addressHolds(page, ({ batchSize }) => batchSize, 20);
  await page.getByRole('link', { name: 'Compare', exact: true }).click();
  await becomes(() => lanes(page).count(), 16);
  await page.locator('#compare').getByRole('button', { name: 'Pause' }).waitFor();
  await eventually('some epochs', async () => (await page.locator('.lane-numbers').allTextContents()).every((numbers) => /^epoch [1-9]/.test(numbers)));
});

scenario('a lane that is removed stays so after a reload, and the others go on', { browser: STILL, at: AT }, async (page) => {
  await race(page, END);
  const losses = await page.locator('.lane-numbers').allTextContents();
  await page.getByRole('button', { name: 'Remove: linear 300' }).click();
  await named(page, ['ReLU 300', 'ReLU 600', 'sigmoid 300']);
  assert.deepEqual(await page.locator('.lane-numbers').allTextContents(), losses.filter((_, index) => index !== 2));
  await becomes(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Remove: sigmoid 300');
  await becomes(() => text(page, '#live'), 'linear 300 was removed; 3 runs are left.');
  await becomes(() => compared(page), 'post|-3');
  assert.deepEqual(await numbers(page), ['1', '2', '4'], 'those that stay keep number and colour');
  await press(page, 'Bring linear 300 back');
  await named(page, ['ReLU 300', 'ReLU 600', 'linear 300', 'sigmoid 300']);
  await becomes(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Remove: linear 300');
  await becomes(() => compared(page), null);
  assert.equal(await page.getByRole('button', { name: 'Bring linear 300 back' }).count(), 0);
  await page.getByRole('button', { name: 'Remove: linear 300' }).click();
  await becomes(() => compared(page), 'post|-3');
  await page.reload();
  await named(page, ['ReLU 300', 'ReLU 600', 'sigmoid 300']);
  assert.deepEqual(await numbers(page), ['1', '2', '4']);
  for (const left of [2, 1, 0]) {
    await page.getByRole('button', { name: /^Remove:/ }).first().click();
    await becomes(() => lanes(page).count(), left);
  }
  await page.getByText('There is no run here yet.').waitFor();
  await becomes(() => compared(page), '');
  await press(page, 'Add the run from “Play”');
  await named(page, ['ReLU 300']);
});

scenario('runs are put into a comparison from their own page, and stay what they were', { browser: STILL, at: TINY }, async (page) => {
  await ready(page);
  await press(page, 'Add to a comparison');
  await enterLike(page, page.getByLabel('Batch size').first(), '4');
  await addressHolds(page, ({ batchSize }) => batchSize, 4);
  await becomes(() => compared(page), 'batchSize=');
  await press(page, 'Add to a comparison');
  await press(page, 'Add to a comparison');
  await page.locator('.notice-line').getByText('This run is already in the comparison.').waitFor();
  await page.getByRole('link', { name: 'See the comparison (2 runs)' }).click();
  await named(page, ['batch size 15', 'tanh 8']);
  await race(page, 40);
  const alone = [15, 4].map((batchSize) => straight({ layers: [{ units: 8, activation: 'tanh' }], batchSize }, 40).evaluate());
  const shown = async () => (await page.locator('.lane-numbers').allTextContents()).map((numbers) => Number(numbers.split('loss ')[1]));
  assert.deepEqual(await shown(), alone.map((loss) => Number(loss.toPrecision(3))));
  assert.match((await lanes(page).first().textContent()) ?? '', /only: batch size 4 → 15/);
  await becomes(() => compared(page), 'batchSize=|base');
  // Another run is looked at meanwhile.
  await page.getByRole('link', { name: 'Gallery', exact: true }).click();
  await page.locator('.presets a').first().click();
  await addressHolds(page, ({ layers }) => layers[0].units, 300);
  await becomes(() => compared(page), 'layers=8:tanh|layers=8:tanh~batchSize=4');
  await page.getByRole('link', { name: 'Compare', exact: true }).click();
  await becomes(() => lanes(page).count(), 2);
  await named(page, ['tanh 8', 'tanh 8, batch size 4']);
  await eventually('the link', () => fragment(page).includes('ui.view=compare'));
  await page.reload();
  await named(page, ['tanh 8', 'tanh 8, batch size 4']);
});

scenario('opened as the run and come back to, the comparison has the same runs, as far as they were', { browser: STILL, at: `${AT}&ui.compare=rates` }, async (page) => {
  await race(page, END);
  const losses = await page.locator('.lane-numbers').allTextContents();
  await page.getByRole('button', { name: 'Open: learning rate 0.3' }).click();
  await addressHolds(page, ({ optimizer }) => optimizer.learningRate, 0.3);
  await page.getByRole('link', { name: 'Compare', exact: true }).click();
  await becomes(() => lanes(page).count(), 6);
  assert.deepEqual(await page.locator('.lane-numbers').allTextContents(), losses);
  await becomes(async () => (await page.locator('.lanes b').nth(4).textContent()) ?? '', 'learning rate 3');
  assert.match((await lanes(page).nth(2).textContent()) ?? '', /same as under “Play”/);
});

scenario('a hostile comparison opens in its valid part, and the rest is named', { browser: STILL, at: `${TINY}&ui.view=compare&ui.compare=base|${encodeURIComponent('<img src=x onerror=alert(1)>')}|seed=abc|layers=5:relu~seed=-1|layers=${'4096:relu,'.repeat(7)}4096:relu|function=x|batchSize=3` }, async (page) => {
  await named(page, ['tanh 8', 'ReLU 5', 'batch size 3']);
  const notice = page.locator('#notices .notice');
  await becomes(async () => (await notice.locator('li').allTextContents()).length, 5);
  const words = (await notice.textContent()) ?? '';
  for (const refused of ['<img src=x onerror=alert(1)>', 'function=x', 'abc', '117,481,473 weights']) assert.ok(words.includes(refused), `${refused}: ${words}`);
  await becomes(() => compared(page), 'base|layers=5:relu|batchSize=3');
  assert.deepEqual(await violations(page), []);
  await notice.getByRole('button').click();
  await becomes(() => notice.count(), 0);
});

scenario('by computing time a cheap run is far ahead in epochs', { browser: STILL, at: '#v=2&layers=4:linear&ui.stop=1000000&ui.view=compare&ui.compare=base|layers=256:tanh,256:tanh,256:tanh' }, async (page) => {
  await becomes(() => lanes(page).count(), 2);
  await page.locator('#compare').getByLabel('Progress by').selectOption('time');
  await press(page, 'Play');
  const epochs = async () => (await page.locator('.lane-numbers').allTextContents()).map((numbers) => Number(/epoch ([\d,]+)/.exec(numbers)?.[1].replaceAll(',', '')));
  // Of a cost some thousand times as high; by epochs the show takes them side by side.
  await eventually('some epochs of the large one', async () => (await epochs())[1] >= 3);
  const [cheap, dear] = await epochs();
  assert.ok(cheap > 20 * dear, `${cheap} and ${dear}`);
  await press(page, 'Pause');
});

scenario('presses in haste do one thing only, and what would be another run is not put back', { browser: STILL, at: '#v=2&layers=5:tanh&ui.stop=20&ui.view=compare&ui.compare=post' }, async (page) => {
  const put = page.getByRole('button', { name: 'Bring ReLU 300 back' });
  await becomes(() => lanes(page).count(), 4);
  await page.getByRole('button', { name: 'Remove: ReLU 300' }).dblclick();
  await named(page, ['ReLU 600', 'linear 300', 'sigmoid 300']);
  await put.dblclick();
  await named(page, ['ReLU 300', 'ReLU 600', 'linear 300', 'sigmoid 300']);
  await page.getByRole('button', { name: 'Add the run from “Play”' }).dblclick();
  await becomes(() => compared(page), 'post|base');
  await page.getByRole('button', { name: 'Remove: tanh 5' }).click();
  const back = page.getByRole('button', { name: 'Bring tanh 5 back' });
  await back.waitFor();
  await page.evaluate(() => (location.hash = location.hash.replace('layers=5:tanh', 'layers=7:tanh')));
  await back.waitFor({ state: 'hidden' });
});

scenario('what a comparison is measured by goes with its link', { browser: STILL, at: `${TINY}&ui.view=compare&ui.axis=updates&ui.goal=0.5&ui.race=full` }, async (page) => {
  const fields = async () => Promise.all(['Progress by', 'Pace', 'Goal: a loss of'].map((label) => page.locator('#compare').getByLabel(label).inputValue()));
  await becomes(async () => (await fields()).join(' '), 'updates full 0.5');
  await page.locator('#compare').getByLabel('Progress by').selectOption('time');
  await page.locator('#compare').getByLabel('Pace').selectOption('show');
  await enterLike(page, page.locator('#compare').getByLabel('Goal: a loss of'), '0.02');
  await becomes(() => /ui\.axis=time&ui\.goal=0\.02&/.test(fragment(page)), true);
  assert.doesNotMatch(fragment(page), /ui\.race/, 'what is usual is left out');
  await page.reload();
  await becomes(async () => (await fields()).join(' '), 'time show 0.02');
  await page.getByText('Over computing time').waitFor();
  // From another page's link, too.
  await turnTo(page, 'Play');
  await eventually('the page in the address', () => !fragment(page).includes('ui.view'));
  await page.reload();
  await ready(page);
  await turnTo(page, 'Compare');
  await becomes(async () => (await fields()).join(' '), 'time show 0.02');
  await page.locator('#compare').getByLabel('Goal: a loss of').focus();
  // An address typed into the same page.
  await page.evaluate(() => (location.hash = location.hash.replace('ui.axis=time&ui.goal=0.02', 'ui.goal=0.03')));
  await becomes(async () => (await fields()).join(' '), 'epochs show 0.03');
  await page.getByText('Over epochs').waitFor();
});

scenario('Share gives the comparison away', { browser: { ...STILL, permissions: ['clipboard-read', 'clipboard-write'] }, at: `${TINY}&ui.view=compare&ui.compare=base|seed=7` }, async (page) => {
  await named(page, ['tanh 8', 'seed 7']);
  await page.getByRole('button', { name: 'Remove: seed 7' }).click();
  await press(page, 'Share');
  await becomes(async () => (await text(page, '#live'))?.startsWith('Link copied.'), true);
  const shared = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(shared, /ui\.compare=base&ui\.view=compare$/);
});
