// @ts-check
/**
 * Many short runs and their statistics, by the rules of native/clock.rs: on a machine that others use too, the minimum
 * says what the code can do and the quartiles what came between. Runs in Node and in a page.
 */

/**
 * Milliseconds.
 * @typedef {{min: number, q1: number, median: number, q3: number, runs: number}} Statistics
 */

/** Long enough for the clock, short enough to fit between two interruptions. */
const RUN_MS = 5;
const WARM_UP_MS = 300;
const BUDGET_MS = 1_500;
const AT_LEAST = 5;
/** Trainings of 10,000 epochs that would take longer are not measured whole. */
const LONGEST_WHOLE_MS = 1_500;
const WHOLES = 7;

/**
 * Milliseconds for each of the things `run(n)` does n of.
 * @param {(count: number) => unknown} run may be asynchronous
 * @param {{budgetMs?: number, warmUpMs?: number, atLeast?: number}} [options]
 * @returns {Promise<Statistics>}
 */
export async function sample(run, { budgetMs = BUDGET_MS, warmUpMs = WARM_UP_MS, atLeast = AT_LEAST } = {}) {
  const count = await warmUp(run, warmUpMs);
  const samples = [];
  const start = performance.now();
  while (samples.length < atLeast || performance.now() - start < budgetMs) {
    samples.push((await time(() => run(count))) / count);
  }
  return statistics(samples);
}

/**
 * Milliseconds of a whole training, where one is not too long to be repeated.
 * @param {number} epochMs
 * @param {() => (epochs: number) => unknown} begin prepares a training from the start
 * @returns {Promise<Statistics | null>}
 */
export async function sampleWholes(epochMs, begin) {
  if (epochMs * 10_000 > LONGEST_WHOLE_MS) return null;
  const samples = [];
  for (let i = 0; i < WHOLES; i += 1) {
    const train = begin();
    samples.push(await time(() => inShortCalls(train)));
  }
  return statistics(samples);
}

/** In one long call, V8 would stay in the tier that it began in. @param {(epochs: number) => unknown} train */
function inShortCalls(train) {
  for (let done = 0; done < 10_000; done += 100) train(100);
}

/**
 * How many fit a run, once the engine has compiled them well.
 * @param {(count: number) => unknown} run
 * @param {number} warmUpMs
 */
async function warmUp(run, warmUpMs) {
  const start = performance.now();
  let [count, fastest] = [1, Infinity];
  do {
    fastest = Math.min(fastest, Math.max(await time(() => run(count)), 1e-3) / count);
    count = Math.floor(Math.min(Math.max(RUN_MS / fastest, 1), count * 10));
  } while (performance.now() - start < warmUpMs);
  return count;
}

/** Milliseconds of one. @param {() => unknown} run */
async function time(run) {
  const start = performance.now();
  const pending = run();
  if (pending instanceof Promise) await pending;
  return performance.now() - start;
}

/** @param {number[]} samples @returns {Statistics} */
export function statistics(samples) {
  const sorted = samples.slice().sort((a, b) => a - b);
  const quantile = (/** @type {number} */ share) => {
    const place = share * (sorted.length - 1);
    const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return below + (place % 1) * (above - below);
  };
  return { min: sorted[0], q1: quantile(0.25), median: quantile(0.5), q3: quantile(0.75), runs: sorted.length };
}
