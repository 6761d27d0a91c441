// @ts-check
/**
 * Several runs that train at once, each in a worker of its own; as many of them work at a time as the device has cores
 * to spare. Who is furthest behind comes next, so that all see the same epochs pass.
 */
import { Gone, Host, Refusal } from '../../worker/host.js';
import { advance } from '../pace.js';
import { timeUpTo } from './extrapolate.js';

/**
 * @typedef {import('../types.js').Run} Run
 * @typedef {import('../types.js').Frame} Frame
 * @typedef {import('../types.js').History} History
 * @typedef {import('../types.js').PartialConfig} PartialConfig
 * @typedef {import('./extrapolate.js').Mark} Mark
 */

/** Milliseconds of training for one request. */
const BUDGET_MS = 12;
/** Times are noted at about so many epochs for a factor of ten. */
const MARKS = 24;

/**
 * A run of the comparison.
 * @typedef {object} Lane
 * @property {PartialConfig} difference from the base
 * @property {Host} host
 * @property {Run | null} run
 * @property {Frame | null} frame
 * @property {History | null} history
 * @property {Mark[]} marks
 * @property {boolean} busy
 * @property {string} failure the code of what was refused, or that its worker is gone; '' where nothing failed
 */

/** Workers that train at the same time. */
export const workersAtOnce = () => Math.max(1, Math.min(8, (navigator.hardwareConcurrency || 2) - 1));

export class Race {
  /** @type {Lane[]} */
  lanes = [];
  playing = false;
  stopEpoch = 10_000;
  pace = 'show';
  #position = 0;
  #last = 0;
  #nextId = 1;
  #scheduled = false;
  #stopped = false;

  /** @param {() => void} changed told after every answer @param {() => Host} [start] */
  constructor(changed, start = () => new Host()) {
    this.changed = changed;
    this.start = start;
  }

