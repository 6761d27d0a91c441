// @ts-check
/** The losses of all runs in one chart, and their computing times in another. */
import { h, setAttribute, setText } from '../../dom.js';
import { drawRace, drawTimes, laneStyle } from '../../plot/race.js';
import { MEASURED_ELSEWHERE, timeAt } from '../../state/compare/extrapolate.js';
import { progressAt } from '../../state/compare/progress.js';
import { createCanvasView } from '../canvas-view.js';
import { isExperiment } from './table.js';
import { laneName } from './words.js';

/**
 * @typedef {import('../../controls/context.js').Context} Context
 * @typedef {import('../../state/compare/race.js').Lane} Lane
 * @typedef {import('../../state/compare/race.js').Race} Race
 * @typedef {import('../../state/types.js').Config} Config
 * @typedef {import('../../plot/palette.js').Palette} Palette
 * @typedef {import('./page.js').Look} Look
 */

/**
 * @param {Context} context
 * @param {Race} race
 * @param {Look} look
 * @param {() => Config | null} base
 */
export function createCharts(context, race, look, base) {
  const { i18n, store } = context;
  const seeds = () => store.get().ui.comparison === 'seeds';

  const losses = createChart('losses', i18n, (g, size, palette) => {
    const config = base();
    if (!config) return;
    /** @type {import('../../plot/race.js').Line[]} */
    const lines = race.lanes.map((lane, index) => ({
      ...laneStyle(index, palette),
      xs: Float64Array.from(lane.history?.epochs ?? [], (epoch) => shownAt(lane, epoch, look.axis)),
      ys: lane.history?.loss ?? [],
      name: laneName(i18n, config, lane),
      faint: seeds(),
    }));
    const ends = race.lanes.map((lane) => shownAt(lane, look.axis === 'time' ? lane.frame?.epoch ?? 1 : race.stopEpoch, look.axis));
    const starts = lines.flatMap(({ xs }) => (xs[0] > 0 ? [xs[0]] : []));
    const middle = seeds() ? bandOf(race.lanes, look) : null;
    if (middle) lines.push({ colour: palette.net, dashes: [], xs: Float64Array.from(middle.xs), ys: middle.median, name: i18n.t('compare.median'), faint: false });
    drawRace(g, size, lines, { start: Math.min(...starts, Infinity) === Infinity ? 1 : Math.min(...starts), end: Math.max(look.axis === 'time' ? 1e-3 : 10, ...ends), goal: look.goal, band: middle }, palette, i18n.lang);
  });

  const times = createChart('times', i18n, (g, size, palette) => {
    const config = base();
    if (!config) return;
    const lines = race.lanes.map((lane, index) => timesOf(lane, race.stopEpoch, { ...laneStyle(index, palette), name: laneName(i18n, config, lane) }));
    const elsewhere = store.get().ui.comparison === 'post' && isExperiment(config) ? elsewhereLines(race.stopEpoch, palette) : [];
    drawTimes(g, size, lines, elsewhere, race.stopEpoch, palette, i18n.lang);
  });
  return [losses, times];
}

/**
 * @param {string} name
 * @param {import('../../i18n/index.js').I18n} i18n
 * @param {import('../canvas-view.js').Draw} draw
 */
function createChart(name, i18n, draw) {
  const title = h('h3');
  const hint = h('p', { class: 'hint' });
  const canvas = h('canvas', { role: 'img' });
  const view = createCanvasView(canvas, { draw });
  return {
    node: h('section', { class: 'race-chart' }, title, hint, canvas),
    update: () => view.invalidate(),
    relabel() {
      setText(title, i18n.t(`compare.${name}`));
      setText(hint, i18n.t(`compare.${name}.hint`));
      setAttribute(canvas, 'aria-label', i18n.t(`compare.${name}.label`));
      view.invalidate();
    },
  };
}

/** Progress as the chart counts it: times in seconds. @param {Lane} lane @param {number} epoch @param {Look['axis']} axis */
const shownAt = (lane, epoch, axis) => progressAt(lane, epoch, axis) / (axis === 'time' ? 1000 : 1);

/**
 * Measured seconds, and on from the last of them in a straight line.
 * @param {Lane} lane
 * @param {number} end
 * @param {{colour: string, dashes: number[], name: string}} style
 */
function timesOf({ marks }, end, style) {
  const done = marks.filter(({ epoch }) => epoch > 0);
  const tip = done.at(-1);
  const open = tip && tip.epoch < end ? { xs: [tip.epoch, end], ys: [tip.ms / 1000, timeAt(marks, end) / 1000] } : { xs: [], ys: [] };
  return { ...style, xs: done.map(({ epoch }) => epoch), ys: done.map(({ ms }) => ms / 1000), beyond: open };
}

/** Their 10,000 epochs, as lines through the beginning. @param {number} end @param {Palette} palette */
const elsewhereLines = (end, palette) =>
  MEASURED_ELSEWHERE.map(({ name, seconds }) => ({ name: `${name} *`, colour: palette.ink3, dashes: [], xs: [10, end], ys: [seconds / 1000, (seconds * end) / 10_000] }));

/**
 * Median, lowest and highest loss of all runs at the epochs all have reached.
 * @param {Lane[]} lanes
 * @param {Look} look
 */
function bandOf(lanes, { axis }) {
  const histories = lanes.flatMap(({ history, frame }) => (history && history.loss.length > 0 && !frame?.diverged ? [history] : []));
  if (histories.length === 0) return null;
  const { epochs } = histories.reduce((a, b) => (b.epochs.length < a.epochs.length ? b : a));
  /** @type {{xs: number[], low: number[], high: number[], median: number[]}} */
  const band = { xs: [], low: [], high: [], median: [] };
  // Some hundred places are enough to draw, evenly in the logarithm.
  let next = 1;
  epochs.forEach((/** @type {number} */ epoch, /** @type {number} */ i) => {
    if (epoch < next) return;
    next = epoch * 1.02;
    const sorted = histories.map(({ epochs: own, loss }) => loss[own[i] === epoch ? i : own.indexOf(epoch)]).filter(Number.isFinite).sort((a, b) => a - b);
    if (sorted.length === 0) return;
    band.xs.push(shownAt(lanes[0], epoch, axis));
    band.low.push(sorted[0]);
    band.high.push(sorted[sorted.length - 1]);
    band.median.push((sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2);
  });
  return band;
}
