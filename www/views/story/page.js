// @ts-check
/**
 * The story: a chapter's words beside the plot, in which its run plays. Words that name a moment let the time line
 * glide there; whoever touches anything else has the say.
 */
import { h, movesByItself, setAttribute, setText } from '../../dom.js';
import { addMessages } from '../../i18n/index.js';
import de from '../../i18n/de/story.js';
import en from '../../i18n/en/story.js';
import { bestLine, chapterOf, CHAPTERS, linkOf, runOf } from '../../state/chapters.js';
import { trainStory } from '../../state/story-moments.js';
import { createPaperFigure } from './paper.js';
import { createSumsFigure } from './sums-figure.js';
import { tellOwnTime, titleOf, write } from './words.js';

/**
 * @typedef {import('../../controls/context.js').Context} Context
 * @typedef {import('../../state/types.js').State} State
 * @typedef {NonNullable<State['run']>} Run
 */

/** After so much rest nothing will be disturbed (milliseconds). */
const REST_MS = 1500;

/**
 * @param {HTMLElement} root
 * @param {Context} context
 */
export function mountStory(root, context) {
  addMessages({ en, de });
  const { store, actions, i18n } = context;
  const contents = createContents(i18n);
  const articles = CHAPTERS.map((chapter) => ({
    chapter,
    node: h('article'),
    figure: chapter.sums ? createSumsFigure(i18n, runOf(chapter)) : null,
    paper: createPaperFigure(i18n, chapter),
  }));
  root.replaceChildren(contents.node, ...articles.map(({ node }) => node));
  const line = createBestLine(context);

  function tell() {
    const { name } = chapterOf(store.get().ui.chapter);
    for (const { chapter, node } of articles) node.hidden = chapter.name !== name;
    contents.update(name);
  }

  function relabel() {
    for (const [index, { chapter, node, figure, paper }] of articles.entries()) {
      node.replaceChildren(...write(context, chapter, index, figure?.node ?? null, paper.node));
      figure?.relabel();
      paper.relabel();
    }
    tell();
    compare(store.get().run);
  }

  let prepared = false;
  let rest = 0;
  /** What stands on paper is made while somebody reads and nothing else is trained. */
  function prepareInTime() {
    clearTimeout(rest);
    const { playing, run, ui } = store.get();
    if (!prepared && !playing && run && ui.view === 'story') rest = window.setTimeout(prepare, REST_MS);
  }

  function prepare() {
    prepared = true;
    for (const { figure } of articles) void figure?.fill();
    void trainStory((chapter, told) => {
      articles.find((article) => article.chapter === chapter)?.paper.show(told);
      if (chapter.measured) measured = told.last;
    });
  }

  /** @type {State['frame']} */
  let measured = null;
  matchMedia('print').addEventListener('change', ({ matches }) => {
    const { frame, ui } = store.get();
    // On paper the time is that of the run which is told of, whichever one is to be seen now.
    tellOwnTime(root, context, matches && measured && !chapterOf(ui.chapter).own ? measured : frame);
  });

  /** Says where the run is not the one that the words are about. @param {Run | null} run */
  function compare(run) {
    for (const { chapter, node } of articles) {
      const note = /** @type {HTMLElement} */ (node.querySelector('.elsewhere'));
      note.hidden = !run || run.link === runOf(chapter);
    }
  }

  /** The chapter's own run, where the page came from elsewhere; a link to a chapter has brought it along. @param {State} state */
  function open({ run, ui }) {
    if (ui.view !== 'story' || !run) return;
    if (ui.chapter === '') void actions.openLink(linkOf(chapterOf('')), movesByItself());
    line.draw(ui.chapter, run);
  }

  store.subscribe((state, previous) => {
    if (state.ui.chapter !== previous.ui.chapter) tell();
    if (state.run !== previous.run) compare(state.run);
    if (state.run !== previous.run || state.ui !== previous.ui) open(state);
    if (state.frame !== previous.frame && state.ui.view === 'story') tellOwnTime(root, context, state.frame);
    prepareInTime();
    if (state.ui.view !== 'story' && previous.ui.view === 'story') line.remove();
  });
  i18n.onChange(relabel);
  relabel();
  open(store.get());
  prepareInTime();
}

/** All chapters, folded away behind the place where one is. @param {Context['i18n']} i18n */
function createContents(i18n) {
  const summary = h('summary');
  const list = h('ol');
  const details = h('details', {}, summary, list);
  const node = h('nav', { class: 'contents' }, details);
  return {
    node,
    /** @param {string} here name of the chapter */
    update(here) {
      const number = CHAPTERS.findIndex(({ name }) => name === here) + 1;
      setAttribute(node, 'aria-label', i18n.t('story.contents'));
      setText(summary, i18n.t('story.chapterOf', { number, count: CHAPTERS.length }));
      details.open = false;
      list.replaceChildren(...CHAPTERS.map((chapter) =>
        h('li', {}, h('a', { href: `#${linkOf(chapter)}`, 'aria-current': chapter.name === here ? 'page' : null }, titleOf(i18n, chapter)))));
    },
  };
}

/** The least-squares line behind a network that can be nothing but a line. @param {Context} context */
function createBestLine({ store, actions, i18n }) {
  /** The run it was last looked at for, so that who takes it away is rid of it. */
  let seen = 0;
  /** @type {State['pinned']} */
  let own = null;

  function remove() {
    seen = 0;
    // What somebody else has pinned stays.
    if (own && store.get().pinned === own) actions.pin(null, true);
    own = null;
  }

  /** @param {string} chapter @param {Run} run */
  function draw(chapter, run) {
    if (run.id === seen) return;
    const wanted = chapterOf(chapter).bestLine && run.config.layers.every(({ activation }) => activation === 'linear');
    if (!wanted) remove();
    seen = run.id;
    if (!wanted) return;
    const { slope, offset } = bestLine(run.trainX, run.trainY);
    own = { name: i18n.t('story.bestLine'), grid: run.grid, predictions: run.grid.map((x) => slope * x + offset) };
    actions.pin(own, true);
  }

  return { draw, remove };
}
