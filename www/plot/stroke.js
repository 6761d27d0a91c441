// @ts-check
/** A freehand curve as a function: one height in each of many columns that are evenly spaced in x. */

/** @typedef {import('./scale.js').Interval} Interval */
/** @typedef {readonly [number, number]} Point */

/**
 * @param {number} count
 * @returns {Float64Array} columns nobody has drawn in yet
 */
export const emptyColumns = (count) => new Float64Array(count).fill(NaN);

/**
 * Draws from one place to the next: every column passed over takes the pen's height there, and a second pass
 * over the same place replaces the first.
 * @param {Float64Array} columns written to
 * @param {Interval} domain
 * @param {Point} from
 * @param {Point} to
 */
export function drawSegment(columns, domain, from, to) {
  const last = columns.length - 1;
  const columnOf = (/** @type {number} */ x) => ((x - domain[0]) / (domain[1] - domain[0])) * last;
  const start = columnOf(from[0]);
  const end = columnOf(to[0]);
  const low = Math.max(0, Math.ceil(Math.min(start, end) - 0.5));
  const high = Math.min(last, Math.floor(Math.max(start, end) + 0.5));
  for (let column = low; column <= high; column += 1) {
    const share = start === end ? 1 : Math.min(1, Math.max(0, (column - start) / (end - start)));
    columns[column] = from[1] + share * (to[1] - from[1]);
  }
}

/**
 * @param {Float64Array} columns
 * @param {Interval} domain
 * @returns {[number, number][]} the columns that were drawn in
 */
export function columnPoints(columns, domain) {
  const step = (domain[1] - domain[0]) / (columns.length - 1);
  /** @type {[number, number][]} */
  const points = [];
  columns.forEach((y, column) => {
    if (!Number.isNaN(y)) points.push([domain[0] + column * step, y]);
  });
  return points;
}
