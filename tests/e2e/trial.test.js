// @ts-check
/** The result of a whole training under the hand: shown while a value moves, kept by letting go, gone by Escape. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { number } from './support/browser.js';
import { becomes, eventually } from './support/eventually.js';
import { Trainer } from './support/module.js';
import { addressHolds, button, config, epoch, field, fragment, isPlaying, openSettings, press, ready, text } from './support/page.js';
import { createStage } from './support/scenario.js';
import { enterLike } from './support/typing.js';

const { scenario } = createStage();

/** @typedef {import('playwright-core').Page} Page */

const END = 600;
const STILL = { reducedMotion: /** @type {const} */ ('reduce') };
const AT = `#v=2&ui.stop=${END}`;

/** The number of neurons in the sentence. @param {Page} page */
const neurons = (page) => page.locator('.setup .tok.number').first();

/** Takes the neurons' number and moves it step by step. @param {Page} page @param {number} by CSS pixels @returns the way back */
async function grasp(page, by) {
  const box = await neurons(page).boundingBox();
  assert.ok(box);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const steps = 10;
  for (let i = 1; i <= steps; i += 1) await page.mouse.move(x + (by * i) / steps, y);
  return async () => {
    for (let i = steps - 1; i >= 0; i -= 1) await page.mouse.move(x + (by * i) / steps, y);
  };
}

/** The trial has come to its end. @param {Page} page */
const finished = (page) => eventually('the end of the training', async () => (await text(page, '.notice-line')).startsWith('Preview: the whole training, to epoch'));

/** @param {Page} page @param {string} name of a button */
async function downloaded(page, name) {
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, name)]);
  return readFile(await download.path(), 'utf8');
}

scenario('dragging shows whole trainings, and letting go keeps the last one with its history', { browser: STILL, at: AT }, async (page) => {
  await ready(page);
  const before = fragment(page);
  const back = await grasp(page, -300);
  await finished(page);
  const few = await number(page, '#loss');
  assert.equal(await epoch(page), END);
  assert.equal(fragment(page), before, 'the address waits for the hand');
  await back();
  await finished(page);
  await becomes(async () => (await neurons(page).textContent())?.trim(), '300');
  const many = await number(page, '#loss');
  assert.notEqual(few, many);
  await page.mouse.up();

  const box = await neurons(page).boundingBox();
  assert.ok(box);
  await grasp(page, -200);
  await finished(page);
  await page.mouse.up();
  await eventually('the new run in the address', () => fragment(page) !== before);
  const trainer = new Trainer(config(page));
  assert.notEqual(trainer.config().layers[0].units, 300);
  trainer.step(END);
  assert.equal(await epoch(page), END);
  await button(page, 'Play').waitFor();
  await press(page, 'Export …');
  assert.equal(JSON.parse(await downloaded(page, 'Weights (JSON)')).checksum, trainer.checksum(), 'it is the very run');
  const losses = (await downloaded(page, 'Losses (CSV)')).trim().split('\n').slice(1);
  assert.deepEqual(losses.map((row) => Math.fround(Number(row.split(',')[1]))), [...trainer.lossHistory()], 'with its whole history');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

  await press(page, 'Undo');
  await addressHolds(page, ({ layers }) => layers[0].units, 300);
});

scenario('Escape brings back the very run, and it goes on', { at: '#v=2&layers=40:relu&ui.pace=100&ui.stop=100000' }, async (page) => {
  await eventually('some epochs', async () => (await epoch(page)) > 20);
  const before = fragment(page);
  await grasp(page, 150);
  await eventually('a trial', async () => (await text(page, '.notice-line')).startsWith('Preview'));
  assert.equal(await isPlaying(page), false);
  await page.keyboard.press('Escape');
  await becomes(async () => (await neurons(page).textContent())?.trim(), '40');
  await becomes(() => isPlaying(page), true);
  await page.mouse.up();
  assert.equal(fragment(page), before);
  const now = await epoch(page);
  assert.ok(now > 20 && now < 20_000, `it goes on from where it was, not from the trial: ${now}`);
});

scenario('keys step through whole trainings, and a rest keeps the value', { browser: STILL, at: AT }, async (page) => {
  await ready(page);
  await neurons(page).locator('input').focus();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await eventually('a trial', async () => (await text(page, '.notice-line')).startsWith('Preview'));
  await addressHolds(page, ({ layers }) => layers[0].units, 100);
  await becomes(() => epoch(page), END);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Escape');
  await becomes(async () => neurons(page).locator('input').inputValue(), '100');
  await addressHolds(page, ({ layers }) => layers[0].units, 100);
});

