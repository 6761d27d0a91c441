// @ts-check
/** Own data in the main plot: which tool is in hand, and what pointer and keys mean to it. */
import { createPen } from './edit-pen.js';
import { createPointKeys } from './edit-keys.js';
import { createPointTool } from './edit-points.js';
import { createSession } from './edit-session.js';
import { placeFormat, readingFormat } from '../plot/tick-format.js';
import { describeSlider } from './slider-role.js';

/**
 * @typedef {import('../state/types.js').State} State
 * @typedef {import('../state/types.js').Run} Run
 * @typedef {import('../plot/curve.js').Layout} Layout
 * @typedef {import('../plot/palette.js').Palette} Palette
 * @typedef {import('../controls/context.js').Context} Context
 */

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Context} context
 * @param {() => Layout | null} layout
 * @param {() => void} rescaled the axes must be laid out anew
 * @param {() => void} invalidate
 */
export function createEditor(canvas, { store, actions, i18n }, layout, rescaled, invalidate) {
  const session = createSession(actions, () => store.get().draft);
  const changed = () => {
    describe();
    invalidate();
  };
  const pen = createPen(session, layout, changed);
  const points = createPointTool(session, layout, changed);
  /** Between two runs nothing is drawn for a frame, and a key that is pressed then must not be lost. @type {Layout | null} */
  let lastLayout = null;
  const keys = createPointKeys(session, () => (lastLayout = layout() ?? lastLayout), changed, () => actions.setEditing('none'));
  /** While points are set the axis only grows: what one aims at must not move away. @type {[number, number] | null} */
  let range = null;

  const mode = () => store.get().editing;
  /** What is drawn freehand is seen as a line while it is drawn, and then as points. */
  const showsPoints = () => mode() === 'points' || (mode() === 'draw' && !session.busy && store.get().draft !== null);
  const tool = () => (mode() === 'draw' ? pen : points);

  /** @param {Run} run @returns {[number, number]} */
  function rangeFor(run) {
    if (mode() === 'none') return run.yRange;
    const [low, high] = range ?? run.yRange;
    range = [Math.min(low, run.yRange[0]), Math.max(high, run.yRange[1])];
    return range;
  }

  function describe() {
    const plan = layout();
    if (mode() === 'none' || !plan) return;
    const at = keys.state;
    const [low, high] = plan.x.domain;
    describeSlider(canvas, {
      label: i18n.t(mode() === 'draw' ? 'views.edit.draw' : 'views.edit.points'),
      min: low,
      max: high,
      now: at?.place[0] ?? low,
      text: at ? placeInWords(at, plan) : i18n.t('views.edit.keys'),
    });
  }

  /** @param {{place: [number, number], held: number, index: number}} at @param {Layout} plan */
  function placeInWords({ place, held, index }, { x, y }) {
    const key = held >= 0 ? 'views.edit.held' : index >= 0 ? 'views.edit.onPoint' : 'views.edit.free';
    return i18n.t(key, {
      x: placeFormat(i18n.lang, place[0], x.domain[1] - x.domain[0], x.kind === 'clock'),
      y: readingFormat(i18n.lang, place[1], y.domain[1] - y.domain[0]),
    });
  }

  const listening = listen(canvas, { mode, drawn: () => layout() !== null, tool, points, pen, keys });

  return {
    get active() {
      return mode() !== 'none';
    },
    /** Whether the points shown are those being set and not the run's. */
    get hasPoints() {
      return showsPoints() || (mode() === 'draw' && session.busy);
    },
    rangeFor,
    describe,
    clear() {
      session.set([]);
      pen.clear();
      keys.reset();
      void session.commit();
      changed();
    },
    /** @param {CanvasRenderingContext2D} g @param {Palette} palette */
    draw(g, palette) {
      const plan = layout();
      if (!plan || mode() === 'none') return;
      if (showsPoints()) points.draw(g, plan, palette, keys.state);
      else if (session.busy) pen.draw(g, plan, palette);
    },
    /** @param {State} state @param {State} previous */
    update({ run, editing, pasted }, previous) {
      if (pasted && pasted !== previous.pasted) {
        lastLayout = null;
        range = null;
        rescaled();
      }
      if (editing !== previous.editing) {
        lastLayout = null;
        range = null;
        session.forget();
        keys.reset();
        pen.clear();
        rescaled();
        if (editing === 'points') canvas.focus({ preventScroll: true });
      }
      if (run && editing !== 'none') session.follow(run);
      describe();
    },
    destroy: () => listening.abort(),
  };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {object} parts
 * @param {() => State['editing']} parts.mode
 * @param {() => boolean} parts.drawn for a frame between two runs nothing is drawn that could be pressed
 * @param {() => ReturnType<typeof createPen> | ReturnType<typeof createPointTool>} parts.tool
 * @param {ReturnType<typeof createPointTool>} parts.points
 * @param {ReturnType<typeof createPen>} parts.pen
 * @param {ReturnType<typeof createPointKeys>} parts.keys
 */
function listen(canvas, { mode, drawn, tool, points, pen, keys }) {
  const listening = new AbortController();
  const { signal } = listening;
  const editing = () => mode() !== 'none';
  const isTouch = (/** @type {PointerEvent} */ event) => event.pointerType === 'touch';

  /** @param {PointerEvent} event @returns {[number, number]} */
  function place(event) {
    const { left, top } = canvas.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  }

  canvas.addEventListener('pointerdown', (event) => {
    if (!editing() || !drawn() || event.button !== 0 || !event.isPrimary) return;
    canvas.setPointerCapture(event.pointerId);
    keys.reset();
    tool().down(...place(event), isTouch(event));
  }, { signal });

  canvas.addEventListener('pointermove', (event) => {
    if (!editing() || !drawn() || !event.isPrimary) return;
    const between = mode() === 'draw' ? event.getCoalescedEvents?.() ?? [] : [];
    for (const each of between.length > 0 ? between : [event]) tool().move(...place(each), isTouch(event));
  }, { signal });

  canvas.addEventListener('pointerup', (event) => editing() && event.isPrimary && tool().up(), { signal });
  canvas.addEventListener('pointercancel', () => editing() && tool().cancel(), { signal });
  canvas.addEventListener('pointerleave', () => mode() === 'points' && points.leave(), { signal });
  canvas.addEventListener('keydown', (event) => mode() === 'points' && keys.key(event), { signal });
  canvas.addEventListener('keydown', (event) => mode() === 'draw' && event.key === 'Escape' && pen.cancel(), { signal });
  return listening;
}
