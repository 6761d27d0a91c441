// @ts-check
/** The networks of the story at the epochs that its words name: trained once, in a worker of their own, for paper. */
import { CHAPTERS, runOf } from './chapters.js';
import { Gone, Host, Refusal } from '../worker/host.js';

/**
 * @typedef {import('./chapters.js').Chapter} Chapter
 * @typedef {import('./types.js').Run} Run
 * @typedef {import('./types.js').Ghost} Moment
 * @typedef {import('./types.js').Frame} Frame
 * @typedef {{run: Run, moments: Moment[], last: Frame}} Told `last` is the frame of the last moment
 */

/** A request is answered after so much training (milliseconds). */
const SLICE_MS = 200;

/**
 * @param {(chapter: Chapter, told: Told) => void} show
 * @returns {Promise<void>}
 */
export async function trainStory(show) {
  const host = new Host();
  host.listen({ onReady() {}, onUnsupported() {}, onFailure() {} });
  try {
    for (const [index, chapter] of CHAPTERS.entries()) {
      const epochs = epochsOf(chapter);
      if (epochs.length > 0) show(chapter, await told(host, index + 1, runOf(chapter), epochs));
    }
  } catch (error) {
    // Without a worker the words stand alone.
    if (!(error instanceof Gone) && !(error instanceof Refusal)) throw error;
  } finally {
    host.stop();
  }
}

/** In their order. @param {Chapter} chapter */
export const epochsOf = ({ epochs }) => Object.values(epochs).sort((a, b) => a - b);

/** @param {Host} host @param {number} id @param {string} link @param {number[]} epochs ascending @returns {Promise<Told>} */
async function told(host, id, link, epochs) {
  /** @type {import('../worker/protocol.js').Opened} */
  const opened = await host.request({ type: 'open', run: id, source: { link }, forget: true });
  const { run } = opened;
  /** @type {Moment[]} */
  const moments = [];
  let { frame: last } = opened;
  for (const epoch of epochs) {
    const updates = epoch * run.updatesPerEpoch;
    do {
      ({ frame: last } = await host.request({ type: 'train', run: id, updates, budget: SLICE_MS, stopLoss: 0, exact: true }));
    } while (last.updates < updates && !last.diverged);
    moments.push({ epoch, predictions: last.predictions });
  }
  return { run, moments, last };
}
