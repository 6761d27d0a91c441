// @ts-check
/** Numbers typed at the speed of hands, into every field there is; what has arrived is read from the link. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readUi } from '../../www/state/link.js';
import { becomes, eventually } from './support/eventually.js';
import { addressHolds, config, epoch, fragment, goesOn, openSettings, ready, text, train } from './support/page.js';
import { createStage } from './support/scenario.js';
import { enterLike, typeLike } from './support/typing.js';

const { scenario, visit } = createStage();

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */
/** @typedef {'en' | 'de'} Lang */
/** @typedef {{at: string, width?: number, scope: string, none?: boolean}} Place `none`: no number is typed there */

const STILL = { reducedMotion: /** @type {const} */ ('reduce') };
/** Pages at work at a time: their hands wait longer than their machine works. */
const AT_ONCE = 6;

/** Little is at its default in it, so that most kinds of field are there. */
const RUN = 'v=2&layers=9:tanh,5:relu&optimizer=adam&learningRate=0.01&noise=0.01&validation=0.2&kernelInitializer=random_normal&biasInitializer=random_uniform&ui.pace=10&ui.stop=1000000';

/** @type {Record<string, Place>} */
const PLACES = {
  'the sentence': { at: RUN, scope: '.setup' },
  'the panel': { at: RUN, scope: '#panel' },
  'the panel with RMSprop': { at: 'v=2&layers=9:tanh&optimizer=rmsprop&ui.pace=10&ui.stop=1000000', scope: '#panel' },
  'the panel with Adagrad': { at: 'v=2&layers=9:tanh&optimizer=adagrad&ui.pace=10&ui.stop=1000000', scope: '#panel' },
  'the comparison': { at: 'v=2&layers=4:tanh&ui.stop=400&ui.view=compare', scope: '#compare' },
  'the story': { at: 'v=2&layers=4:tanh&ui.view=story', scope: '#main', none: true },
  'the gallery': { at: 'v=2&layers=4:tanh&ui.view=gallery', scope: '#main', none: true },
  'the sheet': { at: RUN, width: 360, scope: '.setup' },
};

/** @param {Place} place @param {Lang} lang @param {boolean} playing */
async function arrive({ at, width, scope }, lang, playing) {
  const visited = await visit({ at: `?lang=${lang}#${at}`, width, browser: playing ? {} : STILL });
  const { page } = visited;
  if (scope === '.setup') await ready(page);
  if (scope === '#panel') await openPanel(page);
  if (scope === '#compare') await page.locator('.lanes li').first().waitFor();
  if (playing && !at.includes('ui.view')) await eventually('epochs', async () => (await text(page, '#epoch')) !== '0');
  return visited;
}

/** What the fields are called. @param {Place} place @param {Lang} lang @returns {Promise<string[]>} */
async function labelsOf(place, lang) {
  const { page, close } = await arrive(place, lang, false);
  const fields = page.locator(`${place.scope} [role=spinbutton]`);
  const labels = await fields.evaluateAll((inputs) => inputs.filter((input) => /** @type {HTMLElement} */ (input).offsetParent !== null).map((input) => input.getAttribute('aria-label') ?? ''));
  await close();
  return labels;
}

/** In either language. @param {Page} page */
async function openPanel(page) {
  await ready(page);
  await page.locator('[aria-controls=panel]').click();
  await page.locator('#panel .group').first().waitFor();
}

/** All numbers the link holds, by their places. @param {Page} page @returns {Map<string, number>} */
function numbersOf(page) {
  /** @type {Map<string, number>} */
  const found = new Map();
  /** @param {unknown} value @param {string} path */
  const gather = (value, path) => {
    if (typeof value === 'number') found.set(path, value);
    if (Array.isArray(value)) found.set(`${path}.length`, value.length);
    if (value && typeof value === 'object') Object.entries(value).forEach(([key, part]) => gather(part, `${path}.${key}`));
  };
  gather(config(page), 'run');
  gather(readUi(fragment(page)).ui, 'ui');
  return found;
}

