// @ts-check
/** Which points to draw, and which of them is meant. */

/**
 * @typedef {import('./scale.js').Scale} Scale
 * @typedef {ArrayLike<number>} Values
 */

/** So many are drawn one by one, whatever their places. */
const FEW = 400;

/**
 * Points that fall into the same cell of the screen look like one: the first of each cell.
 * @param {Values} xs
 * @param {Values} ys
 * @param {Scale} x
 * @param {Scale} y
 * @param {number} cell CSS pixels
 * @returns {number[]} indices
 */
export function visiblePoints(xs, ys, x, y, cell) {
  const taken = new Set();
  const indices = [];
  for (let i = 0; i < xs.length; i += 1) {
    if (xs.length > FEW) {
      const key = Math.floor(x.map(xs[i]) / cell) * 65536 + Math.floor(y.map(ys[i]) / cell);
      if (taken.has(key)) continue;
      taken.add(key);
    }
    indices.push(i);
  }
  return indices;
}

/**
 * The value of an ascending list that is nearest to `value`.
 * @param {Values} sorted
 * @param {number} value
 * @returns {number} its index, -1 in an empty list
 */
export function nearestIndex(sorted, value) {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low > 0 && value - sorted[low - 1] <= sorted[low] - value ? low - 1 : Math.min(low, sorted.length - 1);
}

/**
 * The point under a pointer.
 * @param {readonly (readonly [number, number])[]} points
 * @param {number} px CSS pixels
 * @param {number} py CSS pixels
 * @param {Scale} x
 * @param {Scale} y
 * @param {number} reach CSS pixels
 * @returns {number} the index of the nearest one within reach, else -1
 */
export function pointAt(points, px, py, x, y, reach) {
  let best = -1;
  let bestDistance = reach;
  points.forEach((point, index) => {
    const distance = Math.hypot(x.map(point[0]) - px, y.map(point[1]) - py);
    if (distance <= bestDistance) {
      best = index;
      bestDistance = distance;
    }
  });
  return best;
}
