// @ts-check
/** The address holds the run: it is opened elsewhere, pasted, damaged, made by somebody who means harm, and shared. */
import assert from 'node:assert/strict';
import { PLAIN_HOST, number, untilEpoch } from './support/browser.js';
import { becomes, eventually } from './support/eventually.js';
import { addressHolds, button, config, epoch, fragment, goesOn, isPlaying, press, ready, settled, text, train } from './support/page.js';
import { createStage } from './support/scenario.js';
import { enterLike } from './support/typing.js';

const { scenario, visit } = createStage();

/** Parts that nobody understands, each named after what is wrong with it. */
const BROKEN = 'v=2&layers=12:tanh,nonsense&optimizer=adam&learningRate=fast&samples=1&colour=red&seed=5&batchSize=8&noise=%zz&ui.pace=warp&ui.stop=-3';

/** What would run if text ever became markup or code. */
const HOSTILE = [
  'v=2',
  `function=${encodeURIComponent('<img src=x onerror="window.harmed=1">')}`,
  `layers=${encodeURIComponent('5:<script>window.harmed=1</script>')}`,
  `${encodeURIComponent('<b onmouseover=window.harmed=1>')}=1`,
  `optimizer=${encodeURIComponent("constructor.constructor('window.harmed=1')()")}`,
  '__proto__=1&constructor=2&toString=3',
  `ui.pace=${encodeURIComponent('javascript:window.harmed=1')}`,
  `points=${'0,'.repeat(20_000)}`,
  'seed=9',
].join('&');

scenario('a link opens as the same run elsewhere', { at: '#v=2&seed=4&ui.pace=100' }, async (page) => {
  await train(page, 2);
  await page.getByLabel('Activation', { exact: true }).first().selectOption('tanh');
  await addressHolds(page, ({ layers }) => layers[0].activation, 'tanh');
  await enterLike(page, page.getByLabel('Batch size').first(), '20');
  await addressHolds(page, ({ batchSize }) => batchSize, 20);
  await untilEpoch(page, 5);
  await press(page, 'Step');
  await settled(page);
  const [reached, loss] = [await epoch(page), await text(page, '#loss')];

  const other = await visit({ at: `#${fragment(page)}&ui.stop=${reached}`, width: 360 });
  await ready(other.page);
  assert.deepEqual(config(other.page), config(page));
  await becomes(() => epoch(other.page), reached);
  await button(other.page, 'Play').waitFor();
  await becomes(() => text(other.page, '#loss'), loss, `the loss at epoch ${reached}`);
  await other.close();
});

scenario('an address is complete without a change, and short', {}, async (page) => {
  await becomes(() => fragment(page), 'v=2');
});

scenario('a link pasted into the same tab is taken', { at: '#v=2&layers=12:tanh' }, async (page) => {
  await train(page, 1);
  await page.evaluate(() => (location.hash = 'v=2&layers=7:elu&seed=11&ui.pace=1000'));
  await becomes(() => page.getByLabel('Neurons in layer 1').first().inputValue(), '7');
  await becomes(() => page.getByLabel('Pace').inputValue(), '1000');
  assert.equal(config(page).seed, 11);
  await goesOn(page);
});

scenario('the present link pasted again changes nothing', { at: '#v=2&layers=12:tanh&seed=2' }, async (page) => {
  await train(page, 2);
  const before = await number(page, '#updates');
  await page.evaluate(() => (location.hash = String(location.hash)));
  await goesOn(page);
  assert.ok((await number(page, '#updates')) >= before, 'the run was not begun again');
});

scenario('of a broken link the valid part is taken, and the rest is named', { at: `#${BROKEN}` }, async (page) => {
  const notices = page.getByRole('region', { name: 'Notices' });
  await eventually('all that is wrong', async () => (await notices.locator('li').count()) >= 6);
  const listed = (await notices.locator('li code').allTextContents()).join(' ');
  for (const part of ['layers', 'earningRate', 'samples', 'colour', 'noise', 'ui.pace', 'ui.stop']) {
    assert.ok(listed.includes(part), `${part} is named in: ${listed}`);
  }
  assert.ok(!/seed|batchSize/.test(listed), `what was right is not named in: ${listed}`);
  await addressHolds(page, ({ seed }) => seed, 5);
  assert.deepEqual([config(page).batchSize, config(page).optimizer.kind, config(page).samples], [8, 'adam', 101]);
  await train(page);
  await press(page, 'Dismiss');
  await notices.waitFor({ state: 'hidden' });
});

scenario('a link that asks for too much shows the experiment, and says why', { at: '#v=2&layers=4096:relu,4096:relu' }, async (page) => {
  await page.getByRole('region', { name: 'Notices' }).getByText('weights').waitFor();
  await addressHolds(page, ({ layers }) => layers[0].units, 300);
  await train(page, 1);
});

