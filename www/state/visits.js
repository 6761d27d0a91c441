// @ts-check
/**
 * What the page showed at each entry of the tab's history, so that going back finds it as it was left. A run that was
 * replaced meanwhile is kept as it stood, without its past, which can be computed again.
 */

/**
 * @typedef {import('./undo.js').Earlier} Earlier
 * @typedef {{run: number, trying: boolean, playing: boolean, top: number}} Visit the run by its id, and whether a trial was shown in its place; how far the page was scrolled
 */

/** The runs kept take no more together than this, but for the newest. */
export const MOST_BYTES = 16 * 2 ** 20;

export class Visits {
  /** By the number of the entry. @type {Map<number, Visit>} */
  #visits = new Map();
  /** By the run's id, the one that was left longest ago first. @type {Map<number, Earlier>} */
  #runs = new Map();
  /** The run replaced last: the entry that showed it may be left only now. */
  #newest = 0;

  /** An entry is left. @param {number} entry @param {Visit} visit */
  note(entry, visit) {
    this.#visits.set(entry, visit);
    this.#tidy();
  }

  /** @param {number} entry @returns {Visit & {kept?: Earlier} | undefined} */
  at(entry) {
    const visit = this.#visits.get(entry);
    return visit && { ...visit, kept: this.#runs.get(visit.run) };
  }

  /** A new entry takes the place of all that lay ahead. @param {number} entry */
  forgetFrom(entry) {
    for (const known of this.#visits.keys()) if (known >= entry) this.#visits.delete(known);
    this.#tidy();
  }

  /** Another run takes its place. @param {number} run @param {Earlier} earlier */
  keep(run, { saved, ...earlier }) {
    this.#newest = run;
    this.#runs.delete(run);
    this.#runs.set(run, { ...earlier, saved: { ...saved, states: [] } });
    this.#tidy();
  }

  /** A run that was kept is opened again, by another id. @param {number} before @param {number} now */
  becomes(before, now) {
    this.#runs.delete(before);
    for (const visit of this.#visits.values()) if (visit.run === before) visit.run = now;
  }

  /** A trial has become the run: it is what the entries that showed it show. @param {number} before the run that had waited @param {number} now */
  adopted(before, now) {
    for (const visit of this.#visits.values()) if (visit.run === before && visit.trying) Object.assign(visit, { run: now, trying: false });
    this.#tidy();
  }

  #tidy() {
    const shown = new Set([...this.#visits.values()].map(({ run }) => run));
    let bytes = 0;
    for (const [run, { saved }] of [...this.#runs].reverse()) {
      bytes += saved.bytes.length;
      const wanted = run === this.#newest || (shown.has(run) && bytes <= MOST_BYTES);
      if (!wanted) this.#runs.delete(run);
    }
  }
}
