// @ts-check
/** The formula: written, refused with its mistake underlined, and learned. */
import assert from 'node:assert/strict';
import { becomes, eventually } from './support/eventually.js';
import { SMALL, addressHolds, config, goesOn, picture, press, ready, settled, text, train } from './support/page.js';
import { createStage } from './support/scenario.js';
import { enterLike, paste, typeLike } from './support/typing.js';

const { scenario } = createStage();

/** @param {import('playwright-core').Page} page */
async function openEditor(page) {
  await ready(page);
  await page.getByRole('button', { name: /^Function: / }).click();
  const input = page.getByRole('textbox', { name: 'Function' });
  await input.waitFor();
  return input;
}

/** @param {import('playwright-core').Page} page */
const underlined = (page) => page.locator('.wavy u').first().textContent();

const MISTAKES = [
  { typed: '0.2 + sinn(3x)', at: 'sinn', says: 'sin' },
  { typed: 'sin x', at: 'sin', says: 'sin(x)' },
  { typed: '2..5', at: '.', says: '' },
  { typed: '(x + 1', at: '(', says: 'no match' },
  { typed: '0,5x', at: ',', says: '0.5' },
  { typed: 'log(x)', at: 'log', says: 'log10' },
  { typed: '1 + ', at: ' ', says: 'missing' },
  { typed: '1/x', at: null, says: 'x = 0' },
];

for (const width of [360, 1440]) {
  scenario(`each mistake in a formula is underlined and explained while the last run goes on at ${width} px`, { width, at: `#${SMALL}` }, async (page) => {
    await train(page, 2);
    const input = await openEditor(page);
    const valid = config(page).function;
    for (const { typed, at, says } of MISTAKES) {
      await typeLike(page, input, typed);
      const message = page.locator('.function-editor .problem');
      await eventually(`what is wrong with ${typed}`, async () => (await message.textContent())?.includes(says) && (await input.getAttribute('aria-invalid')) === 'true');
      if (at !== null) {
        await eventually(`a line under “${at}” of ${typed}`, async () => (await page.locator('.wavy u').count()) === 1);
        assert.ok((await underlined(page))?.includes(at), `“${await underlined(page)}” is underlined in ${typed}`);
      }
      await goesOn(page);
      assert.equal(config(page).function, valid, 'the address keeps the last valid function');
    }
    await typeLike(page, input, '0.5 + 0.3 sin(9x)');
    await addressHolds(page, (now) => now.function === valid, false);
    await becomes(() => input.getAttribute('aria-invalid'), null);
    assert.equal(await page.locator('.wavy u').count(), 0);
    await goesOn(page);
  });
}

scenario('a formula changes the plot, and an example can be chosen', { at: `#${SMALL}`, browser: { reducedMotion: 'reduce' } }, async (page) => {
  const input = await openEditor(page);
  await settled(page);
  const before = await picture(page);
  await enterLike(page, input, '|2x − 1|');
  await eventually('the function in the address', () => config(page).function?.includes('|'));
  await settled(page);
  assert.notEqual(await picture(page), before);
  await page.getByRole('combobox', { name: 'Examples' }).selectOption('saw');
  await eventually('the example in the address', () => config(page).function?.includes('mod'));
  await page.keyboard.press('Escape');
  await press(page, 'Step');
  await becomes(() => text(page, '#epoch'), '1');
});

scenario('what is refused is forgotten when the editor closes', { at: `#${SMALL}` }, async (page) => {
  await train(page, 1);
  const input = await openEditor(page);
  await typeLike(page, input, 'sin(');
  await becomes(() => input.getAttribute('aria-invalid'), 'true');
  await input.press('Escape');
  await input.waitFor({ state: 'hidden' });
  assert.ok(await page.getByRole('button', { name: /^Function: / }).evaluate((token) => token === document.activeElement), 'the word has the focus again');
  const again = await openEditor(page);
  assert.equal(await again.inputValue(), config(page).function);
  assert.equal(await again.getAttribute('aria-invalid'), null);
});

scenario('no text of a formula is ever run', { at: `#${SMALL}` }, async (page) => {
  const input = await openEditor(page);
  for (const typed of ['window.harmed=1', 'alert(1)', "constructor('window.harmed=1')()", '<img src=x onerror=window.harmed=1>', '${window.harmed=1}', 'x'.repeat(1000)]) {
    await paste(page, input, typed);
    await input.press('Enter');
    await becomes(() => input.getAttribute('aria-invalid'), 'true', typed);
  }
  assert.equal(await page.evaluate(() => 'harmed' in window), false);
  assert.equal(await page.locator('body img').count(), 0);
});
