// @ts-check
/**
 * What stands on paper in the place of the plot: a chapter's network at the epochs that its words name. A printer does
 * not wait, so the pictures are made before, of a size of their own; what is not there yet is said to be missing.
 */
import { paper } from '../../controls/pictures.js';
import { h, setText } from '../../dom.js';
import { drawMoment, scatteredPoints } from '../../plot/moment.js';
import { bestLine, linkOf } from '../../state/chapters.js';
import { epochsOf } from '../../state/story-moments.js';

/**
 * @typedef {import('../../i18n/index.js').I18n} I18n
 * @typedef {import('../../state/chapters.js').Chapter} Chapter
 * @typedef {import('../../state/story-moments.js').Told} Told
 */

/** CSS pixels, of which each has so many of its own. */
const SIZE = { width: 300, height: 170 };
const DENSITY = 3;

/**
 * A canvas that is drawn once, in the colours of paper.
 * @param {{width: number, height: number}} size
 * @param {(g: CanvasRenderingContext2D, palette: import('../../plot/palette.js').Palette) => void} draw
 */
export function printed(size, draw) {
  const canvas = h('canvas', { width: DENSITY * size.width, height: DENSITY * size.height, 'aria-hidden': 'true' });
  const g = canvas.getContext('2d');
  if (!g) return canvas;
  g.scale(DENSITY, DENSITY);
  draw(g, paper());
  return canvas;
}

/**
 * @param {I18n} i18n
 * @param {Chapter} chapter
 */
export function createPaperFigure(i18n, chapter) {
  const missing = h('p', { class: 'missing' });
  const row = h('div', { class: 'paper', hidden: epochsOf(chapter).length === 0 }, missing);
  /** @type {{epoch: number, words: HTMLElement}[]} */
  let captions = [];

  return {
    node: row,
    /** @param {Told} told */
    show({ run, moments }) {
      const { slope, offset } = bestLine(run.trainX, run.trainY);
      const best = chapter.bestLine ? run.grid.map((x) => slope * x + offset) : null;
      captions = moments.map(({ epoch }) => ({ epoch, words: h('figcaption') }));
      row.replaceChildren(...moments.map(({ predictions }, index) =>
        h('figure', {}, printed(SIZE, (g, palette) => drawMoment(g, SIZE, run, predictions, palette, scatteredPoints(run), best)), captions[index].words)));
      this.relabel();
    },
    relabel() {
      captions.forEach(({ epoch, words }) => setText(words, i18n.t('story.epoch', { epoch })));
      const url = new URL(`#${linkOf(chapter)}`, location.href);
      setText(missing, i18n.t('story.paper.missing', { link: url.href }));
    },
  };
}
