// @ts-check
/** Lines through many values, as few points of them as the screen can show. */

/**
 * @typedef {import('./scale.js').Scale} Scale
 * @typedef {ArrayLike<number>} Values
 * @typedef {{moveTo: (x: number, y: number) => void, lineTo: (x: number, y: number) => void}} Pen a path or a canvas
 */

/**
 * A line through all points; it breaks where a value is missing.
 * @param {Pen} pen
 * @param {Values} xs
 * @param {Values} ys
 * @param {Scale} x
 * @param {Scale} y
 */
export function traceLine(pen, xs, ys, x, y) {
  let down = false;
  for (let i = 0; i < xs.length; i += 1) {
    const value = ys[i];
    if (Number.isNaN(value)) down = false;
    else {
      if (down) pen.lineTo(x.map(xs[i]), y.map(value));
      else pen.moveTo(x.map(xs[i]), y.map(value));
      down = true;
    }
  }
}

/**
 * First, lowest, highest and last value of each column of pixels: the line looks as if every value were drawn.
 * @param {Pen} pen
 * @param {Values} xs ascending
 * @param {Values} ys
 * @param {Scale} x
 * @param {Scale} y
 * @param {number} [columnsPerPixel] the screen's pixels in one of CSS
 */
export function traceDense(pen, xs, ys, x, y, columnsPerPixel = 1) {
  let down = false;
  let i = 0;
  while (i < xs.length) {
    const column = Math.floor(x.map(xs[i]) * columnsPerPixel);
    let first = -1;
    let low = -1;
    let high = -1;
    let last = -1;
    for (; i < xs.length && Math.floor(x.map(xs[i]) * columnsPerPixel) === column; i += 1) {
      if (!Number.isFinite(ys[i])) continue;
      if (first < 0) first = low = high = i;
      if (ys[i] < ys[low]) low = i;
      if (ys[i] > ys[high]) high = i;
      last = i;
    }
    if (first < 0) continue;
    for (const index of new Set([first, Math.min(low, high), Math.max(low, high), last])) {
      if (down) pen.lineTo(x.map(xs[index]), y.map(ys[index]));
      else pen.moveTo(x.map(xs[index]), y.map(ys[index]));
      down = true;
    }
  }
}

/**
 * The mean of each column of pixels.
 * @param {Pen} pen
 * @param {Values} xs ascending
 * @param {Values} ys
 * @param {Scale} x
 * @param {Scale} y
 */
export function traceMeans(pen, xs, ys, x, y) {
  let down = false;
  let i = 0;
  while (i < xs.length) {
    const column = Math.floor(x.map(xs[i]));
    let count = 0;
    let sumX = 0;
    let sumY = 0;
    for (; i < xs.length && Math.floor(x.map(xs[i])) === column; i += 1) {
      if (!Number.isFinite(ys[i])) continue;
      count += 1;
      sumX += x.map(xs[i]);
      sumY += ys[i];
    }
    if (count === 0) continue;
    if (down) pen.lineTo(sumX / count, y.map(sumY / count));
    else pen.moveTo(sumX / count, y.map(sumY / count));
    down = true;
  }
}
