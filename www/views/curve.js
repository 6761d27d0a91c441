// @ts-check
/** The main plot: the function, its points, the network and its past, with exact values at any place. */
import { h } from '../dom.js';
import { clipped, drawBackdrop, drawFans, drawGhosts, drawNames, drawNetwork, drawPinned, drawReading, drawStretch, drawSwing, layoutCurve, linePath } from '../plot/curve.js';
import { isTimeOfDay } from '../plot/clock.js';
import { hasFunction } from '../plot/error.js';
import { clearedSurface } from '../plot/surface.js';
import { hasData } from '../state/first-frame.js';
import { createCanvasView } from './canvas-view.js';
import { createCurveReading } from './curve-reading.js';
import { createEditor } from './curve-editor.js';
import { followRange } from './curve-range.js';
import { createEditBar } from './edit-bar.js';
import { createLegend } from './legend.js';

/**
 * @typedef {import('../state/types.js').State} State
 * @typedef {import('../state/types.js').Run} Run
 * @typedef {import('../plot/curve.js').Layout} Layout
 * @typedef {import('../plot/palette.js').Palette} Palette
 * @typedef {import('../plot/surface.js').Size} Size
 * @typedef {import('../controls/context.js').Context} Context
 * @typedef {(g: CanvasRenderingContext2D, layout: Layout, palette: Palette) => void} Layer
 */

/**
 * What is the same from frame to frame, drawn once for each run and size.
 * @typedef {{layout: Layout, backdrop: HTMLCanvasElement, withPoints: boolean}} Scenery
 */

/**
 * @param {HTMLElement} root holds `canvas#curve`
 * @param {Context} context
 */
