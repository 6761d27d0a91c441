// @ts-check
/** Where things stand, so that what belongs together is seen together. */
import assert from 'node:assert/strict';
import { becomes, eventually } from './support/eventually.js';
import { lanes } from './support/compare.js';
import { button, enter, field, frames, openSettings, panel, press, ready, text } from './support/page.js';
import { createStage } from './support/scenario.js';

const { scenario } = createStage();

/** @typedef {import('playwright-core').Page} Page */

/** @type {import('./support/scenario.js').BrowserContextOptions} */
const STILL = { reducedMotion: 'reduce' };
const SEVERAL = '#v=2&layers=4:tanh&ui.stop=20&ui.view=compare&ui.compare=';

/** @param {import('playwright-core').Locator} locator */
async function boxOf(locator) {
  const box = await locator.boundingBox();
  assert.ok(box, 'it is to be seen');
  return box;
}

/** How many lanes stand in each row. @param {Page} page */
async function rows(page) {
  const tops = await lanes(page).evaluateAll((items) => items.map((item) => Math.round(item.getBoundingClientRect().top)));
  return [...new Set(tops)].map((top) => tops.filter((other) => other === top).length);
}

for (const [comparison, expected] of /** @type {const} */ ([['post', [2, 2]], ['depths', [3, 3]], ['optimizers', [3, 3, 3]], ['activations', [4, 4, 4, 4]], ['seeds', [4, 4, 4, 4]]])) {
  scenario(`at 1440 px the lanes of “${comparison}” fill their rows, with the losses beside them in the first screen`, { browser: STILL, at: `${SEVERAL}${comparison}` }, async (page) => {
    await becomes(() => lanes(page).count(), expected.reduce((a, b) => a + b, 0));
    assert.deepEqual(await rows(page), expected);
    const chart = await boxOf(page.locator('.losses-chart canvas'));
    const last = await boxOf(lanes(page).last());
    assert.ok(chart.y + chart.height <= 900, `the chart ends at ${chart.y + chart.height}`);
    assert.ok(chart.x >= last.x + last.width, 'it stands beside the lanes');
    await page.evaluate(() => scrollBy(0, 300));
    await eventually('the chart stays in view', async () => (await boxOf(page.locator('.losses-chart canvas'))).y >= 0);
  });
}

scenario('what can be done with a lane is shown to who points at it, or comes by keys', { browser: STILL, at: `${SEVERAL}post` }, async (page) => {
  await becomes(() => lanes(page).count(), 4);
  const shown = (/** @type {number} */ index) => lanes(page).nth(index).locator('.lane-actions').evaluate((node) => getComputedStyle(node).opacity);
  await page.mouse.move(2, 2);
  assert.deepEqual(await Promise.all([0, 1].map(shown)), ['0', '0']);
  await lanes(page).nth(1).hover();
  assert.deepEqual(await Promise.all([0, 1].map(shown)), ['0', '1']);
  await page.mouse.move(2, 2);
  await page.getByRole('button', { name: 'Open: ReLU 300' }).focus();
  assert.deepEqual(await Promise.all([0, 1].map(shown)), ['1', '0']);
});

for (const lang of ['en', 'de']) {
  scenario(`at 390 px the first curve is in the first screen, and the fields are behind one button (${lang})`, { width: 390, browser: STILL, at: `?lang=${lang}${SEVERAL}post` }, async (page) => {
    await becomes(() => lanes(page).count(), 4);
    const first = await boxOf(lanes(page).first().locator('canvas'));
    assert.ok(first.y + first.height <= 664, `the first curve ends at ${first.y + first.height}`);
    assert.equal(await lanes(page).first().locator('.lane-actions').evaluate((node) => getComputedStyle(node).opacity), '1');
    const goal = page.locator('#compare input.goal');
    assert.equal(await goal.isVisible(), false);
    await page.getByRole('button', { name: /^(Pace and goal|Tempo und Ziel)$/ }).tap();
    await goal.waitFor();
  });
}

