// @ts-check
/** A plot of the present moment as SVG or PNG, with a caption that says what is to be seen. */
import { h } from '../dom.js';
import { readPalette } from '../plot/palette.js';
import { DRAWINGS, drawSheet, layoutSheet, PLOTS } from '../plot/pictures.js';
import { SvgContext } from '../plot/svg-context.js';
import { joinLink } from '../state/link.js';

/**
 * @typedef {import('./context.js').Context} Context
 * @typedef {import('../plot/pictures.js').Kind} Kind
 * @typedef {import('../plot/pictures.js').Shown} Shown
 * @typedef {import('../plot/pictures.js').Words} Words
 * @typedef {import('../plot/palette.js').Palette} Palette
 * @typedef {import('../state/types.js').Run} Run
 * @typedef {import('../state/types.js').Ui} Ui
 */

/**
 * What becomes a picture of its own.
 * @typedef {object} Picture
 * @property {import('../plot/pictures.js').Size} plot its size, without the caption
 * @property {import('../plot/pictures.js').Caption} words
 * @property {(g: CanvasRenderingContext2D, size: import('../plot/pictures.js').Size, palette: Palette) => void} draw
 */

/** Pixels for one of CSS. */
const DENSITY = 2;

/** @param {Context} context @param {Kind} kind @param {Shown} shown @returns {Words} */
function wordsFor({ i18n }, kind, { run, frame, ui }) {
  return {
    title: i18n.t(`take.picture.${kind}`, { epoch: frame.epoch, loss: i18n.number(kind === 'loss' ? frame.epochLoss : frame.loss, 3) }),
    network: i18n.t('views.name.network'),
    fn: i18n.t('views.name.function'),
    lines: captionOf(run, { ...ui, view: 'play', chapter: '' }),
  };
}

/** The set-up, and where it is to be had. @param {Run} run @param {Ui} ui */
export function captionOf(run, ui) {
  const url = new URL(location.href);
  url.search = '';
  url.hash = joinLink(run.link, ui);
  return [setUp(), readable(url.href)].filter((line) => line !== '');
}

/** The sentence at the top of the page is the set-up in words; the controls that lie over its words are not meant. */
function setUp() {
  const copy = document.querySelector('.setup')?.cloneNode(true);
  if (!(copy instanceof Element)) return '';
  copy.querySelectorAll('input, select, button').forEach((control) => control.remove());
  // What keeps a comma beside its number is for the page's lines alone.
  return (copy.textContent ?? '').replaceAll('\u2060', '').replace(/\s+/g, ' ').trim();
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
  // It has its own size, too.
  return { ...palette, text: 1 };
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

/** @param {Context} context @param {Kind} kind @param {Shown} shown @returns {Picture} */
export function pictureOf(context, kind, shown) {
  const words = wordsFor(context, kind, shown);
  return { plot: PLOTS[kind], words, draw: (g, size, palette) => DRAWINGS[kind](g, size, shown, words, palette, context.i18n.lang) };
}

/** @param {Picture} picture */
function prepared({ plot, words }) {
  const ruler = newSurface();
  /** @param {string} text @param {string} font */
  const widthOf = (text, font) => {
    ruler.font = font;
    return ruler.measureText(text).width;
  };
  const palette = paper();
  return { widthOf, palette, sheet: layoutSheet(plot, words, widthOf, palette.font) };
}

/** @param {Picture} picture @returns {string} */
export function svgOf(picture) {
  const { plot, words, draw } = picture;
  const { widthOf, palette, sheet } = prepared(picture);
  const svg = new SvgContext(sheet.size, widthOf);
  const g = /** @type {CanvasRenderingContext2D} */ (/** @type {unknown} */ (svg));
  drawSheet(g, plot, sheet, words, palette, () => draw(g, plot, palette));
  return String(svg);
}

/** @param {Picture} picture @returns {Promise<Blob>} */
export function pngOf(picture) {
  const { plot, words, draw } = picture;
  const { palette, sheet } = prepared(picture);
  const g = newSurface(DENSITY * sheet.size.width, DENSITY * sheet.size.height);
  g.scale(DENSITY, DENSITY);
  drawSheet(g, plot, sheet, words, palette, () => draw(g, plot, palette));
  return new Promise((resolve, reject) => g.canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'));
}

/** @param {Blob} blob @param {string} file */
export function save(blob, file) {
  const url = URL.createObjectURL(blob);
  const link = h('a', { href: url, download: file });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
