// @ts-check
/**
 * Trainings of the values that a hand passes, on two workers where there are cores for them. The newest value takes the
 * free worker; where none is free it waits, and a newer one takes its place. A training that ends soon is waited for, so
 * that a hand which never rests sees whole trainings; any other gives its worker to the newest value. What is shown
 * never goes back to a value that was passed before.
 */
import { Gone, Host, Refusal } from '../worker/host.js';

/**
 * @typedef {import('./types.js').Run} Run
 * @typedef {import('./types.js').Frame} Frame
 * @typedef {import('./types.js').History} History
 * @typedef {import('./types.js').Ghost} Ghost
 * @typedef {import('./types.js').PartialConfig} PartialConfig
 * @typedef {import('../worker/protocol.js').Opened} Opened
 * @typedef {import('../worker/protocol.js').Trained} Trained
 * @typedef {import('../worker/protocol.js').Kept} Kept
 */

/** Milliseconds between two stages of a training: fast enough for an eye, long enough to get somewhere. */
const STAGE_MS = 24;
/** A training that ends within so many milliseconds is waited for, though its value has moved on. */
const SOON_MS = 250;
/** An update that takes longer is ended with its worker, since nothing else ends it. */
const LONG_UPDATE_MS = 10;
/** Milliseconds for a weight and a sample, of a network of several layers whose update was not measured yet. */
const ESTIMATED_MS = 2.5e-7;

/** Two, and one core for the page itself. */
export const previewWorkers = () => (navigator.hardwareConcurrency > 2 ? 2 : 1);

/** The training of a value. */
class Preview {
  /** Once it was accepted. @type {Run | null} */
  run = null;
  /** What there is so far. @type {Frame | null} */
  frame = null;
  /** @type {History | null} */
  history = null;
  /** @type {Ghost[]} */
  moments = [];
  /** Its value is none, or its worker broke twice. */
  refused = false;
  /** Trained to the end. */
  finished = false;
  /** Its worker broke. */
  failed = false;
  begun = 0;

  /**
   * @param {PartialConfig} config
   * @param {{epochs: number, loss: number}} stop
   * @param {number} order later values have higher ones
   */
  constructor(config, stop, order) {
    this.config = config;
    this.stop = stop;
    this.order = order;
  }

  /** In updates. */
  get end() {
    return this.stop.epochs * (this.run?.updatesPerEpoch ?? 0);
  }

  /** @param {number} now whether it will have ended soon; a training that has just begun may */
  endsSoon(now) {
    const spent = now - this.begun;
    if (!this.frame?.updates) return spent < 2 * STAGE_MS && !this.hasLongUpdates();
    return (spent * (this.end - this.frame.updates)) / this.frame.updates <= SOON_MS;
  }

  hasLongUpdates() {
    const { run, frame } = this;
    if (!run) return false;
    if (frame?.updates) return frame.trainingMs / frame.updates > LONG_UPDATE_MS;
    const samples = Math.min(run.config.batchSize, run.trainX.length);
    return run.config.layers.length > 1 && run.weights * samples * ESTIMATED_MS > LONG_UPDATE_MS;
  }

  /** @param {Trained} stage */
  take({ frame, history, moments = [], reachedLoss }) {
    this.frame = frame;
    this.history = history ?? this.history;
    this.moments = [...this.moments, ...moments];
    this.finished = reachedLoss || frame.diverged || frame.updates >= this.end;
  }
}

/** A worker and what it trains. @typedef {{host: Host, id: number, preview: Preview | null}} Lane */

export class Previews {
  /** @type {Lane[]} */
  #lanes = [];
  /** It waits for a worker. @type {Preview | null} */
  #next = null;
  #lastOrder = 0;
  #shown = 0;
  /** Runs of previews count downwards, so that none is taken for one of the page's. */
  #lastId = 0;

  /**
   * @param {(preview: Preview) => void} show
   * @param {() => Host} [start]
   * @param {() => number} [count] of workers
   * @param {() => number} [now] milliseconds
   */
  constructor(show, start = () => new Host(), count = previewWorkers, now = () => performance.now()) {
    this.show = show;
    this.start = start;
    this.count = count;
    this.now = now;
  }

