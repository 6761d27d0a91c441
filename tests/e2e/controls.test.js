// @ts-check
/** Every control of sentence and panel, changed while a run plays: the run goes on and the address follows. */
import assert from 'node:assert/strict';
import { untilEpoch } from './support/browser.js';
import { becomes, eventually } from './support/eventually.js';
import { limits } from './support/module.js';
import { SMALL, addressHolds, button, config, enter, epoch, field, fragment, goesOn, isPlaying, openSettings, train } from './support/page.js';
import { createStage } from './support/scenario.js';
import { enterLike } from './support/typing.js';

const { scenario } = createStage();

/** @typedef {ReturnType<typeof config>} Config */
/** @typedef {import('playwright-core').Page} Page */

const described = limits();
const kinds = (/** @type {'optimizer' | 'kernelInitializer' | 'biasInitializer'} */ group) => Object.keys(described[group].kinds);

/** Choices of the panel: each of their options is chosen once. @type {{label: string, options: string[], read: (config: Config) => unknown}[]} */
const CHOICES = [
  { label: 'Activation of layer 1', options: described.layers.activation.options, read: ({ layers }) => layers[0].activation },
  { label: 'Optimizer', options: kinds('optimizer'), read: ({ optimizer }) => optimizer.kind },
  { label: 'Loss', options: described.loss.options, read: ({ loss }) => loss },
  { label: 'Initial weights', options: kinds('kernelInitializer'), read: ({ kernelInitializer }) => kernelInitializer.kind },
  { label: 'Initial biases', options: kinds('biasInitializer'), read: ({ biasInitializer }) => biasInitializer.kind },
  { label: 'Placement', options: described.sampling.options, read: ({ sampling }) => sampling },
];

for (const [first, second, values] of /** @type {const} */ ([['x from', 'x to', ['1990', '2020.5']], ['x to', 'x from', ['-3', '-7']]])) {
  scenario(`both ends of x can be moved beyond the present ones, “${first}” before “${second}”`, { at: `#${SMALL}&function=x` }, async (page) => {
    await train(page, 1);
    await openSettings(page);
    const before = config(page).domain;
    await enter(page, first, values[0]);
    await page.locator('.field .problem').getByText(/and both will apply/).waitFor();
    assert.equal(await field(page, first).inputValue(), values[0], 'what was typed stays');
    assert.deepEqual(config(page).domain, before, 'nothing else changes');
    await enter(page, second, values[1]);
    const both = values.map(Number).sort((a, b) => a - b);
    await addressHolds(page, ({ domain }) => domain.join(), both.join());
    await becomes(() => page.locator('.field .problem').getByText(/both will apply/).count(), 0);
    await becomes(() => field(page, 'x to').inputValue(), String(both[1]).replace('-', '−'), 'without thousands');
    await enter(page, first, values[0]);
    // An end that was taken back waits no more.
    const [end, beyond] = first === 'x from' ? ['x from', '3000'] : ['x to', '-9000'];
    await enter(page, end, beyond);
    await page.locator('.field .problem').getByText(/and both will apply/).waitFor();
    await field(page, end).press('Escape');
    await becomes(() => page.locator('.field .problem').getByText(/both will apply/).count(), 0);
    assert.equal(config(page).domain.join(), both.join());
  });
}

for (const { label, options, read } of CHOICES) {
  scenario(`every option of “${label}” can be chosen while the run goes on`, { at: `#${SMALL}` }, async (page) => {
    await train(page, 1);
    await openSettings(page);
    for (const option of [...options.slice(1), options[0]]) {
      await field(page, label).selectOption(option);
      await addressHolds(page, read, option);
      await untilEpoch(page, 1);
      assert.ok(await isPlaying(page), `it plays with ${option}`);
    }
    await goesOn(page);
  });
}