scenario('keys step through the words of a list', { browser: STILL, at: AT }, async (page) => {
  await ready(page);
  const list = page.locator('.setup').getByLabel('Activation');
  await list.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await becomes(() => list.inputValue(), 'relu');
  assert.equal(config(page).layers[0].activation, 'relu', 'the address waits for the hand');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const chosen = await list.inputValue();
  assert.notEqual(chosen, 'relu');
  await addressHolds(page, ({ layers }) => layers[0].activation, /** @type {any} */ (chosen));
  await becomes(() => epoch(page), END);
});

scenario('a finger moves the slider, and lets go', { width: 360, browser: STILL, at: AT }, async (page) => {
  await ready(page);
  await neurons(page).locator('input').tap();
  const slider = page.getByRole('dialog').getByRole('slider');
  const box = await slider.boundingBox();
  assert.ok(box);
  await page.touchscreen.tap(box.x + box.width * 0.3, box.y + box.height / 2);
  await becomes(() => epoch(page), END);
  // The sheet says what came of it, and hides nothing of the plot.
  await eventually('the outcome', async () => / at the end, epoch 600\./.test(await text(page, '.sheet .outcome')));
  const [plot, sheet] = [await page.locator('#plot').boundingBox(), await page.locator('.sheet').boundingBox()];
  assert.ok(plot && sheet && plot.y >= -1 && plot.y + plot.height <= sheet.y, 'the plot is in sight');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).tap();
  await eventually('the new run in the address', () => fragment(page).includes('layers='));
  assert.notEqual(config(page).layers[0].units, 300);
});

scenario('a network too large to be trained in time shows what it has come to, and never blocks the hand', { browser: STILL, at: '#v=2&layers=256:relu,256:relu,256:relu,256:relu&kernelInitializer=he_uniform&optimizer=adam&learningRate=0.001' }, async (page) => {
  await ready(page);
  await page.evaluate(() => {
    let last = performance.now();
    const note = () => {
      const now = performance.now();
      Reflect.set(globalThis, 'longest', Math.max(Reflect.get(globalThis, 'longest') ?? 0, now - last));
      last = now;
      requestAnimationFrame(note);
    };
    note();
  });
  await grasp(page, -60);
  assert.equal((await neurons(page).locator('.words').textContent())?.trim(), await neurons(page).locator('input').inputValue(), 'the number is where the hand is');
  await eventually('an early stage', async () => /so far to epoch [\d,]+ of 10,000/.test(await text(page, '.notice-line')));
  assert.ok((await epoch(page)) < 10_000);
  await page.mouse.up();
  await addressHolds(page, ({ layers }) => layers[0].units < 256, true);
  // A single update of this network takes some milliseconds; were it trained on the page's thread, all would stand still.
  const longest = await page.evaluate(() => /** @type {number} */ (Reflect.get(globalThis, 'longest')));
  assert.ok(longest < 1500, `the page stood still for ${longest} ms`);
});

/** Notes all that the live region says. @param {Page} page */
async function listen(page) {
  await page.evaluate(() => {
    /** @type {string[]} */
    const said = [];
    Reflect.set(window, 'said', said);
    const region = /** @type {HTMLElement} */ (document.querySelector('#live'));
    new MutationObserver(() => said.push(region.textContent ?? '')).observe(region, { childList: true, characterData: true, subtree: true });
  });
  return () => page.evaluate(() => /** @type {string[]} */ (Reflect.get(window, 'said')));
}

for (const [lang, outcome] of /** @type {[string, RegExp][]} */ ([['en', /^(\d+) neurons: loss [\d.]+ at the end, epoch 600\./], ['de', /^(\d+) Neuronen: Verlust am Ende [\d,]+, Epoche 600\./]])) {
  scenario(`who steps a value by keys hears the outcome, once (${lang})`, { browser: STILL, at: `?lang=${lang}${AT}` }, async (page) => {
    await ready(page);
    const said = await listen(page);
    await neurons(page).locator('input').focus();
    for (const key of ['PageDown', 'PageDown', 'ArrowDown']) await page.keyboard.press(key);
    await eventually('the outcome', async () => (await said()).length > 0);
    const chosen = await neurons(page).locator('input').inputValue();
    const told = await said();
    assert.equal(told.length, 1, told.join('\n'));
    assert.equal(outcome.exec(told[0])?.[1], chosen, told[0]);
    assert.equal(await number(page, '#loss'), Number((/[\d.,]+(?= at the end)|(?<=am Ende )[\d,]+(?=,)/.exec(told[0])?.[0] ?? '').replace(',', '.')));
    // What is heard is also seen, where the value was stepped.
    await becomes(() => text(page, '.notice-line'), told[0]);
  });
}

