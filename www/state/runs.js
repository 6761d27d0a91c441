// @ts-check
/** Putting one run in place of another: opened, changed, reset, undone, recovered. */
import { countOf, readComparison, rebased } from './compare/link.js';
import { isEarly } from './first-frame.js';
import { rateAt, withRateOf } from './rate.js';
import { initialState } from './store.js';
import { Undo } from './undo.js';
import { Gone, Refusal } from '../worker/host.js';

/**
 * @typedef {import('./store.js').WritableStore} WritableStore
 * @typedef {import('./loop.js').Loop} Loop
 * @typedef {import('./types.js').PartialConfig} PartialConfig
 * @typedef {import('./types.js').Problem} Problem
 * @typedef {import('./types.js').Notice} Notice
 * @typedef {import('../worker/host.js').Host} Host
 * @typedef {import('../worker/protocol.js').Opened} Opened
 * @typedef {import('../worker/protocol.js').Request} Request
 * @typedef {import('../worker/protocol.js').Source} Source
 * @typedef {import('../worker/protocol.js').Saved} Saved
 * @typedef {import('./types.js').State} State
 */

/**
 * @typedef {object} Replacement
 * @property {string} [field] whose change this is
 * @property {Pick<State, 'frame' | 'ghosts'>} [replaced] the run it replaces, where that is not shown
 * @property {() => void} [missed] called where the worker was gone
 * @property {boolean} [keepsLanes] whether what stands in the comparison stays there; else it came with the run
 */

/** A run that ends later is watched at its pace. */
const FAR = 100_000;
/** So often a third of the learning rate is tried. */
const MOST_THIRDS = 10;

export class Runs {
  #lastId = 0;
  #thirdsLeft = 0;
  /** Up to this epoch a run that was rescued may diverge again. */
  #dangerEpoch = 0;
  #undo = new Undo();
  /** The link of the last run that was no trial: own lanes of a comparison are told from it. */
  #base = '';
  /** The id of the run that the worker has; a trial has a worker of its own. */
  present = 0;
  /** Told of a run that another one has replaced. @type {(run: number, earlier: import('./undo.js').Earlier) => void} */
  onReplaced = () => {};
  /** Told of a trial that has become the run, in place of the one that waited. @type {(waited: number, run: number) => void} */
  onAdopted = () => {};
  /** What was changed while the worker was gone, each time of the same set of fields anew: it waits for the next worker. @type {Map<string, () => void>} */
  #missed = new Map();
  /** A new worker is on its way: what still waits in the queue is of the old one's run, and waits for the restart too. */
  #restarting = false;
  /** Restarts happen one after the other. @type {Promise<unknown>} */
  #queue = Promise.resolve();
  /** The newest change of each set of fields; older ones that still wait are dropped. @type {Map<string, object>} */
  #newest = new Map();

