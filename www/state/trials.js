// @ts-check
/**
 * The result of a whole training under the hand. While a value is dragged or stepped, workers of their own train the
 * network from its beginning to the chosen end for the values that are passed (previews.js). Meanwhile the store shows
 * what they come to in place of the run, which waits: letting go makes the trial the run, and taking back shows the run
 * as it was.
 */
import { isEarly } from './first-frame.js';
import { withRateOf } from './rate.js';

/**
 * @typedef {import('./store.js').WritableStore} WritableStore
 * @typedef {import('./loop.js').Loop} Loop
 * @typedef {import('./runs.js').Runs} Runs
 * @typedef {import('./types.js').State} State
 * @typedef {import('./types.js').Run} Run
 * @typedef {import('./types.js').Ghost} Ghost
 * @typedef {import('./types.js').PartialConfig} PartialConfig
 * @typedef {import('./previews.js').Previews} Previews
 * @typedef {ReturnType<Previews['add']>} Preview
 */

/** Curves of values passed that stay on the plot. */
const NEIGHBOURS = 6;
/** A training that ends so soon after the hand has let go is waited for (milliseconds), unless there is a new wish. */
const NEARLY_MS = 3000;

/**
 * A value that was under the hand.
 * @typedef {object} Value
 * @property {PartialConfig} partial
 * @property {string} words how it is called, in the page's language
 * @property {Preview | null} preview once it is trained
 */

/** The run that waits, as it was shown. @typedef {Pick<State, 'run' | 'frame' | 'history' | 'ghosts' | 'moments' | 'playing'>} Waiting */

export class Trials {
  /** The newest value. @type {Value | null} */
  #value = null;
  /** The same, also while the trial before it still ends. @type {Value | null} */
  #next = null;
  /** Its script comes once a hand does; null where it did not come. @type {Promise<Previews | null> | null} */
  #loading = null;
  /** @type {Previews | null} */
  #previews = null;
  /** The last one shown. @type {Preview | null} */
  #shown = null;
  /** @type {Promise<Waiting> | null} */
  #waiting = null;
  /** The run that waits while trials are shown. @type {Waiting | null} */
  #waits = null;
  /** One trial ends before the next begins. @type {Promise<unknown>} */
  #ending = Promise.resolve();
  #endings = 0;
  /** Counts what was abandoned: an end that was on its way is then none. */
  #generation = 0;
  /** Somebody waits for the trial to become the run. */
  #hurried = false;
  /** @type {Ghost[]} */
  #neighbours = [];

  /**
   * @param {WritableStore} store
   * @param {Loop} loop
   * @param {Runs} runs
   * @param {(show: (preview: Preview) => void) => Promise<Previews>} [load]
   */
  constructor(store, loop, runs, load = async (show) => new (await import('./previews.js')).Previews(show)) {
    this.store = store;
    this.loop = loop;
    this.runs = runs;
    this.load = load;
  }

  /** Whether the store shows a trial, or what has just been one. */
  get active() {
    return this.#next !== null || this.#endings > 0;
  }

  /** A hand comes near: the workers may load. */
  async warm() {
    if (this.store.get().status === 'ready') (await this.#loaded())?.warm();
  }

  #loaded() {
    this.#loading ??= this.load((preview) => this.#display(preview)).then(
      (previews) => (this.#previews = previews),
      // Without it nothing is shown before the hand lets go; the next one tries again.
      () => (this.#loading = null),
    );
    return this.#loading;
  }

  /** @param {PartialConfig} partial @param {string} [words] how the value is called */
  async tryOut(partial, words = '') {
    /** @type {Value} */
    const value = { partial, words, preview: null };
    this.#next = value;
    await this.#ending;
    // What the page begins with is no run yet that could wait.
    if (isEarly(this.store.get().run)) await this.runs.settled();
    if (this.#next !== value) return;
    this.#value = value;
    this.#waiting ??= this.#hold();
    const waiting = await this.#waiting;
    if (this.#value === value) this.#train(value, waiting);
  }

  /** The hand has let go: the trial becomes the run. */
  keep() {
    const generation = this.#generation;
    const gone = () => generation !== this.#generation;
    const wanted = this.#next;
    return this.#end(async (value, waiting) => {
      // Let go of before its training could begin: it begins as the run.
      if (wanted && value !== wanted) return this.#changeTo(wanted, waiting);
      if (!value || !waiting) return undefined;
      const { preview } = value;
      if (!preview) return gone() ? undefined : this.#changeTo(value, waiting);
      this.#previews?.keepOnly(preview);
      await until(() => gone() || preview.finished || preview.refused || this.#next !== null || this.#hurried, NEARLY_MS);
      // The hand is back at the same word before the end: its next value takes the place of this one.
      if (this.#next && concernsSame(this.#next, value)) return undefined;
      await until(() => preview.run !== null || preview.refused || gone(), Infinity);
      const kept = preview.refused || gone() ? null : await this.#saved(preview);
      if (gone()) return undefined;
      // What is wrong with the value is said where it was set.
      if (!kept) return this.#changeTo(value, waiting);
      this.#forget();
      return this.runs.adopt(kept.saved, waiting, { ...value, finished: preview.finished });
    });
  }

  /** The run goes on, and the value takes its place if it can. @param {Value} value @param {Waiting | null} waiting */
  #changeTo({ partial }, waiting) {
    this.#forget();
    if (waiting) this.#show(waiting);
    if (waiting?.playing) this.loop.play();
    return this.runs.change(partial);
  }

  /** The run as it was. */
  drop() {
    return this.#end(async (_, waiting) => {
      this.#forget();
      if (!waiting) return;
      this.#show(waiting);
      if (waiting.playing) this.loop.play();
    });
  }

