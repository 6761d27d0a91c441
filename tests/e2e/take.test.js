// @ts-check
/** What is taken along, opened again by readers that are not ours; and the page inside another one. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { GifReader } from 'omggif';
import { PNG } from 'pngjs';
import { violations } from './support/axe.js';
import { becomes, eventually } from './support/eventually.js';
import { Trainer } from './support/module.js';
import { addressHolds, button, config, epoch, press, ready, text } from './support/page.js';
import { createStage } from './support/scenario.js';

const { scenario } = createStage();

/** @typedef {import('playwright-core').Page} Page */

const STILL = { reducedMotion: /** @type {const} */ ('reduce') };
const AT = '#v=2&layers=16:tanh&optimizer=adam&learningRate=0.01&validation=0.2&ui.stop=200&ui.pace=full';

/** Trains to the end and opens the dialog. @param {Page} page */
async function open(page) {
  await ready(page);
  await press(page, 'Play');
  await becomes(() => epoch(page), 200);
  await press(page, 'Export …');
  await page.getByRole('dialog', { name: 'Export' }).waitFor();
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

/** How many pixels have the network's colour. @param {{data: Uint8Array}} picture */
const warmPixels = ({ data }) => data.filter((_, i) => i % 4 === 0 && data[i] > 150 && data[i + 1] < 110 && data[i + 2] < 80).length;

/** The same of a drawing that a browser shows. @param {Page} page @param {string} svg */
async function warmOf(page, svg) {
  const other = await page.context().newPage();
  await other.setContent(svg);
  const picture = PNG.sync.read(await other.screenshot());
  await other.close();
  return warmPixels(picture);
}

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  scenario(`pictures are for paper, whatever the screen’s colours: ${colorScheme}`, { browser: { ...STILL, colorScheme }, at: AT }, async (page) => {
    await open(page);
    const { name, bytes } = await downloaded(page, 'SVG');
    assert.equal(name, 'lernkurve-200-curve.svg');
    const svg = bytes.toString();
    assert.equal(XMLValidator.validate(svg), true);
    const drawing = new XMLParser({ ignoreAttributes: false, isArray: (tag) => tag === 'text' }).parse(svg).svg;
    const texts = drawing.text.map((/** @type {any} */ text) => text['#text']).join(' ');
    assert.match(texts, /^Epoch 200, loss 0\.\d+ A network of 16 tanh neurons in 1 layer learns .*learning rate 0\.01, in batches of 15\. http:.*#v=2&/);
    assert.match(svg, />network<[^]*>function</);
    const png = PNG.sync.read((await downloaded(page, 'PNG')).bytes);
    assert.deepEqual([png.width, png.height], [2 * Number(drawing['@_width']), 2 * Number(drawing['@_height'])]);
    assert.deepEqual([...png.data.subarray(0, 4)], [255, 255, 255, 255], 'white paper');
    assert.ok(warmPixels(png) > 1000, `the network is drawn: ${warmPixels(png)} pixels`);
    assert.ok((await warmOf(page, svg)) > 200, 'a browser shows the drawing');
    for (const [kind, file] of [['The loss', 'loss'], ['The error', 'error']]) {
      await page.getByLabel('As a picture').selectOption({ label: kind });
      const chart = await downloaded(page, 'SVG');
      assert.equal(chart.name, `lernkurve-200-${file}.svg`);
      assert.equal(XMLValidator.validate(chart.bytes.toString()), true);
      assert.equal(PNG.sync.read((await downloaded(page, 'PNG')).bytes).width, 1536);
    }
  });
}

scenario('the run is filmed, and stands where it stood', { browser: STILL, at: AT }, async (page) => {
  await open(page);
  const film = await downloaded(page, 'WebM');
  assert.equal(film.name, 'lernkurve-200.webm');
  assert.deepEqual([...film.bytes.subarray(0, 4)], [0x1a, 0x45, 0xdf, 0xa3], 'the mark of a Matroska file');
  assert.ok(film.bytes.includes('webm') && film.bytes.length > 20_000, `${film.bytes.length} bytes`);
  await becomes(() => epoch(page), 200);
});

scenario('as GIF every picture of the film is there, and its module is loaded only then', { browser: STILL, at: AT }, async (page) => {
  const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('animation')));
  await open(page);
  assert.equal(await loaded(), false);
  const { name, bytes } = await downloaded(page, 'GIF');
  assert.equal(name, 'lernkurve-200.gif');
  assert.equal(await loaded(), true);
  const gif = new GifReader(bytes);
  assert.deepEqual([gif.width, gif.height, gif.loopCount()], [720, 440, 0]);
  const pictures = gif.numFrames();
  assert.ok(pictures > 60, `${pictures} pictures`);
  assert.deepEqual([gif.frameInfo(0).delay, gif.frameInfo(pictures - 1).delay], [8, 160]);
  const pixels = new Uint8Array(4 * gif.width * gif.height);
  for (let i = 0; i < pictures; i += 1) gif.decodeAndBlitFrameRGBA(i, pixels);
  assert.deepEqual([...pixels.subarray(0, 3)], [255, 255, 255], 'white paper');
  assert.ok(warmPixels({ data: pixels }) > 500, 'the network is drawn');
  assert.ok(bytes.length < 1_000_000, `${bytes.length} bytes`);
});

scenario('a film is called off by a second press', { browser: STILL, at: AT }, async (page) => {
  await open(page);
  await press(page, 'WebM');
  await page.getByRole('button', { name: /% – stop$/ }).click();
  await button(page, 'WebM').waitFor();
  assert.equal(await button(page, 'GIF').isEnabled(), true);
});

scenario('the script for Keras and the line for another page are there to be copied', { browser: STILL, at: AT }, async (page) => {
  await open(page);
  const script = await page.getByLabel('The same in Keras').inputValue();
  assert.match(script, /keras\.layers\.Dense\(16, activation="tanh"/);
  assert.match(script, /optimizers\.Adam\(learning_rate=0\.01/);
  const line = await page.getByLabel('To embed in a page of your own').inputValue();
  assert.match(line, /^<iframe src="http:[^"]*\?embed#v=2&amp;[^"]*layers=16:tanh[^"]*" title="/);
  assert.deepEqual(await violations(page), []);
});

for (const width of [280, 640]) {
  scenario(`inside another page there are plot and transport: ${width} px`, { width, at: '?embed&lang=en#v=2&layers=16:tanh&optimizer=adam&learningRate=0.01', browser: { viewport: { width, height: 360 } } }, async (page) => {
    await button(page, 'Pause').waitFor();
    await eventually('epochs', async () => (await text(page, '.now')) !== null && (await page.locator('.now').getAttribute('aria-valuenow')) !== '0');
    for (const hidden of ['#header', '#sentence', '#loss-chart', '#strip']) assert.equal(await page.locator(hidden).isVisible(), false, hidden);
    const plot = await page.locator('#curve').boundingBox();
    assert.ok(plot && plot.height > 120 && plot.width <= width, JSON.stringify(plot));
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways');
    await addressHolds(page, ({ layers }) => layers[0].units, 16);
    const link = page.getByRole('link', { name: 'Open in Lernkurve' });
    assert.match((await link.getAttribute('href')) ?? '', /^http:[^?]*#v=2&layers=16:tanh/);
    assert.equal(await link.getAttribute('rel'), 'noopener');
  });
}
