// @ts-check
/** A film as GIF, which every browser can make and show. Its module is loaded only here. */
import init, { Gif } from '../pkg/animation.js';

/**
 * @typedef {import('./film.js').Film} Film
 * @typedef {import('./film.js').Progress} Progress
 * @typedef {import('../state/types.js').Frame} Frame
 */

/** Its module; once it is there, this is nothing. */
export const load = () => init();

/** @param {Film} film @param {Progress} progress @param {AbortSignal} signal @returns {Promise<Blob>} */
export async function gifOf(film, progress, signal) {
  const { width, height } = film.g.canvas;
  const gif = new Gif(width, height, colours(film));
  for (const [index, frame] of film.frames.entries()) {
    if (signal.aborted) break;
    gif.addFrame(pixels(film, frame), Math.round(film.duration(index) / 10));
    progress((index + 1) / film.frames.length);
    // The page stays alive meanwhile.
    await new Promise((resolve) => setTimeout(resolve));
  }
  return new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (gif.finish())], { type: 'image/gif' });
}

/** @param {Film} film @param {Frame} frame */
function pixels(film, frame) {
  film.draw(frame);
  const { width, height } = film.g.canvas;
  return new Uint8Array(film.g.getImageData(0, 0, width, height).data.buffer);
}

/** The colours of the first, the middle and the last picture are those of all. @param {Film} film */
function colours(film) {
  const { frames } = film;
  const parts = [frames[0], frames[frames.length >> 1], frames[frames.length - 1]].map((frame) => pixels(film, frame));
  const all = new Uint8Array(parts.length * parts[0].length);
  parts.forEach((part, index) => all.set(part, index * part.length));
  return all;
}
