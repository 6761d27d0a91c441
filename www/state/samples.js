// @ts-check
/** What comes of a link after a short training, for pictures of it: one after the other, in a worker of its own. */
import { Gone, Host, Refusal } from '../worker/host.js';

/**
 * @typedef {import('./types.js').Run} Run
 * @typedef {{run: Run, predictions: Float32Array, diverged: boolean}} Sample
 */

/** Every picture shows its run after so many epochs, whatever the machine. */
export const EPOCHS = 2000;
/** Milliseconds of training for one request, so that whoever leaves need not wait. */
const SLICE_MS = 100;

/**
 * @param {string[]} links
 * @param {(index: number, sample: Sample) => void} show
 * @param {AbortSignal} signal
 */
export async function trainSamples(links, show, signal) {
  const host = new Host();
  host.listen({ onReady() {}, onUnsupported() {}, onFailure() {} });
  signal.addEventListener('abort', () => host.stop());
  try {
    for (const [index, link] of links.entries()) show(index, await sampleOf(host, index + 1, link));
  } catch (error) {
    // Without a worker there are no pictures, and every link still opens.
    if (!(error instanceof Gone) && !(error instanceof Refusal)) throw error;
  } finally {
    host.stop();
  }
}

/** @param {Host} host @param {number} id @param {string} link @returns {Promise<Sample>} */
async function sampleOf(host, id, link) {
  const { run } = await host.request({ type: 'open', run: id, source: { link } });
  const updates = EPOCHS * run.updatesPerEpoch;
  for (;;) {
    const { frame } = await host.request({ type: 'train', run: id, updates, budget: SLICE_MS, stopLoss: 0, exact: true });
    if (frame.diverged || frame.updates >= updates) return { run, predictions: frame.predictions, diverged: frame.diverged };
  }
}
