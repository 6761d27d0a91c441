// @ts-check
/** x, f, prediction and error at the place under pointer, finger or arrow keys. */
import { errorsOf, hasFunction } from '../plot/error.js';
import { nearestIndex } from '../plot/points.js';
import { isTimeOfDay } from '../plot/clock.js';
import { placeFormat, readingFormat } from '../plot/tick-format.js';
import { followPosition } from './position.js';
import { createReadout } from './readout.js';
import { describeSlider } from './slider-role.js';

/**
 * @typedef {import('../state/types.js').State} State
 * @typedef {import('../state/types.js').Run} Run
 * @typedef {import('../plot/curve.js').Layout} Layout
 * @typedef {import('../controls/context.js').Context} Context
 * @typedef {{x: number, target: number, prediction: number, error: number}} Here
 */

/**
 * @param {HTMLElement} stage
 * @param {HTMLCanvasElement} canvas
 * @param {Context} context
 * @param {() => Layout | null} layout
 * @param {() => void} invalidate
 */
export function createCurveReading(stage, canvas, { store, actions, i18n }, layout, invalidate) {
  const readout = createReadout(stage);
  /** @type {'mouse' | 'touch' | 'key'} */
  let by = 'mouse';
  /** Where one can read: the places of the predictions, or those of the points where there is no function. @type {ArrayLike<number>} */
  let stops = new Float32Array();

  const position = followPosition(canvas, {
    count: () => stops.length,
    at: (px) => nearestIndex(stops, layout()?.x.invert(px) ?? 0),
    moved(index, how) {
      by = how;
      actions.setCursor(index === null ? null : stops[index]);
      if (here() === null) readout.hide();
      describe();
      invalidate();
    },
    active: () => store.get().editing === 'none' && layout() !== null,
  });

  /** Where this plot is read, or else the error chart. @returns {number | null} */
  function index() {
    const { cursor } = store.get();
    return position.index ?? (cursor === null ? null : nearestIndex(stops, cursor));
  }

  /** @returns {Here | null} */
  function here() {
    const { run, frame } = store.get();
    const at = index();
    if (at === null || !run || !frame || !(at in stops)) return null;
    const x = stops[at];
    const { truth, errors } = errorsOf(run, frame);
    return { x, prediction: truth[at] + errors[at], target: truth[at], error: errors[at] };
  }

  /** @param {Here} place */
  function words({ x, target, prediction, error }) {
    const { run } = store.get();
    const { domain, yRange } = /** @type {Run} */ (run);
    const span = yRange[1] - yRange[0];
    return {
      x: placeFormat(i18n.lang, x, domain[1] - domain[0], isTimeOfDay(store.get())),
      target: readingFormat(i18n.lang, target, span),
      prediction: readingFormat(i18n.lang, prediction, span),
      error: readingFormat(i18n.lang, error, span, true),
    };
  }

  /** Puts the box beside the place; called while drawing. */
  function place() {
    const spot = here();
    const plan = layout();
    const { run } = store.get();
    if (!spot || !plan || !run || position.index === null) return readout.hide();
    const text = words(spot);
    readout.show(
      [
        { name: i18n.t('views.read.x'), value: text.x },
        { name: i18n.t(hasFunction(run.target) ? 'views.read.function' : 'views.read.point'), value: text.target, kind: 'fn' },
        { name: i18n.t('views.read.network'), value: text.prediction, kind: 'net' },
        { name: i18n.t('views.read.error'), value: text.error },
      ],
      plan.x.map(spot.x),
      plan.box.top + 4,
      by === 'touch',
    );
  }

  /** What a screen reader says of the plot. */
  function describe() {
    const { run, editing } = store.get();
    if (!run || editing !== 'none') return;
    const spot = here();
    const key = hasFunction(run.target) ? 'views.read.sentence' : 'views.read.sentencePoint';
    describeSlider(canvas, {
      label: i18n.t('views.plot.label'),
      min: run.domain[0],
      max: run.domain[1],
      now: spot?.x ?? (run.domain[0] + run.domain[1]) / 2,
      text: spot ? i18n.t(key, words(spot)) : i18n.t('views.plot.hint'),
    });
  }

  return {
    here,
    place,
    describe,
    /** @param {State} state @param {State} previous */
    update({ run, frame, editing }, previous) {
      const other = run !== previous.run || editing !== previous.editing;
      if ((other || stops.length === 0) && run && frame) {
        stops = errorsOf(run, frame).xs;
        const domain = previous.run?.domain;
        const moved = editing !== 'none' || !domain || domain[0] !== run.domain[0] || domain[1] !== run.domain[1];
        if (moved) {
          position.clear();
          actions.setCursor(null);
          readout.hide();
        }
        describe();
      }
    },
    destroy() {
      position.destroy();
      readout.remove();
    },
  };
}
