// @ts-check
/** A plot of the present moment as SVG or PNG, with a caption that says what is to be seen. */
import { readPalette } from '../plot/palette.js';
import { drawPicture, layoutPicture } from '../plot/pictures.js';
import { SvgContext } from '../plot/svg-context.js';
import { joinLink } from '../state/link.js';

/**
 * @typedef {import('./context.js').Context} Context
 * @typedef {import('../plot/pictures.js').Kind} Kind
 * @typedef {import('../plot/pictures.js').Shown} Shown
 * @typedef {import('../plot/pictures.js').Words} Words
 */

/** Pixels for one of CSS. */
const DENSITY = 2;

/** @param {Context} context @param {Kind} kind @param {Shown} shown @returns {Words} */
function wordsFor({ i18n }, kind, { run, frame, ui }) {
  const url = new URL(location.href);
  url.search = '';
  url.hash = joinLink(run.link, { ...ui, view: 'play', chapter: '' });
  return {
    title: i18n.t(`take.picture.${kind}`, { epoch: frame.epoch, loss: i18n.number(frame.loss, 3) }),
    network: i18n.t('views.name.network'),
    fn: i18n.t('views.name.function'),
    lines: [setUp(), readable(url.href)].filter((line) => line !== ''),
  };
}

/** The sentence at the top of the page is the set-up in words; the controls that lie over its words are not meant. */
function setUp() {
  const copy = document.querySelector('.setup')?.cloneNode(true);
  if (!(copy instanceof Element)) return '';
  copy.querySelectorAll('input, select, button').forEach((control) => control.remove());
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** @param {string} url */
function readable(url) {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

/** A picture is for paper, whatever the screen's colours are. */
export function paper() {
  const root = document.documentElement;
  const { theme } = root.dataset;
  root.dataset.theme = 'light';
  const palette = readPalette(document.body);
  if (theme === undefined) delete root.dataset.theme;
  else root.dataset.theme = theme;
  return palette;
}

/** Something to draw on that nobody sees. */
export function newSurface(width = 1, height = 1) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const g = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!g) throw new Error('no canvas can be drawn on');
  return g;
}

/** @param {Context} context @param {Kind} kind @param {Shown} shown */
function prepared(context, kind, shown) {
  const ruler = newSurface();
  /** @param {string} text @param {string} font */
  const widthOf = (text, font) => {
    ruler.font = font;
    return ruler.measureText(text).width;
  };
  const words = wordsFor(context, kind, shown);
  const palette = paper();
  return { widthOf, words, palette, sheet: layoutPicture(kind, words, widthOf, palette.font) };
}

/** @param {Context} context @param {Kind} kind @param {Shown} shown @returns {string} */
export function svgOf(context, kind, shown) {
  const { widthOf, words, palette, sheet } = prepared(context, kind, shown);
  const svg = new SvgContext(sheet.size, widthOf);
  const g = /** @type {CanvasRenderingContext2D} */ (/** @type {unknown} */ (svg));
  drawPicture(g, kind, sheet, shown, words, palette, context.i18n.lang);
  return String(svg);
}

/** @param {Context} context @param {Kind} kind @param {Shown} shown @returns {Promise<Blob>} */
export function pngOf(context, kind, shown) {
  const { words, palette, sheet } = prepared(context, kind, shown);
  const g = newSurface(DENSITY * sheet.size.width, DENSITY * sheet.size.height);
  g.scale(DENSITY, DENSITY);
  drawPicture(g, kind, sheet, shown, words, palette, context.i18n.lang);
  return new Promise((resolve, reject) => g.canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'));
}
