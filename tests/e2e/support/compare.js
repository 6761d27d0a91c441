// @ts-check
/** The page of the comparison as a person finds it. */
import { becomes, eventually } from './eventually.js';
import { Trainer } from './module.js';
import { fragment, opened, press } from './page.js';

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page */
export const lanes = (page) => page.locator('.lanes li');

/** On a phone pace and goal are behind a button. @param {Page} page */
export async function openFields(page) {
  const more = page.getByRole('button', { name: /^(Pace and goal|Tempo und Ziel)$/ });
  if ((await more.isVisible()) && (await more.getAttribute('aria-expanded')) === 'false') await more.click();
}

/** @param {Page} page @param {number} end */
export async function race(page, end) {
  await lanes(page).first().waitFor();
  await opened(page);
  await openFields(page);
  await page.locator('#compare').getByLabel('Pace').selectOption('full');
  await press(page, 'Play');
  const ended = `epoch ${end.toLocaleString('en')},`;
  let numbers = [''];
  const allEnded = async () => (numbers = await page.locator('.lane-numbers').allTextContents()).every((text) => text.startsWith(ended));
  await eventually('all at the end', allEnded).catch(async (error) => {
    error.message += `; the lanes stand at ${numbers.join(' | ')}, and the button says ${await page.locator('.race-controls button').first().textContent()}`;
    throw error;
  });
}

/** @param {Partial<import('../../../www/pkg/lernkurve.js').PartialConfig>} partial @param {number} epochs */
export function straight(partial, epochs) {
  const trainer = new Trainer(partial);
  trainer.step(epochs);
  return trainer;
}

/** What the address says of the comparison. @param {Page} page */
export const compared = (page) => new URLSearchParams(fragment(page)).get('ui.compare');

/** @param {Page} page @param {string[]} expected */
export const named = (page, expected) => becomes(async () => (await page.locator('.lanes b').allTextContents()).join(' | '), expected.join(' | '));
