// @ts-check
/** Tables pasted by Ctrl+V, into the dialog and onto the plot: what comes of them, what the page says, and that it is learned. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { violations } from './support/axe.js';
import { becomes } from './support/eventually.js';
import { Trainer } from './support/module.js';
import { addressHolds, button, config, field, fragment, inPlot, opened } from './support/page.js';
import { createStage } from './support/scenario.js';

const { scenario } = createStage();

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {'en' | 'de'} Lang */

const CASES = new URL('../fixtures/cases/tables/', import.meta.url);
/** @type {Record<string, {language: Lang, points: [number, number][]}>} */
const EXPECTED = JSON.parse(await readFile(new URL('expected.json', CASES), 'utf8'));
const YEARS = await readFile(new URL('years-anomaly.txt', CASES), 'utf8');

const WORDS = {
  en: { settings: 'All settings', source: 'Learns from', paste: 'Paste a table', table: 'Table of x and y', learn: 'Learn these points', done: 'Done', pasted: 'The pasted table' },
  de: { settings: 'Alle Einstellungen', source: 'Lernt aus', paste: 'Tabelle einfügen', table: 'Tabelle mit x und y', learn: 'Diese Punkte lernen', done: 'Fertig', pasted: 'Die eingefügte Tabelle' },
};

/** @param {Lang} lang */
const at = (lang) => ({ at: `?lang=${lang}#v=2&ui.pace=full&ui.stop=1000`, browser: { permissions: ['clipboard-read', 'clipboard-write'] } });

/** @param {Page} page @param {Lang} lang */
async function openOwnData(page, lang) {
  await button(page, WORDS[lang].settings).click();
  await field(page, WORDS[lang].source).selectOption('points');
  await becomes(() => config(page).points?.length, 12);
}

/** Ctrl+V with that text in the clipboard. @param {Page} page @param {string} text */
async function paste(page, text) {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.keyboard.press('Control+V');
}

/** In place of what the dialog holds. @param {Page} page @param {Lang} lang @param {string} text */
async function pasteIntoDialog(page, lang, text) {
  await button(page, WORDS[lang].paste).click();
  const field = page.getByRole('textbox', { name: WORDS[lang].table });
  await field.click();
  await page.keyboard.press('Control+A');
  await paste(page, text);
  return field;
}

/** @param {Page} page */
const dialog = (page) => page.getByRole('dialog');

/** @param {Page} page @param {[number, number][]} points */
const learns = (page, points) => becomes(() => JSON.stringify(config(page).points), JSON.stringify(points));

/** How far off the run that the address names is after its 1,000 epochs, as a share of the points' spread. @param {Page} page */
function share(page) {
  const trainer = Trainer.fromLink(fragment(page));
  trainer.train(1000);
  const ys = (config(page).points ?? []).map(([, y]) => y);
  const mean = ys.reduce((sum, y) => sum + y, 0) / ys.length;
  const spread = Math.sqrt(ys.reduce((sum, y) => sum + (y - mean) ** 2, 0) / ys.length);
  const { rmse } = trainer;
  trainer.free();
  return rmse / spread;
}

for (const lang of /** @type {Lang[]} */ (['en', 'de'])) {
  scenario(`each reported table (${lang}) is pasted into the dialog, said, and learned`, at(lang), async (page) => {
    await openOwnData(page, lang);
    const own = Object.entries(EXPECTED).filter(([, { language }]) => language === lang);
    assert.ok(own.length >= 3);
    for (const [file, { points }] of own) {
      const text = await pasteIntoDialog(page, lang, await readFile(new URL(file, CASES), 'utf8'));
      await dialog(page).getByText(new RegExp(`^${points.length} \\p{L}+: x`, 'u')).waitFor();
      await button(page, WORDS[lang].learn).click();
      await text.waitFor({ state: 'detached' });
      await learns(page, points);
      assert.ok(share(page) < 0.25, `${file}: ${share(page)} of the spread is left`);
    }
  });

  scenario(`a table pasted onto the plot (${lang}) becomes the points, and the axes fit`, at(lang), async (page) => {
    await openOwnData(page, lang);
    await page.locator('#curve').focus();
    await paste(page, YEARS);
    await learns(page, EXPECTED['years-anomaly.txt'].points);
    const { domain, scaling } = config(page);
    assert.ok(domain[0] > 1980 && domain[1] < 2030, `x from ${domain.join(' to ')}`);
    assert.equal(scaling, 'standardize');
    await page.getByRole('group', { name: WORDS[lang].pasted }).waitFor();
    // The axes show the years: a click in the middle of the plot is a point among them.
    await page.mouse.click(...await inPlot(page, 0.5, 0.5));
    await becomes(() => config(page).points?.length, 9);
    assert.ok(config(page).points?.every(([x, y]) => x >= domain[0] && x <= domain[1] && y > 0 && y < 2));
    await button(page, WORDS[lang].done).click();
    assert.ok(share(page) < 0.25);
  });
}

