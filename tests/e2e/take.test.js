// @ts-check
/** What is taken along, opened again by readers that are not ours; and the page inside another one. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { PNG } from 'pngjs';
import { violations } from './support/axe.js';
import { becomes, eventually } from './support/eventually.js';
import { Trainer } from './support/module.js';
import { addressHolds, button, config, epoch, press, ready, text } from './support/page.js';
import { createStage } from './support/scenario.js';

const { scenario } = createStage();

/** @typedef {import('playwright-core').Page} Page */

const STILL = { reducedMotion: /** @type {const} */ ('reduce') };
const AT = '#v=1&layers=16:tanh&optimizer=adam&learningRate=0.01&validation=0.2&ui.stop=200&ui.pace=full';

/** Trains to the end and opens the dialog. @param {Page} page */
async function open(page) {
  await ready(page);
  await press(page, 'Play');
  await becomes(() => epoch(page), 200);
  await press(page, 'Take it with you …');
  await page.getByRole('dialog', { name: 'Take it with you' }).waitFor();
}

/** @param {Page} page @param {string} name */
async function downloaded(page, name) {
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, name)]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

scenario('numbers are those of the run, in full precision', { browser: STILL, at: AT }, async (page) => {
  await open(page);
  const trainer = new Trainer(config(page));
  const curve = trainer.step(200);

  const predictions = await downloaded(page, 'Predictions (CSV)');
  assert.equal(predictions.name, 'lernkurve-200-predictions.csv');
  const rows = parse(predictions.bytes, { columns: true });
  assert.deepEqual(rows.map((/** @type {any} */ row) => Math.fround(Number(row.prediction))), [...curve]);
  assert.deepEqual(rows.map((/** @type {any} */ row) => Math.fround(Number(row.x))), [...trainer.grid]);

  const losses = parse((await downloaded(page, 'Losses (CSV)')).bytes, { columns: true });
  assert.deepEqual(losses.map((/** @type {any} */ row) => Math.fround(Number(row.loss))), [...trainer.lossHistory()]);
  assert.deepEqual(losses.map((/** @type {any} */ row) => Math.fround(Number(row.validation_loss))), [...trainer.validationLossHistory()]);

  const weights = JSON.parse((await downloaded(page, 'Weights (JSON)')).bytes.toString());
  assert.equal(weights.checksum, trainer.checksum());
  assert.deepEqual(weights.weights.map((/** @type {any} */ { shape }) => shape), [[1, 16], [16], [16, 1], [1]]);
  assert.deepEqual(weights.weights.flatMap((/** @type {any} */ { values }) => values).map(Math.fround), [...trainer.parameters()]);
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  scenario(`pictures are for paper, whatever the screen’s colours: ${colorScheme}`, { browser: { ...STILL, colorScheme }, at: AT }, async (page) => {
    await open(page);
    const svg = (await downloaded(page, 'SVG')).bytes.toString();
    assert.equal(XMLValidator.validate(svg), true);
    const drawing = new XMLParser({ ignoreAttributes: false }).parse(svg).svg;
    assert.equal(drawing.g.circle.length, 81, 'a ring for each training point');
    assert.equal(drawing.g.path.length, 2, 'the function and the network');
    assert.match(svg, /Epoch 200, loss 0\.\d+/);
    const png = PNG.sync.read((await downloaded(page, 'PNG')).bytes);
    assert.deepEqual([png.width, png.height], [1920, 1208]);
    assert.deepEqual([...png.data.subarray(0, 4)], [255, 255, 255, 255], 'white paper');
    const warm = png.data.filter((_, i) => i % 4 === 0 && png.data[i] > 150 && png.data[i + 1] < 110 && png.data[i + 2] < 80).length;
    assert.ok(warm > 1000, `the network is drawn: ${warm} pixels`);
  });
}

scenario('the run is filmed, and stands where it stood', { browser: STILL, at: AT }, async (page) => {
  await open(page);
  const film = await downloaded(page, 'Film (WebM)');
  assert.equal(film.name, 'lernkurve-200.webm');
  assert.deepEqual([...film.bytes.subarray(0, 4)], [0x1a, 0x45, 0xdf, 0xa3], 'the mark of a Matroska file');
  assert.ok(film.bytes.includes('webm') && film.bytes.length > 20_000, `${film.bytes.length} bytes`);
  await becomes(() => epoch(page), 200);
});

scenario('the script for Keras and the line for another page are there to be copied', { browser: STILL, at: AT }, async (page) => {
  await open(page);
  const script = await page.getByLabel('The same in Keras').inputValue();
  assert.match(script, /keras\.layers\.Dense\(16, activation="tanh"/);
  assert.match(script, /optimizers\.Adam\(learning_rate=0\.01/);
  const line = await page.getByLabel('For a page of your own').inputValue();
  assert.match(line, /^<iframe src="http:[^"]*\?embed#v=1&amp;[^"]*layers=16:tanh[^"]*" title="/);
  assert.deepEqual(await violations(page), []);
});

for (const width of [280, 640]) {
  scenario(`inside another page there are plot and transport: ${width} px`, { width, at: '?embed&lang=en#v=1&layers=16:tanh&optimizer=adam&learningRate=0.01', browser: { viewport: { width, height: 360 } } }, async (page) => {
    await button(page, 'Pause').waitFor();
    await eventually('epochs', async () => (await text(page, '.now')) !== null && (await page.locator('.now').getAttribute('aria-valuenow')) !== '0');
    for (const hidden of ['#header', '#sentence', '#loss-chart', '#strip']) assert.equal(await page.locator(hidden).isVisible(), false, hidden);
    const plot = await page.locator('#curve').boundingBox();
    assert.ok(plot && plot.height > 120 && plot.width <= width, JSON.stringify(plot));
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways');
    await addressHolds(page, ({ layers }) => layers[0].units, 16);
    const link = page.getByRole('link', { name: 'Open in Lernkurve' });
    assert.match((await link.getAttribute('href')) ?? '', /^http:[^?]*#v=1&layers=16:tanh/);
    assert.equal(await link.getAttribute('rel'), 'noopener');
  });
}