  /** The workers may load. */
  warm() {
    while (this.#lanes.length < this.count()) this.#startLane();
  }

  /**
   * The value that is under the hand now.
   * @param {PartialConfig} config
   * @param {{epochs: number, loss: number}} stop
   */
  add(config, stop) {
    const preview = new Preview(config, stop, ++this.#lastOrder);
    this.#next = preview;
    this.#assign();
    return preview;
  }

  /** Nobody waits for any other value. @param {Preview | null} preview */
  keepOnly(preview) {
    if (this.#next !== preview) this.#next = null;
    const holds = (/** @type {Lane} */ lane) => preview !== null && (lane.preview === preview || lane.id === preview.run?.id);
    for (const lane of [...this.#lanes]) if (!holds(lane)) this.#abandon(lane);
    this.#assign();
  }

  /**
   * The state that a training has come to.
   * @param {Preview} preview
   * @returns {Promise<Kept | null>}
   */
  async save(preview) {
    const lane = this.#lanes.find(({ id }) => id === preview.run?.id);
    try {
      return lane ? await lane.host.request({ type: 'save', run: lane.id }) : null;
    } catch (error) {
      if (error instanceof Gone || error instanceof Refusal) return null;
      throw error;
    }
  }

  #startLane() {
    /** @type {Lane} */
    const lane = { host: this.start(), id: 0, preview: null };
    lane.host.listen({ onReady() {}, onUnsupported() {}, onFailure: () => this.#lose(lane) });
    this.#lanes.push(lane);
    return lane;
  }

  /** The newest value is begun where a worker is free, or trains what nobody waits for. */
  #assign() {
    const next = this.#next;
    if (!next) return;
    const now = this.now();
    const late = this.#free() ? undefined : this.#lanes.find(({ preview }) => preview?.run && !preview.endsSoon(now));
    if (late) this.#abandon(late);
    const lane = this.#free();
    if (!lane) return;
    this.#next = null;
    void this.#train(lane, next);
  }

  /** @returns {Lane | undefined} */
  #free() {
    const free = this.#lanes.find(({ preview }) => preview === null);
    return free ?? (this.#lanes.length < this.count() ? this.#startLane() : undefined);
  }

  /** @param {Lane} lane @param {Preview} preview */
  async #train(lane, preview) {
    lane.preview = preview;
    lane.id = --this.#lastId;
    preview.begun = this.now();
    const isWanted = () => lane.preview === preview;
    try {
      // The run before is over: its states, megabytes of a large network, must not come by under the hand.
      const opened = await lane.host.request({ type: 'open', run: lane.id, source: { config: preview.config }, forget: true });
      if (isWanted()) await this.#trainToEnd(lane, preview, opened);
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof Gone)) throw error;
      if (error instanceof Refusal) preview.refused = true;
    }
    if (!isWanted()) return;
    lane.preview = null;
    this.#assign();
  }

  /** @param {Lane} lane @param {Preview} preview @param {Opened} opened */
  async #trainToEnd(lane, preview, { run, history, moments }) {
    Object.assign(preview, { run, history, moments, begun: this.now() });
    // A large update may take long, and is no failure.
    lane.host.extraPatience = run.weights * run.config.batchSize * 2e-5;
    // Another value may have waited for this one to be open.
    this.#assign();
    if (lane.preview !== preview) return;
    const { end: updates, stop } = preview;
    const note = (/** @type {Trained} */ stage) => lane.preview === preview && this.#note(preview, stage);
    const reply = await lane.host.request({ type: 'preview', run: run.id, updates, stopLoss: stop.loss, every: STAGE_MS }, note);
    if (reply.type === 'trained') note(reply);
  }

  /** @param {Preview} preview @param {Trained} stage */
  #note(preview, stage) {
    preview.take(stage);
    const earlier = this.#lanes.filter((lane) => lane.preview && lane.preview.order < preview.order);
    const now = this.now();
    const waitedFor = earlier.some((lane) => lane.preview?.endsSoon(now));
    if (preview.order >= this.#shown && (preview.finished || !waitedFor)) {
      this.#shown = preview.order;
      earlier.forEach((lane) => this.#abandon(lane));
      this.show(preview);
    }
    this.#assign();
  }

  /** Its training ends within a slice, or with its worker. @param {Lane} lane */
  #abandon(lane) {
    const { preview, id } = lane;
    if (preview?.hasLongUpdates() && !preview.finished) {
      lane.host.stop();
      this.#remove(lane);
    } else if (id !== 0) void lane.host.request({ type: 'close', run: id }).catch(() => {});
    lane.preview = null;
    lane.id = 0;
  }

  /** @param {Lane} lane */
  #remove(lane) {
    this.#lanes = this.#lanes.filter((other) => other !== lane);
  }

  /** Its worker broke; the newest value is tried once more, by another one. @param {Lane} lane */
  #lose(lane) {
    const { preview } = lane;
    lane.preview = null;
    this.#remove(lane);
    if (!preview || preview.finished) return;
    if (preview.failed || preview.order < this.#lastOrder) preview.refused = true;
    else this.#next = preview;
    preview.failed = true;
    this.#assign();
  }
}
