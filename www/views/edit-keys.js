// @ts-check
/** Points set without a pointer: a crosshair that arrow keys move, Enter to add, pick up or put down, Delete. */
import { pointAt } from '../plot/points.js';

/**
 * @typedef {import('./edit-session.js').Session} Session
 * @typedef {import('./edit-session.js').Point} Point
 * @typedef {import('../plot/curve.js').Layout} Layout
 */

const REACH = 9;
/** Steps across the plot. */
const STEPS = 100;
const LARGE = 10;

/** @type {Record<string, readonly [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };

/**
 * @param {Session} session
 * @param {() => Layout | null} layout
 * @param {() => void} changed
 * @param {() => void} done
 */
export function createPointKeys(session, layout, changed, done) {
  /** @type {Point | null} */
  let place = null;
  let held = -1;
  /** @type {Point[]} */
  let before = [];

  /** @param {Layout} plan */
  function under({ x, y }) {
    return place ? pointAt(session.points, x.map(place[0]), y.map(place[1]), x, y, REACH) : -1;
  }

  /** @param {Layout} plan @returns {Point} */
  const middle = ({ x, y }) => session.round([(x.domain[0] + x.domain[1]) / 2, (y.domain[0] + y.domain[1]) / 2]);

  /** @param {Layout} plan @param {readonly [number, number]} direction @param {number} size */
  function step({ x, y }, [dx, dy], size) {
    if (!place) return;
    /** @param {readonly [number, number]} domain @param {number} value @param {number} by */
    const moved = ([low, high], value, by) => Math.min(high, Math.max(low, value + (by * size * (high - low)) / STEPS));
    const next = session.round([moved(x.domain, place[0], dx), moved(y.domain, place[1], dy)]);
    place = next;
    if (held >= 0) session.set(session.points.map((point, i) => (i === held ? next : point)));
  }

  /** @param {Layout} plan */
  function act(plan) {
    if (held >= 0) {
      held = -1;
      void session.commit();
      return;
    }
    const index = under(plan);
    if (index >= 0) {
      before = session.points;
      held = index;
      place = session.points[index];
      session.hold();
    } else if (place) {
      session.set([...session.points, place]);
      void session.commit();
    }
  }

  /** @param {Layout} plan */
  function remove(plan) {
    const index = held >= 0 ? held : under(plan);
    if (index < 0) return;
    held = -1;
    session.set(session.points.filter((_, i) => i !== index));
    void session.commit();
  }

  /** To the next point to the right or left. @param {1 | -1} direction */
  function jump(direction) {
    if (held >= 0 || !place) return;
    const from = place[0];
    const sorted = [...session.points].sort((a, b) => direction * (a[0] - b[0]));
    place = sorted.find(([x]) => direction * (x - from) > 0) ?? place;
  }

  function letGo() {
    if (held >= 0) {
      session.set(before);
      session.release();
      held = -1;
    } else if (place) place = null;
    else done();
  }

  /** @param {KeyboardEvent} event @param {Layout} plan */
  function handle({ key, shiftKey }, plan) {
    if (key === 'Escape') letGo();
    else if (!(key in ARROWS) && !['Enter', ' ', 'Delete', 'Backspace', 'PageUp', 'PageDown'].includes(key)) return false;
    else if (!place) place = middle(plan);
    else if (key in ARROWS) step(plan, ARROWS[key], shiftKey ? LARGE : 1);
    else if (key === 'PageUp') jump(1);
    else if (key === 'PageDown') jump(-1);
    else if (key === 'Enter' || key === ' ') act(plan);
    else remove(plan);
    return true;
  }

  return {
    /** @param {KeyboardEvent} event */
    key(event) {
      const plan = layout();
      if (!plan || event.ctrlKey || event.metaKey || event.altKey || !handle(event, plan)) return;
      event.preventDefault();
      event.stopPropagation();
      changed();
    },
    /** The pointer takes over, or the editing ends. */
    reset() {
      if (held >= 0) session.release();
      held = -1;
      place = null;
    },
    get state() {
      const plan = layout();
      return place && plan ? { place, held, index: held >= 0 ? held : under(plan) } : null;
    },
  };
}
