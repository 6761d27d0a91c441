// @ts-check
/**
 * The result of a whole training under the hand. While a value is dragged or stepped, a second worker trains the
 * network from its beginning to the chosen end for the value that is under the hand now, in slices: what is there
 * after each is shown, and a training whose value has moved on is dropped. Meanwhile the store shows the trial in
 * place of the run, which waits: letting go makes the trial the run, and taking back shows the run as it was.
 */
import { Gone, Host, Refusal } from '../worker/host.js';
import { withRateOf } from './rate.js';

/**
 * @typedef {import('./store.js').WritableStore} WritableStore
 * @typedef {import('./loop.js').Loop} Loop
 * @typedef {import('./runs.js').Runs} Runs
 * @typedef {import('./types.js').State} State
 * @typedef {import('./types.js').Run} Run
 * @typedef {import('./types.js').Ghost} Ghost
 * @typedef {import('./types.js').PartialConfig} PartialConfig
 * @typedef {import('../worker/protocol.js').Opened} Opened
 * @typedef {import('../worker/protocol.js').Trained} Trained
 * @typedef {import('../worker/protocol.js').Kept} Kept
 */

/** Milliseconds of training between two pictures: fast enough for a hand, long enough to get somewhere. */
const SLICE_MS = 24;
/** Curves of values passed that stay on the plot. */
const NEIGHBOURS = 6;
/** A training that ends so soon after the hand has let go is waited for (milliseconds), unless there is a new wish. */
const NEARLY_MS = 3000;

/**
 * A value that was under the hand.
 * @typedef {object} Value
 * @property {PartialConfig} partial
 * @property {string} words how it is called, in the page's language
 * @property {Run | null} run once it was accepted
 * @property {boolean} refused
 * @property {boolean} finished trained to the end
 */

/** The run that waits, as it was shown. @typedef {Pick<State, 'run' | 'frame' | 'history' | 'ghosts' | 'moments' | 'playing'>} Waiting */

export class Trials {
  /** @type {Host | null} */
  #host = null;
  /** Runs of trials count downwards, so that none is taken for one of the page's. */
  #lastId = 0;
  /** The newest value. @type {Value | null} */
  #value = null;
  /** The same, also while the trial before it still ends. @type {Value | null} */
  #next = null;
  /** The last one shown. @type {Value | null} */
  #shown = null;
  #working = false;
  /** @type {Promise<Waiting> | null} */
  #waiting = null;
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
   * @param {() => Host} [start]
   */
  constructor(store, loop, runs, start = () => new Host()) {
    this.store = store;
    this.loop = loop;
    this.runs = runs;
    this.start = start;
  }

  /** Whether the store shows a trial, or what has just been one. */
  get active() {
    return this.#next !== null || this.#endings > 0;
  }

  /** A hand comes near: the worker may load. */
  warm() {
    if (this.store.get().status === 'ready') this.#worker();
  }