/** Whether nothing lies over the plot, and all of it is in the window. @param {Page} page */
const plotIsFree = (page) =>
  page.evaluate(() => {
    const canvas = /** @type {HTMLElement} */ (document.querySelector('#curve'));
    const { left, right, top, bottom } = canvas.getBoundingClientRect();
    const places = [[left + 8, top + 8], [right - 8, top + 8], [left + 8, bottom - 8], [right - 8, bottom - 8], [(left + right) / 2, (top + bottom) / 2]];
    return places.every(([x, y]) => document.elementFromPoint(x, y) === canvas);
  });

for (const [width, height] of [[360, 640], [390, 740], [768, 1024], [844, 390], [1180, 800], [1440, 900], [1920, 1080]]) {
  scenario(`settings leave the plot to be seen at ${width} × ${height}`, { browser: { ...STILL, viewport: { width, height } }, width, at: '#v=2&layers=16:tanh&ui.stop=50' }, async (page) => {
    await openSettings(page);
    await becomes(() => panel(page).evaluate((node) => node === document.activeElement), true);
    if (height > 400) await becomes(() => plotIsFree(page), true);
    else assert.ok((await boxOf(page.locator('#curve'))).y < height / 2, 'as much of it as there is room for');
    await press(page, 'Step');
    await becomes(() => text(page, '#epoch'), '1');
    await enter(page, 'Seed', 7);
    await eventually('the new seed', () => page.url().includes('seed=7'));
    if (height > 400) await becomes(() => plotIsFree(page), true, 'while a field is used, too');
    await field(page, 'Seed').press('Escape');
    await panel(page).waitFor({ state: 'hidden' });
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'All settings');
    assert.equal(await button(page, 'All settings').getAttribute('aria-expanded'), 'false');
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways');
  });
}

scenario('settings are closed by their button, and stay shut on other pages', { browser: STILL, at: '#v=2&layers=16:tanh&ui.stop=50' }, async (page) => {
  await openSettings(page);
  await press(page, 'Close settings');
  await panel(page).waitFor({ state: 'hidden' });
  await openSettings(page);
  await page.locator('#pages').getByRole('link', { name: 'Gallery' }).click();
  await panel(page).waitFor({ state: 'hidden' });
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).paddingRight), '0px');
  await page.locator('#pages').getByRole('link', { name: 'Play' }).click();
  await ready(page);
});

/** What reaches beyond the window's edge, beside what may be scrolled. @param {Page} page */
const beyond = (page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = [...document.querySelectorAll('main *, header *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1 && !element.closest('.wavy, svg, .unseen, .moments, .wide'));
    return { by: scrollWidth - clientWidth, wide: wide.map((element) => element.outerHTML.slice(0, 100)) };
  });

/** The size of letters that the browser is set to. @param {Page} page @param {number} standard */
async function setLetters(page, standard) {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard } });
  await page.reload();
}

for (const size of [24, 32]) {
  for (const [width, height] of [[1280, 800], [360, 740]]) {
    for (const lang of ['en', 'de']) {
      scenario(`letters of ${size} px fit into ${width} px, and the time line can be held (${lang})`, { width, browser: { ...STILL, viewport: { width, height } }, at: `?lang=${lang}#v=2&layers=8:leaky_relu&ui.stop=100` }, async (page) => {
        await setLetters(page, size);
        await ready(page);
        await page.locator('.transport button').nth(1).click();
        await becomes(() => text(page, '#epoch'), '1');
        assert.deepEqual(await beyond(page), { by: 0, wide: [] });
        await page.locator('[aria-controls=panel]').click();
        await page.locator('#panel .group').first().waitFor();
        assert.deepEqual(await beyond(page), { by: 0, wide: [] }, 'with the settings');
        await page.locator('#panel .close').click();
        const track = page.locator('#time-line .track');
        await track.scrollIntoViewIfNeeded();
        const { x, y, width: length, height: thickness } = await boxOf(track);
        assert.ok(length > 200, `the time line is ${length} px long`);
        await page.mouse.click(x + 0.5 * length, y + thickness / 2);
        await eventually('a later epoch', async () => Number(await text(page, '#epoch')) > 1);
        const labels = await page.locator('#time-line .ticks span:visible').evaluateAll((spans) => spans.map((span) => span.getBoundingClientRect()).map(({ left, right }) => [left, right]));
        labels.slice(1).forEach(([left], index) => assert.ok(left >= labels[index][1], 'its labels do not touch'));
        for (const view of ['compare', 'story', 'gallery']) {
          await page.evaluate((name) => (location.hash = `v=2&layers=8:tanh&ui.stop=20&ui.view=${name}`), view);
          await page.locator(`#${view} h2`).first().waitFor({ state: 'attached' });
          await frames(page, 20);
          assert.deepEqual(await beyond(page), { by: 0, wide: [] }, view);
        }
      });
    }
  }
}

