// @ts-check
/** Which y a plot shows: what is to be learned, and the curve where it leaves that, within bounds. */

/** @typedef {import('./scale.js').Interval} Interval */

/** Share of the range that stays free above and below. */
const MARGIN = 0.12;
/** Networks begin near zero: where that lies so near (as a share of the range) it is shown as well. */
const NEAR_ZERO = 0.2;
/** At most so many times what is to be learned is shown: of a curve beyond that an arrow tells. */
const MOST = 3;
/** Free room beyond a curve, as a share of what is to be learned. */
const ROOM = 0.05;
/** Milliseconds in which about two thirds of the way to a wider range are gone. */
const EASE_MS = 120;
/** So near, as a share, the way is over. */
const NEAR = 0.002;

/**
 * Of all that is to be learned, so that the plot's scale stays while the network moves.
 * @param {Float32Array[]} parts
 * @returns {[number, number]}
 */
export function rangeOf(...parts) {
  let low = Infinity;
  let high = -Infinity;
  for (const part of parts) {
    for (const y of part) {
      if (y < low) low = y;
      if (y > high) high = y;
    }
  }
  if (low > high) return [-1, 1];
  const reach = NEAR_ZERO * (high - low);
  if (low > 0 && low < reach) low = 0;
  if (high < 0 && -high < reach) high = 0;
  const room = MARGIN * (high - low) || Math.abs(high) || 1;
  return [low - room, high + room];
}

/**
 * @param {Interval} base of what is to be learned, with its margin
 * @param {Interval} before what was shown of the same run: it is never narrowed
 * @param {ArrayLike<number>} curve
 * @returns {Interval}
 */
export function widened([low, high], before, curve) {
  const height = high - low;
  let [bottom, top] = before;
  for (let i = 0; i < curve.length; i += 1) {
    const y = curve[i];
    if (!Number.isFinite(y)) continue;
    if (y < low) bottom = Math.min(bottom, y - ROOM * height);
    if (y > high) top = Math.max(top, y + ROOM * height);
  }
  const spare = (MOST - 1) * height;
  const [below, above] = [low - bottom, top - high];
  if (below + above <= spare) return [bottom, top];
  // Each side has what it needs, as long as the other is left its half.
  const half = spare / 2;
  const down = below <= half ? below : above <= half ? spare - above : half;
  return [low - down, high + spare - down];
}

/**
 * @param {Interval} from
 * @param {Interval} to
 * @param {number} ms since the last step
 * @returns {Interval} `to` itself where that is reached
 */
export function eased(from, to, ms) {
  const share = 1 - Math.exp(-ms / EASE_MS);
  const next = /** @type {const} */ ([from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]);
  const near = NEAR * (to[1] - to[0]);
  return Math.abs(next[0] - to[0]) < near && Math.abs(next[1] - to[1]) < near ? to : next;
}
