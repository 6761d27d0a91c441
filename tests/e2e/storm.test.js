// @ts-check
/** Random clicks, keys and touches, the same ones each time: afterwards the page still trains and the console is clean. */
import { becomes } from './support/eventually.js';
import { config, goesOn, ready, train } from './support/page.js';
import { createStage } from './support/scenario.js';

const { scenario } = createStage();

/** @typedef {import('playwright-core').Page} Page */

const DEEDS = 400;
const CONTROLS = 'button, input, select, textarea, canvas, [role=button]';
const KEYS = [' ', '.', 'r', 'n', 'u', 't', 'l', '?', 'Tab', 'Shift+Tab', 'Enter', 'Escape', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End', 'Delete', 'Backspace', '1', '0', '5', '-', 'e', 'x', '(', ','];

/** mulberry32: small, and the same everywhere. @param {number} seed */
function randomFrom(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    below: (/** @type {number} */ n) => Math.floor(next() * n),
    /** @template T @param {readonly T[]} list */
    of: (list) => list[Math.floor(next() * list.length)],
  };
}

/** @typedef {ReturnType<typeof randomFrom>} Random */

/** The middle of a control that is to be seen, or any place. @param {Page} page @param {Random} random @returns {Promise<[number, number]>} */
async function somewhere(page, random) {
  const share = random.next();
  const anywhere = random.next() < 0.2;
  const inX = random.next();
  const inY = random.next();
  return page.evaluate(([controls, anywhere, share, inX, inY]) => {
    const seen = [...document.querySelectorAll(String(controls))].map((element) => element.getBoundingClientRect()).filter(({ width, height, top, bottom }) => width > 0 && height > 0 && top >= 0 && bottom <= innerHeight);
    const at = seen[Math.floor(Number(share) * seen.length)];
    if (anywhere || !at) return [Number(inX) * (innerWidth - 2), Number(inY) * (innerHeight - 2)];
    return [at.left + Number(inX) * at.width, at.top + Number(inY) * at.height];
  }, [CONTROLS, anywhere, share, inX, inY]);
}

/** Each thing one can do to a page, with how often it is done. @type {[number, (page: Page, random: Random) => Promise<unknown>][]} */
const WAYS = [
  [5, async (page, random) => page.mouse.click(...await somewhere(page, random))],
  [3, async (page, random) => page.touchscreen.tap(...await somewhere(page, random))],
  [5, (page, random) => page.keyboard.press(random.of(KEYS))],
  [2, drag],
  [2, choose],
  [1, (page, random) => page.mouse.wheel(0, random.below(900) - 450)],
  [1, (page, random) => page.keyboard.type(random.of(['sin(x)', '12', '0.5', '1e9', '-3', 'x²', '))', '𝒳']))],
];

/** @param {Page} page @param {Random} random */
async function drag(page, random) {
  await page.mouse.move(...await somewhere(page, random));
  await page.mouse.down();
  await page.mouse.move(...await somewhere(page, random), { steps: 3 });
  await page.mouse.up();
}

/** Any option of any list that is to be seen. @param {Page} page @param {Random} random */
function choose(page, random) {
  return page.evaluate(([which, option]) => {
    const lists = [...document.querySelectorAll('select')].filter((list) => list.checkVisibility() && !list.disabled);
    const list = lists[Math.floor(which * lists.length)];
    if (!list) return;
    list.selectedIndex = Math.floor(option * list.options.length);
    list.dispatchEvent(new Event('change', { bubbles: true }));
  }, [random.next(), random.next()]);
}

/** @param {Page} page @param {number} seed */
async function storm(page, seed) {
  const random = randomFrom(seed);
  const deeds = WAYS.flatMap(([often, way]) => Array.from({ length: often }, () => way));
  for (let done = 0; done < DEEDS; done += 1) await random.of(deeds)(page, random);
}

/** A dialog whose part was still being loaded may open late, after the storm. @param {Page} page */
async function closed(page) {
  if ((await page.getByRole('dialog').count()) === 0) return true;
  await page.keyboard.press('Escape');
  return false;
}

/** @param {Page} page */
async function inEnglish(page) {
  if (!(await closed(page))) return false;
  if ((await page.getAttribute('html', 'lang')) === 'en') return true;
  await page.locator('#tools button').first().click({ timeout: 2000 }).catch(() => {});
  return false;
}

for (const [width, seed] of [[360, 20160501], [1440, 7]]) {
  scenario(`the page survives a storm of clicks, keys and touches at ${width} px`, { width, browser: { hasTouch: true } }, async (page) => {
    await ready(page);
    await storm(page, seed);
    await becomes(() => closed(page), true);
    await page.evaluate(() => (location.hash = 'v=2&layers=12:tanh&seed=31&ui.pace=100'));
    await becomes(() => config(page).seed === 31 && page.locator('.transport').isVisible(), true);
    await page.locator('#tools button').first().waitFor();
    await becomes(() => inEnglish(page), true);
    await train(page, 1);
    await goesOn(page);
  });
}
