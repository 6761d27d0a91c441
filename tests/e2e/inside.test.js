// @ts-check
/** Looking inside: what stands under the plot, what is said of it, and that nothing else on the page moves for it. */
import assert from 'node:assert/strict';
import { clumpsOf, placesOf, traysOf } from '../../www/features/inside/clumps.js';
import { formatNumber } from '../../www/i18n/format.js';
import { violations } from './support/axe.js';
import { number } from './support/browser.js';
import { becomes, eventually } from './support/eventually.js';
import { Trainer } from './support/module.js';
import { button, config, epoch, fragment, pause, press, ready, text, train } from './support/page.js';
import { createStage } from './support/scenario.js';

const { scenario } = createStage();

/** @typedef {import('playwright-core').Page} Page */

const STILL = { reducedMotion: /** @type {const} */ ('reduce') };
const END = 300;
const AT = `#v=2&layers=12:relu&optimizer=adam&learningRate=0.01&ui.stop=${END}&ui.pace=full`;

/** @param {Page} page */
const rug = (page) => page.locator('.rug-ticks canvas');

/** Keys begin in the middle. @param {Page} page */
async function toFirst(page) {
  await rug(page).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Home');
}

/** What is said of what is pointed at, or of the whole. @param {Page} page */
const says = (page) => text(page, '.rug-says');

/** @param {Page} page @param {string} [start] what the button says @param {number} [end] */
async function toTheEnd(page, start = 'Play', end = END) {
  await ready(page);
  await press(page, start);
  await becomes(() => epoch(page), end);
  await button(page, start).waitFor();
}

/** What the page ought to show of a run that stands, computed here. @param {Page} page */
async function inNode(page) {
  const trainer = new Trainer(config(page));
  trainer.trainUpdates(await number(page, '#updates'));
  const { layers, domain } = trainer.config();
  const neurons = trainer.neurons();
  const clumps = clumpsOf(placesOf(neurons, layers), domain);
  const before = trainer.evaluate();
  /** One hidden layer's kernel, its biases, and then a weight for each unit. @param {number[]} units */
  function lossWithout(units) {
    const copy = new Trainer(config(page));
    copy.setParameters(trainer.parameters().map((w, i) => (units.some((unit) => i === 2 * layers[0].units + unit) ? 0 : w)));
    return copy.evaluate();
  }
  return { clumps, tray: traysOf(neurons, layers)[0], before, lossWithout };
}

/** @param {'en' | 'de'} lang @param {Awaited<ReturnType<typeof inNode>>} node @param {number} index */
function sentence(lang, { clumps, before, lossWithout }, index) {
  const { units } = clumps[index];
  const after = lossWithout(units);
  const [a, b] = [before, after].map((loss) => formatNumber(lang, loss, 3));
  const one = units.length === 1;
  if (before === after) return lang === 'de' ? `Ohne ${one ? 'dieses' : `diese ${units.length}`} ändert sich nichts.` : `Without ${one ? 'this one' : `these ${units.length}`} nothing changes.`;
  if (a === b) return lang === 'de' ? `Ohne ${one ? 'dieses' : `diese ${units.length}`} ändert sich kaum etwas.` : `Without ${one ? 'this one' : `these ${units.length}`} hardly anything changes.`;
  return lang === 'de' ? `Ohne ${one ? 'dieses' : `diese ${units.length}`}: Fehler ${a} → ${b}.` : `Without ${one ? 'this one' : `these ${units.length}`}: error ${a} → ${b}.`;
}

/** Where everything but the plot's own picture lies. @param {Page} page */
const places = (page) =>
  page.evaluate(() =>
    ['#plot', '.legend', '#say', '#numbers', '.transport', '#time-line', '#strip', '#loss-chart', '#error-chart', '#sentence', '.l-inside'].map((selector) => {
      const { x, y, width, height } = /** @type {Element} */ (document.querySelector(selector)).getBoundingClientRect();
      return `${selector} ${[x, y + scrollY, width, height].map(Math.round)}`;
    }).join('\n'),
  );

