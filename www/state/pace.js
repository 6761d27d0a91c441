// @ts-check
/**
 * How fast the epochs pass before somebody's eyes. Training is far faster than anyone can watch, so the page
 * asks for epochs by the clock. Epochs are real numbers here: a fraction is some of an epoch's updates.
 */

/** Seconds that the show takes from epoch 0 to its end. */
export const SHOW_SECONDS = 15;

/** At first the show runs at this many epochs a second, so that single updates can be seen. */
const SHOW_START = 0.7;

/** The paces offered, the default first. */
export const PACES = ['show', '1', '10', '100', '1000', 'full'];

/**
 * The show follows epoch = a·t + b·t³: the whole curve moves in the first epochs, then little happens for
 * hundreds of them, so time speeds up smoothly. b is chosen so that the end is reached at SHOW_SECONDS.
 * @param {number} end epoch at which the show ends
 */
function showCoefficients(end) {
  const a = Math.min(SHOW_START, end / (2 * SHOW_SECONDS));
  return { a, b: (end - a * SHOW_SECONDS) / SHOW_SECONDS ** 3 };
}

/**
 * @param {number} seconds since the show began
 * @param {number} end
 */
export function showEpoch(seconds, end) {
  const { a, b } = showCoefficients(end);
  return a * seconds + b * seconds ** 3;
}

/**
 * When the show reaches an epoch: the one real root of b·t³ + a·t = epoch, by hyperbolic functions. So the show
 * needs no memory of its own, and goes on from wherever a run stands.
 * @param {number} epoch
 * @param {number} end
 */
export function showSeconds(epoch, end) {
  const { a, b } = showCoefficients(end);
  const scale = Math.sqrt(a / (3 * b));
  return 2 * scale * Math.sinh(Math.asinh(epoch / (2 * b * scale ** 3)) / 3);
}

/**
 * Where a run should be `seconds` later.
 * @param {string} pace one of PACES
 * @param {number} epoch where it is
 * @param {number} seconds
 * @param {number} stopEpoch
 */
export function advance(pace, epoch, seconds, stopEpoch) {
  if (pace === 'full') return stopEpoch;
  const next = pace === 'show'
    ? showEpoch(showSeconds(epoch, stopEpoch) + seconds, stopEpoch)
    : epoch + Number(pace) * seconds;
  return Math.min(next, stopEpoch);
}

/**
 * Where a run that has ended goes on to: the next power of ten.
 * @param {number} epoch
 */
export const nextStop = (epoch) => 10 ** (Math.floor(Math.log10(Math.max(1, epoch)) + 1e-9) + 1);
