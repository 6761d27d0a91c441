// @ts-check
/** The run as a film: the plot, recorded while the time line goes from the beginning to as far as the run has come. */

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
  const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('curve'));
  const { run, frame } = store.get();
  if (!run || !frame) return null;
  const last = Math.floor(frame.head / run.updatesPerEpoch);
  const recorder = new MediaRecorder(canvas.captureStream(PICTURES_A_SECOND), { mimeType: type, videoBitsPerSecond: 4e6 });
  /** @type {Blob[]} */
  const parts = [];
  recorder.addEventListener('dataavailable', ({ data }) => void parts.push(data));
  const ended = new Promise((resolve) => recorder.addEventListener('stop', resolve));
  await actions.seek(0);
  recorder.start();
  const start = performance.now();
  for (let share = 0; share < 1 && !signal.aborted; ) {
    share = Math.min(1, (performance.now() - start) / (1000 * SECONDS));
    await actions.seek(Math.round(Math.expm1(share * Math.log1p(last))));
    await new Promise((resolve) => requestAnimationFrame(resolve));
    progress(share);
  }
  recorder.stop();
  await ended;
  await actions.seek(last);
  return signal.aborted ? null : new Blob(parts, { type });
}
