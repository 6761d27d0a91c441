// @ts-check
/**
 * Several runs that train at once, each in a worker of its own; as many of them work at a time as the device has cores
 * to spare. Who is furthest behind comes next, and the others wait: so all see the same epochs pass, or the same
 * updates, or the same computing time.
 */
import { Gone, Host, Refusal } from '../../worker/host.js';
import { advance } from '../pace.js';
import { canonical } from './link.js';
import { BUDGET_MS, courseOf, expectedMs, reach, standing, updatesTo } from './progress.js';

/**
 * @typedef {import('../types.js').Run} Run
 * @typedef {import('../types.js').Frame} Frame
 * @typedef {import('../types.js').History} History
 * @typedef {import('../types.js').PartialConfig} PartialConfig
 * @typedef {import('../types.js').Problem} Problem
 * @typedef {import('./progress.js').Axis} Axis
 * @typedef {{key: string, source: import('../../worker/protocol.js').Source, difference: PartialConfig | null, place: number}} Wanted a run; what it is known by, the same for the same run; in what it differs from the base, null where only the opened run can tell; its place in the comparison, counted from 0
 */

/** Errors of the curve are noted at about so many epochs for a factor of ten. */
const FITS = 24;

/** A lane's computing time is measured for so long, with nothing else running here (milliseconds). */
const MEASURE_MS = 100;

