// @ts-check
/** The hours of a day on an axis: 8.5 is half past eight. */

/** @typedef {import('./scale.js').Interval} Interval */

const SECOND = 1 / 3600;
const MINUTE = 1 / 60;

/** As clocks are divided, in hours. */
const STEPS = [1, 2, 5, 10, 15, 30].flatMap((n) => [n * SECOND, n * MINUTE]).concat([1, 2, 3, 6, 12]).sort((a, b) => a - b);

/**
 * Whether x is the time of day: own points that came so, and stayed within a day.
 * @param {{ui: {xKind: string}, run: {config: {points?: unknown}, domain: Interval} | null}} state
 */
export const isTimeOfDay = ({ ui, run }) => ui.xKind === 'clock' && !!run?.config.points && run.domain[0] >= 0 && run.domain[1] <= 24;

/**
 * The finest times of which there is room for all.
 * @param {Interval} domain
 * @param {number} most at least 2
 * @returns {{values: number[], step: number}}
 */
export function clockTicks([low, high], most) {
  const within = (/** @type {number} */ step) => {
    const first = Math.ceil(low / step - 1e-6);
    const last = Math.floor(high / step + 1e-6);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
  };
  const step = STEPS.find((step) => within(step).length <= most) ?? 24;
  return { values: within(step), step };
}

/**
 * 8:30, in German and English alike; with seconds where a minute is too coarse.
 * @param {number} hours
 * @param {number} fine what is to be told apart, in hours
 */
export function clockText(hours, fine) {
  const withSeconds = fine < MINUTE * (1 - 1e-6);
  const whole = Math.round(hours / (withSeconds ? SECOND : MINUTE));
  const [minutes, seconds] = withSeconds ? [Math.floor(whole / 60), whole % 60] : [whole, 0];
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}${withSeconds ? `:${two(seconds)}` : ''}`;
}
