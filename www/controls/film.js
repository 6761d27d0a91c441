// @ts-check
/**
 * The run as a film, from its beginning to the moment shown: trained once more by a worker of its own, so that the run
 * on the page stays as it is, and drawn at moments that are evenly spaced in log(epoch).
 */
import { drawCurve } from '../plot/pictures.js';
import { widened } from '../plot/y-range.js';
import { Host } from '../worker/host.js';
import { newSurface, paper } from './pictures.js';

/**
 * @typedef {import('./context.js').Context} Context
 * @typedef {import('../plot/pictures.js').Shown} Shown
 * @typedef {import('../worker/protocol.js').Trained} Trained
 * @typedef {import('../state/types.js').Frame} Frame
 * @typedef {(share: number) => void} Progress
 * @typedef {(film: Film, progress: Progress, signal: AbortSignal) => Promise<Blob>} Make
 * @typedef {{name: string, ending: string, load: () => Promise<unknown>, make: Make}} FilmKind `load` brings what it is made by
 */

const MOMENTS = 110;
const PICTURE_MS = 80;
const LAST_PICTURE_MS = 1600;
const SIZE = { width: 720, height: 440 };
const TITLE = 34;
/** Milliseconds of training for one request, so that a press on Stop is heard. */
const BUDGET_MS = 200;

/** What browsers record: most of them the first, Safari the second. */
const RECORDED = [{ type: 'video/webm', name: 'WebM', ending: 'webm' }, { type: 'video/mp4', name: 'MP4', ending: 'mp4' }];

/** The kinds of film this browser can make; a GIF everywhere. @returns {FilmKind[]} */
export function filmKinds() {
  const records = 'MediaRecorder' in window && 'captureStream' in HTMLCanvasElement.prototype;
  const recorded = RECORDED.filter(({ type }) => records && MediaRecorder.isTypeSupported(type)).slice(0, 1);
  return [
    ...recorded.map(({ type, ...kind }) => ({ ...kind, load: async () => {}, make: /** @type {Make} */ ((film, progress, signal) => record(film, type, progress, signal)) })),
    { name: 'GIF', ending: 'gif', load: loadGif, make: async (film, progress, signal) => (await loadGif()).gifOf(film, progress, signal) },
  ];
}

async function loadGif() {
  const gif = await import('./gif.js');
  await gif.load();
  return gif;
}

/** The pictures of a film, drawn when they are asked for. */
export class Film {
  /** @param {Context} context @param {Shown} shown @param {Frame[]} frames */
  constructor({ i18n }, shown, frames) {
    this.frames = frames;
    // One scale for the whole film, in which every curve has its place.
    const { yRange } = shown.run;
    const reach = frames.reduce((range, { predictions }) => widened(yRange, range, predictions), /** @type {readonly [number, number]} */ (yRange));
    this.shown = { ...shown, run: { ...shown.run, yRange: /** @type {[number, number]} */ ([...reach]) } };
    this.i18n = i18n;
    this.palette = paper();
    this.g = newSurface(SIZE.width, SIZE.height);
  }

  /** @param {Frame} frame */
  draw(frame) {
    const { g, palette, i18n } = this;
    const words = { title: '', network: i18n.t('views.name.network'), fn: i18n.t('views.name.function'), lines: [] };
    g.fillStyle = palette.sheet;
    g.fillRect(0, 0, SIZE.width, SIZE.height);
    g.save();
    g.translate(0, TITLE);
    drawCurve(g, { ...SIZE, height: SIZE.height - TITLE }, { ...this.shown, frame, ghosts: [] }, words, palette, i18n.lang);
    g.restore();
    g.fillStyle = palette.ink2;
    g.font = `14px ${palette.font}`;
    g.textAlign = 'left';
    g.textBaseline = 'middle';
    g.fillText(i18n.t('take.picture.curve', { epoch: frame.epoch, loss: i18n.number(frame.loss, 3) }), 16, TITLE / 2 + 2);
  }

  /** How long a picture is seen (milliseconds). @param {number} index */
  duration(index) {
    return index === this.frames.length - 1 ? LAST_PICTURE_MS : PICTURE_MS;
  }
}

/** Epochs from 0 to the last, about evenly spaced in log(1 + epoch), each once. @param {number} last */
export function filmEpochs(last) {
  const epochs = Array.from({ length: MOMENTS }, (_, i) => Math.round(Math.expm1((Math.log1p(last) * i) / (MOMENTS - 1))));
  return [...new Set(epochs)];
}

/**
 * @param {Context} context
 * @param {Shown} shown
 * @param {FilmKind} kind
 * @param {Progress} progress
 * @param {AbortSignal} signal
 * @returns {Promise<Blob | null>} null where it was called off
 */
export async function filmRun(context, shown, kind, progress, signal) {
  const frames = await trainAgain(shown, (share) => progress(share / 2), signal);
  if (signal.aborted) return null;
  const blob = await kind.make(new Film(context, shown, frames), (share) => progress((1 + share) / 2), signal);
  return signal.aborted ? null : blob;
}

/** @param {Shown} shown @param {Progress} progress @param {AbortSignal} signal @returns {Promise<Frame[]>} */
async function trainAgain({ run, frame }, progress, signal) {
  const host = new Host();
  // A large update may take long, and is no failure.
  host.extraPatience = run.weights * run.config.batchSize * 2e-5;
  try {
    const opened = /** @type {import('../worker/protocol.js').Opened} */ (await host.request({ type: 'open', run: 1, source: { config: run.config } }));
    const frames = [opened.frame];
    for (const epoch of filmEpochs(frame.epoch).slice(1)) {
      const reached = await trainTo(host, epoch * run.updatesPerEpoch, signal);
      if (!reached || reached.diverged) break;
      frames.push(reached);
      progress(epoch / frame.epoch);
    }
    return frames;
  } finally {
    host.stop();
  }
}

/** @param {Host} host @param {number} updates @param {AbortSignal} signal @returns {Promise<Frame | null>} */
async function trainTo(host, updates, signal) {
  while (!signal.aborted) {
    const { frame } = /** @type {Trained} */ (await host.request({ type: 'train', run: 1, updates, budget: BUDGET_MS, stopLoss: 0, exact: true }));
    if (frame.updates >= updates || frame.diverged) return frame;
  }
  return null;
}

/** As a browser records a canvas: in the time that the film takes. @param {Film} film @param {string} type @param {Progress} progress @param {AbortSignal} signal @returns {Promise<Blob>} */
async function record(film, type, progress, signal) {
  film.draw(film.frames[0]);
  const recorder = new MediaRecorder(film.g.canvas.captureStream(1000 / PICTURE_MS), { mimeType: type, videoBitsPerSecond: 4e6 });
  /** @type {Blob[]} */
  const parts = [];
  recorder.addEventListener('dataavailable', ({ data }) => void parts.push(data));
  const ended = new Promise((resolve) => recorder.addEventListener('stop', resolve));
  recorder.start();
  for (const [index, frame] of film.frames.entries()) {
    if (signal.aborted) break;
    film.draw(frame);
    await pause(film.duration(index));
    progress((index + 1) / film.frames.length);
  }
  // A picture is recorded only when something is drawn: the last one again, so that it is seen to its end.
  film.draw(film.frames[film.frames.length - 1]);
  await pause(PICTURE_MS);
  recorder.stop();
  await ended;
  return new Blob(parts, { type });
}

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