for (const { width, height, lang, look, play } of /** @type {const} */ ([
  { width: 1440, height: 40, lang: 'en', look: 'Look inside', play: 'Play' },
  { width: 768, height: 40, lang: 'de', look: 'Hineinsehen', play: 'Start' },
  { width: 360, height: 44, lang: 'de', look: 'Hineinsehen', play: 'Start' },
])) {
  scenario(`at ${width} px the link opens the rug and closes it, and nothing else moves (${lang})`, { width, at: `?lang=${lang}${AT}`, browser: STILL }, async (page) => {
    /** @type {string[]} */
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await toTheEnd(page, play);
    assert.equal(asked.some((url) => url.includes('features/inside')), false, 'it is loaded when it is asked for');
    const before = await places(page);
    await button(page, look).click();
    await rug(page).waitFor();
    const node = await inNode(page);
    const tray = lang === 'de' ? `${node.tray.silent} stumm` : `${node.tray.silent} silent`;
    await becomes(() => text(page, '.rug-silent'), tray);
    const elsewhere = lang === 'de' ? `${node.tray.elsewhere} ohne Knick im Bild` : `${node.tray.elsewhere} with no kink in view`;
    await becomes(() => text(page, '.rug-elsewhere'), elsewhere);
    assert.equal(await places(page), before);
    assert.equal(Math.round((await page.locator('.rug').boundingBox())?.height ?? 0), height);
    assert.equal(await button(page, look).getAttribute('aria-pressed'), 'true');
    await becomes(() => fragment(page).includes('ui.inside=1'), true, 'the link says it');
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways');
    await button(page, look).click();
    await rug(page).waitFor({ state: 'detached' });
    assert.equal(await places(page), before);
    await becomes(() => fragment(page).includes('ui.inside'), false);
  });
}

for (const [lang, play] of /** @type {const} */ ([['en', 'Play'], ['de', 'Start']])) {
  scenario(`by keys: I opens it, arrows go from tick to tick, and each is said once, with the module’s numbers (${lang})`, { at: `?lang=${lang}${AT}`, browser: STILL }, async (page) => {
    await toTheEnd(page, play);
    await page.keyboard.press('i');
    await rug(page).waitFor();
    const node = await inNode(page);
    assert.ok(node.clumps.length >= 3, `${node.clumps.length} ticks`);
    await becomes(() => text(page, '#live').then((said) => said.startsWith(lang === 'de' ? `${node.tray.silent} stumm, ` : `${node.tray.silent} silent, `)), true, 'what there is');
    await toFirst(page);
    for (let index = 0; index < 3; index += 1) {
      const expected = sentence(lang, node, index);
      await becomes(() => says(page), expected);
      await becomes(() => text(page, '#live'), expected);
      await page.keyboard.press('ArrowRight');
    }
    await page.keyboard.press('End');
    await becomes(() => says(page), sentence(lang, node, node.clumps.length - 1));
    await page.keyboard.press('Escape');
    await becomes(() => says(page), '');
    await page.keyboard.press('i');
    await rug(page).waitFor({ state: 'detached' });
  });
}

scenario('pointing at a tick draws what its neurons add and the curve without them, and leaving takes it away', { at: `${AT}&ui.inside=1`, browser: STILL }, async (page) => {
  await toTheEnd(page);
  await rug(page).waitFor();
  const node = await inNode(page);
  const box = await rug(page).boundingBox();
  assert.ok(box);
  const picture = () => page.evaluate(() => /** @type {HTMLCanvasElement} */ (document.querySelector('#curve')).toDataURL());
  const before = await eventually('a still picture', async () => {
    const once = await picture();
    await page.waitForTimeout(100);
    return (await picture()) === once && once;
  });
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const all = node.clumps.map((_, index) => sentence('en', node, index));
  await eventually('a sentence', async () => all.includes(await says(page)));
  await eventually('another picture', async () => (await picture()) !== before);
  await page.mouse.move(5, 5);
  await becomes(() => says(page), '');
  await becomes(async () => (await picture()) === before, true, 'the plot is as it was');
});

scenario('on a phone a tap takes the nearest tick', { width: 360, at: `${AT}&ui.inside=1`, browser: STILL }, async (page) => {
  await toTheEnd(page);
  const node = await inNode(page);
  const all = node.clumps.map((_, index) => sentence('en', node, index));
  await rug(page).tap();
  await eventually('its sentence', async () => all.includes(await says(page)));
  assert.ok(await page.locator('.rug-says').evaluate((node) => node.scrollWidth <= node.clientWidth), 'it is not cut off');
});

for (const [name, at, said] of /** @type {const} */ ([
  ['linear neurons are lines, together one', 'layers=300:linear', '300 lines, together one.'],
  ['the steps of an untrained sigmoid network are wider than the picture', 'layers=300:sigmoid', 'Every step is wider than the picture.'],
])) {
  scenario(name, { at: `#v=2&${at}&ui.inside=1`, browser: STILL }, async (page) => {
    await ready(page);
    await becomes(() => says(page), said);
  });
}

scenario('a network that has diverged says so in place of its kinks', { at: '#v=2&optimizer=sgd&learningRate=1000&ui.pace=full&ui.inside=1', browser: STILL }, async (page) => {
  await ready(page);
  await press(page, 'Play');
  await becomes(() => says(page), 'Diverged: the weights are no longer numbers.');
  await rug(page).focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await says(page), 'Diverged: the weights are no longer numbers.');
});