/** A number that the field has room for and does not hold yet, as a hand would type it. @param {Locator} field @param {string} lang @returns {Promise<[typed: string, value: number]>} */
async function something(field, lang) {
  const read = async (/** @type {string} */ name) => Number((await field.getAttribute(`aria-value${name}`)) ?? NaN);
  const [min, max, now] = await Promise.all(['min', 'max', 'now'].map(read));
  const whole = (await field.getAttribute('inputmode')) === 'numeric';
  const candidates = whole ? ['128', '16', '7', '3'] : now <= 0 && !(min >= 0) ? ['-0.5'] : ['1.25', '0.125', '0.05'];
  const typed = candidates.find((candidate) => !(Number(candidate) < min) && !(Number(candidate) > max) && Number(candidate) !== now);
  assert.ok(typed, `something to type between ${min} and ${max}`);
  return [lang === 'de' ? typed.replace('.', ',') : typed, Number(typed)];
}

/**
 * Types key by key; after each, the text is the person's own, in the same field, and nothing has begun anew.
 * @param {Page} page @param {Locator} field @param {string} typed @param {number} msPerKey @param {string} what
 */
async function typeWatched(page, field, typed, msPerKey, what) {
  await typeLike(page, field, typed[0], msPerKey);
  const element = await field.elementHandle();
  assert.ok(element);
  const link = fragment(page);
  for (let length = 2; length <= typed.length; length += 1) {
    await page.keyboard.type(typed[length - 1]);
    await page.waitForTimeout(msPerKey);
    const state = await element.evaluate((input) => ({ text: /** @type {HTMLInputElement} */ (input).value, focused: input === document.activeElement }));
    assert.deepEqual(state, { text: typed.slice(0, length), focused: true }, what);
  }
  assert.equal(fragment(page), link, `the address waits: ${what}`);
}

/** The number has arrived in the link, at a place where it was not. @param {Page} page @param {Map<string, number>} before @param {number} value @param {string} what */
async function arrives(page, before, value, what) {
  let [link, held] = ['', false];
  await eventually(`${value} in the link, for ${what}`, () => {
    if (fragment(page) === link) return held;
    link = fragment(page);
    const now = numbersOf(page);
    return (held = [...now.keys()].some((path) => now.get(path) === value && before.get(path) !== value));
  });
}

/** Where a number is typed: on a phone a tap on a word opens a sheet. @param {Page} page @param {Place} place @param {string} label */
async function fieldOf(page, { scope, width }, label) {
  const field = page.locator(scope).getByRole('spinbutton', { name: label, exact: true });
  if (!width) return field;
  await field.tap();
  return page.locator('.sheet').getByRole('spinbutton');
}

/** @typedef {{label: string, msPerKey: number, byEnter: boolean}} Task `byEnter`: or by leaving */

/** One hand, going from field to field. @param {string} name @param {Lang} lang @param {boolean} playing @param {Task[]} tasks */
async function typeThrough(name, lang, playing, tasks) {
  const place = PLACES[name];
  const { page, close } = await arrive(place, lang, playing);
  for (const { label, msPerKey, byEnter } of tasks) {
    const what = `“${label}” of ${name}, ${lang}, ${playing ? 'playing' : 'paused'}, ${msPerKey} ms a key`;
    const field = await fieldOf(page, place, label);
    const before = numbersOf(page);
    const [typed, value] = await something(field, lang);
    await typeWatched(page, field, typed, msPerKey, what);
    await page.keyboard.press(byEnter ? 'Enter' : 'Tab');
    await arrives(page, before, value, what);
    await page.keyboard.press('Tab');
    await becomes(async () => (await field.inputValue()).replace('−', '-'), typed, `in its normal form: ${what}`);
    assert.equal(await field.getAttribute('aria-invalid'), null, what);
    if (place.width) await page.locator('.sheet .close').click();
  }
  await close();
}

