// @ts-check
/** One run in the worker: trains in small slices, keeps the time, and says what there is to see. */
import { describe, historyOf } from './describe.js';
import { sparing } from './sparing.js';

/**
 * @typedef {import('../pkg/lernkurve.js').Trainer} Trainer
 * @typedef {import('./protocol.js').TrainRequest} TrainRequest
 * @typedef {import('./protocol.js').Trained} Trained
 * @typedef {import('./protocol.js').Saved} Saved
 * @typedef {import('../state/types.js').Frame} Frame
 */

/** Milliseconds between two looks at the clock while training. */
const SLICE_MS = 3;
/** History travels at most so often (milliseconds). */
const HISTORY_MS = 100;
/** A snapshot at most so often, and at most this many bytes a millisecond. */
const SNAPSHOT_MS = 1000;
const SNAPSHOT_BYTES_PER_MS = 4000;
/** The rate shown is that of the last second or so. */
const RATE_MS = 1000;
/** A pause longer than this begins the measuring of the rate anew. */
const RATE_GAP_MS = 300;

export class Session {
  /**
   * @param {Trainer} trainer
   * @param {number} id
   * @param {number} [trainingMs] spent already, where the run was saved and opened again
   * @param {() => number} [now]
   */
  constructor(trainer, id, trainingMs = 0, now = () => performance.now()) {
    this.trainer = trainer;
    this.id = id;
    this.now = now;
    this.trainingMs = trainingMs;
    this.updatesPerEpoch = trainer.updatesPerEpoch;
    this.slice = 1;
    /** @type {{time: number, updates: number}[]} */
    this.marks = [];
    this.historyEpoch = -1;
    this.historyDue = 0;
    this.saveDue = now() + SNAPSHOT_MS;
    this.predictions = sparing(() => trainer.step(0), now);
    this.insight = sparing(() => trainer.insight(), now, 120);
    this.validationLoss = sparing(() => trainer.evaluateValidation(), now, 60);
  }

  get updates() {
    return this.trainer.updates;
  }

  get epoch() {
    return this.trainer.epoch;
  }

  run() {
    return describe(this.trainer, this.id);
  }

  history() {
    this.historyEpoch = this.epoch;
    this.historyDue = this.now() + HISTORY_MS;
    return historyOf(this.trainer);
  }

  /** @returns {Saved} */
  save() {
    const bytes = this.trainer.snapshot();
    this.saveDue = this.now() + Math.max(SNAPSHOT_MS, bytes.length / SNAPSHOT_BYTES_PER_MS);
    return { bytes, trainingMs: this.trainingMs };
  }

  /**
   * @param {TrainRequest} request
   * @returns {Trained}
   */
  train(request) {
    const reachedLoss = this.#work(request);
    const ended = reachedLoss || this.trainer.diverged;
    const exact = ended || (request.exact && this.updates >= request.updates);
    /** @type {Trained} */
    const reply = { type: 'trained', frame: this.frame(exact), reachedLoss };
    if (this.historyEpoch !== this.epoch && (exact || this.now() >= this.historyDue)) reply.history = this.history();
    if (!this.trainer.diverged && this.now() >= this.saveDue) reply.saved = this.save();
    return reply;
  }

  /**
   * @param {boolean} exact
   * @returns {Frame}
   */
  frame(exact) {
    const { trainer } = this;
    const diverged = trainer.diverged;
    return {
      run: this.id,
      epoch: this.epoch,
      updates: this.updates,
      loss: trainer.loss,
      validationLoss: this.validationLoss.get(exact),
      predictions: this.predictions.get(exact).slice(),
      insight: this.insight.get(exact || diverged),
      diverged,
      trainingMs: this.trainingMs,
      epochsPerSecond: this.#rate(),
    };
  }

  /**
   * Trains; true where the loss asked for was reached.
   * @param {TrainRequest} request
   */
  #work({ updates, budget, stopLoss }) {
    const { trainer } = this;
    const deadline = this.now() + budget;
    while (this.updates < updates && !trainer.diverged) {
      const intoEpoch = this.updates % this.updatesPerEpoch;
      const left = Math.min(updates - this.updates, stopLoss > 0 ? this.updatesPerEpoch - intoEpoch : Infinity);
      const count = Math.min(left, Math.floor(this.slice));
      const start = this.now();
      trainer.trainUpdates(count);
      const end = this.now();
      this.trainingMs += end - start;
      this.#adaptSlice(count, end - start);
      if (this.#reached(stopLoss)) return true;
      if (end >= deadline) break;
    }
    return false;
  }

  /** The loss stands for a whole epoch, so it is looked at where one ends. @param {number} stopLoss */
  #reached(stopLoss) {
    return stopLoss > 0 && this.updates % this.updatesPerEpoch === 0 && this.trainer.loss <= stopLoss;
  }

  /**
   * How many updates fill a slice. Clocks in browsers may be coarse, so growth is bounded.
   * @param {number} count
   * @param {number} ms
   */
  #adaptSlice(count, ms) {
    if (ms > SLICE_MS) this.slice = Math.max(1, (count * SLICE_MS) / ms);
    else if (count >= Math.floor(this.slice)) this.slice *= Math.min(2, SLICE_MS / Math.max(ms, 1e-3));
  }

  /** Epochs a second over about the last second. */
  #rate() {
    const time = this.now();
    const { marks, updates } = this;
    const last = marks.at(-1);
    if (last && (time - last.time > RATE_GAP_MS || updates < last.updates)) marks.length = 0;
    marks.push({ time, updates });
    while (marks.length > 2 && time - marks[1].time > RATE_MS) marks.shift();
    const span = (time - marks[0].time) / 1000;
    return span > 0 ? (updates - marks[0].updates) / this.updatesPerEpoch / span : 0;
  }
}