  /** Something else takes the run's place. */
  abandon() {
    this.#generation += 1;
    this.#next = null;
    this.#forget();
  }

  /**
   * The trial ends; what follows waits until it has.
   * @param {(value: Value | null, waiting: Waiting | null) => Promise<unknown>} how
   */
  #end(how) {
    if (!this.#next) {
      this.#hurried = true;
      return this.#ending;
    }
    this.#next = null;
    this.#hurried = false;
    this.#endings += 1;
    const end = async () => how(this.#value, this.#waiting && (await this.#waiting));
    this.#ending = this.#ending.then(end).finally(() => (this.#endings -= 1));
    return this.#ending;
  }

  #forget() {
    this.#value = null;
    this.#shown = null;
    this.#waiting = null;
    this.#waits = null;
    this.#neighbours = [];
    this.#previews?.keepOnly(null);
    this.store.set({ trial: null });
  }

  /** @param {Waiting} waiting */
  #show({ run, frame, history, ghosts, moments }) {
    this.store.set({ run, frame, history, ghosts, moments });
  }

  /** @returns {Promise<Waiting>} */
  async #hold() {
    const { playing } = this.store.get();
    await Promise.all([this.loop.pause(), this.#loaded()]);
    const { run, frame, history, ghosts, moments } = this.store.get();
    return { run, frame, history, ghosts, moments, playing };
  }

  /** @param {Value} value @param {Waiting} waiting */
  #train(value, waiting) {
    if (!this.#previews) return;
    this.#waits = waiting;
    const { run, frame } = waiting;
    const { stopEpoch, stopLoss } = this.store.get().ui;
    const base = run ? withRateOf(run.config, frame?.updates ?? 0) : {};
    value.preview = this.#previews.add({ ...base, ...value.partial }, { epochs: stopEpoch, loss: stopLoss });
  }

  /** What a training has come to, in place of the run. @param {Preview} preview */
  #display(preview) {
    const waiting = this.#waits;
    const { run, frame, history, moments, finished } = preview;
    // Where the value stands still to be saved, what is shown does, too.
    if (!waiting || !this.#value || !run || !frame || !history) return;
    this.#passBy(preview, run);
    const trial = { epoch: frame.epoch, finished };
    this.store.set({ run, frame: { ...frame, epochsPerSecond: 0 }, history, moments, ghosts: this.#ghosts(run, waiting), trial });
  }

  /** What was shown for another value stays as a hairline, where it lies over the same x. @param {Preview} preview @param {Run} run */
  #passBy(preview, run) {
    const { run: passed, frame } = this.store.get();
    if (!overSameX(passed, run)) this.#neighbours = [];
    else if (this.#shown !== preview && this.#shown && frame) {
      this.#neighbours = [...this.#neighbours, hairline(frame)].slice(-NEIGHBOURS);
    }
    this.#shown = preview;
  }

  /** The run that waits stays to be seen, however many values are passed. @param {Run} run @param {Waiting} waiting @returns {Ghost[]} */
  #ghosts(run, { run: waits, frame }) {
    return frame && overSameX(waits, run) ? [hairline(frame), ...this.#neighbours] : this.#neighbours;
  }

  /** @param {Preview} preview */
  async #saved(preview) {
    // The value stands still from here on: nothing more of it is shown.
    this.#value = null;
    return this.#previews?.save(preview);
  }
}

/** Of no epoch of the trial: it lies behind all of them. @param {import('./types.js').Frame} frame @returns {Ghost} */
const hairline = ({ predictions }) => ({ epoch: -1, predictions });

/** @param {Run | null} one @param {Run} other */
const overSameX = (one, other) => one?.domain[0] === other.domain[0] && one.domain[1] === other.domain[1];

/** Whether two values are of the same word. @param {Value} a @param {Value} b */
const concernsSame = (a, b) => Object.keys(a.partial).join() === Object.keys(b.partial).join();

/** @param {() => boolean} reached @param {number} patience milliseconds */
async function until(reached, patience) {
  const end = performance.now() + patience;
  while (!reached() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 8));
}