scenario('two readings: the page says which it took, and one press takes the other, in the dialog and after it', at('en'), async (page) => {
  await openOwnData(page, 'en');
  await pasteIntoDialog(page, 'en', '1\t950\n2\t1,234\n3\t12,345');
  await dialog(page).getByText('“1,234” was read as 1234.').waitFor();
  await button(page, 'Read it as 1.234').click();
  await dialog(page).getByText('“1,234” was read as 1.234.').waitFor();
  assert.deepEqual(await violations(page), []);
  await button(page, 'Learn these points').click();
  await learns(page, [[1, 950], [2, 1.234], [3, 12.345]]);
  await page.getByRole('group', { name: 'The pasted table' }).getByRole('button', { name: 'Read it as 1234' }).click();
  await learns(page, [[1, 950], [2, 1234], [3, 12345]]);
});

scenario('zwei Lesarten auf Deutsch', at('de'), async (page) => {
  await openOwnData(page, 'de');
  await pasteIntoDialog(page, 'de', '1\t950\n2\t1.234\n3\t12.345');
  await dialog(page).getByText('„1.234“ wurde als 1234 gelesen.').waitFor();
  await button(page, 'Diese Punkte lernen').click();
  await learns(page, [[1, 950], [2, 1234], [3, 12345]]);
  await button(page, 'Als 1,234 lesen').click();
  await learns(page, [[1, 950], [2, 1.234], [3, 12.345]]);
});

scenario('other columns can be chosen, and what was left out is counted', at('en'), async (page) => {
  await openOwnData(page, 'en');
  await pasteIntoDialog(page, 'en', 'epoch,prediction,target\n0,0.1,0.2\n1,0.3,0.4\n2,NA,0.5\n3,wrong,0.6');
  await dialog(page).getByText('2 rows were left out: a value is missing (line 4); “wrong” is not a number (line 5).').waitFor();
  await dialog(page).getByLabel('Column for y').selectOption('target');
  await button(page, 'Learn these points').click();
  await learns(page, [[0, 0.2], [1, 0.4], [2, 0.5], [3, 0.6]]);
  await page.getByRole('group', { name: 'The pasted table' }).getByLabel('Column for y').selectOption('prediction');
  await learns(page, [[0, 0.1], [1, 0.3]]);
  assert.deepEqual(await violations(page), []);
});

scenario('what is no table stays in the dialog, and what is wrong is named', at('en'), async (page) => {
  await openOwnData(page, 'en');
  const before = JSON.stringify(config(page).points);
  const text = await pasteIntoDialog(page, 'en', 'x;y\n0;1\n0,5;two');
  await dialog(page).getByText('Only 1 row is a point, and two are needed. Line 3 is not: “two”.').waitFor();
  await button(page, 'Learn these points').click();
  assert.equal(await text.inputValue(), 'x;y\n0;1\n0,5;two');
  assert.equal(JSON.stringify(config(page).points), before);
  await text.fill('x;y\n0;1\n0,5;2,25');
  await button(page, 'Learn these points').click();
  await learns(page, [[0, 1], [0.5, 2.25]]);
  // Onto the plot the same comes up with the text in it.
  await page.locator('#curve').focus();
  await paste(page, 'no numbers at all');
  await dialog(page).getByText('There are no numbers in “no numbers at all”.').waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Table of x and y' }).inputValue(), 'no numbers at all');
});