  /** @param {PartialConfig} partial @param {string} [words] how the value is called */
  async tryOut(partial, words = '') {
    /** @type {Value} */
    const value = { partial, words, run: null, refused: false, finished: false };
    this.#next = value;
    await this.#ending;
    if (this.#next !== value) return;
    this.#value = value;
    this.#waiting ??= this.#hold();
    await this.#waiting;
    if (this.#value === value) void this.#work();
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
      await until(() => gone() || value.finished || value.refused || this.#next !== null || this.#hurried, NEARLY_MS);
      // The hand is back at the same word before the end: its next value takes the place of this one.
      if (this.#next && concernsSame(this.#next, value)) return undefined;
      await until(() => value.run !== null || value.refused || gone(), Infinity);
      const kept = value.refused || gone() ? null : await this.#saved(value);
      if (gone()) return undefined;
      // What is wrong with the value is said where it was set.
      if (!kept) return this.#changeTo(value, waiting);
      this.#forget();
      return this.runs.adopt(kept.saved, waiting, value);
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
    this.#neighbours = [];
    this.store.set({ trial: null });
  }

  /** @param {Waiting} waiting */
  #show({ run, frame, history, ghosts, moments }) {
    this.store.set({ run, frame, history, ghosts, moments });
  }

  /** @returns {Promise<Waiting>} */
  async #hold() {
    const { playing } = this.store.get();
    await this.loop.pause();
    const { run, frame, history, ghosts, moments } = this.store.get();
    return { run, frame, history, ghosts, moments, playing };
  }

  #worker() {
    if (this.#host) return this.#host;
    const host = this.start();
    host.listen({ onReady() {}, onUnsupported() {}, onFailure: () => (this.#host = null) });
    this.#host = host;
    return host;
  }

  async #work() {
    if (this.#working) return;
    this.#working = true;
    try {
      while (this.#value && !this.#value.finished && !this.#value.refused) await this.#train(this.#value);
    } catch (error) {
      // Without its worker a trial shows nothing; the run itself is not touched.
      if (!(error instanceof Gone)) throw error;
      if (this.#value) this.#value.refused = true;
    } finally {
      this.#working = false;
    }
  }

  /** @param {Value} value */
  async #train(value) {
    const waiting = await /** @type {Promise<Waiting>} */ (this.#waiting);
    const { run: base, frame: start } = waiting;
    const { stopEpoch, stopLoss } = this.store.get().ui;
    const host = this.#worker();
    const opened = await this.#open(value, base ? withRateOf(base.config, start?.updates ?? 0) : {});
    if (!opened || this.#value !== value) return;
    const { run } = opened;
    value.run = run;
    host.extraPatience = run.weights * run.config.batchSize * 2e-5;
    const updates = stopEpoch * run.updatesPerEpoch;
    let { history, moments } = opened;
    while (!value.finished) {
      /** @type {Trained} */
      const reply = await host.request({ type: 'train', run: run.id, updates, budget: SLICE_MS, stopLoss, exact: true });
      if (this.#value !== value) return;
      const { frame } = reply;
      history = reply.history ?? history;
      moments = [...moments, ...(reply.moments ?? [])];
      value.finished = reply.reachedLoss || frame.diverged || frame.updates >= updates;
      this.#passBy(value, run);
      const trial = { epoch: frame.epoch, finished: value.finished };
      this.store.set({ run, frame: { ...frame, epochsPerSecond: 0 }, history, moments, ghosts: this.#ghosts(run, waiting), trial });
    }
  }

  /** @param {Value} value @param {PartialConfig} base @returns {Promise<Opened | null>} */
  async #open(value, base) {
    try {
      const source = { config: { ...base, ...value.partial } };
      // The value before is over: its states, megabytes of a large network, must not come by under the hand.
      return await this.#worker().request({ type: 'open', run: --this.#lastId, source, forget: true });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      value.refused = true;
      return null;
    }
  }

  /** What was shown for another value stays as a hairline, where it lies over the same x. @param {Value} value @param {Run} run */
  #passBy(value, run) {
    const { run: passed, frame } = this.store.get();
    if (!overSameX(passed, run)) this.#neighbours = [];
    else if (this.#shown !== value && this.#shown && frame) {
      this.#neighbours = [...this.#neighbours, hairline(frame)].slice(-NEIGHBOURS);
    }
    this.#shown = value;
  }

  /** The run that waits stays to be seen, however many values are passed. @param {Run} run @param {Waiting} waiting @returns {Ghost[]} */
  #ghosts(run, { run: waits, frame }) {
    return frame && overSameX(waits, run) ? [hairline(frame), ...this.#neighbours] : this.#neighbours;
  }

  /** @param {Value} value @returns {Promise<Kept | null>} */
  async #saved(value) {
    // The value stands still from here on: no further slice is asked for.
    this.#value = null;
    try {
      return await this.#worker().request({ type: 'save', run: /** @type {Run} */ (value.run).id });
    } catch (error) {
      if (error instanceof Gone || error instanceof Refusal) return null;
      throw error;
    }
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