/** Numbers of the panel, with a value that is not the default. @type {[label: string, value: number, read: (config: Config) => unknown][]} */
const NUMBERS = [
  ['Points', 64, ({ samples }) => samples],
  ['Noise (standard deviation)', 0.05, ({ noise }) => noise],
  ['x to', 2, ({ domain }) => domain[1]],
  ['x from', -1, ({ domain }) => domain[0]],
  ['Share held out for validation', 0.25, ({ validation }) => validation],
  ['Hidden layers', 3, ({ layers }) => layers.length],
  ['Neurons in layer 2', 9, ({ layers }) => layers[1].units],
  ['Lowest value', -0.2, ({ kernelInitializer }) => Reflect.get(kernelInitializer, 'minval')],
  ['Highest value', 0.3, ({ kernelInitializer }) => Reflect.get(kernelInitializer, 'maxval')],
  ['Learning rate', 0.004, ({ learningRateChanges }) => learningRateChanges.at(-1)?.[1]],
  ['beta 1', 0.8, ({ optimizer }) => optimizer.beta1],
  ['beta 2', 0.99, ({ optimizer }) => optimizer.beta2],
  ['epsilon', 1e-6, ({ optimizer }) => optimizer.epsilon],
  ['L1 penalty', 1e-5, ({ regularizer }) => regularizer.l1],
  ['L2 penalty', 1e-4, ({ regularizer }) => regularizer.l2],
  ['Batch size', 32, ({ batchSize }) => batchSize],
  ['Seed', 12, ({ seed }) => seed],
];

for (const width of [360, 1440]) {
  scenario(`every number of the panel can be typed while the run goes on at ${width} px`, { width, at: `#${SMALL}` }, async (page) => {
    await train(page, 1);
    await openSettings(page);
    for (const [label, value, read] of NUMBERS) {
      await enter(page, label, value);
      await addressHolds(page, read, value, label);
      assert.equal(await field(page, label).getAttribute('aria-invalid'), null, label);
      assert.ok(await isPlaying(page), `it plays after ${label}`);
    }
    await goesOn(page);
  });
}

scenario('every hyperparameter of every optimizer reaches the address', { at: `#${SMALL}` }, async (page) => {
  await train(page, 1);
  await openSettings(page);
  for (const kind of kinds('optimizer')) {
    await field(page, 'Optimizer').selectOption(kind);
    await addressHolds(page, ({ optimizer }) => optimizer.kind, kind);
    for (const [name, { type }] of Object.entries(described.optimizer.kinds[kind].parameters)) {
      if (name !== 'learningRate') await changeHyperparameter(page, name, /** @type {string} */ (type));
    }
  }
  await goesOn(page);
});

/** What the panel calls each. @type {Record<string, string>} */
const HYPERPARAMETERS = {
  momentum: 'Momentum',
  nesterov: 'Nesterov momentum',
  rho: 'Decay of the averages (rho)',
  beta1: 'beta 1',
  beta2: 'beta 2',
  epsilon: 'epsilon',
  weightDecay: 'Weight decay',
  initialAccumulatorValue: 'Initial accumulator',
  centered: 'Centred',
  amsgrad: 'AMSGrad',
};

/** @param {Page} page @param {string} name @param {string} type */
async function changeHyperparameter(page, name, type) {
  /** @param {Config} config */
  const read = ({ optimizer }) => Reflect.get(optimizer, name);
  const control = field(page, HYPERPARAMETERS[name]);
  const before = read(config(page));
  if (type === 'flag') await control.click();
  else await enter(page, HYPERPARAMETERS[name], 0.5);
  await addressHolds(page, read, type === 'flag' ? !before : 0.5, name);
}

scenario('the order of the points can be kept from epoch to epoch', { at: `#${SMALL}` }, async (page) => {
  await train(page, 1);
  await openSettings(page);
  await field(page, 'Reshuffle every epoch').uncheck();
  await addressHolds(page, ({ shuffle }) => shuffle, false);
  await goesOn(page);
});

scenario('where the run ends stands in the address and begins nothing again', { at: '#v=2&layers=16:tanh&ui.pace=10' }, async (page) => {
  await train(page, 5);
  await openSettings(page);
  const before = await epoch(page);
  await enter(page, 'End at epoch', 123456);
  await enter(page, 'End at loss (0: never)', 0.000001);
  await eventually('both ends in the address', () => /ui\.stop=123456&ui\.stopLoss=(0\.000001|1e-0?6)/.test(fragment(page)));
  await goesOn(page);
  assert.ok((await epoch(page)) >= before, 'the run was not begun again');
  await enter(page, 'End at epoch', 0);
  await eventually('what is possible', () => page.getByText('Whole numbers from 1 to').isVisible());
});

scenario('the learning rate takes effect without a restart', { at: '#v=2&layers=16:tanh&ui.pace=10' }, async (page) => {
  await train(page, 4);
  const rate = page.locator('.setup').getByLabel('Learning rate');
  await enterLike(page, rate, '0.3');
  await addressHolds(page, ({ learningRateChanges }) => learningRateChanges.at(-1)?.[1], 0.3);
  assert.ok((await epoch(page)) >= 4);
  await goesOn(page);
});