export function mountCurve(root, context) {
  const { store, i18n } = context;
  const canvas = /** @type {HTMLCanvasElement} */ (root.querySelector('canvas'));
  const stage = h('div', { class: 'plot-stage' });
  canvas.replaceWith(stage);
  stage.append(canvas);
  const legend = createLegend(i18n, () => context.actions.pin(null), () => context.actions.setUi({ inside: !store.get().ui.inside }));
  const editBar = createEditBar(context, () => editor.clear());
  root.prepend(legend.node, editBar.node);

  /** @type {Scenery | null} */
  let scenery = null;
  /** @type {WeakMap<Float32Array, Path2D>} */
  let ghostPaths = new WeakMap();
  /** What others draw over the network. @type {Set<Layer>} */
  const layers = new Set();

  const view = createCanvasView(canvas, { draw, resized: forget });
  const range = followRange();
  const layout = () => scenery?.layout ?? null;
  const reading = createCurveReading(stage, canvas, context, layout, view.invalidate);
  const editor = createEditor(canvas, context, layout, () => {
    forget();
    view.invalidate();
  }, view.invalidate);

  function forget() {
    scenery = null;
    ghostPaths = new WeakMap();
  }

  /** @param {CanvasRenderingContext2D} g @param {Size} size @param {Run} run @param {Palette} palette @returns {Scenery} */
  function build(g, size, run, palette) {
    const names = { network: i18n.t('views.name.network'), fn: hasFunction(run.target) ? i18n.t('views.name.function') : '', other: store.get().pinned?.name };
    const layout = layoutCurve(g, size, run.domain, editor.active ? editor.rangeFor(run) : range.now, names, i18n.lang, palette, isTimeOfDay(store.get()));
    const backdrop = document.createElement('canvas');
    const withPoints = !editor.hasPoints;
    const layer = clearedSurface(backdrop, size);
    if (layer) drawBackdrop(layer, layout, withPoints ? run : { ...run, trainX: [], validationX: [] }, palette);
    return { layout, backdrop, withPoints };
  }

  /** @param {CanvasRenderingContext2D} g @param {Size} size @param {Palette} palette */
  function draw(g, size, palette) {
    const { run, frame, trial } = store.get();
    if (!run || !hasData(run)) return;
    if (range.follow(run, frame, !!trial)) forget();
    if (scenery?.withPoints === editor.hasPoints) forget();
    scenery ??= build(g, size, run, palette);
    const { layout, backdrop } = scenery;
    g.drawImage(backdrop, 0, 0, size.width, size.height);
    if (frame) drawCurves(g, layout, run, frame, palette);
    if (!editor.active) drawCursor(g, layout, palette);
    editor.draw(g, palette);
    if (range.moving) view.invalidate();
  }

  /** @param {CanvasRenderingContext2D} g @param {Layout} layout @param {Run} run @param {import('../state/types.js').Frame} frame @param {Palette} palette */
  function drawCurves(g, layout, run, frame, palette) {
    const { ghosts, pinned, stretch } = store.get();
    const earlier = ghosts.filter(({ epoch }) => epoch < frame.epoch).map(({ predictions }) => ghostPath(run, predictions, layout));
    clipped(g, layout, () => {
      if (stretch && !editor.active) drawStretch(g, layout, stretch, palette);
      if (frame.ending) drawSwing(g, run.grid, frame.ending, layout, palette);
      if (frame.fans) drawFans(g, run, frame.fans, layout, palette);
      drawGhosts(g, earlier, layout, palette);
      if (pinned) drawPinned(g, pinned.grid, pinned.predictions, layout, palette);
      drawNetwork(g, run.grid, frame.predictions, layout, palette);
      layers.forEach((draw) => draw(g, layout, palette));
    });
    if (layout.named) drawNames(g, layout, endNames(run, frame.predictions, palette, pinned));
  }

  /** @param {Run} run @param {Float32Array} predictions @param {Layout} layout */
  function ghostPath(run, predictions, layout) {
    let path = ghostPaths.get(predictions);
    if (!path) ghostPaths.set(predictions, (path = linePath(run.grid, predictions, layout)));
    return path;
  }

  /** @param {Run} run @param {Float32Array} predictions @param {Palette} palette @param {State['pinned']} pinned */
  function endNames({ target }, predictions, palette, pinned) {
    const other = pinned ? [{ text: pinned.name, colour: palette.ink2, height: pinned.predictions[pinned.predictions.length - 1] }] : [];
    return [
      ...other,
      { text: i18n.t('views.name.network'), colour: palette.net, height: predictions[predictions.length - 1] },
      { text: i18n.t('views.name.function'), colour: palette.fn, height: target[target.length - 1] },
    ];
  }

  /** @param {CanvasRenderingContext2D} g @param {Layout} layout @param {Palette} palette */
  function drawCursor(g, layout, palette) {
    const here = reading.here();
    reading.place();
    if (!here) return;
    drawReading(g, layout, here.x, [
      { height: here.target, colour: palette.fn },
      { height: here.prediction, colour: palette.net },
    ], palette);
  }

  /** On a phone the plot may be far from the button that begins it. @param {boolean} editing */
  function showEditing(editing) {
    root.classList.toggle('editing', editing);
    if (editing) root.scrollIntoView({ block: 'nearest' });
  }

  /** @param {State} state @param {State} previous */
  function update(state, previous) {
    if (state.run !== previous.run || state.pinned !== previous.pinned || state.ui.xKind !== previous.ui.xKind) forget();
    if (state.editing !== previous.editing) showEditing(state.editing !== 'none');
    legend.update(state);
    editBar.update();
    editor.update(state, previous);
    reading.update(state, previous);
    view.invalidate();
  }

  function relabel() {
    root.setAttribute('aria-label', i18n.t('views.plot'));
    forget();
    editBar.update();
    legend.update(store.get());
    editor.describe();
    reading.describe();
    view.invalidate();
  }

  store.subscribe(update);
  i18n.onChange(relabel);
  relabel();
  update(store.get(), store.get());

  return {
    root,
    layout,
    invalidate: view.invalidate,
    /** @param {Layer} draw @returns {() => void} takes it away */
    addLayer(draw) {
      layers.add(draw);
      return () => void layers.delete(draw);
    },
  };
}
