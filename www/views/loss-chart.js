// @ts-check
/** The loss over the epochs: of the training points, and of those kept back for validation. */
import { drawChartFrame, drawChartReading, drawLossLine, fadeBeyond, epochRange, layoutLoss, lossRange } from '../plot/loss.js';
import { nearestIndex } from '../plot/points.js';
import { steadyNumber } from '../plot/tick-format.js';
import { createCanvasView } from './canvas-view.js';
import { createFigure } from './chart-figure.js';
import { followPosition } from './position.js';
import { describeSlider } from './slider-role.js';

/**
 * @typedef {import('../state/types.js').State} State
 * @typedef {import('../plot/loss.js').ChartLayout} ChartLayout
 * @typedef {import('../plot/palette.js').Palette} Palette
 * @typedef {import('../controls/context.js').Context} Context
 * @typedef {{epoch: number, loss: number, validation: number, now: number}} Here the loss is the epoch's mean; `now` that of the curve after it, where that is the one shown
 */

const VALIDATION_DASHES = [4, 2];

/** An earlier moment is looked at. @param {import('../state/types.js').State} state */
const isBehind = ({ frame }) => !!frame && frame.updates < frame.head;

/**
 * @param {HTMLElement} root
 * @param {Context} context
 */
export function mountLossChart(root, { store, actions, i18n }) {
  const figure = createFigure(root, () => i18n.t('views.loss.title'), [axisSwitch('X'), axisSwitch('Y')]);
  const { canvas, readout } = figure;
  /** @type {ChartLayout | null} */
  let layout = null;
  let touch = false;

  const view = createCanvasView(canvas, { draw });
  const position = followPosition(canvas, {
    count: () => store.get().history.epochs.length,
    at: (px) => nearestIndex(store.get().history.epochs, layout?.x.invert(px) ?? 0),
    moved(index, by) {
      touch = by === 'touch';
      // What is read is also shown: the plot looks at that moment, and returns.
      actions.peek(index === null ? null : store.get().history.epochs[index]);
      describe();
      view.invalidate();
    },
  });

  // A press stays there.
  canvas.addEventListener('click', () => {
    const spot = here();
    if (spot) void actions.seek(spot.epoch);
  });

  /** @param {'X' | 'Y'} axis */
  function axisSwitch(axis) {
    const key = /** @type {'lossAxisX' | 'lossAxisY'} */ (`lossAxis${axis}`);
    const on = () => store.get().ui[key] === 'log';
    return {
      text: () => i18n.t(`views.loss.log${axis}`),
      label: () => i18n.t(`views.loss.log${axis}.label`),
      on,
      toggle: () => actions.setUi({ [key]: on() ? 'linear' : 'log' }),
    };
  }

  /** @param {CanvasRenderingContext2D} g @param {{width: number, height: number}} size @param {Palette} palette */
  function draw(g, size, palette) {
    const { history, ui, frame } = store.get();
    const kinds = { x: ui.lossAxisX, y: ui.lossAxisY };
    const epochs = epochRange(Math.max(ui.stopEpoch, frame?.epoch ?? 0), kinds.x);
    const losses = lossRange([history.loss, history.validationLoss], kinds.y);
    layout = layoutLoss(g, size, epochs, losses, kinds, i18n.lang, palette);
    drawChartFrame(g, layout, palette);
    drawLossLine(g, history.epochs, history.loss, layout, palette.net);
    drawLossLine(g, history.validationEpochs, history.validationLoss, layout, palette.val, VALIDATION_DASHES);
    if (isBehind(store.get())) fadeBeyond(g, layout, frame?.epoch ?? 0, palette);
    drawHere(g, layout, palette);
  }

  /** @param {CanvasRenderingContext2D} g @param {ChartLayout} plan @param {Palette} palette */
  function drawHere(g, plan, palette) {
    const spot = here();
    if (!spot) return readout.hide();
    drawChartReading(g, plan, spot.epoch, [
      { height: spot.loss, colour: palette.net },
      { height: spot.validation, colour: palette.val },
    ], palette);
    readout.show(rows(spot), plan.x.map(spot.epoch), plan.box.top, touch);
  }

  /** @returns {Here | null} */
  function here() {
    const { history } = store.get();
    if (position.index === null || history.epochs.length === 0) return null;
    const index = Math.min(position.index, history.epochs.length - 1);
    const epoch = history.epochs[index];
    const near = nearestIndex(history.validationEpochs, epoch);
    const validation = history.validationEpochs[near] === epoch ? history.validationLoss[near] : NaN;
    const { frame, run } = store.get();
    const isShown = frame?.updates === epoch * (run?.updatesPerEpoch ?? 0);
    return { epoch, loss: history.loss[index], validation, now: isShown ? frame.loss : NaN };
  }

  /** @param {Here} spot @returns {import('./readout.js').Row[]} */
  function rows({ epoch, loss, validation, now }) {
    /** @type {import('./readout.js').Row[]} */
    const shown = [
      { name: i18n.t('views.read.epoch'), value: i18n.integer(epoch) },
      { name: i18n.t('views.read.epochLoss'), value: steadyNumber(i18n.lang, loss, 4), kind: 'net' },
    ];
    if (!Number.isNaN(now)) shown.push({ name: i18n.t('views.read.curveLoss'), value: steadyNumber(i18n.lang, now, 4), kind: 'net' });
    if (!Number.isNaN(validation)) shown.push({ name: i18n.t('views.read.validation'), value: steadyNumber(i18n.lang, validation, 4), kind: 'val' });
    return shown;
  }

  function describe() {
    const { history } = store.get();
    const spot = here();
    const last = history.epochs.at(-1) ?? 0;
    describeSlider(canvas, {
      label: i18n.t('views.loss.label'),
      min: history.epochs[0] ?? 0,
      max: last,
      now: spot?.epoch ?? last,
      text: spot ? rows(spot).map(({ name, value }) => `${name} ${value}`).join(', ') : i18n.t('views.plot.hint'),
    });
  }

  function relabel() {
    figure.relabel();
    figure.updateSwitches();
    describe();
    view.invalidate();
  }

  const stop = store.subscribe((state, previous) => {
    if (state.run !== previous.run) position.clear();
    if (state.ui !== previous.ui) figure.updateSwitches();
    const looksBack = state.frame !== previous.frame && (isBehind(state) || isBehind(previous) || position.index !== null);
    if (looksBack || state.history !== previous.history || state.ui !== previous.ui || state.run !== previous.run) {
      describe();
      view.invalidate();
    }
  });
  const stopLanguage = i18n.onChange(relabel);
  relabel();

  return () => {
    stop();
    stopLanguage();
    position.destroy();
    view.destroy();
  };
}
