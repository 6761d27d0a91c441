// @ts-check
/** One run in the worker: trains in small slices, keeps the time and the past, and says what there is to see. */
import { describe, historyOf, yRangeOf } from './describe.js';
import { nextLandmark } from './landmarks.js';
import { lookingAt } from './look.js';
import { endingOf, fansOf } from './replay.js';
import { sparing } from './sparing.js';
import { Timeline } from './timeline.js';

/**
 * @typedef {import('../pkg/lernkurve.js').Trainer} Trainer
 * @typedef {import('./protocol.js').TrainRequest} TrainRequest
 * @typedef {import('./protocol.js').Trained} Trained
 * @typedef {import('./protocol.js').Saved} Saved
 * @typedef {import('./protocol.js').SeekRequest} SeekRequest
 * @typedef {import('./protocol.js').Moment} Moment
 * @typedef {import('../state/types.js').Frame} Frame
 * @typedef {import('../state/types.js').History} History
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
   * @param {Partial<Omit<Saved, 'bytes'>> & {keepsPast?: boolean}} [past] where the run was saved and is opened again; without `keepsPast` nothing is kept to go back to
   * @param {() => number} [now]
   */
  constructor(trainer, id, { trainingMs = 0, states, moments, ahead, keepsPast = true } = {}, now = () => performance.now()) {
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
    this.look = lookingAt(trainer, now);
    this.timeline = new Timeline(states);
    this.keepsPast = keepsPast;
    /** Curves of the landmarks passed, ascending. @type {Moment[]} */
    this.moments = moments ?? [];
    /** Those the page has not heard of. @type {Moment[]} */
    this.newMoments = [];
    /** How far the run has come, with its losses; where it stands may be an earlier moment. @type {{updates: number, history: History | null}} */
    this.head = ahead?.head ?? { updates: this.updates, history: null };
    /** All changes of the learning rate, as of the head. @type {[number, number][]} */
    this.changes = ahead?.changes ?? [];
    /** Changes of the learning rate that lie ahead, where a state from before them was gone back to. @type {[number, number][]} */
    this.changesAhead = ahead ? this.#changesToCome() : [];
    if (this.moments.length === 0 && this.updates === 0) this.moments = [this.#moment()];
    /** How the run swung before it ended, and at which update that was. @type {{updates: number, ending: import('../state/types.js').Ending | undefined} | null} */
    this.end = null;
    /** @type {Float32Array[] | undefined} */
    this.fans = undefined;
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

  /** Of all that was computed. */
  history() {
    if (this.updates < this.head.updates && this.head.history) return structuredClone(this.head.history);
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

  /** With what can be gone back to. @returns {Saved} */
  saveAll() {
    const ahead = this.updates < this.head.updates ? { head: this.head, changes: this.changes } : undefined;
    return { ...this.save(), states: this.timeline.states, moments: this.moments, ahead };
  }

  /**
   * Where an earlier moment is wanted, from the last state before it, trained again to the same bits.
   * @param {SeekRequest} request
   * @returns {Trained}
   */
  seek({ updates, budget }) {
    if (updates < this.updates) this.#leaveHead();
    const state = this.timeline.before(updates);
    if (updates < this.updates || (state && state.updates > this.updates)) this.#goBack(state);
    this.advance({ updates, budget, stopLoss: 0 });
    return this.#trained(this.updates === updates, false);
  }

  /** @param {number} value */
  setLearningRate(value) {
    this.trainer.setLearningRate(value);
    // What lay ahead was another run.
    this.timeline.dropAfter(this.updates);
    this.moments = this.moments.filter(({ epoch }) => epoch * this.updatesPerEpoch <= this.updates);
    this.newMoments = [];
    this.changesAhead = [];
    this.head = { updates: this.updates, history: null };
  }

  #leaveHead() {
    if (this.updates < this.head.updates) return;
    this.head = { updates: this.updates, history: historyOf(this.trainer) };
    this.changes = this.trainer.config().learningRateChanges;
    this.#keepState();
  }

  /** @param {import('./timeline.js').Past} [state] the beginning where there is none */
  #goBack(state) {
    if (state) this.trainer.restore(state.bytes);
    else this.trainer.reset();
    this.trainingMs = state?.trainingMs ?? 0;
    this.changesAhead = this.#changesToCome();
  }

  /** Those that the trainer, as it stands, does not know of. */
  #changesToCome() {
    const known = this.trainer.config().learningRateChanges.map(String);
    return this.changes.filter((change) => !known.includes(String(change)));
  }

  /** What is begun anew is the whole run, with all that was changed in its course. */
  returnToHead() {
    const state = this.updates < this.head.updates ? this.timeline.before(this.head.updates) : undefined;
    if (state && state.updates > this.updates) this.trainer.restore(state.bytes);
  }

  #keepState() {
    if (this.trainer.diverged || !this.keepsPast) return;
    this.timeline.keep({ updates: this.updates, trainingMs: this.trainingMs, bytes: this.trainer.snapshot() });
  }

  /** @returns {Moment} */
  #moment() {
    return { epoch: this.epoch, predictions: this.trainer.step(0).slice() };
  }

  /** Notes what a slice has come to. */
  #remember() {
    const { updates } = this;
    const landmark = updates % this.updatesPerEpoch === 0 && nextLandmark(this.epoch - 1) === this.epoch;
    if (landmark && this.epoch > (this.moments.at(-1)?.epoch ?? -1)) {
      const moment = this.#moment();
      this.moments.push(moment);
      this.newMoments.push({ ...moment, predictions: moment.predictions.slice() });
    }
    if (landmark || this.timeline.isDue(this.trainingMs)) this.#keepState();
    this.head.updates = Math.max(this.head.updates, updates);
  }

  /**
   * @param {TrainRequest} request
   * @returns {Trained}
   */
  train(request) {
    const reachedLoss = this.advance(request);
    const ended = reachedLoss || this.trainer.diverged;
    if (request.ends && !this.trainer.diverged && (reachedLoss || this.updates >= request.updates)) this.#judgeEnd();
    return this.#trained(ended || (request.exact && this.updates >= request.updates), reachedLoss);
  }

  /** What has come of a training so far. @param {boolean} reachedLoss @returns {Trained} */
  report(reachedLoss) {
    return this.#trained(true, reachedLoss);
  }

  /** Nothing more will come of the run. */
  free() {
    this.trainer.free();
    this.timeline = new Timeline();
  }

  /**
   * @param {boolean} exact
   * @param {boolean} reachedLoss
   * @returns {Trained}
   */
  #trained(exact, reachedLoss) {
    /** @type {Trained} */
    const reply = { type: 'trained', frame: this.frame(exact), reachedLoss };
    const behind = this.updates < this.head.updates;
    if (!behind && this.historyEpoch !== this.epoch && (exact || this.now() >= this.historyDue)) reply.history = this.history();
    if (this.keepsPast && !this.trainer.diverged && this.now() >= this.saveDue) reply.saved = this.save();
    if (this.newMoments.length > 0) reply.moments = this.newMoments.splice(0);
    return reply;
  }

  #judgeEnd() {
    if (!this.keepsPast || this.end?.updates === this.updates) return;
    this.end = { updates: this.updates, ending: endingOf(this.trainer, this.timeline, this.trainingMs / Math.max(1, this.epoch)) };
  }

  #fansOfDivergence() {
    if (!this.trainer.diverged || !this.keepsPast) return undefined;
    this.fans ??= fansOf(this.trainer, this.timeline, yRangeOf(this.trainer));
    return this.fans;
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
      head: this.head.updates,
      epochLoss: trainer.loss,
      validationLoss: this.validationLoss.get(exact),
      ...this.look.get(exact || diverged),
      diverged,
      fans: structuredClone(this.#fansOfDivergence()),
      ending: this.end?.updates === this.updates ? structuredClone(this.end.ending) : undefined,
      trainingMs: this.trainingMs,
      epochsPerSecond: this.#rate(),
    };
  }

  /**
   * Trains; true where the loss asked for was reached.
   * @param {Pick<TrainRequest, 'updates' | 'budget' | 'stopLoss'>} request
   */
  advance({ updates, budget, stopLoss }) {
    const { trainer } = this;
    const deadline = this.now() + budget;
    while (this.updates < updates && !trainer.diverged) {
      const intoEpoch = this.updates % this.updatesPerEpoch;
      const left = Math.min(updates - this.updates, stopLoss > 0 ? this.updatesPerEpoch - intoEpoch : Infinity, this.#untilNext());
      const count = Math.min(left, Math.floor(this.slice));
      const start = this.now();
      trainer.trainUpdates(count);
      const end = this.now();
      this.trainingMs += end - start;
      this.#adaptSlice(count, end - start);
      this.#remember();
      if (this.#reached(stopLoss)) return true;
      if (end >= deadline) break;
    }
    return false;
  }

  /** Updates to the next landmark, or to the next change of the learning rate, which is made when it is due. */
  #untilNext() {
    while (this.changesAhead.length > 0 && this.changesAhead[0][0] <= this.updates) {
      this.trainer.setLearningRate(/** @type {[number, number]} */ (this.changesAhead.shift())[1]);
    }
    const landmark = nextLandmark(this.epoch) * this.updatesPerEpoch - this.updates;
    return Math.min(landmark, (this.changesAhead[0]?.[0] ?? Infinity) - this.updates);
  }

  /** By the epoch's mean, and by the curve as it is then: one that leaps is not there yet. @param {number} stopLoss */
  #reached(stopLoss) {
    return stopLoss > 0 && this.updates % this.updatesPerEpoch === 0 && this.trainer.loss <= stopLoss && this.trainer.evaluate() <= stopLoss;
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
