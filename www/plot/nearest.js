// @ts-check
/** Which of several lines a pointer means. */

/** @typedef {{xs: ArrayLike<number>, ys: ArrayLike<number>}} Points */

/** A line further away is not meant (CSS pixels). */
const REACH = 12;

/**
 * @param {Points[]} lines
 * @param {{x: import('./scale.js').Scale, y: import('./scale.js').Scale}} layout
 * @param {number} px
 * @param {number} py
 * @returns {number} the line's index, -1 where none is near
 */
export function nearestLine(lines, { x, y }, px, py) {
  const distances = lines.map(({ xs, ys }) => {
    let least = Infinity;
    let before = [NaN, NaN];
    for (let i = 0; i < xs.length; i += 1) {
      const next = [x.map(xs[i]), y.map(ys[i])];
      const distance = Number.isFinite(before[0] + before[1]) ? toSegment(px, py, before, next) : Math.hypot(next[0] - px, next[1] - py);
      if (distance < least) least = distance;
      before = next;
    }
    return least;
  });
  const least = Math.min(...distances, Infinity);
  return least <= REACH ? distances.indexOf(least) : -1;
}

/** @param {number} px @param {number} py @param {number[]} from @param {number[]} to */
function toSegment(px, py, [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const share = Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(ax + share * dx - px, ay + share * dy - py);
}