for (const [lang, sentence] of /** @type {const} */ ([
  ['en', /^This link was made with an older version of this page\..*version 1 of the engine.*settings apply/],
  ['de', /^Der Link wurde mit einer älteren Version dieser Seite gemacht\..*Version 1 des Rechenkerns.*Einstellungen gelten/],
])) {
  scenario(`a link of an older version opens, and says what differs: ${lang}`, { at: `?lang=${lang}#v=1&layers=12:tanh&seed=3` }, async (page) => {
    const words = page.locator('.notice .words');
    await words.waitFor();
    assert.match((await words.textContent()) ?? '', sentence);
    await addressHolds(page, ({ layers }) => layers[0].units, 12);
    await addressHolds(page, ({ seed }) => seed, 3);
    await becomes(() => fragment(page).startsWith('v=2&'), true, 'the address is of this version');
  });
}

for (const width of [360, 1440]) {
  scenario(`nothing of a hostile link is executed or becomes markup at ${width} px`, { width, at: `#${HOSTILE}` }, async (page) => {
    await train(page, 1);
    const notices = page.getByRole('region', { name: 'Notices' });
    assert.ok((await notices.locator('li').count()) >= 5, await notices.textContent() ?? '');
    assert.equal(await page.locator('body img, body script:not(#first-frame), body b').count(), 0);
    assert.equal(await page.evaluate(() => 'harmed' in window || 'harmed' in Object.prototype), false);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, 'it stays within the window');
    await addressHolds(page, ({ seed }) => seed, 9);
  });
}

/** @param {import('./support/scenario.js').BrowserContext} context */
const allowClipboard = (context) => context.grantPermissions(['clipboard-read', 'clipboard-write']);

scenario('Share copies the present link, though the address has not followed yet', { at: '#v=2&layers=12:tanh', prepare: allowClipboard }, async (page) => {
  await train(page, 1);
  await press(page, 'New seed');
  await eventually('another seed', () => config(page).seed !== 1);
  await press(page, 'Share');
  await becomes(() => page.evaluate(() => navigator.clipboard.readText()), page.url());
  await page.getByText('Link copied.').first().waitFor();
});

/** Own points for a link of more than 2,000 characters. */
const LONG = Array.from({ length: 200 }, (_, i) => `${i / 200},${(Math.sin(i) / 3).toFixed(8)}`).join(';');

/** A system with a share sheet that writes down what it was given. @param {import('./support/scenario.js').BrowserContext} context */
const withShareSheet = (context) =>
  context.addInitScript(() => {
    Object.defineProperty(navigator, 'share', { value: async (/** @type {ShareData} */ data) => Reflect.set(window, 'shared', data) });
  });

scenario('on a phone with a share sheet, Share opens it', { width: 360, at: '#v=2&layers=12:tanh&seed=3', prepare: withShareSheet }, async (page) => {
  await train(page, 1);
  await button(page, 'Share').tap();
  const shared = await eventually('the sheet', () => page.evaluate(() => /** @type {ShareData | undefined} */ (Reflect.get(window, 'shared'))));
  assert.equal(shared.url, page.url());
  assert.match(shared.title ?? '', /Lernkurve/);
});

scenario('the share sheet is told of a link that programs may cut off', { width: 360, at: `#v=2&points=${LONG}`, prepare: withShareSheet }, async (page) => {
  await train(page, 1);
  await button(page, 'Share').tap();
  const shared = await eventually('the sheet', () => page.evaluate(() => /** @type {ShareData | undefined} */ (Reflect.get(window, 'shared'))));
  assert.ok((shared.url ?? '').length > 2000);
  await page.getByText(/The link has [\d,]+ characters; some programs cut links off/).first().waitFor();
});

for (const [what, damaged] of [['escaped', 'v=2&amp;layers=12:tanh&amp;ui.view=story&amp;ui.chapter=linear'], ['encoded', 'v%3D2%26layers%3D12:tanh%26ui.view%3Dstory%26ui.chapter%3Dlinear'], ['with a full stop behind it', 'v=2&layers=12:tanh&ui.view=story&ui.chapter=linear.']]) {
  scenario(`a link that was changed on its way opens its page: ${what}`, { at: `#${damaged}` }, async (page) => {
    await page.locator('#story article:not([hidden]) h2').getByText('Why linear is boring').waitFor();
    await addressHolds(page, ({ layers }) => layers[0].units, 12);
    await becomes(() => /ui\.view=story&ui\.chapter=linear$|ui\.chapter=linear&ui\.view=story$/.test(fragment(page)), true, 'the address is mended');
    await page.getByRole('region', { name: 'Notices' }).locator('.notice').waitFor();
  });
}

scenario('over plain http Share shows the link to be copied by hand', { at: '#v=2&layers=12:tanh&seed=3', host: PLAIN_HOST }, async (page) => {
  await train(page, 1);
  assert.equal(await page.evaluate(() => isSecureContext), false);
  await press(page, 'Share');
  const link = page.getByRole('textbox', { name: 'Link to this run' });
  await link.waitFor();
  assert.equal(await link.inputValue(), page.url());
  assert.equal(await link.evaluate((/** @type {HTMLTextAreaElement} */ { value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd)), page.url());
  assert.match(await page.getByRole('textbox', { name: /^To embed in a page of your own/ }).inputValue(), /^<iframe src="http:[^"]*\?embed#v=2&amp;[^"]*layers=12:tanh/);
  await page.keyboard.press('Escape');
  await link.waitFor({ state: 'detached' });
  assert.ok(await isPlaying(page));
});
