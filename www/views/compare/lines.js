// @ts-check
/** What the charts of a comparison draw: losses over progress, and computing times over epochs. */
import { nearestLine } from '../../plot/nearest.js';
import { drawRace, drawTimes, laneStyle } from '../../plot/race.js';
import { MEASURED_ELSEWHERE } from '../../state/compare/elsewhere.js';
import { courseOfFit, measureOf } from '../../state/compare/goal.js';
import { presetOf } from '../../state/compare/link.js';
import { progressAt } from '../../state/compare/progress.js';
import { isExperiment } from './table.js';
import { laneName } from './words.js';

/**
 * @typedef {import('../../controls/context.js').Context} Context
 * @typedef {import('../../state/compare/race.js').Lane} Lane
 * @typedef {import('../../state/compare/race.js').Race} Race
 * @typedef {import('../../state/types.js').Config} Config
 * @typedef {import('../../plot/palette.js').Palette} Palette
 * @typedef {import('../../plot/race.js').Emphasis} Emphasis
 * @typedef {import('./page.js').Look} Look
 * @typedef {{context: Context, race: Race, look: Look, config: Config}} Scene
 * @typedef {(x: number, y: number) => Lane | null} Finder which lane's line is meant by a place in the chart
 * @typedef {(g: CanvasRenderingContext2D, size: {width: number, height: number}, palette: Palette, scene: Scene) => Finder} Drawing
 */

/** Many of one kind: what they have in common is what is looked at. @param {Scene} scene */
const isBand = ({ context, race }) => presetOf(context.store.get().ui.comparison) === 'seeds' && !race.lanes.some(({ own }) => own);

/** @param {Scene} scene @param {boolean} faint where nothing is lit @param {Palette} palette */
const styles = ({ context: { i18n }, race, look, config }, faint, palette) =>
  race.lanes.map((lane) => {
    /** @type {Emphasis} */
    const others = faint ? 'faint' : look.lit ? 'dim' : 'plain';
    /** @type {Emphasis} */
    const emphasis = look.lit === lane ? 'lit' : others;
    return { lane, style: { ...laneStyle(lane.place, palette), name: laneName(i18n, config, lane), mark: String(lane.place + 1), emphasis } };
  });

/** @type {Drawing} */
export function drawLosses(g, size, palette, scene) {
  const { context: { i18n }, race, look } = scene;
  const band = isBand(scene) ? bandOf(race.lanes, look) : null;
  const measure = measureOf(race.lanes);
  /** @type {import('../../plot/race.js').Line[]} */
  const lines = styles(scene, isBand(scene), palette).map(({ lane, style }) => {
    const { epochs, values } = courseOfFit(lane, measure);
    return { ...style, xs: Float64Array.from(epochs, (epoch) => shownAt(lane, epoch, look.axis)), ys: values };
  });
  const starts = lines.flatMap(({ xs }) => (xs[0] > 0 ? [xs[0]] : []));
  if (band) lines.push({ colour: palette.net, dashes: [], xs: band.xs, ys: band.median, name: i18n.t('compare.median'), mark: i18n.t('compare.median'), round: 0, emphasis: look.lit ? 'dim' : 'plain' });
  const timed = look.axis === 'time';
  const ends = race.lanes.map((lane) => shownAt(lane, timed ? lane.frame?.epoch ?? 1 : race.stopEpoch, look.axis));
  const start = starts.length > 0 ? Math.min(...starts) : 1;
  const layout = drawRace(g, size, lines, { start, end: Math.max(timed ? 1e-3 : 10, ...ends), goal: look.goal, band }, palette, i18n.lang);
  return (x, y) => race.lanes[nearestLine(lines, layout, x, y)] ?? null;
}

/** @type {Drawing} */
export function drawLaneTimes(g, size, palette, scene) {
  const { context, race, config } = scene;
  const lines = styles(scene, false, palette).map(({ lane, style }) => ({ ...style, ...timesOf(lane, race.stopEpoch) }));
  const elsewhere = showsElsewhere(context, config) ? elsewhereLines(race.stopEpoch, palette) : [];
  const layout = drawTimes(g, size, lines, elsewhere, race.stopEpoch, palette, context.i18n.lang);
  return (x, y) => race.lanes[nearestLine(lines, layout, x, y)] ?? null;
}

/** What was measured elsewhere was the post's first run. @param {Context} context @param {Config} config */
export const showsElsewhere = ({ store }, config) => presetOf(store.get().ui.comparison) === 'post' && isExperiment(config);

/** Progress as the chart counts it: times in seconds. @param {Lane} lane @param {number} epoch @param {Look['axis']} axis */
const shownAt = (lane, epoch, axis) => progressAt(lane, epoch, axis) / (axis === 'time' ? 1000 : 1);

/** Where the axis begins. */
const FIRST_EPOCH = 10;

/**
 * Seconds, from where the axis begins to what was trained, and on to the end: every epoch costs the same.
 * @param {Lane} lane
 * @param {number} end
 */
function timesOf({ frame, msPerEpoch }, end) {
  /** @param {number[]} epochs */
  const line = (epochs) => ({ xs: epochs, ys: epochs.map((epoch) => (epoch * msPerEpoch) / 1000) });
  if (!(msPerEpoch > 0)) return { ...line([]), beyond: line([]) };
  const trained = Math.max(frame?.epoch ?? 0, FIRST_EPOCH);
  const done = (frame?.epoch ?? 0) > 0 ? line([FIRST_EPOCH, trained]) : line([]);
  return { ...done, beyond: trained < end ? line([trained, end]) : line([]) };
}

/** Short names of what was measured elsewhere. @param {number} index */
export const elsewhereMark = (index) => String.fromCharCode(65 + index);

/** Their 10,000 epochs, as lines through the beginning. @param {number} end @param {Palette} palette */
const elsewhereLines = (end, palette) =>
  MEASURED_ELSEWHERE.map(({ name, seconds }, index) => {
    /** @type {Emphasis} */
    const emphasis = 'plain';
    return { name: `${name} *`, mark: elsewhereMark(index), colour: palette.ink3, dashes: [], round: 0, emphasis, xs: [FIRST_EPOCH, end], ys: [(seconds * FIRST_EPOCH) / 10_000, (seconds * end) / 10_000] };
  });

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
