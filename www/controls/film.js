// @ts-check
/** The run as a film: the plot, recorded while the time line goes from the beginning to as far as the run has come. */

import { readPalette } from '../plot/palette.js';

/** @typedef {import('./context.js').Context} Context */

/** What browsers record: most of them the first, Safari the second. */
const TYPES = [{ type: 'video/webm', name: 'WebM', ending: 'webm' }, { type: 'video/mp4', name: 'MP4', ending: 'mp4' }];
const SECONDS = 8;
const PICTURES_A_SECOND = 25;

/** The kind of film this browser can record of a canvas, if any. */
export function filmKind() {
  if (!('MediaRecorder' in window) || !('captureStream' in HTMLCanvasElement.prototype)) return undefined;
  return TYPES.find(({ type }) => MediaRecorder.isTypeSupported(type));
}

/**
 * @param {Context} context
 * @param {string} type
 * @param {(share: number) => void} progress
 * @param {AbortSignal} signal
 * @returns {Promise<Blob | null>} null where it was called off
 */
export async function filmRun({ store, actions }, type, progress, signal) {
  const { run, frame } = store.get();
  if (!run || !frame) return null;
  const last = Math.floor(frame.head / run.updatesPerEpoch);
  const screen = createScreen();
  const recorder = new MediaRecorder(screen.canvas.captureStream(PICTURES_A_SECOND), { mimeType: type, videoBitsPerSecond: 4e6 });
  /** @type {Blob[]} */
  const parts = [];
  recorder.addEventListener('dataavailable', ({ data }) => void parts.push(data));
  const ended = new Promise((resolve) => recorder.addEventListener('stop', resolve));
  try {
    await actions.seek(0);
    recorder.start();
    const start = performance.now();
    for (let share = 0; share < 1 && !signal.aborted; ) {
      share = Math.min(1, (performance.now() - start) / (1000 * SECONDS));
      await actions.seek(Math.round(Math.expm1(share * Math.log1p(last))));
      await new Promise((resolve) => requestAnimationFrame(resolve));
      screen.show();
      progress(share);
    }
    recorder.stop();
    await ended;
  } finally {
    await actions.seek(frame.epoch);
  }
  return signal.aborted ? null : new Blob(parts, { type });
}

/** The plot's canvas has no ground of its own, and a film needs one. */
function createScreen() {
  const plot = /** @type {HTMLCanvasElement} */ (document.getElementById('curve'));
  const canvas = document.createElement('canvas');
  // Even numbers: some encoders take no others.
  canvas.width = plot.width & ~1;
  canvas.height = plot.height & ~1;
  const g = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { alpha: false }));
  const ground = readPalette(document.body).sheet;
  const show = () => {
    g.fillStyle = ground;
    g.fillRect(0, 0, canvas.width, canvas.height);
    g.drawImage(plot, 0, 0);
  };
  show();
  return { canvas, show };
}