/** Buttons whose words do not stand out from what is behind them. @param {Page} page */
const unreadable = (page) =>
  page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    const light = (/** @type {string} */ colour) => {
      const [r, g, b] = (colour.match(/[\d.]+/g) ?? []).map(Number).map((v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (/** @type {string} */ a, /** @type {string} */ b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
    probe.style.color = 'Canvas';
    const canvas = getComputedStyle(probe).color;
    const shown = [...document.querySelectorAll('button, a')].filter((node) => node.checkVisibility() && node instanceof HTMLElement && node.offsetWidth > 0 && !(node instanceof HTMLButtonElement && node.disabled));
    const found = shown.filter((node) => {
      const { color, backgroundColor, forcedColorAdjust } = getComputedStyle(node);
      const ground = /, 0\)$/.test(backgroundColor) ? canvas : backgroundColor;
      // Behind words whose colours are the system's the browser puts the canvas' colour.
      return contrast(color, ground) < 3 || (forcedColorAdjust !== 'none' && contrast(color, canvas) < 3);
    });
    probe.remove();
    return found.map((node) => node.outerHTML.slice(0, 90));
  });

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const view of ['play', 'compare', 'story']) {
    scenario(`in forced colours every button can be read: ${view}, ${colorScheme}`, { browser: { ...STILL, forcedColors: 'active', colorScheme }, at: `#v=2&layers=8:tanh&ui.stop=20&ui.view=${view}` }, async (page) => {
      await page.locator(view === 'play' ? '.moments button' : `#${view} h2`).first().waitFor({ state: 'attached' });
      assert.deepEqual(await unreadable(page), []);
      await page.locator('.share').hover();
      assert.deepEqual(await unreadable(page), [], 'Share under the pointer');
      if (view === 'compare') {
        await page.locator('.go').hover();
        assert.deepEqual(await unreadable(page), [], 'Play under the pointer');
      }
    });
  }
}

for (const width of [360, 768, 1024, 1440, 1920]) {
  scenario(`no row of the gallery is left with a single picture at ${width} px`, { width, browser: STILL, at: '#v=2&layers=4:tanh&ui.stop=20&ui.view=gallery' }, async (page) => {
    await page.locator('.presets').first().waitFor();
    for (const list of await page.locator('.presets').all()) {
      const boxes = await list.locator('> li').evaluateAll((items) => items.map((item) => item.getBoundingClientRect()).map(({ left, right, top }) => ({ left, right, top: Math.round(top) })));
      const whole = await boxOf(list);
      for (const { top } of boxes) {
        const row = boxes.filter((box) => box.top === top);
        assert.ok(Math.max(...row.map(({ right }) => right)) >= whole.x + whole.width - 2, `the row at ${top} is filled to its end`);
      }
    }
  });
}

scenario('the readings of the small charts stand above them, not over their lines', { browser: STILL, at: '#v=2&layers=16:tanh&validation=0.2&ui.stop=60&ui.pace=full' }, async (page) => {
  await ready(page);
  await press(page, 'Play');
  await becomes(() => text(page, '#epoch'), '60');
  for (const chart of ['#loss-chart', '#error-chart']) {
    const canvas = await boxOf(page.locator(`${chart} canvas`));
    for (const share of [0.2, 0.5, 0.9]) {
      await page.mouse.move(canvas.x + share * canvas.width, canvas.y + canvas.height / 2);
      const readout = await boxOf(page.locator(`${chart} .readout`));
      assert.ok(readout.y + readout.height <= canvas.y + 1, 'it ends where the chart begins');
      assert.ok(readout.x + readout.width <= canvas.x + canvas.width + 1);
    }
  }
});

