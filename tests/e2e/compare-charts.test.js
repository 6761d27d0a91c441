// @ts-check
/** The charts of the comparison: told apart by a key and by lighting up, and taken along. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { PNG } from 'pngjs';
import { violations } from './support/axe.js';
import { lanes, named, race, straight } from './support/compare.js';
import { becomes, eventually } from './support/eventually.js';
import { press } from './support/page.js';
import { createStage } from './support/scenario.js';

const { scenario } = createStage();

/** @typedef {import('playwright-core').Page} Page */

const STILL = { reducedMotion: /** @type {const} */ ('reduce') };
const TINY = '#v=2&layers=8:tanh&ui.stop=40';

/** @param {Page} page @param {string} name */
async function downloaded(page, name) {
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, name)]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

scenario('both charts are taken along as pictures and as numbers', { browser: { ...STILL, colorScheme: 'dark' }, at: `${TINY}&ui.view=compare&ui.compare=base|seed=7|layers=5:relu,6:relu` }, async (page) => {
  await becomes(() => lanes(page).count(), 3);
  await race(page, 40);
  const names = ['tanh 8', 'seed 7', 'ReLU 5 + 6'];
  await named(page, names);
  for (const [chart, file] of [['Losses', 'losses'], ['Computing times', 'times']]) {
    const svg = await downloaded(page, `SVG: ${chart}`);
    assert.equal(svg.name, `lernkurve-${file}.svg`);
    assert.equal(XMLValidator.validate(svg.bytes.toString()), true);
    const drawing = new XMLParser({ ignoreAttributes: false, isArray: (tag) => tag === 'text' }).parse(svg.bytes.toString()).svg;
    for (const name of names) assert.match(svg.bytes.toString(), new RegExp(`>${name.replace('+', '\\+')}</text>`));
    assert.match(svg.bytes.toString(), /ui\.compare=base\|seed=7\|/, 'its link stands below');
    const png = await downloaded(page, `PNG: ${chart}`);
    assert.equal(png.name, `lernkurve-${file}.png`);
    const { width, height, data } = PNG.sync.read(png.bytes);
    assert.deepEqual([width, height], [2 * Number(drawing['@_width']), 2 * Number(drawing['@_height'])]);
    assert.deepEqual([...data.subarray(0, 4)], [255, 255, 255, 255], 'white paper');
    // Runs of the same work cost the same, so their lines lie on one another: any lane's colour will do.
    const isColoured = (/** @type {number} */ i) => Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], data[i + 2]) > 60;
    assert.ok(data.filter((_, i) => i % 4 === 0 && isColoured(i)).length > 500, 'lines are drawn');
  }
  await eventually('all costs', async () => (await page.locator('.costs tbody td').allTextContents()).every((cell) => cell !== '–'));
  const losses = parse((await downloaded(page, 'CSV: Losses')).bytes, { columns: true });
  assert.deepEqual(Object.keys(losses[0]), ['epoch', ...names]);
  assert.deepEqual(losses.map((/** @type {any} */ row) => Math.fround(Number(row['seed 7']))), [...straight({ layers: [{ units: 8, activation: 'tanh' }], seed: 7 }, 40).lossHistory()]);
  const times = parse((await downloaded(page, 'CSV: Computing times')).bytes, { columns: true });
  assert.deepEqual([...new Set(times.map((/** @type {any} */ row) => row.run))], names);
  assert.ok(times.every((/** @type {any} */ row) => row.kind === 'trained' && Number(row.seconds) > 0 && Number(row.epoch) <= 40));
});

for (const width of [360, 1440]) {
  scenario(`sixteen lanes have a key, and one lights up: ${width} px`, { width, browser: STILL, at: '#v=2&layers=4:tanh&ui.stop=20&ui.view=compare&ui.compare=activations' }, async (page) => {
    await becomes(() => lanes(page).count(), 16);
    await race(page, 20);
    const chart = page.locator('.race-chart').first();
    const pixels = () => chart.locator('canvas').evaluate((canvas) => /** @type {HTMLCanvasElement} */ (canvas).toDataURL());
    const before = await pixels();
    const key = chart.getByRole('button', { name: '2 ReLU 4', exact: true });
    await key.click();
    await eventually('another picture', async () => (await pixels()) !== before);
    assert.equal(await key.getAttribute('aria-pressed'), 'true');
    await key.click();
    assert.equal(await key.getAttribute('aria-pressed'), 'false');
    await page.mouse.move(0, 0);
    await becomes(async () => (await pixels()) === before, true);
    assert.deepEqual(await violations(page), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways');
  });
}

scenario('a line lights up under the pointer, and its lane under the focus', { browser: STILL, at: `${TINY}&ui.view=compare&ui.compare=base|learningRate=0.01` }, async (page) => {
  await becomes(() => lanes(page).count(), 2);
  await race(page, 40);
  const lit = () => page.locator('.lanes .lit b').allTextContents();
  const canvas = page.locator('.race-chart canvas').first();
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  assert.ok(box);
  // From the top down one comes to the slow one first, which lies above the other.
  await eventually('the upper line', async () => {
    for (let y = 4; y < box.height - 30; y += 6) {
      await page.mouse.move(box.x + box.width / 2, box.y + y);
      if ((await lit()).length > 0) return true;
    }
    return false;
  });
  assert.deepEqual(await lit(), ['learning rate 0.01']);
  await page.mouse.move(0, 0);
  await becomes(async () => (await lit()).length, 0);
  await page.getByRole('button', { name: 'Open: tanh 8' }).focus();
  // By a key, for a tap leaves the focus behind, too.
  await page.keyboard.press('Tab');
  await becomes(async () => (await lit()).join(), 'tanh 8');
});
