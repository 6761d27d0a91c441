// @ts-check
/** The losses of all runs in one chart, and their computing times in another: seen, named, and taken along. */
import { openPart } from '../../controls/missing.js';
import { h, setAttribute, setText } from '../../dom.js';
import { measureOf } from '../../state/compare/goal.js';
import { createCanvasView } from '../canvas-view.js';
import { createKey } from './key.js';
import { drawLaneTimes, drawLosses } from './lines.js';

/**
 * @typedef {import('../../controls/context.js').Context} Context
 * @typedef {import('../../state/compare/race.js').Lane} Lane
 * @typedef {import('../../state/compare/race.js').Race} Race
 * @typedef {import('../../state/types.js').Config} Config
 * @typedef {import('./page.js').Look} Look
 * @typedef {import('./lines.js').Scene} Scene
 * @typedef {{name: 'losses' | 'times', draw: import('./lines.js').Drawing}} Chart
 */

/** @type {Chart[]} */
const CHARTS = [{ name: 'losses', draw: drawLosses }, { name: 'times', draw: drawLaneTimes }];
const FORMATS = /** @type {const} */ (['png', 'svg', 'csv']);

/**
 * @param {Context} context
 * @param {Race} race
 * @param {Look} look
 * @param {{base: () => Config | null, light: (lane: Lane | null) => void, press: (lane: Lane | null) => void}} page
 */
export const createCharts = (context, race, look, page) => CHARTS.map((chart) => createChart(context, race, look, page, chart));

/**
 * @param {Context} context
 * @param {Race} race
 * @param {Look} look
 * @param {Parameters<typeof createCharts>[3]} page
 * @param {Chart} chart
 */
function createChart(context, race, look, page, { name, draw }) {
  const { i18n } = context;
  /** @returns {Scene | null} */
  const scene = () => {
    const config = page.base();
    return config && { context, race, look, config };
  };
  const titleKey = () => (name === 'losses' && measureOf(race.lanes) === 'rmse' ? 'compare.losses.rmse' : `compare.${name}`);
  const title = h('h3');
  const hint = h('p', { class: 'hint' });
  const tools = FORMATS.map((format) => h('button', { type: 'button', class: 'link', onClick: () => take(format) }, format.toUpperCase()));
  const canvas = h('canvas', { role: 'img' });
  /** @type {import('./lines.js').Finder} */
  let find = () => null;
  const view = createCanvasView(canvas, {
    draw(g, size, palette) {
      const now = scene();
      if (now) find = draw(g, size, palette, now);
    },
  });
  canvas.addEventListener('pointermove', ({ pointerType, offsetX, offsetY }) => {
    if (pointerType !== 'mouse') return;
    const lane = find(offsetX, offsetY);
    if (lane !== look.lit) page.light(lane);
  });
  canvas.addEventListener('pointerleave', ({ pointerType }) => pointerType === 'mouse' && page.light(null));
  const key = createKey(context, race, look, page, name);

  /** @param {typeof FORMATS[number]} format */
  async function take(format) {
    const now = scene();
    if (!now) return;
    await openPart(i18n, i18n.t('views.take'), () => import('./take.js'), ({ takeChart }) => void takeChart({ ...now, look: { ...look, lit: null } }, name, draw, format));
  }

  return {
    node: h('section', { class: `race-chart ${name}-chart` }, h('div', { class: 'chart-head' }, title, h('span', { class: 'chart-tools' }, ...tools)), hint, canvas, key.node),
    update() {
      setText(title, i18n.t(titleKey()));
      key.update();
      view.invalidate();
    },
    relabel() {
      setText(title, i18n.t(titleKey()));
      setText(hint, i18n.t(name === 'losses' ? `compare.losses.hint.${look.axis}` : 'compare.times.hint'));
      setAttribute(canvas, 'aria-label', i18n.t(`compare.${name}.label`));
      tools.forEach((button, index) => setAttribute(button, 'aria-label', i18n.t('compare.take', { format: FORMATS[index].toUpperCase(), chart: i18n.t(`compare.${name}`) })));
      key.relabel();
      view.invalidate();
    },
  };
}
