// @ts-check
/** A small figure in the text: the linear network's own neurons, added up. They are trained when it is first seen, or printed. */
import { h, setAttribute } from '../../dom.js';
import { drawLineSums } from '../../plot/line-sums.js';
import { lineSums } from '../../state/line-sums.js';
import { STORY_FACTS } from '../../state/story-facts.js';
import { Gone, Host, Refusal } from '../../worker/host.js';
import { createCanvasView } from '../canvas-view.js';
import { printed } from './paper.js';

/** What the caption says of it. */
const EPOCHS = 3000;
const EVERY = 30;
/** More than the slowest phone needs for so small a network (milliseconds). */
const PATIENCE_MS = 5000;
/** On paper (CSS pixels). */
const SIZE = { width: 640, height: 190 };

/**
 * @param {import('../../i18n/index.js').I18n} i18n
 * @param {string} link of the run
 */
export function createSumsFigure(i18n, link) {
  const canvas = h('canvas', { role: 'img' });
  const caption = h('figcaption');
  const node = h('figure', { class: 'sums empty' }, canvas, caption);
  /** @type {import('../../state/line-sums.js').Line[] | null} */
  let sums = null;
  let asked = false;
  const view = createCanvasView(canvas, {
    draw(g, size, palette) {
      if (sums) drawLineSums(g, size, sums, ends(sums.length - 1), palette);
      else void fill();
    },
  });

  /** @param {number} last */
  const ends = (last) => ({ first: i18n.integer(0), last: i18n.integer(EVERY * last) });

  async function fill() {
    if (asked) return;
    asked = true;
    sums = await trainedSums(link);
    node.classList.toggle('empty', !sums);
    node.hidden = !sums;
    view.invalidate();
    if (!sums) return;
    const lines = sums;
    const onPaper = printed(SIZE, (g, palette) => drawLineSums(g, SIZE, lines, ends(lines.length - 1), palette));
    onPaper.classList.add('on-paper');
    canvas.after(onPaper);
  }

  return {
    node,
    fill,
    relabel() {
      const numbers = { units: STORY_FACTS.linear.units, epochs: EPOCHS, every: EVERY, twice: 2 * EVERY };
      setAttribute(canvas, 'aria-label', i18n.t('story.sums.label', numbers));
      caption.replaceChildren(i18n.rich('story.sums', numbers));
      view.invalidate();
    },
  };
}

/** @param {string} link @returns {Promise<import('../../state/line-sums.js').Line[] | null>} null without a worker: the text stands without the figure */
async function trainedSums(link) {
  const host = new Host();
  host.listen({ onReady() {}, onUnsupported() {}, onFailure() {} });
  try {
    const { run } = await host.request({ type: 'open', run: 1, source: { link } });
    const updates = EPOCHS * run.updatesPerEpoch;
    await host.request({ type: 'train', run: 1, updates, budget: PATIENCE_MS, stopLoss: 0, exact: false });
    const { parameters } = await host.request({ type: 'export', run: 1 });
    return lineSums(parameters, run.config.layers[0].units, EVERY);
  } catch (error) {
    if (error instanceof Gone || error instanceof Refusal) return null;
    throw error;
  } finally {
    host.stop();
  }
}
