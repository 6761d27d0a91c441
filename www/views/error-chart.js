// @ts-check
/** Where the network is off, and by how much: predictions minus function over x. */
import { drawErrorBars, errorReach, errorsOf, layoutError } from '../plot/error.js';
import { drawChartFrame, drawChartReading } from '../plot/loss.js';
import { nearestIndex } from '../plot/points.js';
import { isTimeOfDay } from '../plot/clock.js';
import { placeFormat, readingFormat } from '../plot/tick-format.js';
import { createCanvasView } from './canvas-view.js';
import { createFigure } from './chart-figure.js';
import { followPosition } from './position.js';
import { describeSlider } from './slider-role.js';

/**
 * @typedef {import('../plot/error.js').Errors} Errors
 * @typedef {import('../plot/loss.js').ChartLayout} ChartLayout
 * @typedef {import('../plot/palette.js').Palette} Palette
 * @typedef {import('../controls/context.js').Context} Context
 */

/** @type {Errors} */
const NONE = { xs: [], truth: [], errors: new Float64Array() };

/**
 * @param {HTMLElement} root
 * @param {Context} context
 */
export function mountErrorChart(root, { store, actions, i18n }) {
  const byDetail = {
    text: () => i18n.t('views.error.detail'),
    label: () => i18n.t('views.error.detail.label'),
    on: () => store.get().ui.detail,
    toggle: () => actions.setUi({ detail: !store.get().ui.detail }),
  };
  const figure = createFigure(root, () => i18n.rich(byDetail.on() ? 'views.error.byDetail' : 'views.error.title'), [byDetail]);
  const { canvas, readout } = figure;
  /** @type {ChartLayout | null} */
  let layout = null;
  let errors = NONE;
  let reach = 0;
  let touch = false;

  const view = createCanvasView(canvas, { draw });
  const position = followPosition(canvas, {
    count: () => errors.xs.length,
    at: (px) => nearestIndex(errors.xs, layout?.x.invert(px) ?? 0),
    moved(index, by) {
      actions.setCursor(index === null ? null : errors.xs[index]);
      touch = by === 'touch';
      describe();
      view.invalidate();
    },
  });

  /** @param {CanvasRenderingContext2D} g @param {{width: number, height: number}} size @param {Palette} palette */
  function draw(g, size, palette) {
    const { run, frame } = store.get();
    if (!run || !frame) return;
    layout = layoutError(g, size, run.domain, reach, i18n.lang, palette, isTimeOfDay(store.get()));
    drawChartFrame(g, layout, palette);
    drawErrorBars(g, errors, layout, palette);
    drawHere(g, layout, palette);
  }

  /** @param {CanvasRenderingContext2D} g @param {ChartLayout} plan @param {Palette} palette */
  function drawHere(g, plan, palette) {
    const index = place();
    if (index === null) return readout.hide();
    drawChartReading(g, plan, errors.xs[index], [{ height: errors.errors[index], colour: palette.error }], palette);
    if (position.index === null) return readout.hide();
    readout.show(rows(index), plan.x.map(errors.xs[index]), plan.box.top, touch);
  }

  /** Where this chart is read, or else the main plot. @returns {number | null} */
  function place() {
    const { cursor } = store.get();
    const index = position.index ?? (cursor === null ? null : nearestIndex(errors.xs, cursor));
    return index === null || errors.xs.length === 0 ? null : Math.min(index, errors.xs.length - 1);
  }

  /** @param {number} index */
  function rows(index) {
    const [low, high] = store.get().run?.domain ?? [0, 1];
    return [
      { name: i18n.t('views.read.x'), value: placeFormat(i18n.lang, errors.xs[index], high - low, isTimeOfDay(store.get())) },
      { name: i18n.t('views.read.error'), value: readingFormat(i18n.lang, errors.errors[index], 2 * reach, true) },
    ];
  }

  function describe() {
    const index = place();
    const last = errors.xs.length - 1;
    describeSlider(canvas, {
      label: i18n.t('views.error.label'),
      min: errors.xs[0] ?? 0,
      max: errors.xs[last] ?? 0,
      now: errors.xs[index ?? last >> 1] ?? 0,
      text: index === null ? i18n.t('views.plot.hint') : rows(index).map(({ name, value }) => `${name} ${value}`).join(', '),
    });
  }

  /** @param {boolean} another whether another run has begun */
  function take(another) {
    const { run, frame } = store.get();
    if (another) position.clear();
    errors = run && frame ? errorsOf(run, frame) : NONE;
    reach = errorReach(errors.errors, another ? 0 : reach);
    if (another) describe();
    view.invalidate();
  }

  function relabel() {
    figure.relabel();
    figure.updateSwitches();
    describe();
    view.invalidate();
  }

  const stop = store.subscribe((state, previous) => {
    if (state.ui.detail !== previous.ui.detail) relabel();
    const another = state.run?.id !== previous.run?.id;
    if (another || state.frame !== previous.frame) take(another);
    else if (state.cursor !== previous.cursor) view.invalidate();
  });
  const stopLanguage = i18n.onChange(relabel);
  take(true);
  relabel();

  return () => {
    stop();
    stopLanguage();
    position.destroy();
    view.destroy();
  };
}
