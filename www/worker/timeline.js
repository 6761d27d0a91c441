// @ts-check
/**
 * The states of a run that can be gone back to. Between two of them lies little training, so that any moment is soon
 * computed again, to the same bits; and all of them together take no more memory than `MOST_BYTES` (and one state).
 * Where they would, every second one goes.
 */

/** @typedef {{updates: number, trainingMs: number, bytes: Uint8Array}} Past a state of the run */

export const MOST_BYTES = 32 * 2 ** 20;
/** So much training lies between two states at first (milliseconds); where memory makes them fewer, twice as much. */
export const SPACING_MS = 100;

export class Timeline {
  /** Ascending. @type {Past[]} */
  #states;

  /** @param {Past[]} [states] ascending */
  constructor(states = []) {
    this.#states = states;
    this.spacing = SPACING_MS;
  }

  get states() {
    return this.#states;
  }

  get bytes() {
    return this.#states.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  /** Whether the next state is due. @param {number} trainingMs */
  isDue(trainingMs) {
    const last = this.#states.at(-1);
    return !last || trainingMs - last.trainingMs >= this.spacing;
  }

  /** @param {Past} state where there is none yet */
  keep(state) {
    const place = this.#states.findIndex(({ updates }) => updates >= state.updates);
    if (place >= 0 && this.#states[place].updates === state.updates) return;
    this.#states.splice(place < 0 ? this.#states.length : place, 0, state);
    while (this.bytes > MOST_BYTES && this.#states.length > 1) this.#thin();
  }

  /** The last state not after an update. @param {number} updates */
  before(updates) {
    return this.#states.findLast((state) => state.updates <= updates);
  }

  /** From here on the run is another one. @param {number} updates */
  dropAfter(updates) {
    this.#states = this.#states.filter((state) => state.updates <= updates);
  }

  #thin() {
    this.spacing *= 2;
    const last = this.#states.length - 1;
    this.#states = this.#states.filter((_, index) => (last - index) % 2 === 0);
  }
}
