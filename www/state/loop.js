// @ts-check
/**
 * The page's clock: each animation frame it asks the worker for as many epochs as the pace wants, one request
 * at a time. A machine too slow for the pace is never behind; the pace yields.
 */
import { nextGhostEpoch, withGhost } from './ghosts.js';
import { advance } from './pace.js';
import { Gone, Refusal } from '../worker/host.js';

/**
 * @typedef {import('./store.js').WritableStore} WritableStore
 * @typedef {import('./types.js').Frame} Frame
 * @typedef {import('../worker/host.js').Host} Host
 * @typedef {import('../worker/protocol.js').Trained} Trained
 * @typedef {import('../worker/protocol.js').Saved} Saved
 */

/** Milliseconds of training for one request: it answers within a frame. */
const BUDGET_MS = 12;
/** After a stall the clock goes on as if this many seconds had passed. */
const LONGEST_TICK = 0.1;
/** Hidden tabs get no animation frames. */
const HIDDEN_TICK_MS = 250;

export class Loop {
  /** Requests in flight: one while a run plays, and briefly a second one when it is paused. */
  #waiting = 0;
  #scheduled = false;
  #lastTick = 0;
  /** Where the pace stands, in epochs; ahead of the run by less than one update. */
  #position = 0;
  /** Up to here no pace holds the run back: it was there before. */
  #rushTo = 0;
  /** Where a seek goes, in updates. */
  #wish = 0;
  /** @type {Promise<void> | null} */
  #seeking = null;
  /** Asked at a divergence: whether somebody takes care of it. @type {() => boolean} */
  rescue = () => false;
  /** The newest state the worker gave away for safe keeping. @type {Saved | null} */
  saved = null;

  /**
   * @param {WritableStore} store
   * @param {Host} host
   */
  constructor(store, host) {
    this.store = store;
    this.host = host;
  }

  /** A run has been put in place of another. @param {number} [rushTo] */
  begin(rushTo = 0) {
    const { run, frame } = this.store.get();
    this.#rushTo = rushTo;
    this.#position = run && frame ? frame.updates / run.updatesPerEpoch : 0;
    this.saved = null;
    // A large update may take long, and is no failure.
    this.host.extraPatience = run ? run.weights * run.config.batchSize * 2e-5 : 0;
    this.#schedule();
  }

  play() {
    const { run, frame } = this.store.get();
    if (!run || !frame) return;
    this.#lastTick = performance.now();
    this.#position = frame.updates / run.updatesPerEpoch;
    this.store.set({ playing: true });
    this.#schedule();
  }

  /** The numbers shown become those of one and the same moment. */
  async pause() {
    const { playing, frame } = this.store.get();
    if (!playing || !frame) return;
    this.store.set({ playing: false });
    await this.#request(frame.updates, 0);
    this.#schedule();
  }

  /** To the end of the present epoch, or of the next one where the run stands at an end. */
  async stepEpoch() {
    const { run, frame } = this.store.get();
    if (!run || !frame || frame.diverged) return;
    const target = (Math.floor(frame.updates / run.updatesPerEpoch) + 1) * run.updatesPerEpoch;
    for (;;) {
      const reply = await this.#request(target, BUDGET_MS);
      if (!reply || reply.frame.diverged || reply.frame.updates >= target || this.store.get().playing) break;
    }
    this.#position = (this.store.get().frame?.updates ?? 0) / run.updatesPerEpoch;
    this.#schedule();
  }

  /** To another moment of the run. A newer wish takes the place of one on its way. @param {number} updates */
  seek(updates) {
    this.#wish = updates;
    this.#seeking ??= this.#seekOn().finally(() => (this.#seeking = null));
    return this.#seeking;
  }

  async #seekOn() {
    await this.pause();
    for (;;) {
      const { run, frame } = this.store.get();
      if (!run || !frame || frame.updates === this.#wish || this.store.get().playing) break;
      const reply = await this.#ask({ type: 'seek', run: run.id, updates: this.#wish, budget: BUDGET_MS });
      if (!reply || reply.frame.diverged) break;
    }
    const { run, frame } = this.store.get();
    this.#position = run && frame ? frame.updates / run.updatesPerEpoch : 0;
    this.#schedule();
  }

  /** The tab was hidden or shown. */
  visibilityChanged() {
    this.#lastTick = performance.now();
    this.#scheduled = false;
    this.#schedule();
  }

