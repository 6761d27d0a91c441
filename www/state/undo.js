// @ts-check
/** The run that the last restart replaced. */

/**
 * @typedef {import('../worker/protocol.js').Saved} Saved
 * @typedef {import('./types.js').Ghost} Ghost
 * @typedef {{saved: Saved, ghosts: Ghost[], updates: number, xKind: import('./types.js').Ui['xKind']}} Earlier
 */

/** Restarts that follow each other faster are one: a drag through forty values is a single change. */
const GROUP_MS = 1500;

export class Undo {
  /** @type {Earlier | null} */
  #earlier = null;
  #lastRestart = -Infinity;

  get possible() {
    return this.#earlier !== null;
  }

  /**
   * @param {Earlier} earlier
   * @param {number} now
   */
  keep(earlier, now) {
    const sameChange = this.#earlier !== null && now - this.#lastRestart < GROUP_MS;
    this.#lastRestart = now;
    if (sameChange || (earlier.updates === 0 && this.#earlier)) return;
    this.#earlier = earlier;
  }

  /** The earlier run, which is then no longer kept. */
  take() {
    const earlier = this.#earlier;
    this.#earlier = null;
    this.#lastRestart = -Infinity;
    return earlier;
  }
}
