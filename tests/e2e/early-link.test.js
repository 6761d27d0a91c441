// @ts-check
/** What is seen of a link before worker and module have come stays what it is when they do; what is not known is not there. */
import assert from 'node:assert/strict';
import { FUNCTIONS, SETUPS } from '../../www/state/presets.js';
import { rangeOf, widened } from '../../www/plot/y-range.js';
import { eventually } from './support/eventually.js';
import { drawn, holdModule, painted, release, shifts, STILL } from './support/hold.js';
import { Trainer } from './support/module.js';
import { config, ready } from './support/page.js';
import { createStage } from './support/scenario.js';

const { scenario } = createStage();

/** @typedef {import('playwright-core').Page} Page */

const POINTS = 'v=2&points=0,0.5;1,0.1;2,0.7;3,0.4&optimizer=adam&learningRate=0.01';
const YEARS = 'v=2&points=1990,353.2;1995,360.8;2000,369.5;2010,388.6;2024,424&scaling=standardize&optimizer=adam&learningRate=0.001&kernelInitializer=he_uniform&biasInitializer=spread';
const FUNCTION = 'v=2&function=sin(9x)/(1%20+%20x%5E2)&layers=20:tanh,5:relu&optimizer=adam&learningRate=0.01';
const TANH = 'v=2&layers=64:tanh&optimizer=adam&learningRate=0.01';

/** The rest of the gallery is compared with the module in tests/js/plain-link.test.js. */
const LINKS = [
  { name: 'a function of the gallery', link: FUNCTIONS[1].link, lang: 'en', width: 1440 },
  { name: 'own points of the gallery', link: FUNCTIONS.at(-1)?.link ?? '', lang: 'de', width: 360 },
  { name: 'points held out, of the gallery', link: SETUPS[7].link, lang: 'en', width: 768 },
  { name: 'one layer', link: TANH, lang: 'de', width: 360 },
  { name: 'many layers', link: 'v=2&layers=64:tanh,32:relu,16:gelu&batchSize=101&learningRate=0.3&ui.pace=full&ui.stop=500', lang: 'en', width: 1440 },
  { name: 'years', link: YEARS, lang: 'en', width: 768 },
  { name: 'points on another range', link: POINTS, lang: 'de', width: 1440 },
  { name: 'a function', link: FUNCTION, lang: 'de', width: 768 },
  { name: 'a function on a phone', link: FUNCTION, lang: 'en', width: 360 },
  { name: 'few samples', link: 'v=2&samples=20&layers=1:sigmoid', lang: 'de', width: 768 },
];

/** What is said of the run. @param {Page} page */
const words = async (page) => {
  const [sentence, legend] = await Promise.all(['.setup', '.legend'].map((part) => page.locator(part).innerText()));
  return { sentence: sentence.replace(/\s+/g, ' ').trim(), legend };
};

/** Whether the curve at epoch 0 leaves the range of what is to be learned. @param {string} link */
function leavesRange(link) {
  const { trainer } = Trainer.open(link);
  const range = rangeOf(trainer.target, trainer.trainY, trainer.validationY);
  return String(widened(range, range, trainer.step(0))) !== String(range);
}

/** Whether its points are the experiment's, or stand in the link as what is learned. @param {string} link */
const hasKnownPoints = (link) => !/function=|samples=|sampling=|noise=|validation=/.test(link) && (link.includes('points=') || !link.includes('domain='));

for (const { name, link, lang, width } of LINKS) {
  scenario(`what is seen of a link before the module stays when that comes: ${name} (${lang}, ${width} px)`, { at: `?lang=${lang}#${link}`, width, browser: STILL, prepare: holdModule }, async (page) => {
    await page.locator('.setup .tok').first().waitFor();
    if (hasKnownPoints(link)) await drawn(page);
    const before = { words: await words(page), ...(await painted(page)) };
    assert.equal(before.painted.all > 0, hasKnownPoints(link));
    release();
    await ready(page);
    await page.locator('#strip canvas').first().waitFor();
    const after = { words: await words(page), ...(await painted(page)) };
    assert.ok(before.words.sentence.length > 40, before.words.sentence);
    if (link.includes('function=')) assert.ok(after.words.sentence.startsWith(before.words.sentence), `${before.words.sentence} … ${after.words.sentence}`);
    else assert.equal(before.words.sentence, after.words.sentence);
    assert.equal(before.words.legend, after.words.legend);
    const moved = await shifts(page);
    assert.ok(moved < 0.003, `the layout has shifted by ${moved}`);
    if (before.painted.all === 0 || leavesRange(link)) return;
    assert.ok(before.painted.left > 0 && before.painted.bottom > 0);
    assert.deepEqual({ ...after.changed, all: 0 }, { left: 0, bottom: 0, all: 0 });
    // The curve lies over some of it.
    assert.ok(after.changed.all < 0.3 * before.painted.all, `${after.changed.all} of ${before.painted.all} pixels are painted otherwise`);
  });
}

scenario('of a link to another page, a comparison, nothing of the single run is shown early', { at: `#${TANH}&ui.view=compare`, browser: STILL, prepare: holdModule }, async (page) => {
  await page.locator('#tools button').first().waitFor();
  assert.equal(await page.locator('.setup .tok').count(), 0);
  release();
  await page.locator('#compare canvas').first().waitFor();
});

for (const link of ['v=2&layers=64:tanh,&seed=7', 'v=1&layers=64:tanh', 'layers=64:tanh']) {
  scenario(`of a link that the module has to mend or to judge, nothing is shown early: ${link}`, { at: `#${link}`, browser: STILL, prepare: holdModule }, async (page) => {
    await page.locator('#tools button').first().waitFor();
    assert.equal(await page.locator('.setup .tok').count(), 0);
    release();
    await ready(page);
  });
}

for (const [name, link] of /** @type {const} */ ([['points', POINTS], ['a function', FUNCTION]])) {
  scenario(`what is typed into the sentence of a link before the module has come is learned once it has: ${name}`, { at: `#${link}`, browser: STILL, prepare: holdModule }, async (page) => {
    const units = page.locator('.setup input').first();
    await units.click();
    await page.keyboard.type('48', { delay: 60 });
    await page.keyboard.press('Enter');
    release();
    await eventually('48 units', () => config(page).layers[0].units === 48);
    assert.equal(await units.inputValue(), '48');
    const { layers: _, ...rest } = config(page);
    const { layers: __, ...expected } = Trainer.open(link).trainer.config();
    assert.deepEqual(rest, expected);
  });

  scenario(`what is dragged in the sentence of a link before the module has come is learned once it has: ${name}`, { at: `#${link}`, browser: STILL, prepare: holdModule }, async (page) => {
    const box = await page.locator('.setup .number').first().boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 80, box.y + box.height / 2, { steps: 12 });
    await page.mouse.up();
    const wanted = Number(await page.locator('.setup input').first().inputValue());
    assert.notEqual(wanted, Trainer.open(link).trainer.config().layers[0].units);
    release();
    await eventually('another number of units', () => config(page).layers[0].units === wanted);
  });
}

scenario('a setting of a link’s run that is opened and chosen before the module has come holds', { at: `#${POINTS}`, browser: STILL, prepare: holdModule }, async (page) => {
  await page.locator('.setup').getByLabel('Optimizer').selectOption('sgd');
  release();
  await eventually('SGD', () => config(page).optimizer.kind === 'sgd');
  assert.deepEqual(config(page).points, Trainer.open(POINTS).trainer.config().points);
});