scenario('what is out of range is said at its field, and the last run goes on', { at: `#${SMALL}` }, async (page) => {
  await train(page, 1);
  await openSettings(page);
  const cases = [['Points', '1'], ['Batch size', '0'], ['Neurons in layer 1', '5000'], ['Share held out for validation', '0.95'], ['Seed', 'many'], ['x to', '-3']];
  for (const [label, typed] of cases) {
    const before = fragment(page);
    await enter(page, label, typed);
    await becomes(() => field(page, label).getAttribute('aria-invalid'), 'true', `${label} ${typed}`);
    const described = (await field(page, label).getAttribute('aria-describedby')) ?? '';
    assert.notEqual(await page.locator(`#${described}`).textContent(), '', `${label} says why`);
    await goesOn(page);
    assert.equal(fragment(page), before);
    await field(page, label).press('Escape');
    await becomes(() => field(page, label).getAttribute('aria-invalid'), null, `${label} is right again`);
  }
});

scenario('numbers of the sentence are dragged, typed and stepped by keys', { at: '#v=2&layers=20:tanh&ui.pace=100' }, async (page) => {
  await train(page, 1);
  const units = page.locator('.setup').getByLabel('Neurons in layer 1');
  await enterLike(page, units, '40');
  await addressHolds(page, ({ layers }) => layers[0].units, 40);
  await units.press('ArrowUp');
  await addressHolds(page, ({ layers }) => layers[0].units, 41);
  await units.press('Shift+ArrowDown');
  await addressHolds(page, ({ layers }) => layers[0].units, 40);
  await page.keyboard.press('Enter');
  await page.locator('h1').click();
  const box = await units.boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + 5, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 80, box.y + box.height / 2, { steps: 6 });
  await page.mouse.up();
  await eventually('more neurons', () => config(page).layers[0].units > 50);
  await becomes(() => epoch(page), 10_000, 'a value that was dragged is trained to the end');
});

scenario('words of the sentence are chosen from their lists', { at: '#v=2&ui.pace=100' }, async (page) => {
  await train(page, 1);
  const setup = page.locator('.setup');
  await setup.getByLabel('Activation').selectOption('sigmoid');
  await addressHolds(page, ({ layers }) => layers[0].activation, 'sigmoid');
  await setup.getByLabel('Optimizer').selectOption('adam');
  await addressHolds(page, ({ optimizer }) => [optimizer.kind, optimizer.learningRate].join(), `adam,${described.optimizer.kinds.adam.suggestedLearningRate}`);
  await page.locator('.notice-line').getByText('Adam with the learning rate that suits it').waitFor();
  await enterLike(page, setup.getByLabel('Hidden layers'), '2');
  await addressHolds(page, ({ layers }) => layers.map(({ units }) => units).join(), '300,300');
  await goesOn(page);
});

scenario('on a phone a tap on a number opens a slider with a field and step buttons', { width: 360, at: '#v=2&layers=20:tanh&ui.pace=100' }, async (page) => {
  await train(page, 1);
  await page.locator('.setup').getByLabel('Neurons in layer 1').tap();
  const sheet = page.getByRole('dialog', { name: 'Neurons in layer 1' });
  await sheet.waitFor();
  await button(page, 'More').tap();
  await addressHolds(page, ({ layers }) => layers[0].units, 21);
  await button(page, 'Less').tap();
  await addressHolds(page, ({ layers }) => layers[0].units, 20);
  const box = await sheet.getByRole('slider').boundingBox();
  assert.ok(box);
  await page.touchscreen.tap(box.x + box.width * 0.75, box.y + box.height / 2);
  await eventually('many neurons', () => config(page).layers[0].units > 200);
  await sheet.getByRole('button', { name: 'Close' }).tap();
  await sheet.waitFor({ state: 'detached' });
  await becomes(() => epoch(page), 10_000, 'a value that was slid is trained to the end');
});

scenario('a layer can be removed, and a restart undone', { at: '#v=2&layers=20:tanh,10:relu&ui.pace=full&ui.stop=1000000' }, async (page) => {
  await train(page, 200);
  await openSettings(page);
  await button(page, 'Remove layer 2').click();
  await addressHolds(page, ({ layers }) => layers.length, 1);
  await button(page, 'Undo').click();
  await addressHolds(page, ({ layers }) => layers.length, 2);
  assert.ok((await epoch(page)) >= 200, 'the long run is back');
});
