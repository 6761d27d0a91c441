// @ts-check
/** Points set by click, tap or key: beside points it adds one, dragging moves one, a click on one removes it. */
import { drawCrosshair, drawEditedPoints } from '../plot/editing.js';
import { pointAt } from '../plot/points.js';

/**
 * @typedef {import('./edit-session.js').Session} Session
 * @typedef {import('./edit-session.js').Point} Point
 * @typedef {import('../plot/curve.js').Layout} Layout
 * @typedef {import('../plot/palette.js').Palette} Palette
 */

/** A press that moves less is a click (CSS pixels). */
const SLACK = 4;
/** How near to a point counts as on it (CSS pixels). */
const REACH = { mouse: 11, touch: 22 };

/**
 * @param {Session} session
 * @param {() => Layout | null} layout
 * @param {() => void} changed
 */
export function createPointTool(session, layout, changed) {
  /** @type {{index: number, px: number, py: number, fresh: boolean, moved: boolean, before: Point[]} | null} */
  let grip = null;
  /** The point that a click would remove, or that is held. */
  let chosen = -1;

  /** @param {number} px @param {number} py @param {boolean} touch */
  function under(px, py, touch) {
    const { x, y } = /** @type {Layout} */ (layout());
    return pointAt(session.points, px, py, x, y, touch ? REACH.touch : REACH.mouse);
  }

  /** The place in units of x and y, kept within the axes. @param {number} px @param {number} py @returns {Point} */
  function placeAt(px, py) {
    const { x, y, box } = /** @type {Layout} */ (layout());
    const inX = Math.min(box.right, Math.max(box.left, px));
    const inY = Math.min(box.bottom, Math.max(box.top, py));
    return session.round([x.invert(inX), y.invert(inY)]);
  }

  return {
    /** @param {number} px @param {number} py @param {boolean} touch */
    down(px, py, touch) {
      const before = session.points;
      session.hold();
      chosen = under(px, py, touch);
      const fresh = chosen < 0;
      if (fresh) {
        session.set([...before, placeAt(px, py)]);
        chosen = before.length;
      }
      grip = { index: chosen, px, py, fresh, moved: false, before };
      changed();
    },
    /** @param {number} px @param {number} py @param {boolean} touch */
    move(px, py, touch) {
      if (!grip) {
        const hovered = touch ? -1 : under(px, py, false);
        if (hovered !== chosen) {
          chosen = hovered;
          changed();
        }
        return;
      }
      grip.moved ||= Math.hypot(px - grip.px, py - grip.py) > SLACK;
      if (!grip.moved) return;
      const { index } = grip;
      session.set(session.points.map((point, i) => (i === index ? placeAt(px, py) : point)));
      changed();
    },
    up() {
      if (!grip) return;
      const { index, fresh, moved } = grip;
      if (!fresh && !moved) session.set(session.points.filter((_, i) => i !== index));
      grip = null;
      chosen = -1;
      void session.commit();
      changed();
    },
    cancel() {
      if (!grip) return;
      session.set(grip.before);
      session.release();
      grip = null;
      chosen = -1;
      changed();
    },
    leave() {
      if (grip || chosen < 0) return;
      chosen = -1;
      changed();
    },
    /** @param {CanvasRenderingContext2D} g @param {Layout} plan @param {Palette} palette @param {{place: Point, held: number} | null} keys */
    draw(g, plan, palette, keys) {
      if (keys) drawCrosshair(g, plan, keys.place, palette);
      drawEditedPoints(g, plan, session.points, keys && keys.held >= 0 ? keys.held : chosen, palette);
    },
  };
}