/**
 * A run of the comparison.
 * @typedef {object} Lane
 * @property {string} key
 * @property {boolean} own
 * @property {PartialConfig} difference from the base
 * @property {number} place what its number, its colour and its dashes hang on
 * @property {Host} host
 * @property {Promise<void>} opened
 * @property {Run | null} run
 * @property {Frame | null} frame
 * @property {History | null} history
 * @property {{epoch: number, rmse: number}[]} fits errors of the curves that were seen, some for a factor of ten
 * @property {number} msPerEpoch what an epoch costs when nothing else runs; NaN until that was measured
 * @property {number} busy milliseconds that its worker may be at what it was asked for; 0 where it waits
 * @property {Problem[]} problems what of its link was not understood
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
  /** @type {Axis} */
  #axis = 'epochs';
  /** On the axis, where all may be by now. */
  #position = 0;
  #last = 0;
  #nextId = 1;
  #scheduled = false;
  #stopped = false;
  /** @type {Promise<void> | null} */
  #resetting = null;
  /** Counts what was asked for: a wish to play that had to wait holds only where no other one followed. */
  #wish = 0;
  /** @type {Promise<void> | null} */
  #measuring = null;
  /** Somebody waits to play. */
  #hurried = false;

  /** @param {() => void} changed told after every answer @param {() => Host} [start] */
  constructor(changed, start = () => new Host()) {
    this.changed = changed;
    this.start = start;
  }

  get axis() {
    return this.#axis;
  }

  set axis(axis) {
    this.#axis = axis;
    this.#position = 0;
  }

  /**
   * These runs and no others; those that are there already go on.
   * @param {Wanted[]} wanted
   * @param {number} stopEpoch
   */
  async open(wanted, stopEpoch) {
    this.#stopped = false;
    this.stopEpoch = stopEpoch;
    const there = [...this.lanes];
    this.lanes = wanted.map((one) => {
      const index = there.findIndex(({ key, run }) => key === one.key || (run !== null && canonical(run.link) === one.key));
      return Object.assign(index < 0 ? this.#lane(one) : there.splice(index, 1)[0], { key: one.key, place: one.place, own: one.difference === null, difference: one.difference ?? {} });
    });
    there.forEach(({ host }) => host.stop());
    await Promise.all(this.lanes.map(({ opened }) => opened));
    this.changed();
  }

  /** All back to their first epoch. What is under way already is not asked for again. */
  reset() {
    this.pause();
    return this.#rewound();
  }

  #rewound() {
    return (this.#resetting ??= this.#resetAll().finally(() => (this.#resetting = null)));
  }

  async #resetAll() {
    this.#position = 0;
    await Promise.all(this.lanes.map(async (lane) => {
      if (!lane.run) return;
      const opened = await this.#ask(lane, { type: 'reset', run: lane.run.id, next: this.#nextId++ });
      if (opened) this.#begin(lane, opened);
    }));
    this.changed();
  }

  /** What has come to its end begins again. */
  async play() {
    const mine = ++this.#wish;
    // Who advances by computing time must know what an epoch costs; others wait for the lane that is being measured.
    this.#hurried = this.axis !== 'time';
    await this.#resetting;
    await Promise.all(this.lanes.map(({ opened }) => opened));
    if (mine === this.#wish && this.finished) await this.#rewound();
    if (mine === this.#wish) await (this.#hurried ? this.#measuring : this.measure());
    this.#hurried = false;
    // Who has pressed Pause meanwhile, or left, wants no more of it.
    if (mine !== this.#wish || this.finished) return;
    this.playing = true;
    this.#last = performance.now();
    this.#schedule();
    this.changed();
  }

  /**
   * Measures what an epoch of each lane costs, one lane after the other while all stand still; whoever presses Play
   * waits for one lane at most. Lanes that do the same arithmetic share a measurement.
   * @returns {Promise<void>}
   */
  measure() {
    return (this.#measuring ??= this.#measureAll().finally(() => (this.#measuring = null)));
  }

  async #measureAll() {
    for (let lane = this.#unmeasured(); lane && !this.playing && !this.#hurried && !this.#stopped; lane = this.#unmeasured()) {
      await this.#idle();
      const { run } = lane;
      if (!run) return;
      const reply = await this.#ask(lane, { type: 'measure', run: run.id, ms: MEASURE_MS });
      const work = workOf(run);
      // A lane that does not answer is not asked again.
      const msPerEpoch = reply?.msPerEpoch ?? 0;
      this.lanes.filter((other) => other.run && workOf(other.run) === work).forEach((other) => (other.msPerEpoch = msPerEpoch));
      this.changed();
    }
  }

  #unmeasured() {
    return this.lanes.find(({ run, failure, msPerEpoch }) => run && failure === '' && Number.isNaN(msPerEpoch));
  }

  /** Answers that are still on their way would be measured as well. */
  async #idle() {
    while (this.lanes.some(({ busy }) => busy > 0)) await new Promise((resolve) => setTimeout(resolve, BUDGET_MS));
  }

  /** Nothing is left to be trained. */
  get finished() {
    return this.#running().length === 0;
  }

  pause() {
    this.#wish += 1;
    this.playing = false;
    this.changed();
  }

  /** A lane's state, to be opened elsewhere. @param {Lane} lane @returns {Promise<import('../../worker/protocol.js').Kept | null>} */
  saved(lane) {
    return lane.run ? this.#ask(lane, { type: 'save', run: lane.run.id }) : Promise.resolve(null);
  }

  close() {
    this.#wish += 1;
    this.#stopped = true;
    this.playing = false;
    this.lanes.forEach(({ host }) => host.stop());
    this.lanes = [];
  }

  #worker() {
    const host = this.start();
    host.listen({ onReady() {}, onUnsupported() {}, onFailure() {} });
    return host;
  }

  /** @param {Wanted} wanted @returns {Lane} */
  #lane({ key, source }) {
    /** @type {Lane} */
    const lane = { key, own: false, difference: {}, place: 0, host: this.#worker(), opened: Promise.resolve(), run: null, frame: null, history: null, fits: [], msPerEpoch: NaN, busy: 0, problems: [], failure: '' };
    lane.opened = this.#ask(lane, { type: 'open', run: this.#nextId++, source, past: false }).then((opened) => opened && this.#begin(lane, opened));
    return lane;
  }

  /** @param {Lane} lane @param {import('../../worker/protocol.js').Opened} opened */
  #begin(lane, { run, frame, history, problems }) {
    lane.run = run;
    lane.failure = '';
    lane.problems = problems;
    lane.frame = frame;
    lane.history = history;
    lane.fits = [];
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
    const running = this.#running();
    if (running.length > 0) this.#position = this.#next(running, seconds);
    this.#feed();
    if (this.finished) {
      this.playing = false;
      void this.measure();
    }
    this.changed();
    this.#schedule();
  }

  #running() {
    return this.lanes.filter((lane) => !this.#done(lane));
  }

  /** Where all may be so much later. @param {Lane[]} running @param {number} seconds */
  #next(running, seconds) {
    const { unit, lead, end } = courseOf(running, this.axis, this.stopEpoch);
    const behind = this.#behind(running);
    // A show waits for its slowest, so that the same is seen everywhere.
    const from = Math.max(behind, Math.min(this.#position, behind + unit + 0.2 * behind, reach(behind, this.axis, lead)));
    return Math.max(from, unit * advance(this.pace, from / unit, seconds, end / unit));
  }

  /** @param {Lane[]} running */
  #behind(running) {
    return Math.min(...running.map((lane) => standing(lane, this.axis)));
  }

  /** Gives work to as many lanes as may work at once, to those furthest behind first. */
  #feed() {
    const running = this.#running();
    if (running.length === 0) return;
    const { lead } = courseOf(running, this.axis, this.stopEpoch);
    const place = Math.min(this.#position, reach(this.#behind(running), this.axis, lead));
    const waiting = running.filter((lane) => lane.busy === 0 && this.#updatesTo(lane, place) > (lane.frame?.updates ?? 0));
    waiting.sort((a, b) => standing(a, this.axis) - standing(b, this.axis));
    // Many small pieces of work go out at once: the page may be too busy drawing to hear each answer by itself.
    let spare = workersAtOnce() * BUDGET_MS - this.lanes.reduce((sum, { busy }) => sum + busy, 0);
    for (const lane of waiting) {
      const updates = this.#updatesTo(lane, place);
      const ms = expectedMs(lane, updates);
      if (ms > spare) return;
      spare -= ms;
      lane.busy = ms;
      void this.#train(lane, updates);
    }
  }

  /** @param {Lane} lane @param {number} place */
  #updatesTo(lane, place) {
    return updatesTo(lane, place, this.axis, this.stopEpoch);
  }

  /** @param {Lane} lane @param {number} updates */
  async #train(lane, updates) {
    const { run } = lane;
    if (!run) return;
    const exact = updates === this.stopEpoch * run.updatesPerEpoch;
    const reply = await this.#ask(lane, { type: 'train', run: run.id, updates, budget: BUDGET_MS, stopLoss: 0, exact });
    lane.busy = 0;
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
      // An answer to what is no longer the lane's run says nothing of it.
      if (error instanceof Refusal && error.problem.code === 'outdated') return null;
      if (error instanceof Refusal) lane.failure = error.problem.code;
      else if (error instanceof Gone) lane.failure = 'worker';
      else throw error;
      return null;
    }
  }
}

/** The last error is always that of the last frame; those before it lie apart. @param {Lane} lane @param {Frame} frame */
function note({ fits }, { epoch, rmse, diverged }) {
  const [before, last] = [fits.at(-2), fits.at(-1)];
  if (diverged || epoch <= (last?.epoch ?? 0)) return;
  if (before && last && last.epoch < before.epoch * 10 ** (1 / FITS)) fits.pop();
  fits.push({ epoch, rmse });
}

/** What decides how much arithmetic an epoch is, as one text. @param {Run} run */
function workOf({ config, trainX }) {
  const { layers, optimizer, loss, regularizer, batchSize, shuffle, validation } = config;
  const { learningRate: _, ...rule } = optimizer ?? {};
  return JSON.stringify([layers, rule, loss, regularizer, batchSize, shuffle, validation, trainX?.length]);
}