  /**
   * @param {WritableStore} store
   * @param {Host} host
   * @param {Loop} loop
   */
  constructor(store, host, loop) {
    this.store = store;
    this.host = host;
    this.loop = loop;
    loop.rescue = () => this.#rescue();
    store.subscribe(({ recovering, frame }) => {
      if (recovering && frame && !frame.diverged && frame.epoch > this.#dangerEpoch) store.set({ recovering: false });
    });
  }

  /** Once nothing is under way. */
  async settled() {
    await this.#queue;
  }

  /**
   * @param {string} fragment
   * @param {boolean} play
   * @param {boolean} [keepsLanes] whether the comparison is still that of the run before
   * @returns {Promise<Record<string, string> | undefined>} the page's own keys of the link, mended
   */
  openLink(fragment, play, keepsLanes = false) {
    return this.#inTurn(async () => {
      const opened = await this.#replace({ link: fragment }, { keepsLanes });
      if (!opened) return undefined;
      this.store.set({ linkProblems: [...this.store.get().linkProblems, ...opened.problems], fieldProblems: {} });
      this.#goOn(play);
      return opened.ui;
    });
  }

  /**
   * @param {PartialConfig | ((config: import('./types.js').Config) => PartialConfig)} change told from the present configuration where another part of the same may be changing just now
   * @param {string} [why] code of a notice that says more than the new value does
   * @param {string} [fields] what is changed
   * @returns {Promise<boolean>}
   */
  change(change, why, fields = Object.keys(change).join()) {
    const ticket = {};
    this.#newest.set(fields, ticket);
    return this.#inTurn(async () => {
      if (this.#newest.get(fields) !== ticket) return true;
      const missed = () => this.#missed.set(fields, () => void this.change(change, why, fields));
      if (this.#restarting) {
        missed();
        return false;
      }
      const { run, frame } = this.store.get();
      const base = run ? withRateOf(run.config, frame?.updates ?? 0) : {};
      const partial = typeof change !== 'function' ? change : run ? change(run.config) : {};
      return this.#attempt(partial, { config: { ...base, ...partial } }, why, missed);
    });
  }

  /**
   * A run that was trained elsewhere, in place of the one that waited for it.
   * @param {Saved} saved
   * @param {Pick<State, 'frame' | 'ghosts' | 'playing'>} waited
   * @param {{finished: boolean, words: string, partial?: PartialConfig}} value what a trial was of, in words where they are of use, and whether it came to the end
   */
  adopt(saved, waited, { finished, words, partial }) {
    return this.#inTurn(async () => {
      const before = this.present;
      const opened = await this.#replace({ saved }, { replaced: waited });
      if (!opened) return;
      if (partial) this.onAdopted(before, opened.run.id);
      const { epoch, loss, diverged } = opened.frame;
      const tried = diverged ? 'triedDiverged' : finished ? 'tried' : 'triedSoFar';
      this.store.set({ fieldProblems: {}, notice: { code: words ? tried : 'opened', params: { words, epoch, loss } } });
      // What the hand was shown on the way is the outcome: the run hurries there, unless it is too far away.
      const { stopEpoch } = this.store.get().ui;
      const hurries = !finished && stopEpoch <= FAR;
      if (hurries) this.loop.begin(stopEpoch);
      this.#goOn(hurries || (waited.playing && !finished));
    });
  }

  /** @returns {Promise<import('../worker/protocol.js').Exported | null>} */
  async exported() {
    const { run } = this.store.get();
    return run && this.#ask({ type: 'export', run: run.id });
  }

  /**
   * @param {import('../worker/protocol.js').Asked} asked
   * @returns {Promise<import('../worker/protocol.js').Inside | null>} null where the worker has another run, or none
   */
  async inside(asked) {
    const { run } = this.store.get();
    if (!run || run.id !== this.present) return null;
    try {
      return await this.host.request({ type: 'inside', run: run.id, ...asked });
    } catch (error) {
      if (error instanceof Refusal || error instanceof Gone) return null;
      throw error;
    }
  }

  newSeed() {
    return this.#inTurn(async () => {
      const { run, frame } = this.store.get();
      if (!run) return false;
      return this.#attempt({ seed: 0 }, { config: withRateOf(run.config, frame?.updates ?? 0), newSeed: true }, 'newSeed');
    });
  }

  reset() {
    return this.#inTurn(async () => {
      this.store.set({ playing: false });
      const opened = await this.#again('reset');
      if (opened) this.store.set({ notice: { code: 'reset' } });
    });
  }

  /** Back to the last good state, at a third of the learning rate; and again, as long as that is still too large. */
  recover() {
    this.#thirdsLeft = MOST_THIRDS;
    this.#dangerEpoch = 0;
    return this.#tryThird(0);
  }

  /** At a divergence: whether the next third is tried without asking again. */
  #rescue() {
    if (!this.store.get().recovering) return false;
    if (this.#thirdsLeft === 0) {
      this.store.set({ recovering: false });
      return false;
    }
    // Nobody wants to wait ten times for the same mistake: from the second third on the pace comes later.
    void this.#tryThird((this.store.get().frame?.epoch ?? 0) + 1);
    return true;
  }

  /** @param {number} rushTo */
  #tryThird(rushTo) {
    return this.#inTurn(async () => {
      const { frame } = this.store.get();
      if (!frame?.diverged) return;
      this.#thirdsLeft -= 1;
      this.#dangerEpoch = Math.max(this.#dangerEpoch, dangerAfter(frame.epoch));
      const opened = await this.#again('recover');
      if (!opened) return this.store.set({ playing: false, recovering: false });
      const rate = rateAt(opened.run.config, Infinity);
      const epoch = opened.goodEpoch ?? 0;
      this.store.set({ recovering: true, notice: { code: 'recovered', params: { epoch, rate } } });
      this.loop.begin(Math.max(rushTo, epoch));
      this.loop.play();
    });
  }

  /** The run that the last restart replaced; the present one can be had back the same way. */
  undo() {
    const earlier = this.#undo.take();
    if (!earlier) return Promise.resolve();
    return this.#inTurn(async () => {
      this.store.set({ playing: false, fieldProblems: {} });
      const opened = await this.#replace({ saved: earlier.saved });
      const ui = { ...this.store.get().ui, xKind: earlier.xKind };
      if (opened) this.store.set({ ui, ghosts: earlier.ghosts, notice: { code: 'undone', params: { epoch: opened.frame.epoch } } });
    });
  }

  /** A run that was left, as it stood. @param {import('./undo.js').Earlier} earlier @param {boolean} play @param {boolean} keepsLanes @returns {Promise<number>} its new id; 0 where it could not be opened */
  reopen({ saved, ghosts }, play, keepsLanes) {
    return this.#inTurn(async () => {
      const opened = await this.#replace({ saved }, { keepsLanes });
      if (!opened) return 0;
      this.store.set({ ghosts, fieldProblems: {} });
      this.#goOn(play);
      return opened.run.id;
    });
  }

  /** After a failure: a new worker, and the last state it gave away. */
  restartWorker() {
    const { run } = this.store.get();
    const { saved } = this.loop;
    this.#restarting = true;
    this.host.restart();
    this.store.set({ status: 'loading', failure: '', playing: false });
    /** @type {Source} */
    const source = saved ? { saved } : run && !isEarly(run) ? { config: run.config } : { link: location.hash };
    return this.#inTurn(async () => {
      this.#restarting = false;
      const opened = await this.#replace(source, { keepsLanes: !('link' in source) });
      if (!opened) return;
      this.store.set({ notice: { code: 'restarted', params: { epoch: opened.frame.epoch } } });
      const missed = [...this.#missed.values()];
      this.#missed.clear();
      missed.forEach((change) => change());
    });
  }

  /** How a text would be understood as a function; null where it is none. @param {string} text
   * @returns {Promise<import('./types.js').Run['formula']>} */
  async read(text) {
    try {
      const { formula } = await this.host.request({ type: 'read', text });
      return formula;
    } catch (error) {
      if (error instanceof Refusal || error instanceof Gone) return null;
      throw error;
    }
  }

  /** @param {number} value */
  async setLearningRate(value) {
    await this.settled();
    const { run } = this.store.get();
    if (!run) return;
    const missed = () => this.#missed.set('optimizer.learningRate', () => void this.setLearningRate(value));
    const reply = await this.#ask({ type: 'setLearningRate', run: run.id, value }, 'optimizer.learningRate', missed);
    const now = this.store.get().run;
    if (!reply || now?.id !== run.id) return;
    const { 'optimizer.learningRate': _, ...fieldProblems } = this.store.get().fieldProblems;
    const { history, frame } = reply;
    const moments = this.store.get().moments.filter(({ epoch }) => epoch * now.updatesPerEpoch <= frame.updates);
    // What was computed beyond this moment was another run.
    const ghosts = this.store.get().ghosts.filter(({ epoch }) => epoch <= frame.epoch);
    const ahead = frame.updates < (this.store.get().frame?.head ?? 0);
    this.store.set({ run: { ...now, config: reply.config, link: reply.link }, fieldProblems, ...(ahead && { history, frame, moments, ghosts }) });
    this.#rebase(reply.link, true);
  }

  /** Own lanes stay what they are beside another run; those of a link are told from its own run. @param {string} link @param {boolean} keepsLanes */
  #rebase(link, keepsLanes) {
    const { ui } = this.store.get();
    const comparison = keepsLanes ? rebased(ui.comparison, this.#base, link) : ui.comparison;
    this.#base = link;
    if (comparison === ui.comparison) return;
    this.store.set({ ui: { ...ui, comparison } });
    const count = lanesIn(ui.comparison) - lanesIn(comparison);
    if (count > 0) this.store.set({ notice: { code: 'lanesDropped', params: { count } } });
  }

  /**
   * @param {PartialConfig} partial
   * @param {Source} source
   * @param {string} [why]
   * @param {() => void} [missed] called where the worker was gone
   */
  async #attempt(partial, source, why, missed) {
    const { playing, frame, run, ui } = this.store.get();
    const ended = !!run && !!frame && (frame.diverged || frame.epoch >= ui.stopEpoch);
    const opened = await this.#replace(source, { field: Object.keys(partial)[0], missed });
    if (!opened) return false;
    const changed = Object.keys(partial);
    const left = Object.entries(this.store.get().fieldProblems).filter(([path]) => !changed.some((key) => concerns(path, key)));
    const { optimizer, seed } = opened.run.config;
    const params = { optimizer: optimizer.kind, rate: optimizer.learningRate, seed };
    this.store.set({ fieldProblems: Object.fromEntries(left), ...(why && { notice: { code: why, params } }) });
    this.#goOn(playing || ended);
    return true;
  }

  /** @param {boolean} play */
  #goOn(play) {
    if (play) this.loop.play();
    else this.store.set({ playing: false });
  }

  /** @param {Source} source @param {Replacement} [how] @returns {Promise<Opened | null>} */
  #replace(source, how) {
    return this.#opened({ type: 'open', run: ++this.#lastId, source }, how);
  }

  /** @param {'reset' | 'recover'} type @returns {Promise<Opened | null>} */
  async #again(type) {
    const { run } = this.store.get();
    return run && this.#opened({ type, run: run.id, next: ++this.#lastId });
  }

  /** @param {Request} request @param {Replacement} [how] @returns {Promise<Opened | null>} */
  async #opened(request, { field, missed, replaced = this.store.get(), keepsLanes = true } = {}) {
    const reply = /** @type {Opened | null} */ (await this.#ask(request, field, missed));
    if (!reply) return null;
    const { frame, ghosts } = replaced;
    if (reply.previous) {
      const earlier = { saved: reply.previous, ghosts, updates: frame?.updates ?? 0, xKind: this.store.get().ui.xKind };
      this.#undo.keep(earlier, performance.now());
      this.onReplaced(this.present, earlier);
    }
    this.present = reply.run.id;
    this.store.set({
      status: 'ready',
      run: reply.run,
      frame: reply.frame,
      history: reply.history,
      ghosts: initialState().ghosts,
      moments: reply.moments,
      canUndo: this.#undo.possible,
      recovering: request.type === 'recover',
    });
    this.#rebase(reply.run.link, keepsLanes);
    this.loop.begin();
    return reply;
  }

  /** @param {Request} request @param {string} [field] @param {() => void} [missed] @returns {Promise<any>} null where it was refused or the worker is gone */
  async #ask(request, field, missed) {
    try {
      return await this.host.request(request);
    } catch (error) {
      if (error instanceof Refusal) this.#refuse(error.problem, field);
      else if (!(error instanceof Gone)) throw error;
      else missed?.();
      return null;
    }
  }

  /** A problem is shown where it arose, or else at the field that was changed. @param {Problem} problem @param {string} [field] */
  #refuse(problem, field) {
    const path = field && !concerns(problem.path, field) ? field : problem.path || field || '';
    this.store.set({ fieldProblems: { ...this.store.get().fieldProblems, [path]: problem } });
  }

  /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  #inTurn(work) {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => {});
    return result;
  }
}

/** @param {string} comparison */
const lanesIn = (comparison) => countOf(readComparison(comparison).comparison);

/** A smaller rate only puts off a divergence, perhaps. @param {number} epoch */
const dangerAfter = (epoch) => 2 * epoch + 20;

/** Whether a path such as `layers[0].units` lies in the field `layers`. @param {string} path @param {string} field */
const concerns = (path, field) => path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);
