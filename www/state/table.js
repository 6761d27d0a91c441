// @ts-check
/** A pasted table of x and y: by tabs, semicolons, commas or spaces, with decimal points or commas, with or without a heading. */

/** @typedef {import('./types.js').Problem} Problem */

/**
 * @param {string} text
 * @returns {{points: [number, number][]} | {problem: Problem}}
 */
export function parseTable(text) {
  const lines = text.split(/\r\n|\r|\n/).map((line, i) => ({ line: line.trim(), number: i + 1 })).filter(({ line }) => line !== '');
  if (lines.length === 0) return { problem: wrong('table_empty', {}) };
  /** @type {[number, number][]} */
  const points = [];
  for (const [i, { line, number }] of lines.entries()) {
    const cells = cellsOf(line);
    const values = cells.map(valueOf);
    if (values.length === 2 && values.every(Number.isFinite)) points.push([values[0], values[1]]);
    else if (i > 0 || cells.some((cell) => Number.isFinite(valueOf(cell)))) {
      return { problem: wrong('table_line', { line: number, text: line.slice(0, 40) }) };
    }
  }
  return points.length > 0 ? { points } : { problem: wrong('table_empty', {}) };
}

/**
 * The first separator that is there wins, so that a comma is decimal wherever something else separates.
 * @param {string} line
 */
function cellsOf(line) {
  const separator = [/\t+/, /\s*;\s*/, /,\s+/, /\s+/].find((candidate) => candidate.test(line)) ?? /,/;
  return line.split(separator).map((cell) => cell.trim()).filter((cell) => cell !== '');
}

/** @param {string} cell */
function valueOf(cell) {
  const plain = cell.replace(/−/g, '-').replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}

/** @param {string} code @param {Record<string, unknown>} params @returns {Problem} */
const wrong = (code, params) => ({ code, path: 'points', message: code, params });
