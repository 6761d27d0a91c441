// @ts-check
/** The page without a pointer: single keys, and every control by Tab. */
import assert from 'node:assert/strict';
import { becomes, eventually } from './support/eventually.js';
import { SMALL, addressHolds, button, config, epoch, field, frames, goesOn, isPlaying, openSettings, ready, text, train } from './support/page.js';
import { createStage } from './support/scenario.js';

const { scenario } = createStage();

/** @typedef {import('playwright-core').Page} Page */

const STILL = { reducedMotion: /** @type {const} */ ('reduce') };

/** Presses a key where no control has the focus. @param {Page} page @param {string} key */
async function strike(page, key) {
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await page.keyboard.press(key);
}

scenario('each single key does what its button does', { at: `#${SMALL}`, browser: STILL, prepare: (context) => context.grantPermissions(['clipboard-read', 'clipboard-write']) }, async (page) => {
  await ready(page);
  await strike(page, 'ArrowRight');
  await becomes(() => epoch(page), 1);
  await strike(page, '.');
  await becomes(() => epoch(page), 2);
  await strike(page, 'r');
  await becomes(() => epoch(page), 0);
  await strike(page, ' ');
  await goesOn(page);
  await strike(page, ' ');
  await becomes(() => isPlaying(page), false);
  await strike(page, 'n');
  await eventually('another seed', () => config(page).seed !== 1);
  await strike(page, 'u');
  await addressHolds(page, ({ seed }) => seed, 1);
  await strike(page, 's');
  await eventually('the link', async () => (await page.evaluate(() => navigator.clipboard.readText())) === page.url());
  await strike(page, 't');
  await becomes(() => page.getAttribute('html', 'data-theme'), 'dark');
  await strike(page, 'l');
  await becomes(() => page.getAttribute('html', 'lang'), 'de');
  await strike(page, 'l');
  await becomes(() => page.getAttribute('html', 'lang'), 'en');
});

scenario('? lists the keys, and they can be switched off', { at: `#${SMALL}`, browser: STILL }, async (page) => {
  await ready(page);
  await strike(page, '?');
  const help = page.getByRole('dialog', { name: 'Help' });
  await help.waitFor();
  assert.equal(await help.locator('.keyboard dt').count(), 10);
  await help.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
  await strike(page, ' ');
  await strike(page, 'n');
  await frames(page, 20);
  assert.equal(await isPlaying(page), false);
  assert.equal(config(page).seed, 1);
  await button(page, 'Help').focus();
  await page.keyboard.press('Enter');
  await help.getByRole('checkbox').check();
  await page.keyboard.press('Escape');
  await strike(page, ' ');
  await goesOn(page);
});

scenario('keys that are typed into a field stay there', { at: `#${SMALL}`, browser: STILL }, async (page) => {
  await openSettings(page);
  await field(page, 'Seed').focus();
  await page.keyboard.type(' rnu?');
  await frames(page, 20);
  assert.equal(await page.getByRole('dialog').count(), 0);
  assert.equal(await epoch(page), 0);
  assert.equal(config(page).seed, 1);
});

scenario('with modifiers the browser keeps its keys', { at: `#${SMALL}`, browser: STILL }, async (page) => {
  await ready(page);
  await page.keyboard.press('Control+.');
  await page.keyboard.press('Alt+n');
  await frames(page, 12);
  assert.deepEqual([await epoch(page), config(page).seed], [0, 1]);
});

/** What has the focus, and whether one can see that it has. @param {Page} page */
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const token = element.closest('.tok') ?? element;
    const seen = [element, token, ...token.querySelectorAll('*')].some((each) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    });
    const name = element.getAttribute('aria-label') ?? (element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels?.[0]?.textContent : null) ?? element.textContent ?? '';
    return { name: name.trim() || element.id, seen };
  });

for (const width of [360, 1440]) {
  scenario(`Tab reaches every control, shows where it is, and leaves again at ${width} px`, { width, at: `#${SMALL}`, browser: { ...STILL, hasTouch: false, isMobile: false } }, async (page) => {
    await openSettings(page);
    await page.locator('h1').click();
    const names = [];
    for (let i = 0; i < 120; i += 1) {
      await page.keyboard.press('Tab');
      const now = await focused(page);
      if (!now) break;
      assert.ok(now.seen, `one sees that ${now.name} has the focus`);
      names.push(now.name);
    }
    for (const name of ['Share', 'Play', 'Step', 'Reset', 'New seed', 'Pace', 'Optimizer', 'Learning rate', 'All settings', 'Seed', 'Single-key shortcuts']) {
      assert.ok(names.includes(name), `${name} is reached; reached were ${names.join(', ')}`);
    }
    assert.ok(names.length < 120, 'Tab comes to an end');
  });
}

scenario('a run is set up and played by keys alone', { browser: STILL }, async (page) => {
  await ready(page);
  await tabTo(page, 'Activation');
  await page.keyboard.type('tanh');
  await addressHolds(page, ({ layers }) => layers[0].activation, 'tanh');
  await tabTo(page, 'Optimizer');
  await page.keyboard.type('Adam');
  await addressHolds(page, ({ optimizer }) => optimizer.kind.startsWith('adam'), true);
  await tabTo(page, 'Batch size');
  await page.keyboard.press('PageUp');
  await addressHolds(page, ({ batchSize }) => batchSize, 20);
  await tabTo(page, 'Play');
  await page.keyboard.press('Enter');
  await goesOn(page);
  await page.keyboard.press(' ');
  await becomes(() => isPlaying(page), false);
});

/** @param {Page} page @param {string} name */
async function tabTo(page, name) {
  for (let i = 0; i < 80; i += 1) {
    if ((await focused(page))?.name === name) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab does not reach ${name}`);
}

scenario('arrow keys read exact values off the plot', { at: `#${SMALL}` }, async (page) => {
  await train(page, 2);
  const plot = page.locator('#curve');
  await plot.focus();
  await page.keyboard.press('ArrowRight');
  const first = await eventually('a value in words', () => plot.getAttribute('aria-valuetext'));
  assert.match(first, /function .*network .*error/);
  await page.keyboard.press('End');
  await eventually('the last x', async () => (await plot.getAttribute('aria-valuetext'))?.startsWith('x 1'));
  await page.locator('.readout').first().waitFor();
  assert.notEqual(await text(page, '.readout >> nth=0'), '');
});
