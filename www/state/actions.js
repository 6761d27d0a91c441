// @ts-check
/** All that can be done on the page. Every control calls these and nothing else. */
import { countOf, MOST_LANES, readComparison, writeComparison } from './compare/link.js';
import { COMPARISON_FIELDS, comparisonNotIn, joinLink, readUi, runPart } from './link.js';
import { OwnData } from './own-data.js';
import { nextStop } from './pace.js';
import { savePreferences } from './preferences.js';
import { createScrub } from './scrub.js';
import { isLong, shareLink } from './share.js';
import { defaultUi } from './store.js';
import { suitedCode } from './suited.js';
import { Trials } from './trials.js';

/**
 * @typedef {import('./store.js').WritableStore} WritableStore
 * @typedef {import('./loop.js').Loop} Loop
 * @typedef {import('./runs.js').Runs} Runs
 * @typedef {import('./types.js').Actions} Actions
 * @typedef {import('./types.js').Ui} Ui
 */

/**
 * @param {WritableStore} store
 * @param {Loop} loop
 * @param {Runs} runs
 * @returns {Actions}
 */
export function createActions(store, loop, runs) {
  const ready = () => store.get().status === 'ready';
  const ownData = new OwnData();
  const trials = new Trials(store, loop, runs);
  const scrub = createScrub(store, loop);

  /**
   * What concerns the run waits for a trial to become it, and for a look at another moment to end.
   * @template {unknown[]} A
   * @param {(...given: A) => unknown} act
   * @returns {(...given: A) => void}
   */
  const onceKept = (act) => (...given) => void (trials.active || scrub.peeking ? settled().then(() => act(...given)) : act(...given));

  async function settled() {
    await trials.keep();
    await scrub.settle();
  }

  /** @param {string} code @param {Record<string, unknown>} [params] */
  const say = (code, params) => store.set({ notice: { code, params } });

  /** @param {Partial<Ui>} partial */
  function setUi(partial) {
    savePreferences(partial);
    store.set({ ui: { ...store.get().ui, ...partial } });
  }

  /** A run that has ended goes on: its end moves further away, and the page says so. */
  function extend() {
    const { run, frame, ui } = store.get();
    if (!run || !frame) return;
    if (frame.updates >= ui.stopEpoch * run.updatesPerEpoch) {
      const stopEpoch = nextStop(frame.epoch);
      setUi({ stopEpoch });
      say('stopRaised', { epoch: stopEpoch });
    }
    if (ui.stopLoss > 0 && Math.max(frame.loss, frame.epochLoss) <= ui.stopLoss) {
      const stopLoss = Number((ui.stopLoss / 10).toPrecision(12));
      setUi({ stopLoss });
      say('stopLossLowered', { loss: stopLoss });
    }
  }

  function play() {
    if (!ready() || store.get().playing || store.get().frame?.diverged) return;
    say('playing');
    extend();
    loop.play();
  }

  /** @param {string} code */
  async function pauseSaying(code) {
    await loop.pause();
    const { frame } = store.get();
    say(code, { epoch: frame?.epoch, loss: frame?.loss });
  }

  function pause() {
    if (store.get().playing) void pauseSaying('paused');
  }

  async function step() {
    if (!ready()) return;
    await loop.pause();
    await loop.stepEpoch();
    const { frame } = store.get();
    if (!frame?.diverged) say('stepped', { epoch: frame?.epoch, loss: frame?.loss });
  }

  /** @param {string} comparison @param {string} code @param {Record<string, unknown>} [params] */
  function setComparison(comparison, code, params) {
    setUi({ comparison });
    say(code, { ...params, count: countOf(readComparison(comparison).comparison) });
  }

  /** Where nothing of one's own stands in the comparison yet, a new one begins. */
  function compareRun() {
    const { comparison } = readComparison(store.get().ui.comparison);
    const own = comparison.lanes.length > 0 || comparison.without.length > 0;
    const { lanes } = comparison;
    if (lanes.includes('')) return say('comparedAlready');
    const next = { ...(own ? comparison : { preset: '', without: [] }), lanes: [...lanes, ''] };
    if (countOf(next) > MOST_LANES) return say('comparisonFull', { count: MOST_LANES });
    setComparison(writeComparison(next), 'compared');
  }

  /** @param {string} path */
  function clearProblem(path) {
    const { [path]: gone, ...fieldProblems } = store.get().fieldProblems;
    if (gone) store.set({ fieldProblems });
  }

  /** Its page, and all of the page's own that it names. @param {string} fragment @param {readonly (keyof import('./types.js').Ui)[]} kept what stands in the comparison waits there while other pages are looked at */
  function showUiOf(fragment, kept) {
    const { ui, problems } = readUi(fragment);
    const now = store.get().ui;
    const waiting = Object.fromEntries(kept.map((name) => [name, now[name]]));
    store.set({ ui: { ...defaultUi, ...now, ...ui, ...waiting }, linkProblems: problems, draft: null, opening: true, journeys: store.get().journeys + 1 });
  }

  /**
   * Links that programs have changed are mended by the module, which is asked only now: the page may be another one.
   * @param {string} fragment
   * @param {Record<string, string> | undefined} keys
   * @param {readonly (keyof import('./types.js').Ui)[]} kept
   */
  function showMended(fragment, keys, kept) {
    if (!keys) return;
    const [raw, mended] = [readUi(fragment), readUi(keys)];
    if (JSON.stringify(raw) === JSON.stringify(mended)) return;
    const { ui: now, linkProblems } = store.get();
    const waiting = mended.ui.view === 'compare' ? {} : Object.fromEntries(kept.map((name) => [name, now[name]]));
    const others = linkProblems.filter(({ code, path }) => !raw.problems.some((problem) => problem.code === code && problem.path === path));
    store.set({ ui: { ...now, ...mended.ui, ...waiting }, linkProblems: [...others, ...mended.problems] });
  }

  /**
   * To another run, by a link or along the history. The page is there at once, the run when the worker has it.
   * @template T
   * @param {(overtaken: () => boolean) => Promise<T>} how `overtaken`: somebody has gone elsewhere meanwhile
   */
  async function travel(how) {
    const mine = store.get().journeys;
    const overtaken = () => mine !== store.get().journeys;
    try {
      return await how(overtaken);
    } finally {
      if (!overtaken()) store.set({ opening: false });
    }
  }

  /** The run that is there goes on, or rests, as it did before. @param {boolean} playing */
  function resume(playing) {
    const { frame, run, ui } = store.get();
    const ended = !run || !frame || frame.diverged || frame.updates >= ui.stopEpoch * run.updatesPerEpoch;
    if (playing && !ended) loop.play();
    else void loop.pause();
  }

  /** Whether points were set in the plot since the editing began. */
  let edited = false;

  /** @param {'points' | 'draw'} editing */
  function startEditing(editing) {
    if (store.get().editing === 'none') edited = false;
    store.set({ editing });
  }

  /** Points that are too few to be learned stay in hand, and the page says what is missing. */
  async function endEditing() {
    const { draft } = store.get();
    if (draft) return refuse('draft', 'points_too_few', { count: draft.length });
    store.set({ editing: 'none' });
    await runs.settled();
    const { run } = store.get();
    const partial = edited && run ? ownData.finish(run) : null;
    edited = false;
    if (partial && (await runs.change(partial))) saySuited(partial);
  }

  /** @param {import('./types.js').PartialConfig} partial */
  function saySuited(partial) {
    const code = suitedCode(partial);
    if (code) say(`suited.${code}`);
  }

  /** @param {string} path @param {string} code @param {Record<string, unknown>} [params] */
  function refuse(path, code, params) {
    store.set({ fieldProblems: { ...store.get().fieldProblems, [path]: { code, path, message: code, params } } });
  }

  /** @param {() => Promise<void>} move */
  async function goTo(move) {
    await trials.keep();
    await runs.settled();
    await move();
    const { frame } = store.get();
    say('sought', { epoch: frame?.epoch, loss: frame?.loss });
  }

  async function share() {
    const { run, ui } = store.get();
    const url = new URL(location.href);
    if (run) url.hash = joinLink(run.link, ui);
    const outcome = await shareLink(url.href, document.title);
    const count = url.href.length;
    if (outcome === 'shared' && isLong(url.href)) say('sharedLong', { count });
    if (outcome === 'copied') isLong(url.href) ? say('copiedLong', { count }) : say('copied');
    return outcome;
  }

  return {
    play: onceKept(play),
    pause,
    toggle: onceKept(() => (store.get().playing ? pause() : play())),
    step: onceKept(step),
    reset: onceKept(() => ready() && runs.reset()),
    newSeed: onceKept(() => ready() && runs.newSeed()),
    async change(partial, why) {
      ownData.choose(partial);
      await settled();
      return runs.change(partial, why);
    },
    async changePart(path, change) {
      await settled();
      return runs.change(change, undefined, path);
    },
    seek: (epoch) => goTo(() => scrub.seek(epoch)),
    seekUpdates: (updates) => goTo(() => scrub.seekUpdates(updates)),
    async glideTo(epoch) {
      await trials.keep();
      await runs.settled();
      await scrub.glideTo(epoch);
    },
    peek: scrub.peek,
    nearTrial: () => void trials.warm(),
    trying: () => trials.active,
    tryOut(partial, words) {
      ownData.choose(partial);
      void trials.tryOut(partial, words);
    },
    keepTrial: () => void trials.keep(),
    dropTrial: () => void trials.drop(),
    readFunction: (text) => runs.read(text),
    setLearningRate: onceKept((/** @type {number} */ value) => {
      ownData.choose({ optimizer: undefined });
      return runs.setLearningRate(value);
    }),
    setUi,
    undo: onceKept(() => runs.undo()),
    recover: onceKept(() => runs.recover()),
    restartWorker() {
      trials.abandon();
      void runs.restartWorker();
    },
    say,
    share,
    async setPoints(points) {
      await trials.keep();
      const { run } = store.get();
      const set = await runs.change(ownData.set(run, points));
      if (set) {
        if (!run?.config.points) setUi({ xKind: 'number' });
        edited = true;
        store.set({ draft: null });
      }
      return set;
    },
    async ownPoints() {
      await trials.keep();
      // Of a link's run the samples may not be known yet.
      await runs.settled();
      const { run } = store.get();
      if (!run || run.config.points) return;
      if (!ownData.remembers) setUi({ xKind: 'number' });
      const partial = ownData.take(run, ownData.first(run), false);
      if (await runs.change(partial)) saySuited(partial);
      startEditing('points');
    },
    async useFunction() {
      await trials.keep();
      store.set({ draft: null, editing: 'none' });
      await runs.change(ownData.leave(store.get().run));
    },
    setDraft(draft) {
      store.set({ draft, pasted: null });
      clearProblem('draft');
    },
    async paste(pasted) {
      await trials.keep();
      const partial = ownData.take(store.get().run, pasted.reading.points, true);
      const taken = await runs.change(partial);
      if (!taken) return false;
      setUi({ xKind: pasted.reading.x.kind === 'clock' ? 'clock' : 'number' });
      store.set({ draft: null, pasted: { ...pasted, suited: suitedCode(ownData.suited) } });
      say('pasted', { count: pasted.reading.points.length });
      return true;
    },
    async useOldSettings() {
      await trials.keep();
      const { pasted } = store.get();
      if (await runs.change(ownData.unsuit())) store.set({ pasted: pasted && { ...pasted, suited: '' } });
    },
    forgetPasted: () => store.set({ pasted: null }),
    setEditing: (editing) => (editing === 'none' ? void endEditing() : startEditing(editing)),
    setStretch: (stretch) => String(store.get().stretch) === String(stretch) || store.set({ stretch }),
    setCursor: (cursor) => store.get().cursor === cursor || store.set({ cursor }),
    refuse,
    clearProblem,
    async openSaved(saved) {
      trials.abandon();
      const { frame, ghosts } = store.get();
      await loop.pause();
      await runs.adopt(saved, { frame, ghosts, playing: false }, { finished: true, words: '' });
      setUi({ view: 'play' });
    },
    async exported() {
      await trials.keep();
      await loop.pause();
      return runs.exported();
    },
    inside: (asked) => runs.inside(asked),
    pin(pinned, quietly = false) {
      store.set({ pinned });
      if (!quietly) say(pinned ? 'pinned' : 'unpinned', { name: pinned?.name });
    },
    compareRun: onceKept(() => ready() && compareRun()),
    setComparison,
    nameLinkProblems: (problems) => store.set({ linkProblems: [...store.get().linkProblems, ...problems] }),
    dismissLinkProblems: () => store.set({ linkProblems: [] }),
    openLink(fragment, play) {
      trials.abandon();
      ownData.begin();
      const kept = readUi(fragment).ui.view === 'compare' ? [] : comparisonNotIn(fragment);
      showUiOf(fragment, kept);
      return travel(async (overtaken) => {
        const keys = await runs.openLink(fragment, play, kept.includes('comparison'));
        if (!overtaken()) showMended(fragment, keys, kept);
      });
    },
    async goBack(fragment, visit, play) {
      const keepsLanes = readUi(fragment).ui.view !== 'compare';
      showUiOf(fragment, keepsLanes ? COMPARISON_FIELDS : []);
      return travel(async (overtaken) => {
        // What was under the hand when the entry was left may become its run only now.
        await settled();
        await runs.settled();
        const found = visit();
        if (overtaken()) return 0;
        if (found?.kept) return runs.reopen(found.kept, found.playing, keepsLanes);
        if (found?.run === runs.present || store.get().run?.link === runPart(fragment)) {
          if (found) resume(found.playing);
        } else {
          const keys = await runs.openLink(fragment, play, keepsLanes);
          if (!overtaken()) showMended(fragment, keys, keepsLanes ? COMPARISON_FIELDS : []);
        }
        return 0;
      });
    },
  };
}