/** Several at a time, all of them, whatever fails. @param {(() => Promise<void>)[]} works */
async function allOf(works) {
  const waiting = [...works];
  /** @type {string[]} */
  const failures = [];
  async function hand() {
    for (;;) {
      const work = waiting.pop();
      if (!work) return;
      await work().catch((error) => failures.push(error.message));
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
  assert.equal(failures.join('\n'), '');
}

/** What has been typed into already is the same field elsewhere. @type {Set<string>} */
const known = new Set();

for (const [name, place] of Object.entries(PLACES)) {
  test(`every number of ${name} arrives as it is typed, quickly and slowly`, async () => {
    const labels = { en: await labelsOf(place, 'en'), de: await labelsOf(place, 'de') };
    if (place.none) return assert.deepEqual(labels.en, [], 'a number of a page that has none so far needs its place in this test');
    const fresh = labels.en.flatMap((label, index) => (known.has(place.scope + place.width + label) ? [] : index));
    labels.en.forEach((label) => known.add(place.scope + place.width + label));
    assert.ok(fresh.length > 0);
    /** @type {Record<string, Task[]>} */
    const hands = { 'en playing': [], 'de paused': [], 'de playing': [], 'en paused': [] };
    fresh.flatMap((index) => [{ index, msPerKey: 60 }, { index, msPerKey: 1500 }]).forEach(({ index, msPerKey }, turn) => {
      const hand = Object.keys(hands)[(turn + (index >> 1)) % 4];
      hands[hand].push({ label: labels[/** @type {Lang} */ (hand.slice(0, 2))][index], msPerKey, byEnter: turn % 3 > 0 });
    });
    await allOf(Object.entries(hands).map(([hand, tasks]) => () => typeThrough(name, /** @type {Lang} */ (hand.slice(0, 2)), hand.endsWith('playing'), tasks)));
  });
}

/** Passing through 1 changes the sentence, "1." is 1, and a lone "-" is no number. @type {[place: string, label: Record<'en' | 'de', string>, typed: string, value: number][]} */
const KINDS = [
  ['the sentence', { en: 'Learning rate', de: 'Lernrate' }, '1.25', 1.25],
  ['the sentence', { en: 'Neurons in layer 2', de: 'Neuronen in Schicht 2' }, '128', 128],
  ['the panel', { en: 'x from', de: 'x von' }, '-0.5', -0.5],
];

test('whatever the speed, the language and the state, what is typed arrives', async () => {
  await allOf(
    KINDS.flatMap(([place, label, typed, value]) => [1500, 700, 250, 60].flatMap((msPerKey) => /** @type {const} */ (['en', 'de']).flatMap((lang) => [true, false].map((playing) => async () => {
      const what = `“${label[lang]}”, ${playing ? 'playing' : 'paused'}, ${msPerKey} ms a key`;
      const { page, close } = await arrive(PLACES[place], lang, playing);
      const before = numbersOf(page);
      await typeWatched(page, await fieldOf(page, PLACES[place], label[lang]), typed, msPerKey, what);
      await page.keyboard.press('Enter');
      await arrives(page, before, value, what);
      await close();
    })))),
  );
});

scenario('nothing that happens meanwhile writes into a field that has the focus', { at: '#v=2&layers=1:tanh&ui.pace=10&ui.stop=1000000' }, async (page) => {
  await train(page, 1);
  await openSettings(page);
  const field = page.locator('.setup').getByLabel('Neurons in layer 1');
  await enterLike(page, field, '2');
  await addressHolds(page, ({ layers }) => layers[0].units, 2);
  // No number for this field, so that there is no preview of it, however slow the machine is.
  await typeLike(page, field, '0');
  const element = await field.elementHandle();
  assert.ok(element);
  /** Without taking the focus, as a script or another window would. @param {string} selector */
  const press = (selector) => page.evaluate((wanted) => /** @type {HTMLElement} */ (document.querySelector(wanted)).click(), selector);
  /** @param {string} what */
  const untouched = async (what) => {
    await goesOnOrRests(page);
    const state = await element.evaluate((input) => ({ text: /** @type {HTMLInputElement} */ (input).value, focused: input === document.activeElement, start: /** @type {HTMLInputElement} */ (input).selectionStart, there: input.isConnected }));
    assert.deepEqual(state, { text: '0', focused: true, start: 1, there: true }, what);
  };
  await untouched('frames');
  await press('#tools [lang]');
  await page.locator('html[lang=de]').waitFor();
  await untouched('another language');
  await press('#tools button:nth-of-type(2)');
  await page.locator('html[data-theme]').waitFor();
  await page.keyboard.press('ArrowRight');
  await untouched('other colours');
  await page.evaluate(() => {
    const button = [...document.querySelectorAll('.key button')].find(({ textContent }) => textContent === 'Rückgängig');
    /** @type {HTMLElement} */ (button).click();
  });
  await addressHolds(page, ({ layers }) => layers[0].units, 1);
  await untouched('an undone restart, and with it the sentence for one neuron');
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  await addressHolds(page, ({ layers }) => layers[0].units, 5);
});

scenario('a field of the panel stays what it is while the panel changes around it', { at: '#v=2&layers=4:tanh&ui.pace=10&ui.stop=1000000' }, async (page) => {
  await train(page, 1);
  await openSettings(page);
  const field = page.locator('#panel').getByLabel('Neurons in layer 1', { exact: true });
  await typeLike(page, field, '1');
  const element = await field.elementHandle();
  assert.ok(element);
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('#tools [lang]')).click());
  await page.locator('#panel').getByText('Schicht 1', { exact: true }).waitFor();
  await page.evaluate(() => {
    for (const [label, value] of [['Optimierer', 'sgd'], ['Anfangsgewichte', 'random_normal']]) {
      const list = /** @type {HTMLSelectElement} */ (document.querySelector(`#panel select[aria-label="${label}"]`));
      list.value = value;
      list.dispatchEvent(new Event('change'));
    }
  });
  await addressHolds(page, ({ optimizer, kernelInitializer }) => [optimizer.kind, kernelInitializer.kind].join(), 'sgd,random_normal');
  await page.locator('#panel').getByLabel('Momentum').first().waitFor();
  assert.equal(await element.evaluate((input) => input === document.activeElement), true);
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await addressHolds(page, ({ layers }) => layers[0].units, 12);
});