scenario('scaling is said in the sentence, can be switched off there, and is not switched on again', at('en'), async (page) => {
  await openOwnData(page, 'en');
  await page.locator('#curve').focus();
  await paste(page, 'km\tprice\n12000\t18500\n56000\t12900\n90000\t8000');
  const word = page.locator('.setup').getByRole('combobox', { name: 'Standardize x and y' });
  await becomes(() => word.inputValue(), 'standardize');
  await word.selectOption('none');
  await addressHolds(page, ({ scaling }) => scaling, 'none');
  await page.locator('#curve').focus();
  await paste(page, 'km\tprice\n12000\t18500\n56000\t12900\n90000\t9000');
  await learns(page, [[12000, 18500], [56000, 12900], [90000, 9000]]);
  assert.equal(config(page).scaling, 'none');
  assert.equal(await word.inputValue(), 'none');
});

scenario('the settings of before come back with one press', at('en'), async (page) => {
  await openOwnData(page, 'en');
  await pasteIntoDialog(page, 'en', 'km\tprice\n12000\t18500\n56000\t12900\n90000\t8000');
  await button(page, 'Learn these points').click();
  await addressHolds(page, ({ scaling, optimizer, points }) => `${scaling} ${optimizer.kind} ${points?.length}`, 'standardize adam 3');
  await button(page, 'Learn them as set before').click();
  await addressHolds(page, ({ scaling, optimizer, points }) => `${scaling} ${optimizer.kind} ${points?.length}`, 'none adadelta 3');
});

scenario('points far from 0 and 1 are standardized when their editing ends, not while a point is moved', { at: '?lang=en#v=2&points=0,0;50,3;100,1&layers=16:tanh&ui.pace=100' }, async (page) => {
  await button(page, 'All settings').click();
  await button(page, 'Set points in the plot').click();
  await page.mouse.click(...await inPlot(page, 0.3, 0.4));
  await becomes(() => config(page).points?.length, 4);
  assert.equal(config(page).scaling, 'none');
  await button(page, 'Done').click();
  await addressHolds(page, ({ scaling }) => scaling, 'standardize');
  await page.getByText('Your numbers are far from 0 and 1').first().waitFor();
  // Switched off, it stays off.
  await page.locator('.setup').getByRole('combobox', { name: 'Standardize x and y' }).selectOption('none');
  await addressHolds(page, ({ scaling }) => scaling, 'none');
  await button(page, 'Set points in the plot').click();
  await page.mouse.click(...await inPlot(page, 0.7, 0.4));
  await becomes(() => config(page).points?.length, 5);
  await button(page, 'Done').click();
  await button(page, 'Done').waitFor({ state: 'hidden' });
  await becomes(() => config(page).scaling, 'none');
});

for (const lang of /** @type {Lang[]} */ (['en', 'de'])) {
  scenario(`times of day are read off the plot as times, and stay so in the link (${lang})`, { ...at(lang), browser: { ...at(lang).browser, reducedMotion: 'reduce' } }, async (page) => {
    await openOwnData(page, lang);
    await pasteIntoDialog(page, lang, 'Time\tTemperature\n8:30\t12.1\n9:15\t13.4\n11:45\t17.2\n14:00\t20.5\n16:30\t19.9'.replaceAll('.', lang === 'de' ? ',' : '.'));
    await button(page, WORDS[lang].learn).click();
    await learns(page, [[8.5, 12.1], [9.25, 13.4], [11.75, 17.2], [14, 20.5], [16.5, 19.9]]);
    await becomes(() => new URLSearchParams(fragment(page)).get('ui.x'), 'clock');
    await page.getByRole('button', { name: WORDS[lang].done, exact: true }).click();
    const read = async () => {
      await page.locator('#curve').focus();
      // The first key begins in the middle.
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Home');
      await becomes(async () => (await page.locator('#curve').getAttribute('aria-valuetext'))?.slice(0, 7), 'x 8:30:');
      await page.keyboard.press('ArrowRight');
      await becomes(async () => (await page.locator('#curve').getAttribute('aria-valuetext'))?.slice(0, 7), 'x 9:15:');
    };
    await read();
    await page.reload();
    await opened(page);
    await read();
    await button(page, WORDS[lang].settings).click();
    await field(page, WORDS[lang].source).selectOption('function');
    await becomes(() => config(page).points ?? null, null);
    assert.equal(new URLSearchParams(fragment(page)).get('ui.x'), null);
  });
}