  /**
   * Other runs in place of these.
   * @param {PartialConfig} base
   * @param {PartialConfig[]} differences
   * @param {number} stopEpoch
   */
  async open(base, differences, stopEpoch) {
    this.close();
    this.#stopped = false;
    this.stopEpoch = stopEpoch;
    this.#position = 0;
    this.lanes = differences.map((difference) => ({ difference, host: this.#worker(), run: null, frame: null, history: null, marks: [], busy: false, failure: '' }));
    await Promise.all(this.lanes.map((lane) => this.#open(lane, { ...base, ...lane.difference })));
    this.changed();
  }

  /** All back to their first epoch. */
  async reset() {
    this.playing = false;
    this.#position = 0;
    await Promise.all(this.lanes.map(async (lane) => {
      if (!lane.run) return;
      const opened = await this.#ask(lane, { type: 'reset', run: lane.run.id, next: this.#nextId++ });
      if (opened) this.#begin(lane, opened);
    }));
    this.changed();
  }

  play() {
    if (this.lanes.every((lane) => this.#done(lane))) return;
    this.playing = true;
    this.#last = performance.now();
    this.#schedule();
    this.changed();
  }

  pause() {
    this.playing = false;
    this.changed();
  }

  /** @param {Lane} lane */
  remove(lane) {
    lane.host.stop();
    this.lanes = this.lanes.filter((other) => other !== lane);
    this.changed();
  }

  /** A lane's state, to be opened elsewhere. @param {Lane} lane @returns {Promise<import('../../worker/protocol.js').Kept | null>} */
  saved(lane) {
    return lane.run ? this.#ask(lane, { type: 'save', run: lane.run.id }) : Promise.resolve(null);
  }

  close() {
    this.playing = false;
    this.#stopped = true;
    this.lanes.forEach(({ host }) => host.stop());
    this.lanes = [];
  }

  #worker() {
    const host = this.start();
    host.listen({ onReady() {}, onUnsupported() {}, onFailure() {} });
    return host;
  }

  /** @param {Lane} lane @param {PartialConfig} config */
  async #open(lane, config) {
    const opened = await this.#ask(lane, { type: 'open', run: this.#nextId++, source: { config } });
    if (opened) this.#begin(lane, opened);
  }

  /** @param {Lane} lane @param {import('../../worker/protocol.js').Opened} opened */
  #begin(lane, { run, frame, history }) {
    lane.run = run;
    lane.frame = frame;
    lane.history = history;
    lane.marks = [{ epoch: 0, ms: 0 }];
    lane.host.extraPatience = run.weights * run.config.batchSize * 2e-5;
  }

  #schedule() {
    if (this.#scheduled || !this.playing) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      this.#tick();
    });
  }

  #tick() {
    if (!this.playing) return;
    const now = performance.now();
    const seconds = Math.min((now - this.#last) / 1000, 0.1);
    this.#last = now;
    // A race waits for its slowest, so that the same epoch is seen everywhere.
    const slowest = Math.min(...this.lanes.filter((lane) => !this.#done(lane)).map((lane) => lane.frame?.epoch ?? 0));
    const from = Math.min(this.#position, slowest + 1 + 0.2 * slowest);
    this.#position = advance(this.pace, from, seconds, this.stopEpoch);
    this.#feed();
    if (this.lanes.every((lane) => this.#done(lane))) this.playing = false;
    this.changed();
    this.#schedule();
  }

  /** Gives work to as many lanes as may work at once, to those furthest behind first. */
  #feed() {
    const target = Math.floor(this.#position + 1e-6);
    const free = workersAtOnce() - this.lanes.filter(({ busy }) => busy).length;
    const waiting = this.lanes.filter((lane) => !lane.busy && !this.#done(lane) && (lane.frame?.epoch ?? 0) < target);
    waiting.sort((a, b) => (a.frame?.epoch ?? 0) - (b.frame?.epoch ?? 0));
    for (const lane of waiting.slice(0, Math.max(0, free))) void this.#train(lane, target);
  }

  /** @param {Lane} lane @param {number} epoch */
  async #train(lane, epoch) {
    const { run } = lane;
    if (!run) return;
    lane.busy = true;
    const updates = epoch * run.updatesPerEpoch;
    const exact = epoch === this.stopEpoch;
    const reply = await this.#ask(lane, { type: 'train', run: run.id, updates, budget: BUDGET_MS, stopLoss: 0, exact });
    lane.busy = false;
    if (!reply || this.#stopped || lane.run !== run) return;
    lane.frame = reply.frame;
    lane.history = reply.history ?? lane.history;
    note(lane, reply.frame);
    if (this.playing) this.#feed();
    else this.changed();
  }

  /** @param {Lane} lane */
  #done({ run, frame, failure }) {
    return failure !== '' || !run || !frame || frame.diverged || frame.epoch >= this.stopEpoch;
  }

  /** @param {Lane} lane @param {import('../../worker/protocol.js').Request} request @returns {Promise<any>} */
  async #ask(lane, request) {
    try {
      return await lane.host.request(request);
    } catch (error) {
      if (error instanceof Refusal) lane.failure = error.problem.code;
      else if (error instanceof Gone) lane.failure = 'worker';
      else throw error;
      return null;
    }
  }
}

/** The last mark is always that of the last frame; those before it lie apart. @param {Lane} lane @param {Frame} frame */
function note({ marks }, { epoch, trainingMs, diverged }) {
  const [before, last] = [marks.at(-2), marks[marks.length - 1]];
  if (diverged || epoch <= last.epoch) return;
  if (before && last.epoch < before.epoch * 10 ** (1 / MARKS)) marks.pop();
  marks.push({ epoch, ms: trainingMs });
}

/**
 * The first epoch whose loss is at most this.
 * @param {Lane} lane
 * @param {number} loss
 * @returns {number | null}
 */
export function epochOfLoss({ history }, loss) {
  if (!history) return null;
  const index = history.loss.findIndex((value) => value <= loss);
  return index < 0 ? null : history.epochs[index];
}

/** What progress is measured by. @typedef {'epochs' | 'updates' | 'time'} Axis */

/**
 * An epoch of a lane as the axis measures it.
 * @param {Lane} lane
 * @param {number} epoch
 * @param {Axis} axis
 */
export function progressAt({ run, marks }, epoch, axis) {
  if (axis === 'updates') return epoch * (run?.updatesPerEpoch ?? 1);
  return axis === 'time' ? timeUpTo(marks, epoch) : epoch;
}
