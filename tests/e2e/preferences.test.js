// @ts-check
/** Language, colours, motion, and what a hidden tab does. */
import assert from 'node:assert/strict';
import { becomes, eventually } from './support/eventually.js';
import { SMALL, button, epoch, field, frames, goesOn, isPlaying, openSettings, pause, press, ready, settled, text, train } from './support/page.js';
import { createStage } from './support/scenario.js';
import { enterLike } from './support/typing.js';

const { scenario } = createStage();

/** @typedef {import('playwright-core').Page} Page */

/** Words that both languages share: names, signs and borrowed terms. */
const SHARED = /^(Lernkurve|Adadelta|Adagrad|Adam(W|ax)?|Nadam|RMSprop|SGD|Lion|AMSGrad|(leaky )?ReLU|[SG]?ELU|SiLU|Mish|tanh|softplus|softsign|sigmoid|linear|hard sigmoid|Huber|log-cosh|uniform|normal|epsilon|beta [12]|f\(x\)|x|y|E|EN|DE|loss|f|s|training|seed|updates|log [xy]|.*\d.*|\P{L}*)$/iu;

/** Everything that is read on the page: text, and the names that only readers hear. @param {Page} page @returns {Promise<string[]>} */
const sentences = (page) =>
  page.evaluate(() => {
    /** @type {string[]} */
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (!element || element.closest('noscript, [hidden], [lang]:not(html), math')) continue;
      if (node instanceof Element) found.push(...['aria-label', 'aria-valuetext', 'title', 'placeholder'].map((name) => node.getAttribute(name) ?? ''));
      else found.push(node.textContent ?? '');
    }
    return [...found, document.title].map((words) => words.trim()).filter((words) => words !== '');
  });

for (const width of [360, 1440]) {
  scenario(`every sentence is there in both languages at ${width} px`, { width, at: '#v=2&layers=9:tanh,5:relu&validation=0.2&optimizer=adam&learningRate=0.01&seed=5' }, async (page) => {
    await train(page, 2);
    await pause(page);
    await openSettings(page);
    const english = new Set(await sentences(page));
    assert.ok(english.size > 80, `${english.size} sentences`);
    await button(page, 'DE – Deutsch').click();
    await becomes(() => page.getAttribute('html', 'lang'), 'de');
    await settled(page);
    const same = (await sentences(page)).filter((words) => english.has(words) && !SHARED.test(words));
    assert.deepEqual(same, [], 'what stayed as it was in English');
    assert.match(page.url(), /[?&]lang=de/);
    await page.reload();
    await becomes(() => page.getAttribute('html', 'lang'), 'de');
    await button(page, 'EN – English').click();
    await becomes(() => page.getAttribute('html', 'lang'), 'en');
  });
}

for (const [locale, lang] of [['de-AT', 'de'], ['en-US', 'en'], ['fr-FR', 'en']]) {
  scenario(`a browser that speaks ${locale} is met in ${lang}`, { at: `?#${SMALL}`, browser: { locale } }, async (page) => {
    await becomes(() => page.getAttribute('html', 'lang'), lang);
  });
}

scenario('numbers are written and read as German does', { at: '?lang=de#v=2&layers=20:tanh&ui.pace=100' }, async (page) => {
  await ready(page);
  await eventually('epochs', async () => (await text(page, '#epoch')) !== '0');
  assert.match(await text(page, '#loss'), /^\d+,\d+$/);
  await enterLike(page, page.locator('.setup').getByLabel('Lernrate'), '0,25');
  await eventually('the rate in the address', () => page.url().includes('0.25'));
});

/** @param {Page} page */
const paper = (page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
/** @param {string} colour */
const isDark = (colour) => colour.match(/\d+/g)?.slice(0, 3).every((part) => Number(part) < 60);

scenario('colours follow the system until one chooses, and the choice stays', { at: `?lang=en#${SMALL}` }, async (page) => {
  await ready(page);
  assert.ok(!isDark(await paper(page)));
  const light = await page.locator('#curve').screenshot();
  await page.emulateMedia({ colorScheme: 'dark' });
  await eventually('dark paper', async () => isDark(await paper(page)));
  await eventually('a dark plot', async () => !light.equals(await page.locator('#curve').screenshot()));
  await button(page, 'Switch to light colours').click();
  await eventually('light paper', async () => !isDark(await paper(page)));
  await page.reload();
  await ready(page);
  assert.ok(!isDark(await paper(page)), 'the choice is remembered');
  await button(page, 'Switch to dark colours').click();
  await page.emulateMedia({ colorScheme: 'light' });
  await eventually('dark paper by choice', async () => isDark(await paper(page)));
});

scenario('who asks for reduced motion finds the run paused', { at: `?lang=en#${SMALL}`, browser: { reducedMotion: 'reduce' } }, async (page) => {
  await ready(page);
  await settled(page);
  assert.equal(await isPlaying(page), false);
  assert.equal(await epoch(page), 0);
  const moving = await page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);
  assert.equal(moving, 0);
  await press(page, 'Play');
  await goesOn(page);
});

scenario('a run that is opened plays by itself', { at: `?lang=en#${SMALL}` }, async (page) => {
  await goesOn(page);
});

/** As if another tab were in front. @param {Page} page @param {'hidden' | 'visible'} state */
const turn = (page, state) =>
  page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

scenario('a hidden tab pauses or goes on, as one chooses', { at: `?lang=en#${SMALL}` }, async (page) => {
  await train(page, 2);
  await turn(page, 'hidden');
  await settled(page);
  const held = await text(page, '#updates');
  await frames(page, 40);
  assert.equal(await text(page, '#updates'), held);
  await turn(page, 'visible');
  await goesOn(page);
  await openSettings(page);
  await field(page, 'When the tab is in the background').selectOption('continue');
  await turn(page, 'hidden');
  await goesOn(page);
  await goesOn(page);
  await turn(page, 'visible');
});

scenario('title and description are in the page’s language', { at: `?lang=de#${SMALL}` }, async (page) => {
  await ready(page);
  const said = () => page.evaluate(() => [document.title, document.querySelector('meta[name="description"]')?.getAttribute('content') ?? '']);
  await becomes(async () => (await said())[0], 'Lernkurve – einem neuronalen Netz beim Lernen zusehen');
  assert.match((await said())[1], /^Ein kleines neuronales Netz lernt/);
  await page.locator('#tools button').first().click();
  await becomes(async () => (await said())[0], 'Lernkurve – watch a neural network learn a curve');
  assert.match((await said())[1], /^A small neural network learns/);
});
