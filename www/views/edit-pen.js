// @ts-check
/** A curve drawn freehand; what is drawn later replaces what it passes over. */
import { linePath } from '../plot/curve.js';
import { drawStroke } from '../plot/editing.js';
import { columnPoints, drawSegment, emptyColumns } from '../plot/stroke.js';

/**
 * @typedef {import('./edit-session.js').Session} Session
 * @typedef {import('./edit-session.js').Point} Point
 * @typedef {import('../plot/curve.js').Layout} Layout
 * @typedef {import('../plot/palette.js').Palette} Palette
 */

/** As many as the experiment has points. */
const COLUMNS = 101;

/**
 * @param {Session} session
 * @param {() => Layout | null} layout
 * @param {() => void} changed
 */
export function createPen(session, layout, changed) {
  let columns = emptyColumns(COLUMNS);
  /** @type {readonly [number, number]} */
  let domain = [0, 1];
  /** @type {Point | null} */
  let last = null;

  /** @param {number} px @param {number} py @returns {Point} */
  function placeAt(px, py) {
    const { x, y, box } = /** @type {Layout} */ (layout());
    return [x.invert(px), y.invert(Math.min(box.bottom, Math.max(box.top, py)))];
  }

  return {
    /** @param {number} px @param {number} py */
    down(px, py) {
      const plan = /** @type {Layout} */ (layout());
      if (domain[0] !== plan.x.domain[0] || domain[1] !== plan.x.domain[1]) columns = emptyColumns(COLUMNS);
      domain = plan.x.domain;
      session.hold();
      last = placeAt(px, py);
      drawSegment(columns, domain, last, last);
      changed();
    },
    /** @param {number} px @param {number} py */
    move(px, py) {
      if (!last) return;
      const next = placeAt(px, py);
      drawSegment(columns, domain, last, next);
      last = next;
      changed();
    },
    up() {
      if (!last) return;
      last = null;
      session.set(columnPoints(columns, domain).map(session.round));
      void session.commit();
      changed();
    },
    cancel() {
      last = null;
      session.release();
      changed();
    },
    clear() {
      columns = emptyColumns(COLUMNS);
      changed();
    },
    /** @param {CanvasRenderingContext2D} g @param {Layout} plan @param {Palette} palette */
    draw(g, plan, palette) {
      const step = (domain[1] - domain[0]) / (COLUMNS - 1);
      const xs = Float64Array.from(columns, (_, column) => domain[0] + column * step);
      drawStroke(g, linePath(xs, columns, plan), palette);
    },
  };
}
