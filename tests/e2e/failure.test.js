// @ts-check
/** When things go wrong: a run diverges, the worker dies, the module does not come, the browser cannot. */
import assert from 'node:assert/strict';
import { number, untilEpoch } from './support/browser.js';
import { becomes, eventually } from './support/eventually.js';
import { SMALL, button, config, epoch, goesOn, isPlaying, press, settled, train } from './support/page.js';
import { createStage } from './support/scenario.js';

const { scenario } = createStage();

for (const [width, rate] of [[360, 1000], [1440, 1000], [1440, 20]]) {
  scenario(`a run that diverges at a rate of ${rate} says so, and one click brings it back at ${width} px`, { width, at: `#v=1&optimizer=sgd&learningRate=${rate}&ui.pace=full&ui.stop=1000000` }, async (page) => {
    const back = page.locator('#say').getByRole('button');
    await back.waitFor();
    await page.locator('#say').getByText('diverged at epoch').waitFor();
    assert.equal(await button(page, 'Play').isDisabled(), true);
    assert.equal(await button(page, 'Step').isDisabled(), true);
    await back.click();
    await untilEpoch(page, 300);
    const thirds = await eventually('another rate in the address', () => Math.round((1000 * Math.log(rate / rateOf(config(page)))) / Math.log(3)) / 1000);
    assert.ok(Number.isInteger(thirds), `the rate was divided by three ${thirds} times`);
    assert.ok((await number(page, '#loss')) < 1, 'it learns');
    await goesOn(page);
  });
}

/** @param {ReturnType<typeof config>} config */
const rateOf = ({ learningRateChanges, optimizer }) => learningRateChanges.at(-1)?.[1] ?? optimizer.learningRate;

scenario('a run that diverged is left by a change that begins a better one', { at: '#v=1&optimizer=sgd&learningRate=1000&ui.pace=full' }, async (page) => {
  await page.locator('#say').getByRole('button').waitFor();
  await page.locator('.setup').getByLabel('Optimizer').selectOption('adam');
  await goesOn(page);
  assert.ok(await isPlaying(page));
});

scenario('a worker that crashes is told of, and the run goes on from its last state', { at: `#${SMALL}`, expected: /crash/ }, async (page) => {
  await train(page, 1);
  await page.waitForTimeout(1500);
  await page.workers()[0].evaluate(() => void setTimeout(() => { throw new Error('a crash'); }));
  await page.getByRole('alert').getByText('The training has stopped because of an error.').waitFor();
  assert.equal(await button(page, 'Play').isDisabled(), true);
  const reached = await epoch(page);
  await press(page, 'Restart from the last state');
  await page.getByRole('alert').waitFor({ state: 'detached' });
  const after = await epoch(page);
  assert.ok(after > 0 && after <= reached, `epoch ${after} of ${reached}`);
  await train(page, after + 1);
});

scenario('a worker that falls silent is told of', { at: `#${SMALL}` }, async (page) => {
  await train(page, 1);
  await page.workers()[0].evaluate(() => self.close());
  await page.getByRole('alert').getByText('The training has stopped').waitFor();
  await press(page, 'Restart from the last state');
  await eventually('a run', () => button(page, 'Play').isEnabled());
  await press(page, 'Play');
  await goesOn(page);
});

/** @param {import('./support/scenario.js').BrowserContext} context */
const withoutModule = (context) => context.route('**/*.wasm', (route) => route.abort());

for (const width of [360, 1440]) {
  scenario(`a module that does not come is told of, and can be asked for again at ${width} px`, { width, prepare: withoutModule, expected: /ERR_FAILED/ }, async (page) => {
    await page.getByRole('alert').getByText('The training has stopped because of an error.').waitFor();
    await page.context().unroute('**/*.wasm');
    await press(page, 'Restart from the last state');
    await eventually('a run', () => button(page, 'Play').isEnabled());
    await train(page, 1);
  });
}

/** @param {import('./support/scenario.js').BrowserContext} context */
const withoutWorker = (context) => context.route('**/trainer-worker.js', (route) => route.abort());

scenario('a worker that does not come is told of, and can be asked for again', { prepare: withoutWorker, expected: /ERR_FAILED/ }, async (page) => {
  await page.getByRole('alert').waitFor();
  await page.context().unroute('**/trainer-worker.js');
  await press(page, 'Restart from the last state');
  await eventually('a run', () => button(page, 'Play').isEnabled());
  await train(page, 1);
});

/** As the page finds a browser without SIMD: nothing that uses it is valid. @param {import('./support/scenario.js').BrowserContext} context */
const withoutSimd = (context) =>
  context.route('**/trainer-worker.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `WebAssembly.validate = () => false;\n${await response.text()}` });
  });

for (const [lang, words] of [['en', 'lacks WebAssembly SIMD'], ['de', 'WebAssembly']]) {
  scenario(`a browser without SIMD is told what it lacks (${lang})`, { at: `?lang=${lang}`, prepare: withoutSimd }, async (page) => {
    await page.getByRole('alert').getByText(words).waitFor();
    await becomes(() => page.locator('.transport .play').isDisabled(), true);
    assert.equal(await epoch(page), 0);
  });
}

scenario('Pause answers in the middle of a heavy epoch', { at: '#v=1&layers=512:relu,512:relu,512:relu,512:relu&ui.pace=full' }, async (page) => {
  await train(page, 0);
  await eventually('some updates', async () => (await page.locator('#updates').textContent()) !== '0');
  await press(page, 'Pause');
  await button(page, 'Play').waitFor();
  await settled(page);
  const held = await page.locator('#updates').textContent();
  await page.getByLabel('Pace').selectOption('10');
  await page.waitForTimeout(300);
  assert.equal(await page.locator('#updates').textContent(), held);
});
