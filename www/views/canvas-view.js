// @ts-check
/** A canvas that follows its size, the screen's pixels and the page's colours, and is drawn once a frame at most. */
import { readPalette } from '../plot/palette.js';
import { clearedSurface } from '../plot/surface.js';

/**
 * @typedef {import('../plot/surface.js').Size} Size
 * @typedef {import('../plot/palette.js').Palette} Palette
 * @typedef {(g: CanvasRenderingContext2D, size: Size, palette: Palette) => void} Draw
 */

/** What changes the colours, or the size of letters, without anybody telling. */
const LOOK_QUERIES = ['(prefers-color-scheme: dark)', '(forced-colors: active)', 'print', '(min-width: 100em) and (min-height: 50em)'];

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{draw: Draw, resized?: () => void}} view `resized` is told of a new size, ratio or palette before `draw`
 */
export function createCanvasView(canvas, { draw, resized }) {
  /** @type {Size | null} */
  let size = null;
  /** @type {Palette | null} */
  let palette = null;
  let request = 0;

  function paint() {
    cancelAnimationFrame(request);
    request = 0;
    if (!size) return;
    palette ??= readPalette(canvas.parentElement ?? document.body);
    const g = clearedSurface(canvas, size);
    if (g) draw(g, size, palette);
  }

  function invalidate() {
    if (!request) request = requestAnimationFrame(paint);
  }

  function recolour() {
    palette = null;
    resized?.();
    // A printer takes its picture before the next frame.
    if (matchMedia('print').matches) paint();
    else invalidate();
  }

  const observer = watchSize(canvas, (next) => {
    size = next;
    resized?.();
    // At once: a canvas whose size changes is empty until it is drawn.
    paint();
  });
  const stopWatching = watchLook(recolour);

  return {
    invalidate,
    destroy() {
      observer.disconnect();
      stopWatching();
      cancelAnimationFrame(request);
    },
  };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {(size: Size) => void} changed
 */
function watchSize(canvas, changed) {
  const observer = new ResizeObserver(([entry]) => {
    const { width, height } = entry.contentRect;
    if (width === 0 || height === 0) return;
    const exact = entry.devicePixelContentBoxSize?.[0];
    changed({
      width,
      height,
      deviceWidth: devicePixels(width, exact?.inlineSize),
      deviceHeight: devicePixels(height, exact?.blockSize),
    });
  });
  try {
    observer.observe(canvas, { box: 'device-pixel-content-box' });
  } catch {
    // Safari does not know this box.
    observer.observe(canvas);
  }
  return observer;
}

/**
 * The exact number where it is one: under an emulated pixel ratio the browser reports CSS pixels instead.
 * @param {number} css
 * @param {number} [exact]
 */
function devicePixels(css, exact) {
  const about = css * devicePixelRatio;
  return exact !== undefined && Math.abs(exact - about) < 2 ? exact : Math.max(1, Math.round(about));
}

/** @param {() => void} changed */
function watchLook(changed) {
  const queries = LOOK_QUERIES.map((query) => matchMedia(query));
  queries.forEach((query) => query.addEventListener('change', changed));
  const themes = new MutationObserver(changed);
  themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    queries.forEach((query) => query.removeEventListener('change', changed));
    themes.disconnect();
  };
}