scenario('of several layers a tick names its layer and its neurons', { at: `#v=2&layers=6:tanh,6:relu&optimizer=adam&learningRate=0.01&ui.stop=100&ui.pace=full&ui.inside=1`, browser: STILL }, async (page) => {
  await toTheEnd(page, 'Play', 100);
  await toFirst(page);
  await eventually('its sentence', async () => /^Layer [12] \(\d+(, \d+)*( …)?\)\. Without (this one|these \d+)/.test(await says(page)));
  assert.match((await rug(page).getAttribute('aria-valuetext')) ?? '', /^Layer [12], neurons? [\d, …]+, at x /);
});

scenario('a single neuron is in a tick or in a tray', { at: '#v=2&layers=1:relu&ui.stop=20&ui.pace=full&ui.inside=1', browser: STILL }, async (page) => {
  await toTheEnd(page, 'Play', 20);
  const { tray, clumps } = await inNode(page);
  assert.equal(tray.silent + tray.elsewhere + clumps.length, 1);
  await becomes(() => text(page, '.rug-elsewhere'), tray.silent === 1 ? '' : `${tray.elsewhere} with no kink in view`);
});

scenario('while the network learns the rug follows, paused it is of that very moment, and so it is at an earlier one', { at: '#v=2&layers=12:relu&biasInitializer=spread&optimizer=adam&learningRate=0.01&ui.pace=100&ui.inside=1' }, async (page) => {
  await train(page);
  await rug(page).waitFor();
  await toFirst(page);
  const first = await eventually('a sentence', () => says(page));
  await eventually('another one', async () => (await says(page)) !== first);
  await pause(page);
  const now = await inNode(page);
  assert.equal(Number(now.before.toPrecision(3)), await number(page, '#loss'));
  await toFirst(page);
  await becomes(() => says(page), sentence('en', now, 0));
  await page.locator('.now').press('Home');
  await becomes(() => epoch(page), 0);
  await toFirst(page);
  await becomes(() => says(page), sentence('en', await inNode(page), 0));
});

for (const [width, lang, play, why] of /** @type {const} */ ([[1440, 'en', 'Play', 'Why this shape?'], [360, 'de', 'Start', 'Warum so?']])) {
  scenario(`at the end of a run the caption asks “${why}”, which opens it`, { width, at: `?lang=${lang}${AT}`, browser: STILL }, async (page) => {
    await ready(page);
    assert.equal(await button(page, why).count(), 0, 'not before');
    await toTheEnd(page, play);
    await button(page, why).click();
    await rug(page).waitFor();
    await becomes(() => button(page, why).count(), 0);
  });
}

scenario('another network in its place is looked into as well', { at: `${AT}&ui.inside=1`, browser: STILL }, async (page) => {
  await toTheEnd(page);
  await press(page, 'Reset');
  await becomes(() => epoch(page), 0);
  const untrained = await inNode(page);
  await becomes(() => text(page, '.rug-silent'), `${untrained.tray.silent} silent`);
  await press(page, 'New seed');
  await eventually('its neurons', async () => (await text(page, '.rug-silent')) === `${(await inNode(page)).tray.silent} silent`);
  await becomes(() => page.locator('.rug.waits').count(), 0);
});

scenario('layers come and go while one looks inside', { at: `${AT}&ui.inside=1`, browser: STILL }, async (page) => {
  await ready(page);
  for (const [layers, counts] of /** @type {const} */ ([['8:relu,6:relu,4:relu', 3], ['12:relu', 1], ['5:tanh,5:tanh', 2], ['7:sigmoid', 1]])) {
    await page.evaluate((layers) => (location.hash = `v=2&layers=${layers}&ui.inside=1`), layers);
    await becomes(() => config(page).layers.map(({ units, activation }) => `${units}:${activation}`).join(), layers);
    await becomes(() => page.locator('.rug.waits').count(), 0);
    // Where no layer has a silent unit, it is said once for all.
    await eventually('its layers', async () => [1, counts].includes((await text(page, '.rug-silent')).split(' · ').length));
  }
});

for (const [width, colorScheme] of /** @type {const} */ ([[360, 'light'], [1440, 'dark']])) {
  scenario(`axe-core finds nothing with the rug open: ${width} px, ${colorScheme}`, { width, at: `${AT}&ui.inside=1`, browser: { colorScheme, reducedMotion: 'reduce' } }, async (page) => {
    await toTheEnd(page);
    await rug(page).waitFor();
    assert.deepEqual(await violations(page), []);
    await toFirst(page);
    await eventually('a sentence', () => says(page));
    assert.deepEqual(await violations(page), [], 'with a tick pointed at');
  });
}
