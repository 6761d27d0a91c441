// @ts-check
/**
 * The story: a chapter's words beside the plot, in which its run plays. Words that name a moment let the time line
 * glide there; whoever touches anything else has the say.
 */
import { h, setAttribute, setText } from '../../dom.js';
import { addMessages } from '../../i18n/index.js';
import de from '../../i18n/de/story.js';
import en from '../../i18n/en/story.js';
import { bestLine, chapterOf, CHAPTERS, linkOf } from '../../state/chapters.js';

/**
 * @typedef {import('../../controls/context.js').Context} Context
 * @typedef {import('../../state/chapters.js').Chapter} Chapter
 * @typedef {import('../../state/types.js').State} State
 */

/**
 * @param {HTMLElement} root
 * @param {Context} context
 */
export function mountStory(root, context) {
  addMessages({ en, de });
  const { store, actions, i18n } = context;
  const contents = h('nav', { class: 'contents' });
  const articles = CHAPTERS.map((chapter) => ({ chapter, node: h('article') }));
  root.replaceChildren(contents, ...articles.map(({ node }) => node));
  /** The run that a line was drawn for. */
  let lined = 0;

  function tell() {
    const { name } = chapterOf(store.get().ui.chapter);
    for (const { chapter, node } of articles) node.hidden = chapter.name !== name;
    contents.replaceChildren(h('ol', {}, ...CHAPTERS.map((chapter) => h('li', {}, chapterLink(chapter, chapter.name === name)))));
  }

  /** @param {Chapter} chapter @param {boolean} here */
  function chapterLink(chapter, here) {
    return h('a', { href: `#${linkOf(chapter)}`, 'aria-current': here ? 'page' : null }, i18n.t(`story.${chapter.name}`));
  }

  function relabel() {
    setAttribute(contents, 'aria-label', i18n.t('story.contents'));
    for (const [index, { chapter, node }] of articles.entries()) node.replaceChildren(...write(context, chapter, index));
    tell();
  }

  /** The chapter's own run, where the page came from elsewhere; a link to a chapter has brought it along. @param {State} state */
  function open({ run, ui }) {
    if (ui.view !== 'story' || !run) return;
    if (ui.chapter === '') void actions.openLink(linkOf(chapterOf('')), !matchMedia('(prefers-reduced-motion: reduce)').matches);
    drawLine(ui.chapter, run);
  }

  /** @param {string} name @param {NonNullable<State['run']>} run */
  function drawLine(name, run) {
    if (run.id === lined) return;
    lined = run.id;
    const wanted = chapterOf(name).bestLine && run.config.layers.every(({ activation }) => activation === 'linear');
    if (!wanted) return actions.pin(null);
    const { slope, offset } = bestLine(run.trainX, run.trainY);
    actions.pin({ name: i18n.t('story.bestLine'), grid: run.grid, predictions: run.grid.map((x) => slope * x + offset) });
  }

  store.subscribe((state, previous) => {
    if (state.ui.chapter !== previous.ui.chapter) {
      tell();
      if (state.ui.view === 'story') scrollTo(0, 0);
    }
    if (state.run !== previous.run || state.ui !== previous.ui) open(state);
    if (state.ui.view !== 'story' && previous.ui.view === 'story') actions.pin(null);
  });
  i18n.onChange(relabel);
  relabel();
  open(store.get());
}

/**
 * @param {Context} context
 * @param {Chapter} chapter
 * @param {number} index
 */
function write(context, chapter, index) {
  const { i18n } = context;
  const words = wordsOf(context, chapter);
  const title = h('h2', {}, h('small', {}, i18n.t('story.chapter', { number: index + 1 })), ' ', i18n.t(`story.${chapter.name}`));
  const paragraphs = chapter.paragraphs.map((name) => h('p', {}, i18n.rich(`story.${chapter.name}.${name}`, words())));
  const task = h('p', { class: 'task' }, h('b', {}, i18n.t('story.task')), ' ', i18n.rich(`story.${chapter.name}.task`, words()));
  const [before, after] = [CHAPTERS[index - 1], CHAPTERS[index + 1]];
  const turn = h('p', { class: 'turn' }, before && link(i18n.t('story.before'), before), after && link(i18n.t('story.after', { title: i18n.t(`story.${after.name}`) }), after));
  return [title, ...paragraphs, task, turn];

  /** @param {string} text @param {Chapter} to */
  function link(text, to) {
    return h('a', { href: `#${linkOf(to)}`, class: to === after ? 'after' : 'before' }, text);
  }
}

/**
 * The words of a chapter that do something, each time anew, since a node has one place only.
 * @param {Context} context
 * @param {Chapter} chapter
 * @returns {() => Record<string, Node>}
 */
function wordsOf({ actions, i18n }, { epochs, runs = {} }) {
  /** @param {number} epoch */
  function glide(epoch) {
    document.getElementById('plot')?.scrollIntoView({ block: 'nearest' });
    void actions.glideTo(epoch);
  }
  /** @param {string} name @param {number} epoch @returns {[string, Node]} */
  const moment = (name, epoch) => {
    const button = h('button', { type: 'button', class: 'word', onClick: () => glide(epoch) });
    setText(button, i18n.t('story.epoch', { epoch }));
    return [name, button];
  };
  return () => Object.fromEntries([
    ...Object.entries(epochs).map(([name, epoch]) => moment(name, epoch)),
    ...Object.entries(runs).map(([name, { link }]) => /** @type {[string, Node]} */ ([name, h('a', { href: `#${link}` }, i18n.t(`story.word.${name}`))])),
  ]);
}
