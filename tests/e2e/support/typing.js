// @ts-check
/** Typing as hands do: key by key, into what has the focus. */

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Locator} Locator
 */

/** How long a practised hand takes for a key (milliseconds). */
const PRACTISED = 60;

/**
 * Clicks (or taps) into a field, marks what is in it, and types in its place; the focus stays.
 * @param {Page} page
 * @param {Locator} field
 * @param {string} text
 * @param {number} [msPerKey]
 */
export async function typeLike(page, field, text, msPerKey = PRACTISED) {
  await field.click();
  await page.keyboard.press('ControlOrMeta+a');
  if (text === '') await page.keyboard.press('Delete');
  // What is being typed in pieces: each key lands in whatever has the focus by then, as a hand's does.
  for (const key of text) {
    await page.keyboard.type(key);
    await page.waitForTimeout(msPerKey);
  }
}

/**
 * The same, and takes it over with Enter.
 * @param {Page} page
 * @param {Locator} field
 * @param {string} text
 * @param {number} [msPerKey]
 */
export async function enterLike(page, field, text, msPerKey) {
  await typeLike(page, field, text, msPerKey);
  await page.keyboard.press('Enter');
}

/** Puts a text in the place of what is there, at once. @param {Page} page @param {Locator} field @param {string} text */
export async function paste(page, field, text) {
  await field.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}