scenario('a value that makes the training diverge says so', { browser: STILL, at: '#v=2&layers=2:linear&optimizer=sgd&learningRate=0.3&kernelInitializer=he_uniform&ui.stop=600' }, async (page) => {
  await ready(page);
  const said = await listen(page);
  await neurons(page).locator('input').focus();
  for (let i = 0; i < 20; i += 1) await page.keyboard.press('PageUp');
  await eventually('the outcome', async () => (await said()).some((words) => /^[\d,]+ neurons: the training diverges at epoch \d+\./.test(words)));
});

for (const [label, after] of /** @type {const} */ ([['Activation of layer 1', 'tanh'], ['Optimizer', 'Adam'], ['Initial weights', 'He'], ['Loss', 'Huber'], ['Placement', 'at random']])) {
  scenario(`keys step through the panel's list “${label}”, and the focus stays`, { browser: STILL, at: '#v=2&layers=30:sigmoid&ui.stop=300' }, async (page) => {
    await openSettings(page);
    const said = await listen(page);
    const list = field(page, label);
    const before = await list.inputValue();
    await list.focus();
    await page.keyboard.type(after);
    await becomes(() => list.evaluate((node) => node === document.activeElement), true);
    const chosen = await list.inputValue();
    assert.notEqual(chosen, before);
    await eventually('the outcome', async () => (await said()).some((words) => / loss [\d.]+ at the end, epoch 300\./.test(words)));
    assert.match((await said()).join(), new RegExp(after));
    assert.equal(await list.inputValue(), chosen);
    assert.equal(await list.evaluate((node) => node === document.activeElement), true, 'the next key goes on from here');
    await page.keyboard.press('Home');
    await page.keyboard.press('Escape');
    await becomes(() => list.inputValue(), chosen);
  });
}

scenario('the learning rate of an ended run is tried out as the whole training at that rate', { browser: STILL, at: '#v=2&layers=12:tanh&optimizer=adam&learningRate=0.01&ui.stop=200&ui.pace=full' }, async (page) => {
  await ready(page);
  await press(page, 'Play');
  await becomes(() => epoch(page), 200);
  const loss = await number(page, '#loss');
  const rate = page.locator('.setup .tok.number').filter({ has: page.getByLabel('Learning rate') });
  await eventually('the sign of what begins anew', async () => !(await rate.getAttribute('class'))?.includes('live'));
  const before = fragment(page);
  const box = await rate.boundingBox();
  assert.ok(box);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 60, y, { steps: 6 });
  await eventually('the whole training', async () => (await text(page, '.notice-line')).includes('epoch 200'));
  await eventually('another loss', async () => (await number(page, '#loss')) !== loss);
  assert.equal(fragment(page), before, 'the address waits for the hand');
  await page.mouse.up();
  await eventually('the rate in the address', () => config(page).optimizer.learningRate < 0.01);
  assert.deepEqual(config(page).learningRateChanges, []);
  const trainer = new Trainer(config(page));
  trainer.step(200);
  await becomes(() => number(page, '#loss'), Number(trainer.evaluate().toPrecision(3)));
});

for (const [lang, label, says, press] of /** @type {const} */ ([['en', 'Learning rate', /^Learning rate 0\.02 from epoch \d+ on\. From the start instead$/, 'From the start instead'], ['de', 'Lernrate', /^Lernrate 0,02 ab Epoche \d+\. Lieber von Anfang an$/, 'Lieber von Anfang an']])) {
  scenario(`a learning rate set while a run plays holds from there on, or from the start (${lang})`, { at: `?lang=${lang}#v=2&layers=12:tanh&optimizer=adam&learningRate=0.01&ui.stop=1000000&ui.pace=10` }, async (page) => {
    await eventually('some epochs', async () => (await epoch(page)) > 3);
    await enterLike(page, page.locator('.setup').getByLabel(label), '0.02');
    await addressHolds(page, ({ learningRateChanges }) => learningRateChanges.at(-1)?.[1], 0.02);
    await eventually('the choice', async () => says.test((await text(page, '.k-rate')).trim()));
    await page.getByRole('button', { name: press }).focus();
    await page.keyboard.press('Enter');
    await addressHolds(page, ({ optimizer, learningRateChanges }) => [optimizer.learningRate, learningRateChanges.length].join(), '0.02,0');
    await page.locator('.k-rate').waitFor({ state: 'hidden' });
  });
}

scenario('a number says once that it can be dragged', { browser: STILL, at: AT }, async (page) => {
  await ready(page);
  const hint = () => neurons(page).getAttribute('data-hint');
  await becomes(hint, '↔ drag or type');
  await grasp(page, -40);
  await page.mouse.up();
  await becomes(hint, null);
  await page.reload();
  await ready(page);
  assert.equal(await hint(), null, 'it is remembered');
});
