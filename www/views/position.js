// @ts-check
/** A place in a plot that pointer, finger and arrow keys move: one of many numbered stops. */

/**
 * @typedef {object} Stops
 * @property {() => number} count
 * @property {(px: number, py: number) => number} at the stop nearest to a place in CSS pixels
 * @property {(index: number | null, by: 'mouse' | 'touch' | 'key') => void} moved
 * @property {() => boolean} [active] false where something else uses pointer and keys
 */

/** @type {Record<string, (index: number, last: number) => number>} */
const KEYS = {
  ArrowRight: (index) => index + 1,
  ArrowUp: (index) => index + 1,
  ArrowLeft: (index) => index - 1,
  ArrowDown: (index) => index - 1,
  PageUp: (index, last) => index + Math.max(1, Math.round(last / 10)),
  PageDown: (index, last) => index - Math.max(1, Math.round(last / 10)),
  Home: () => 0,
  End: (_, last) => last,
};

/**
 * @param {HTMLElement} element
 * @param {Stops} stops
 */
export function followPosition(element, { count, at, moved, active = () => true }) {
  /** @type {number | null} */
  let index = null;
  const listening = new AbortController();
  const { signal } = listening;

  /** @param {number | null} next @param {'mouse' | 'touch' | 'key'} by */
  function move(next, by) {
    index = next;
    moved(index, by);
  }

  /** @param {PointerEvent} event */
  function point(event) {
    if (!active() || count() === 0) return;
    const { left, top } = element.getBoundingClientRect();
    move(at(event.clientX - left, event.clientY - top), event.pointerType === 'touch' ? 'touch' : 'mouse');
  }

  element.addEventListener('pointermove', point, { signal });
  element.addEventListener('pointerdown', point, { signal });
  // A finger's reading stays when the finger has gone, until it touches elsewhere.
  element.addEventListener('pointerleave', (event) => event.pointerType !== 'touch' && active() && move(null, 'mouse'), { signal });
  element.addEventListener('pointercancel', () => active() && move(null, 'touch'), { signal });
  document.addEventListener('pointerdown', ({ target }) => {
    if (index !== null && target instanceof Node && !element.contains(target)) move(null, 'touch');
  }, { signal });

  element.addEventListener('keydown', (event) => {
    if (!active() || event.altKey || event.ctrlKey || event.metaKey || count() === 0) return;
    const last = count() - 1;
    if (event.key === 'Escape' && index !== null) move(null, 'key');
    else if (event.key in KEYS) {
      const next = index === null ? Math.round(last / 2) : KEYS[event.key](index, last);
      move(Math.min(last, Math.max(0, next)), 'key');
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }, { signal });
  element.addEventListener('blur', () => active() && index !== null && move(null, 'key'), { signal });

  return {
    get index() {
      return index;
    },
    /** Without telling: the stops themselves have changed. */
    clear() {
      index = null;
    },
    /** Without telling: what is pointed at is another stop by now. @param {number | null} now */
    follow(now) {
      index = now;
    },
    destroy: () => listening.abort(),
  };
}