scenario('on a phone the story’s caption stands under its plot', { width: 390, browser: STILL, at: '#v=2&ui.view=story&ui.chapter=relu300' }, async (page) => {
  await page.locator('#story article h2').first().waitFor({ state: 'attached' });
  await eventually('a caption', async () => (await text(page, '#say')) !== '');
  const [plot, say, heading] = [await boxOf(page.locator('#plot')), await boxOf(page.locator('#say')), await boxOf(page.locator('#story article:not([hidden]) h2'))];
  assert.ok(say.y >= plot.y + plot.height && say.y + say.height <= heading.y, 'between the plot and the words');
});

for (const lang of ['en', 'de']) {
  scenario(`at 390 px the key under the sentence wraps without a hole (${lang})`, { width: 390, browser: STILL, at: `?lang=${lang}#v=2&layers=16:tanh&ui.stop=50` }, async (page) => {
    await ready(page);
    await page.locator('.transport button').nth(3).click();
    await page.locator('.key button').nth(1).waitFor();
    const boxes = await page.locator('.key > :visible').evaluateAll((items) => items.map((item) => item.getBoundingClientRect()).map(({ top, bottom, right }) => ({ top, bottom, right })).sort((a, b) => a.top - b.top));
    const plot = await boxOf(page.locator('#plot'));
    const bottom = Math.max(...boxes.map((box) => box.bottom));
    assert.ok(plot.y - bottom < 24, `${plot.y - bottom} px between the key and the plot`);
    boxes.slice(1).forEach(({ top }, index) => assert.ok(top - boxes[index].bottom < 12, 'its lines follow each other'));
  });
}

/** Punctuation that stands at the beginning of a line of the sentence. @param {Page} page */
const begun = (page) =>
  page.evaluate(() => {
    const paragraph = /** @type {HTMLElement} */ (document.querySelector('.setup'));
    const { left } = paragraph.getBoundingClientRect();
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest('.unseen')) continue;
      for (const { index } of (node.textContent ?? '').matchAll(/[,.;:]/g)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + 1);
        if (range.getBoundingClientRect().left < left + 2) found.push(`${index} of “${node.textContent}”`);
      }
    }
    return found;
  });

for (const lang of ['en', 'de']) {
  for (const [what, set] of [['a function', 'layers=300:relu'], ['noisy points, some held out', 'layers=64:tanh,32:tanh&noise=0.05&validation=0.2'], ['points far from 1', 'layers=30:tanh&optimizer=adam&learningRate=0.0125&points=1990,9.1;1994,8.2;1999,9.8;2003,8.4;2010,9.9;2016,10.5;2021,10.4&validation=0.2&scaling=standardize']]) {
    scenario(`no line of the sentence begins with punctuation, at any width (${what}, ${lang})`, { browser: STILL, at: `?lang=${lang}#v=2&${set}&ui.stop=50` }, async (page) => {
      await ready(page);
      for (let width = 600; width <= 1000; width += 20) {
        await page.setViewportSize({ width, height: 900 });
        assert.deepEqual(await begun(page), [], `${width} px`);
      }
    });
  }
}

for (const lang of ['en', 'de']) {
  for (const width of [360, 768, 1440, 1920]) {
    scenario(`the numbers beside the plot have their names alike, all above or all before them, at ${width} px (${lang})`, { width, browser: STILL, at: `?lang=${lang}#v=2&layers=16:tanh&ui.stop=50` }, async (page) => {
      await ready(page);
      // As long as they become in a run of some minutes.
      await page.evaluate((numbers) => numbers.forEach(([selector, text]) => document.querySelector(selector)?.replaceChildren(text)), [['#epoch', lang === 'de' ? '100.000' : '100,000'], ['#loss', lang === 'de' ? '0,000205' : '0.000205']]);
      const above = await page.locator('.reads.main > div').evaluateAll((rows) => rows.map((row) => {
        const [name, value] = [...row.children].map((child) => child.getBoundingClientRect());
        return value.top > name.top + name.height / 2;
      }));
      assert.deepEqual(above, Array(3).fill(width > 700));
    });
  }
}
