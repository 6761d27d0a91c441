// @ts-check
/** The error by how fine it is: the error chart's second face. */
import assert from 'node:assert/strict';
import { bandsOf, missingShare } from '../../www/features/fineness/draw.js';
import { formatNumber } from '../../www/i18n/format.js';
import { violations } from './support/axe.js';
import { number } from './support/browser.js';
import { becomes, eventually } from './support/eventually.js';
import { Trainer } from './support/module.js';
import { config, epoch, fragment, press, ready, text } from './support/page.js';
import { createStage } from './support/scenario.js';

const { scenario } = createStage();

/** @typedef {import('playwright-core').Page} Page */

const STILL = { reducedMotion: /** @type {const} */ ('reduce') };
const END = 200;
const AT = `#v=2&layers=16:tanh&optimizer=adam&learningRate=0.01&ui.stop=${END}&ui.pace=full`;

/** @param {Page} page */
const chart = (page) => page.locator('#error-chart canvas:visible');

/** On the page, wherever that is scrolled to. @param {Page} page */
const placeOf = (page) =>
  page.locator('#error-chart').evaluate((chart) => {
    const { x, y, width, height } = chart.getBoundingClientRect();
    return [x, y + scrollY, width, height].map(Math.round).join();
  });

for (const { width, lang, play, half, title, words } of /** @type {const} */ ([
  { width: 1440, lang: 'en', play: 'Play', half: 'by detail', title: 'Error by detail', words: 'half-waves 0–1, f(x) ' },
  { width: 360, lang: 'de', play: 'Start', half: 'nach Feinheit', title: 'Fehler nach Feinheit', words: 'Halbwellen 0–1, f(x) ' },
])) {
  scenario(`a switch shows the error by detail, with the module’s numbers, and back: ${width} px, ${lang}`, { width, at: `?lang=${lang}${AT}`, browser: STILL }, async (page) => {
    await ready(page);
    await press(page, play);
    await becomes(() => epoch(page), END);
    const before = await text(page, '#error-chart .title');
    const box = await placeOf(page);
    const toggle = page.locator('#error-chart .switches button');
    assert.equal(await toggle.textContent(), half);
    await toggle.click();
    await becomes(() => text(page, '#error-chart .title'), title);
    await becomes(() => chart(page).getAttribute('aria-label').then((label) => label?.includes(lang === 'de' ? 'nach Feinheit' : 'by detail')), true);
    await becomes(() => fragment(page).includes('ui.detail=1'), true, 'the link says it');
    assert.equal(await placeOf(page), box, 'nothing moves');
    const trainer = new Trainer(config(page));
    trainer.trainUpdates(await number(page, '#updates'));
    const [band] = bandsOf(/** @type {import('../../www/pkg/lernkurve.js').Spectrum} */ (trainer.spectrum()));
    await chart(page).focus();
    await eventually('the coarsest waves', async () => {
      await page.keyboard.press('Home');
      return (await chart(page).getAttribute('aria-valuetext'))?.startsWith(words);
    });
    const share = Math.round(100 * missingShare(band));
    const said = (await chart(page).getAttribute('aria-valuetext')) ?? '';
    assert.ok(said.endsWith(`${formatNumber(lang, band.missing, 3)} (${lang === 'de' ? `${share} %` : `${share}%`})`), said);
    assert.deepEqual(await violations(page), []);
    await toggle.click();
    await becomes(() => text(page, '#error-chart .title'), before);
    await becomes(() => chart(page).count(), 1);
    await becomes(() => fragment(page).includes('ui.detail'), false);
  });
}

scenario('a link opens it, and where there are points alone it says why it is empty', { at: '#v=2&points=0,1;1,2;2,1&ui.detail=1', browser: STILL }, async (page) => {
  await ready(page);
  await page.locator('#error-chart').getByText('points alone').waitFor();
});
