// @ts-check
/** The formula: written, refused with its mistake underlined, and learned. */
import assert from 'node:assert/strict';
import { becomes, eventually } from './support/eventually.js';
import { SMALL, addressHolds, config, enter, goesOn, openSettings, picture, press, ready, settled, text, train } from './support/page.js';
import { createStage } from './support/scenario.js';
import { enterLike, paste, typeLike } from './support/typing.js';

const { scenario } = createStage();

/** @param {import('playwright-core').Page} page */
async function openEditor(page) {
  await ready(page);
  await page.getByRole('button', { name: /^Funktion: |^Function: / }).click();
  const input = page.locator('.function-editor').getByRole('textbox');
  await input.waitFor();
  return input;
}

/** @param {import('playwright-core').Page} page */
const underlined = (page) => page.locator('.wavy u').first().textContent();

const MISTAKES = [
  { typed: '0.2 + sinn(3x)', at: 'sinn', says: 'sin' },
  { typed: 'sin x/2', at: 'sin x/2', says: 'sin(x/2)' },
  { typed: '2..5', at: '.', says: '' },
  { typed: '(x + 1', at: '(', says: 'no match' },
  { typed: 'x,5', at: ',', says: 'belong' },
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
  for (const typed of ['window.harmed=1', 'alert(1)', "constructor('window.harmed=1')()", '<img src=x onerror=window.harmed=1>', '${window.harmed=1}', 'x'.repeat(1001)]) {
    await paste(page, input, typed);
    await input.press('Enter');
    await becomes(() => input.getAttribute('aria-invalid'), 'true', typed);
  }
  assert.equal(await page.evaluate(() => 'harmed' in window), false);
  assert.equal(await page.locator('body img').count(), 0);
});

/** The formula as it is read: an exponent follows a ^, a fraction's parts have a / between them. @param {import('playwright-core').Locator} place */
const formulaOf = (place) => place.evaluate((node) => {
  /** @param {Element} element @returns {string} */
  const line = (element) => {
    const parts = element.children.length > 0 ? [...element.children].map(line) : [element.textContent ?? ''];
    if (element.localName === 'msup') return parts.join('^');
    if (element.localName === 'mfrac') return `(${parts.join(')/(')})`;
    if (element.localName === 'msqrt') return `√(${parts.join('')})`;
    return parts.join('');
  };
  return [...node.querySelectorAll('math')].map(line).join('').replace(/[\u2061\u2062]/g, '');
});

/** What is typed, and what is shown of it. */
const TYPED = [
  { lang: 'en', speed: 60, typed: '0.5x² + sin 2x', shown: '0.5x^2+sin(2x)' },
  { lang: 'de', speed: 60, typed: '0,5x + min(0,25; x)', shown: '0,5x+min(0,25;x)' },
  { lang: 'de', speed: 250, typed: 'f(x)=wurzel(x)/2', shown: '(√(x))/(2)' },
  { lang: 'en', speed: 250, typed: '\\frac{1}{2}e^{-x}', shown: '(1)/(2)e^−x' },
];
for (const { lang, speed, typed, shown } of TYPED) {
  scenario(`${typed}, typed by hand at ${speed} ms a key, is understood and shown (${lang})`, { at: `?lang=${lang}#${SMALL}` }, async (page) => {
    const input = await openEditor(page);
    await typeLike(page, input, typed, speed);
    await becomes(() => formulaOf(page.locator('.understood')), shown);
    assert.equal(await input.inputValue(), typed, 'the text is the person’s');
    await addressHolds(page, (now) => now.function, typed);
    await becomes(() => formulaOf(page.locator('.setup')), shown);
    assert.equal(await input.inputValue(), typed);
    assert.equal(await input.getAttribute('aria-invalid'), null);
  });
}

const ADVICE = [
  { lang: 'de', typed: 'sin 0,5x/2', says: 'Das kann zweierlei heißen. Bitte sin(0,5·x)/2 oder sin(0,5·x/2) schreiben.' },
  { lang: 'en', typed: 'sin^-1(x)', says: 'This can mean two things. Write asin(x) or 1/sin(x).' },
  { lang: 'de', typed: '(x + 1', says: 'Zu „(“ fehlt das Gegenstück. Bitte ergänzen oder weglassen.' },
  { lang: 'en', typed: 'x < 0.5', says: 'A comparison is not a number. For 1 where it holds and 0 elsewhere, write 1 − step(x − 0.5).' },
];
for (const { lang, typed, says } of ADVICE) {
  scenario(`${typed} is refused with what to write instead (${lang})`, { at: `?lang=${lang}#${SMALL}` }, async (page) => {
    const input = await openEditor(page);
    await typeLike(page, input, typed);
    await becomes(() => text(page, '.function-editor .problem'), says);
    assert.equal(await page.locator('.understood').isVisible(), false, 'nothing else is said to be understood');
    assert.equal(await input.inputValue(), typed);
  });
}

scenario('a function that was refused for its x takes effect when the range of x allows it', { at: `#${SMALL}` }, async (page) => {
  const input = await openEditor(page);
  await typeLike(page, input, '1/x');
  await becomes(() => input.getAttribute('aria-invalid'), 'true');
  await openSettings(page);
  await enter(page, 'x from', '0.5');
  await addressHolds(page, (now) => now.domain[0], 0.5);
  await addressHolds(page, (now) => now.function, '1/x');
  await becomes(() => input.getAttribute('aria-invalid'), null);
  assert.equal(await input.inputValue(), '1/x');
  await becomes(() => formulaOf(page.locator('.setup')), '(1)/(x)');
});

scenario('a function typed slowly begins no run before it is one', { at: `?lang=de#${SMALL}` }, async (page) => {
  const input = await openEditor(page);
  const before = config(page).function;
  await typeLike(page, input, 'sin(', 700);
  assert.equal(config(page).function, before, 'half a function is none');
  await page.keyboard.type('3x)');
  await addressHolds(page, (now) => now.function, 'sin(3x)');
});

scenario('a formula that is too long for a phone stays in the window', { width: 360, at: `?lang=en#${SMALL}` }, async (page) => {
  const input = await openEditor(page);
  for (const typed of ['√(x+1+2x²+3x³+4x⁴+5x⁵+6x⁶+7x⁷)', '0.5·sin(15x)·cos(50x)·exp(−x)·tanh(3x)·cosh(2x)']) {
    await enterLike(page, input, typed);
    await addressHolds(page, (now) => now.function, typed);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, typed);
  }
});