  /** Goes on where a run plays. While an answer is awaited it does not: whoever waits for it calls this when it has come. */
  #schedule() {
    const { playing, ui } = this.store.get();
    if (!playing || this.#scheduled || this.#waiting) return;
    const hidden = document.visibilityState === 'hidden';
    if (hidden && ui.hidden === 'pause') return;
    this.#scheduled = true;
    const tick = () => {
      if (!this.#scheduled) return;
      this.#scheduled = false;
      void this.#tick();
    };
    if (this.#unbound()) queueMicrotask(tick);
    else if (hidden) setTimeout(tick, HIDDEN_TICK_MS);
    else requestAnimationFrame(tick);
  }

  /** Whether nothing but the machine limits the run just now. */
  #unbound() {
    const { ui, frame } = this.store.get();
    return ui.pace === 'full' || (frame?.epoch ?? 0) < this.#rushTo;
  }

  async #tick() {
    const { playing, run, frame, status } = this.store.get();
    if (!playing || !run || !frame || frame.diverged || status !== 'ready' || this.#waiting) return;
    const target = this.#target(run.updatesPerEpoch, frame);
    if (target > frame.updates) {
      const reply = await this.#request(target, BUDGET_MS);
      if (reply) this.#after(reply, target, run.updatesPerEpoch);
    } else if (frame.updates >= this.store.get().ui.stopEpoch * run.updatesPerEpoch) {
      this.#end('reachedEpoch');
    }
    this.#schedule();
  }

  /**
   * How many updates there should be by now.
   * @param {number} perEpoch
   * @param {Frame} frame
   */
  #target(perEpoch, frame) {
    const { pace, stopEpoch } = this.store.get().ui;
    const now = performance.now();
    const hidden = document.visibilityState === 'hidden';
    const seconds = Math.min((now - this.#lastTick) / 1000, hidden ? Infinity : LONGEST_TICK);
    this.#lastTick = now;
    if (this.#unbound()) this.#position = frame.epoch < this.#rushTo ? this.#rushTo : stopEpoch;
    else this.#position = advance(pace, this.#position, seconds, stopEpoch);
    const wanted = Math.floor(this.#position * perEpoch + 1e-6);
    return Math.min(wanted, nextGhostEpoch(frame.epoch) * perEpoch);
  }

  /**
   * @param {Trained} reply
   * @param {number} target
   * @param {number} perEpoch
   */
  #after({ frame, reachedLoss }, target, perEpoch) {
    if (frame.updates < target) this.#position = frame.updates / perEpoch;
    if (frame.diverged) {
      if (!this.rescue()) this.#end('diverged');
    } else if (reachedLoss) this.#end('reachedLoss');
    else if (frame.updates >= this.store.get().ui.stopEpoch * perEpoch) this.#end('reachedEpoch');
  }

  /** @param {string} code */
  #end(code) {
    const { frame, playing } = this.store.get();
    if (!playing || !frame) return;
    this.store.set({ playing: false, frame: atRest(frame), notice: { code, params: { epoch: frame.epoch, loss: frame.loss } } });
  }

  /**
   * @param {number} updates
   * @param {number} budget
   * @returns {Promise<Trained | null>} null where the answer came too late to matter
   */
  async #request(updates, budget) {
    const { run, ui } = this.store.get();
    if (!run) return null;
    const stopLoss = budget > 0 ? ui.stopLoss : 0;
    const exact = this.#mustBeExact(updates, run.updatesPerEpoch, budget);
    const ends = updates >= ui.stopEpoch * run.updatesPerEpoch;
    return this.#ask({ type: 'train', run: run.id, updates, budget, stopLoss, exact, ends: ends || stopLoss > 0 });
  }

  /** @param {import('../worker/protocol.js').Request} request @returns {Promise<Trained | null>} null where the answer came too late to matter */
  async #ask(request) {
    this.#waiting += 1;
    try {
      const reply = await this.host.request(request);
      return this.#take(reply) ? reply : null;
    } catch (error) {
      if (error instanceof Gone || error instanceof Refusal) return null;
      throw error;
    } finally {
      this.#waiting -= 1;
    }
  }

  /** A moment that stays: the end, a single step, a pause, or what leaves a ghost.
   * @param {number} updates @param {number} perEpoch @param {number} budget */
  #mustBeExact(updates, perEpoch, budget) {
    const { playing, ui } = this.store.get();
    const epoch = updates / perEpoch;
    return budget === 0 || !playing || epoch === ui.stopEpoch || nextGhostEpoch(epoch - 1) === epoch;
  }

  /** @param {Trained} reply */
  #take({ frame, history, saved, moments }) {
    const { run, ghosts, playing, moments: before } = this.store.get();
    if (frame.run !== run?.id) return false;
    if (saved) this.saved = saved;
    const moment = { epoch: frame.epoch, predictions: frame.predictions };
    const whole = frame.updates === frame.epoch * run.updatesPerEpoch;
    this.store.set({ frame: playing ? frame : atRest(frame), ...(history && { history }), ...(moments && { moments: [...before, ...moments] }), ghosts: whole ? withGhost(ghosts, moment) : ghosts });
    return true;
  }
}

/** Nothing moves: no epochs pass in a second. @param {Frame} frame @returns {Frame} */
const atRest = (frame) => ({ ...frame, epochsPerSecond: 0 });
