// @ts-check
/** Compares the golden table in the browser that opens page.html, and writes the outcome into it as JSON. */
import init, * as module from '../../www/pkg/lernkurve.js';
import { compareWithTable } from './table.js';

async function compare() {
  await init();
  const response = await fetch('../fixtures/golden.tsv');
  return compareWithTable(module, await response.text());
}

const output = /** @type {HTMLOutputElement} */ (document.getElementById('outcome'));
compare().then(
  (outcome) => (output.textContent = JSON.stringify(outcome)),
  (error) => (output.textContent = JSON.stringify({ states: 0, differences: [String(error)] })),
);
