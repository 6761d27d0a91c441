// @ts-check
/**
 * One sentence under the plot: what there is to see now, and where there is something to be done about it, a button
 * that does it. A sentence stays long enough to be read; once the run has moved on, the epoch that it is of stands
 * above it.
 */
import { h, setText } from '../dom.js';
import { isTimeOfDay } from '../plot/clock.js';
import { insightSentence, stretchOf, swingSentence } from './insight-text.js';

/**
 * @typedef {import('../state/types.js').State} State
 * @typedef {import('../controls/context.js').Context} Context
 * @typedef {import('./insight-text.js').Sentence} Sentence
 */

/** No sentence gives way sooner. */
const HOLD_MS = 4000;
/** A page that is ready sooner need not say that it loads. */
const LOADING_MS = 600;

/** @param {Sentence[]} sentences @param {import('../i18n/index.js').I18n} i18n */
const wordsOf = (sentences, i18n) => sentences.map(({ key, params }) => i18n.t(key, params)).join(' ');

/** @param {State} state */
const isBroken = ({ frame, recovering }) => !!frame?.diverged && !recovering;

/** @param {State} state */
const hasEnded = ({ frame, playing, trial, ui }) => !playing && !trial && (frame?.epoch ?? 0) >= ui.stopEpoch;

/**
 * @param {HTMLElement} root
 * @param {Context} context
 */
export function mountCaption(root, { store, actions, i18n }) {
  const sentence = h('span', { class: 'sentence-now' });
  const past = h('span', { class: 'said-at' });
  const advice = h('button', { type: 'button', class: 'link advice', hidden: true, onClick: () => take() });
  const why = h('button', { type: 'button', class: 'link why', hidden: true, onClick: () => lookInside() });
  root.replaceChildren(past, sentence, ' ', advice, ' ', why);
  let take = () => {};
  let since = -Infinity;
  /** What is said, and of which epoch. */
  let said = { words: '', epoch: 0 };

  /** @param {import('../state/types.js').Frame} frame @param {import('../state/types.js').Run} run @returns {Sentence[]} */
  function sentencesOf(frame, run) {
    const swing = swingSentence(frame.ending, i18n);
    return [insightSentence(frame.insight, run, i18n, isTimeOfDay(store.get())), ...(swing ? [swing] : [])];
  }

  function show() {
    const { run, frame, recovering } = store.get();
    // A divergence that is about to be repaired by itself is no news.
    if (!run || !frame || (frame.diverged && recovering)) return;
    const sentences = sentencesOf(frame, run);
    const words = wordsOf(sentences, i18n);
    if (words !== said.words) {
      sentence.replaceChildren(...sentences.flatMap(({ key, params }, i) => [i > 0 ? ' ' : '', i18n.rich(key, params)]));
      since = performance.now();
    }
    said = { words, epoch: frame.insight.epoch };
    setText(past, '');
    actions.setStretch(frame.diverged ? null : stretchOf(frame.insight));
    advise();
  }

  /** With a frame, so that it is that of the curve and the numbers: the newest sentence, once the present one has been there for long enough. */
  function showInTime() {
    if (performance.now() >= since + HOLD_MS) show();
    else date();
  }

  /** What is still said while something else has become so is of its own epoch. */
  function date() {
    const { run, frame } = store.get();
    if (past.textContent !== '' || !run || !frame) return;
    if (wordsOf(sentencesOf(frame, run), i18n) === said.words) {
      said.epoch = frame.insight.epoch;
      return;
    }
    setText(past, i18n.t('views.say.at', { epoch: i18n.integer(said.epoch) }));
  }

  function advise() {
    const { frame } = store.get();
    askWhy();
    if (isBroken(store.get())) {
      offer('views.say.recover', actions.recover);
      // On a phone the transport may lie over it, and nothing else goes on.
      advice.scrollIntoView({ block: 'nearest' });
      return;
    }
    const suggestion = frame?.insight.suggestion;
    const key = `views.suggest.${suggestion?.code}`;
    if (hasEnded(store.get()) && suggestion && i18n.has(key)) return offer(key, () => void actions.change(suggestion.change));
    advice.hidden = true;
  }

  /** At its end one may want to know how the curve came to be. */
  function askWhy() {
    const { frame, ui } = store.get();
    setText(why, i18n.t('views.say.why'));
    why.hidden = !hasEnded(store.get()) || !!frame?.diverged || ui.view !== 'play';
    // It keeps its place, so that nothing moves when it goes.
    why.classList.toggle('absent', ui.inside);
  }

  function lookInside() {
    actions.setUi({ inside: true });
    // This button goes; the other one, above the plot, closes what it has opened.
    /** @type {HTMLElement | null} */ (document.querySelector('.l-inside button'))?.focus();
  }

  /** @param {string} key @param {() => void} act */
  function offer(key, act) {
    setText(advice, i18n.t(key));
    advice.hidden = false;
    take = act;
  }

  const loading = window.setTimeout(() => {
    if (store.get().status === 'loading' && !store.get().frame) setText(sentence, i18n.t('views.say.loading'));
  }, LOADING_MS);

  const stop = store.subscribe((state, previous) => {
    const broken = isBroken(state) && !isBroken(previous);
    const outcome = state.trial?.finished && state.trial !== previous.trial;
    if (state.trial && !outcome) return;
    if (state.run?.id !== previous.run?.id || broken || outcome) show();
    // What stands still is said at once: a moment gone to, the end.
    else if (state.frame !== previous.frame || state.playing !== previous.playing) (state.playing ? showInTime : show)();
    if (state.playing !== previous.playing || state.trial !== previous.trial || state.ui.stopEpoch !== previous.ui.stopEpoch) advise();
    else if (state.ui !== previous.ui) askWhy();
  });
  const stopLanguage = i18n.onChange(show);
  show();

  return () => {
    clearTimeout(loading);
    stop();
    stopLanguage();
  };
}