/** Something has been drawn since. @param {Page} page */
const goesOnOrRests = (page) => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

scenario('who pauses while typing sees what would come of it, and nothing begins anew', { browser: STILL, at: '#v=2&layers=30:tanh&ui.stop=300' }, async (page) => {
  await ready(page);
  const field = page.locator('.setup').getByLabel('Neurons in layer 1');
  const before = fragment(page);
  await typeLike(page, field, '1');
  await eventually('a preview', async () => (await text(page, '.notice-line')).includes('300'));
  assert.equal(fragment(page), before, 'the address waits');
  await page.keyboard.type('2');
  assert.equal(await field.inputValue(), '12');
  await page.keyboard.press('Escape');
  await becomes(() => field.inputValue(), '30', 'Escape gives back what was there');
  await becomes(() => epoch(page), 0);
  assert.equal(fragment(page), before);
  await typeLike(page, field, '1');
  await eventually('another preview', async () => (await text(page, '.notice-line')).includes('300'));
  await page.keyboard.type('28');
  await page.keyboard.press('Enter');
  await addressHolds(page, ({ layers }) => layers[0].units, 128, 'what was typed is meant, not what was shown on the way');
  await typeLike(page, field, '16');
  await becomes(() => epoch(page), 300);
  await page.keyboard.press('Enter');
  await addressHolds(page, ({ layers }) => layers[0].units, 16);
  await becomes(() => epoch(page), 300, 'what was shown is the run');
  assert.equal(await field.inputValue(), '16');
});

for (const [lang, label, typed, says] of /** @type {const} */ ([
  ['en', 'Neurons in layer 1', '1.5', 'Neurons in layer 1: 1.5 is not a whole number. Whole numbers from 1 to 4,096 are possible.'],
  ['de', 'Lernrate', '1.2.3', 'Lernrate: „1.2.3“ ist keine Zahl. Möglich sind Zahlen über 0, höchstens 1.000.000.'],
  ['en', 'Batch size', '', 'Batch size: Nothing is written here. Whole numbers from 1 to 4,294,967,295 are possible.'],
  ['de', 'Lernrate', '50 %', 'Lernrate: Statt „50 %“ bitte 0,5 schreiben.'],
])) {
  scenario(`what is refused stays to be corrected, and says what would be right (${lang}, “${typed}”)`, { at: `?lang=${lang}#v=2&layers=16:tanh&ui.pace=10&ui.stop=1000000` }, async (page) => {
    await ready(page);
    const field = page.locator('.setup').getByLabel(label);
    const before = fragment(page);
    await typeLike(page, field, typed);
    await page.keyboard.press('Tab');
    await becomes(() => text(page, '.sentence > .problem'), says);
    await goesOn(page);
    assert.equal(await field.inputValue(), typed, 'what was typed is kept');
    assert.equal(fragment(page), before, 'the last run goes on');
    await page.locator('.setup select').last().selectOption('adam');
    await addressHolds(page, ({ optimizer }) => optimizer.kind, 'adam');
    await field.focus();
    await page.keyboard.press('Escape');
    await becomes(() => text(page, '.sentence > .problem'), '');
    assert.notEqual(await field.inputValue(), typed);
  });
}
